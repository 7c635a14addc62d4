import { isNumber } from '#common/figures/domain'
import { formatExact, multiply } from '#kernel'
import { describe, expect, it } from 'vitest'
import { type Changes, exampleCase, packFor } from '../../../../sim/cases.ts'
import { Judgement, weighedIndicators } from './index.ts'

function percent(changes: Changes, id: string, index = 0): string | null {
  const value = new Judgement(exampleCase('gc-01', changes), packFor('fmcg-wholesale')).sheet.figure(id, index)
  return value !== null && isNumber(value) ? `${formatExact(multiply(value, 100), 2)} %` : null
}

describe('the price table: materials and products, now and before', () => {
  const prices = [
    { label: '面粉', side: 'MATERIAL', unit: '袋', nowFen: 11_000, halfYearAgoFen: 10_500, yearAgoFen: 10_000, lowestFen: 9_500, highestFen: 11_400, evidence: [] },
    { label: '白糖', side: 'MATERIAL', nowFen: 6_000, yearAgoFen: 5_000, evidence: [] }, { label: '馒头', side: 'PRODUCT', nowFen: 105, yearAgoFen: 100, evidence: [] }, { label: '花卷', side: 'PRODUCT', nowFen: 150, evidence: [] },
  ]
  it('says how each moved in a year and how far it swung, and what is left between products and materials [S2-59]', () => {
    expect([percent({ '/prices': prices }, 'priceChange', 0), percent({ '/prices': prices }, 'priceSwing', 0), percent({ '/prices': prices }, 'priceChange', 3)]).toEqual(['10.00 %', '20.00 %', null])
    expect(['materialPriceChange', 'productPriceChange', 'priceSqueeze'].map((id) => percent({ '/prices': prices }, id))).toEqual(['15.00 %', '5.00 %', '-10.00 %'])
    expect(percent({}, 'priceSqueeze')).toBeNull()
  })
})

describe('what is collected: indicators with weights and trends', () => {
  it('the weights of the card add up, and each names the trend the case knows [S2-104]', () => {
    const indicators = weighedIndicators(packFor('fmcg-wholesale'))
    expect(indicators.length).toBeGreaterThan(20)
    expect(indicators.reduce((sum, { weight }) => sum + Math.round(Number(weight) * 10_000), 0)).toBe(10_000)
    expect(Object.fromEntries(indicators.flatMap(({ id, trend }) => (trend === null ? [] : [[id, trend]])))).toEqual({ A3: 'trendLiabilities', A4: 'trendDebt', A5: 'trendCash', C5: 'trendInventory', C6: 'trendReceivables', C7: 'salesGrowth', E3: 'trendEquity' })
  })
  it('a trend follows the earlier balance sheet, and there is none without one', () => {
    const before = exampleCase('gc-01').previousBalance
    expect(percent({ '/previousBalance': null }, 'trendInventory')).toBeNull()
    expect(percent({ '/previousBalance': { ...before, inventoryFen: 30_000_000 } }, 'trendInventory')).toBe('12.96 %')
  })
})
