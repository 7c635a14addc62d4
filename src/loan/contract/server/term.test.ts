import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DRAW_UP, type PayingBranch, TERMS, act, addPeople, confirmed, done, drawnUp, openApproved, openPayingBranch, signed } from './testing/approved.ts'

let branch: PayingBranch
beforeAll(async () => { branch = await openPayingBranch(() => new Date('2025-03-12T06:30:00Z')) })
afterAll(() => branch.close())

const MINUTE = 60_000

describe('the term that was decided', () => {
  it.each([
    ['by the month', { method: 'ANNUITY', every: 'MONTH' }, '2025-05-12', '2025-05-13'],
    ['by the week', { method: 'ANNUITY', every: 'WEEK', periods: 26 }, '2025-03-26', '2025-03-27'],
    ['by the half-year', { method: 'EQUAL_PRINCIPAL', every: 'HALF_YEAR', periods: 2 }, '2025-10-12', '2025-10-13'],
    ['at once, nine months decided', { method: 'BULLET', every: 'ONCE', periods: 9 }, '2025-12-12', '2025-12-13'],
    ['by the quarter', { method: 'INTEREST_ONLY_Q', every: 'QUARTER', periods: 4 }, '2025-07-12', '2025-07-13'],
  ] as const)('is not stretched by a late first day: %s', async (_, change, last, tooLate) => {
    const caseId = await openApproved(branch, change)
    await addPeople(branch, caseId)
    const drawing = (firstDueOn: string) => act(branch, branch.officer, caseId, 'draw-up', { body: { ...DRAW_UP, firstDueOn } })
    expect((await drawing(tooLate)).json()).toMatchObject({ status: 422, code: 'contract.first-day-late', at: '/firstDueOn' })
    expect((await drawing(last)).statusCode).toBe(201)
  }, MINUTE)

  it('nor by the maker', async () => {
    const caseId = await openApproved(branch)
    await drawnUp(branch, caseId)
    await signed(branch, caseId)
    await confirmed(branch, caseId)
    const order = (firstDueOn: string) => act(branch, branch.maker, caseId, 'drawdowns', { body: { amountFen: TERMS.amountFen, firstDueOn } })
    expect((await order('2027-03-12')).json()).toMatchObject({ status: 422, code: 'contract.first-day-late' })
    await done(branch, branch.maker, caseId, 'drawdowns', { amountFen: TERMS.amountFen, firstDueOn: '2025-04-12' })
  }, MINUTE)
})
