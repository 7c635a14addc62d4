import '../checks.css'
import { useMemo, useState } from 'react'
import type { Account } from '#common/assessment/domain'
import { CaseField, Part, PartGrid, useAssessment, useCase } from '#common/assessment/web'
import { useAddressState, StripLegend, percentText } from '#ui'
import { ACCOUNT_NAMES } from '../check-methods.ts'
import { AccountChecks } from '../account-checks.tsx'
import { useInSight, useSuggested } from '../use-suggested.ts'
import { useMethodsDone } from '../methods-done.ts'

/** 交叉检验: one strip an account; opened, the inputs of its methods. */
export function ChecksSheet() {
  const { pack } = useCase()
  const { checks } = useAssessment()
  const done = useMethodsDone()
  const [{ account: opened, add }, change] = useAddressState()
  const [byHand, setByHand] = useState<string | null>(null)
  useInSight(opened, byHand)
  useSuggested(add, opened, change)
  const accounts = useMemo(() => {
    const mandatory = pack.checks.mandatoryAccounts as readonly string[]
    const others = checks.map(({ account }) => account).filter((account) => !mandatory.includes(account))
    return [...mandatory, ...new Set(others)].filter((account): account is Account => account in ACCOUNT_NAMES)
  }, [pack, checks])
  return (
    <div className="stack">
      <section className="panel">
        <header className="sheet-head checks-head">
          <div><h3>交叉检验</h3><p className="small muted">每科至少两种独立方法、一种为强；点开一科填写检验。偏差 =（报表 − 检验）÷ 报表</p></div>
        </header>
        <StripLegend tolerance={`${percentText(pack.checks.deviationTolerance)} %`} />
        {accounts.map((account) => <AccountChecks key={account} account={account} isOpen={opened === account} onToggle={() => { setByHand(account); change({ account: opened === account ? null : account }) }} done={done.get(account)} />)}
      </section>
      <Part title="客户口述" at="/oral" hint="与核实值之差是软信息，不计入否决">
        <PartGrid>
          <CaseField at="/oral/annualSalesFen" kind="money" label="口述年营业额" /><CaseField at="/oral/weightedMargin" kind="rate" label="口述毛利率" /><CaseField at="/oral/monthlyNetProfitFen" kind="money" label="口述月净利润" />
          <CaseField at="/oral/purchasesFen" kind="money" label="口述年进货" /><CaseField at="/oral/debtFen" kind="money" label="口述借款" /><CaseField at="/oral/yearsInBusiness" kind="count" label="口述经营年数" /><CaseField at="/oral/staff" kind="count" label="口述员工人数" />
          <CaseField at="/oral/inventoryFen" kind="money" label="口述存货" /><CaseField at="/oral/receivablesFen" kind="money" label="口述应收" /><CaseField at="/oral/payablesFen" kind="money" label="口述应付" />
        </PartGrid>
      </Part>
    </div>
  )
}
