import { CaseField, ListLedger, useCase, usePlace } from '#common/assessment/web'
import { addMonths, type Day } from '#kernel'
import { Button } from '#ui'
import { ACCOUNTS } from './balance-accounts.ts'
import { Overview } from './balance-overview.tsx'
import { MovedOffBalance } from './off-balance.tsx'
import { PreparedBy } from './prepared-by.tsx'
import { Ratios } from './ratios.tsx'
import { RelatedParties } from './related.tsx'

/** Accounts that only a business has: a household on wages is not asked for them. */
const OF_BUSINESS: ReadonlySet<string> = new Set(['receivables', 'prepayments', 'inventory', 'fixedAssets', 'prepaidRent', 'otherOperatingAssets', 'payables', 'advances'].map((name) => `/balance/${name}`))

/** 资产负债表: the paper form on top, below it every account as the list it was counted from. */
export function BalanceSheet() {
  const accounts = usePlace<string>('/applicant/customerType') === 'SALARIED' ? ACCOUNTS.filter(({ list }) => !OF_BUSINESS.has(list)) : ACCOUNTS
  const store = useCase()
  const previous = usePlace<{ readonly on: string } | null>('/previousBalance')
  const cutOffOn = usePlace<string>('/cutOffOn')
  const open = (): void => store.set('/previousBalance', {
    on: addMonths(cutOffOn as Day, -12), cashFen: 0, receivablesFen: 0, prepaymentsFen: 0, inventoryFen: 0, fixedAssetsFen: 0, payablesFen: 0, advancesFen: 0, debtFen: 0, evidence: [],
  })
  return (
    <div className="stack">
      <PreparedBy />
      <Overview hasPrevious={previous !== null} />
      {previous === null
        ? store.isOpen ? <div><Button kind="quiet" icon="plus" onClick={open}>登记上期资产负债表</Button></div> : null
        : <section className="panel panel-body workbook-line"><CaseField at="/previousBalance/on" kind="day" label="上期日期" /><p className="small muted">上期各项在上表「上期」栏填写；勾稽 I06–I09、I12 与历史现金流由此起算。</p></section>}
      <h2 className="workbook-heading">资产明细</h2>
      {accounts.filter(({ side }) => side === 'ASSET').map((account) => <ListLedger key={account.list} {...account} />)}
      <h2 className="workbook-heading">负债明细</h2>
      {accounts.filter(({ side }) => side === 'DEBT').map((account) => <ListLedger key={account.list} {...account} />)}
      <h2 className="workbook-heading">表外</h2>
      {accounts.filter(({ side }) => side === 'OFF').map((account) => <ListLedger key={account.list} {...account} />)}
      <MovedOffBalance />
      <h2 className="workbook-heading">关联方</h2>
      <RelatedParties />
      <Ratios />
    </div>
  )
}
