import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Post } from '#common/staff/domain'
import { INCOMPATIBLE } from '#common/task/domain'
import { takeRole } from '#common/task/server'
import { day } from '#kernel'
import type { Candidates } from '#loan/committee/domain'
import { newId } from '#platform/db'
import { staffOn } from '#platform/auth'
import { testStaff, type TestStaff } from '#platform/http'
import { fillGc01, intake, newCustomer, openCase, submitGc01 } from '../../loan/investigation/server/testing/branch.ts'
import { convened, expected, underPolicy } from '../../loan/committee/server/testing/evening.ts'
import { act, confirmed, done, drawnUp, enrol, signed } from '../../loan/contract/server/testing/approved.ts'
import { tell } from '../facts.ts'
import { type Bank, type Carried, carry, carryOn, must, openBank, pass } from './testing/carry.ts'

let bank: Bank
let admin: TestStaff
/** The people of a case of the same customer's other file, merged with this one's: what they did there they did here. */
let twin: Bank
/** The case, its customer's file opened by one, taken in by another. */
let main: Carried
let manager: TestStaff
let acceptor: TestStaff
/** Stands in for the officer and for the maker, holding their posts. */
let deputy: TestStaff
const shown = new Set<string>()

const hire = (posts: readonly Post[], name: string): Promise<TestStaff> => testStaff(bank.db.database, bank.banks[0], { posts, name })
/** A post given to someone who is signed in: it counts from his next request on. */
const grant = (who: TestStaff, post: Post) => must<{ staffPostId: string }>(bank, admin, 'POST', `/api/staff/${who.staffId}/posts`, { post, unitId: who.unitId })
const standIn = (absent: TestStaff, post: Post, who = deputy) => must<{ standInId: string }>(bank, bank.supervisor, 'POST', '/api/stand-ins', { absentId: absent.staffId, deputyId: who.staffId, post, fromDay: '2025-03-12', untilDay: '2025-03-20', reason: '年假一周' })

/** The act is refused for one of these pairs. */
async function refused(asked: ReturnType<Bank['as']>, ...pairs: readonly string[]): Promise<void> {
  const answer = await asked
  const { code, detail } = answer.json<{ code: string; detail: string }>()
  expect([answer.statusCode, code], detail).toEqual([403, 'role.incompatible'])
  const pair = INCOMPATIBLE.find(({ says }) => detail.endsWith(says))
  expect(pairs).toContain(pair?.roles.join('×'))
  shown.add(pair?.roles.join('×') ?? '')
}

beforeAll(async () => {
  bank = await openBank()
  admin = await hire(['SYS_ADMIN'], '系统管理员')
  manager = await hire(['RELATIONSHIP', 'REVIEWER', 'COMMITTEE_MEMBER'], '丁一')
  acceptor = await hire(['INSIDE', 'COMMITTEE_MEMBER'], '丁二')
  deputy = await hire(['OFFICER', 'INSIDE', 'REVIEWER', 'AREA_SUPERVISOR', 'BACK_OFFICE', 'COMMITTEE_MEMBER'], '丁三')
  const [officer, assistant, reviewer, maker, checker] = [await hire(['OFFICER'], '双一'), await hire(['OFFICER'], '双二'), await hire(['REVIEWER'], '双三'), await hire(['BACK_OFFICE'], '双四'), await hire(['BACK_OFFICE'], '双五')]
  twin = { ...bank, officer, assistant, reviewer, maker, checker, codes: new Map([[maker.staffId, await enrol(bank, maker)], [checker.staffId, await enrol(bank, checker)]]) }
  const other = await carry(twin)
  const { customerId } = await must<{ customerId: string }>(bank, manager, 'POST', '/api/customers', newCustomer())
  const { caseId } = await must<{ caseId: string }>(bank, acceptor, 'POST', '/api/cases', { ...intake(customerId), documentsComplete: true })
  await must(bank, bank.supervisor, 'POST', `/api/cases/${caseId}/assignment`, { leadId: bank.officer.staffId, assistId: bank.assistant.staffId })
  await must(bank, bank.officer, 'POST', `/api/cases/${caseId}/admit`, {})
  const { merges: [merge] } = await must<{ merges: { mergeId: string }[] }>(bank, bank.officer, 'POST', `/api/customers/${other.customerId}/merges`, { intoId: customerId, reason: '同一人重复建档' })
  await must(bank, bank.operator, 'POST', `/api/customer-merges/${merge?.mergeId}`, { act: 'confirm' })
  await standIn(bank.officer, 'OFFICER')
  await standIn(bank.maker, 'BACK_OFFICE')
  main = { ...other, caseId, customerId, rowVersion: await fillGc01(bank, caseId) }
}, 240_000)
afterAll(() => bank.close())

describe('what one did on a case he may not follow by what 13.1 keeps apart: himself, by a stand-in, through a merged file, with a post given while signed in', () => {
  test('review', async () => {
    await carryOn(bank, main, { after: 'INVESTIGATED', to: 'SUBMITTED' })
    const begin = (who: TestStaff) => bank.as(who, 'POST', `/api/cases/${main.caseId}/review/begin`)
    expect((await begin(bank.officer)).json()).toMatchObject({ code: 'permission.missing' })
    const { staffPostId } = await grant(bank.officer, 'REVIEWER')
    await refused(begin(bank.officer), 'INVESTIGATOR×REVIEWER')
    await refused(begin(manager), 'RELATIONSHIP×REVIEWER')
    await refused(begin(deputy), 'INVESTIGATOR×REVIEWER')
    await grant(twin.assistant, 'REVIEWER')
    await refused(begin(twin.assistant), 'INVESTIGATOR×REVIEWER')
    await must(bank, admin, 'DELETE', `/api/staff/${bank.officer.staffId}/posts/${staffPostId}`)
    expect((await begin(bank.officer)).json()).toMatchObject({ code: 'permission.missing' })
    await pass(bank, main.caseId)
  }, 60_000)

  test('committee: who is tied gets no seat; who is tied after he was seated may not take it', async () => {
    const { president, bodyId, recorder, five } = bank
    await grant(bank.reviewer, 'COMMITTEE_MEMBER')
    for (const who of [manager, acceptor, deputy, bank.reviewer]) expected(await bank.as(president, 'POST', `/api/committee/bodies/${bodyId}/members`, { body: { staffId: who.staffId, seat: 'MEMBER', certificate: 'MATURE', certifiedUntil: '2026-12-31' } }), 201)
    const { candidates } = await must<Candidates>(bank, recorder, 'GET', `/api/committee/candidates?caseId=${main.caseId}&bodyId=${bodyId}`)
    expect(candidates.filter(({ bars }) => bars.length > 0).map(({ name }) => name).sort()).toEqual(['丁一', '丁三', '丁二', '张伟'].sort())
    const { meetingId, items } = await convened(bank, [main.caseId])
    const declare = (who: TestStaff) => bank.as(who, 'POST', `/api/committee/items/${items[0]}/declaration`, { body: { conflicts: [] } })
    for (const who of [manager, acceptor, deputy, bank.reviewer]) expect((await declare(who)).json()).toMatchObject({ code: 'committee.no-seat' })
    for (const pair of ['ACCEPTOR×MEMBER', 'RELATIONSHIP×MEMBER', 'INVESTIGATOR×MEMBER', 'REVIEWER×MEMBER']) shown.add(pair)
    await grant(five[1], 'OFFICER')
    const { standInId } = await standIn(bank.officer, 'OFFICER', five[1])
    await refused(declare(five[1]), 'INVESTIGATOR×MEMBER', 'ACCEPTOR×MEMBER')
    await must(bank, bank.supervisor, 'POST', `/api/stand-ins/${standInId}/end`)
    await grant(five[2], 'REVIEWER')
    const review = await standIn(bank.reviewer, 'REVIEWER', five[2])
    await refused(declare(five[2]), 'REVIEWER×MEMBER')
    await must(bank, bank.supervisor, 'POST', `/api/stand-ins/${review.standInId}/end`)
    expect((await declare(five[1])).statusCode).toBe(204)
    Object.assign(main, { meetingId, itemId: items[0] })
  }, 60_000)

  test('the recorder has no vote, and who voted does not record', async () => {
    const { recorder, five } = bank
    await grant(recorder, 'COMMITTEE_MEMBER')
    expect((await bank.as(recorder, 'POST', `/api/committee/items/${main.itemId}/declaration`, { body: { conflicts: [] } })).json()).toMatchObject({ code: 'committee.no-seat' })
    await bank.db.asOwner('update committee_meeting set recorder_id = $1 where meeting_id = $2', [five[1].staffId, main.meetingId])
    await grant(five[1], 'RECORDER')
    await refused(bank.as(five[1], 'POST', `/api/committee/items/${main.itemId}/begin`), 'MEMBER×RECORDER')
    await bank.db.asOwner('update committee_meeting set recorder_id = $1 where meeting_id = $2', [recorder.staffId, main.meetingId])
  }, 60_000)

  test('signing for the bank', async () => {
    main = await carryOn(bank, main, { after: 'CONVENED', to: 'INFORMED' })
    const { caseId } = main
    await drawnUp(bank, caseId)
    await done(bank, bank.officer, caseId, 'signing', { placeKind: 'ON_SITE', place: '店内' })
    expect((await act(bank, bank.officer, caseId, 'signing/join')).json()).toMatchObject({ status: 403 })
    await refused(act(bank, deputy, caseId, 'signing/join'), 'CONTRACT×WITNESS')
    await grant(twin.officer, 'INSIDE')
    await refused(act(bank, twin.officer, caseId, 'signing/join'), 'CONTRACT×WITNESS')
    await done(bank, bank.officer, caseId, 'signing/refuse', { reason: '换个时间再签' })
    await signed(bank, caseId)
  }, 60_000)

  test('the supervisor who confirms has not investigated', async () => {
    const confirm = (who: TestStaff) => act(bank, who, main.caseId, 'confirmation', { body: { how: 'CALL', spokeWith: '王建国', answers: [{ question: '是否收过费用', answer: '没有' }], passed: true, says: '流程合规' } })
    for (const who of [bank.assistant, twin.officer]) await grant(who, 'AREA_SUPERVISOR')
    for (const who of [bank.assistant, twin.officer, deputy]) await refused(confirm(who), 'INVESTIGATOR×SUPERVISOR')
    await confirmed(bank, main.caseId)
  }, 60_000)

  test('maker and checker', async () => {
    main = await carryOn(bank, main, { after: 'CONFIRMED', to: 'ORDERED' })
    const check = (who: TestStaff) => act(bank, who, main.caseId, `drawdowns/${main.drawdownId}/check`, { body: { amountFen: 11_800_000, accountEnd: '2018', stepUp: null } })
    expect((await check(bank.maker)).json()).toMatchObject({ status: 403, code: 'loan.same-person' })
    for (const who of [deputy, twin.maker]) await refused(check(who), 'MAKER×CHECKER')
    await carryOn(bank, main, { after: 'ORDERED', to: 'PAID' })
  }, 60_000)

  test('a signature above the committee is not given by who investigated', async () => {
    const caseId = await openCase(bank)
    await submitGc01(bank, caseId, (file) => ({ ...file, request: { ...file.request, amountFen: 120_000_000, purposeItems: file.request.purposeItems.map((item) => ({ ...item, amountFen: 120_000_000 })) } }))
    await pass(bank, caseId)
    const terms = { product: '小微贷款', guarantee: 'PERSONAL_GUARANTEE', amountFen: 110_000_000, periods: 12, method: 'ANNUITY', every: 'MONTH', annualRate: '0.072', purpose: 'WORKING_CAPITAL', conditions: [] } as const
    for (const who of [bank.assistant, deputy]) await grant(who, 'VICE_PRESIDENT')
    await bank.db.database.inBank(bank.banks[0], (tx) => tell(tx, { fact: 'committee.resolved', caseId, by: bank.recorder.staffId, on: day('2025-03-12'), at: new Date().toISOString(), resolutionId: newId(), outcome: 'APPROVED', terms: { ...terms, conditions: [] }, reasons: [] }))
    for (const who of [bank.assistant, deputy]) await refused(bank.as(who, 'POST', `/api/cases/${caseId}/decision/signature`, { body: { outcome: 'REFUSED', reason: '总敞口过大', termsHash: 'a'.repeat(64), stepUp: null } }), 'INVESTIGATOR×SIGNATORY')
  }, 60_000)

  test('where the pack keeps managing and investigating apart, who manages the customer does not investigate', async () => {
    const { caseId } = await carry(bank, 'FILED')
    await must(bank, bank.officer, 'POST', `/api/cases/${caseId}/admit`, {})
    await underPolicy(bank, 'm1-factory')
    for (const who of [bank.officer, deputy]) await grant(who, 'INVESTIGATION')
    for (const who of [bank.officer, deputy]) await refused(bank.as(who, 'POST', `/api/cases/${caseId}/notes`, { body: { class: 'SEEN', title: '门店', text: '门店' } }), 'RELATIONSHIP×INVESTIGATOR')
    await bank.db.asOwner('delete from policy_overlay where bank_id = $1', [bank.banks[0]])
  }, 60_000)

  test('collecting and approving a write-off, before either has a screen', async () => {
    const who = await hire(['COLLECTOR', 'UNIT_HEAD'], '催收')
    const take = (role: 'COLLECTOR' | 'WRITE_OFF') => bank.db.database.inBank(bank.banks[0], async (tx) => takeRole(tx, { staff: await staffOn(tx, who.staffId, day('2025-03-12')), caseId: main.caseId, on: day('2025-03-12'), now: new Date() }, role))
    await take('COLLECTOR')
    await expect(take('WRITE_OFF')).rejects.toMatchObject({ code: 'role.incompatible', message: expect.stringContaining('催收与核销审批') as string })
    shown.add('COLLECTOR×WRITE_OFF')
  })

  test('no pair of the table is left out', () => {
    expect([...shown].sort()).toEqual(INCOMPATIBLE.map(({ roles }) => roles.join('×')).sort())
  })
})

test('who administers the system has no business post, gets none, and does nothing on a case', async () => {
  for (const [who, post] of [[admin, 'OFFICER'], [bank.officer, 'SYS_ADMIN']] as const) {
    const second = await hire(['SYS_ADMIN'], '另一管理员')
    expect((await bank.as(second, 'POST', `/api/staff/${who.staffId}/posts`, { body: { post, unitId: who.unitId } })).statusCode).toBeGreaterThanOrEqual(400)
  }
  const names = (path: string) => path.replaceAll(':caseId', main.caseId).replaceAll(/:\w+/g, newId())
  const opened: string[] = []
  for (const { act: name, method, path, body } of bank.routes.filter((route) => route.path.includes(':caseId'))) {
    const answer = await bank.as(admin, method, names(path), body === undefined ? {} : { body: {} })
    if (answer.statusCode !== 403) opened.push(`${name} ${answer.statusCode}`)
  }
  expect(opened).toEqual([])
  const both = await hire(['OFFICER', 'SYS_ADMIN'], '绕过检查')
  const { caseId } = await carry(bank, 'FILED')
  await bank.db.asOwner('update application set lead_id = $1 where case_id = $2', [both.staffId, caseId])
  expect((await bank.as(both, 'POST', '/api/cases', { body: intake((await must<{ customerId: string }>(bank, bank.officer, 'POST', '/api/customers', newCustomer())).customerId) })).json()).toMatchObject({ status: 403, code: 'role.administrator' })
})
