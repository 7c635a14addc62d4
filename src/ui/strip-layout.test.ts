import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type StripCheck, layStrip } from './strip-layout.ts'

const check = (id: string, deviation: number | null, kind: StripCheck['kind'] = 'STATEMENT'): StripCheck => ({ id, method: id, says: id, deviation, deviationText: '', valueText: '', kind, strength: 'STRONG', holds: true })

describe('account strip', () => {
  it('draws the five sales checks of the golden case on the side where their value lies', () => {
    const strip = layStrip({ width: 520, tolerance: 0.05, accepted: 0, checks: [check('X07', 0.0014), check('X14', 0.0112), check('X08', -0.011), check('X06', 0.0126), check('X13', 0.0067)] })
    const x = new Map(strip.checks.map((placed) => [placed.check.id, placed.x]))
    expect(x.get('X08')).toBeGreaterThan(strip.centre)
    expect(x.get('X06')).toBeLessThan(strip.centre)
    expect(strip.checks.map((placed) => placed.check.id)).toEqual(['X06', 'X14', 'X13', 'X07', 'X08'])
    expect([strip.bandFrom + strip.bandTo, strip.acceptedX]).toEqual([520, strip.centre])
  })

  it('marks what lies beyond the drawn range and leaves out what has no figure', () => {
    const strip = layStrip({ width: 320, tolerance: 0.05, accepted: -0.1, checks: [check('X02', 0.9), check('X22', null), check('X25', -0.04, 'ORAL')] })
    expect(strip.checks.map(({ check: { id }, isBeyond, lane }) => [id, isBeyond, lane])).toEqual([['X02', true, 0], ['X25', false, -1]])
    expect(strip.range).toBe(0.5)
  })

  it('never lets two labels overlap or leave the picture', () => {
    const deviation = fc.integer({ min: -2_000, max: 2_000 }).map((bp) => bp / 10_000)
    fc.assert(fc.property(fc.array(deviation, { minLength: 1, maxLength: 14 }), fc.integer({ min: 240, max: 900 }), (deviations, width) => {
      const strip = layStrip({ width, tolerance: 0.05, accepted: 0, checks: deviations.map((one, i) => check(`X${String(i).padStart(2, '0')}`, one)) })
      expect(strip.checks).toHaveLength(deviations.length)
      for (const placed of strip.checks) {
        expect(placed.labelX - placed.labelWidth / 2).toBeGreaterThanOrEqual(-0.01)
        expect(placed.labelX + placed.labelWidth / 2).toBeLessThanOrEqual(width + 0.01)
        for (const other of strip.checks) if (other !== placed && other.lane === placed.lane) expect(Math.abs(other.labelX - placed.labelX)).toBeGreaterThanOrEqual((other.labelWidth + placed.labelWidth) / 2)
      }
    }))
  })
})
