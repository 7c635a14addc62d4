import { describe, expect, it } from 'vitest'
import { day } from '#kernel'
import { clockText } from './clock-text.ts'

const clock = { step: 'ADMISSION', name: '准入', dueOn: null, dueAt: null, assignee: null }
const now = Date.parse('2025-03-12T05:00:00Z')

describe('a clock on the panel', () => {
  it.each([
    [{ ...clock, dueAt: '2025-03-12T10:00:00Z' }, '准入答复时限 03-12 18:00，还剩 5 小时', false],
    [{ ...clock, dueAt: '2025-03-12T04:20:00Z' }, '准入答复时限 03-12 12:20，已过 40 分钟', true],
    [{ ...clock, dueOn: '2025-03-13' }, '准入答复时限 03-13 日终前，还剩 1 天', false],
    [{ ...clock, step: 'ASSIGN', dueOn: '2025-03-12' }, '派单时限 03-12 日终前，今天到期', false],
    [{ ...clock, step: 'VISIT', dueOn: '2025-03-10' }, '实地调查时限 03-10 日终前，已过 2 天', true],
    [clock, '资料齐备后起算准入答复时限', false],
  ])('says until when and what is left', (one, text, late) => {
    expect(clockText(one, day('2025-03-12'), now)).toEqual({ text, late })
  })
})
