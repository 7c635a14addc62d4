import { describe, expect, it } from 'vitest'
import { replayNotes } from '../../../../sim/replay-book.ts'

const [SEED, NOTES, DAYS] = [20250314, 40, 400]

describe('lives of random notes', () => {
  it(`are every day what their events alone give, and what a second book counts day by day (seed ${SEED})`, () => {
    const tally = replayNotes(SEED, 0, NOTES, DAYS)
    expect(tally.faults).toEqual([])
    expect(tally.noteDays).toBe(NOTES * DAYS)
    expect(tally.rewritten).toBeGreaterThan(NOTES)
    expect(Object.keys(tally.events).length).toBeGreaterThan(10)
  })
})
