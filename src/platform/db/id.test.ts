import { afterEach, expect, test, vi } from 'vitest'
import { newId } from './id.ts'

afterEach(() => vi.useRealTimers())

test('ids are in the order of their making: within one millisecond, past its last count, and when the clock is set back', () => {
  vi.useFakeTimers({ now: Date.parse('2026-01-01T00:00:00Z') })
  const ids = Array.from({ length: 10_000 }, newId)
  vi.setSystemTime(Date.parse('2025-12-31T23:59:00Z'))
  ids.push(newId(), newId())
  expect(ids.every((id) => /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id))).toBe(true)
  expect([...ids].sort()).toEqual(ids)
  expect(new Set(ids).size).toBe(ids.length)
})
