import type { PolicyPack } from '#common/policy/domain'
import type { Post } from '#common/staff/domain'
import { type Clock, type GoesTo, type Since, type Step, dueOf, escalationOf } from '#common/task/domain'
import type { Day } from '#kernel'
import { type Tx, newId } from '#platform/db'
import { workingCalendar } from './calendar.ts'
import { clockOf, processOf } from './process-of.ts'
import { type Progress, progressOf } from './progress.ts'

export interface NewTask {
  readonly caseId: string
  readonly step: Step
  /** The person it waits for; without one the process of the pack says who. */
  readonly assigneeId?: string
  readonly unitId?: string
  readonly dueOn?: Day
  /** Makes several tasks of one step distinct; the assignee unless given. */
  readonly subject?: string
  /** Other posts than the pack names, for a task that names its own (the owner of a condition). */
  readonly posts?: readonly Post[]
  readonly on: Day
  readonly at: string
}

/** Opens a task of a step; one that is open already stays as it is. */
export async function openTask(tx: Tx, task: NewTask): Promise<void> {
  const progress = await progressOf(tx, task.caseId)
  const policy = await processOf(tx, progress, task.on)
  await openStep(tx, progress, policy, task, { on: task.on, at: task.at })
}

/** Opens a step of a case. `since` is when its clock began, undefined while that has not happened. */
export async function openStep(tx: Tx, progress: Progress, policy: PolicyPack, task: NewTask, since: Since | undefined): Promise<void> {
  const { posts, goesTo } = policy.organisation.process[task.step]
  const assigneeId = task.assigneeId ?? personOf(goesTo, progress)
  const clock = task.dueOn === undefined ? clockOf(policy, task.step) : null
  const due = clock === null || since === undefined ? { due_on: task.dueOn ?? null } : await dueColumns(tx, policy, clock, since)
  await tx.insertInto('task').values({
    bank_id: tx.bankId, task_id: newId(), case_id: task.caseId, step: task.step, subject: task.subject ?? task.assigneeId ?? '',
    goes_to: task.assigneeId !== undefined ? 'PERSON' : assigneeId === null ? 'POOL' : goesTo, posts: [...(task.posts ?? posts)], unit_id: task.unitId ?? progress.unitId,
    assignee_id: assigneeId, assigned_at: assigneeId === null ? null : task.at, opened_on: task.on, opened_at: task.at,
    clock_value: clock?.value ?? null, clock_unit: clock?.unit ?? null, clock_on: since?.on ?? null, clock_at: since?.at ?? null, ...due,
  }).onConflict((conflict) => conflict.columns(['bank_id', 'case_id', 'step', 'subject']).where('state', '=', 'OPEN').doNothing()).execute()
}

/** Until when, and from when the supervisor is told, by the calendar the policy works with. */
export async function dueColumns(tx: Tx, { organisation }: PolicyPack, clock: Clock, since: Since) {
  const due = dueOf(clock, since, await workingCalendar(tx, since.on, organisation.calendarProfile))
  const { escalateOn, escalateAt } = escalationOf(clock, since, due, Number(organisation.escalateAfter) * 100)
  return { due_on: due.dueOn, due_at: due.dueAt, escalate_on: escalateOn, escalate_at: escalateAt }
}

/** Who of the case has a step that the process gives to one of its people. */
export function personOf(goesTo: GoesTo, { leadId, acceptorId }: Pick<Progress, 'leadId' | 'acceptorId'>): string | null {
  if (goesTo === 'LEAD') return leadId
  return goesTo === 'ACCEPTOR' ? acceptorId : null
}
