import { ExposureCurve, type Point, pointsOf } from '#common/schedule/web'
import { fen, formatYuan, sumFen } from '#kernel'
import type { NotePage } from '#loan/servicing/domain'

/** What the bank still has out after each due day: what came of the plan so far, the plan in force beside it. */
export function NoteExposure({ page }: { page: NotePage }) {
  const planned = pointsOf(page.amountFen, page.disbursedOn, [...page.instalments].sort((a, b) => (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : a.seq - b.seq)))
  const actual = actualOf(page)
  const shown = page.state === 'SETTLED' ? page.settledOn ?? page.on : page.on
  return (
    <ExposureCurve
      title={`风险敞口随还款下降${page.state === 'RUNNING' ? `，今日 ${formatYuan(page.balanceFen)} 元` : ''}`} says={`放款 ${formatYuan(page.amountFen)} 元，剩余本金 ${formatYuan(page.balanceFen)} 元，计划 ${planned.at(-1)!.on} 降到 0`}
      main={actual} until={shown} beside={planned} mark={{ on: shown, balanceFen: actual.at(-1)!.balanceFen }}
    />
  )
}

/** The balance as repayments brought it down; reversed ones never counted. */
function actualOf(page: NotePage): readonly Point[] {
  const points: Point[] = [{ on: page.disbursedOn, balanceFen: page.amountFen }]
  for (const repayment of [...page.repayments].reverse()) {
    if (repayment.reversed !== null) continue
    const principal = sumFen(repayment.lines.filter((line) => line.part === 'PRINCIPAL').map((line) => fen(line.amountFen)))
    points.push({ on: repayment.paidOn, balanceFen: points.at(-1)!.balanceFen - principal })
  }
  return points
}
