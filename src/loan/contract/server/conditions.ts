import type { Post } from '#common/staff/domain'
import { type AtWork, closeTask, openTask, takeTask } from '#common/task/server'
import { type Day, Refusal } from '#kernel'
import type { MeetCondition } from '#loan/contract/domain'
import { record } from '#platform/audit'
import type { Tx } from '#platform/db'
import { missing } from '#platform/http'
import { linkEvidence } from './evidence.ts'
import { takeFile } from './held.ts'
import { type Tell, factOf } from './surroundings.ts'

/** The conditions of a file in their order. */
export async function conditionsOf(tx: Tx, contractId: string) {
  return tx.selectFrom('contract_condition as c').leftJoin('staff as s', (on) => on.onRef('s.bank_id', '=', 'c.bank_id').onRef('s.staff_id', '=', 'c.met_by'))
    .selectAll('c').select('s.name as met_by_name').where('c.bank_id', '=', tx.bankId).where('c.contract_id', '=', contractId).orderBy('c.seq').execute()
}
export type ConditionRow = Awaited<ReturnType<typeof conditionsOf>>[number]

/** Those that still stand before the money. */
export function openBefore<R extends { readonly timing: string; readonly met_at: string | null }>(rows: readonly R[]): R[] {
  return rows.filter((row) => row.timing === 'BEFORE' && row.met_at === null)
}

/** Notes that a condition is met, by a person of the post that owns it, with its evidence. There is no act that waives one: that needs a new decision. */
export async function meetCondition(tx: Tx, work: AtWork, { conditionId, note, evidence }: MeetCondition & { readonly conditionId: string }, tell: Tell): Promise<{ state: string }> {
  const held = await takeFile(tx, work)
  const row = (await conditionsOf(tx, held.contractId)).find((one) => one.condition_id === conditionId)
  if (row === undefined) throw missing('条件')
  if (row.met_at !== null) throw new Refusal({ code: 'contract.condition-met', message: `此条件已由${row.met_by_name ?? ''}于 ${row.met_on} 落实`, value: row.says, expected: '未落实的条件' }, 409)
  if (row.evidence_needed && evidence.length === 0) throw new Refusal({ code: 'contract.evidence-needed', message: '落实此条件须附证据', at: '/evidence', expected: '至少一件本案证据' }, 422)
  await takeTask(tx, work, 'CONDITION', conditionId)
  await linkEvidence(tx, held, { part: 'CONDITION', partId: conditionId, evidence })
  await tx.updateTable('contract_condition').set({ met_by: work.staff.id, met_on: work.on, met_at: work.now.toISOString(), met_note: note }).where('bank_id', '=', tx.bankId).where('condition_id', '=', conditionId).execute()
  await closeTask(tx, work, { step: 'CONDITION', subject: conditionId }, 'DONE')
  await record(tx, { caseId: work.caseId, act: 'contract.meet-condition', who: work.staff.id, businessDate: work.on, body: { conditionId, says: row.says, note, evidence } })
  if (row.timing === 'BEFORE' && openBefore(await conditionsOf(tx, held.contractId)).length === 0) await tell(tx, { fact: 'contract.conditions-met', ...factOf(work) })
  return { state: 'MET' }
}

/** Once the money is out, what has to follow becomes tasks. */
export async function openFollowUps(tx: Tx, work: AtWork, contractId: string): Promise<void> {
  for (const row of (await conditionsOf(tx, contractId)).filter((one) => one.timing === 'AFTER' && one.met_at === null)) {
    await openTask(tx, { caseId: work.caseId, step: 'CONDITION', subject: row.condition_id, posts: [row.owner_post as Post], ...(row.due_on === null ? {} : { dueOn: row.due_on as Day }), on: work.on, at: work.now.toISOString() })
  }
}
