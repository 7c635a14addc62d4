import { SECTIONS, namesOf } from '#loan/committee/domain'
import { QUESTION_CODES } from '#loan/review/domain'
import { type Stage, act } from './act.ts'
import type { Scene } from './scene.ts'

/** Who decides in a demonstration bank: the members of its committees, chair first. */
interface Deciding {
  readonly reviewer: string
  readonly recorder: string
  readonly members: readonly string[]
  readonly president: string
}

/** The people of the bank by what they do in a decision. */
function deciding({ bank }: Stage): Deciding {
  const holding = (post: string): string[] => bank.people.filter(({ posts }) => posts.some((one) => one === post)).map(({ login }) => login)
  return { reviewer: holding('REVIEWER')[0]!, recorder: holding('RECORDER')[0]!, members: holding('COMMITTEE_MEMBER'), president: holding('PRESIDENT')[0]! }
}

const BODIES = [['UNIT_COMMITTEE', '小微业务审贷小组'], ['DEPARTMENT_COMMITTEE', '小微业务部审贷会'], ['HEAD_OFFICE_CENTRE', '总行授信审批中心']] as const

/** Founds the committees of the bank, each with the same members. */
export async function foundCommittees(scene: Scene, stage: Stage): Promise<void> {
  const { president, members } = deciding(stage)
  const unitId = scene.staff(president).unitId
  for (const [authority, name] of BODIES) {
    const { bodyId } = await act<{ bodyId: string }>(scene, stage, president, 'committee.found', { body: { authority, unitId, name } })
    for (const [at, login] of members.entries()) {
      await act(scene, stage, president, 'committee.appoint', { params: { bodyId }, body: { staffId: scene.staff(login).id, seat: at === 0 ? 'CHAIR' : 'MEMBER', certificate: at === 0 ? 'RISK_STAFF' : 'MATURE', certifiedUntil: '2026-12-31' } })
    }
  }
}

/** The reviewer answers the six questions and passes. */
export async function passReview(scene: Scene, stage: Stage, caseId: string): Promise<void> {
  const { reviewer } = deciding(stage)
  await act(scene, stage, reviewer, 'review.begin', { params: { caseId } })
  const answers = Object.fromEntries(QUESTION_CODES.map((code) => [code, { yes: true, remark: '' }]))
  await act(scene, stage, reviewer, 'review.pass', { params: { caseId }, body: { answers, says: '资料齐备，检验充分，同意上会' } })
}

/** The reviewer sends it back. */
export async function returnReview(scene: Scene, stage: Stage, caseId: string, says: string): Promise<void> {
  const { reviewer } = deciding(stage)
  await act(scene, stage, reviewer, 'review.begin', { params: { caseId } })
  await act(scene, stage, reviewer, 'review.return', { params: { caseId }, body: { reasons: ['DOCUMENTS_MISSING'], says } })
}

/** Puts a case on the agenda of a meeting in the evening; returns meeting and item. */
export async function convene(scene: Scene, stage: Stage, caseId: string): Promise<{ meetingId: string; itemId: string; chair: string; seated: readonly string[] }> {
  const { recorder, members } = deciding(stage)
  const { tx } = scene
  const { authority } = await tx.selectFrom('committee_referral').select('authority').where('bank_id', '=', tx.bankId).where('case_id', '=', caseId).where('state', '=', 'WAITING').executeTakeFirstOrThrow()
  const { body_id: bodyId } = await tx.selectFrom('committee_body').select('body_id').where('bank_id', '=', tx.bankId).where('authority', '=', authority).executeTakeFirstOrThrow()
  const chair = members[0]!
  const { meetingId } = await act<{ meetingId: string }>(scene, stage, recorder, 'committee.convene', {
    body: { bodyId, place: '总行三楼会议室', startsAt: `${scene.on}T11:00:00Z`, chairId: scene.staff(chair).id, recorderId: scene.staff(recorder).id, cases: [caseId] },
  })
  const { item_id: itemId } = await tx.selectFrom('committee_item').select('item_id').where('bank_id', '=', tx.bankId).where('meeting_id', '=', meetingId).executeTakeFirstOrThrow()
  const seats = await tx.selectFrom('committee_seat').select('staff_id').where('bank_id', '=', tx.bankId).where('item_id', '=', itemId).execute()
  return { meetingId, itemId, chair, seated: members.filter((login) => seats.some(({ staff_id }) => staff_id === scene.staff(login).id)) }
}

const REASONS = ['五项销售检验相差都在百分之二以内', '眼见存货与盘点表相符，采购报价单已看', '二月淡季由一月回款覆盖，还款来源可靠', '保证人收入稳定，代偿能力充足', '首贷按两成下调，额度稳妥'] as const
const AGAINST = ['旧债月供过高，新增贷款后覆盖不足', '可支配资金只够现有还款', '建议客户先结清旧债再申请', '没有第二还款来源', '现金流预测连续几个月为负'] as const

/** An evening of the committee over one case, from the roll call to the resolution. */
export async function holdMeeting(scene: Scene, stage: Stage, one: { readonly caseId: string; readonly lead: string; readonly answers: string; readonly agrees: boolean }): Promise<void> {
  const { recorder } = deciding(stage)
  const { meetingId, itemId, chair, seated } = await convene(scene, stage, one.caseId)
  const evening = { ...scene, clock: later(scene.clock) }
  const item = { itemId }
  for (const login of [recorder, one.lead, ...seated]) await act(evening, stage, login, 'committee.attend', { params: { meetingId }, body: { what: 'JOINED', how: 'ROOM' } })
  await act(evening, stage, recorder, 'committee.begin', { params: item })
  for (const section of namesOf(SECTIONS)) await act(evening, stage, one.lead, 'committee.note', { params: item, body: { kind: 'PRESENTATION', section, says: `${SECTIONS[section]}：详见调查报告` } })
  await act(evening, stage, seated[1] ?? chair, 'committee.note', { params: item, body: { kind: 'QUESTION', says: '淡季两个月的现金从哪里来？' } })
  await act(evening, stage, one.lead, 'committee.note', { params: item, body: { kind: 'ANSWER', says: '春节旺季回款在一月到账，可覆盖二月支出和月供。' } })
  for (const login of seated) await act(evening, stage, login, 'committee.declare', { params: item, body: { conflicts: [] } })
  await act(evening, stage, recorder, 'committee.open-voting', { params: item })
  for (const [at, login] of seated.entries()) {
    await act(evening, stage, login, 'committee.cast-vote', { params: item, body: one.agrees ? { kind: 'AGREE', reason: REASONS[at] } : { kind: 'REJECT', reason: AGAINST[at], codes: ['OVER_INDEBTED'] } })
  }
  const resolved = one.agrees ? { says: '同意按测评额度发放，首贷从严', riskClass: 'NORMAL', riskReason: '第一还款来源充足', monitoring: ['首检核对进货单据'] } : { says: '偿债能力不足，不予批准', reasons: ['OVER_INDEBTED'] }
  await act(evening, stage, chair, 'committee.resolve', { params: item, body: resolved })
  await act(evening, stage, recorder, 'committee.close', { params: { meetingId } })
  await act(evening, stage, one.answers, 'decision.inform', { params: { caseId: one.caseId }, body: { channel: 'PHONE', remark: '客户表示理解' } })
}

const READING_HOURS = 3
const HOUR = 3_600_000

/** The same day, after the members have read. */
function later(clock: () => Date): () => Date {
  return () => new Date(clock().getTime() + READING_HOURS * HOUR)
}
