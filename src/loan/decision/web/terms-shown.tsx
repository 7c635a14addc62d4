import './decision.css'
import { CONDITION_KINDS, CONDITION_WHEN, GUARANTEE_NAMES, type Terms, methodWords, termWords } from '#loan/decision/domain'
import { wordOf } from '#common/assessment/domain'
import { POSTS } from '#common/staff/domain'
import { fen } from '#kernel'
import { Facts, Money, Rate } from '#ui'
import { TermsPlan } from './terms-plan.tsx'

/** Terms as a banker reads them: the amount first, then how it comes back, then every condition with who sees to it. */
export function TermsShown({ terms, on }: { terms: Terms; /** Day the plan is tried from; without it no curve is drawn. */ on?: string }) {
  return (
    <div className="stack">
      <div className="decision-amount"><Money fen={fen(terms.amountFen)} strong unit /></div>
      <Facts facts={[
        ['期限', termWords(terms)], ['还款方式', methodWords(terms)], ['年利率', <Rate key="rate" value={terms.annualRate} />],
        ['担保方式', GUARANTEE_NAMES[terms.guarantee]], ['产品', terms.product], ['用途', wordOf('purpose', terms.purpose) ?? terms.purpose],
      ]} />
      {on === undefined ? null : <TermsPlan terms={terms} on={on} />}
      {terms.conditions.length === 0 ? null : (
        <ul className="decision-conditions" aria-label="条件">
          {terms.conditions.map((condition) => (
            <li key={`${condition.when}${condition.says}`}>
              <strong>{CONDITION_WHEN[condition.when]}</strong> {condition.says}
              <span className="muted small">　{CONDITION_KINDS[condition.kind]} · {POSTS[condition.ownerPost]}{condition.dueOn === null ? '' : ` · ${condition.dueOn} 前`}{condition.evidenceNeeded ? ' · 须附证据' : ''}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
