import './customer.css'
import { useState } from 'react'
import { type Day, day, fen } from '#kernel'
import type { CustomerQuote, CustomerView } from '#loan/servicing/domain'
import { DayField, Money, RefusalText, api, refusalsIn, useRead } from '#ui'

/** What settles the loan on a day the customer chooses. */
export function LinkQuote({ view, token }: { view: CustomerView; token: string }) {
  const [on, setOn] = useState<Day | null>(day(view.on))
  const quote = useRead<CustomerQuote>(on === null ? null : api.linkQuote(token, on))
  if (view.state !== 'RUNNING') return null
  return (
    <section className="link-card" aria-label="提前结清试算">
      <h2>提前结清试算</h2>
      <DayField label="哪一天结清" value={on} onChange={setOn} today={day(view.on)} />
      <RefusalText refusals={refusalsIn(quote.error)} />
      {quote.data === undefined ? null : (
        <div className="link-quote">
          <dl>
            {quote.data.dueFen > 0 ? <div><dt>到期未还</dt><dd><Money fen={fen(quote.data.dueFen)} /></dd></div> : null}
            <div><dt>未到期本金</dt><dd><Money fen={fen(quote.data.restFen)} /></dd></div>
            <div><dt>当期利息（{quote.data.days} 天）</dt><dd><Money fen={fen(quote.data.restInterestFen)} /></dd></div>
            <div className="link-quote-sum"><dt>合计</dt><dd><Money fen={fen(quote.data.fullFen)} /></dd></div>
          </dl>
          <p className="small">只在 {quote.data.on} 当日有效；比按期还款少付利息 <Money fen={fen(quote.data.savedFen)} unit />。请先联系客户经理办理，只存钱不算提前还款。</p>
        </div>
      )}
    </section>
  )
}

/** Statements and certificate issued for the customer. */
export function LinkPapers({ view, token }: { view: CustomerView; token: string }) {
  return (
    <section className="link-card" aria-label="对账单与证明">
      <h2>对账单与证明</h2>
      {view.papers.length === 0 ? <p className="muted small">还没有出具。需要对账单{view.state === 'SETTLED' ? '或结清证明' : ''}，请联系客户经理，出具后在这里下载。</p> : (
        <ul className="link-papers">{view.papers.map((one) => <li key={one.paper}><a href={api.linkPaper(token, one.paper)} download>{one.title}</a><span className="muted small">{one.issuedOn}</span></li>)}</ul>
      )}
    </section>
  )
}
