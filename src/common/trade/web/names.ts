import type { TradeFigure } from '#common/trade/domain'

/** What the figures of a trade are called where no judged case names them. */
export const TRADE_FIGURE_NAMES: Readonly<Record<TradeFigure, string>> = {
  annualSales: '年营业额（元）', grossMargin: '毛利率', netMargin: '净利率', returnOnEquity: '净资产收益率', debtRatio: '资产负债率', currentRatio: '流动比率', debtToSales: '销贷比',
  inventoryDays: '存货周转天数', receivableDays: '应收周转天数', payableDays: '应付周转天数', salesToBreakEven: '营业额÷盈亏平衡点', equityToHouseholdExpense: '权益÷月家庭开支',
}
