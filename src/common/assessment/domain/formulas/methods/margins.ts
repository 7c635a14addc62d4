import { type Method, sumOf } from './method.ts'

/** 毛利与比率: prices, unit costs, the trade and its bands. */
export const margins: readonly Method[] = [
  { code: 'X03', name: '比率分析法', formula: "match(.account, 'receivables', receivables / averageSales, 'inventory', inventory * 12 / annualCogs, sum(wages) / annualSales)", unit: 'RATIO', base: 'checkBandTo', holds: 'checkX03 >= checkBandFrom and checkX03 <= checkBandTo', withoutDeviation: true },
  { code: 'X05', name: '同业比较法', formula: 'policy.industry.netMargin.v3', unit: 'RATE', base: 'netMargin', withoutDeviation: true },
  { code: 'X10', name: '单位成本结构', formula: `1 - ${sumOf('unitCosts', '.amountFen')} / .priceFen`, unit: 'RATE', base: 'given(.statedMargin, weightedMargin)' },
  {
    code: 'X24', name: '毛利加权检验', formula: `when(any(checkedItems, .check = k), ${sumOf('checkedItems', 'if(.priceFen > 0, .salesShare * (1 - .costFen / .priceFen), 0)')})`, unit: 'RATE',
    on: { account: 'sales', suffix: 'MarkUp', name: '毛利加价检验', formula: 'min(checkMonthSales, .purchasesFen * (1 + given(.markUp, policy.industry.markUp)))', base: 'checkMonthSales' },
  },
]
