import { sql } from 'kysely'
import type { OverlayStatus } from '#common/policy/domain'
import type { PilotUnit, Product, ProductVersion, RecordService } from '#common/product/domain'
import type { Day } from '#kernel'
import { newId, type Tx } from '#platform/db'

export interface NewVersion {
  readonly product: Product
  readonly state: ProductVersion['state']
  readonly pilot: readonly PilotUnit[] | null
  readonly reason: string
  readonly effectiveOn: Day
  readonly authorId: string
  readonly now: Date
}

/** Writes a new draft with the next version number of its code; returns its id. */
export async function writeVersion(tx: Tx, { product, state, pilot, reason, effectiveOn, authorId, now }: NewVersion): Promise<string> {
  const versionId = newId()
  const version = await next(tx, product.code)
  await tx.insertInto('product_version').values({
    bank_id: tx.bankId, version_id: versionId, code: product.code, version, name: product.name, content: JSON.stringify(product), state, pilot: pilot === null ? null : JSON.stringify(pilot),
    reason, effective_on: effectiveOn, status: 'DRAFT', author_id: authorId, written_at: now.toISOString(),
  }).execute()
  return versionId
}

/** Adds a signature and moves the version along. */
export async function writeSignature(tx: Tx, signature: { versionId: string; staffId: string; on: Day; now: Date; status: OverlayStatus; replayHash: string | null }): Promise<void> {
  const { versionId, staffId, on, now, status, replayHash } = signature
  await tx.insertInto('product_signature').values({ bank_id: tx.bankId, version_id: versionId, staff_id: staffId, business_date: on, signed_at: now.toISOString(), replay_hash: replayHash }).execute()
  await tx.updateTable('product_version').set({ status, ...(status === 'IN_FORCE' ? { in_force_since: now.toISOString() } : {}) }).where('bank_id', '=', tx.bankId).where('version_id', '=', versionId).execute()
}

export async function writeWithdrawal(tx: Tx, versionId: string, on: Day): Promise<void> {
  await tx.updateTable('product_version').set({ status: 'WITHDRAWN', withdrawn_on: on }).where('bank_id', '=', tx.bankId).where('version_id', '=', versionId).execute()
}

/** Adds what is on record of one service of a customer; the row of the customer is locked, so that entries follow each other. */
export async function writeService(tx: Tx, customerId: string, { service, state, amountFen, incomeFen, note }: RecordService, by: { staffId: string; on: Day; now: Date }): Promise<void> {
  const last = await tx.selectFrom('customer_service').select('seq').where('bank_id', '=', tx.bankId).where('customer_id', '=', customerId).where('service', '=', service).orderBy('seq', 'desc').executeTakeFirst()
  await tx.insertInto('customer_service').values({
    bank_id: tx.bankId, entry_id: newId(), customer_id: customerId, service, seq: (last?.seq ?? 0) + 1, state, amount_fen: amountFen, income_fen: incomeFen, note,
    recorded_by: by.staffId, recorded_on: by.on, recorded_at: by.now.toISOString(),
  }).execute()
}

async function next(tx: Tx, code: string): Promise<number> {
  const row = await tx.insertInto('counter').values({ bank_id: tx.bankId, name: 'product-version', period: code, last_number: 1 })
    .onConflict((conflict) => conflict.columns(['bank_id', 'name', 'period']).doUpdateSet({ last_number: sql`counter.last_number + 1` }))
    .returning('last_number').executeTakeFirstOrThrow()
  return row.last_number
}
