import { ExposureCurve, PlanRows, pointsOf } from '#common/schedule/web'
import { type Day, formatYuan } from '#kernel'
import { type Terms, trialPlan } from '#loan/decision/domain'

/** A plan of a year is read at a glance; a longer one is unfolded. */
const AT_A_GLANCE = 12

/** How the exposure falls under terms, were the money paid out on a day, as curve and row by row [S2-125]. */
export function TermsPlan({ terms, on }: { terms: Terms; on: string }) {
  const schedule = trialPlan(terms, on as Day)
  const { rows, totals } = schedule
  const halved = rows.find((row) => row.balanceFen * 2 <= terms.amountFen)
  const title = `按 ${on} 放款试算：利息合计 ${formatYuan(totals.interestFen)} 元${halved === undefined || halved.seq === rows.length ? '，余额到期才降' : `，第 ${halved.seq} 期后余额过半归还`}`
  return (
    <>
      <ExposureCurve title={title} says={`风险敞口随还款下降，${rows.at(-1)?.dueOn ?? on} 降到 0`} main={pointsOf(terms.amountFen, on, rows)} />
      <PlanRows schedule={schedule} open={rows.length <= AT_A_GLANCE} />
    </>
  )
}
