import type { ReactNode } from 'react'
import { POSTS } from '#common/staff/domain'
import { CASE_LIFE, type Step, type TaskRow } from '#common/task/domain'
import { fen } from '#kernel'
import { Go, Money, clockDay, clockTime, paths } from '#ui'
import { DueMark } from './due-mark.tsx'

/** On which sheet of the case a step is done; its first sheet where the step has none of its own. */
const SHEET_OF: Readonly<Partial<Record<Step, string>>> = {
  ADMISSION: 'application', ASSIGN: 'application', PLAN: 'visit', VISIT: 'visit', BUREAU: 'bureau', REVIEW: 'review', SIGN: 'decision', ANSWER: 'decision', CONVENE: 'committee', VOTE: 'committee', CONDITION: 'contract', CONTRACT: 'contract', SIGNING: 'contract', CONFIRM: 'contract',
  PAY_MAKE: 'contract', PAY_CHECK: 'contract', ARRIVAL: 'contract', FIRST_CHECK: 'servicing',
}

/** The address where a task is done. */
export function placeOf(task: TaskRow): string {
  return paths.case(task.case.caseId, SHEET_OF[task.step])
}

/** One task: what, whose case, how much time is left, what can be done with it. */
export function TaskLine({ task, acts, tick }: { task: TaskRow; acts?: ReactNode; tick?: ReactNode }) {
  return (
    <div className="task-row">
      <span className="task-what">
        <b>{tick}{task.unread ? <i className="task-unread" aria-label="未读" /> : null}{task.stepName}</b>
        <small>{handOf(task)}</small>
      </span>
      <Go className="task-who" to={placeOf(task)}><b>{task.case.customer}</b><small>{task.case.number} · {CASE_LIFE[task.case.state]} · {task.case.unit}</small></Go>
      <span className="task-what"><Money fen={fen(task.case.amountFen)} />{task.state === 'OPEN' ? <DueMark due={task.due} /> : <small>{task.closedAt === null ? '' : `办结于 ${dayAndClock(task.closedAt)}`}</small>}</span>
      {acts === undefined ? null : <span className="row task-acts">{acts}</span>}
      {task.state === 'OPEN' && task.handBackReason !== null ? <span className="task-note">曾退回 {task.handedBack} 次：{task.handBackReason}</span> : null}
    </div>
  )
}

/** In whose hands it is; once done, whose hands did it. */
function handOf({ assignee, standsInFor, closedBy, closedFor, posts, state }: TaskRow): string {
  if (state !== 'OPEN') return `${(state === 'DONE' ? closedBy : assignee)?.name ?? ''}${closedFor === null ? '' : `（代${closedFor.name}办理）`}`
  if (standsInFor !== null) return `代${standsInFor.name}办理`
  return assignee === null ? `岗位池：${posts.map((post) => POSTS[post]).join('、')}` : assignee.name
}

/** `2025-03-14 10:02`, in the bank's zone. */
export function dayAndClock(at: string): string {
  return `${clockDay(at)} ${clockTime(at)}`
}
