import type { CaseFile } from '#common/assessment/domain'
import { assert } from '#kernel'
import { type Ballot, type Item, type Meeting, SECTIONS, namesOf } from '#loan/committee/domain'
import { QUESTION_CODES } from '#loan/review/domain'
import { type TestStaff, testStaff } from '#platform/http'
import { type Branch, openBranch, openCase, submitGc01 } from '../../../investigation/server/testing/branch.ts'

/** An evening of the committee for route tests: a body of five with a reserve, its recorder, and who appointed them. */
export interface Evening extends Branch {
  readonly president: TestStaff
  readonly recorder: TestStaff
  /** Chair first, then four members. */
  readonly five: readonly [TestStaff, TestStaff, TestStaff, TestStaff, TestStaff]
  readonly reserve: TestStaff
  readonly bodyId: string
  readonly memberIds: readonly string[]
}

const NAMES = ['赵敏', '吴旺', '陈静', '周强', '郑洁', '冯军'] as const

export async function openEvening(): Promise<Evening> {
  const branch = await openBranch()
  const { db, banks } = branch
  const sitting = await Promise.all(NAMES.map((name) => testStaff(db.database, banks[0], { posts: ['COMMITTEE_MEMBER'], name })))
  const president = await testStaff(db.database, banks[0], { posts: ['PRESIDENT'], name: '行长' })
  const recorder = await testStaff(db.database, banks[0], { posts: ['RECORDER'], name: '孙丽' })
  const founded = await branch.as(president, 'POST', '/api/committee/bodies', { body: { authority: 'DEPARTMENT_COMMITTEE', unitId: president.unitId, name: '小微业务部审贷会' } })
  const { bodyId } = expected<{ bodyId: string }>(founded, 201)
  const memberIds: string[] = []
  for (const [i, member] of sitting.entries()) {
    const seat = i === 0 ? 'CHAIR' : i === NAMES.length - 1 ? 'RESERVE' : 'MEMBER'
    const appointed = await branch.as(president, 'POST', `/api/committee/bodies/${bodyId}/members`, { body: { staffId: member.staffId, seat, certificate: 'MATURE', certifiedUntil: '2026-12-31' } })
    memberIds.push(expected<{ memberId: string }>(appointed, 201).memberId)
  }
  const [a, b, c, d, e, reserve] = sitting as [TestStaff, TestStaff, TestStaff, TestStaff, TestStaff, TestStaff]
  return { ...branch, president, recorder, five: [a, b, c, d, e], reserve, bodyId, memberIds }
}

type Answer = Awaited<ReturnType<Branch['as']>>

/** The answer of a request that must succeed. */
export function expected<T>(answer: Answer, status: number): T {
  assert(answer.statusCode === status, `${status} expected, got ${answer.statusCode}: ${answer.body}`)
  return (answer.body === '' ? undefined : answer.json()) as T
}

/** A case as GC-01, investigated and reviewed: it waits for a meeting. */
export async function waitingCase(evening: Evening, change?: (file: CaseFile) => CaseFile): Promise<string> {
  const caseId = await openCase(evening)
  await submitGc01(evening, caseId, change)
  return reviewed(evening, caseId)
}

/** The review lets a submitted case pass: it waits for a meeting. */
export async function reviewed(evening: Evening, caseId: string): Promise<string> {
  expected(await evening.as(evening.reviewer, 'POST', `/api/cases/${caseId}/review/begin`), 200)
  const answers = Object.fromEntries(QUESTION_CODES.map((code) => [code, { yes: true, remark: '' }]))
  expected(await evening.as(evening.reviewer, 'POST', `/api/cases/${caseId}/review/pass`, { body: { answers, says: '同意上会' } }), 200)
  return caseId
}

/** Convenes a meeting for cases; returns its id and the ids of its items in the order of the agenda. */
export async function convened(evening: Evening, cases: readonly string[]): Promise<{ meetingId: string; items: string[] }> {
  const { as, recorder, five, bodyId } = evening
  const answer = await as(recorder, 'POST', '/api/committee/meetings', { body: { bodyId, place: '三楼会议室', startsAt: '2025-03-13T11:00:00Z', chairId: five[0].staffId, recorderId: recorder.staffId, cases } })
  const { meetingId } = expected<{ meetingId: string }>(answer, 201)
  const meeting = (await as(recorder, 'GET', `/api/committee/meetings/${meetingId}`)).json<Meeting>()
  return { meetingId, items: meeting.agenda.map(({ itemId }) => itemId) }
}

export async function join(evening: Evening, meetingId: string, people: readonly TestStaff[], how: 'ROOM' | 'REMOTE' = 'ROOM'): Promise<void> {
  for (const who of people) expected(await evening.as(who, 'POST', `/api/committee/meetings/${meetingId}/attendance`, { body: { what: 'JOINED', how } }), 204)
}

/** Papers that were out long enough. */
export async function read(evening: Evening, itemId: string): Promise<void> {
  await evening.db.asOwner(`update committee_item set invited_at = invited_at - interval '3 hours' where item_id = $1`, [itemId])
}

/** Everyone is there, the case is called, presented and asked about. */
export async function heard(evening: Evening, meetingId: string, itemId: string, people: readonly TestStaff[] = evening.five): Promise<void> {
  const { as, recorder, officer, five } = evening
  await join(evening, meetingId, [recorder, officer, ...people])
  await read(evening, itemId)
  expected(await as(recorder, 'POST', `/api/committee/items/${itemId}/begin`), 200)
  for (const section of namesOf(SECTIONS)) expected(await as(officer, 'POST', `/api/committee/items/${itemId}/minutes`, { body: { kind: 'PRESENTATION', section, says: `陈述${SECTIONS[section]}` } }), 201)
  expected(await as(five[0], 'POST', `/api/committee/items/${itemId}/minutes`, { body: { kind: 'QUESTION', says: '二月淡季现金如何周转' } }), 201)
  expected(await as(officer, 'POST', `/api/committee/items/${itemId}/minutes`, { body: { kind: 'ANSWER', says: '一月回款覆盖二月支出' } }), 201)
}

export async function declared(evening: Evening, itemId: string, people: readonly TestStaff[] = evening.five): Promise<void> {
  for (const member of people) expected(await evening.as(member, 'POST', `/api/committee/items/${itemId}/declaration`, { body: { conflicts: [] } }), 204)
}

/** As `heard`, with declarations, up to the open ballot. */
export async function voting(evening: Evening, meetingId: string, itemId: string, people: readonly TestStaff[] = evening.five): Promise<void> {
  await heard(evening, meetingId, itemId, people)
  await declared(evening, itemId, people)
  expected(await evening.as(evening.recorder, 'POST', `/api/committee/items/${itemId}/voting`), 200)
}

/** A case on the table with its ballot open. */
export async function atBallot(evening: Evening, change?: (file: CaseFile) => CaseFile): Promise<{ caseId: string; meetingId: string; itemId: string }> {
  const caseId = await waitingCase(evening, change)
  const { meetingId, items } = await convened(evening, [caseId])
  const itemId = items[0]!
  await voting(evening, meetingId, itemId)
  return { caseId, meetingId, itemId }
}

/** Five reasons as 17.1 gives them. */
export const REASONS = ['五项销售检验相差在百分之一点三以内', '眼见存货三十三万八千余元，报价单已看', '二月淡季由一月现金覆盖', '保证人为教师，覆盖一点四二倍', '首贷按两成下调，额度稳妥'] as const

export function agree(i: number): Ballot {
  return { kind: 'AGREE', reason: REASONS[i]! }
}

export function cast(evening: Evening, who: TestStaff, itemId: string, ballot: Ballot, key?: string) {
  return evening.as(who, 'POST', `/api/committee/items/${itemId}/votes`, { body: ballot, ...(key === undefined ? {} : { key }) })
}

/** Each of the five casts one of these; one fewer leaves the last to the test. */
export async function castAll(evening: Evening, itemId: string, ballots: readonly Ballot[]): Promise<void> {
  for (const [i, ballot] of ballots.entries()) expected(await cast(evening, evening.five[i]!, itemId, ballot), 201)
}

export async function itemAs(evening: Evening, who: TestStaff, itemId: string): Promise<Item> {
  return expected<Item>(await evening.as(who, 'GET', `/api/committee/items/${itemId}`), 200)
}

export const RESOLVE = { says: '首贷按测评额度发放', riskClass: 'NORMAL', riskReason: '现金流充足，还款来源可靠', monitoring: ['每月查看进货单'] } as const

/** Puts the bank under a shipped policy from its first day on. */
export async function underPolicy({ db, banks, president }: Evening, pack: string, content: object = {}): Promise<void> {
  await db.asOwner('delete from policy_overlay where bank_id = $1', [banks[0]])
  await db.asOwner(
    `insert into policy_overlay (bank_id, overlay_id, level, subject, version, base_pack, content, reason, effective_on, status, in_force_since, author_id, written_at) values ($1, gen_random_uuid(), 'BANK', '', 1, $2, $3, '测试', '2025-01-01', 'IN_FORCE', '2025-01-01', $4, '2025-01-01')`,
    [banks[0], pack, JSON.stringify(content), president.staffId],
  )
}

/** GC-01 with one statement 6 % off, its cause written. */
export function sixPercentOff(file: CaseFile): CaseFile {
  return { ...file, checks: file.checks.map((check) => (check.account === 'payables' && check.method === 'X01' ? { ...check, documentsFen: 12_408_000, causeKind: 'TIMING', cause: '供应商尚未入账的一车货' } : check)) }
}
