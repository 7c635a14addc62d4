import '../coach.css'
import type { Visit, Visits } from '#loan/investigation/domain'
import { Go, Icon, paths } from '#ui'
import { addressOfStep, nameOfAccount, nameOfMethod, weaknessText } from '../coach-words.ts'

/** In the shop: the next check, what is weak, and 「可以离店」 once figures and visit lack nothing that needs the shop [S1-65]. */
export function VisitCoach({ caseId, coach, visit }: { caseId: string; coach: Visits['coach']; visit: Visit }) {
  if (visit.state !== 'STARTED') return null
  const missing = visit.check.filter(({ state }) => state === 'MISSING').length
  const address = (sheet: string): string => paths.case(caseId, sheet)
  const mayLeave = coach.mayLeave && missing === 0
  return (
    <section className="panel visit-coach" aria-label="离店之前">
      <h3 className={mayLeave ? 'coach-leave' : ''}><Icon name={mayLeave ? 'check' : 'warning'} size={16} />{mayLeave ? '可以离店' : '还不能离店'}{coach.minutesLeft > 0 ? <small className="muted">检验还需约 {coach.minutesLeft} 分钟</small> : null}</h3>
      {coach.next === null ? null : <Go className="coach-next" to={addressOfStep(address, coach.next)}><b>下一步：{nameOfAccount(coach.next.account)}　{coach.next.method} {nameOfMethod(coach.next.method)}</b><small>约 {coach.next.minutes} 分钟</small></Go>}
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
