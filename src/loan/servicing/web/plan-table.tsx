import { type Day, fen, sumFen } from '#kernel'
import { type NotePage, PLAN_REASONS, type Standing, compoundOf, penaltyOf, rowNames } from '#loan/servicing/domain'
import { Money, StateBadge } from '#ui'
import { PlansButton } from './acts/plans.tsx'
import { atHand } from './at-hand.ts'

/** The plan in force, each row with what is paid of it and what it bears for being late. */
export function PlanTable({ page }: { page: NotePage }) {
  const { note, calendar } = atHand(page)
  const names = rowNames(note.instalments)
  const late = (row: Standing) => row.settledOn !== null || row.dueOn > page.on || page.state !== 'RUNNING' ? fen(0) : fen(penaltyOf(row, note.rule, page.on as Day, calendar).owedFen + compoundOf(row, note, page.on as Day, calendar).owedFen)
  const sum = (of: (row: Standing) => number) => sumFen(note.instalments.map((row) => fen(of(row))))
  return (
    <section className="panel" aria-label="还款计划">
      <div className="panel-head"><h2>还款计划</h2><PlansButton page={page} /><span className="muted small">{page.versions.length < 2 ? '' : `第 ${page.versions.length} 版 · ${PLAN_REASONS[page.versions.at(-1)!.reason]} ${page.versions.at(-1)!.fromDay}`}</span></div>
      <div className="servicing-scroll">
        <table className="servicing-plan">
          <thead><tr><th>期次</th><th>到期日</th><th className="figure">应还</th><th className="figure">本金</th><th className="figure">利息</th><th className="figure">余额</th><th>状态</th></tr></thead>
          <tbody>
            {note.instalments.map((row) => (
              <tr key={row.seq} className={row.settledOn !== null ? 'servicing-paid' : row.dueOn < page.on && page.state === 'RUNNING' ? 'servicing-overdue' : ''}>
                <th scope="row">{names.get(row.seq)}</th><td>{row.dueOn}</td>
                <td className="figure"><Money fen={fen(row.principalFen + row.interestFen)} /></td><td className="figure"><Money fen={row.principalFen} /></td><td className="figure"><Money fen={row.interestFen} /></td><td className="figure"><Money fen={row.balanceFen} /></td>
                <td><RowState row={row} on={page.on} isRunning={page.state === 'RUNNING'} lateFen={late(row)} /></td>
              </tr>
            ))}
          </tbody>
          <tfoot><tr><th scope="row">合计</th><td /><td className="figure"><Money fen={sum((row) => row.principalFen + row.interestFen)} strong /></td><td className="figure"><Money fen={sum((row) => row.principalFen)} strong /></td><td className="figure"><Money fen={sum((row) => row.interestFen)} strong /></td><td /><td /></tr></tfoot>
        </table>
      </div>
    </section>
  )
}

function RowState({ row, on, isRunning, lateFen }: { row: Standing; on: string; isRunning: boolean; lateFen: ReturnType<typeof fen> }) {
  if (row.settledOn !== null) return <StateBadge tone="holds">{`${row.settledOn} 还清`}</StateBadge>
  const paid = fen(row.principalPaidFen + row.interestPaidFen)
  const left = fen(row.principalFen + row.interestFen - paid)
  if (!isRunning) return <span className="muted">—</span>
  if (row.dueOn < on) return <span className="servicing-state"><StateBadge tone="stop">逾期</StateBadge><span className="small">欠 <Money fen={left} />{lateFen > 0 ? <> 罚息 <Money fen={lateFen} /></> : null}</span></span>
  if (row.dueOn === on) return <span className="servicing-state"><StateBadge tone="warning">今日到期</StateBadge>{paid > 0 ? <span className="small">欠 <Money fen={left} /></span> : null}</span>
  return paid > 0 ? <span className="small">已还 <Money fen={paid} /></span> : <span className="muted small">未到期</span>
}
