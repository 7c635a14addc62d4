import './mirror.css'
import { fen } from '#kernel'
import { CAUSES, COMPARED, type Compared, type CoreFigures as Answer, TRANSACTION_KINDS } from '#loan/servicing/domain'
import { EmptyState, Go, Money, RefusalText, SkeletonRows, StateBadge, api, paths, refusalsIn, useRead } from '#ui'
import { figureText } from './figure-text.ts'

type Side = NonNullable<Answer['ours']>
const ROWS: readonly { readonly figure: Compared; readonly of: (side: Side) => string | number | null }[] = [
  { figure: 'BALANCE', of: (side) => side.balanceFen }, { figure: 'DUE_PRINCIPAL', of: (side) => side.duePrincipalFen }, { figure: 'DUE_INTEREST', of: (side) => side.dueInterestFen }, { figure: 'ACCRUED', of: (side) => side.accruedFen },
  { figure: 'RATE', of: (side) => side.annualRate }, { figure: 'CLASS', of: (side) => side.riskClass }, { figure: 'STATE', of: (side) => side.state },
]

/** Of a note the core bank keeps: what we expect beside what it says. Nothing is shown of a note kept here. */
export function CoreFigures({ noteId }: { noteId: string }) {
  const read = useRead<Answer>(api.coreFigures(noteId))
  const { data } = read
  if (data?.book === 'BOOK') return null
  return (
    <section className="panel" aria-label="核心对账">
      <div className="panel-head"><h2>核心对账</h2><span className="muted small">{data === undefined ? '' : data.coreNumber === null ? '核心尚未返回借据号' : `核心借据号 ${data.coreNumber}${data.on === null ? '' : `，截至 ${data.on}`}`}</span></div>
      {read.isPending ? <SkeletonRows rows={4} /> : null}
      <RefusalText refusals={refusalsIn(read.error)} />
      {data === undefined ? null : <Figures data={data} />}
    </section>
  )
}

function Figures({ data }: { data: Answer }) {
  const { ours, theirs } = data
  if (ours === null || theirs === null) return <EmptyState says="核心的余额文件到后，这里逐项对照我方预期与核心数。" act={<Go className="button" to={paths.differences()}>看核心差异</Go>} />
  const shown = (figure: Compared, value: string | number | null): string => (value === null ? '—' : figureText(figure, String(value)))
  return (
    <>
      <div className="difference-scroll"><table className="difference-figures">
        <thead><tr><th scope="col">项目</th><th scope="col" className="figure">我方预期</th><th scope="col" className="figure">核心</th></tr></thead>
        <tbody>{ROWS.map(({ figure, of }) => {
          const [a, b] = [shown(figure, of(ours)), shown(figure, of(theirs))]
          return <tr key={figure} className={b !== '—' && a !== b ? 'difference-off' : ''}><th scope="row">{COMPARED[figure]}</th><td className="figure">{a}</td><td className="figure">{b}</td></tr>
        })}</tbody>
      </table></div>
      {data.differences.length === 0 ? null : <ul className="panel-body stack">{data.differences.map((one) => <li key={one.differenceId} className="row"><StateBadge tone={one.state === 'OPEN' ? 'warning' : 'quiet'}>{CAUSES[one.cause]}</StateBadge><span className="small">{one.openedOn} 起：{one.why}</span></li>)}</ul>}
      {data.transactions.length === 0 ? null : (
        <ul className="panel-body stack small">{data.transactions.map((one) => (
          <li key={`${one.day} ${one.reference}`} className="row"><span>{one.day}</span><b>{TRANSACTION_KINDS[one.kind]}</b><Money fen={fen(one.flow === 'IN' ? one.amountFen : -one.amountFen)} /><span className="muted">{one.reference}{one.says === null ? '' : ` · ${one.says}`}{one.kind === 'REPAYMENT' && one.recordedFen < one.amountFen ? '，未能全部记入我方计划' : ''}</span></li>
        ))}</ul>
      )}
    </>
  )
}
