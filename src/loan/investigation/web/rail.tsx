import './rail.css'
import { type ReactNode } from 'react'
import type { Assessment, Decision } from '#common/assessment/domain'
import { useAssessed, useCase } from '#common/assessment/web'
import { LiveFigure, useFigure } from '#common/figures/web'
import { formatValue, isNumber } from '#common/figures/domain'
import { compare, exact } from '#kernel'
import { StateBadge, type Tone } from '#ui'
import { CoachPanel } from './coach-panel.tsx'
import { Reasons } from './reasons.tsx'

export const DECISIONS: Readonly<Record<Decision, { readonly says: string; readonly tone: Tone }>> = {
  PROPOSE: { says: '建议受理', tone: 'holds' }, REFER: { says: '提交复议', tone: 'warning' }, REJECT: { says: '建议拒绝', tone: 'stop' }, INCOMPLETE: { says: '尚未完成', tone: 'quiet' },
}

/** What the figures say so far; stays in sight while they are typed. */
export function Rail() {
  const { hasLimit } = useAssessed(verdictOf)
  return (
    <aside className="rail" aria-label="测评">
      <Verdict />
      <CoachPanel />
      <section className="rail-block">
        <Row name="评分" isKnown={hasLimit}><Grade /></Row>
        <Row name="月供" isKnown={hasLimit}><LiveFigure id="instalment" /></Row>
        <Row name="覆盖倍数" isKnown={hasLimit}><Tested id="coverage" atLeast="coverageAtLeast" /></Row>
        <Row name="年利率" isKnown={hasLimit}><LiveFigure id="annualRate" /></Row>
        <Row name="月可支配"><LiveFigure id="disposableMonthly" /></Row>
        <Row name="贷后负债率" isKnown={hasLimit}><LiveFigure id="postLoanDebtRatio" /></Row>
        <Row name="最大偏差"><LiveFigure id="maxStatementDeviation" /></Row>
        <Row name="权益偏差"><LiveFigure id="equityDeviation" /></Row>
      </section>
      <Reasons />
    </aside>
  )
}

export function verdictOf({ decision, limit }: Assessment): { readonly decision: Decision; readonly hasLimit: boolean } {
  return { decision, hasLimit: limit !== null }
}

function Verdict() {
  const { decision, hasLimit } = useAssessed(verdictOf)
  const { says, tone } = DECISIONS[decision]
  return (
    <section className="rail-verdict">
      <div className="rail-head"><span>额度</span><StateBadge tone={tone}>{says}</StateBadge></div>
      <div className="rail-limit">{hasLimit ? <LiveFigure id="limit" strong /> : <span className="muted">—</span>}</div>
      <p className="small muted">{hasLimit ? <><Binding />　申请 <LiveFigure id="capRequest" /></> : decision === 'INCOMPLETE' ? '报表齐备后核额度' : '按规则拒绝，不核额度'}</p>
    </section>
  )
}

/** Name of the cap that binds, with its amount. */
export function Binding() {
  const { figures } = useCase()
  const cap = useFigure('bindingCap')
  if (typeof cap !== 'string') return <>约束未定</>
  return <>{figures.definition(cap).name} <LiveFigure id={cap} /></>
}

/** `92 A → B`: points, grade and the grade a first loan is held to. */
export function Grade() {
  const score = useFigure('score')
  const grade = useFigure('grade')
  const capped = useFigure('cappedGrade')
  if (score === null) return <span className="muted">—</span>
  return <><LiveFigure id="score" strong /> <span className="rail-grade">{formatValue(grade, 'WORD')}{capped !== null && capped !== grade ? <> → {formatValue(capped, 'WORD')}</> : null}</span></>
}

/** A test value with a mark when it falls short of the pack's demand. */
function Tested({ id, atLeast }: { id: string; atLeast: 'coverageAtLeast' | 'stressCoverage' }) {
  const { pack } = useCase()
  const value = useFigure(id)
  const least = exact(pack.limit[atLeast])
  const short = value !== null && isNumber(value) && compare(value, least) < 0
  return <span className={short ? 'rail-short' : ''}><LiveFigure id={id} />{short ? <small> 低于 {formatValue(least, 'RATIO')}</small> : null}</span>
}

function Row({ name, isKnown = true, children }: { name: string; isKnown?: boolean; children: ReactNode }) {
  return <div className="rail-row"><span>{name}</span><span className="figure">{isKnown ? children : <span className="muted">—</span>}</span></div>
}
