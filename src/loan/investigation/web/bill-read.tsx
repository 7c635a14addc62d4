import type { BillAttached } from '#loan/investigation/domain'
import { methodName, useCase } from '#common/assessment/web'
import { fen, formatYuan } from '#kernel'
import { Facts, Go, Icon, Money, StateBadge } from '#ui'
import { useSheetAddress } from './places.ts'

interface Summary { readonly count?: number; readonly inFen?: number; readonly outFen?: number; readonly neutralFen?: number; readonly refundPaidFen?: number; readonly turnoverFen?: number; readonly months?: readonly { readonly month: string; readonly inFen: number; readonly outFen: number }[] }

/** What was recognised in a file: layout, sums, months, warnings, and the checks it brought. */
export function BillRead({ read }: { read: BillAttached }) {
  const store = useCase()
  const address = useSheetAddress()
  const summary = read.bill.summary as Summary
  const money = (amount: number | undefined) => (amount === undefined ? '—' : <Money fen={fen(amount)} />)
  return (
    <article className="bill" aria-label="流水读取结果">
      <header><Icon name="check" size={16} /><b>{read.bill.name}</b><span className="muted">{read.evidence.title}{summary.count === undefined ? '' : `，${summary.count} 笔`}</span></header>
      {summary.inFen === undefined ? null : <Facts facts={[['营业流水', money(summary.turnoverFen)], ['收入', money(summary.inFen)], ['支出', money(summary.outFen)], ['不计（互转、提现、关闭）', money(summary.neutralFen)], ['退给顾客', money(summary.refundPaidFen)]]} />}
      {summary.months === undefined || summary.months.length === 0 ? null : <Months months={summary.months} />}
      {read.checks.length === 0 ? null : (
        <ul className="bill-checks">
          {read.checks.map((check) => <li key={check.method}><StateBadge tone="holds">已列入检验</StateBadge><b>{check.method} {methodName(store, check.method)}</b><Go to={`${address('checks')}?account=${check.account}`}>到交叉检验查看</Go></li>)}
        </ul>
      )}
      {[...read.notes, ...read.bill.warnings.map(({ message }) => message)].map((says) => <p key={says} className="bill-warning"><Icon name="warning" size={14} />{says}</p>)}
    </article>
  )
}

/** Turnover by month as bars from zero. */
function Months({ months }: { months: NonNullable<Summary['months']> }) {
  const most = Math.max(1, ...months.map(({ inFen }) => inFen))
  return (
    <ol className="bill-months">
      {months.map(({ month, inFen }) => <li key={month} title={`${month} 收入 ${formatYuan(inFen)}`}><i style={{ height: `${Math.max(2, (inFen / most) * 56)}px` }} /><span>{month.slice(2)}</span><small>{Math.round(inFen / 1_000_000)}万</small></li>)}
    </ol>
  )
}
