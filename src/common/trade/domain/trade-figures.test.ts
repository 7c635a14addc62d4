import { expect, test } from 'vitest'
import { exact } from '#kernel'
import { placeAmong, spreadsOf, type TradeSample } from './trade-figures.ts'

const LEAST = { quartiles: 5, tails: 20 }
const shops = (count: number): TradeSample[] => Array.from({ length: count }, (_, at) => ({ annualSales: '100', netMargin: `0.${String(at + 1).padStart(2, '0')}` }))
const marginOf = (samples: readonly TradeSample[]) => spreadsOf(samples, LEAST).find(({ id }) => id === 'netMargin')!

test('four shops show nothing, five show the middle, twenty the ends too [S1-23]', () => {
  expect(marginOf(shops(4))).toEqual({ id: 'netMargin', samples: 4, p10: null, p25: null, p50: null, p75: null, p90: null })
  expect(marginOf(shops(5))).toEqual({ id: 'netMargin', samples: 5, p10: null, p25: '0.020000', p50: '0.030000', p75: '0.040000', p90: null })
  expect(marginOf(shops(20))).toEqual({ id: 'netMargin', samples: 20, p10: '0.020000', p25: '0.050000', p50: '0.100000', p75: '0.150000', p90: '0.180000' })
})

test('a figure is counted by the shops that have it, not by those of the trade', () => {
  const mixed = [...shops(6), ...Array.from({ length: 30 }, (): TradeSample => ({ annualSales: '100' }))]
  expect(marginOf(mixed)).toMatchObject({ samples: 6, p50: '0.030000', p90: null })
  expect(spreadsOf(mixed, LEAST).find(({ id }) => id === 'annualSales')).toMatchObject({ samples: 36, p90: '100.000000' })
})

test('a value stands in a quarter of the shops', () => {
  const spread = marginOf(shops(8))
  expect(['0.01', '0.02', '0.03', '0.04', '0.05', '0.06', '0.07'].map((value) => placeAmong(exact(value), spread))).toEqual(['LOWEST', 'LOW', 'LOW', 'HIGH', 'HIGH', 'HIGH', 'HIGHEST'])
  expect(placeAmong(exact('0.01'), marginOf(shops(4)))).toBeNull()
})
