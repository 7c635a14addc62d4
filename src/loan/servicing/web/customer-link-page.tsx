import './customer-link.css'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { fen, formatYuan } from '#kernel'
import { type CustomerView, accountEnd } from '#loan/servicing/domain'
import { Money, Rate, api, refusalsIn, useRead, clockDay } from '#ui'
import { LinkPapers, LinkQuote } from './customer/link-quote.tsx'

/** What a customer's link opens, on his phone: what is next, what is paid, his receipts. No menu, no sign-in, nothing else. */
export function CustomerLinkPage() {
  const { token = '' } = useParams({ strict: false })
  const view = useRead<CustomerView>(api.openLink(token))
  if (view.data) return <Loan view={view.data} token={token} />
  return (
    <main className="link">
      {view.isError ? <section className="link-card link-ended"><h1>打不开这条链接</h1><p>{refusalsIn(view.error)[0]?.message}</p></section> : <p className="link-wait">正在打开…</p>}
    </main>
  )
}

function Loan({ view, token }: { view: CustomerView; token: string }) {
  const paidFen = view.amountFen - view.balanceFen
  return (
    <main className="link">
      <header className="link-head"><span>{view.bankName}</span><span className="small">{view.on}</span></header>
      <h1>{view.name}，您好</h1>
      <Next view={view} />
      <section className="link-card" aria-label="借款">
        <div className="link-progress" role="img" aria-label={`已还本金 ${formatYuan(paidFen)} 元，共 ${formatYuan(view.amountFen)} 元`}><i style={{ width: `${(paidFen / view.amountFen) * 100}%` }} /></div>
        <dl className="link-facts">
          <div><dt>剩余本金</dt><dd><Money fen={fen(view.balanceFen)} /></dd></div><div><dt>已还本金</dt><dd><Money fen={fen(paidFen)} /></dd></div>
          <div><dt>借据号</dt><dd>{view.noteNumber}</dd></div><div><dt>年利率</dt><dd><Rate value={view.annualRate} /></dd></div>
          <div><dt>放款日</dt><dd>{view.disbursedOn}</dd></div><div><dt>还款账户</dt><dd>{view.accountMasked}</dd></div>
        </dl>
      </section>
      <Plan view={view} />
      <Receipts view={view} token={token} />
      <LinkQuote view={view} token={token} />
      <LinkPapers view={view} token={token} />
      <footer className="link-foot small">{view.unitName}　本页仅供您本人查看，{clockDay(view.expiresAt)} 失效。如有疑问请联系您的客户经理。</footer>
    </main>
  )
}

function Next({ view }: { view: CustomerView }) {
  if (view.state !== 'RUNNING') return <section className="link-card link-next link-done"><b>{view.state === 'SETTLED' ? '已全部还清' : '没有需要还的款项'}</b><p>感谢您的按约还款。</p></section>
  return (
    <>
      {view.overdueDays > 0 ? (
        <section className="link-card link-next link-overdue" role="alert">
          <span>逾期 {view.overdueDays} 天，今日须还（含罚息）</span><b><Money fen={fen(view.overdueFen)} /></b><p>请今日存入尾号 <b>{accountEnd(view.accountMasked)}</b> 的还款账户，存入其他账户不算还款；逾期每日计收罚息。</p>
        </section>
      ) : null}
      {view.next === null ? null : (
        <section className="link-card link-next">
          <span>{view.next.dueOn === view.on ? '今日应还' : `下期 ${view.next.dueOn}`}　{view.next.name}</span><b><Money fen={fen(view.next.amountFen)} /></b><p>到期从尾号 <b>{accountEnd(view.accountMasked)}</b> 的账户扣收，请在到期日前存足。存入其他账户不算还款，提前存入也要到期扣收后才算已还。</p>
        </section>
      )}
    </>
  )
}

const ROW_STATES: Readonly<Record<CustomerView['rows'][number]['state'], string>> = { PAID: '已还清', PART: '已还一部分', DUE: '今日到期', OVERDUE: '逾期', COMING: '未到期' }

function Plan({ view }: { view: CustomerView }) {
  return (
    <section className="link-card" aria-label="还款计划">
      <h2>还款计划</h2>
      <ol className="link-plan">
        {view.rows.map((row) => (
          <li key={`${row.name}${row.dueOn}`} className={`link-${row.state.toLowerCase()}`}>
            <span className="link-when"><b>{row.name}</b><span>{row.dueOn}</span></span>
            <span className="link-sum"><Money fen={fen(row.totalFen)} /><span>本金 {formatYuan(row.principalFen)} 息 {formatYuan(row.interestFen)}</span></span>
            <span className="link-state">{ROW_STATES[row.state]}{row.leftFen > 0 && row.leftFen < row.totalFen ? `，还欠 ${formatYuan(row.leftFen)}` : ''}</span>
          </li>
        ))}
      </ol>
    </section>
  )
}

function Receipts({ view, token }: { view: CustomerView; token: string }) {
  const [open, setOpen] = useState<string | null>(null)
  if (view.receipts.length === 0) return null
  return (
    <section className="link-card" aria-label="还款记录">
      <h2>还款记录</h2>
      <ul className="link-receipts">
        {view.receipts.map((one) => (
          <li key={one.receipt}>
            <div className="link-receipt"><span>{one.paidOn}</span><Money fen={fen(one.amountFen)} />
              <button type="button" aria-expanded={open === one.receipt} onClick={() => setOpen(open === one.receipt ? null : one.receipt)}>去处</button>
              {one.hasFile ? <a href={api.linkReceipt(token, one.receipt)} download>回单</a> : <span className="muted">回单待出</span>}
            </div>
            {open === one.receipt ? <ul className="link-says">{one.says.map((says) => <li key={says}>{says}</li>)}</ul> : null}
          </li>
        ))}
      </ul>
    </section>
  )
}
