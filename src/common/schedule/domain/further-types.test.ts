import { Refusal, type RefusalDetail, day, daysBetween, fen, formatExact, read, weekday } from '#kernel'
import { describe, expect, it } from 'vitest'
import { METHODS, ScheduleTerms, buildSchedule, cyclesOf, fitShape, monthsIn, needsOf, periodsWithin, ratesOfSchedule, termsOfRest, usualShape } from './index.ts'

const YEAR = { principalFen: 12_000_000, annualRate: '0.072', method: 'ANNUITY', periods: 12, disbursedOn: '2025-03-14', firstDueOn: '2025-04-14' }
const terms = (input: object) => read(ScheduleTerms, { ...YEAR, ...input })
const build = (input: object) => buildSchedule(terms(input))

describe('weeks', () => {
  it('are counted in days by ACT_360, seven or fourteen apart', () => {
    const { rows } = build({ every: 'WEEK', firstDueOn: '2025-03-21' })
    expect(new Set(rows.map((row) => weekday(row.dueOn)))).toEqual(new Set([5]))
    expect(rows[0]).toMatchObject({ interestFen: 16_800, totalFen: 1_009_123 }) // 120,000 × 7.2 % × 7 ÷ 360
    expect(rows.at(-1)).toMatchObject({ dueOn: '2025-06-06', totalFen: 1_009_126, balanceFen: 0 })
    const fortnights = build({ every: 'FORTNIGHT', method: 'EQUAL_PRINCIPAL', firstDueOn: '2025-03-28' }).rows
    expect(daysBetween(fortnights[0]!.dueOn, fortnights[1]!.dueOn)).toBe(14)
    expect(fortnights[0]).toMatchObject({ principalFen: 1_000_000, interestFen: 33_600 })
  })

  it('cost ACT_360 by a year of 365 days', () => {
    const weekly = terms({ every: 'WEEK', firstDueOn: '2025-03-21' })
    expect(formatExact(ratesOfSchedule(weekly, buildSchedule(weekly)).simple, 4)).toBe('0.0730') // 7.2 % × 365 ÷ 360
  })
})

describe('half-years', () => {
  it('bear six twelfths and come back level', () => {
    const { rows } = build({ every: 'HALF_YEAR', periods: 4, firstDueOn: '2025-09-14' })
    expect(rows.map((row) => row.dueOn)).toEqual(['2025-09-14', '2026-03-14', '2026-09-14', '2027-03-14'])
    expect(rows[0]).toMatchObject({ interestFen: 432_000, totalFen: 3_274_773 })
    expect(rows.at(-1)!.totalFen).toBe(3_274_772)
  })

  it('of interest alone are fixed shares of nothing', () => {
    const { rows } = build({ method: 'FIXED_PRINCIPAL', principalEachFen: 0, every: 'HALF_YEAR', periods: 2, firstDueOn: '2025-09-14' })
    expect(rows.map((row) => row.totalFen)).toEqual([432_000, 12_432_000])
  })
})

describe('a revolving line', () => {
  const line = { method: 'REVOLVING', periods: 3, movements: [{ on: '2025-03-24', repayFen: 2_000_000 }, { on: '2025-05-02', drawFen: 5_000_000 }] }

  it('bears interest on the balance of every day and is asked for it each month', () => {
    const { rows, totals } = build(line)
    expect(rows.map((row) => [row.dueOn, row.principalFen, row.interestFen, row.balanceFen])).toEqual([
      ['2025-03-24', 2_000_000, 0, 10_000_000],
      ['2025-04-14', 0, 66_000, 10_000_000], // (120,000 × 10 + 100,000 × 21) × 7.2 % ÷ 360
      ['2025-05-14', 0, 72_000, 15_000_000], // (100,000 × 18 + 150,000 × 12) × 7.2 % ÷ 360
      ['2025-06-14', 15_000_000, 93_000, 0], // 150,000 × 31 × 7.2 % ÷ 360
    ])
    expect(totals).toEqual({ principalFen: 17_000_000, interestFen: 231_000, totalFen: 17_231_000 })
  })

  it('repaid on a due day has one row, and costs by the day', () => {
    const { rows } = build({ ...line, movements: [{ on: '2025-04-14', repayFen: 12_000_000 }] })
    expect(rows[0]).toMatchObject({ principalFen: 12_000_000, interestFen: 74_400, balanceFen: 0 })
    expect(rows.slice(1).map((row) => row.totalFen)).toEqual([0, 0])
    const drawn = terms(line)
    expect(formatExact(ratesOfSchedule(drawn, buildSchedule(drawn)).simple, 3)).toBe('0.073')
  })

  it.each([
    [{ movements: [{ on: '2025-03-24', repayFen: 12_000_001 }] }, '/movements', 'schedule.repaid-too-much'],
    [{ movements: [{ on: '2025-03-24', drawFen: 1 }], limitFen: 12_000_000 }, '/movements', 'schedule.over-limit'],
    [{ limitFen: 11_000_000 }, '/principalFen', 'schedule.over-limit'],
    [{ movements: [{ on: '2025-03-14', drawFen: 1 }] }, '/movements/0/on', 'schedule.movement-outside'],
    [{ movements: [{ on: '2025-06-14', repayFen: 1 }] }, '/movements/0/on', 'schedule.movement-outside'],
    [{ movements: [{ on: '2025-04-01', repayFen: 1, drawFen: 1 }] }, '/movements/0', 'schedule.movement-unclear'],
  ])('refuses %o', (change, at, code) => {
    expect(refused({ ...line, movements: undefined, ...change })).toMatchObject({ at, code })
  })
})

describe('contradictions', () => {
  const steps = (...thousands: number[]) => thousands.map((thousand) => ({ periods: 3, principalFen: thousand * 100_000 }))
  it.each([
    ['GRACE_ANNUITY', {}, '/gracePeriods', 'input-missing'], ['GRACE_ANNUITY', { gracePeriods: 12 }, '/gracePeriods', 'grace-too-long'], ['ANNUITY', { gracePeriods: 3 }, '/gracePeriods', 'input-of-other-type'],
    ['BALLOON_AMORT', { amortisationPeriods: 12 }, '/amortisationPeriods', 'amortisation-too-short'], ['BALLOON_RESIDUAL', { residualFen: 12_000_000 }, '/residualFen', 'residual-too-large'],
    ['FIXED_PRINCIPAL', { principalEachFen: 1_090_910 }, '/principalEachFen', 'shares-exceed-principal'], ['FIXED_PRINCIPAL', { principalEachFen: 600_000, residualFen: 5_400_000 }, '/residualFen', 'input-of-other-type'],
    ['STEP_UP', { steps: steps(6, 8, 12) }, '/steps', 'steps-not-all-periods'], ['STEP_UP', { steps: steps(6, 8, 12, 15) }, '/steps', 'steps-not-principal'], ['STEP_UP', { steps: steps(14, 12, 8, 6) }, '/steps', 'steps-wrong-way'],
    ['STEP_DOWN', { steps: steps(6, 8, 12, 14) }, '/steps', 'steps-wrong-way'], ['IRREGULAR', { principalsFen: [6_000_000, 6_000_000] }, '/principalsFen', 'principals-not-all-periods'],
    ['IRREGULAR', { principalsFen: Array.from({ length: 12 }, () => 1_000_001) }, '/principalsFen', 'principals-not-principal'], ['ANNUITY', { limitFen: 1 }, '/limitFen', 'input-of-other-type'],
    ['ANNUITY', { every: 'WEEK', firstDueOn: '2025-03-21', dueDay: 21 }, '/dueDay', 'due-day-of-weeks'], ['ANNUITY', { holidayRule: 'FOLLOWING' }, '/holidayRule', 'no-calendar'], ['STEP_UP', { steps: steps(6, 8, 12, 14), levelBy: 'DAYS' }, '/levelBy', 'level-by-mismatch'],
  ])('%s with %o is refused in Chinese, naming its place', (method, change, at, code) => {
    const refusal = refused({ method, ...change })
    expect(refusal).toMatchObject({ at, code: `schedule.${code}` })
    expect(refusal.message).toMatch(/[一-龥]/)
    expect(refusal.expected).toBeTruthy()
  })
})

describe('holidays', () => {
  const golden = { holidays: new Set(['2025-10-01', '2025-10-02', '2025-10-03', '2025-10-06', '2025-10-07', '2025-10-08']), makeUpDays: new Set(['2025-09-28', '2025-10-11']) }

  it('never bring a due day back to the day of disbursement', () => {
    const { rows } = buildSchedule(terms({ disbursedOn: '2025-09-30', firstDueOn: '2025-10-01', holidayRule: 'PRECEDING' }), golden)
    expect(rows[0]!.dueOn).toBe('2025-10-09')
  })

  it('leave a make-up day where it is', () => {
    expect(buildSchedule(terms({ disbursedOn: '2025-09-14', firstDueOn: '2025-10-11', holidayRule: 'FOLLOWING' }), golden).rows[0]!.dueOn).toBe('2025-10-11')
  })
})

describe('the same proportions', () => {
  const whole = { principalFen: 12_000_000, periods: 12 }

  it('carry another amount and fewer periods for every type', () => {
    for (const method of METHODS) {
      const shape = usualShape(method, whole)
      for (const to of [{ principalFen: 11_800_001, periods: 12 }, { principalFen: 7_777_777, periods: 7 }, { principalFen: 13, periods: 2 }]) {
        const fitted = terms({ method, every: cyclesOf(method)[0], ...fitShape(method, shape, whole, to), ...to, periods: method === 'BULLET' ? 1 : to.periods })
        const { rows } = buildSchedule(fitted)
        expect([method, rows.reduce((sum, row) => sum + row.principalFen, 0), rows.at(-1)!.balanceFen]).toEqual([method, to.principalFen, 0])
      }
      expect(Object.keys(shape)).toEqual([...needsOf(method)])
    }
  })

  it('of steps keep their weights', () => {
    const shape = usualShape('STEP_UP', whole)
    expect(shape.steps?.map((step) => step.principalFen)).toEqual([600_000, 800_000, 1_200_000, 1_400_000])
    expect(fitShape('STEP_UP', shape, whole, { principalFen: 6_000_000, periods: 12 }).steps?.map((step) => step.principalFen)).toEqual([300_000, 400_000, 600_000, 700_000])
  })
})

describe('what is left after some periods', () => {
  it('comes back in full for every type', () => {
    for (const method of METHODS) {
      const first = terms({ method, ...usualShape(method, { principalFen: 12_000_000, periods: 12 }), periods: method === 'BULLET' ? 1 : 12, ...(method === 'BULLET' ? { firstDueOn: '2026-03-14' } : method.endsWith('_Q') ? { firstDueOn: '2025-06-14' } : {}) })
      if (method === 'BULLET') continue
      const plan = buildSchedule(first).rows
      for (const behind of [1, 3, 5, 11]) {
        const leftFen = fen(Math.max(1, plan[behind - 1]!.balanceFen - 500_000))
        const rest = termsOfRest(first, { behind, leftFen })
        const { rows } = buildSchedule({ ...rest, disbursedOn: plan[behind - 1]!.dueOn, firstDueOn: plan[behind]!.dueOn })
        expect([method, behind, rows.length, rows.reduce((sum, row) => sum + row.principalFen, 0)]).toEqual([method, behind, 12 - behind, leftFen])
      }
    }
  })

  it('without prepayment is the old plan', () => {
    for (const method of ['ANNUITY', 'GRACE_ANNUITY', 'BALLOON_AMORT', 'BALLOON_RESIDUAL', 'FIXED_PRINCIPAL', 'STEP_DOWN', 'IRREGULAR'] as const) {
      const first = terms({ method, ...usualShape(method, { principalFen: 12_000_000, periods: 12 }) })
      const plan = buildSchedule(first).rows
      const rest = buildSchedule({ ...termsOfRest(first, { behind: 2, leftFen: plan[1]!.balanceFen }), disbursedOn: day('2025-05-14'), firstDueOn: day('2025-06-14') }).rows
      for (const [k, row] of rest.entries()) expect(Math.abs(row.totalFen - plan[k + 2]!.totalFen)).toBeLessThanOrEqual(k === rest.length - 1 ? 12 : 1)
    }
  })
})

it('months hold whole periods', () => {
  expect([monthsIn('MONTH', 12), monthsIn('QUARTER', 4), monthsIn('HALF_YEAR', 2), monthsIn('WEEK', 52), monthsIn('FORTNIGHT', 26), monthsIn('ONCE', 9)]).toEqual([12, 12, 12, 12, 12, 9])
  expect([periodsWithin('MONTH', 12), periodsWithin('QUARTER', 11), periodsWithin('HALF_YEAR', 5), periodsWithin('WEEK', 12), periodsWithin('FORTNIGHT', 12), periodsWithin('ONCE', 9)]).toEqual([12, 3, 0, 52, 26, 9])
})

function refused(input: object): RefusalDetail {
  try {
    build(input)
  } catch (error) {
    if (error instanceof Refusal) return error.toJSON()
    throw error
  }
  throw new Error('nothing was refused')
}
