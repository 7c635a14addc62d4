import { type Day, Refusal } from '#kernel'
import type { WatchEntry } from '#common/customer/domain'
import { record } from '#platform/audit'
import { type Tx, newId } from '#platform/db'
import { missing } from '#platform/http'
import { samePerson } from './person.ts'

/** A customer's case that the rules rejected. */
export interface Watched {
  readonly customerId: string
  readonly caseId: string
  /** Codes of the rules and flags. */
  readonly why: readonly string[]
  readonly by: string
  readonly on: Day
  readonly now: Date
}

/** Puts the customer of a rejected case on the watch list; while an entry of the case stands, it is the one. */
export async function putOnWatchList(tx: Tx, { customerId, caseId, why, by, on, now }: Watched): Promise<void> {
  const standing = await tx.selectFrom('watch_entry').select('watch_entry_id').where('bank_id', '=', tx.bankId).where('case_id', '=', caseId).where('released_at', 'is', null).executeTakeFirst()
  if (standing !== undefined) return
  const watchEntryId = newId()
  await tx.insertInto('watch_entry').values({ bank_id: tx.bankId, watch_entry_id: watchEntryId, customer_id: customerId, case_id: caseId, why: JSON.stringify(why), put_by: by, put_on: on, put_at: now.toISOString() }).execute()
  await record(tx, { caseId: customerId, act: 'customer.watch', who: by, businessDate: on, body: { watchEntryId, caseId, why } })
}

/** The entries of a customer, by whichever of his files, those that count first. */
export async function readWatchList(tx: Tx, customerId: string): Promise<WatchEntry[]> {
  const rows = await tx.selectFrom('watch_entry as w')
    .innerJoin('application as a', (on) => on.onRef('a.bank_id', '=', 'w.bank_id').onRef('a.case_id', '=', 'w.case_id'))
    .innerJoin('staff as p', (on) => on.onRef('p.bank_id', '=', 'w.bank_id').onRef('p.staff_id', '=', 'w.put_by'))
    .leftJoin('staff as r', (on) => on.onRef('r.bank_id', '=', 'w.bank_id').onRef('r.staff_id', '=', 'w.released_by'))
    .select(['w.watch_entry_id', 'w.case_id', 'a.number', 'w.why', 'w.put_by', 'p.name as put_by_name', 'w.put_on', 'w.released_by', 'r.name as released_by_name', 'w.released_on', 'w.release_reason'])
    .where('w.bank_id', '=', tx.bankId).where('w.customer_id', 'in', await samePerson(tx, customerId))
    .orderBy('w.released_at', (at) => at.desc().nullsFirst()).orderBy('w.put_at', 'desc').orderBy('w.watch_entry_id').execute()
  return rows.map((row) => ({
    watchEntryId: row.watch_entry_id, caseId: row.case_id, caseNumber: row.number, why: row.why as string[], putBy: { staffId: row.put_by, name: row.put_by_name }, putOn: row.put_on,
    released: row.released_by === null || row.released_on === null ? null : { by: { staffId: row.released_by, name: row.released_by_name ?? '' }, on: row.released_on, reason: row.release_reason ?? '' },
  }))
}

/** The entries that count when this customer applies again. */
export async function openWatchEntries(tx: Tx, customerId: string): Promise<WatchEntry[]> {
  return (await readWatchList(tx, customerId)).filter(({ released }) => released === null)
}

/** Ends an entry for a reason; the row stays in sight. */
export async function releaseFromWatchList(tx: Tx, at: { customerId: string; watchEntryId: string }, reason: string, { by, on, now }: Pick<Watched, 'by' | 'on' | 'now'>): Promise<void> {
  const row = await tx.selectFrom('watch_entry').select(['case_id', 'released_at']).where('bank_id', '=', tx.bankId)
    .where('watch_entry_id', '=', at.watchEntryId).where('customer_id', 'in', await samePerson(tx, at.customerId)).forUpdate().executeTakeFirst()
  if (row === undefined) throw missing('关注记录')
  if (row.released_at !== null) throw new Refusal({ code: 'watch-list.released', message: '这条关注记录已经移出', expected: '尚未移出的关注记录' }, 409)
  await tx.updateTable('watch_entry').set({ released_by: by, released_on: on, released_at: now.toISOString(), release_reason: reason }).where('bank_id', '=', tx.bankId).where('watch_entry_id', '=', at.watchEntryId).execute()
  await record(tx, { caseId: at.customerId, act: 'customer.release-watch', who: by, businessDate: on, body: { watchEntryId: at.watchEntryId, caseId: row.case_id, reason } })
}
