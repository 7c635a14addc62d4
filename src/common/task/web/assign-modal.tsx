import { useEffect, useState } from 'react'
import type { z } from 'zod'
import type { Candidate, Preview, TaskRow } from '#common/task/domain'
import { Button, ChoiceField, Modal, RefusalText, SkeletonRows, api, refusalsIn, useWrite } from '#ui'
import { TASK_READS } from './task-reads.ts'

type Rows = z.output<typeof Preview>['rows']

/** Assigns one task or many: for each who the load suggests, with experience, load and unit of everyone who could; nothing happens before it is confirmed. */
export function AssignModal({ tasks, onClose }: { tasks: readonly TaskRow[]; onClose: () => void }) {
  const preview = useWrite<{ rows: Rows }>()
  const assign = useWrite({ changes: TASK_READS })
  const [chosen, setChosen] = useState<Readonly<Record<string, string>>>({})
  const ids = tasks.map(({ taskId }) => taskId).join(' ')
  const { mutate } = preview
  useEffect(() => {
    mutate({ path: api.taskPreview(), method: 'PUT', body: { taskIds: ids.split(' ') } }, { onSuccess: ({ rows }) => setChosen(Object.fromEntries(rows.flatMap(({ task, suggested }) => suggested === null ? [] : [[task.taskId, suggested.staffId]]))) })
  }, [ids, mutate])
  const rows = preview.data?.rows ?? []
  const open = rows.filter(({ task }) => chosen[task.taskId] === undefined).length
  const send = (): void => assign.mutate({ path: api.taskAssignments(), body: { assignments: Object.entries(chosen).map(([taskId, assigneeId]) => ({ taskId, assigneeId })) } }, { onSuccess: onClose })
  return (
    <Modal title={`派单 ${tasks.length} 件`} open onClose={onClose} foot={<><Button onClick={onClose}>再看看</Button><Button kind="act" busy={assign.isPending} disabledReason={rows.length === 0 ? '正在取候选人' : open > 0 ? `还有 ${open} 件没有选人` : null} onClick={send}>确认派单</Button></>}>
      <RefusalText refusals={[...refusalsIn(preview.error), ...refusalsIn(assign.error)]} />
      {preview.isPending ? <SkeletonRows rows={tasks.length} /> : null}
      {rows.map(({ task, candidates }) => (
        <div key={task.taskId} className="preview-row">
          <span className="task-what"><b>{task.stepName} · {task.case.customer}</b><small>{task.case.number} · {task.case.unit}</small></span>
          <ChoiceField label="派给" value={chosen[task.taskId] ?? null} onChange={(staffId) => setChosen({ ...chosen, [task.taskId]: staffId })} hint={hintOf(candidates.find(({ staffId }) => staffId === chosen[task.taskId]))} choices={candidates.filter(({ why }) => why === null).map((one) => ({ value: one.staffId, label: `${one.name}（手上 ${one.load} 件，${one.sameUnit ? '本机构' : one.unit}）` }))} placeholder={candidates.length === 0 ? '没有人任此岗位' : '请选择'} />
        </div>
      ))}
    </Modal>
  )
}

/** 「手上 3 件，超时 1 件；此环节办过 12 件，本产品 4 件；本机构」 */
function hintOf(one: Candidate | undefined): string | undefined {
  return one && `手上 ${one.load} 件，超时 ${one.late} 件；此环节办过 ${one.done} 件，本产品 ${one.doneProduct} 件；${one.sameUnit ? '本机构' : one.unit}`
}
