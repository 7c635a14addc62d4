import { policyFor } from '#common/policy/server'
import type { AtWork } from '#common/task/server'
import type { Day } from '#kernel'
import type { DoStep, IntakeStep, StepDone } from '#loan/application/domain'
import type { z } from 'zod'
import type { Tx } from '#platform/db'
import { holdOpen, noteAct } from './held.ts'

/** Writes a step as done by this person, today; done again, the last one counts. */
export async function writeStep(tx: Tx, { staff, caseId, on, now }: AtWork, { step, ...detail }: DoStep, told: Record<string, unknown>): Promise<void> {
  const last = await tx.selectFrom('application_step').select('seq').where('bank_id', '=', tx.bankId).where('case_id', '=', caseId).where('step', '=', step).orderBy('seq', 'desc').executeTakeFirst()
  await tx.insertInto('application_step').values({
    bank_id: tx.bankId, case_id: caseId, step, seq: (last?.seq ?? 0) + 1, detail: JSON.stringify({ ...detail, ...told }), done_by: staff.id, done_on: on, done_at: now.toISOString(),
  }).execute()
}

/** What a step says beside what the officer typed: the conduct code as the pack has it on the day. */
export async function toldAt(tx: Tx, step: IntakeStep, asked: { readonly unitId: string; readonly product: string }, on: Day): Promise<Record<string, unknown>> {
  if (step !== 'CONDUCT_CODE') return {}
  const { organisation, intake } = await policyFor(tx, { applicationOn: on, eventOn: on, periodOn: on }, { unit: asked.unitId, product: asked.product })
  return { code: organisation.conductCode, phone: intake.conductPhone }
}

/** Records a step of the intake after filing. */
export async function doStep(tx: Tx, work: AtWork, done: DoStep): Promise<void> {
  const row = await holdOpen(tx, work)
  const told = await toldAt(tx, done.step, { unitId: row.unit_id, product: row.product }, work.on)
  await writeStep(tx, work, done, told)
  await noteAct(tx, work, 'step', { ...done, ...told })
}

/** The steps done on a case; of one done again the last. */
export async function readSteps(tx: Tx, caseId: string): Promise<z.output<typeof StepDone>[]> {
  const rows = await tx.selectFrom('application_step as t').innerJoin('staff as s', (on) => on.onRef('s.bank_id', '=', 't.bank_id').onRef('s.staff_id', '=', 't.done_by'))
    .select(['t.step', 't.detail', 't.done_by', 's.name', 't.done_on', 't.done_at']).where('t.bank_id', '=', tx.bankId).where('t.case_id', '=', caseId).orderBy('t.step').orderBy('t.seq').execute()
  return [...new Map(rows.map((row) => [row.step, row])).values()].map((row) => ({ step: row.step as IntakeStep, detail: row.detail as Record<string, unknown>, by: { staffId: row.done_by, name: row.name }, on: row.done_on, at: row.done_at }))
}
