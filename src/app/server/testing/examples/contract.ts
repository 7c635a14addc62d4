import type { Example } from '#platform/http'
import { DRAW_UP, TERMS, idNumber } from '../../../../loan/contract/server/testing/approved.ts'
import { PHOTO, type Rows } from '../rows.ts'

/** Conditions, papers, signing, drawdown, the registers, and the note that comes of it. */
export function contractExamples(rows: Rows): Record<string, Example> {
  return { ...papers(rows), ...signing(rows), ...money(rows), ...registers(rows), ...servicing(rows) }
}

function papers({ approved, loan, conditionId, contractPhoto, bank }: Rows): Record<string, Example> {
  const [params, by] = [{ caseId: approved }, bank.officer]
  return {
    'contract.read': { params: { caseId: loan.caseId } },
    'contract.meet-condition': { params: { caseId: approved, conditionId }, body: { note: '合同已收', evidence: [contractPhoto] }, by },
    'contract.draw-up': { params, body: DRAW_UP, by },
    'contract.redraw': { params, body: { reason: '客户地址写错' }, by },
    'contract.attach-evidence': { params, body: { class: 'SEEN', kind: 'PHOTO', title: '面签', placeMissing: '网点内' }, file: PHOTO, by },
    'contract.confirm': { params, body: { how: 'CALL', spokeWith: '王建国', answers: [{ question: '是否收过费用', answer: '没有' }], passed: true, says: '流程合规' }, by: bank.supervisor },
  }
}

function signing({ approved, contractPhoto, bank }: Rows): Record<string, Example> {
  const [params, by] = [{ caseId: approved }, bank.officer]
  return {
    'contract.mark': { params, body: { item: 'EXPLAINED', says: '逐期讲解' }, by },
    'contract.open-signing': { params, body: { placeKind: 'ON_SITE', place: '店内' }, by },
    'contract.join-signing': { params, by: bank.operator },
    'contract.photograph-signing': { params, body: { evidence: [contractPhoto] }, by },
    'contract.sign': { params, body: { evidence: [contractPhoto] }, by },
    'contract.refuse-signing': { params, body: { reason: '客户要再想想' }, by },
  }
}

function money({ loan, bank }: Rows): Record<string, Example> {
  const params = { caseId: loan.caseId }
  const drawdown = { caseId: loan.caseId, drawdownId: loan.drawdownId }
  return {
    'contract.order': { params, body: { amountFen: TERMS.amountFen, firstDueOn: '2025-04-12' }, by: bank.maker },
    'contract.check': { params: drawdown, body: { amountFen: TERMS.amountFen, accountEnd: '2018', stepUp: null }, by: bank.checker },
    'contract.cancel-order': { params: drawdown, body: { reason: '录入有误' }, by: bank.maker },
    'contract.confirm-arrival': { params: drawdown, body: { how: 'CALL', with: '王建国' }, by: bank.officer },
    'contract.ask-reversal': { params: drawdown, body: { reason: '账号有误' }, by: bank.head },
    'contract.reverse': { params: drawdown, by: bank.checker },
  }
}

function registers({ approved, contractParty, collateralId, movementId, approvedCustomer, loan, bank }: Rows): Record<string, Example> {
  const { officer: by, operator, second } = bank
  const [params, collateral, held] = [{ caseId: approved }, { caseId: approved, collateralId }, { collateralId }]
  return {
    'contract.guarantors': { query: `?customerId=${loan.customerId}` },
    'contract.collateral': { query: `?customerId=${approvedCustomer}` },
    'contract.add-party': { params, body: { role: 'COBORROWER', relation: '合伙人', name: '李强', idNumber: idNumber(), phone: '13800000003', address: '示范县新城路 9 号' }, by },
    'contract.remove-party': { params: { caseId: approved, partyId: contractParty }, body: { reason: '登记有误' }, by },
    'contract.add-collateral': { params, body: { kind: 'SHOP', item: '商铺', ownerName: '王建国', place: '衡川市蒸湘路 18 号', titleNumber: '湘(2020)0054321', pledgedFen: 5_000_000, valueFen: 30_000_000, source: '评估公司', valuedOn: '2025-03-10' }, by },
    'contract.value-collateral': { params: collateral, body: { valueFen: 61_000_000, source: '复评', valuedOn: '2025-03-11' }, by },
    'contract.register-mortgage': { params: collateral, body: { office: '衡川市不动产登记中心', number: '湘(2025)0000001', registeredOn: '2025-03-12' }, by },
    'contract.insure-collateral': { params: collateral, body: { insurer: '某财险', policyNumber: 'P2025-0001', insuredFen: 60_000_000, from: '2025-03-12', until: '2026-03-12' }, by },
    'contract.move-paper': { params: held, body: { paper: '他项权证', direction: 'IN', reason: '登记完成', counterpart: '登记中心' }, by: operator },
    'contract.count-paper': { params: { collateralId, movementId }, by: second },
    'contract.release-collateral': { params: held, body: { reason: '贷款结清' }, by: operator },
    'contract.remove-collateral': { params: collateral, body: { reason: '改用保证' }, by },
  }
}

function servicing({ loan, linkId, shownLink, reminderId, paperId, bank }: Rows): Record<string, Example> {
  const { cashier: by, second } = bank
  const [params, repayment, link] = [{ noteId: loan.noteId }, { noteId: loan.noteId, repaymentId: loan.repaymentId }, { noteId: loan.noteId, linkId }]
  return {
    'servicing.notes': { query: '?view=all' },
    'servicing.note': { params },
    'servicing.note-monitoring': { params },
    'servicing.case-notes': { params: { caseId: loan.caseId } },
    'servicing.quote': { params },
    'servicing.day-ends': {},
    'servicing.day-end': { params: { day: '2025-03-10' } },
    'servicing.run-day-end': { body: { day: '2025-03-10' } },
    'servicing.failed-jobs': {},
    'servicing.try-job-again': { body: { kind: 'core-file', subject: 'poison', day: '2025-03-12' } },
    'servicing.record-repayment': { params, body: { rowVersion: 1, kind: 'FULL', amountFen: 11_800_000, paidOn: '2025-03-12', channel: 'CASH', payer: 'OWN' }, by },
    'servicing.issue-schedule': { params, by },
    'servicing.issue-receipt': { params: repayment, by },
    'servicing.reverse-repayment': { params: repayment, body: { reason: '记错客户' }, by: second },
    'servicing.papers': { params },
    'servicing.paper-file': { params: { ...params, documentId: paperId } },
    'servicing.issue-statement': { params, body: { from: '2025-03-01', to: '2025-03-12' }, by },
    'servicing.issue-quote': { params, body: { on: '2025-03-20' }, by },
    'servicing.issue-clearing': { params, by },
    'servicing.reminders': { query: '?view=failed' },
    'servicing.resend-reminder': { params: { messageId: reminderId }, by },
    'servicing.make-link': { params, by },
    'servicing.show-link': { params: { ...link, linkId: shownLink }, by },
    'servicing.revoke-link': { params: link, body: { reason: '客户换号' }, by },
  }
}
