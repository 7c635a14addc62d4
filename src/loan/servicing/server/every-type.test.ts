import { METHODS, type Every, type Method, buildSchedule, cyclesOf, usualShape } from '#common/schedule/domain'
import { day, exact, fen } from '#kernel'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Counter, openCounter, openNote, pageOf, payOn } from './testing/note.ts'

let counter: Counter
beforeAll(async () => {
  counter = await openCounter()
})
afterAll(() => counter.close())

const FIRST: Readonly<Record<Every, string>> = { WEEK: '2025-03-21', FORTNIGHT: '2025-03-28', MONTH: '2025-04-14', QUARTER: '2025-06-14', HALF_YEAR: '2025-09-14', ONCE: '2026-03-14' }
const PERIODS: Readonly<Record<Every, number>> = { WEEK: 26, FORTNIGHT: 13, MONTH: 12, QUARTER: 4, HALF_YEAR: 2, ONCE: 1 }
const TYPES: readonly (readonly [Method, Every])[] = [...METHODS.map((method) => [method, cyclesOf(method)[0]] as const), ['ANNUITY', 'WEEK'], ['EQUAL_PRINCIPAL', 'FORTNIGHT'], ['STEP_DOWN', 'HALF_YEAR']]

describe('a note of every repayment type', () => {
  it.each(TYPES)('%s by %s shows the rows of its schedule, and its first instalment paid on its day leaves nothing due [S2-100]', async (method, every) => {
    const [periods, firstDueOn, principalFen] = [PERIODS[every], day(FIRST[every]), fen(11_800_000)]
    const shape = usualShape(method, { principalFen, periods })
    const { noteId } = await openNote(counter, { method, every, periods, firstDueOn, shape })
    const { rows } = buildSchedule({ principalFen, annualRate: exact('0.072'), method, every, periods, disbursedOn: day('2025-03-14'), firstDueOn, ...shape })
    const page = await pageOf(counter, noteId)
    expect(page.instalments.map((row) => [row.dueOn, row.principalFen, row.interestFen, row.balanceFen])).toEqual(rows.map((row) => [row.dueOn, row.principalFen, row.interestFen, row.balanceFen]))
    const [first] = rows
    const paid = await payOn(counter, noteId, firstDueOn, first!.totalFen)
    expect(paid.statusCode, paid.body).toBe(201)
    const after = await pageOf(counter, noteId)
    expect(after.balanceFen).toBe(first!.balanceFen)
    expect(after.instalments[0]!.settledOn).toBe(firstDueOn)
  })
})
