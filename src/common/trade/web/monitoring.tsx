import type { TradePack } from '#common/trade/domain'
import { RefusalText, SkeletonRows, api, refusalsIn, useRead } from '#ui'

/** What is asked of a shop of this trade after the loan, and which answer warns. */
export function Monitoring({ trade }: { trade: string }) {
  const read = useRead<TradePack>(api.trade(trade))
  return (
    <section className="panel" aria-label="贷后要问的">
      <div className="panel-head"><h2>贷后要问的</h2>{read.data === undefined ? null : <span className="small muted">{read.data.name}</span>}</div>
      <RefusalText refusals={refusalsIn(read.error)} />
      {read.data === undefined ? (read.error === null ? <SkeletonRows rows={6} /> : null) : <MonitoringList items={read.data.monitoring} />}
    </section>
  )
}

export function MonitoringList({ items }: { items: TradePack['monitoring'] }) {
  return <ul className="trade-list">{items.map(({ id, asks, warnsWhen }) => <li key={id}><span>{asks}</span>{warnsWhen === null ? null : <span className="trade-warns">预警：{warnsWhen}</span>}</li>)}</ul>
}
