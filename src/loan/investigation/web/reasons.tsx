import { type CaseStore, useAfterwards } from '#common/assessment/web'
import { type Assessment, FLAGS, type Reason } from '#common/assessment/domain'
import { Go, Icon, type IconName } from '#ui'
import { useSheetAddress } from './places.ts'
import { sheetOfReason, standing } from './reason-sheets.ts'

const KINDS: readonly { readonly effect: Reason['effect']; readonly title: string; readonly icon: IconName }[] = [
  { effect: 'REJECT', title: '拒绝理由', icon: 'cross' }, { effect: 'INCOMPLETE', title: '还缺', icon: 'warning' }, { effect: 'REFER', title: '须复议', icon: 'warning' }, { effect: 'NOTE', title: '须说明', icon: 'info' },
]

/** A rejection by figures means nothing while the statements they rest on are missing; a case that stays rejected needs no more of its form. */
function said(store: CaseStore): Pick<Assessment, 'reasons' | 'flags'> {
  const { decision, reasons, flags } = store.assessment()
  return { reasons: [...standing(decision, reasons), ...(decision === 'REJECT' ? [] : store.demands())], flags }
}

/** Numbers of the rulebook; a rule named in words, or by the number of a requirement, is said by its sentence. */
export function codesOf({ rule, flag }: Pick<Reason, 'rule' | 'flag'>): string[] {
  return [rule, flag].filter((code) => code !== undefined && /^(?!S\d)[A-Z]*\d/.test(code)) as string[]
}

/** Every reason in full sentences, the gravest first; then the flags that stand. */
export function Reasons() {
  const { reasons, flags } = useAfterwards(said)
  const address = useSheetAddress()
  const named = new Set(reasons.flatMap(({ flag }) => (flag === undefined ? [] : [flag])))
  const others = FLAGS.filter(({ id }) => flags.includes(id) && !named.has(id))
  return (
    <>
      {KINDS.map(({ effect, title, icon }) => {
        const these = reasons.filter((reason) => reason.effect === effect)
        if (these.length === 0) return null
        return (
          <section key={effect} className={`rail-block rail-${effect.toLowerCase()}`} aria-label={title}>
            <h3><Icon name={icon} size={14} />{title}<span className="rail-count">{these.length}</span></h3>
            <ul>{these.map((reason) => <li key={reason.says}><Go to={address(sheetOfReason(reason))}>{reason.says}<span className="rail-rule">{codesOf(reason).join(' ')}</span></Go></li>)}</ul>
          </section>
        )
      })}
      {others.length === 0 ? null : (
        <section className="rail-block rail-flags">
          <h3><Icon name="warning" size={14} />风险标志<span className="rail-count">{others.length}</span></h3>
          <ul>{others.map(({ id, name }) => <li key={id}><Go to={address(sheetOfReason({ rule: id, flag: id }))}>{name}<span className="rail-rule">{id}</span></Go></li>)}</ul>
        </section>
      )}
    </>
  )
}
