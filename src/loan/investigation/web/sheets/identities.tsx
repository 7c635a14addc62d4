import { TRAPS } from '#common/assessment/domain'
import { CaseCheck, CaseField, useCase } from '#common/assessment/web'
import { useFigure, useFigures } from '#common/figures/web'
import { Icon, StateBadge } from '#ui'
import './identities.css'
import { Flags } from './flags.tsx'

/** 勾稽与重复计算: what must agree, and what must not count twice. */
export function IdentitiesSheet() {
  const { pack } = useCase()
  const ids = Object.keys(pack.statements.identities) as (keyof typeof pack.statements.identities)[]
  return (
    <div className="stack">
      <section className="part" aria-label="勾稽关系">
        <header><h3>勾稽关系</h3><span className="small muted">不符而须改正的不得提交；材料不足的不评</span></header>
        <ul className="identities">{ids.map((id) => <Identity key={id} id={id} effect={pack.statements.identities[id]} />)}</ul>
      </section>
      <Flags />
      <section className="part" aria-label="重复计算">
        <header><h3>重复计算</h3><span className="small muted">十八种常见的重复，先答问题，再看结果</span></header>
        <div className="part-body trap-questions">
          <CaseCheck at="/traps/ownerWageInExpense" /><CaseCheck at="/traps/interestInOldInstalment" /><CaseCheck at="/traps/mortgageInHouseholdExpense" /><CaseCheck at="/traps/mortgageInDebtService" /><CaseCheck at="/traps/rentFullyExpensed" />
          <CaseCheck at="/traps/ownTransfersInFlow" /><CaseCheck at="/traps/loanMoneyInSales" /><CaseCheck at="/traps/relativesLoanAsInjection" /><CaseCheck at="/traps/rebatesInMargin" /><CaseCheck at="/traps/partnerShareCounted" />
          <CaseCheck at="/traps/depreciationInProfit" /><CaseCheck at="/traps/periodProfitIsAfterHousehold" /><CaseField at="/traps/householdBillsInBusiness" kind="choice" /><CaseField at="/traps/secondBusiness" kind="choice" />
        </div>
        <ul className="identities">{TRAPS.map((trap) => <Trap key={trap.id} id={trap.id} name={trap.name} says={trap.says} handled={trap.handled} />)}</ul>
      </section>
    </div>
  )
}

function Identity({ id, effect }: { id: string; effect: string }) {
  const { figures, ask } = useFigures()
  const holds = useFigure(id)
  const [tone, says] = holds === true ? (['holds', '相符'] as const) : holds === null ? (['quiet', '材料不足'] as const) : effect === 'BLOCK' ? (['stop', '不符，须改正'] as const) : (['warning', '不符，须说明'] as const)
  return (
    <li className={`identity${holds === false ? ' identity-broken' : ''}`}>
      <span className="ledger-code">{id}</span>
      <button type="button" className="identity-name figure-link" data-figure={id} onClick={() => ask({ figure: id, index: 0 })}>{figures.definition(id).name}</button>
      <StateBadge tone={tone}>{says}</StateBadge>
    </li>
  )
}

/** A trap speaks only when it is sprung; those Weidai already leaves out say so. */
function Trap({ id, name, says, handled }: { id: string; name: string; says: string; handled: boolean }) {
  const sprung = useFigure(id) === true
  return (
    <li className={`identity${sprung && !handled ? ' identity-broken' : ''}`}>
      <span className="ledger-code">{id}</span>
      <span className="identity-name">{name}{sprung ? <small>{says}</small> : null}</span>
      {sprung ? <StateBadge tone={handled ? 'info' : 'stop'}>{handled ? '已自动剔除' : '重复计算'}</StateBadge> : <span className="identity-quiet"><Icon name="check" size={14} label="没有" /></span>}
    </li>
  )
}
