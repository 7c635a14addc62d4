import './task.css'
import { useEffect } from 'react'
import { may, useMe } from '#common/staff/web'
import { TRAYS, type FollowedRow, type Tray } from '#common/task/domain'
import { fen } from '#kernel'
import { Chips, EmptyState, Go, Money, RefusalText, SkeletonRows, StateBadge, api, paths, refusalsIn, useAddressState, useRead, useWrite } from '#ui'
import { ErrandLine } from './errand-line.tsx'
import { TaskActs } from './task-acts.tsx'
import { TaskLine, dayAndClock } from './task-line.tsx'

type TrayId = Tray['tray']
const NAMES: Readonly<Record<TrayId, string>> = { TODO: '待办', DONE: '已办', FOLLOWED: '我关注的' }
const EMPTY: Readonly<Record<TrayId, string>> = { TODO: '手上没有待办，岗位池也空了。', DONE: '还没有办结的任务。', FOLLOWED: '还没有关注的业务。在办件页右上角点「关注」。' }

/** The inbox of everyone: what waits, what is done, what is followed. */
export function TasksPage() {
  const [address, change] = useAddressState()
  const tray: TrayId = TRAYS.find((one) => one === address['tray']) ?? 'TODO'
  const read = useRead<Tray>(api.tasks(tray))
  const counts = read.data?.counts
  const me = useMe().data
  useSeen(tray, read.data?.tray === tray)
  return (
    <div className="page stack">
      <div className="page-head">
        <div><h1>{NAMES[tray]}</h1>{counts === undefined ? null : <p>{counts.todo} 项待办{counts.late === 0 ? '' : `，其中 ${counts.late} 项已超时`}{counts.todoUnread === 0 ? '' : `，${counts.todoUnread} 项新到`}</p>}</div>
        <div className="row">
          {may(me, 'task.floor') ? <Go className="button" to={paths.floor()}>作业车间</Go> : null}
          <Go className="button" to={paths.notices()}>{counts === undefined || counts.notices === 0 ? '通知' : `通知 ${counts.notices}`}</Go>
          <Go className="button" to={paths.standIns()}>代岗</Go>
          <Go className="button" to={paths.accountability()}>超时问责</Go>
          <Go className="button" to={paths.myFindings()}>稽核整改</Go>
        </div>
      </div>
      <Chips label="栏目" value={tray} onChange={(next) => change({ tray: next === 'TODO' ? null : next })} choices={TRAYS.map((value) => ({ value, label: NAMES[value], count: value === 'TODO' ? counts?.todo : value === 'FOLLOWED' ? counts?.followed : undefined }))} />
      <RefusalText refusals={refusalsIn(read.error)} />
      <section className="panel" aria-label={NAMES[tray]}>
        {read.isPending ? <SkeletonRows rows={6} /> : null}
        {read.data && read.data.tasks.length + read.data.errands.length === 0 && read.data.followed.length === 0 ? <EmptyState says={EMPTY[tray]} act={tray === 'TODO' ? null : <Go className="button" to={tray === 'DONE' ? paths.tasks() : paths.cases()}>{tray === 'DONE' ? '看待办' : '看办件'}</Go>} /> : null}
        <ul className="task-list">
          {read.data?.errands.map((one) => <li key={one.errandId}><ErrandLine errand={one} /></li>)}
          {read.data?.tasks.map((task) => <li key={task.taskId}><TaskLine task={task} {...(tray === 'TODO' ? { acts: <TaskActs task={task} waits /> } : {})} /></li>)}
          {read.data?.followed.map((row) => <li key={row.caseId}><Followed row={row} /></li>)}
        </ul>
      </section>
    </div>
  )
}

function Followed({ row }: { row: FollowedRow }) {
  return (
    <div className="task-row">
      <Go className="task-who" to={paths.case(row.caseId)}><b>{row.unread ? <i className="task-unread" aria-label="有新进展" /> : null} {row.customer}</b><small>{row.number}</small></Go>
      <span className="task-what"><span><StateBadge tone={row.unread ? 'going' : 'quiet'}>{row.stateName}</StateBadge></span><small>{row.waitsAt.length === 0 ? '没有等待中的环节' : `等待：${row.waitsAt.join('、')}`}</small></span>
      <span className="task-what"><Money fen={fen(row.amountFen)} /><small>{dayAndClock(row.sinceAt)}</small></span>
    </div>
  )
}

/** Once a tray has been shown, what is in it is no longer new the next time. */
function useSeen(tray: TrayId, isShown: boolean): void {
  const { mutate } = useWrite()
  useEffect(() => {
    if (isShown && tray !== 'DONE') mutate({ path: api.tasksSeen(), method: 'PUT', body: { tray } })
  }, [tray, isShown, mutate])
}
