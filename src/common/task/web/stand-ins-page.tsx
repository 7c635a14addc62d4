import './task.css'
import { useState } from 'react'
import type { z } from 'zod'
import { type Colleague, POSTS, type Post } from '#common/staff/domain'
import { may, useMe } from '#common/staff/web'
import type { StandIns } from '#common/task/domain'
import { type Day, addDays, day } from '#kernel'
import { Button, ChoiceField, DayField, EmptyState, Modal, NoteField, RefusalText, SkeletonRows, StateBadge, api, refusalsIn, useRead, useWrite } from '#ui'

type Row = z.output<typeof StandIns>['standIns'][number]

/** Who stands in for whom (代岗、AB角): made by the head of the unit, for named days, between people of the same post. */
export function StandInsPage() {
  const me = useMe().data
  const read = useRead<z.output<typeof StandIns>>(api.standIns())
  const end = useWrite({ changes: [api.standIns(), api.tasks()] })
  const [isMaking, setMaking] = useState(false)
  const mayMake = may(me, 'task.assign')
  return (
    <div className="page stack">
      <div className="page-head">
        <div><h1>代岗</h1><p>请假期间由同岗位的同事代办，每件事上都留两个人的名字</p></div>
        <Button kind="act" onClick={() => setMaking(true)} disabledReason={mayMake ? null : '由部门负责人或区域主管安排'}>安排代岗</Button>
      </div>
      <RefusalText refusals={[...refusalsIn(read.error), ...refusalsIn(end.error)]} />
      <section className="panel" aria-label="代岗安排">
        {read.isPending ? <SkeletonRows rows={3} /> : null}
        {read.data?.standIns.length === 0 ? <EmptyState says="没有代岗安排。" /> : null}
        <ul className="task-list">{read.data?.standIns.map((row) => <li key={row.standInId}><StandInLine row={row} mayEnd={mayMake} onEnd={() => end.mutate({ path: api.endStandIn(row.standInId) })} /></li>)}</ul>
      </section>
      {isMaking && me ? <Make today={me.businessDate} onClose={() => setMaking(false)} /> : null}
    </div>
  )
}

function StandInLine({ row, mayEnd, onEnd }: { row: Row; mayEnd: boolean; onEnd: () => void }) {
  return (
    <div className="task-row">
      <span className="task-what"><b>{row.deputy.name} 代 {row.absent.name}</b><small>{POSTS[row.post]}</small></span>
      <span className="task-what"><span>{row.fromDay} 至 {row.untilDay}（不含）</span><small>{row.reason}，{row.by.name}安排</small></span>
      <span>{row.endedOn !== null ? <StateBadge tone="quiet">{`${row.endedOn} 提前结束`}</StateBadge> : <StateBadge tone={row.current ? 'going' : 'quiet'}>{row.current ? '代岗中' : '未到或已过'}</StateBadge>}</span>
      {mayEnd && row.endedOn === null ? <span className="row task-acts"><Button kind="quiet" onClick={onEnd}>提前结束</Button></span> : null}
    </div>
  )
}

function Make({ today, onClose }: { today: string; onClose: () => void }) {
  const colleagues = useRead<readonly z.output<typeof Colleague>[]>(api.colleagues()).data ?? []
  const write = useWrite({ changes: [api.standIns()] })
  const [form, setForm] = useState<{ absentId: string | null; deputyId: string | null; post: Post | null; fromDay: Day | null; untilDay: Day | null; reason: string }>({ absentId: null, deputyId: null, post: null, fromDay: day(today), untilDay: addDays(day(today), 7), reason: '' })
  const set = (change: Partial<typeof form>): void => setForm({ ...form, ...change })
  const absent = colleagues.find(({ staffId }) => staffId === form.absentId)
  const missing = form.absentId === null || form.post === null || form.deputyId === null ? '请选请假人、岗位与代岗人' : form.fromDay === null || form.untilDay === null ? '请填起止日' : form.reason.trim().length < 4 ? '事由至少 4 个字' : null
  return (
    <Modal title="安排代岗" open onClose={onClose} foot={<><Button onClick={onClose}>再看看</Button><Button kind="act" busy={write.isPending} disabledReason={missing} onClick={() => write.mutate({ path: api.standIns(), body: { ...form, reason: form.reason.trim() } }, { onSuccess: onClose })}>安排</Button></>}>
      <div className="stack">
        <ChoiceField label="请假人（A角）" value={form.absentId} onChange={(absentId) => set({ absentId, post: null, deputyId: null })} choices={colleagues.map((one) => ({ value: one.staffId, label: one.name }))} required />
        <ChoiceField label="岗位" value={form.post} onChange={(post) => set({ post, deputyId: null })} choices={(absent?.posts ?? []).map((post) => ({ value: post, label: POSTS[post] }))} required />
        <ChoiceField label="代岗人（B角）" hint="须任同一岗位" value={form.deputyId} onChange={(deputyId) => set({ deputyId })} choices={colleagues.filter((one) => one.staffId !== form.absentId && form.post !== null && one.posts.includes(form.post)).map((one) => ({ value: one.staffId, label: one.name }))} required />
        <div className="form-grid">
          <DayField label="起" value={form.fromDay} onChange={(fromDay) => set({ fromDay })} required />
          <DayField label="止（不含）" value={form.untilDay} onChange={(untilDay) => set({ untilDay })} required />
        </div>
        <NoteField label="事由" value={form.reason} onChange={(reason) => set({ reason })} required maxLength={500} />
        <RefusalText refusals={refusalsIn(write.error)} />
      </div>
    </Modal>
  )
}
