import { policyName } from '#common/assessment/domain'
import type { DecisionRow } from '#loan/decision/domain'
import { Go, paths } from '#ui'

/** Where authority, seats and signatures come from: each sentence with the key of the policy it rests on. */
export function BasisList({ basis }: { basis: DecisionRow['basis'] }) {
  return (
    <ol className="decision-basis">
      {basis.map(({ rule, says }) => (
        <li key={says}>{says}<span className="decision-rule">{rule.startsWith('exposure.') ? '授信台账与在办申请' : <Go to={paths.policy(undefined, rule)}>政策：{policyName(rule)}</Go>}</span></li>
      ))}
    </ol>
  )
}
