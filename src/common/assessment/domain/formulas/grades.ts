import type { FigureText } from '#common/figures/domain'
import { figure } from './write.ts'

/** The ratios that a trade has five guideline values for: figure, its name, where the values stand. */
export const GRADED = [
  ['grossMargin', '毛利率', 'policy.industry.guidelines.grossMargin'], ['netMargin', '净利率', 'policy.industry.netMargin'], ['returnOnEquity', '净资产收益率', 'policy.industry.guidelines.returnOnEquity'], ['debtRatio', '资产负债率', 'policy.industry.guidelines.debtRatio'],
  ['inventoryDays', '存货周转天数', 'policy.industry.guidelines.inventoryDays'], ['receivableDays', '应收周转天数', 'policy.industry.guidelines.receivableDays'], ['payableDays', '应付周转天数', 'policy.industry.guidelines.payableDays'],
] as const

/** v1 is the best value whichever way is better: above it or, for debts and days, below. */
function grade(id: string, at: string): string {
  const steps = (is: string) => `if(${id} ${is} ${at}.v1, 'EXCELLENT', if(${id} ${is} ${at}.v2, 'FINE', if(${id} ${is} ${at}.v4, 'AVERAGE', if(${id} ${is} ${at}.v5, 'LOW', 'POOR'))))`
  return `when(has(${id}) and has(${at}.v1), if(${at}.v1 >= ${at}.v5, ${steps('>=')}, ${steps('<=')}))`
}

/** How each ratio stands in its trade: 优秀, 良好, 一般, 较低, 较差 (chapter 3.9, F-02). */
export const grades: readonly FigureText[] = GRADED.map(([id, name, at]) => figure(`${id}Grade`, `${name}同业等级`, 'WORD', '3.9 F-02', grade(id, at)))
