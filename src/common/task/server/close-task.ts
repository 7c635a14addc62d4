import type { Step } from '#common/task/domain'
import type { Tx } from '#platform/db'
import type { AtWork } from './at-work.ts'

export interface WhichTask {
  readonly step: Step
  readonly subject?: string
  readonly assigneeId?: string
}

/** Ends the open tasks of a step: all, or that of one subject or person. Ending what is not open changes nothing. */
export async function closeTask(tx: Tx, work: AtWork, { step, subject, assigneeId }: WhichTask, outcome: 'DONE' | 'CANCELLED'): Promise<void> {
  const rows = await tx.selectFrom('task').select(['task_id', 'acted_by', 'acted_for']).where('bank_id', '=', tx.bankId).where('case_id', '=', work.caseId).where('step', '=', step).where('state', '=', 'OPEN')
    .$if(subject !== undefined, (query) => query.where('subject', '=', subject ?? '')).$if(assigneeId !== undefined, (query) => query.where('assignee_id', '=', assigneeId ?? '')).forUpdate().execute()
  for (const row of rows) {
    await tx.updateTable('task').set({
      state: outcome, closed_on: work.on, closed_at: work.now.toISOString(), closed_by: work.staff.id, closed_for: row.acted_by === work.staff.id ? row.acted_for : null,
    }).where('bank_id', '=', tx.bankId).where('task_id', '=', row.task_id).execute()
  }
}
