import type { BookDatabase } from './book.ts'

/** Tables whose rows tell of the running and not of the business: chains, records of runs, keys, jobs. */
const OF_THE_RUN = new Set(['audit_event', 'audit_head', 'operation_step', 'sealed_head', 'day_seal', 'day_end_run', 'day_end_part', 'job_run', 'idempotency_key', 'session', 'outbox'])
/** Instants, and what counts tries. */
const VOLATILE = ['at', 'opened_at', 'recorded_at', 'created_at', 'made_at', 'closed_at', 'changed_at', 'kept_at', 'computed_at', 'sent_at', 'received_at', 'settled_at', 'booked_at', 'due_at']

/** A hash of each business table of the bank, the same for the same rows in any order. */
export async function tableHashes({ db, bankId }: { readonly db: BookDatabase; readonly bankId: number }): Promise<ReadonlyMap<string, string>> {
  const tables = await db.asOwner("select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'bank_id' where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace order by 1")
  const hashes = new Map<string, string>()
  for (const { name } of tables as { name: string }[]) {
    if (OF_THE_RUN.has(name)) continue
    const [row] = await db.asOwner(`select count(*) || ' ' || coalesce(md5(string_agg(line, e'\\n' order by line)), '') as hash from (select (to_jsonb(t) - $2::text[])::text as line from "${name}" t where t.bank_id = $1) lines`, [bankId, VOLATILE])
    hashes.set(name, String(row?.['hash']))
  }
  return hashes
}
