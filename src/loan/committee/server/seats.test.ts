import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Candidates, CaseCommittee, Item } from '#loan/committee/domain'
import { testStaff } from '#platform/http'
import { type Evening, RESOLVE, agree, atBallot, cast, castAll, convened, declared, expected, heard, itemAs, join, openEvening, read, waitingCase } from './testing/evening.ts'

let evening: Evening
beforeAll(async () => { evening = await openEvening() })
afterAll(() => evening.close())

const item = (itemId: string, part: string) => `/api/committee/items/${itemId}/${part}`
const standing = ({ seated }: Item) => Object.fromEntries(seated.map(({ name, standing: how }) => [name, how]))

describe('who sits', () => {
  it('nobody who took part in the case, whatever else he is; his seat goes to the reserve [S2-46]', async () => {
    const { as, db, reviewer, recorder, five } = evening
    await db.asOwner(`insert into staff_post (bank_id, staff_post_id, staff_id, post, unit_id, from_day) select bank_id, gen_random_uuid(), staff_id, 'REVIEWER', unit_id, '2000-01-01' from staff_post where staff_id = $1 and post = 'COMMITTEE_MEMBER'`, [five[4].staffId])
    const caseId = await waitingCase({ ...evening, reviewer: five[4] })
    const list = (await as(recorder, 'GET', `/api/committee/candidates?caseId=${caseId}&bodyId=${evening.bodyId}`)).json<Candidates>()
    expect(list.candidates.filter(({ bars }) => bars.length > 0)).toMatchObject([{ name: '郑洁', bars: ['参与过本案：审查'] }])
    const { items: [itemId = ''] } = await convened(evening, [caseId])
    expect(Object.keys(standing(await itemAs(evening, five[0], itemId)))).toEqual(['赵敏', '吴旺', '陈静', '周强', '冯军'])
    expect((await as(five[4], 'POST', item(itemId, 'declaration'), { body: { conflicts: [] } })).json()).toMatchObject({ code: 'committee.no-seat' })
    expect((await as(reviewer, 'POST', item(itemId, 'declaration'), { body: { conflicts: [] } })).statusCode).toBe(403)
  }, 60_000)

  it('a declared relation recuses; taken back before the voting with a note, and he declares anew; not once the voting began', async () => {
    const { as, five, recorder } = evening
    const { meetingId, items: [itemId = ''] } = await convened(evening, [await waitingCase(evening)])
    expected(await as(five[2], 'POST', item(itemId, 'declaration'), { body: { conflicts: ['CREDITOR'], says: '曾借给其妻弟' } }), 204)
    expect((await itemAs(evening, five[0], itemId)).seated.find(({ name }) => name === '陈静')).toMatchObject({ standing: 'RECUSED', conflicts: ['CREDITOR'] })
    expect((await as(five[2], 'POST', item(itemId, 'declaration'), { body: { conflicts: [] } })).json()).toMatchObject({ code: 'committee.recused' })
    expect((await as(recorder, 'POST', item(itemId, 'recusal-withdrawal'), { body: { staffId: five[2].staffId, note: '同名，经核对并无往来' } })).statusCode).toBe(204)
    await heard(evening, meetingId, itemId)
    await declared(evening, itemId, [five[0], five[1], five[3], five[4]])
    expect((await as(recorder, 'POST', item(itemId, 'voting'))).json()).toMatchObject({ code: 'committee.undeclared' })
    await declared(evening, itemId, [five[2]])
    expected(await as(recorder, 'POST', item(itemId, 'voting')), 200)
    expected(await as(five[3], 'POST', item(itemId, 'declaration'), { body: { conflicts: ['GIFT'] } }), 204)
    expect((await as(recorder, 'POST', item(itemId, 'recusal-withdrawal'), { body: { staffId: five[3].staffId, note: '开始表决后想撤回' } })).json()).toMatchObject({ code: 'committee.voting' })
  }, 60_000)

  it('who is barred by the case stays barred when a recusal is taken back', async () => {
    const { as, db, five, recorder } = evening
    const caseId = await waitingCase(evening)
    const { items: [itemId = ''] } = await convened(evening, [caseId])
    expected(await as(five[1], 'POST', item(itemId, 'declaration'), { body: { conflicts: ['INTRODUCED'] } }), 204)
    await db.asOwner(`insert into case_role (bank_id, case_role_id, case_id, role, staff_id, on_day, at) values ($1, gen_random_uuid(), $2, 'INVESTIGATOR', $3, '2025-03-12', now())`, [evening.banks[0], caseId, five[1].staffId])
    expect((await as(recorder, 'POST', item(itemId, 'recusal-withdrawal'), { body: { staffId: five[1].staffId, note: '想撤回回避' } })).json()).toMatchObject({ code: 'committee.barred' })
  }, 60_000)

  it('no case is opened on papers that came too late, unless every member consents', async () => {
    const { as, five, recorder, officer } = evening
    const { meetingId, items: [itemId = ''] } = await convened(evening, [await waitingCase(evening)])
    await join(evening, meetingId, [recorder, officer, ...five])
    expect((await as(recorder, 'POST', item(itemId, 'begin'))).json()).toMatchObject({ code: 'committee.unread' })
    for (const member of five.slice(0, 4)) expected(await as(member, 'POST', item(itemId, 'consent')), 204)
    expect((await as(recorder, 'POST', item(itemId, 'begin'))).body).toContain('郑洁')
    expected(await as(five[4], 'POST', item(itemId, 'consent')), 204)
    expected(await as(recorder, 'POST', item(itemId, 'begin')), 200)
  }, 60_000)

  it('no case is voted on unheard: every part presented in order by who brought it, one question at least [S2-71] [S2-123]', async () => {
    const { as, five, recorder, officer } = evening
    const { meetingId, items: [itemId = ''] } = await convened(evening, [await waitingCase(evening)])
    await join(evening, meetingId, [recorder, officer, ...five])
    await read(evening, itemId)
    expected(await as(recorder, 'POST', item(itemId, 'begin')), 200)
    await declared(evening, itemId)
    expect((await as(officer, 'POST', item(itemId, 'minutes'), { body: { kind: 'PRESENTATION', section: 'STATEMENTS', says: '先说报表' } })).json()).toMatchObject({ code: 'committee.presentation-order' })
    expect((await as(five[0], 'POST', item(itemId, 'minutes'), { body: { kind: 'PRESENTATION', section: 'REQUEST', says: '代为陈述' } })).json()).toMatchObject({ code: 'committee.not-presenter' })
    for (const section of ['REQUEST', 'HISTORY', 'STATEMENTS', 'CROSS_CHECKS', 'RISKS']) expected(await as(officer, 'POST', item(itemId, 'minutes'), { body: { kind: 'PRESENTATION', section, says: '陈述' } }), 201)
    expect((await as(recorder, 'POST', item(itemId, 'voting'))).json()).toMatchObject({ code: 'committee.not-heard' })
    expected(await as(recorder, 'POST', item(itemId, 'minutes'), { body: { kind: 'PRESENTATION', section: 'PROPOSAL', says: '建议十一万八千', saidById: officer.staffId } }), 201)
    expect((await as(recorder, 'POST', item(itemId, 'voting'))).json()).toMatchObject({ code: 'committee.not-asked' })
    expected(await as(five[3], 'POST', item(itemId, 'minutes'), { body: { kind: 'QUESTION', says: '毛利为何低于同业' } }), 201)
    expected(await as(recorder, 'POST', item(itemId, 'voting')), 200)
    expect((await itemAs(evening, officer, itemId)).minutes.at(-1)).toMatchObject({ kind: 'QUESTION', saidBy: { name: '周强' }, says: '毛利为何低于同业' })
  }, 60_000)
})

describe('a member leaves', () => {
  const leave = (meetingId: string, who: Evening['five'][number]) => evening.as(who, 'POST', `/api/committee/meetings/${meetingId}/attendance`, { body: { what: 'LEFT', how: 'ROOM' } })

  it('one of five without a vote: four decide, and with the last of theirs the votes open', async () => {
    const { five } = evening
    const { meetingId, itemId } = await atBallot(evening)
    await castAll(evening, itemId, [agree(0), agree(1), agree(2), agree(3)])
    expected(await leave(meetingId, five[4]), 204)
    const after = await itemAs(evening, five[0], itemId)
    expect([after.state, after.votes?.length, after.result?.outcome]).toEqual(['OPENED', 4, 'APPROVED_WITH_CHANGE'])
  }, 60_000)

  it('a vote that was cast stays with who cast it', async () => {
    const { five } = evening
    const { meetingId, itemId } = await atBallot(evening)
    await castAll(evening, itemId, [agree(0)])
    expected(await leave(meetingId, five[0]), 204)
    expect(standing(await itemAs(evening, five[1], itemId))).toMatchObject({ 赵敏: 'SEATED' })
    for (const i of [1, 2, 3, 4]) expected(await cast(evening, five[i]!, itemId, agree(i)), 201)
    expect((await itemAs(evening, five[1], itemId)).votes).toHaveLength(5)
  }, 60_000)

  it('two of five: nothing opens until the reserve sat down, declared and voted', async () => {
    const { as, five, reserve, recorder } = evening
    const { meetingId, itemId } = await atBallot(evening)
    await castAll(evening, itemId, [agree(0), agree(1), agree(2)])
    for (const who of [five[3], five[4]]) expected(await leave(meetingId, who), 204)
    expect((await itemAs(evening, five[0], itemId))).toMatchObject({ state: 'VOTING', votes: null, reserves: [{ name: '冯军' }] })
    expected(await as(recorder, 'POST', item(itemId, 'replacement'), { body: { staffId: five[4].staffId, byId: reserve.staffId } }), 204)
    await join(evening, meetingId, [reserve], 'REMOTE')
    expect((await cast(evening, reserve, itemId, agree(4))).json()).toMatchObject({ code: 'committee.undeclared' })
    await declared(evening, itemId, [reserve])
    expect(expected<{ state: string }>(await cast(evening, reserve, itemId, agree(4)), 201).state).toBe('OPENED')
  }, 60_000)

  it('too few and nobody to sit down: adjourned, the case waits again, what was cast stays sealed', async () => {
    const { as, five, reserve, recorder } = evening
    const { caseId, meetingId, itemId } = await atBallot(evening)
    await castAll(evening, itemId, [agree(0), agree(1)])
    for (const who of [five[2], five[3]]) expected(await leave(meetingId, who), 204)
    expected(await as(recorder, 'POST', item(itemId, 'replacement'), { body: { staffId: five[2].staffId, byId: reserve.staffId } }), 204)
    expected(await as(reserve, 'POST', item(itemId, 'declaration'), { body: { conflicts: ['PARTNER'] } }), 204)
    const after = (await as(recorder, 'GET', `/api/cases/${caseId}/committee`)).json<CaseCommittee>()
    expect([after.referral?.state, after.items[0]?.state, after.items[0]?.votes]).toEqual(['WAITING', 'ADJOURNED', null])
    expect((await cast(evening, five[4], itemId, agree(4))).statusCode).toBe(409)
    const { items } = await convened(evening, [caseId])
    expect(items).toHaveLength(1)
  }, 60_000)
})

describe('members by day', () => {
  it('a decision keeps the member set of its day; who left later is still on it, who came later is not [S2-118]', async () => {
    const { as, db, banks, president, five, recorder } = evening
    const { caseId, itemId } = await atBallot(evening)
    await castAll(evening, itemId, [0, 1, 2, 3, 4].map(agree))
    expected(await as(recorder, 'POST', item(itemId, 'resolution'), { body: RESOLVE }), 201)
    const newcomer = await testStaff(db.database, banks[0], { posts: ['COMMITTEE_MEMBER'], name: '新委员' })
    expected(await as(president, 'POST', `/api/committee/bodies/${evening.bodyId}/members`, { body: { staffId: newcomer.staffId, seat: 'MEMBER', certificate: 'RISK_STAFF', certifiedUntil: '2026-12-31' } }), 201)
    expected(await as(president, 'POST', `/api/committee/bodies/${evening.bodyId}/members/${evening.memberIds[3]!}/end`, { body: { reason: '调离' } }), 204)
    const names = (await as(recorder, 'GET', `/api/cases/${caseId}/committee`)).json<CaseCommittee>().items[0]?.members.map(({ name }) => name)
    expect(names).toEqual(['赵敏', '吴旺', '陈静', '周强', '郑洁', '冯军'])
    const next = await waitingCase(evening)
    const { items: [nextItem = ''] } = await convened(evening, [next])
    expect((await itemAs(evening, five[0], nextItem)).members.map(({ name }) => name)).toEqual(['赵敏', '吴旺', '陈静', '郑洁', '新委员', '冯军'])
  }, 60_000)
})
