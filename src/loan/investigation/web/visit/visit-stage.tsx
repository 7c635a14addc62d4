import './visit.css'
import { type ReactNode, useState } from 'react'
import { type Visit, type VisitStep, type Visits, VISIT_STATES, VISIT_STEPS, keysOf } from '#loan/investigation/domain'
import { Button, ChoiceField, Icon, RefusalText, SkeletonRows, StateBadge, api, clockTime, refusalsIn, useAddressState, useRead } from '#ui'
import { AbandonAct } from './abandon-act.tsx'
import { PressureAct } from './pressure-act.tsx'
import { CheckStep } from './step-check.tsx'
import type { StepProps } from './step-props.ts'
import { InquiriesStep } from './step-inquiries.tsx'
import { PhotosStep } from './step-photos.tsx'
import { PlanStep } from './step-plan.tsx'
import { SensesStep } from './step-senses.tsx'
import { SitesStep } from './step-sites.tsx'
import { TalkStep } from './step-talk.tsx'
import { TradeStep } from './step-trade.tsx'

const BODIES: Readonly<Record<Exclude<VisitStep, 'plan'>, (props: StepProps) => ReactNode>> = { sites: SitesStep, photos: PhotosStep, talk: TalkStep, trade: TradeStep, senses: SensesStep, inquiries: InquiriesStep, check: CheckStep }
const STEPS = keysOf(VISIT_STEPS)

/** 实地调查: made for one hand in a shop; plan, sites, photos, talk, six senses, inquiries, check and close. */
export function VisitStage({ caseId }: { caseId: string }) {
  const read = useRead<Visits>(api.ofCase(caseId, 'visits'))
  if (read.data === undefined) return read.error === null ? <div className="panel"><SkeletonRows rows={8} /></div> : <RefusalText refusals={refusalsIn(read.error)} />
  return <Opened caseId={caseId} visits={read.data} />
}

function Opened({ caseId, visits }: { caseId: string; visits: Visits }) {
  const [{ step, round }, change] = useAddressState()
  const [isPlanning, setPlanning] = useState(false)
  const last = visits.visits.at(-1)
  const visit = visits.visits.find((one) => String(one.round) === round) ?? last
  const isNew = visit === undefined || isPlanning
  const at: VisitStep = isNew ? 'plan' : STEPS.find((one) => one === step) ?? firstStep(visit)
  const whyNot = visit === last ? visits.acts.record : '这是较早的一次调查'
  const go = (to: VisitStep): void => {
    change({ step: to })
    window.scrollTo({ top: 0 })
  }
  return (
    <div className="visit">
      <Head caseId={caseId} visits={visits} visit={isNew ? undefined : visit} onRound={(to) => change({ round: to, step: null })} onPlanAgain={() => setPlanning(true)} />
      <Steps visit={isNew ? undefined : visit} at={at} go={go} />
      {at === 'plan' || visit === undefined
        ? <PlanStep key={isPlanning ? 'new' : visit?.visitId ?? ''} caseId={caseId} visits={visits} visit={isPlanning ? undefined : visit} onDone={() => { setPlanning(false); change({ round: null, step: 'sites' }) }} />
        : <Body key={`${visit.visitId} ${at}`} step={at} caseId={caseId} visits={visits} visit={visit} whyNot={whyNot} />}
      <span className="visit-acts-foot"><SideActs caseId={caseId} visits={visits} /></span>
      {isNew ? null : <Bar at={at} go={go} />}
    </div>
  )
}

function Body({ step, ...props }: StepProps & { step: Exclude<VisitStep, 'plan'> }) {
  const Step = BODIES[step]
  return <Step {...props} />
}

function firstStep(visit: Visit): VisitStep {
  if (visit.state === 'CLOSED') return 'check'
  return visit.state === 'PLANNED' ? 'sites' : visit.check.find(({ state }) => state === 'MISSING')?.step ?? 'check'
}

const TONES = { PLANNED: 'info', STARTED: 'going', CLOSED: 'holds' } as const

function Head({ caseId, visits, visit, onRound, onPlanAgain }: { caseId: string; visits: Visits; visit: Visit | undefined; onRound: (round: string) => void; onPlanAgain: () => void }) {
  const isLast = visit === visits.visits.at(-1)
  return (
    <header className="visit-head">
      <div>
        <h2>实地调查{visit === undefined ? '' : ` 第 ${visit.round} 次`}</h2>
        {visit === undefined ? <p className="muted small">主办 {visits.lead.name}，协办 {visits.assist?.name ?? '未指派'}</p> : <p className="muted small">{courseOf(visit)}</p>}
      </div>
      {visit === undefined ? null : <StateBadge tone={TONES[visit.state]}>{VISIT_STATES[visit.state]}</StateBadge>}
      {visits.visits.length > 1 && visit !== undefined ? <ChoiceField label="哪一次" value={String(visit.round)} onChange={onRound} choices={visits.visits.map((one) => ({ value: String(one.round), label: `第 ${one.round} 次 ${one.plan.plannedOn}` }))} /> : null}
      <span className="visit-acts">
        {isLast && visit?.state === 'CLOSED' && visits.acts.plan === null ? <Button kind="quiet" icon="plus" onClick={onPlanAgain}>再去一次</Button> : null}
        <span className="visit-acts-head"><SideActs caseId={caseId} visits={visits} /></span>
      </span>
    </header>
  )
}

function courseOf({ plan, startedAt, startedBy, closedAt, closedBy }: Visit): string {
  if (closedAt !== null) return `${startedBy?.name ?? ''} ${clockTime(startedAt ?? '')} 出发，${closedBy?.name ?? ''} ${clockTime(closedAt)} 结束`
  if (startedAt !== null) return `${startedBy?.name ?? ''} ${clockTime(startedAt)} 出发，计划 ${plan.minutes} 分钟`
  return `计划 ${plan.plannedOn} ${plan.plannedAt}，${plan.minutes} 分钟${plan.introduced ? '（人情介绍，已加长）' : ''}`
}

function Steps({ visit, at, go }: { visit: Visit | undefined; at: VisitStep; go: (to: VisitStep) => void }) {
  return (
    <ol className="visit-steps" aria-label="步骤">
      {STEPS.map((step) => {
        const open = (visit?.check ?? []).filter((item) => item.state === 'MISSING' && (item.step === step || step === 'check')).length
        const isDone = visit !== undefined && open === 0
        return (
          <li key={step}>
            <button type="button" aria-current={step === at ? 'step' : undefined} className={isDone ? 'visit-step visit-step-done' : 'visit-step'} disabled={visit === undefined && step !== 'plan'} title={visit === undefined && step !== 'plan' ? '先存访前计划' : undefined} onClick={() => go(step)}>
              {VISIT_STEPS[step]}{isDone ? <Icon name="check" size={12} label="齐" /> : open > 0 ? <b aria-label={`还缺 ${open} 项`}>{open}</b> : null}
            </button>
          </li>
        )
      })}
    </ol>
  )
}

/** Acts beside the visit itself; on the phone they stand at the foot. */
function SideActs({ caseId, visits }: { caseId: string; visits: Visits }) {
  return <><PressureAct caseId={caseId} today={visits.today} whyNot={visits.acts.pressure} /><AbandonAct caseId={caseId} acts={visits.acts} /></>
}

/** Forward and back under the thumb. */
function Bar({ at, go }: { at: VisitStep; go: (to: VisitStep) => void }) {
  const before = STEPS[STEPS.indexOf(at) - 1]
  const after = STEPS[STEPS.indexOf(at) + 1]
  return (
    <nav className="visit-bar no-print" aria-label="上一步与下一步">
      {before === undefined ? <span /> : <Button icon="left" onClick={() => go(before)}>{VISIT_STEPS[before]}</Button>}
      {after === undefined ? <span /> : <Button onClick={() => go(after)}>{VISIT_STEPS[after]}<Icon name="right" size={16} /></Button>}
    </nav>
  )
}
