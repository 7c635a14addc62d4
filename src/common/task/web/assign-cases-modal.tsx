import { useState } from 'react'
import type { TaskRow } from '#common/task/domain'
import { Button, ChoiceField, Modal, RefusalText, SkeletonRows, api, refusalsIn, useWrite } from '#ui'
import { TASK_READS } from './task-reads.ts'
import { type PreviewRow, choicesOf, hintOf, usePreview } from './use-preview.ts'

interface Pair { readonly leadId: string | null; readonly assistId: string | null }
const NOBODY = 'NOBODY'

/** Names lead and assistant of cases taken in today; each case is one act, and one that is refused says why beside its name. */
export function AssignCasesModal({ tasks, onClose }: { tasks: readonly TaskRow[]; onClose: () => void }) {
  const [pairs, setPairs] = useState<Readonly<Record<string, Pair>>>({})
  const preview = usePreview(tasks)
  const rows = preview.data?.rows ?? []
  return (
    <Modal title={`派单 ${tasks.length} 件`} open onClose={onClose} foot={<Button onClick={onClose}>关闭</Button>}>
      <RefusalText refusals={refusalsIn(preview.error)} />
      {preview.isPending ? <SkeletonRows rows={tasks.length} /> : null}
      {rows.map((row) => <AssignCase key={row.task.taskId} row={row} pair={pairs[row.task.taskId] ?? { leadId: row.suggested?.staffId ?? null, assistId: row.assist?.staffId ?? null }} onPair={(pair) => setPairs({ ...pairs, [row.task.taskId]: pair })} onDone={rows.length === 1 ? onClose : undefined} />)}
    </Modal>
  )
}

function AssignCase({ row: { task, candidates }, pair, onPair, onDone }: { row: PreviewRow; pair: Pair; onPair: (pair: Pair) => void; onDone: (() => void) | undefined }) {
  const assign = useWrite({ changes: [...TASK_READS, api.case(task.case.caseId)] })
  const send = (): void => assign.mutate({ path: api.assignCase(task.case.caseId), body: pair }, { onSuccess: () => onDone?.() })
  const missing = assign.isSuccess ? '已派单' : pair.leadId === null ? '请选主办' : pair.leadId === pair.assistId ? '主办与协办须是两个人' : null
  return (
    <div className="preview-row">
      <span className="task-what"><b>{task.case.customer}</b><small>{task.case.number} · {task.case.unit}</small></span>
      <div className="form-grid">
        <ChoiceField label="主办" value={pair.leadId} onChange={(leadId) => onPair({ ...pair, leadId })} choices={choicesOf(candidates)} hint={hintOf(candidates.find(({ staffId }) => staffId === pair.leadId))} />
        <ChoiceField label="协办" value={pair.assistId ?? NOBODY} onChange={(assistId) => onPair({ ...pair, assistId: assistId === NOBODY ? null : assistId })} choices={[{ value: NOBODY, label: '不设协办' }, ...choicesOf(candidates)]} />
      </div>
      <RefusalText refusals={refusalsIn(assign.error)} />
      <div className="row"><Button kind="act" busy={assign.isPending} disabledReason={missing} onClick={send}>派单</Button></div>
    </div>
  )
}
