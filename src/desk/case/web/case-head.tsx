import type { CasePage as CaseFacts } from '#desk/case/domain'
import { CaseStateBadge } from '#desk/worklist/web'
import { FollowButton } from '#common/task/web'
import { fen } from '#kernel'
import { monthsAsked } from '#loan/application/domain'
import { Go, paths, shortYuan } from '#ui'

/** Who, what shop, how much: 王建国 · 建国副食批发部 · 首贷 15 万. */
export function CaseHead({ facts }: { facts: CaseFacts }) {
  return (
    <div>
      <div className="case-title"><h1><Go to={paths.customer(facts.customer.customerId)}>{facts.customer.name}</Go></h1><CaseStateBadge state={facts.state} />{facts.version === null ? null : <span className="small muted">第 {facts.version} 版</span>}<FollowButton caseId={facts.caseId} /></div>
      <p>{facts.intake.business.name}　{facts.product}　申请 {shortYuan(fen(facts.amountFen))}　{monthsAsked(facts.intake.request)} 个月　<span className="small">{facts.number}　主办 {facts.lead.name}{facts.assist === null ? '' : `，协办 ${facts.assist.name}`}</span></p>
    </div>
  )
}
