import type { Example } from '#platform/http'
import type { Rows } from '../rows.ts'

const REASON = '客户申请并经核实'
const REST = { method: 'ANNUITY', periods: 12, every: 'MONTH', firstDueOn: '2025-05-12' }

/** Acts on a note beside repayments. */
export function noteActExamples(rows: Rows): Record<string, Example> {
  return { ...asks(rows), ...decisions(rows), ...statements(rows) }
}

function asks({ loan, bank }: Rows): Record<string, Example> {
  const [params, by] = [{ noteId: loan.noteId }, bank.officer]
  const ask = (body: Record<string, unknown>, grounds: Record<string, unknown> = {}): Example => ({ params, body: { rowVersion: 3, body: { reason: REASON, ...body }, grounds }, by })
  return {
    'servicing.try-act': { params, body: { kind: 'COST_CHARGED', valueDay: null, body: { amountFen: 10_000, reason: REASON } }, by: bank.cashier },
    'servicing.ask-change-rate': ask({ annualRate: '0.068', penaltyRate: '0.102' }),
    'servicing.ask-accelerate': ask({}),
    'servicing.ask-extend': ask({ rest: REST, principalFen: 10_000_000 }, { appliedOn: '2025-03-12' }),
    'servicing.ask-reschedule': ask({ rest: REST, principalFen: 10_000_000 }),
    'servicing.ask-renew': ask({ newNoteId: loan.noteId, amountFen: 10_000_000 }),
    'servicing.ask-relieve': ask({ parts: ['PENALTY'], amountFen: 100 }),
    'servicing.ask-write-off': ask({}, { steps: [], resolution: '审贷会决议同意核销该笔贷款' }),
    'servicing.ask-refund': ask({ part: 'COSTS', amountFen: 100, payBy: '2025-03-13' }),
    'servicing.ask-repricing': { body: { noteIds: [loan.noteId], reason: REASON }, by },
  }
}

function decisions({ loan, noteRequestId, publicationId, bank }: Rows): Record<string, Example> {
  const params = { requestId: noteRequestId }
  return {
    'servicing.requests': { query: '?state=PROPOSED' },
    'servicing.note-requests': { params: { noteId: loan.noteId } },
    'servicing.plans': { params: { noteId: loan.noteId } },
    'servicing.history': { params: { noteId: loan.noteId } },
    'servicing.voucher': { params: { noteId: loan.noteId, voucherId: loan.repaymentId } },
    'servicing.repricing': { query: '?limit=10' },
    'servicing.rates': {},
    'servicing.add-rate': { body: { publishedOn: '2025-01-20', oneYear: '0.031', fiveYears: '0.036', source: '同业拆借中心公告' }, by: bank.maker, shared: true },
    'servicing.confirm-rate': { params: { publicationId }, body: { says: '与公告一致' }, by: bank.second },
    'servicing.drop-rate': { params: { publicationId }, body: { reason: '录入有误' }, by: bank.second },
    'servicing.approve-request': { body: { requestIds: [noteRequestId], says: '同意办理' }, by: bank.head },
    'servicing.refuse-request': { params, body: { says: '依据不足' }, by: bank.head },
    'servicing.withdraw-request': { params, body: { reason: '客户撤回申请' }, by: bank.officer },
  }
}

function statements({ loan, bank }: Rows): Record<string, Example> {
  const [params, by] = [{ noteId: loan.noteId }, bank.cashier]
  const state = (body: Record<string, unknown>): Example => ({ params, body: { rowVersion: 3, body: { reason: REASON, ...body } }, by })
  return {
    'servicing.find-misuse': state({ amountFen: 1_000_000, annualRate: '0.144' }),
    'servicing.end-misuse': state({}),
    'servicing.charge-cost': state({ amountFen: 20_000 }),
    'servicing.recover': state({ amountFen: 10_000 }),
    'servicing.pay-refund': state({ amountFen: 100 }),
    'servicing.reverse-event': { params: { noteId: loan.noteId, happening: 'E1' }, body: { reason: '费用记错借据' }, by: bank.second },
  }
}
