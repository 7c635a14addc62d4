import { readFileSync } from 'node:fs'
import { addMonths, day, divide, exact, fen, formatExact, power, read, subtract, add } from '#kernel'
import { describe, expect, it } from 'vitest'
import { type Every, ScheduleTerms, annualRates, buildSchedule, ratesOfSchedule } from './index.ts'

const DISBURSED = day('2025-03-14')

/** Equal payments on the 14th of each month or quarter. */
function rates(net: number, payments: readonly number[], every: Every = 'MONTH', places = 4): [simple: string, effective: string] {
  const months = every === 'QUARTER' ? 3 : 1
  const { simple, effective } = annualRates({ netProceedsFen: fen(net), disbursedOn: DISBURSED, every, rows: payments.map((payment, k) => ({ dueOn: addMonths(DISBURSED, (k + 1) * months), totalFen: fen(payment) })) })
  return [formatExact(simple, places), formatExact(effective, places)]
}

const GC = { principalFen: 11_800_000, annualRate: '0.072', method: 'ANNUITY', periods: 12, disbursedOn: '2025-03-14', firstDueOn: '2025-04-14' }
function ratesOf(terms: object, places = 4): [simple: string, effective: string] {
  const asked = read(ScheduleTerms, { ...GC, ...terms })
  const { simple, effective } = ratesOfSchedule(asked, buildSchedule(asked))
  return [formatExact(simple, places), formatExact(effective, places)]
}

describe('annual rates', () => {
  it('of the example the central bank published: 100,000 less 1,000, twelve times 8,833.30', () => {
    expect(rates(9_900_000, Array<number>(12).fill(883_330))).toEqual(['0.1280', '0.1358'])
    expect(rates(9_900_000, Array<number>(12).fill(883_333))).toEqual(['0.1280', '0.1358'])
  })

  it('of the golden case are 7.20 % and 7.44 %', () => {
    expect(ratesOf({})).toEqual(['0.0720', '0.0744'])
  })

  it('of a regular schedule are those of its rate, to all digits where no fen is rounded', () => {
    const interestOnly = { method: 'INTEREST_ONLY_M', principalFen: 10_000_000 }
    expect(ratesOf(interestOnly, 20)).toEqual(['0.07200000000000000000', formatExact(subtract(power(exact('1.006'), 12), 1), 20)])
    expect(ratesOf({ ...interestOnly, method: 'INTEREST_ONLY_Q', periods: 4, firstDueOn: '2025-06-14' }, 20)).toEqual(['0.07200000000000000000', formatExact(subtract(power(exact('1.018'), 4), 1), 20)])
  })

  it('of a loan repaid once follow from its term', () => {
    const bullet = { method: 'BULLET', periods: 1 }
    expect(ratesOf({ ...bullet, firstDueOn: '2026-03-14' })).toEqual(['0.0720', '0.0720'])
    expect(ratesOf({ ...bullet, firstDueOn: '2026-03-14', dayCount: 'ACT_360' })).toEqual(['0.0730', '0.0730'])
    expect(ratesOf({ ...bullet, firstDueOn: '2025-09-14' })).toEqual(['0.0720', '0.0733']) // 1.036² − 1
    expect(ratesOf({ ...bullet, firstDueOn: '2027-03-14' })).toEqual(['0.0720', '0.0696']) // √1.144 − 1
  })

  it('of amounts carried exactly are those of what is paid, also where every cell is shown as nothing', () => {
    expect(ratesOf({ rounding: 'EXACT_DISPLAY' })).toEqual(ratesOf({}))
    expect(ratesOf({ rounding: 'EXACT_DISPLAY', principalFen: 1, periods: 3, annualRate: '0' })).toEqual(['0.0000', '0.0000'])
  })

  it('count the fees', () => {
    expect(ratesOf({ feesFen: 118_000 })).toEqual(['0.0909', '0.0948'])
    expect(ratesOf({ annualRate: '0' })).toEqual(['0.0000', '0.0000'])
    expect(ratesOf({ annualRate: '0', feesFen: 118_000 })).toEqual(['0.0186', '0.0188'])
  })

  it('measure an odd first period in months and a fraction of the month its odd days lie in', () => {
    const odd = { method: 'INTEREST_ONLY_M', principalFen: 10_000_000, periods: 1, firstDueOn: '2025-04-20' }
    // 740.00 on 100,000 over 1 6/30 months: the 36 days of a year of 360 bear interest of 37.
    const [simple, effective] = ratesOf(odd, 6)
    expect(Number(effective)).toBeCloseTo(1.0074 ** (12 / (1 + 6 / 30)) - 1, 6)
    expect(Number(simple)).toBeCloseTo(12 * (1.0074 ** (1 / (1 + 6 / 30)) - 1), 6)
  })

  it('stand the extremes', () => {
    expect(ratesOf({ annualRate: '10', periods: 600 })[0]).toBe('10.0000')
    expect(ratesOf({ method: 'BULLET', periods: 1, firstDueOn: '2025-03-15', feesFen: 11_799_999 })[0]).toBe('4390477548.0000') // 118,023.60 yuan back for one fen, in a day of a month of 31: × 12 × 31
    expect(() => rates(0, [1])).toThrow('借款人实际得到的金额必须大于零')
  })
})

describe('Excel', () => {
  const vectors = JSON.parse(readFileSync(new URL('excel-vectors.json', import.meta.url), 'utf8')) as Record<'RATE' | 'IRR' | 'EFFECT', unknown[][]>
  const SCALE = 1e8
  const perPeriod = (net: number, payments: readonly number[]) => Number(rates(net * SCALE, payments.map((payment) => Math.round(payment * SCALE)), 'MONTH', 16)[0]) / 12

  it('RATE is the period rate of level payments', () => {
    const ours = vectors.RATE.filter((vector): vector is number[] => vector.length === 4 && vector.every((each) => typeof each === 'number') && Number.isInteger(vector[1]) && (vector[2] as number) < 0)
    expect(ours).toHaveLength(4)
    for (const [expected, periods, payment, present] of ours) expect(perPeriod(present!, Array<number>(periods!).fill(-payment!))).toBeCloseTo(expected!, 9)
  })

  it('IRR is the period rate of any payments', () => {
    const flows = vectors.IRR.filter((vector): vector is [number, number[]] => typeof vector[0] === 'number' && Array.isArray(vector[1])).map(([expected, flow]) => [expected, flow.flat()] as const)
    expect(flows).toHaveLength(3)
    for (const [expected, [out, ...back]] of flows) expect(perPeriod(-out!, back)).toBeCloseTo(expected, 9)
  })

  it('EFFECT is the effective rate of a quarterly one', () => {
    expect(vectors.EFFECT[0]).toEqual([0.053542667370758, 0.0525, 4])
    expect(ratesOf({ method: 'INTEREST_ONLY_Q', periods: 4, firstDueOn: '2025-06-14', annualRate: '0.0525', principalFen: 40_000_000 }, 15)[1]).toBe('0.053542667370758')
    expect(formatExact(subtract(power(add(1, divide(exact('0.0525'), 4)), 4), 1), 15)).toBe('0.053542667370758')
  })
})
