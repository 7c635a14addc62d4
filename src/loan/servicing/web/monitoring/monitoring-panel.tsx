import './monitoring.css'
import { TIERS, type NoteMonitoring } from '#loan/servicing/domain'
import { Facts, Go, RefusalText, SkeletonRows, api, paths, refusalsIn, useRead } from '#ui'

const METHODS: Readonly<Record<string, string>> = { ON_SITE: '上门', PHONE: '电话', SMS: '短信', WECHAT: '微信' }
const UNITS: Readonly<Record<string, string>> = { CALENDAR_DAY: '天', WORKING_DAY: '个工作日', HOUR: '小时' }

/** 贷后方案 of a note: how often this borrower is seen, what the product wants watched, and what to ask at the next visit to a shop of his trade. */
export function MonitoringPanel({ noteId }: { noteId: string }) {
  const read = useRead<NoteMonitoring>(api.noteMonitoring(noteId))
  if (read.isError) return <RefusalText refusals={refusalsIn(read.error)} />
  if (read.data === undefined) return <div className="panel"><SkeletonRows rows={6} /></div>
  const { product, plan, trade, tier, firstCheckBy } = read.data
  return (
    <section className="panel" aria-label="贷后方案">
      <div className="panel-head"><h2>贷后方案</h2>{product.code === null ? <span className="small muted">{product.name}</span> : <Go className="small" to={paths.product(product.code)}>{product.name}</Go>}</div>
      <div className="panel-body watch-two">
        <div className="stack">
          <Facts facts={[['本户', TIERS[tier]], ['首次检查', `${firstCheckBy} 前`]]} />
          <HowOften data={read.data} />
          {plan.length === 0 ? null : <div><h3 className="field-label">本产品要看的</h3><ul className="watch-plan">{plan.map((line) => <li key={line}>{line}</li>)}</ul></div>}
        </div>
        <div>
          <h3 className="field-label">{trade === null ? '到访问什么' : `下次到店问什么 · ${trade.name}`}</h3>
          {trade === null ? <p className="muted">本户没有行业清单，按产品方案询问。</p> : <ul className="watch-asks">{trade.asks.map(({ id, asks, warnsWhen }) => <li key={id}><span>{asks}</span>{warnsWhen === null ? null : <span className="small muted">预警：{warnsWhen}</span>}</li>)}</ul>}
        </div>
      </div>
    </section>
  )
}

function HowOften({ data: { table, tier } }: { data: NoteMonitoring }) {
  return (
    <table className="watch-table">
      <thead><tr><th scope="col">客户</th><th scope="col">方式</th><th scope="col">间隔</th></tr></thead>
      <tbody>{table.map((row) => (
        <tr key={row.tier} data-own={row.tier === tier || undefined}>
          <th scope="row">{TIERS[row.tier]}{row.tier === tier ? '（本户）' : ''}</th><td>{METHODS[row.method] ?? row.method}{row.evidenceAtLeast === 0 ? '' : `，至少 ${row.evidenceAtLeast} 件凭据`}</td><td>每 {row.every.value} {UNITS[row.every.unit] ?? row.every.unit}</td>
        </tr>
      ))}</tbody>
    </table>
  )
}
