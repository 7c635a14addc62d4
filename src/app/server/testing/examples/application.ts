import type { Example } from '#platform/http'
import { intake } from '../../../../loan/investigation/server/testing/branch.ts'
import { PHOTO, type Rows } from '../rows.ts'

/** The counter: taking in, assigning, admitting, parties, consents, requests for documents and corrections. */
export function applicationExamples(rows: Rows): Record<string, Example> {
  return { ...takingIn(rows), ...atCounter(rows), ...corrections(rows) }
}

function takingIn({ filed, declined, loan, bank, assistId }: Rows): Record<string, Example> {
  const { officer: by, supervisor } = bank
  const [params, customer] = [{ caseId: filed }, { customerId: loan.customerId }]
  return {
    'application.file': { body: intake(loan.customerId, assistId), by },
    'application.panel': { params },
    'application.draft': { params: customer, by, shared: true },
    'application.keep-draft': { params: customer, body: { form: { amount: '150000' } }, by },
    'application.assign': { params, body: { leadId: by.staffId, assistId, reason: '原主办出差' }, by: supervisor },
    'application.admit': { params, by },
    'application.decline': { params, body: { reason: '不符合准入' }, by },
    'application.decline-letter': { params: { caseId: declined } },
    'application.joint-group': { params },
    'application.form-group': { params, body: { name: '瓜菜组', customerIds: [loan.customerId] }, by },
    'application.join-group': { params, body: { customerId: loan.customerId }, by },
    'application.leave-group': { params, body: { customerId: loan.customerId, reason: '迁往外地' }, by },
    'application.withdraw': { params, body: { reason: '客户不办了' }, by },
    'application.reopen': { params, body: { reason: '客户又来了' }, by },
  }
}

function atCounter({ filed, bank, guarantorId, partyId, consentId }: Rows): Record<string, Example> {
  const by = bank.officer
  const params = { caseId: filed }
  return {
    'application.step': { params, body: { step: 'CONDUCT_CODE' }, by },
    'application.add-party': { params, body: { role: 'RELATED', name: '王建军', relation: '兄弟' }, by },
    'application.remove-party': { params: { caseId: filed, partyId }, body: { reason: '登记有误' }, by },
    'application.consent': { params, body: { kind: 'BUREAU', signedOn: '2025-03-12', note: '柜面存档', partyId: guarantorId }, by },
    'application.revoke-consent': { params: { caseId: filed, consentId }, body: { reason: '客户撤回授权' }, by },
    'application.attach': { params, body: { class: 'DOCUMENT', kind: 'PHOTO', title: '营业执照', placeMissing: '柜面拍摄' }, file: PHOTO, by },
    'application.document': { params, body: { item: 'LICENCE', state: 'RECEIVED' }, by },
    'application.complete-documents': { params, by },
  }
}

function corrections({ filed, requestId, correctionId, bank, assistId }: Rows): Record<string, Example> {
  const { officer, assistant, reviewer } = bank
  const [params, request, fact] = [{ caseId: filed }, { caseId: filed, requestId }, { caseId: filed, correctionId }]
  return {
    'application.corrections': { params },
    'application.ask-correction': { params, body: { asks: ['供应商对账单'], askedOf: assistId, dueOn: '2025-03-14', stage: 'review' }, by: reviewer },
    'application.answer-correction': { params: request, body: { says: '已补' }, by: officer },
    'application.reopen-correction': { params: request, body: { says: '没有盖章' }, by: reviewer },
    'application.settle-correction': { params: request, body: { says: '已收齐' }, by: reviewer },
    'application.cancel-correction': { params: request, body: { says: '不再需要' }, by: reviewer },
    'application.fact-corrections': { params },
    'application.propose-correction': { params, body: { place: '/request/periods', value: 18, reason: '客户要求延长' }, by: officer },
    'application.confirm-correction': { params: fact, by: assistant },
    'application.refuse-correction': { params: fact, body: { reason: '未见客户签字' }, by: assistant },
  }
}
