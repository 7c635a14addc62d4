import { FLAGS, type Assessment } from '#common/assessment/domain'
import { useAssessed, useCase, usePlace } from '#common/assessment/web'
import { useFigure, useFigures } from '#common/figures/web'
import { may, useMe } from '#common/staff/web'
import { LIFTERS } from '#loan/investigation/domain'
import { Icon, StateBadge, type Tone } from '#ui'
import { RulingAct } from '../ruling-act.tsx'

type Pack = ReturnType<typeof useCase>['pack']
type FlagId = keyof Pack['flags']['effects']
const EFFECTS: Readonly<Record<Pack['flags']['effects'][FlagId], readonly [says: string, tone: Tone]>> = {
  FLAG: ['提示', 'warning'], EXPLAIN: ['须解释', 'warning'], EXCLUDE_FLOW: ['该流水不作证据', 'warning'], NO_GUARANTEE: ['视同无保证', 'warning'], LOWER_CAP: ['额度打折', 'warning'], SECOND_REVIEWER: ['另一人复核', 'warning'], FRAUD_REVIEW: ['反欺诈核查', 'stop'],
  COMMITTEE: ['上审贷会', 'stop'], NO_CREDIT_LOAN: ['不得信用贷款', 'stop'], BLOCK: ['补齐前不得提交', 'stop'], REJECT: ['拒绝', 'stop'],
}
const LIFTED_BY: Readonly<Record<Pack['flags']['liftedBy'][FlagId], string>> = { NOBODY: '无人可解除', INVESTIGATOR: '调查人说明后解除', REVIEWER: '审查人可解除', SUPERVISOR: '主管可解除', COMMITTEE: '审贷会可解除', RISK: '风险管理岗可解除' }

/** 风险标志: all twenty-five, each with its sentence, what it does and who may lift it; what the bank's own records found says so. */
export function Flags() {
  const raised = useAssessed(sentencesOf)
  const system = usePlace<{ readonly findings: readonly { readonly flag: string; readonly says: string }[] }>('/system')
  const order = FLAGS.toSorted((a, b) => Number(raised[b.id] !== undefined) - Number(raised[a.id] !== undefined))
  return (
    <section className="part" aria-label="风险标志">
      <header><h3>风险标志</h3><span className="small muted">二十五项，系统查明的不由人填写，提交时重新查询</span></header>
      <ul className="identities flags">{order.map(({ id, name }) => <Flag key={id} id={id as FlagId} name={name} says={raised[id]} found={system.findings.find((one) => one.flag === id)?.says} />)}</ul>
    </section>
  )
}

/** Sentences of the flags that stand, by flag. */
function sentencesOf({ flags, reasons }: Assessment): Readonly<Record<string, string>> {
  return Object.fromEntries(flags.map((id) => [id, reasons.find(({ flag }) => flag === id)?.says ?? FLAGS.find((flag) => flag.id === id)?.name ?? id]))
}

function Flag({ id, name, says, found }: { id: FlagId; name: string; says: string | undefined; found: string | undefined }) {
  const { pack } = useCase()
  const { ask } = useFigures()
  const isRaised = useFigure(id) === true
  const me = useMe().data
  const hand = pack.flags.liftedBy[id]
  const [effect, tone] = (pack.admission.rejectingFlags as readonly string[]).includes(id) ? EFFECTS.REJECT : EFFECTS[pack.flags.effects[id]]
  return (
    <li className={`identity${isRaised ? ' identity-broken' : ''}`}>
      <span className="ledger-code">{id}</span>
      <button type="button" className="identity-name figure-link" data-figure={id} onClick={() => ask({ figure: id, index: 0 })}>
        {name}{isRaised ? <small>{found === undefined ? says : `系统查明：${found}`}</small> : null}{isRaised ? <small className="muted">{LIFTED_BY[pack.flags.liftedBy[id]]}</small> : null}
      </button>
      {isRaised && hand !== 'NOBODY' && may(me, LIFTERS[hand].may) ? <RulingAct part="flags/lift" body={{ flag: id }} act="解除" title={`解除 ${id} ${name}`} says={found ?? says ?? name} done={`${id} 已解除`} /> : null}
      {isRaised ? <StateBadge tone={tone}>{effect}</StateBadge> : <span className="identity-quiet"><Icon name="check" size={14} label="没有" /></span>}
    </li>
  )
}
