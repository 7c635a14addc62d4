import { useState } from 'react'
import type { TaskRow } from '#common/task/domain'
import { Button, ChoiceField, Modal, RefusalText, SkeletonRows, api, refusalsIn, useWrite } from '#ui'
import { AssignCasesModal } from './assign-cases-modal.tsx'
import { TASK_READS } from './task-reads.ts'
import { type PreviewRow, choicesOf, hintOf, usePreview } from './use-preview.ts'

/** Assigns one task or many. To assign a case that has no lead is to name lead and assistant; any other task goes to one person. */
export function AssignModal({ tasks, onClose }: { tasks: readonly TaskRow[]; onClose: () => void }) {
  return tasks.every(({ step }) => step === 'ASSIGN') ? <AssignCasesModal tasks={tasks} onClose={onClose} /> : <AssignTasksModal tasks={tasks} onClose={onClose} />
}

/** For each task who the load suggests, with experience, load and unit of everyone who could; nothing happens before it is confirmed. */
function AssignTasksModal({ tasks, onClose }: { tasks: readonly TaskRow[]; onClose: () => void }) {
  const assign = useWrite({ changes: TASK_READS })
  const [chosen, setChosen] = useState<Readonly<Record<string, string>>>({})
  const preview = usePreview(tasks)
  const rows = preview.data?.rows ?? []
  const personFor = ({ task, suggested }: PreviewRow): string | null => chosen[task.taskId] ?? suggested?.staffId ?? null
  const open = rows.filter((row) => personFor(row) === null).length
  const send = (): void => assign.mutate({ path: api.taskAssignments(), body: { assignments: rows.map((row) => ({ taskId: row.task.taskId, assigneeId: personFor(row) })) } }, { onSuccess: onClose })
  return (
    <Modal title={`派单 ${tasks.length} 件`} open onClose={onClose} foot={<><Button onClick={onClose}>再看看</Button><Button kind="act" busy={assign.isPending} disabledReason={rows.length === 0 ? '正在取候选人' : open > 0 ? `还有 ${open} 件没有选人` : null} onClick={send}>确认派单</Button></>}>
      <RefusalText refusals={[...refusalsIn(preview.error), ...refusalsIn(assign.error)]} />
      {preview.isPending ? <SkeletonRows rows={tasks.length} /> : null}
      {rows.map((row) => ({ ...row, person: personFor(row) })).map(({ task, candidates, person }) => (
        <div key={task.taskId} className="preview-row">
          <span className="task-what"><b>{task.stepName} · {task.case.customer}</b><small>{task.case.number} · {task.case.unit}</small></span>
          <ChoiceField label="派给" value={person} onChange={(staffId) => setChosen({ ...chosen, [task.taskId]: staffId })} choices={choicesOf(candidates)} hint={hintOf(candidates.find(({ staffId }) => staffId === person))} placeholder={candidates.length === 0 ? '没有人任此岗位' : '请选择'} />
        </div>
      ))}
    </Modal>
  )
}
