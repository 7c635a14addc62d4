import './ledger.css'
import { Chips, useAddressState } from '#ui'
import { AccountMoves } from './account-moves.tsx'
import { AccountsView } from './accounts-view.tsx'
import { DifferencesView } from './differences-view.tsx'
import { PeriodsView } from './periods-view.tsx'
import { TrialBalanceView } from './trial-balance-view.tsx'

const VIEWS = { balance: '试算平衡', differences: '账务差异', periods: '月结', accounts: '科目表' } as const
type View = keyof typeof VIEWS
const isView = (text: string | undefined): text is View => text !== undefined && Object.hasOwn(VIEWS, text)

/** 总账: the trial balance down to the voucher, what did not agree, the months, the chart. */
export function LedgerPage() {
  const [address, change] = useAddressState()
  const view = isView(address['view']) ? address['view'] : 'balance'
  return (
    <div className="page stack">
      <div className="page-head">
        <div><h1>总账</h1><p>余额由前一日余额与当日记账得出，封账之后不再改变；更正记在今天，起息日可以在此之前</p></div>
      </div>
      <Chips label="总账" value={view} onChange={(next) => change({ view: next === 'balance' ? null : next, account: null })} choices={(Object.keys(VIEWS) as View[]).map((value) => ({ value, label: VIEWS[value] }))} />
      {view === 'differences' ? <DifferencesView /> : view === 'periods' ? <PeriodsView /> : view === 'accounts' ? <AccountsView /> : address['account'] !== undefined ? <AccountMoves /> : <TrialBalanceView />}
    </div>
  )
}
