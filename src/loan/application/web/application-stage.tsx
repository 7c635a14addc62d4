import './application.css'
import { useEffect, useState } from 'react'
import { wordOf } from '#common/assessment/web'
import { useMe } from '#common/staff/web'
import { type Day, type Fen, day } from '#kernel'
import { type ApplicationPanel, monthsAsked } from '#loan/application/domain'
import { Banner, Facts, Go, Money, RefusalText, SkeletonRows, api, paths, refusalsIn, useRead } from '#ui'
import { Admissions } from './stage/admission.tsx'
import { Assignments } from './stage/assignment.tsx'
import { clockText } from './stage/clock-text.ts'
import { Consents } from './stage/consents.tsx'
import { Corrections } from './stage/corrections.tsx'
import { CounterSteps } from './stage/counter-steps.tsx'
import { Documents } from './stage/documents.tsx'
import { FactCorrections } from './stage/fact-corrections.tsx'
import { JointGroup } from './stage/joint-group.tsx'
import { Moves, warningsOf } from './stage/moves.tsx'
import { Parties } from './stage/parties.tsx'
import { Section } from './stage/section.tsx'

const MINUTE_MS = 60_000

/** The application of a case: what was asked for, what was done at the counter, yes or no, and in whose hands it is. */
export function ApplicationStage({ caseId }: { caseId: string }) {
  const me = useMe().data
  const read = useRead<ApplicationPanel>(api.application(caseId))
  if (read.isError) return <RefusalText refusals={refusalsIn(read.error)} />
  if (read.data === undefined || me === undefined) return <div className="panel"><SkeletonRows rows={10} /></div>
  const panel = read.data
  const today = day(me.businessDate)
  return (
    <div className="stack application-stage">
      <Standing panel={panel} today={today} />
      <Admissions panel={panel} />
      <Asked panel={panel} />
      <CounterSteps panel={panel} />
      <Documents panel={panel} />
      <Consents panel={panel} today={today} />
      <Parties panel={panel} />
      <JointGroup panel={panel} />
      <Assignments panel={panel} />
      <Corrections panel={panel} today={today} />
      <FactCorrections panel={panel} />
    </div>
  )
}

/** Clocks, warnings and the acts of the state. */
function Standing({ panel, today }: { panel: ApplicationPanel; today: Day }) {
  const warnings = warningsOf(panel)
  const now = useNow()
  return (
    <div className="stack application-standing">
      {panel.clocks.map((clock) => {
        const { text, late } = clockText(clock, today, now)
        return <Banner key={`${clock.step}${clock.assignee?.staffId ?? ''}`} tone={late ? 'warning' : 'info'}>{text}{clock.assignee === null ? '' : `，${clock.assignee.name}办理`}</Banner>
      })}
      {panel.reason === null || panel.state === 'FILED' || panel.state === 'ADMITTED' ? null : <Banner tone="warning">{panel.reason}</Banner>}
      {warnings.map((text) => <Banner key={text} tone="warning">{text}</Banner>)}
      <Moves panel={panel} />
    </div>
  )
}

/** The clock on the wall, to the minute. */
function useNow(): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), MINUTE_MS)
    return () => clearInterval(timer)
  }, [])
  return now
}

function Asked({ panel }: { panel: ApplicationPanel }) {
  const { intake, exposure, running } = panel
  return (
    <Section title="申请" note={`${panel.number} · ${panel.appliedOn} · ${panel.acceptor.name}受理`}>
      <div className="panel-body">
        <Facts facts={[
          ['产品', intake.request.product], ['申请金额', <Money key="amount" fen={intake.request.amountFen as Fen} unit />], ['期限', `${monthsAsked(intake.request)} 个月`], ['还款方式', wordOf('method', intake.request.method)], ['担保方式', wordOf('guarantee', intake.request.guarantee)],
          ['用途', `${wordOf('purpose', intake.request.purpose)}：${intake.request.purposeLabel}`], ['用途总额', <Money key="purpose" fen={intake.request.purposeFen as Fen} unit />], ['自有资金', <Money key="own" fen={intake.request.ownContributionFen as Fen} unit />], ['来源', wordOf('source', intake.source)],
          ...(intake.job === null
            ? [['经营主体', `${intake.business.name}${intake.businessAddress === null ? '' : `，${intake.businessAddress}`}`], ['开业日期', intake.business.startedOn], ['经营场所', wordOf('premises', intake.business.premises)], ['营业执照', intake.business.licensed ? '有' : '没有']] as const
            : [['工作单位', `${intake.business.name}，${wordOf('employerKind', intake.job.employerKind)}`], ['职务', `${intake.job.post}，${wordOf('postKind', intake.job.postKind)}`], ['入职日期', intake.business.startedOn], ['月实发工资', <Money key="wage" fen={intake.job.monthlyWageFen as Fen} unit />]] as const),
          ...(intake.farm === null ? [] : [['种养', `${intake.farm.mainCrop}，${intake.farm.landMu} 亩，${intake.farm.harvestMonth} 月收获`] as const]), ...(intake.referredBy === null ? [] : [['介绍人', intake.referredBy] as const]),
          ['婚姻状况', wordOf('marriage', intake.applicant.marriage)], ['居住', `${intake.applicant.residence.city}，${intake.applicant.residence.local ? '本地人' : `${intake.applicant.residence.years} 年`}`],
          ['客户', <Go key="customer" to={paths.customer(panel.customer.customerId)}>{panel.customer.name} {panel.customer.number}{panel.customer.merged ? '（已并入另一档案）' : ''}</Go>],
          ...(panel.line === null ? [] : [['在授信下申请', `${panel.line.number}`] as const]),
          ...(running.length === 0 ? [] : [['在办的其他业务', <span key="running">{running.map((one) => <Go key={one.caseId} to={paths.case(one.caseId)}>{one.number} {one.product} </Go>)}</span>] as const, ['合计在申请', <Money key="requested" fen={panel.requestedFen as Fen} unit />] as const]),
          ['客户敞口', <Money key="exposure" fen={exposure.customer.committedFen as Fen} unit />], ['全户敞口', <Money key="household" fen={exposure.household.committedFen as Fen} unit />],
        ]} />
      </div>
    </Section>
  )
}
