import { expect, test } from 'vitest'
import { month } from '#kernel'
import { type UnitMonth, expected, monthsFrom, unitCostOf } from './unit-cost.ts'

const row = (unitId: string, of: string, costFen: number | null, more: Partial<UnitMonth> = {}): UnitMonth => ({ unitId, month: month(of), costFen, loans: 0, lentFen: 0, visited: 0, minutes: 0, ...more })

test('the cost of a loan is the cost of the months over the loans disbursed in them, rounded once [S4-11]', () => {
  const rows = [row('甲', '2025-01', 3_000_000, { loans: 4, lentFen: 40_000_000, visited: 5, minutes: 610 }), row('甲', '2025-02', 3_100_001, { loans: 3, lentFen: 21_000_000, visited: 3, minutes: 350 })]
  expect(unitCostOf(rows)).toMatchObject({ costFen: 6_100_001, loans: 7, perLoanFen: 871_429, perWanFen: 100_000, minutesPerCase: '120', missing: [] })
})

test('a month nobody registered is said and never taken as nothing [S4-11]', () => {
  const rows = [row('甲', '2025-01', 3_000_000, { loans: 4, lentFen: 40_000_000 }), row('甲', '2025-02', null, { loans: 3, lentFen: 21_000_000 })]
  expect(unitCostOf(rows)).toMatchObject({ costFen: null, perLoanFen: null, perWanFen: null, loans: 7, missing: [{ unitId: '甲', month: '2025-02' }] })
  expect(unitCostOf([row('甲', '2025-01', 0, { loans: 2, lentFen: 1 })])).toMatchObject({ costFen: 0, perLoanFen: 0 })
})

test('without a loan there is no cost of one, and without a visit no minutes', () => {
  expect(unitCostOf([row('甲', '2025-01', 500)])).toMatchObject({ costFen: 500, perLoanFen: null, perWanFen: null, minutesPerCase: null })
  expect(unitCostOf([])).toMatchObject({ costFen: null, perLoanFen: null })
})

test('a unit owes a cost for the months it worked in, and for every month once it registers', () => {
  const rows = [row('总行', '2025-01', 900), row('总行', '2025-02', null), row('甲', '2025-01', null), row('甲', '2025-02', null, { loans: 1 }), row('乙', '2025-01', null)]
  expect(expected(rows).map(({ unitId, month: of }) => `${unitId} ${of}`)).toEqual(['总行 2025-01', '总行 2025-02', '甲 2025-02'])
  expect(monthsFrom(month('2024-11'), month('2025-02'))).toEqual(['2024-11', '2024-12', '2025-01', '2025-02'])
})
