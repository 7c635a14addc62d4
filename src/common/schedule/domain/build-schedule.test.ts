import { type Fen, Refusal, type RefusalDetail, day, daysBetween, exact, fen, formatExact, formatYuan, read } from '#kernel'
import { describe, expect, it } from 'vitest'
import { ScheduleTerms, annuityFactor, buildSchedule, largestPrincipal, ratesOfSchedule } from './index.ts'

const GC = { principalFen: 11_800_000, annualRate: '0.072', method: 'ANNUITY', periods: 12, every: 'MONTH', disbursedOn: '2025-03-14', firstDueOn: '2025-04-14' }
const build = (terms: object) => buildSchedule(read(ScheduleTerms, terms))
const yuan = (amounts: readonly number[]) => amounts.map(formatYuan)

describe('the golden case', () => {
  it('comes out to the fen in all twelve rows', () => {
    const { rows, totals } = build(GC)
    expect(rows.map((row) => [row.seq, row.dueOn, ...yuan([row.totalFen, row.principalFen, row.interestFen, row.balanceFen])].join(' '))).toEqual([
      '1 2025-04-14 10,221.04 9,513.04 708.00 108,486.96',
      '2 2025-05-14 10,221.04 9,570.12 650.92 98,916.84',
      '3 2025-06-14 10,221.04 9,627.54 593.50 89,289.30',
      '4 2025-07-14 10,221.04 9,685.30 535.74 79,604.00',
      '5 2025-08-14 10,221.04 9,743.42 477.62 69,860.58',
      '6 2025-09-14 10,221.04 9,801.88 419.16 60,058.70',
      '7 2025-10-14 10,221.04 9,860.69 360.35 50,198.01',
      '8 2025-11-14 10,221.04 9,919.85 301.19 40,278.16',
      '9 2025-12-14 10,221.04 9,979.37 241.67 30,298.79',
      '10 2026-01-14 10,221.04 10,039.25 181.79 20,259.54',
      '11 2026-02-14 10,221.04 10,099.48 121.56 10,160.06',
      '12 2026-03-14 10,221.02 10,160.06 60.96 0.00',
    ])
    expect(yuan([totals.principalFen, totals.interestFen, totals.totalFen])).toEqual(['118,000.00', '4,652.46', '122,652.46'])
  })

  it('has the annuity factor its limit was computed with', () => {
    expect(formatExact(annuityFactor(exact('0.006'), 12), 6)).toBe('11.544815')
    expect(annuityFactor(0, 12)).toBe(12)
  })
})

const monthly = { periods: 12, firstDueOn: '2025-04-14' }
const steps = (...thousands: number[]) => thousands.map((thousand) => ({ periods: 3, principalFen: thousand * 100_000 }))

describe('repayment types on 120,000 at 7.2 % for a year', () => {
  const types: [string, object, { first: string[]; last: string; interest: string }][] = [
    ['ANNUITY', { periods: 12, firstDueOn: '2025-04-14' }, { first: ['10,394.28', '9,674.28', '720.00'], last: '10,394.23', interest: '4,731.31' }],
    ['EQUAL_PRINCIPAL', { periods: 12, firstDueOn: '2025-04-14' }, { first: ['10,720.00', '10,000.00', '720.00'], last: '10,060.00', interest: '4,680.00' }],
    ['INTEREST_ONLY_M', { periods: 12, firstDueOn: '2025-04-14' }, { first: ['720.00', '0.00', '720.00'], last: '120,720.00', interest: '8,640.00' }],
    ['BULLET', { periods: 1, firstDueOn: '2026-03-14', every: 'ONCE', dayCount: 'ACT_360' }, { first: ['128,760.00', '120,000.00', '8,760.00'], last: '128,760.00', interest: '8,760.00' }],
    ['BULLET', { periods: 1, firstDueOn: '2026-03-14', every: 'ONCE', dayCount: 'ACT_365' }, { first: ['128,640.00', '120,000.00', '8,640.00'], last: '128,640.00', interest: '8,640.00' }],
    ['INTEREST_ONLY_Q', { periods: 4, firstDueOn: '2025-06-14' }, { first: ['2,160.00', '0.00', '2,160.00'], last: '122,160.00', interest: '8,640.00' }],
    ['ANNUITY_Q', { periods: 4, firstDueOn: '2025-06-14' }, { first: ['31,362.04', '29,202.04', '2,160.00'], last: '31,362.05', interest: '5,448.17' }],
    ['EQUAL_PRINCIPAL_Q', { periods: 4, firstDueOn: '2025-06-14' }, { first: ['32,160.00', '30,000.00', '2,160.00'], last: '30,540.00', interest: '5,400.00' }],
    ['GRACE_ANNUITY', { ...monthly, gracePeriods: 3 }, { first: ['720.00', '0.00', '720.00'], last: '13,736.55', interest: '5,788.71' }],
    ['BALLOON_AMORT', { ...monthly, amortisationPeriods: 24 }, { first: ['5,383.60', '4,663.60', '720.00'], last: '67,536.18', interest: '6,755.78' }],
    ['BALLOON_RESIDUAL', { ...monthly, residualFen: 4_800_000 }, { first: ['6,524.57', '5,804.57', '720.00'], last: '54,524.53', interest: '6,294.80' }],
    ['FIXED_PRINCIPAL', { ...monthly, principalEachFen: 600_000 }, { first: ['6,720.00', '6,000.00', '720.00'], last: '54,324.00', interest: '6,264.00' }],
    ['STEP_UP', { ...monthly, steps: steps(6, 8, 12, 14) }, { first: ['6,720.00', '6,000.00', '720.00'], last: '14,084.00', interest: '5,436.00' }],
    ['STEP_DOWN', { ...monthly, steps: steps(14, 12, 8, 6) }, { first: ['14,720.00', '14,000.00', '720.00'], last: '6,036.00', interest: '3,924.00' }],
    ['IRREGULAR', { ...monthly, principalsFen: [5, 5, 8, 12, 15, 15, 12, 8, 8, 12, 15, 5].map((thousand) => thousand * 100_000) }, { first: ['5,720.00', '5,000.00', '720.00'], last: '5,030.00', interest: '4,902.00' }],
  ]
  it.each(types)('%s %o', (method, terms, { first, last, interest }) => {
    const { rows, totals } = build({ ...GC, principalFen: 12_000_000, every: undefined, method, ...terms })
    expect(yuan([rows[0]!.totalFen, rows[0]!.principalFen, rows[0]!.interestFen])).toEqual(first)
    expect(formatYuan(rows.at(-1)!.totalFen)).toBe(last)
    expect(formatYuan(totals.interestFen)).toBe(interest)
  })

  it('three interest instalments of a grace are alike, and every yearly rate is the contract rate', () => {
    for (const [method, terms] of types) {
      if (method === 'BULLET') continue
      const read12 = read(ScheduleTerms, { ...GC, principalFen: 12_000_000, every: undefined, method, ...terms })
      expect([method, formatExact(ratesOfSchedule(read12, buildSchedule(read12)).simple, 6)]).toEqual([method, '0.072000'])
    }
    expect(build({ ...GC, principalFen: 12_000_000, method: 'GRACE_ANNUITY', gracePeriods: 3 }).rows.slice(0, 3).map((row) => row.totalFen)).toEqual([72_000, 72_000, 72_000])
  })

  it('a quarterly code and the plain code with every QUARTER are the same', () => {
    const quarterly = { ...GC, periods: 4, firstDueOn: '2025-06-14', every: 'QUARTER' }
    expect(build({ ...quarterly, method: 'ANNUITY' })).toEqual(build({ ...quarterly, method: 'ANNUITY_Q' }))
    expect(build({ ...quarterly, method: 'EQUAL_PRINCIPAL' })).toEqual(build({ ...quarterly, method: 'EQUAL_PRINCIPAL_Q' }))
  })
})

describe('an odd first period of 100,000 at 7.2 %', () => {
  const odd = { ...GC, principalFen: 10_000_000, firstDueOn: '2025-04-20' }
  const firstInterest = (terms: object) => formatYuan(build({ ...odd, ...terms }).rows[0]!.interestFen)

  it('counts its 37 days by ACT_360 unless told otherwise', () => {
    expect(firstInterest({})).toBe('740.00')
    expect(firstInterest({ oddPeriod: 'M30' })).toBe('720.00')
    expect(firstInterest({ oddPeriod: 'ACT_365' })).toBe('729.86') // 100,000 × 7.2 % × 37 ÷ 365
  })

  it('of whole months has no odd days', () => {
    expect(firstInterest({ firstDueOn: '2025-05-14' })).toBe('1,200.00')
    expect(firstInterest({ firstDueOn: '2025-03-20' })).toBe('120.00') // 6 days
  })

  it('keeps the instalment, and the last one takes the difference', () => {
    const { rows } = build(odd)
    expect(yuan(rows.slice(0, 2).map((row) => row.totalFen))).toEqual(['8,661.90', '8,661.90'])
    expect(formatYuan(rows.at(-1)!.totalFen)).toBe('8,811.37')
  })

  it('may take interest only and leave the principal to the periods after it', () => {
    const { rows } = build({ ...odd, firstPeriod: 'INTEREST_FIRST' })
    expect(rows).toHaveLength(12)
    expect(yuan([rows[0]!.totalFen, rows[0]!.principalFen, rows[1]!.totalFen, rows[1]!.interestFen])).toEqual(['740.00', '0.00', '9,421.44', '600.00'])
    expect(build({ ...GC, firstPeriod: 'INTEREST_FIRST' })).toEqual(build(GC))
  })

  it('so long that interest outgrows the instalment repays no principal rather than a negative one', () => {
    const { rows } = build({ ...odd, annualRate: '0.72', firstDueOn: '2026-04-20' })
    expect(yuan([rows[0]!.principalFen, rows[0]!.totalFen])).toEqual(['0.00', formatYuan(rows[0]!.interestFen)])
    expect(rows.at(-1)!.balanceFen).toBe(0)
  })
})

describe('due days', () => {
  const dueDays = (terms: object) => build({ ...GC, ...terms }).rows.map((row) => row.dueOn)

  it('on the 31st fall on the last day of shorter months and do not drift', () => {
    expect(dueDays({ disbursedOn: '2025-12-31', firstDueOn: '2026-01-31', periods: 5 })).toEqual(['2026-01-31', '2026-02-28', '2026-03-31', '2026-04-30', '2026-05-31'])
    expect(dueDays({ disbursedOn: '2023-11-29', firstDueOn: '2023-12-29', periods: 4 })).toEqual(['2023-12-29', '2024-01-29', '2024-02-29', '2024-03-29'])
  })

  it('that start in a short month keep the day said', () => {
    expect(dueDays({ disbursedOn: '2025-01-31', firstDueOn: '2025-02-28', dueDay: 31, periods: 4 })).toEqual(['2025-02-28', '2025-03-31', '2025-04-30', '2025-05-31'])
    expect(dueDays({ disbursedOn: '2025-01-31', firstDueOn: '2025-02-28', periods: 3 })).toEqual(['2025-02-28', '2025-03-28', '2025-04-28'])
  })

  it('a month later at the end of a short month is a whole period', () => {
    for (const [disbursedOn, firstDueOn, dueDay] of [['2025-01-31', '2025-02-28', 31], ['2025-02-28', '2025-03-31', 31], ['2025-01-30', '2025-02-28', undefined]] as const) {
      expect(build({ ...GC, disbursedOn, firstDueOn, dueDay }).rows[0]!.interestFen).toBe(70_800)
    }
  })
})

describe('day counts', () => {
  it('by actual days count each period with its first day and without its last', () => {
    const { rows } = build({ ...GC, method: 'INTEREST_ONLY_M', dayCount: 'ACT_365' })
    let from = day('2025-03-14')
    for (const row of rows) {
      expect(row.interestFen).toBe(Math.round((11_800_000 * 0.072 * daysBetween(from, row.dueOn)) / 365))
      from = row.dueOn
    }
  })

  it('an annuity by actual days may be levelled over them, so that the last instalment is like the others', () => {
    const total = (terms: object) => build({ ...GC, dayCount: 'ACT_360', ...terms }).rows.map((row) => row.totalFen)
    expect([total({})[0], total({}).at(-1)]).toEqual([1_022_104, 1_031_466])
    const level = total({ levelBy: 'DAYS' })
    expect(Math.abs(level.at(-1)! - level[0]!)).toBeLessThan(12)
  })
})

describe('small and plain cases', () => {
  it('a rate of nothing shares the principal out', () => {
    const { rows, totals } = build({ ...GC, principalFen: 10_000, annualRate: '0', periods: 3 })
    expect(rows.map((row) => row.totalFen)).toEqual([3333, 3333, 3334])
    expect(totals.interestFen).toBe(0)
  })

  it('a single period repays everything', () => {
    for (const method of ['ANNUITY', 'EQUAL_PRINCIPAL', 'INTEREST_ONLY_M']) expect(build({ ...GC, method, periods: 1 }).rows).toMatchObject([{ principalFen: 11_800_000, interestFen: 70_800, balanceFen: 0 }])
  })

  it('1 fen over 12 periods is repaid once', () => {
    for (const rounding of ['HALF_UP', 'UP', 'EXACT_DISPLAY']) {
      const { rows, totals } = build({ ...GC, principalFen: 1, rounding })
      expect(Math.min(...rows.map((row) => row.principalFen))).toBe(0)
      expect(totals.principalFen).toBe(1)
      expect(rows.at(-1)!.balanceFen).toBe(0)
    }
  })

  it('UP rounds the instalment up and nothing else of an annuity', () => {
    const { rows } = build({ ...GC, principalFen: 12_000_000, rounding: 'UP' })
    expect(yuan([rows[0]!.totalFen, rows[0]!.interestFen])).toEqual(['10,394.28', '720.00'])
    expect(build({ ...GC, annualRate: '0.0721', method: 'INTEREST_ONLY_M', principalFen: 10_001, rounding: 'UP' }).rows[0]!.interestFen).toBe(61) // 60.09 fen
  })

  it('EXACT_DISPLAY carries the exact balance and rounds each cell by itself', () => {
    const { rows, totals } = build({ ...GC, rounding: 'EXACT_DISPLAY' })
    expect(new Set(rows.map((row) => row.totalFen))).toEqual(new Set([1_022_104]))
    expect(yuan([totals.principalFen, totals.interestFen])).toEqual(['118,000.00', '4,652.47'])
    expect(rows.at(-1)!.balanceFen).toBe(0)
  })
})

describe('refusals', () => {
  const refused = (terms: object): RefusalDetail => {
    try {
      build(terms)
    } catch (error) {
      if (error instanceof Refusal) return error.toJSON()
      throw error
    }
    throw new Error('nothing was refused')
  }
  it.each([
    [{ principalFen: 0 }, '/principalFen'], [{ principalFen: 1.5 }, '/principalFen'], [{ principalFen: 10_000_000_000_001 }, '/principalFen'], [{ principalFen: 2 ** 53 }, '/principalFen'], [{ principalFen: '1' }, '/principalFen'],
    [{ annualRate: '-0.01' }, '/annualRate'], [{ annualRate: '10.1' }, '/annualRate'], [{ annualRate: 0.072 }, '/annualRate'], [{ annualRate: '7.2%' }, '/annualRate'], [{ annualRate: '1e-2' }, '/annualRate'],
    [{ method: 'STEP_SIDEWAYS' }, '/method'], [{ method: undefined }, '/method'],
    [{ periods: 0 }, '/periods'], [{ periods: 601 }, '/periods'], [{ periods: 1.5 }, '/periods'],
    [{ every: 'DAY' }, '/every'], [{ method: 'INTEREST_ONLY_M', every: 'WEEK' }, '/every'], [{ every: 'ONCE' }, '/every'], [{ method: 'ANNUITY_Q', every: 'MONTH' }, '/every'], [{ method: 'INTEREST_ONLY_M', every: 'QUARTER' }, '/every'], [{ method: 'BULLET', every: 'ONCE' }, '/periods'],
    [{ disbursedOn: '2025-02-30' }, '/disbursedOn'], [{ disbursedOn: '1850-01-01' }, '/disbursedOn'], [{ firstDueOn: '2025-03-14' }, '/firstDueOn'], [{ firstDueOn: '2200-01-01' }, '/firstDueOn'],
    [{ dueDay: 15 }, '/dueDay'], [{ dueDay: 32 }, '/dueDay'], [{ dayCount: 'ACT_ACT' }, '/dayCount'], [{ dayCount: 'ACT_360', oddPeriod: 'M30' }, '/oddPeriod'],
    [{ method: 'EQUAL_PRINCIPAL', levelBy: 'DAYS' }, '/levelBy'], [{ rounding: 'DOWN' }, '/rounding'], [{ feesFen: -1 }, '/feesFen'], [{ feesFen: 11_800_000 }, '/feesFen'], [{ 'a/b': 1 }, '/a~1b'],
  ])('%o names its place', (change, at) => {
    const refusal = refused({ ...GC, ...change })
    expect(refusal.at).toBe(at)
    expect(refusal.expected).toBeTruthy()
    expect(refusal.message).toMatch(/[一-龥]/)
  })

  it('an amount beyond exact numbers is refused, not bent', () => {
    expect(refused({ ...GC, principalFen: 10 ** 13, annualRate: '10', method: 'INTEREST_ONLY_Q', every: 'QUARTER', periods: 600 }).code).toBe('schedule.amount-too-large')
    expect(refused({ ...GC, principalFen: 10 ** 13, annualRate: '10', method: 'INTEREST_ONLY_Q', every: 'QUARTER', periods: 600, rounding: 'EXACT_DISPLAY' }).code).toBe('schedule.amount-too-large')
  })
})

describe('largest principal', () => {
  const terms = read(ScheduleTerms, GC)
  const scheduleFor = (principalFen: Fen) => buildSchedule({ ...terms, principalFen })

  it('is the last one that fits', () => {
    const fits = (limit: number) => (schedule: { rows: readonly { totalFen: number }[] }) => schedule.rows.every((row) => row.totalFen <= limit)
    expect(largestPrincipal(scheduleFor, fen(50_000_000), fits(1_280_000))).toBe(14_777_363) // 12,800.00 × 11.544815
    expect(largestPrincipal(scheduleFor, fen(1_000_000), fits(1_280_000))).toBe(1_000_000)
    expect(largestPrincipal(scheduleFor, fen(1_000_000), () => false)).toBe(0)
  })
})
