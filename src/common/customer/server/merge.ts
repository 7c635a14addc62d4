import { type MergeState, type MoveMerge, type ProposeMerge, moveMerge, refuseSameProposer } from '#common/customer/domain'
import { type Day, Refusal } from '#kernel'
import { record } from '#platform/audit'
import { type Tx, newId } from '#platform/db'
import { missing } from '#platform/http'
import { groundsBetween } from './duplicates.ts'
import { holdFiles, refuseMerged, samePerson, settlePersons } from './person.ts'

/** Who acts on a merge, and when. */
export interface MergeWork {
  readonly staffId: string
  readonly on: Day
  readonly now: Date
}

/** Proposes that a file is the person of another; nothing changes until someone else confirms. */
export async function proposeMerge(tx: Tx, customerId: string, { intoId, reason }: ProposeMerge, { staffId, on, now }: MergeWork): Promise<string> {
  if (customerId === intoId) throw new Refusal({ code: 'merge.same-file', message: '两份档案须是不同的档案', at: '/intoId', expected: '另一份客户档案' }, 422)
  await holdFiles(tx, [customerId, intoId])
  await refuseUnknown(tx, [customerId, intoId])
  await refuseMerged(tx, customerId)
  await refuseMerged(tx, intoId)
  await refuseProposed(tx, customerId)
  const mergeId = newId()
  const grounds = await groundsBetween(tx, customerId, intoId)
  await tx.insertInto('customer_merge').values({
    bank_id: tx.bankId, merge_id: mergeId, customer_id: customerId, into_id: intoId, grounds: JSON.stringify(grounds), reason, state: 'PROPOSED', proposed_by: staffId, proposed_on: on, proposed_at: now.toISOString(),
  }).execute()
  for (const caseId of [customerId, intoId]) await record(tx, { caseId, act: 'customer.propose-merge', who: staffId, businessDate: on, body: { mergeId, customerId, intoId, grounds, reason } })
  return mergeId
}

/** Confirms, refuses or takes a merge back; the second of the two people for each direction. */
export async function actOnMerge(tx: Tx, mergeId: string, { act, reason }: MoveMerge, { staffId, on, now }: MergeWork): Promise<string> {
  const peek = await tx.selectFrom('customer_merge').select(['customer_id', 'into_id']).where('bank_id', '=', tx.bankId).where('merge_id', '=', mergeId).executeTakeFirst()
  if (peek === undefined) throw missing('合并')
  await holdFiles(tx, [peek.customer_id, peek.into_id])
  const row = await tx.selectFrom('customer_merge').selectAll().where('bank_id', '=', tx.bankId).where('merge_id', '=', mergeId).forUpdate().executeTakeFirstOrThrow()
  const state = moveMerge(row.state as MergeState, act)
  refuseSameProposer(act, { proposedBy: row.proposed_by, undoBy: row.undo_by }, staffId)
  if (act === 'confirm') for (const file of [row.customer_id, row.into_id]) await refuseMerged(tx, file)
  const at = now.toISOString()
  const files = [...await samePerson(tx, row.customer_id), ...await samePerson(tx, row.into_id)]
  await tx.updateTable('customer_merge').set({
    state,
    ...(act === 'confirm' || act === 'refuse' ? { decided_by: staffId, decided_on: on, decided_at: at } : {}),
    ...(act === 'undo' ? { undo_by: staffId, undo_on: on, undo_at: at, undo_reason: reason ?? null } : {}),
    ...(act === 'confirm-undo' ? { undone_by: staffId, undone_on: on, undone_at: at } : {}),
  }).where('bank_id', '=', tx.bankId).where('merge_id', '=', mergeId).execute()
  await settlePersons(tx, [...new Set(files)])
  for (const caseId of [row.customer_id, row.into_id]) await record(tx, { caseId, act: `customer.merge-${act}`, who: staffId, businessDate: on, body: { mergeId, before: row.state, after: state, customerId: row.customer_id, intoId: row.into_id, ...(reason === undefined ? {} : { reason }) } })
  return row.customer_id
}

async function refuseUnknown(tx: Tx, customerIds: readonly string[]): Promise<void> {
  const rows = await tx.selectFrom('customer').select('customer_id').where('bank_id', '=', tx.bankId).where('customer_id', 'in', customerIds).execute()
  if (rows.length < customerIds.length) throw missing('客户')
}

async function refuseProposed(tx: Tx, customerId: string): Promise<void> {
  const open = await tx.selectFrom('customer_merge').select('merge_id').where('bank_id', '=', tx.bankId).where('customer_id', '=', customerId).where('state', '=', 'PROPOSED').executeTakeFirst()
  if (open !== undefined) throw new Refusal({ code: 'merge.open', message: '这份档案已有合并在等人确认', expected: '先确认或不予合并' }, 409)
}
