import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Evening, RESOLVE, agree, atBallot, cast, castAll, convened, expected, itemAs, openEvening, voting, waitingCase } from './testing/evening.ts'

let evening: Evening
beforeAll(async () => { evening = await openEvening() })
afterAll(() => evening.close())

const MINUTE = 60_000

async function withdraw(caseId: string): Promise<void> {
  expected(await evening.as(evening.officer, 'POST', `/api/cases/${caseId}/withdraw`, { body: { reason: '客户已向亲戚借到' } }), 200)
}

async function takeUp(caseId: string): Promise<void> {
  expected(await evening.as(evening.officer, 'POST', `/api/cases/${caseId}/reopen`, { body: { reason: '亲戚反悔，客户重新申请' } }), 200)
  expected(await evening.as(evening.officer, 'POST', `/api/cases/${caseId}/admit`), 200)
}

async function openSteps(caseId: string): Promise<unknown[]> {
  return (await evening.db.asOwner(`select step from task where case_id = $1 and state = 'OPEN' order by step`, [caseId])).map(({ step }) => step)
}

describe('a case withdrawn before its committee came to a resolution', () => {
  it('waits for a meeting again when it is taken up: from the waiting list', async () => {
    const caseId = await waitingCase(evening)
    await withdraw(caseId)
    await takeUp(caseId)
    expect(await openSteps(caseId)).toEqual(['CONVENE'])
    await convened(evening, [caseId])
  }, MINUTE)

  it('and from an open ballot, where nobody votes on what was withdrawn', async () => {
    const { caseId, itemId } = await atBallot(evening)
    expected(await cast(evening, evening.five[1], itemId, agree(1)), 201)
    await withdraw(caseId)
    expect((await cast(evening, evening.five[0], itemId, agree(0))).json()).toMatchObject({ code: 'committee.not-voting' })
    await takeUp(caseId)
    expect(await openSteps(caseId)).toEqual(['CONVENE'])
    const { meetingId, items: [again = ''] } = await convened(evening, [caseId])
    await voting(evening, meetingId, again)
    await castAll(evening, again, [0, 1, 2, 3, 4].map(agree))
    expect(await itemAs(evening, evening.recorder, again)).toMatchObject({ state: 'OPENED' })
  }, MINUTE)

  it('with the votes open it gets no resolution while it is withdrawn, and no second vote when it is taken up', async () => {
    const { as, five, recorder } = evening
    const { caseId, itemId, meetingId } = await atBallot(evening)
    await castAll(evening, itemId, [0, 1, 2, 3, 4].map(agree))
    await withdraw(caseId)
    const resolve = () => as(five[0], 'POST', `/api/committee/items/${itemId}/resolution`, { body: RESOLVE })
    expect((await resolve()).json()).toMatchObject({ status: 409, code: 'application.not-admitted' })
    expect((await as(recorder, 'POST', `/api/committee/meetings/${meetingId}/close`)).statusCode).toBe(204)
    await takeUp(caseId)
    expect(await openSteps(caseId)).toEqual([])
    expect(expected<{ outcome: string }>(await resolve(), 201)).toMatchObject({ outcome: 'APPROVED_WITH_CHANGE' })
  }, MINUTE)
})
