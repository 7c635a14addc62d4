import { describe, expect, test } from 'vitest'
import { day } from '#kernel'
import { dueOf, dueWords, escalationOf, hoursBetween, isLate } from './index.ts'

/** A Friday before a Monday that is a holiday, after which a Saturday is worked. */
const calendar = { holidays: new Set(['2025-03-17']), makeUpDays: new Set(['2025-03-22']) }
const friday = { on: day('2025-03-14'), at: '2025-03-14T08:30:15.250Z' }

describe('clocks', () => {
  test.each([
    ['an evening ends with its day', { value: 0, unit: 'SAME_EVENING' }, { dueOn: '2025-03-14', dueAt: null }],
    ['calendar days run over the weekend', { value: 2, unit: 'CALENDAR_DAY' }, { dueOn: '2025-03-16', dueAt: null }],
    ['working days pass over weekend and holiday', { value: 2, unit: 'WORKING_DAY' }, { dueOn: '2025-03-19', dueAt: null }],
    ['a Saturday that is worked counts', { value: 5, unit: 'WORKING_DAY' }, { dueOn: '2025-03-22', dueAt: null }],
    ['hours run over midnight', { value: 24, unit: 'HOUR' }, { dueOn: null, dueAt: '2025-03-15T08:30:15Z' }],
  ] as const)('%s [S4-10]', (_what, clock, due) => {
    expect(dueOf(clock, friday, calendar)).toEqual(due)
  })

  test('a day is in time until it ends, an hour until its second', () => {
    const byDay = dueOf({ value: 1, unit: 'WORKING_DAY' }, friday, calendar)
    expect([isLate(byDay, day('2025-03-18'), friday.at), isLate(byDay, day('2025-03-19'), friday.at)]).toEqual([false, true])
    const byHour = dueOf({ value: 4, unit: 'HOUR' }, friday, calendar)
    expect([isLate(byHour, friday.on, '2025-03-14T12:30:15Z'), isLate(byHour, friday.on, '2025-03-14T12:30:16Z')]).toEqual([false, true])
  })

  test('the supervisor is told when a share of the time has gone', () => {
    const clock = { value: 5, unit: 'CALENDAR_DAY' } as const
    expect(escalationOf(clock, friday, dueOf(clock, friday, calendar), 80)).toEqual({ escalateOn: '2025-03-18', escalateAt: null })
    const hours = { value: 10, unit: 'HOUR' } as const
    expect(escalationOf(hours, friday, dueOf(hours, friday, calendar), 80)).toEqual({ escalateOn: null, escalateAt: '2025-03-14T16:30:15Z' })
    const evening = { value: 0, unit: 'SAME_EVENING' } as const
    expect(escalationOf(evening, friday, dueOf(evening, friday, calendar), 80)).toEqual({ escalateOn: null, escalateAt: null })
  })

  test('what is left is said in words', () => {
    const on = day('2025-03-19')
    expect(['2025-03-16', '2025-03-19', '2025-03-20'].map((today) => dueWords({ dueOn: on, dueAt: null }, day(today), friday.at))).toEqual([
      { mark: 'LATER', says: '还有 3 天' }, { mark: 'TODAY', says: '今天截止' }, { mark: 'LATE', says: '超时 1 天' }])
    expect(dueWords({ dueOn: null, dueAt: '2025-03-14T12:30:15Z' }, friday.on, friday.at).says).toBe('还有 4 小时')
    expect(dueWords({ dueOn: null, dueAt: '2025-03-14T08:00:00Z' }, friday.on, friday.at)).toEqual({ mark: 'LATE', says: '超时 1 小时' })
    expect(hoursBetween('2025-03-14T23:30:00Z', '2025-03-15T01:29:59Z')).toBe(1)
  })
})
