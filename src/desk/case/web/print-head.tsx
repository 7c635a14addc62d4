import type { CasePage as CaseFacts } from '#desk/case/domain'
import { fen, formatYuan } from '#kernel'
import { monthsAsked } from '#loan/application/domain'
import { DECISIONS } from '#loan/investigation/web'
import type { Assessment } from '#common/assessment/domain'
import { useAssessed } from '#common/assessment/web'

function outcome({ decision, limit, score }: Assessment): Pick<Assessment, 'decision' | 'limit' | 'score'> {
  return { decision, limit, score }
}

/** What stands above a sheet on paper: whose case, and what judgement says of it. */
export function PrintHead({ facts, sheet }: { facts: CaseFacts; sheet: string }) {
  const { decision, limit, score } = useAssessed(outcome)
  return (
    <div className="only-print case-print">
      <h1>{facts.customer.name}　{sheet}</h1>
      <p>{facts.number}　{facts.intake.business.name}　{facts.product}　申请 {formatYuan(fen(facts.amountFen))} 元，{monthsAsked(facts.intake.request)} 个月　主办 {facts.lead.name}{facts.assist === null ? '' : `，协办 ${facts.assist.name}`}</p>
      <p>测评：{DECISIONS[decision].says}{limit === null ? '' : `　额度 ${formatYuan(limit.amountFen)} 元`}{score === null ? '' : `　评分 ${score.total} ${score.cappedGrade}`}{facts.version === null ? '' : `　第 ${facts.version} 版`}</p>
    </div>
  )
}
