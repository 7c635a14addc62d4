import { useCase, usePlace } from '#common/assessment/web'
import { LiveFigure } from '#common/figures/web'
import { formatYuan } from '#kernel'

interface Owed { readonly label: string; readonly amountFen: number; readonly ageDays: number; readonly confirmed: boolean; readonly relatedParty: boolean }

/** What the rules took out of the totals by themselves, each with its reason [S4-27]. */
export function MovedOffBalance() {
  const { pack } = useCase()
  const receivables = usePlace<readonly Owed[]>('/balance/receivables')
  const others = usePlace<readonly { readonly label: string; readonly amountFen: number }[]>('/balance/otherReceivable')
  const parties = new Set(usePlace<readonly { readonly label: string }[]>('/related/parties').map(({ label }) => label))
  const { agedReceivableDays, otherReceivableOffBalance, relatedReceivablesOffBalance, unverifiedAssets } = pack.statements
  const why = (row: Owed): string | null => {
    if (row.ageDays > agedReceivableDays) return `账龄 ${row.ageDays} 天，超过 ${agedReceivableDays} 天`
    if (!row.confirmed && unverifiedAssets === 'OFF_BALANCE') return '未经确认'
    return (row.relatedParty || parties.has(row.label)) && relatedReceivablesOffBalance ? '关联人所欠' : null
  }
  const moved = [...receivables.flatMap((row) => { const reason = why(row); return reason === null ? [] : [{ ...row, reason, from: '应收账款' }] }), ...(otherReceivableOffBalance ? others.map((row) => ({ ...row, reason: '借出款默认不计', from: '其他应收' })) : [])]
  if (moved.length === 0) return null
  return (
    <section className="part" aria-label="按规则转出表外">
      <header><h3>按规则转出表外</h3><span className="small muted">不计入总资产</span><span>表外资产合计 <LiveFigure id="offBalanceAssets" strong /></span></header>
      <ul className="moved-off">{moved.map((row, at) => <li key={`${row.label} ${at}`}><span>{row.label}<small className="muted">{row.from}</small></span><span>{row.reason}</span><span className="figure">{formatYuan(row.amountFen)}</span></li>)}</ul>
    </section>
  )
}
