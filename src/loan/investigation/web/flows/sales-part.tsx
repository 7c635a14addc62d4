import { methodName, useCase } from '#common/assessment/web'
import type { BillReading } from '#loan/investigation/domain'
import { fen } from '#kernel'
import { Banner, Go, Money, StateBadge } from '#ui'
import { useSheetAddress } from '../places.ts'
import { REASON_NAMES } from './reasons.ts'

/** From everything that came in to what counts as sales, step by step, and where the result went. */
export function SalesPart({ reading }: { reading: BillReading }) {
  const store = useCase()
  const address = useSheetAddress()
  const { from, until, covered, creditsFen, refundPaidFen, salesFen, left, uses } = reading
  return (
    <section className="part" aria-label="从入账到销售">
      <header><h3>从入账到销售</h3><span className="small muted">{from === null ? '没有截止日前的流水' : `${from} 至 ${until ?? ''}，全部账户合并，重复导入的行只计一次`}</span></header>
      <div className="part-body stack">
        {from === null ? null : (
          <table className="flows-steps">
            <tbody>
              <tr><th scope="row">全部入账</th><td className="figure"><Money fen={fen(creditsFen)} /></td><td /></tr>
              {left.map(({ reason, fen: amount, rows }) => <tr key={reason}><th scope="row">减：{REASON_NAMES[reason] ?? reason}</th><td className="figure"><Money fen={fen(amount)} /></td><td className="small muted">{rows} 笔</td></tr>)}
              {refundPaidFen === 0 ? null : <tr><th scope="row">减：退给顾客</th><td className="figure"><Money fen={fen(refundPaidFen)} /></td><td /></tr>}
              <tr className="flows-sum"><th scope="row">计入销售</th><td className="figure"><Money fen={fen(salesFen)} /></td><td className="small muted">{covered ? '' : '账户没有覆盖全部 12 个月，不作年销售证据'}</td></tr>
            </tbody>
          </table>
        )}
        {uses.length === 0 ? <Banner tone="info">还没有检验用到这些流水。</Banner> : (
          <ul className="bill-checks" aria-label="去向">{uses.map(({ what, says }) => <li key={what}><StateBadge tone="holds">已用于</StateBadge><b>{what} {what.startsWith('X') ? methodName(store, what) : ''}</b><span className="small muted">{says}</span>{what.startsWith('X') ? <Go to={address('checks')}>看检验</Go> : <Go to={address('bureau')}>看账户特征</Go>}</li>)}</ul>
        )}
      </div>
    </section>
  )
}
