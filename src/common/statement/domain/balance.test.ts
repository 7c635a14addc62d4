import { describe, expect, it } from 'vitest'
import { Reading } from './reading.ts'

const TITLES = ['记账日期', '交易名称', '附言', '金额', '币别', '余额', '对方账户名']

/** Day, amount, balance after it. */
type Line = readonly [string, string, string]

function warnings(rows: readonly Line[]): string[] {
  const reading = new Reading({ kind: '文本（CSV）', encoding: 'UTF-8', sheet: null })
  reading.push(1, TITLES)
  for (const [i, [on, amount, balance]] of rows.entries()) reading.push(i + 2, [on, '转账', '', amount, '人民币', balance, '甲'])
  return reading.finish().warnings.map(({ code, row }) => `${code} ${row}`)
}

const DAYS: readonly Line[] = [['2025-01-01', '100.00', '600.00'], ['2025-01-02', '-50.00', '550.00'], ['2025-01-02', '20.00', '570.00'], ['2025-01-02', '-70.00', '500.00'], ['2025-01-03', '1.00', '501.00']]

describe('balances', () => {
  it('follow each other, whichever way round the rows stand and however a day is mixed', () => {
    expect(warnings(DAYS)).toEqual([])
    expect(warnings(DAYS.toReversed())).toEqual([])
    expect(warnings([0, 3, 1, 2, 4].map((i) => DAYS[i]!))).toEqual([])
  })

  it('show where a row was cut out, changed or put in', () => {
    expect(warnings(DAYS.toSpliced(1, 1))).toEqual(['BALANCE_GAP 3'])
    expect(warnings(DAYS.with(2, ['2025-01-02', '90.00', '570.00']))).toEqual(['BALANCE_GAP 4'])
    expect(warnings([...DAYS.slice(0, 4), ['2025-01-02', '1,000.00', '1,500.00'], DAYS[4]!])).toEqual(['BALANCE_GAP 7'])
  })

  it('are reported for each row that does not follow, not for every second', () => {
    const torn: Line[] = [['2025-01-01', '100.00', '600.00'], ['2025-01-02', '-1.00', '600.00'], ['2025-01-03', '-1.00', '600.00'], ['2025-01-04', '-1.00', '600.00'], ['2025-01-05', '-1.00', '599.00']]
    expect(warnings(torn)).toEqual(['BALANCE_GAP 3', 'BALANCE_GAP 4', 'BALANCE_GAP 5'])
    expect(warnings(torn.toReversed())).toEqual(['BALANCE_GAP 3', 'BALANCE_GAP 4', 'BALANCE_GAP 5'])
    expect(warnings(torn.map(([, amount, balance]): Line => ['2025-01-01', amount, balance]))).toEqual(['BALANCE_GAP 3', 'BALANCE_GAP 4', 'BALANCE_GAP 5'])
  })

  it('are reported where rows follow each other in a round that nothing leads into', () => {
    expect(warnings([['2025-01-01', '100.00', '600.00'], ['2025-01-02', '10.00', '110.00'], ['2025-01-02', '-10.00', '100.00'], ['2025-01-03', '1.00', '101.00']])).toEqual(['BALANCE_GAP 3'])
    expect(warnings([['2025-01-01', '100.00', '600.00'], ['2025-01-02', '0.00', '700.00']])).toEqual(['BALANCE_GAP 3'])
  })

  it('are written out twenty times at most', () => {
    const torn = Array.from({ length: 60 }, (_, i) => ['2025-01-01', '1.00', `${1000 * i}.00`] as const)
    expect(warnings(torn)).toHaveLength(20)
    expect(warnings(Array.from({ length: 150_000 }, (_, i) => ['2025-01-01', '1.00', `${2 * i}.00`] as const))).toHaveLength(20)
  })
})
