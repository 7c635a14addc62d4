import { type Method, sumOf } from './method.ts'

/** 营业额: what books, money, goods and papers say of a year or a month of sales. */
export const turnover: readonly Method[] = [
  { code: 'X02', name: '推估法', formula: '.units * .turns * .persons * .priceFen * .monthDays', base: 'checkMonthSales' },
  {
    code: 'X04', name: '趋势分析法', formula: '.priorFen * (1 + .explainedGrowth)', base: 'checkMonthsSales',
    on: { account: 'margin', suffix: 'Margin', name: '趋势分析法(毛利率)', formula: '.priorMargin * (1 + .explainedGrowth)', unit: 'RATE', base: 'weightedMargin' },
  },
  { code: 'X06', name: '工资提成法', formula: '.commissionFen / .commissionRate / .commissionedShare' },
  {
    code: 'X07', name: '进货量反推法', formula: '(.openingInventoryFen + .purchasesFen - inventory - annualShrinkage) / (1 - weightedMargin)',
    on: { account: 'cogs', suffix: 'Cost', name: '进货量反推法(成本)', formula: '.openingInventoryFen + .purchasesFen - inventory - annualShrinkage' },
  },
  { code: 'X08', name: '季节销售额与全年对比', formula: '.seasonSalesFen / .seasonIndex' },
  { code: 'X11', name: '收入成本对比', formula: 'salesToBreakEven', unit: 'RATIO', base: 'policy.checks.breakEvenAtLeast', holds: 'salesToBreakEven >= policy.checks.breakEvenAtLeast', withoutDeviation: true },
  { code: 'X13', name: '七段抽样', formula: 'sum(samples, if(.check = k, .amountFen / .days, 0)) / count(samples, .check = k) * .monthDays / .seasonIndex' },
  { code: 'X14', name: '流水还原', formula: 'when(not FR03, (.creditsFen - .ownTransfersFen - .loansFen - .otherFen) / (1 - .cashShare))' },
  { code: 'X26', name: '客流量×客单价', formula: '.visitors / .sampleHours * .hours * .factor * .ticketFen * .monthDays', base: 'checkMonthSales' },
  { code: 'X29', name: '税票开票', formula: '.invoicedFen / .invoicedShare', base: 'annualSales' },
  { code: 'X30', name: '物流/快递单', formula: '.parcels * .ticketFen', base: 'checkMonthSales' },
  { code: 'X31', name: '包装/耗材', formula: '.packs * .content * .useShare * .ticketFen', base: 'checkMonthSales' },
  { code: 'X32', name: '人均产出', formula: '.staff * given(.outputPerHeadFen, policy.industry.yearlySalesPerHead)' },
  { code: 'X33', name: '合同/订单', formula: `${sumOf('orders', 'if(.inYear, .amountFen, 0)')} / .orderShare` },
  { code: 'X34', name: '平台数据', formula: '.settledFen / .platformShare', base: 'checkMonthSales' },
  { code: 'X35', name: '坪效', formula: '.area * given(.salesPerSquareMetreFen, policy.industry.monthlySalesPerSquareMetre)', base: 'checkMonthSales' },
]
