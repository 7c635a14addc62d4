import { describe, expect, it } from 'vitest'
import { classFloor } from './class-floor.ts'

describe('the class floor', () => {
  const floors = { SPECIAL_MENTION: 1, SUBSTANDARD: 91, DOUBTFUL: 271, LOSS: 361 }

  it.each([[0, 'NORMAL'], [1, 'SPECIAL_MENTION'], [90, 'SPECIAL_MENTION'], [91, 'SUBSTANDARD'], [270, 'SUBSTANDARD'], [271, 'DOUBTFUL'], [361, 'LOSS']])('of %d days overdue is %s', (days, floor) => {
    expect(classFloor(days, floors)).toBe(floor)
  })
})
