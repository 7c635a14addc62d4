import './application.css'
import { useMe } from '#common/staff/web'
import { day } from '#kernel'
import type { CorrectionRow } from '#loan/application/domain'
import { EmptyState, Go, RefusalText, SkeletonRows, api, paths, refusalsIn, useRead } from '#ui'
import { CorrectionCard } from './stage/corrections.tsx'

/** Documents that wait for me to bring them, and those I asked others for. */
export function CorrectionsPage() {
  const me = useMe().data
  const read = useRead<{ corrections: readonly CorrectionRow[] }>(api.myCorrections())
  if (me === undefined || read.data === undefined) return <div className="page">{read.isError ? <RefusalText refusals={refusalsIn(read.error)} /> : <div className="panel"><SkeletonRows rows={6} /></div>}</div>
  const mine = read.data.corrections.filter(({ acts }) => acts.includes('answer'))
  const others = read.data.corrections.filter(({ acts }) => !acts.includes('answer'))
  return (
    <div className="page stack">
      <div className="page-head"><div><h1>补件</h1><p>等我补的先补；我要求别人补的在下面。</p></div></div>
      <List title="等我补" rows={mine} today={me.businessDate} empty="没有等您补的材料。" />
      <List title="等别人补与待我确认" rows={others} today={me.businessDate} empty="没有等别人补的材料。" />
    </div>
  )
}

function List({ title, rows, today, empty }: { title: string; rows: readonly CorrectionRow[]; today: string; empty: string }) {
  return (
    <section className="panel" aria-label={title}>
      <div className="panel-head"><h2>{title}<span className="application-note">{rows.length}</span></h2></div>
      {rows.length === 0 ? <EmptyState says={empty} act={<Go className="button" to={paths.cases()}>去办件</Go>} /> : rows.map((row) => (
        <div key={row.requestId}><p className="application-of"><Go to={paths.case(row.caseId, 'application')}>{row.customerName} {row.caseNumber}</Go></p><CorrectionCard row={row} today={day(today)} /></div>
      ))}
    </section>
  )
}
