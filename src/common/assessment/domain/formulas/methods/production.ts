import type { Method } from './method.ts'

const IMPLIED = '.quantity * given(.yieldShare, 1) / given(.perUnit, 1)'

/** 生产: energy, machines and the chain from what goes in to what is sold. */
export const production: readonly Method[] = [
  { code: 'X09', name: '用电量/气量环比', formula: 'given(.energyUsed / .energyPerUnit * .priceFen, checkMonthBefore * .energyUsed / .energyBefore)', base: 'checkMonthSales', holds: 'not checkBeyond and given(energyGap <= policy.checks.energyGapAtMost, true)' },
  { code: 'X27', name: '设备产能', formula: '.machines * .outputPerHour * .hours * .monthDays * .yieldShare * .priceFen', base: 'checkMonthSales' },
  { code: 'X36', name: '三表趋势', formula: 'meterTrend', unit: 'RATE', base: 'salesTrend', holds: 'meterDirection = salesDirection', withoutDeviation: true },
  {
    code: 'X37', name: '生产链一致性', unit: 'RATIO', base: '.outputQuantity',
    // Of all links the one that is furthest from the stated output speaks for the chain.
    formula: `if(maxOf(links, when(.check = k and .quantity > 0, ${IMPLIED})) - .outputQuantity > .outputQuantity - minOf(links, when(.check = k and .quantity > 0, ${IMPLIED})), maxOf(links, when(.check = k and .quantity > 0, ${IMPLIED})), minOf(links, when(.check = k and .quantity > 0, ${IMPLIED})))`,
  },
]
