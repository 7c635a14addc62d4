import type { PolicyPack } from '#common/policy/domain'
import type { Post } from '#common/staff/domain'
import { CANCELS, type CaseFact, type CaseHeader, PROCESS, type Since, type Step, type StepRule, TAKEN_UP_AS } from '#common/task/domain'
import type { Tx } from '#platform/db'
import { tellFollowers } from './follow.ts'
import { dueColumns, openStep } from './open-task.ts'
import { clockOf, processOf } from './process-of.ts'
import { type Progress, heardBy, noteFact } from './progress.ts'

/**
 * Moves a case by what it hears: its life-cycle state, the tasks that close, are cancelled, begin their clock or open.
 * Called after the stages have listened, in the same transaction; `header` is the case as its application now stands.
 */
export async function moveTasks(tx: Tx, fact: CaseFact, header: CaseHeader): Promise<void> {
  const { progress, moved, resumed } = await noteFact(tx, fact, header)
  if (moved) await tellFollowers(tx, fact, progress)
  const policy = await processOf(tx, header, fact.on)
  const { caseId } = fact
  const closing = PROCESS.filter(({ closesOn }) => closesOn.includes(fact.fact))
  await end(tx, fact, closing.filter(({ subjectsStay }) => subjectsStay !== true).map(({ step }) => step), 'DONE')
  await end(tx, fact, closing.filter(({ subjectsStay }) => subjectsStay === true).map(({ step }) => step), 'DONE', '')
  const cancelled = CANCELS[fact.fact]
  if (cancelled !== undefined) await end(tx, fact, cancelled === 'ALL' ? PROCESS.map(({ step }) => step) : cancelled, 'CANCELLED')
  if (fact.fact === 'application.assigned') await handToLead(tx, fact, header)
  const heard = await heardBy(tx, caseId)
  await runClocks(tx, fact, policy)
  if (fact.fact === 'application.admitted' && ((await resume(tx, fact, { progress, policy, heard })) || resumed)) return
  for (const rule of PROCESS.filter(({ opensOn, unless }) => opensOn.includes(fact.fact) && !heard.some((one) => one.fact === unless))) {
    await openStep(tx, progress, policy, { caseId, step: rule.step, on: fact.on, at: fact.at }, clockSince(rule, heard, fact))
  }
}

/** Ends open tasks with the name of the fact; who stood in for whom while doing them stays on them. */
async function end(tx: Tx, { caseId, fact, by, on, at }: CaseFact, steps: readonly Step[], state: 'DONE' | 'CANCELLED', subject?: string): Promise<void> {
  if (steps.length === 0) return
  await tx.updateTable('task').set((eb) => ({
    state, closed_fact: fact, closed_by: by, closed_on: on, closed_at: at,
    closed_for: eb.case().when('acted_by', '=', by).then(eb.ref('acted_for')).else(null).end(),
  })).where('bank_id', '=', tx.bankId).where('case_id', '=', caseId).where('state', '=', 'OPEN').where('step', 'in', [...steps])
    .$if(subject !== undefined, (query) => query.where('subject', '=', subject ?? '')).execute()
}

/** A new lead has what waited for the one before. */
async function handToLead(tx: Tx, { caseId, at }: CaseFact, { leadId }: CaseHeader): Promise<void> {
  await tx.updateTable('task').set({ assignee_id: leadId, assigned_at: at }).where('bank_id', '=', tx.bankId).where('case_id', '=', caseId).where('state', '=', 'OPEN')
    .where('goes_to', '=', 'LEAD').where('assignee_id', '<>', leadId).execute()
}

/** Clocks of open tasks that this fact begins or meets. */
async function runClocks(tx: Tx, { caseId, fact, on, at }: CaseFact, policy: PolicyPack): Promise<void> {
  for (const { step } of PROCESS.filter(({ clockFrom }) => clockFrom === fact)) {
    const clock = clockOf(policy, step)
    if (clock === null) continue
    const due = await dueColumns(tx, policy, clock, { on, at })
    await tx.updateTable('task').set({ clock_value: clock.value, clock_unit: clock.unit, clock_on: on, clock_at: at, ...due })
      .where('bank_id', '=', tx.bankId).where('case_id', '=', caseId).where('state', '=', 'OPEN').where('step', '=', step).where('clock_at', 'is', null).execute()
  }
  const met = PROCESS.filter(({ clockMetBy }) => clockMetBy === fact).map(({ step }) => step)
  if (met.length === 0) return
  await tx.updateTable('task').set({ met_at: at }).where('bank_id', '=', tx.bankId).where('case_id', '=', caseId).where('state', '=', 'OPEN').where('step', 'in', met).where('met_at', 'is', null).execute()
}

/** When the clock of a step that opens now began: at the last such fact, else when the step opens. */
function clockSince({ clockFrom }: StepRule, heard: readonly (Since & { readonly fact: string })[], fact: CaseFact): Since | undefined {
  // Taken up again, a case answers anew: what its clock once ran from lies before the withdrawal.
  const anew = fact.fact === 'application.reopened' && heard.some((one) => one.fact === clockFrom)
  if (clockFrom === undefined || anew) return { on: fact.on, at: fact.at }
  return heard.findLast((one) => one.fact === clockFrom)
}

interface TakenUp {
  readonly progress: Progress
  readonly policy: PolicyPack
  readonly heard: readonly (Since & { readonly fact: string })[]
}

/** A case withdrawn half-way and admitted again: what was taken off the desks since it was last admitted comes back. Whether there was any. */
async function resume(tx: Tx, { caseId, on, at }: CaseFact, { progress, policy, heard }: TakenUp): Promise<boolean> {
  const before = heard.slice(0, -1).findLast(({ fact }) => fact === 'application.admitted')
  if (before === undefined) return false
  const cancelled = await tx.selectFrom('task').select(['step', 'subject', 'assignee_id', 'goes_to', 'posts']).where('bank_id', '=', tx.bankId).where('case_id', '=', caseId)
    .where('state', '=', 'CANCELLED').where('closed_fact', '=', 'application.withdrawn').where('closed_at', '>=', before.at).where('step', 'not in', ['ADMISSION', 'ASSIGN']).execute()
  for (const { step: ended, subject, assignee_id: assigneeId, goes_to: goesTo, posts } of cancelled) {
    const as = TAKEN_UP_AS[ended as Step]
    const step = as === undefined ? ended as Step : as
    const same = { subject, posts: posts as Post[], ...(goesTo === 'PERSON' && assigneeId !== null ? { assigneeId } : {}) }
    if (step !== null) await openStep(tx, progress, policy, { caseId, step, ...(step === ended ? same : {}), on, at }, { on, at })
  }
  return cancelled.length > 0
}
