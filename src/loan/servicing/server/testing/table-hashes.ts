import { createHash } from 'node:crypto'
import type { BookDatabase } from './book.ts'

/** Tables whose rows tell of the running and not of the business: chains, records of runs, keys, jobs. */
const OF_THE_RUN = new Set(['audit_event', 'audit_head', 'operation_step', 'sealed_head', 'day_seal', 'day_end_run', 'day_end_part', 'job_run', 'idempotency_key', 'session', 'outbox'])
/** Instants, and what counts tries. */
const VOLATILE = ['at', 'opened_at', 'recorded_at', 'created_at', 'made_at', 'reversed_at', 'closed_at']
const ID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g

/**
 * A hash of each business table of the bank, the same for the same rows in any order. An id that was drawn by chance stands
 * in it as the name given for it.
 */
export async function tableHashes({ db, bankId }: { readonly db: Pick<BookDatabase, 'asOwner'>; readonly bankId: number }, names: ReadonlyMap<string, string> = new Map()): Promise<ReadonlyMap<string, string>> {
  const tables = await db.asOwner("select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'bank_id' where c.relkind in ('r', 'p') and not c.relispartition and c.relnamespace = 'public'::regnamespace order by 1")
  const hashes = new Map<string, string>()
  for (const { name } of tables as { name: string }[]) {
    if (OF_THE_RUN.has(name)) continue
    const rows = await db.asOwner(`select (to_jsonb(t) - $2::text[])::text as line from "${name}" t where t.bank_id = $1`, [bankId, VOLATILE])
    const lines = rows.map(({ line }) => String(line).replaceAll(ID, (id) => names.get(id) ?? id)).toSorted()
    hashes.set(name, `${lines.length} ${createHash('sha256').update(lines.join('\n')).digest('hex')}`)
  }
  return hashes
}
