import { useState } from 'react'
import { may, useMe } from '#common/staff/web'
import type { TaskRow } from '#common/task/domain'
import { Button, RefusalText, api, refusalsIn, useGo, useWrite } from '#ui'
import { AssignModal } from './assign-modal.tsx'
import { ReasonModal } from './reason-modal.tsx'
import { placeOf } from './task-line.tsx'
import { TASK_READS } from './task-reads.ts'

/** What this person can do with an open task: claim, open, hand back, release, assign. `waits`: it stands in his own inbox, as assistant too. */
export function TaskActs({ task, waits = false }: { task: TaskRow; waits?: boolean }) {
  const me = useMe().data
  const go = useGo()
  const claim = useWrite({ changes: TASK_READS })
  const [asking, setAsking] = useState<'hand-back' | 'release' | 'assign' | null>(null)
  const inHand = task.assignee?.staffId === me?.staffId || task.standsInFor !== null
  const close = (): void => setAsking(null)
  return (
    <>
      <RefusalText refusals={refusalsIn(claim.error)} />
      {task.assignee === null ? <Button busy={claim.isPending} onClick={() => claim.mutate({ path: api.task(task.taskId, 'claim') })}>认领</Button> : null}
      {inHand || (waits && task.assignee !== null) ? <Button onClick={() => go(placeOf(task))}>去办理</Button> : null}
      {inHand && task.pooled ? <Button kind="quiet" onClick={() => setAsking('release')}>释放</Button> : null}
      {inHand ? <Button kind="quiet" onClick={() => setAsking('hand-back')}>退回</Button> : null}
      {may(me, 'task.assign') ? <Button kind="quiet" onClick={() => setAsking('assign')}>{task.assignee === null ? '派单' : '改派'}</Button> : null}
      {asking === 'hand-back' ? <ReasonModal title={`退回「${task.stepName}」`} says={`${task.case.customer} ${task.case.number}。${task.pooled ? '任务回到岗位池' : '任务仍由您办理，主管会看到理由'}。`} act="退回" path={api.task(task.taskId, 'hand-back')} changes={TASK_READS} onClose={close} /> : null}
      {asking === 'release' ? <ReasonModal title={`释放「${task.stepName}」`} says={`${task.case.customer} ${task.case.number} 回到岗位池，由同岗位的同事认领。`} act="释放" path={api.task(task.taskId, 'release')} changes={TASK_READS} onClose={close} /> : null}
      {asking === 'assign' ? <AssignModal tasks={[task]} onClose={close} /> : null}
    </>
  )
}
