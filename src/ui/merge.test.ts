import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { merge } from './merge.ts'

const row = (label: string, amountFen: number) => ({ label, amountFen })

describe('what two people made of one text', () => {
  it('keeps both changes where they wrote in different places', () => {
    const base = { cash: [row('现金', 1)], on: '2025-03-01', wife: { name: '李', years: 3 } }
    const { merged, clashes, taken } = merge(base, { ...base, cash: [row('现金', 2)] }, { ...base, wife: { name: '李', years: 4 } })
    expect(merged).toEqual({ cash: [row('现金', 2)], on: '2025-03-01', wife: { name: '李', years: 4 } })
    expect(clashes).toEqual([])
    expect(taken).toEqual(['/wife/years'])
  })

  it('names the place where both wrote something else, and keeps mine until somebody chooses', () => {
    const { merged, clashes } = merge({ cash: [row('现金', 1)] }, { cash: [row('现金', 2)] }, { cash: [row('现金', 3)] })
    expect(merged.cash[0]!.amountFen).toBe(2)
    expect(clashes).toEqual([{ pointer: '/cash/0/amountFen', mine: 2, theirs: 3 }])
  })

  it('keeps the rows both added, in the order of the table, and one that both added alike once', () => {
    const base = { rows: [row('甲', 1), row('乙', 2)] }
    const { merged, clashes } = merge(base, { rows: [row('甲', 1), row('新', 5), row('乙', 2), row('同', 7)] }, { rows: [row('甲', 9), row('乙', 2), row('丙', 3), row('同', 7)] })
    expect(merged.rows).toEqual([row('甲', 9), row('新', 5), row('乙', 2), row('同', 7), row('丙', 3)])
    expect(clashes).toEqual([])
  })

  it('takes a row out that one took out, unless the other wrote in it', () => {
    const base = { rows: [row('甲', 1), row('乙', 2), row('丙', 3)] }
    expect(merge(base, { rows: [row('甲', 1), row('丙', 3)] }, { rows: [row('甲', 1), row('乙', 2), row('丙', 4)] }).merged.rows).toEqual([row('甲', 1), row('丙', 4)])
    const { merged, clashes } = merge(base, { rows: [row('甲', 1), row('丙', 3)] }, { rows: [row('甲', 1), row('乙', 8), row('丙', 3)] })
    expect(merged.rows).toEqual([row('甲', 1), row('乙', 8), row('丙', 3)])
    expect(clashes).toEqual([{ pointer: '/rows/1', mine: undefined, theirs: row('乙', 8) }])
  })

  it('puts the evidence of both under a row', () => {
    expect(merge({ evidence: ['a', 'b'] }, { evidence: ['a', 'b', 'c'] }, { evidence: ['b', 'd'] }).merged.evidence).toEqual(['b', 'c', 'd'])
  })

  it('is the one side where the other changed nothing, and loses no row of either', () => {
    const value = fc.record({ rows: fc.array(fc.record({ label: fc.constantFrom('甲', '乙', '丙', '丁'), amountFen: fc.nat(3) }), { maxLength: 6 }), months: fc.array(fc.nat(3), { maxLength: 3 }) })
    fc.assert(fc.property(value, value, value, (base, mine, theirs) => {
      expect(merge(base, mine, base).merged).toEqual(mine)
      expect(merge(base, base, theirs).merged).toEqual(theirs)
      const { merged, clashes } = merge(base, mine, theirs)
      const all = JSON.stringify([merged, clashes])
      for (const { label } of [...mine.rows, ...theirs.rows].filter(({ label: own }) => !base.rows.some((one) => one.label === own))) expect(all).toContain(label)
    }))
  })
})
