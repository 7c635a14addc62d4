import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Ballot, CaseCommittee } from '#loan/committee/domain'
import { type Evening, RESOLVE, agree, atBallot, cast, castAll, expected, itemAs, openEvening, sixPercentOff, underPolicy } from './testing/evening.ts'

let evening: Evening
beforeAll(async () => { evening = await openEvening() })
afterAll(() => evening.close())

const veto: Ballot = { kind: 'VETO', reason: '应付账款相差百分之六，另一车货没有凭据', codes: ['DEVIATION'] }

describe('the veto by policy [S3-26]', () => {
  it('DEVIATION: a case 6 % off is vetoed by one member against four, and rejected', async () => {
    const { as, five, recorder } = evening
    await underPolicy(evening, 'm3-jinxin')
    const { caseId, itemId } = await atBallot(evening, sixPercentOff)
    expect((await itemAs(evening, five[0], itemId)).mayVeto).toBe(true)
    await castAll(evening, itemId, [agree(0), agree(1), agree(2), agree(3), veto])
    expect((await itemAs(evening, five[0], itemId)).result).toMatchObject({ outcome: 'REJECTED', terms: null, codes: ['DEVIATION'] })
    expected(await as(recorder, 'POST', `/api/committee/items/${itemId}/resolution`, { body: { says: '偏差超限，一票否决' } }), 201)
    const decision = (await as(recorder, 'GET', `/api/cases/${caseId}/decision`)).json<{ decisions: { state: string }[] }>()
    expect(decision.decisions[0]?.state).toBe('REJECTED')
  }, 60_000)

  it('DEVIATION: without a deviation nobody can veto', async () => {
    await underPolicy(evening, 'm3-jinxin')
    const { itemId } = await atBallot(evening)
    expect((await cast(evening, evening.five[4], itemId, veto)).json()).toMatchObject({ code: 'committee.no-veto' })
  }, 60_000)

  it('NONE: the same 6 % is decided collectively', async () => {
    const { as, five, recorder } = evening
    await underPolicy(evening, 'm2-ipc')
    const { caseId, itemId } = await atBallot(evening, sixPercentOff)
    expect((await itemAs(evening, five[0], itemId)).mayVeto).toBe(false)
    expect((await cast(evening, five[4], itemId, veto)).json()).toMatchObject({ code: 'committee.no-veto' })
    await castAll(evening, itemId, [agree(0), agree(1), agree(2), agree(3), { ...veto, kind: 'REJECT' } as Ballot])
    expected(await as(recorder, 'POST', `/api/committee/items/${itemId}/resolution`, { body: RESOLVE }), 201)
    expect((await as(recorder, 'GET', `/api/cases/${caseId}/committee`)).json<CaseCommittee>()).toMatchObject({ mayVeto: false, items: [{ resolution: { outcome: 'APPROVED_WITH_CHANGE' } }] })
  }, 60_000)

  it('ALWAYS: a case without any deviation can be vetoed', async () => {
    await underPolicy(evening, 'default', { checks: { vetoMode: 'ALWAYS' } })
    const { itemId } = await atBallot(evening)
    await castAll(evening, itemId, [agree(0), agree(1), agree(2), agree(3), veto])
    expect((await itemAs(evening, evening.five[0], itemId)).result?.outcome).toBe('REJECTED')
  }, 60_000)
})
