import { sql } from 'kysely'
import type { OverlayStatus, PackSource, ProposeOverlay } from '#common/policy/domain'
import type { Day } from '#kernel'
import { newId, type Tx } from '#platform/db'

/** Writes a new draft with the next version number of its level and subject; returns its id and number. */
export async function writeDraft(tx: Tx, draft: Omit<ProposeOverlay, 'content' | 'yaml'> & { content: PackSource; authorId: string; now: Date }): Promise<{ overlayId: string; version: number }> {
  const overlayId = newId()
  const version = await next(tx, 'policy-overlay', `${draft.level}:${draft.subject}`)
  await tx.insertInto('policy_overlay').values({
    bank_id: tx.bankId, overlay_id: overlayId, level: draft.level, subject: draft.subject, version, base_pack: draft.basePack ?? null,
    content: JSON.stringify(draft.content), reason: draft.reason, effective_on: draft.effectiveOn, status: 'DRAFT', author_id: draft.authorId, written_at: draft.now.toISOString(),
  }).execute()
  return { overlayId, version }
}

/** Adds a signature and moves the version along. */
export async function writeSignature(tx: Tx, signature: { overlayId: string; staffId: string; on: Day; now: Date; status: OverlayStatus; replayHash: string | null }): Promise<void> {
  const { overlayId, staffId, on, now, status, replayHash } = signature
  await tx.insertInto('policy_signature').values({ bank_id: tx.bankId, overlay_id: overlayId, staff_id: staffId, business_date: on, signed_at: now.toISOString(), replay_hash: replayHash }).execute()
  await tx.updateTable('policy_overlay').set({ status, ...(status === 'IN_FORCE' ? { in_force_since: now.toISOString() } : {}) })
    .where('bank_id', '=', tx.bankId).where('overlay_id', '=', overlayId).execute()
}

export async function writeWithdrawal(tx: Tx, overlayId: string, on: Day): Promise<void> {
  await tx.updateTable('policy_overlay').set({ status: 'WITHDRAWN', withdrawn_on: on }).where('bank_id', '=', tx.bankId).where('overlay_id', '=', overlayId).execute()
}

/** Keeps a whole policy under its hash; a second time is no change. */
export async function writeSnapshot(tx: Tx, hash: string, content: string): Promise<void> {
  await tx.insertInto('policy_snapshot').values({ bank_id: tx.bankId, hash, content }).onConflict((conflict) => conflict.columns(['bank_id', 'hash']).doNothing()).execute()
}

/** One change of what is in force at a time: two that are each sound alone may contradict each other together. */
export async function oneAtATime(tx: Tx): Promise<void> {
  await next(tx, 'policy-in-force', '')
}

async function next(tx: Tx, name: string, period: string): Promise<number> {
  const row = await tx.insertInto('counter').values({ bank_id: tx.bankId, name, period, last_number: 1 })
    .onConflict((conflict) => conflict.columns(['bank_id', 'name', 'period']).doUpdateSet({ last_number: sql`counter.last_number + 1` }))
    .returning('last_number').executeTakeFirstOrThrow()
  return row.last_number
}
