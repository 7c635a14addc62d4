import { createHash } from 'node:crypto'
import { type Day, addDays } from '#kernel'
import { record } from '#platform/audit'
import type { Staff } from '#platform/auth'
import { type Database, type Tx, businessDate, newId } from '#platform/db'
import { missing } from '#platform/http'
import { readNote } from './note-at-hand.ts'

/** What the outbox calls a link on its way to a customer. */
export const LINK_TOPIC = 'customer.note-link'

/** Links end with business days and not with the machine's clock, which may be wrong: the instant a day is written as. */
export function beginOf(on: Day): string {
  return `${on}T00:00:00.000Z`
}

/**
 * The secret of a link: keyed from its id, so it is kept nowhere and a printed receipt can carry it again; without the key,
 * which lies outside the database, nobody can guess it. The bank's number stands in front because a stranger has no session to say it.
 */
export function tokenOf(tx: Pick<Tx, 'bankId' | 'keys'>, linkId: string): string {
  return `${tx.bankId}-${Buffer.from(tx.keys.searchHash(tx.bankId, 'CUSTOMER_LINK', linkId), 'hex').toString('base64url')}`
}

/** Address of the page a link opens. */
export function pathOf(token: string): string {
  return `/l/${token}`
}

/** Makes a link for the customer of a note and hands it to the outbox. */
export async function makeLink(tx: Tx, staff: Staff, noteId: string, { on, now }: { on: Day; now: Date }): Promise<{ linkId: string; expiresAt: string }> {
  const { row, chain, policy } = await readNote(tx, staff, noteId, on)
  const linkId = newId()
  const expiresAt = beginOf(addDays(on, policy.servicing.customerLinkDays))
  await tx.insertInto('customer_link').values({ bank_id: tx.bankId, link_id: linkId, note_id: noteId, token_hash: hashOf(tokenOf(tx, linkId)), made_by: staff.id, made_on: on, made_at: now.toISOString(), expires_at: expiresAt }).execute()
  await tx.insertInto('outbox').values({
    bank_id: tx.bankId, message_id: newId(), topic: LINK_TOPIC, created_at: now.toISOString(), due_at: now.toISOString(),
    body: JSON.stringify({ customerId: row.customer_id, caseId: row.case_id, linkId, says: `您的借据 ${row.number} 还款计划与回单可在链接中查看，${expiresAt.slice(0, 10)} 前有效。` }),
  }).execute()
  await record(tx, { caseId: chain, act: 'servicing.make-link', who: staff.id, businessDate: on, body: { noteId, linkId, expiresAt } })
  return { linkId, expiresAt }
}

/** Ends a link before its time. */
export async function revokeLink(tx: Tx, staff: Staff, { noteId, linkId, reason }: { noteId: string; linkId: string; reason: string }, { on, now }: { on: Day; now: Date }): Promise<{ linkId: string }> {
  const { chain } = await readNote(tx, staff, noteId, on)
  const { numUpdatedRows } = await tx.updateTable('customer_link').set({ revoked_by: staff.id, revoked_at: now.toISOString(), revoke_reason: reason })
    .where('bank_id', '=', tx.bankId).where('note_id', '=', noteId).where('link_id', '=', linkId).where('revoked_at', 'is', null).executeTakeFirst()
  if (numUpdatedRows === 0n) throw missing('有效的链接')
  await record(tx, { caseId: chain, act: 'servicing.revoke-link', who: staff.id, businessDate: on, body: { noteId, linkId, reason } })
  return { linkId }
}

/** Opens a link: runs `work` in its bank with the one note it shows. Unknown, expired and revoked are one answer, so that nothing can be learnt by trying. */
export async function throughLink<T>(database: Database, token: string, work: (tx: Tx, link: { noteId: string; expiresAt: string }) => Promise<T>): Promise<T> {
  const bankId = Number(token.slice(0, token.indexOf('-')))
  return database.inBank(bankId, async (tx) => {
    const link = await tx.selectFrom('customer_link').select(['note_id', 'expires_at']).where('bank_id', '=', tx.bankId).where('token_hash', '=', hashOf(token)).where('revoked_at', 'is', null).executeTakeFirst()
    if (link === undefined || Date.parse(link.expires_at) <= Date.parse(beginOf(await businessDate(tx)))) throw missing('有效的链接，可能已过期或作废；请向您的客户经理索取新的链接')
    return work(tx, { noteId: link.note_id, expiresAt: link.expires_at })
  })
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
