import './coach.css'
import type { Coaching, NextCheck } from '#common/assessment/domain'
import { type CaseStore, useAfterwards, useCase } from '#common/assessment/web'
import { Go, Icon } from '#ui'
import { addressOfStep, nameOfAccount, nameOfMethod, weaknessText } from './coach-words.ts'
import { useSheetAddress } from './places.ts'

type Shown = Pick<Coaching, 'weak' | 'next' | 'statements' | 'minutesLeft' | 'mayLeave'>

function coachingOf(store: CaseStore): Shown {
  return store.coaching()
}

/** The coach [S1-65]: what to do next, which accounts are weak and why, how long it takes, and when you may leave. */
export function CoachPanel() {
  const store = useCase()
  return store.isOpen ? <Coached /> : null
}

function Coached() {
  const { weak, next, statements, minutesLeft, mayLeave } = useAfterwards(coachingOf)
  const address = useSheetAddress()
  return (
    <section className="rail-block coach" aria-label="下一步">
      <h3><Icon name={mayLeave ? 'check' : 'right'} size={14} />{mayLeave ? '可以离店' : '下一步'}{minutesLeft > 0 ? <span className="rail-count">还需约 {minutesLeft} 分钟</span> : null}</h3>
      {mayLeave ? <p className="small coach-leave">{weak.length === 0 ? '各科检验齐备，偏差都有原因。' : '余下的回到行里可补。'}</p> : null}
      {next === null ? null : <Go className="coach-next" to={addressOfStep(address, next)}><Step step={next} /></Go>}
      <ul>
        {statements.map((name) => <li key={name}><span>{name}</span><small>尚未填</small></li>)}
        {weak.map(({ account, why, steps, unexplained }) => (
          <li key={account}>
            <Go to={steps[0] === undefined || unexplained.length > 0 ? `${address('checks')}?account=${account}` : addressOfStep(address, steps[0])}>
              <span>{nameOfAccount(account)}</span><small>{weaknessText(why)}{steps.length > 0 ? `：${steps.map(({ method }) => method).join('、')}` : ''}</small>
            </Go>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Step({ step: { account, method, minutes, fitsTrade, evidence } }: { step: NextCheck }) {
  return (
    <>
      <b>{nameOfAccount(account)}　<span className="ledger-code">{method}</span> {nameOfMethod(method)}</b>
      <small>约 {minutes} 分钟{account === 'sales' && fitsTrade ? '，适合本行业' : ''}{evidence.length > 0 ? '，凭据已在案' : ''}</small>
    </>
  )
}

function lineOf(store: CaseStore): { readonly mayLeave: boolean; readonly next: NextCheck | null; readonly minutesLeft: number } {
  const { mayLeave, next, minutesLeft } = store.coaching()
  return { mayLeave, next, minutesLeft }
}

/** The same in one line over the folded judgement of a phone. */
export function CoachLine() {
  const { next, mayLeave, minutesLeft } = useAfterwards(lineOf)
  const address = useSheetAddress()
  if (next === null) return mayLeave ? <p className="coach-line coach-leave"><Icon name="check" size={14} />可以离店</p> : null
  return (
    <Go className="coach-line" to={addressOfStep(address, next)}>
      <Icon name={mayLeave ? 'check' : 'right'} size={14} /><span>{mayLeave ? '可以离店，' : ''}下一步：{nameOfAccount(next.account)} {nameOfMethod(next.method)}</span><small>共约 {minutesLeft} 分钟</small>
    </Go>
  )
}
