import type { TradePack } from '#common/trade/domain'

/** What is asked of a shop of this trade after the loan, and which answer warns. */
export function MonitoringList({ items }: { items: TradePack['monitoring'] }) {
  return <ul className="trade-list">{items.map(({ id, asks, warnsWhen }) => <li key={id}><span>{asks}</span>{warnsWhen === null ? null : <span className="trade-warns">预警：{warnsWhen}</span>}</li>)}</ul>
}
