import { ExposureCurve, pointsOf } from '#common/schedule/web'
import { type Day, formatYuan } from '#kernel'
import { type Terms, trialPlan } from '#loan/decision/domain'

/** How the exposure falls under terms, were the money paid out on a day [S2-125]. */
export function TermsPlan({ terms, on }: { terms: Terms; on: string }) {
  const { rows, totals } = trialPlan(terms, on as Day)
  const halved = rows.find((row) => row.balanceFen * 2 <= terms.amountFen)
  const title = `按 ${on} 放款试算：利息合计 ${formatYuan(totals.interestFen)} 元${halved === undefined || halved.seq === rows.length ? '，余额到期才降' : `，第 ${halved.seq} 期后余额过半归还`}`
  return <ExposureCurve title={title} says={`风险敞口随还款下降，${rows.at(-1)?.dueOn ?? on} 降到 0`} main={pointsOf(terms.amountFen, on, rows)} />
}
