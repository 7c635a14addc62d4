import type { FigureText } from '#common/figures/domain'
import { figure } from './write.ts'

const change = (id: string, name: string, now: string, before: string): FigureText => figure(id, name, 'RATE', 'S2-104', `when(${before} > 0, (${now}) / (${before}) - 1)`)
const average = (side: string) => `sum(prices, if(.side = '${side}' and .yearAgoFen > 0, .nowFen / .yearAgoFen - 1, 0)) / count(prices, .side = '${side}' and .yearAgoFen > 0)`

/** How what an indicator measures moved since the earlier date; and what materials and products cost then and now [S2-59, S2-104]. */
export const trends: readonly FigureText[] = [
  change('trendCash', '现金及存款走势', 'cash + bankDeposit', 'cashBefore + given(bankDepositBefore, 0)'),
  change('trendInventory', '存货走势', 'inventory', 'inventoryBefore'),
  change('trendReceivables', '应收走势', 'receivables', 'receivablesBefore'),
  change('trendDebt', '有息负债走势', 'interestBearingDebt', 'given(shortTermLoansBefore, 0) + given(creditCardsBefore, 0) + given(longTermLoansBefore, 0) + given(privateLoansBefore, 0)'),
  change('trendLiabilities', '负债走势', 'totalLiabilities', 'totalLiabilitiesBefore'),
  change('trendEquity', '权益走势', 'actualEquity', 'actualEquityBefore'),
  figure('priceChange', '一年涨跌', 'RATE', 'S2-59', 'when(.yearAgoFen > 0, .nowFen / .yearAgoFen - 1)', { over: 'prices' }),
  figure('priceSwing', '波动幅度', 'RATE', 'S2-59', 'when(.lowestFen > 0, .highestFen / .lowestFen - 1)', { over: 'prices' }),
  figure('materialPriceChange', '原料价格涨跌(平均)', 'RATE', 'S2-59', average('MATERIAL')),
  figure('productPriceChange', '成品价格涨跌(平均)', 'RATE', 'S2-59', average('PRODUCT')),
  figure('priceSqueeze', '成品涨幅减原料涨幅', 'RATE', 'S2-59', 'productPriceChange - materialPriceChange'),
]

/** The trend that belongs to a figure the scorecard measures. */
export const TREND_OF: Readonly<Record<string, string>> = {
  minClosingToInstalment: 'trendCash', inventoryDaysGap: 'trendInventory', receivablesOver90Share: 'trendReceivables', debtToMonthlySales: 'trendDebt', postLoanDebtRatio: 'trendLiabilities', equityDeviation: 'trendEquity', salesGrowth: 'salesGrowth',
}
