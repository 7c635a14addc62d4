import './task.css'
import { useEffect, useRef, useState } from 'react'
import type { z } from 'zod'
import { may, useMe } from '#common/staff/web'
import type { Floor, Station, StationTasks, TaskRow } from '#common/task/domain'
import { Banner, Button, EmptyState, RefusalText, SkeletonRows, api, refusalsIn, useAddressState, useRead } from '#ui'
import { AssignModal } from './assign-modal.tsx'
import { TaskActs } from './task-acts.tsx'
import { TaskLine } from './task-line.tsx'

const EVENING = 'EVENING'

/** The factory floor: what queues where, how old, how long a station takes, what comes back, who has how much. */
export function FloorPage() {
  const [address, change] = useAddressState()
  const floor = useRead<z.output<typeof Floor>>(api.floor())
  const step = address['step']
  const longest = Math.max(1, ...(floor.data?.stations ?? []).map(({ waiting }) => waiting))
  const evening = floor.data?.unassignedThisEvening ?? 0
  return (
    <div className="page stack">
      <div className="page-head"><div><h1>作业车间</h1><p>每个环节一个工位；时长与退回率取近三十天</p></div></div>
      <RefusalText refusals={refusalsIn(floor.error)} />
      {evening === 0 ? null : <Banner tone="warning">今天受理的业务还有 {evening} 件没有派单，当晚必须派到人。<Button kind="quiet" onClick={() => change({ step: EVENING })}>去派单</Button></Banner>}
      <section className="panel floor-scroll" aria-label="工位">
        {floor.isPending ? <SkeletonRows rows={8} /> : null}
        {floor.data === undefined ? null : (
          <table className="floor-table">
            <thead><tr><th scope="col">工位</th><th scope="col">排队</th><th scope="col">未认领</th><th scope="col">超时</th><th scope="col">最久</th><th scope="col">平均时长</th><th scope="col">今日完成</th><th scope="col">退回率</th><th scope="col">在办的人</th></tr></thead>
            <tbody>{floor.data.stations.map((one) => <StationRow key={one.step} station={one} share={one.waiting / longest} isOpen={step === one.step} onOpen={() => change({ step: step === one.step ? null : one.step })} />)}</tbody>
          </table>
        )}
      </section>
      {step === undefined ? null : <StationList key={step} step={step} name={step === EVENING ? '当晚未派单' : floor.data?.stations.find((one) => one.step === step)?.name ?? ''} />}
    </div>
  )
}

function StationRow({ station, share, isOpen, onOpen }: { station: Station; share: number; isOpen: boolean; onOpen: () => void }) {
  const { name, waiting, unclaimed, late, oldestDays, meanMinutes, doneToday, returned, closed, people } = station
  return (
    <tr aria-current={isOpen}>
      <td><button type="button" className="figure-link" aria-expanded={isOpen} onClick={onOpen}>{name}</button></td>
      <td>{waiting === 0 ? null : <i className="floor-bar" style={{ width: `${Math.round(share * 64)}px` }} aria-hidden />}{waiting}</td>
      <td>{unclaimed}</td><td className={late > 0 ? 'late' : ''}>{late}</td><td>{oldestDays === null ? '—' : oldestDays === 0 ? '今天' : `${oldestDays} 天`}</td>
      <td>{meanMinutes === null ? '—' : spanText(meanMinutes)}</td><td>{doneToday}</td><td>{closed === 0 ? '—' : `${((returned / closed) * 100).toFixed(1)}%`}</td>
      <td><span className="floor-people">{people.map((one) => <span key={one.staffId}>{one.name} {one.load}{one.late === 0 ? '' : `（超时 ${one.late}）`}</span>)}</span></td>
    </tr>
  )
}

const HOUR = 60
const DAY = 24 * HOUR

/** 「3 小时 20 分」「2.5 天」 */
function spanText(minutes: number): string {
  if (minutes < HOUR) return `${minutes} 分`
  return minutes < DAY ? `${Math.floor(minutes / HOUR)} 小时 ${minutes % HOUR} 分` : `${(minutes / DAY).toFixed(1)} 天`
}

/** The queue of a station; who may assign ticks several and sees the preview before anything happens. */
function StationList({ step, name }: { step: string; name: string }) {
  const me = useMe().data
  const read = useRead<z.output<typeof StationTasks>>(step === EVENING ? api.evening() : api.station(step))
  const [ticked, setTicked] = useState<readonly string[]>([])
  const [isAssigning, setAssigning] = useState(false)
  const tasks = read.data?.tasks ?? []
  const chosen: readonly TaskRow[] = tasks.filter(({ taskId }) => ticked.includes(taskId))
  const mayAssign = may(me, 'task.assign')
  const all = ticked.length === tasks.length && tasks.length > 0
  const list = useRef<HTMLElement>(null)
  const isRead = read.data !== undefined
  // The list stands under all stations, below the fold.
  useEffect(() => { if (isRead) list.current?.scrollIntoView({ block: 'nearest' }) }, [isRead])
  return (
    <section className="panel" aria-label={name} ref={list}>
      <header className="panel-head">
        <h2>{name} <span className="muted small">{tasks.length} 件</span></h2>
        <Button kind="quiet" onClick={() => setTicked(all ? [] : tasks.map(({ taskId }) => taskId))} disabledReason={tasks.length === 0 ? '没有任务' : null}>{all ? '全不选' : '全选'}</Button>
        <Button kind="act" onClick={() => setAssigning(true)} disabledReason={mayAssign ? (chosen.length === 0 ? '先勾选任务' : null) : '由部门负责人或区域主管派单'}>批量派单{chosen.length === 0 ? '' : ` ${chosen.length} 件`}</Button>
      </header>
      <RefusalText refusals={refusalsIn(read.error)} />
      {read.isPending ? <SkeletonRows rows={4} /> : null}
      {read.data && tasks.length === 0 ? <EmptyState says="这个工位现在没有排队。" /> : null}
      <ul className="task-list">
        {tasks.map((task) => (
          <li key={task.taskId}>
            <TaskLine task={task} acts={<TaskActs task={task} />} tick={mayAssign ? <input type="checkbox" aria-label={`选中 ${task.case.number}`} checked={ticked.includes(task.taskId)} onChange={(event) => setTicked(event.target.checked ? [...ticked, task.taskId] : ticked.filter((id) => id !== task.taskId))} /> : undefined} />
          </li>
        ))}
      </ul>
      {isAssigning ? <AssignModal tasks={chosen} onClose={() => { setAssigning(false); setTicked([]) }} /> : null}
    </section>
  )
}
