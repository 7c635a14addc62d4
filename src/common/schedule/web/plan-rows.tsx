import './plan-rows.css'
import { fen } from '#kernel'
import { Money } from '#ui'
import type { Schedule } from '#common/schedule/domain'

/** Each instalment of a plan with what is left after it; folded away beside a curve that shows the same at a glance. */
export function PlanRows({ schedule: { rows, totals }, open = false }: { schedule: Schedule; open?: boolean }) {
  return (
    <details className="plan-rows" open={open}>
      <summary>逐期还款计划，{rows.length} 期</summary>
      <div className="plan-rows-scroll">
        <table>
          <thead><tr><th>期次</th><th>还款日</th><th className="figure">应还</th><th className="figure">本金</th><th className="figure">利息</th><th className="figure">余额</th></tr></thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.seq}>
                <th scope="row">{row.seq}</th><td>{row.dueOn}</td>
                <td className="figure"><Money fen={row.totalFen} /></td><td className="figure"><Money fen={row.principalFen} /></td><td className="figure"><Money fen={row.interestFen} /></td><td className="figure"><Money fen={row.balanceFen} /></td>
              </tr>
            ))}
          </tbody>
          <tfoot><tr><th scope="row" /><td>合计</td><td className="figure"><Money fen={totals.totalFen} strong /></td><td className="figure"><Money fen={totals.principalFen} strong /></td><td className="figure"><Money fen={totals.interestFen} strong /></td><td className="figure"><Money fen={fen(0)} /></td></tr></tfoot>
        </table>
      </div>
    </details>
  )
}
