import { QUESTION_CODES } from '#loan/review/domain'
import type { Example } from '#platform/http'
import { RESOLVE, agree } from '../../../../loan/committee/server/testing/evening.ts'
import { TERMS } from '../../../../loan/contract/server/testing/approved.ts'
import type { Rows } from '../rows.ts'

/** Review, decision and committee. */
export function decisionExamples(rows: Rows): Record<string, Example> {
  return { ...reviewing(rows), ...deciding(rows), ...meeting(rows), ...atTable(rows) }
}

function reviewing({ loan, bank }: Rows): Record<string, Example> {
  const [params, by] = [{ caseId: loan.caseId }, bank.reviewer]
  return {
    'review.read': { params },
    'review.begin': { params, by },
    'review.pass': { params, body: { answers: Object.fromEntries(QUESTION_CODES.map((code) => [code, { yes: true }])), says: '同意' }, by },
    'review.return': { params, body: { reasons: ['OTHER'], says: '请补充材料' }, by },
    'review.statistics': { query: '?from=2025-03-01&until=2025-03-31' },
  }
}

function deciding({ loan, snapshotId, signing, termsHash, stepUp, bank, vicePresident }: Rows): Record<string, Example> {
  const [params, by] = [{ caseId: loan.caseId }, bank.officer]
  return {
    'decision.read': { params },
    'decision.sign-page': { params: { caseId: signing } },
    'decision.snapshots': { params },
    'decision.export-snapshot': { params: { ...params, snapshotId } },
    'decision.sign': { params: { caseId: signing }, body: { outcome: 'REFUSED', reason: '总敞口过大', termsHash, stepUp }, by: vicePresident },
    'decision.lower': { params, body: { terms: { ...TERMS, amountFen: 10_000_000 }, reason: '客户只要十万' }, by },
    'decision.reconsider': { params, body: { newFacts: '客户新签了一份全年的供货合同，每月增加回款三万元以上，可以查验' }, by },
    'decision.renew': { params, body: { reason: '批复失效后客户仍需要' }, by },
    'decision.inform': { params, body: { channel: 'PHONE' }, by },
  }
}

function meeting({ loan, bank }: Rows): Record<string, Example> {
  const { recorder, president, five, bodyId, memberIds, reserve } = bank
  const params = { caseId: loan.caseId }
  const meetingId = { meetingId: loan.meetingId }
  return {
    'committee.found': { body: { authority: 'UNIT_COMMITTEE', unitId: president.unitId, name: '东街支行审贷小组' }, by: president },
    'committee.appoint': { params: { bodyId }, body: { staffId: reserve.staffId, seat: 'RESERVE', certificate: 'MATURE', certifiedUntil: '2026-12-31' }, by: president },
    'committee.statistics': { query: '?from=2025-03-01&until=2025-03-31' },
    'committee.candidates': { query: `?caseId=${loan.caseId}&bodyId=${bodyId}` },
    'committee.convene': { body: { bodyId, place: '三楼会议室', startsAt: '2025-03-14T11:00:00Z', chairId: five[0].staffId, recorderId: recorder.staffId, cases: [loan.caseId] }, by: recorder },
    'committee.list': { params: meetingId, body: params, by: recorder },
    'committee.meeting': { params: meetingId },
    'committee.attend': { params: meetingId, body: { what: 'LEFT', how: 'ROOM' }, by: five[0] },
    'committee.close': { params: meetingId, by: recorder },
    'committee.of-case': { params },
    'committee.dossier': { params },
    'committee.end-membership': { params: { bodyId, memberId: memberIds.at(-1) ?? '' }, body: { reason: '调离' }, by: president },
  }
}

function atTable({ loan, bank }: Rows): Record<string, Example> {
  const { recorder, five, reserve } = bank
  const [params, chair] = [{ itemId: loan.itemId }, five[0]]
  return {
    'committee.item': { params, by: recorder },
    'committee.consent': { params, by: chair },
    'committee.begin': { params, by: recorder },
    'committee.declare': { params, body: { conflicts: [] }, by: chair },
    'committee.withdraw-recusal': { params, body: { staffId: five[1].staffId, note: '同名并无往来' }, by: recorder },
    'committee.replace': { params, body: { staffId: five[1].staffId, byId: reserve.staffId }, by: recorder },
    'committee.propose': { params, body: { conditions: [] }, by: recorder },
    'committee.note': { params, body: { kind: 'NOTE', says: '补记一句' }, by: recorder },
    'committee.adjourn': { params, body: { reason: '等待补充材料' }, by: recorder },
    'committee.open-voting': { params, by: recorder },
    'committee.cast-vote': { params, body: agree(0), by: chair },
    'committee.own-words': { params, body: { reason: '本人另有理由如下' }, by: chair },
    'committee.settle': { params, body: { terms: TERMS, reason: '按测评额度' }, by: chair },
    'committee.consent-settlement': { params, body: { agrees: true }, by: five[1] },
    'committee.resolve': { params, body: RESOLVE, by: chair },
  }
}
