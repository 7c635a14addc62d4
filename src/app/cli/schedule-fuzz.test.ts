import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { METHODS } from '#common/schedule/domain'
import { Refusal } from '#kernel'
import { schedule } from './schedule.ts'

const seed = Number(process.env['WEIDAI_SEED'] ?? 20_250_312)
console.log(`inputs of schedule: seed ${seed} (WEIDAI_SEED repeats it)`)

const amount = fc.oneof({ weight: 6, arbitrary: fc.integer({ min: 1, max: 20_000_000 }) }, fc.integer({ min: 0, max: 1e13 }))
const count = fc.oneof({ weight: 8, arbitrary: fc.integer({ min: 1, max: 24 }) }, fc.integer({ min: 0, max: 600 }))
const day = fc.oneof({ weight: 9, arbitrary: fc.integer({ min: 0, max: 1200 }).map((n) => new Date(Date.UTC(2023, 0, 1) + n * 86_400_000).toISOString().slice(0, 10)) }, fc.constantFrom('2025-02-29', '1899-12-31', '2199-12-31', '20250314'))

/** A type with what it needs, mostly such that it adds up. */
const sound = fc.record({
  principalFen: amount, periods: count, method: fc.constantFrom(...METHODS), annualRate: fc.constantFrom('0', '0.0385', '0.072', '0.240000000001', '10'), disbursedOn: day, firstDueOn: day, cut: fc.array(fc.nat(99), { minLength: 1, maxLength: 24 }), share: fc.nat(110),
}).map(({ cut, share, ...terms }): Record<string, unknown> => {
  const { principalFen: whole, periods, method } = terms
  const part = Math.floor((whole * share) / 100)
  const list = Array.from({ length: periods }, (_, k) => Math.floor((whole * cut[k % cut.length]!) / (100 * Math.max(1, periods))))
  const rest = whole - list.reduce((sum, one) => sum + one, 0)
  const [from, to] = terms.disbursedOn < terms.firstDueOn ? [terms.disbursedOn, terms.firstDueOn] : [terms.firstDueOn, terms.disbursedOn]
  const each = Math.floor(whole / Math.max(1, periods))
  return {
    ...terms, disbursedOn: from, firstDueOn: to, ...(method === 'BULLET' ? { periods: 1 } : {}), ...(method === 'GRACE_ANNUITY' ? { gracePeriods: Math.floor((periods * share) / 110) } : {}), ...(method === 'BALLOON_AMORT' ? { amortisationPeriods: periods + share } : {}),
    ...(method === 'BALLOON_RESIDUAL' ? { residualFen: part } : {}), ...(method === 'FIXED_PRINCIPAL' ? { principalEachFen: Math.floor(each * (share / 100)) } : {}),
    ...(method === 'STEP_UP' || method === 'STEP_DOWN' ? { steps: [{ periods, principalFen: each }] } : {}), ...(method === 'IRREGULAR' ? { principalsFen: [...list.slice(1), (list[0] ?? 0) + rest] } : {}),
    ...(method === 'REVOLVING' && periods > 1 ? { movements: [{ on: to, repayFen: part }, { on: to, drawFen: Math.max(1, part) }] } : {}),
  }
})
const odd = fc.oneof({ weight: 3, arbitrary: fc.constantFrom<unknown>(null, -1, 0, 1, 1.5, 31, 600, 601, 2 ** 53, 1e300, '', '1', 'NaN', [], {}, [[1]], true) }, fc.jsonValue())
const changes = fc.dictionary(
  fc.constantFrom('every', 'dayCount', 'oddPeriod', 'firstPeriod', 'levelBy', 'rounding', 'holidayRule', 'dueDay', 'gracePeriods', 'amortisationPeriods', 'residualFen', 'principalEachFen', 'steps', 'principalsFen', 'movements', 'limitFen', 'feesFen', 'principalFen', 'periods', 'annualRate', 'unknown', '__proto__'),
  odd, { maxKeys: 2 },
)
const options = fc.record({
  every: fc.constantFrom('WEEK', 'FORTNIGHT', 'MONTH', 'QUARTER', 'HALF_YEAR', 'ONCE'), dayCount: fc.constantFrom('M30', 'ACT_360', 'ACT_365'), rounding: fc.constantFrom('HALF_UP', 'UP', 'EXACT_DISPLAY'), firstPeriod: fc.constantFrom('ODD_FIRST', 'INTEREST_FIRST'),
  holidayRule: fc.constantFrom('NONE', 'FOLLOWING', 'MODIFIED_FOLLOWING', 'PRECEDING'), feesFen: amount,
}, { requiredKeys: [] })
const inputs = fc.oneof({ weight: 6, arbitrary: fc.tuple(sound, options).map(([terms, more]): unknown => ({ ...terms, ...more })) }, { weight: 6, arbitrary: fc.tuple(sound, options, changes).map(([terms, more, other]): unknown => ({ ...terms, ...more, ...other })) }, fc.jsonValue())

interface Input { readonly principalFen: number; readonly rounding?: string; readonly holidayRule?: string; readonly movements?: readonly { readonly drawFen?: number }[] }

function keepsItsPromises(input: Input, { rows, totals, apr }: ReturnType<typeof schedule>): void {
  const lent = input.principalFen + (input.movements ?? []).reduce((sum, one) => sum + (one.drawFen ?? 0), 0)
  const days = rows.map((row) => row.dueOn)
  expect(totals.principalFen).toBe(lent)
  expect(rows.at(-1)!.balanceFen).toBe(0)
  expect(rows.every((row) => [row.principalFen, row.interestFen, row.totalFen, row.balanceFen].every((one) => Number.isSafeInteger(one) && one >= 0))).toBe(true)
  // Two due days within one long holiday may come to the same working day, never to one before the other.
  expect(days).toEqual([...(input.holidayRule === undefined || input.holidayRule === 'NONE' ? new Set(days) : days)].toSorted())
  expect([apr.simple, apr.effective].every((rate) => /^\d+\.\d{4}$/.test(rate))).toBe(true)
  if (input.rounding === 'EXACT_DISPLAY') return
  expect(rows.reduce((sum, row) => sum + row.principalFen, 0)).toBe(lent)
  expect(rows.reduce((sum, row) => sum + row.interestFen, 0)).toBe(totals.interestFen)
  expect(rows.every((row) => row.totalFen === row.principalFen + row.interestFen)).toBe(true)
}

describe('whatever is typed into schedule', () => {
  it('comes to a plan that keeps its promises or to a refusal in Chinese with its place', () => {
    const ends: Record<string, number> = { refusal: 0 }
    fc.assert(fc.property(inputs, (input) => {
      let answer: ReturnType<typeof schedule>
      try {
        answer = schedule(input)
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        const { at, message, expected } = error.toJSON()
        expect(at).toMatch(/^(\/|$)/)
        expect(message).toMatch(/[一-龥]/)
        expect(expected).toBeTruthy()
        ends['refusal'] = ends['refusal']! + 1
        return
      }
      const { method } = input as { method: string }
      keepsItsPromises(input as Input, answer)
      ends[method] = (ends[method] ?? 0) + 1
    }), { seed, numRuns: 4000 })
    expect(Math.min(...[...METHODS, 'refusal'].map((method) => ends[method] ?? 0))).toBeGreaterThan(10)
  }, 120_000)
})
