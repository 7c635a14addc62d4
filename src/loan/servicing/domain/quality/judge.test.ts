import { describe, expect, it } from 'vitest'
import { day } from '#kernel'
import { type ClassReason, type ToBeJudged, refusalToClass } from './judge.ts'
import type { RiskClass } from '../class-floor.ts'

const RULES = { upgradeMonths: 6, restructuredMonths: 12 }
const ON = day('2025-09-30')
const note = (change: Partial<ToBeJudged> = {}): ToBeJudged => ({ riskClass: 'NORMAL', floor: 'NORMAL', overdueDays: 0, clearedOn: null, restructuredOn: null, ...change })
const asked = (of: ToBeJudged, riskClass: RiskClass, ...reasons: ClassReason[]): string => refusalToClass(of, { riskClass, reasons }, ON, RULES)?.code ?? 'given'

describe('a class', () => {
  it('is never better than the days overdue allow', () => {
    const late = note({ riskClass: 'SUBSTANDARD', floor: 'SUBSTANDARD', overdueDays: 95 })
    expect(asked(late, 'SPECIAL_MENTION', 'ARREARS_CLEARED')).toBe('class.above-floor')
    expect(asked(late, 'DOUBTFUL', 'GUARANTOR_LOST')).toBe('given')
  })

  it('goes down for what has happened, not for nothing', () => {
    expect(asked(note(), 'SUBSTANDARD', 'BUSINESS_STOPPED')).toBe('given')
    expect(asked(note(), 'SUBSTANDARD', 'REVIEW_KEPT')).toBe('class.no-reason')
    expect(asked(note(), 'NORMAL', 'RESTRUCTURED', 'REVIEW_KEPT')).toBe('class.restructured')
  })

  it('is kept only as the outcome of a review', () => {
    expect(asked(note(), 'NORMAL', 'LAWSUIT')).toBe('class.unchanged')
    expect(asked(note(), 'NORMAL', 'REVIEW_KEPT')).toBe('given')
  })

  it('goes up after all arrears are paid and six months of observation, a year for a restructured loan', () => {
    const paid = (clearedOn: string) => note({ riskClass: 'SUBSTANDARD', clearedOn: day(clearedOn) })
    expect(asked(paid('2025-03-30'), 'NORMAL', 'ARREARS_CLEARED')).toBe('given')
    expect(asked(paid('2025-03-31'), 'NORMAL', 'ARREARS_CLEARED')).toBe('given')
    expect(asked(paid('2025-04-01'), 'NORMAL', 'ARREARS_CLEARED')).toBe('class.observed')
    expect(asked(note({ riskClass: 'SUBSTANDARD', overdueDays: 3, floor: 'SPECIAL_MENTION' }), 'SPECIAL_MENTION', 'ARREARS_CLEARED')).toBe('class.still-overdue')
    expect(asked(note({ riskClass: 'SPECIAL_MENTION', clearedOn: day('2025-01-10'), restructuredOn: day('2024-12-01') }), 'NORMAL', 'ARREARS_CLEARED')).toBe('class.observed')
  })
})
