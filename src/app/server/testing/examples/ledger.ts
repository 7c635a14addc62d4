import type { Example } from '#platform/http'
import type { Rows } from '../rows.ts'

/** The ledger with its months and differences, classes of notes and what they make of the portfolio. */
export function ledgerExamples({ loan, proposalId, bank, accountant }: Rows): Record<string, Example> {
  const [note, proposal, month] = [{ noteId: loan.noteId }, { noteId: loan.noteId, proposalId }, { month: '2025-02' }]
  const judged = { says: '情况属实' }
  return {
    'ledger.trial-balance': { query: '?day=2025-03-12' },
    'ledger.transfers': { query: '?account=130301&from=2025-03-01&until=2025-03-12' },
    // The first voucher of a note has its id.
    'ledger.voucher': { params: { voucherId: loan.noteId } },
    'ledger.rename-account': { params: { code: '130301' }, body: { name: '小微贷款本金' }, shared: true },
    'ledger.differences': { query: '?view=open' },
    'ledger.explain': { body: { day: '2025-03-11', unitId: bank.officer.unitId, productCode: 'MICRO', accountCode: '130301', explanation: '手工补录一笔' } },
    'ledger.close-period': { params: month, shared: true },
    'ledger.confirm-period': { params: month, shared: true },
    'ledger.withdraw-period': { params: month, body: { reason: '准备金要复核' }, shared: true },
    'servicing.quality': { query: '?day=2025-03-12' },
    'servicing.costs': { query: '?from=2025-01&until=2025-02' },
    'servicing.keep-cost': { body: { unitId: bank.officer.unitId, month: '2025-02', version: 0, lines: [{ kind: 'PEOPLE', says: '工资', amountFen: 100 }] }, by: accountant },
    'servicing.figures': { query: '?day=2025-03-12' },
    'servicing.figure-notes': { query: '?drill=RUNNING&day=2025-03-12' },
    'servicing.classes': { query: '?view=confirm' },
    'servicing.note-class': { params: note },
    'servicing.propose-class': { params: note, body: { riskClass: 'SUBSTANDARD', reasons: ['BUSINESS_STOPPED'], says: '店铺已关门两周' }, by: bank.officer },
    'servicing.confirm-class': { params: proposal, body: judged, by: bank.supervisor },
    'servicing.approve-class': { params: proposal, body: judged },
    'servicing.send-back-class': { params: proposal, body: judged, by: bank.officer },
  }
}
