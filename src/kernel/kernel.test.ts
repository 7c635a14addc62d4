import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, addMonths, addWorkingDays, capitals, compare, day, daysBetween, divide, exact, formatExact, formatYuan, fromNumber, monthsBetween, multiply, parseYuan, power, ratio, roundFen, roundToStep, shareOut, splitEvenly, subtract, sumFen, toNumber, weekday, fen, Refusal, workingDayFrom } from './index.ts'

describe('money', () => {
  it('splits and shares out without losing a fen', () => {
    expect(splitEvenly(fen(10_000), 3)).toEqual([3333, 3333, 3334])
    fc.assert(fc.property(fc.integer({ min: -1e12, max: 1e12 }), fc.array(fc.integer({ min: 0, max: 1e9 }), { minLength: 1, maxLength: 12 }), (total, weights) => {
      fc.pre(weights.some((weight) => weight > 0))
      expect(sumFen(shareOut(fen(total), weights))).toBe(fen(total))
    }))
  })

  it('reads what a person types or pastes', () => {
    expect(parseYuan('11.8万')).toBe(11_800_000)
    expect(parseYuan('１１８，０００．５')).toBe(11_800_050)
    expect(parseYuan('¥118,000.00元')).toBe(11_800_000)
    expect(parseYuan('1.2亿')).toBe(12_000_000_000)
    for (const bad of ['', 'abc', '1.234', '1e5', '--3', '12万3']) expect(() => parseYuan(bad)).toThrow(Refusal)
  })

  it('prints figures and capitals as on a contract', () => {
    expect(formatYuan(11_800_000)).toBe('118,000.00')
    expect(formatYuan(-5)).toBe('(0.05)')
    expect(capitals(11_800_000)).toBe('壹拾壹万捌仟元整')
    expect(capitals(1_022_104)).toBe('壹万零贰佰贰拾壹元零肆分')
    expect(capitals(10_000_005_00)).toBe('壹仟万零伍元整')
    expect(capitals(100_000_000_00)).toBe('壹亿元整')
    expect(capitals(100_010_000_00)).toBe('壹亿零壹万元整')
    expect(capitals(50)).toBe('伍角整')
    expect(capitals(0)).toBe('零元整')
    expect(capitals(1_010_00)).toBe('壹仟零壹拾元整')
    expect(capitals(20_000_30)).toBe('贰万元叁角整')
  })
})

describe('exact numbers', () => {
  it('neither round on the way nor lose what a float would', () => {
    const third = ratio(1n, 3n)
    expect(compare(multiply(third, 3), 1)).toBe(0)
    expect(formatExact(third, 4)).toBe('0.3333')
    expect(formatExact(exact('-0.00005'), 4)).toBe('-0.0001')
    expect(compare(exact('0.1'), divide(1, 10))).toBe(0)
    expect(formatExact(subtract(power(exact('1.006'), 12), 1), 4)).toBe('0.0744')
  })

  it('round once, half away from zero', () => {
    expect(roundFen(exact('2.5'))).toBe(3)
    expect(roundFen(exact('-2.5'))).toBe(-3)
    expect(roundFen(exact('2.1'), 'UP')).toBe(3)
    expect(roundToStep(11_821_890, 100_000, 'DOWN')).toBe(11_800_000)
    expect(formatExact(roundToStep(exact('0.071875'), exact('0.0005'), 'UP'), 4)).toBe('0.0720')
  })
})

describe('days', () => {
  it('convert both ways for every day of 400 years', () => {
    const start = toNumber(day('1900-01-01'))
    for (let n = start; n < start + 146_097; n += 7) expect(toNumber(fromNumber(n))).toBe(n)
    expect(toNumber(day('1970-01-01'))).toBe(0)
    expect(weekday(day('2025-03-10'))).toBe(1)
  })

  it('keep the due day through short months', () => {
    const start = day('2025-01-31')
    expect([1, 2, 3].map((n) => addMonths(start, n))).toEqual(['2025-02-28', '2025-03-31', '2025-04-30'])
    expect(addMonths(day('2025-02-28'), 1, 31)).toBe('2025-03-31')
    expect(monthsBetween(day('2024-03-10'), day('2025-03-09'))).toBe(11)
    expect(daysBetween(day('2025-03-14'), day('2025-04-20'))).toBe(37)
    expect(addDays(day('2024-02-28'), 1)).toBe('2024-02-29')
    for (const bad of ['2025-02-30', '2025-13-01', '20250101', '']) expect(() => day(bad)).toThrow(Refusal)
  })

  it('count working days by the calendar handed in', () => {
    const calendar = { holidays: new Set(['2025-10-01', '2025-10-02', '2025-10-03']), makeUpDays: new Set(['2025-09-28']) }
    expect(workingDayFrom(day('2025-10-01'), calendar)).toBe('2025-10-06')
    expect(addWorkingDays(day('2025-09-26'), 1, calendar)).toBe('2025-09-28')
  })
})
