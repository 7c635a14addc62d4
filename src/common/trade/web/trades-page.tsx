import './trade.css'
import type { TradePack, Trades } from '#common/trade/domain'
import { Go, RefusalText, SkeletonRows, StateBadge, api, ChoiceField, paths, refusalsIn, useAddressState, useRead } from '#ui'
import { Checklist } from './checklist.tsx'
import { Guidelines } from './guidelines.tsx'
import { MonitoringList } from './monitoring.tsx'
import { SeasonChart } from './season-chart.tsx'
import { TradeSpreads } from './trade-spreads.tsx'

/** 行业: the packs of the trades, one at a time: what is usual, how sales are seen, what is asked [S1-17]. */
export function TradesPage() {
  const [address, change] = useAddressState()
  const list = useRead<Trades>(api.tradeSamples())
  const trades = list.data?.trades ?? []
  const trade = trades.find(({ trade: code }) => code === address['trade'])?.trade ?? trades[0]?.trade
  return (
    <div className="page stack">
      <div className="page-head"><div><h1>行业</h1><p>调查清单、标准值、季节与检验方法，每个行业一套。</p></div>
        {trade === undefined ? null : <ChoiceField label="哪个行业" value={trade} onChange={(next) => change({ trade: next })} choices={trades.map(({ trade: value, name, samples }) => ({ value, label: samples === 0 ? name : `${name}（本行 ${samples} 户）` }))} />}
      </div>
      <RefusalText refusals={refusalsIn(list.error)} />
      {trade === undefined ? (list.error === null ? <div className="panel"><SkeletonRows rows={10} /></div> : null) : <OneTrade trade={trade} />}
    </div>
  )
}

function OneTrade({ trade }: { trade: string }) {
  const read = useRead<TradePack>(api.trade(trade))
  if (read.data === undefined) return read.error === null ? <div className="panel"><SkeletonRows rows={10} /></div> : <RefusalText refusals={refusalsIn(read.error)} />
  const pack = read.data
  return (
    <>
      <div className="row trade-facts">
        <h2>{pack.name}</h2>
        {pack.basis === 'PROPOSAL' ? <StateBadge tone="quiet">标准值为提案，未经本行确认</StateBadge> : <StateBadge tone="holds">本行数据</StateBadge>}
        {pack.needsCashFlow ? <StateBadge tone="info">特殊行业，须做现金流量表</StateBadge> : null}
        {pack.tradeCodes.length === 0 ? null : <span className="small muted">国标 {pack.tradeCodes.join('、')}</span>}
        <Go className="button button-plain" to={paths.guides({ trade })}>作业指引</Go>
      </div>
      <div className="trade-two">
        <SeasonChart season={pack.season} />
        <section className="panel" aria-label="营业额检验方法">
          <div className="panel-head"><h2>营业额怎么验</h2></div>
          <ol className="trade-list">{pack.salesMethods.map(({ method, name, minutes }) => <li key={method}><span>{name}</span><span className="small muted">{method}，约 {minutes} 分钟</span></li>)}</ol>
        </section>
      </div>
      <Guidelines guidelines={pack.guidelines} />
      <Checklist items={pack.checklist} />
      <section className="panel" aria-label="贷后要问的"><div className="panel-head"><h2>贷后要问的</h2><span className="small muted">{pack.monitoring.length} 项</span></div><MonitoringList items={pack.monitoring} /></section>
      <TradeSpreads trade={trade} />
    </>
  )
}
