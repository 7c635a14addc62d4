import { type Day, Refusal, add, addDays, addMonths, compare, day, daysBetween, divide, exact, fen, multiply, read, roundFen, subtract } from '#kernel'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { METHODS, type ScheduleShape, ScheduleTerms, annuityFactor, buildSchedule, cyclesOf, lengthOf, ratesOfSchedule, usualShape } from './index.ts'

const seed = Number(process.env['WEIDAI_SEED'] ?? 20_250_312)
console.log(`schedule properties: seed ${seed} (WEIDAI_SEED repeats it)`)
const holds = <T>(of: fc.Arbitrary<T>, property: (value: T) => void, numRuns = 1500) => fc.assert(fc.property(of, property), { seed, numRuns })

const principal = fc.oneof(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 100_000_000 }), fc.integer({ min: 1, max: 10_000_000_000 }))
const rate = fc.oneof(fc.constant('0'), fc.integer({ min: 0, max: 3600 }).map((bp) => `0.${String(bp).padStart(4, '0')}`), fc.integer({ min: 0, max: 9_999_999 }).map((n) => `${Math.floor(n / 1e6)}.${String(n % 1e6).padStart(6, '0')}`))
/** A shape the type takes: the usual one, or one dealt out by weights. */
function shapeFor(method: ScheduleTerms['method'], principalFen: number, periods: number, weights: readonly number[]): ScheduleShape {
  if (method !== 'IRREGULAR') return usualShape(method, { principalFen, periods })
  const sum = weights.slice(0, periods).reduce((total, weight) => total + weight, 0)
  if (weights.length < periods || sum === 0) return usualShape(method, { principalFen, periods })
  const list = weights.slice(0, periods).map((weight) => Math.floor((principalFen / sum) * weight))
  const over = principalFen - list.reduce((total, each) => total + each, 0)
  return over < 0 ? usualShape(method, { principalFen, periods }) : { principalsFen: list.map((each, k) => fen(k === periods - 1 ? each + over : each)) }
}
const anyTerms: fc.Arbitrary<ScheduleTerms> = fc.record({
  principalFen: principal.map(fen), annualRate: rate.map((text) => exact(text)), method: fc.constantFrom(...METHODS),
  periods: fc.oneof(fc.integer({ min: 2, max: 36 }), fc.integer({ min: 2, max: 240 }), fc.constant(1)), cycle: fc.nat(9), weights: fc.array(fc.integer({ min: 0, max: 30 }), { maxLength: 40 }),
  disbursedOn: fc.integer({ min: 0, max: 10_000 }).map((n) => addDays(day('2005-01-01'), n)), gap: fc.integer({ min: 1, max: 200 }),
  dayCount: fc.constantFrom('M30', 'ACT_360', 'ACT_365'), rounding: fc.constantFrom('HALF_UP', 'UP', 'EXACT_DISPLAY'),
  firstPeriod: fc.constantFrom('ODD_FIRST', 'INTEREST_FIRST'), regular: fc.boolean(),
}, { noNullPrototype: true }).map(({ gap, regular, cycle, weights, ...terms }): ScheduleTerms => {
  const cycles = cyclesOf(terms.method)
  const every = cycles[cycle % cycles.length]!
  const { months, days } = lengthOf(every)
  const periods = terms.method === 'BULLET' ? 1 : terms.method === 'GRACE_ANNUITY' ? Math.max(2, terms.periods) : terms.periods
  const principalFen = terms.method === 'BALLOON_RESIDUAL' ? fen(Math.max(2, terms.principalFen)) : terms.principalFen
  const firstDueOn = !regular ? addDays(terms.disbursedOn, gap) : days > 0 ? addDays(terms.disbursedOn, days) : addMonths(terms.disbursedOn, Math.max(1, months))
  return { ...terms, ...shapeFor(terms.method, principalFen, periods, weights), principalFen, periods, every, firstDueOn }
})
const inFen = anyTerms.filter((terms) => terms.rounding !== 'EXACT_DISPLAY')

describe('every schedule', () => {
  it('adds up, never repays a negative amount and ends at nothing owed', () => {
    holds(inFen, (terms) => {
      const { rows, totals } = buildSchedule(terms)
      let [balance, interest, last]: [number, number, Day] = [terms.principalFen, 0, terms.disbursedOn]
      for (const [k, row] of rows.entries()) {
        expect([row.seq, row.totalFen, row.balanceFen]).toEqual([k + 1, row.principalFen + row.interestFen, balance - row.principalFen])
        expect(Math.min(row.principalFen, row.interestFen, row.balanceFen)).toBeGreaterThanOrEqual(0)
        expect(row.dueOn > last).toBe(true)
        ;[balance, interest, last] = [row.balanceFen, interest + row.interestFen, row.dueOn]
      }
      expect(rows).toHaveLength(terms.periods)
      expect(balance).toBe(0)
      expect(totals).toEqual({ principalFen: terms.principalFen, interestFen: interest, totalFen: terms.principalFen + interest })
    })
  })

  it('carried exactly ends at nothing owed too, its balance never rises', () => {
    holds(anyTerms.map((terms): ScheduleTerms => ({ ...terms, rounding: 'EXACT_DISPLAY' })), (terms) => {
      const { rows, totals } = buildSchedule(terms)
      let balance: number = terms.principalFen
      for (const row of rows) {
        expect(row.balanceFen).toBeLessThanOrEqual(balance)
        expect(Math.abs(row.totalFen - row.principalFen - row.interestFen)).toBeLessThanOrEqual(1)
        expect(Math.abs(balance - row.principalFen - row.balanceFen)).toBeLessThanOrEqual(1)
        expect(Math.min(row.principalFen, row.interestFen)).toBeGreaterThanOrEqual(0)
        balance = row.balanceFen
      }
      expect([balance, totals.principalFen]).toEqual([0, terms.principalFen])
    }, 500)
  })

  it('rounds each interest once, half-up, on the balance before it', () => {
    holds(inFen.filter((terms) => terms.rounding === 'HALF_UP' && terms.dayCount !== 'M30'), (terms) => {
      let [balance, from]: [number, Day] = [terms.principalFen, terms.disbursedOn]
      for (const row of buildSchedule(terms).rows) {
        const days = daysBetween(from, row.dueOn)
        expect(row.interestFen).toBe(roundFen(divide(multiply(multiply(balance, terms.annualRate), days), terms.dayCount === 'ACT_360' ? 360 : 365)))
        ;[balance, from] = [row.balanceFen, row.dueOn]
      }
    }, 400)
  })

  it('is the same whether numbers stay small or need many digits', () => {
    holds(inFen, (terms) => {
      const [n, d] = [10n ** 25n, 10n ** 25n]
      const padded = multiply(terms.annualRate, exact('1')) // same value …
      const wide = divide(multiply(padded, exact(String(n))), exact(String(d))) // … over a denominator that leaves the safe integers
      expect(buildSchedule({ ...terms, annualRate: wide })).toEqual(buildSchedule(terms))
    }, 300)
  })
})

describe('rounding up', () => {
  it('never asks for less than the exact instalment, nor for a fen more', () => {
    holds(anyTerms.filter((terms) => terms.method.startsWith('ANNUITY') && terms.periods > 1), (terms) => {
      const regular = { ...terms, every: undefined, rounding: 'UP' as const, firstPeriod: 'ODD_FIRST' as const, firstDueOn: addMonths(terms.disbursedOn, terms.method === 'ANNUITY_Q' ? 3 : 1), dayCount: 'M30' as const }
      const perPeriod = divide(terms.annualRate, terms.method === 'ANNUITY_Q' ? 4 : 12)
      const exactly = divide(terms.principalFen, annuityFactor(perPeriod, terms.periods))
      const asked = buildSchedule(regular).rows[0]!
      expect(compare(asked.totalFen, exactly)).toBeGreaterThanOrEqual(0)
      expect(compare(subtract(asked.totalFen, exactly), 1)).toBeLessThan(0)
    }, 400)
  })

  it('by shares of principal covers share and interest', () => {
    holds(anyTerms.filter((terms) => terms.method.startsWith('EQUAL') && terms.dayCount === 'ACT_360').map((terms): ScheduleTerms => ({ ...terms, rounding: 'UP', firstPeriod: 'ODD_FIRST' })), (terms) => {
      let [balance, from]: [number, Day] = [terms.principalFen, terms.disbursedOn]
      const share = divide(terms.principalFen, terms.periods)
      for (const row of buildSchedule(terms).rows.slice(0, -1)) {
        const interest = divide(multiply(multiply(balance, terms.annualRate), daysBetween(from, row.dueOn)), 360)
        if (compare(balance, share) >= 0) expect(compare(row.totalFen, add(share, interest))).toBeGreaterThanOrEqual(0)
        ;[balance, from] = [row.balanceFen, row.dueOn]
      }
    }, 300)
  })
})

describe('terms of any shape', () => {
  const sound = { principalFen: 11_800_000, annualRate: '0.072', method: 'ANNUITY', periods: 12, every: 'MONTH', disbursedOn: '2025-03-14', firstDueOn: '2025-04-20', dueDay: 20, dayCount: 'M30', oddPeriod: 'M30', firstPeriod: 'INTEREST_FIRST', levelBy: 'DAYS', rounding: 'UP', feesFen: 1000 }
  const near = fc.constantFrom<unknown>(null, '', 0, -1, 1, 2, 31, 600, 1e13, 2 ** 53, 1.5, '0', '10', '9.999999999999', '0.000000000001', 'BULLET', 'ONCE', 'QUARTER', 'ANNUITY_Q', 'INTEREST_ONLY_Q', '1900-01-01', '2199-12-31', '2025-02-29', 'ACT_360', 'ACT_365', 'EXACT_DISPLAY', 'PERIOD')
  const changes = fc.dictionary(fc.oneof({ weight: 20, arbitrary: fc.constantFrom(...Object.keys(sound)) }, fc.string()), fc.oneof({ weight: 4, arbitrary: near }, fc.anything()), { maxKeys: 4 })

  it('give a schedule with its rates or a refusal, never an accident', () => {
    const ends = { schedule: 0, refusal: 0 }
    holds(fc.oneof({ weight: 30, arbitrary: changes.map((change) => ({ ...sound, ...change }) as unknown) }, fc.anything()), (input) => {
      try {
        const terms = read(ScheduleTerms, input)
        ratesOfSchedule(terms, buildSchedule(terms))
        ends.schedule++
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        expect(error.at).toBeDefined()
        expect(JSON.stringify(error).length).toBeLessThan(100_000)
        ends.refusal++
      }
    }, 2500)
    expect(Math.min(ends.schedule, ends.refusal)).toBeGreaterThan(100)
  })
})

describe('annual rates of any schedule', () => {
  it('discount the payments back to what was received', () => {
    holds(inFen.filter((terms) => terms.principalFen > 100_000), (terms) => {
      const schedule = buildSchedule(terms)
      const { simple, effective } = ratesOfSchedule(terms, schedule)
      const growth = 1 + toNumber(effective)
      expect(toNumber(simple)).toBeGreaterThanOrEqual(0)
      const { months, days } = lengthOf(terms.every!)
      const first = monthsAndFraction(terms.disbursedOn, schedule.rows[0]!.dueOn, Math.max(...schedule.rows.map((row) => Number(row.dueOn.slice(8)))))
      const years = (row: { dueOn: Day }, k: number) => (days > 0 ? daysBetween(terms.disbursedOn, row.dueOn) / 365 : (first + k * months) / 12)
      const worth = schedule.rows.reduce((sum, row, k) => sum + row.totalFen / growth ** years(row, k), 0)
      expect(Math.abs(worth - terms.principalFen)).toBeLessThan(terms.principalFen * 1e-9)
    }, 400)
  })

  it('rise with every fee', () => {
    holds(anyTerms.filter((terms) => terms.principalFen > 100_000), (terms) => {
      const schedule = buildSchedule(terms)
      expect(compare(ratesOfSchedule({ ...terms, feesFen: fen(1000) }, schedule).effective, ratesOfSchedule(terms, schedule).effective)).toBe(1)
    }, 200)
  })
})

function toNumber(value: Parameters<typeof compare>[0]): number {
  return typeof value === 'number' ? value : Number(value.n) / Number(value.d)
}

/** A second way to measure the first period, stepping month by month. */
function monthsAndFraction(from: Day, to: Day, dueDay: number): number {
  for (let months = 0; ; months++) {
    if (months > 0 && addMonths(to, -months, dueDay) === from) return months
    const [reached, next] = [addMonths(from, months), addMonths(from, months + 1)]
    if (reached === to) return months
    if (next > to) return months + daysBetween(reached, to) / daysBetween(reached, next)
  }
}
