import './task.css'
import type { z } from 'zod'
import type { CaseTasks } from '#common/task/domain'
import { Button, EmptyState, RefusalText, SkeletonRows, api, refusalsIn, useRead, useWrite } from '#ui'
import { TaskActs } from './task-acts.tsx'
import { TaskLine } from './task-line.tsx'

type Answer = z.output<typeof CaseTasks>

/** Follows a case, or no longer. */
export function FollowButton({ caseId }: { caseId: string }) {
  const read = useRead<Answer>(api.caseTasks(caseId))
  const write = useWrite({ changes: [api.caseTasks(caseId), api.tasks()] })
  if (read.data === undefined) return null
  const { following } = read.data
  return <Button kind="quiet" busy={write.isPending} onClick={() => write.mutate({ path: api.followCase(caseId), method: following ? 'DELETE' : 'PUT' })}>{following ? '不再关注' : '关注'}</Button>
}

/** Who has this case in hand, until when, and what was done before. */
export function CaseTasksPanel({ caseId }: { caseId: string }) {
  const read = useRead<Answer>(api.caseTasks(caseId))
  const open = read.data?.tasks.filter(({ state }) => state === 'OPEN') ?? []
  const done = read.data?.tasks.filter(({ state }) => state === 'DONE').toReversed() ?? []
  return (
    <section className="panel" aria-label="任务">
      <header className="panel-head"><h2>任务</h2><FollowButton caseId={caseId} /></header>
      <RefusalText refusals={refusalsIn(read.error)} />
      {read.isPending ? <SkeletonRows rows={3} /> : null}
      {read.data && open.length === 0 && done.length === 0 ? <EmptyState says="本案还没有任务。" /> : null}
      <ul className="task-list">
        {open.map((task) => <li key={task.taskId}><TaskLine task={task} acts={<TaskActs task={task} />} /></li>)}
        {done.map((task) => <li key={task.taskId}><TaskLine task={task} /></li>)}
      </ul>
    </section>
  )
}
