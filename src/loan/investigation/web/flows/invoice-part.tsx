import type { invoicesShown } from '#loan/investigation/domain'
import { fen, formatYuan } from '#kernel'
import { Facts, Icon, Money, StateBadge } from '#ui'

type Invoices = ReturnType<typeof invoicesShown> & { readonly evidenceId: string; readonly title: string }
const GRADES = { GOOD: ['holds', '好'], MIDDLE: ['going', '中'], WEAK: ['stop', '差'] } as const
const percent = (share: string | null): string => (share === null ? '—' : `${(Number(share) * 100).toFixed(1)} %`)

/** The invoices of the firm: what they say of its risk, whom it sells to and buys from, what goes round and what stopped. */
export function InvoicePart({ invoices: given }: { invoices: Readonly<Record<string, unknown>> }) {
  const invoices = given as unknown as Invoices
  const { judgement, red } = invoices
  const [tone, says] = GRADES[judgement.grade]
  const warnings = [
    ...(invoices.monthsSinceLast !== null && invoices.monthsSinceLast > 0 ? [`最后一张销项发票距截止日 ${invoices.monthsSinceLast} 个月`] : []),
    ...invoices.stopped.map(({ id, lastMonth, share }) => `主要客户 ${id}（占 ${percent(share)}）自 ${lastMonth} 起再无发票`),
    ...(red !== null && red.crossMonthCount > 0 ? [`${red.crossMonthCount} 张红字发票跨月冲销，合计 ${formatYuan(red.crossMonthFen)} 元：核对当月销售是否虚开`] : []),
    ...invoices.circles.map(({ id, soldFen, boughtFen, says: why }) => `${id} ${why}：销 ${formatYuan(soldFen)} 元，购 ${formatYuan(boughtFen)} 元`),
  ]
  return (
    <section className="part" aria-label="发票">
      <header><h3>发票 {invoices.name === '' ? invoices.id : invoices.name}</h3><StateBadge tone={tone}>{`发票判断：${says}（风险分 ${judgement.total}/${judgement.points.length * 2}）`}</StateBadge><span className="small muted">{invoices.title}</span></header>
      <div className="part-body stack">
        <ul className="flows-points">{judgement.points.map((point) => <li key={point.id}><b>{point.name}</b><span className="figure">{point.value}</span><StateBadge tone={point.points === 0 ? 'holds' : point.points === 1 ? 'going' : 'stop'}>{`${point.points} 分`}</StateBadge><small className="muted">{point.says}</small></li>)}</ul>
        <Facts facts={[['12 个月开票销售', <Money key="sales" fen={fen(invoices.sales12mFen)} />], ['进项合计', <Money key="bought" fen={fen(invoices.purchasesFen)} />], ['客户', `${invoices.customers} 家，主要 ${invoices.mainCustomers} 家`], ['供应商', `${invoices.suppliers} 家，主要 ${invoices.mainSuppliers} 家`], ['红字发票', red === null ? '—' : `${red.count} 张 ${formatYuan(red.fen)} 元，其中 ${red.pairedCount} 张能找到原票`], ['月度波动', invoices.monthlyCv ?? '—'], ...(invoices.goods.length === 0 ? [] : [['货物类别', invoices.goods.slice(0, 4).map(({ category }) => category).join('、')] as const])]} />
        {warnings.map((each) => <p key={each} className="bill-warning"><Icon name="warning" size={14} />{each}</p>)}
        <div className="flows-partners"><Partners title="客户" partners={invoices.topCustomers} /><Partners title="供应商" partners={invoices.topSuppliers} /></div>
      </div>
    </section>
  )
}

function Partners({ title, partners }: { title: string; partners: Invoices['topCustomers'] }) {
  if (partners.length === 0) return null
  return (
    <div className="flows-scroll"><table className="flows-rows"><caption>{title}（前 {partners.length} 家）</caption><thead><tr><th scope="col">单位</th><th scope="col">金额</th><th scope="col">占比</th><th scope="col">起止</th></tr></thead>
      <tbody>{partners.map((partner) => <tr key={partner.id}><td>{partner.name === '' ? partner.id : partner.name}</td><td className="figure">{formatYuan(partner.fen)}</td><td className="figure">{percent(partner.share)}</td><td>{partner.firstMonth} 至 {partner.lastMonth}</td></tr>)}</tbody></table></div>
  )
}
