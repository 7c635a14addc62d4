import '../coach.css'
import type { Visit, Visits } from '#loan/investigation/domain'
import { Go, Icon, paths } from '#ui'
import { addressOfStep, nameOfAccount, nameOfMethod, weaknessText } from '../coach-words.ts'

/** In the shop: the next check, what is weak, and 「可以离店」 once figures and visit lack nothing that needs the shop [S1-65]. */
export function VisitCoach({ caseId, coach, visit }: { caseId: string; coach: Visits['coach']; visit: Visit }) {
  if (visit.state !== 'STARTED') return null
  const missing = missingOf(visit)
  const mayLeave = coach.mayLeave && missing === 0
  return (
    <section className="panel visit-coach" aria-label="离店之前">
      <h3 className={mayLeave ? 'coach-leave' : ''}><Icon name={mayLeave ? 'check' : 'warning'} size={16} />{mayLeave ? '可以离店' : '还不能离店'}{coach.minutesLeft > 0 ? <small className="muted">检验还需约 {coach.minutesLeft} 分钟</small> : null}</h3>
      <NextCheck caseId={caseId} next={coach.next} />
      {mayLeave ? <p className="small muted">{coach.weak.length === 0 ? '各科检验齐备，实地记录逐项齐全。' : '余下的检验回到行里可补。'}</p> : (
        <ul>
          {missing === 0 ? null : <li><span>实地记录</span><small>还缺 {missing} 项</small></li>}
          {coach.statements.map((name) => <li key={name}><span>{name}</span><small>尚未填</small></li>)}
          {coach.weak.map(({ account, why, steps }) => <li key={account}><span>{nameOfAccount(account)}</span><small>{weaknessText(why)}{steps.length > 0 ? `：${steps.map(({ method }) => nameOfMethod(method)).join('、')}` : ''}</small></li>)}
        </ul>
      )}
    </section>
  )
}

/** Beside the questions, after each answer: which accounts are weak still, the next check with its minutes, or that one may leave. */
export function CoachLine({ caseId, coach, visit }: { caseId: string; coach: Visits['coach']; visit: Visit }) {
  if (visit.state !== 'STARTED') return null
  const [first, ...others] = coach.weak
  return (
    <section className="panel visit-coach" aria-label="下一步">
      {coach.mayLeave ? <h3 className="coach-leave"><Icon name="check" size={16} />{missingOf(visit) === 0 ? '可以离店' : '检验齐备'}{missingOf(visit) === 0 ? null : <small className="muted">实地记录还缺 {missingOf(visit)} 项</small>}</h3>
        : <h3><Icon name="warning" size={16} />还不能离店{coach.minutesLeft > 0 ? <small className="muted">检验还需约 {coach.minutesLeft} 分钟</small> : null}</h3>}
      {first === undefined ? null : <p className="small muted">还弱：{nameOfAccount(first.account)}（{weaknessText(first.why)}）{others.length === 0 ? '' : `等 ${coach.weak.length} 个科目`}</p>}
      <NextCheck caseId={caseId} next={coach.next} />
    </section>
  )
}

const missingOf = (visit: Visit): number => visit.check.filter(({ state }) => state === 'MISSING').length

function NextCheck({ caseId, next }: { caseId: string; next: Visits['coach']['next'] }) {
  if (next === null) return null
  const address = (sheet: string): string => paths.case(caseId, sheet)
  return <Go className="coach-next" to={addressOfStep(address, next)}><b>下一步：{nameOfAccount(next.account)}　{next.method} {nameOfMethod(next.method)}</b><small>约 {next.minutes} 分钟</small></Go>
}
