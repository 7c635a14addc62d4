import { type RawBuilder, sql } from 'kysely'
import type { ChainLine, SealedDay } from '#desk/dossier/domain'
import type { Tx } from '#platform/db'

/** The acts of a case with their bodies as they were hashed, letter by letter. */
export async function readChainOf(tx: Tx, caseId: string): Promise<ChainLine[]> {
  const { rows } = await sql<{ seq: number; act: string; who: string; business_date: string; at: string; body: string; body_hash: string; previous_hash: string; hash: string; key_id: string }>`
    select e.seq, e.act, e.who, e.business_date, to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at, e.body::text as body, e.body_hash, e.previous_hash, e.hash, e.key_id
    from audit_event e where e.bank_id = ${tx.bankId} and e.case_id = ${caseId} order by e.seq`.execute(tx)
  return rows.map(({ business_date, body_hash, previous_hash, key_id, ...link }) => ({ ...link, businessDate: business_date, bodyHash: body_hash, previousHash: previous_hash, keyId: key_id }))
}

/** The sealed days on which the case was worked on, each with every head its root was made over. */
export async function readSealsOf(tx: Tx, caseId: string): Promise<SealedDay[]> {
  const seals = await tx.selectFrom('sealed_head as h').innerJoin('day_seal as s', (on) => on.onRef('s.bank_id', '=', 'h.bank_id').onRef('s.day', '=', 'h.day'))
    .select(['s.day', 's.root']).where('h.bank_id', '=', tx.bankId).where('h.case_id', '=', caseId).orderBy('s.day').execute()
  const heads = seals.length === 0 ? [] : await tx.selectFrom('sealed_head as h').select(['h.day', 'h.case_id as caseId', 'h.seq', 'h.hash'])
    .where('h.bank_id', '=', tx.bankId).where('h.day', 'in', seals.map(({ day }) => day)).orderBy('h.case_id').execute()
  return seals.map(({ day, root }) => ({ day, root, heads: heads.filter((head) => head.day === day).map(({ caseId: of, seq, hash }) => ({ caseId: of, seq, hash })) }))
}

/** A table with rows of a case: itself, or below one that has; with the columns that may leave the house. */
interface CaseTable {
  readonly table: string
  readonly columns: readonly string[]
  /** The table above and the columns by which a row hangs on it; none for a table that names its case. */
  readonly above: { readonly of: CaseTable; readonly by: readonly (readonly [own: string, its: string])[] } | null
}

/** Chains and seals have files of their own. */
const APART: readonly string[] = ['audit_event', 'audit_head', 'sealed_head']

interface CatalogueRow {
  readonly table: string
  readonly columns: string[]
  readonly hasCase: boolean
}

/**
 * Every table with rows of a case, found in the catalogue: those that name the case, and those that hang on such a table by
 * a foreign key. A stage added later is in the archive without anyone remembering it. Ciphertexts and columns of class C3 stay in the house.
 */
export async function caseTables(tx: Tx): Promise<CaseTable[]> {
  const rows = (await readTables(tx)).filter(({ table }) => !APART.includes(table))
  const found = new Map<string, CaseTable>(rows.filter(({ hasCase }) => hasCase).map(({ table, columns }) => [table, { table, columns, above: null }]))
  const keys = await readForeignKeys(tx)
  for (let grown = true; grown;) {
    grown = false
    for (const { table, columns } of rows) {
      if (found.has(table)) continue
      const key = keys.find((one) => one.table === table && found.has(one.refers))
      if (key === undefined) continue
      found.set(table, { table, columns, above: { of: found.get(key.refers)!, by: key.own.map((own, at) => [own, key.its[at]!] as const) } })
      grown = true
    }
  }
  return [...found.values()].sort((a, b) => (a.table < b.table ? -1 : 1))
}

async function readTables(tx: Tx): Promise<CatalogueRow[]> {
  const { rows } = await sql<CatalogueRow>`
    select c.relname as table, bool_or(a.attname = 'case_id') as "hasCase",
      array_agg(a.attname::text order by a.attnum) filter (where t.typname <> 'bytea' and coalesce(d.description, '') not like 'C3%' and a.attname not like '%\\_cipher' and a.attname <> 'bank_id') as columns
    from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped join pg_type t on t.oid = a.atttypid
    left join pg_description d on d.objoid = c.oid and d.objsubid = a.attnum
    where n.nspname = 'public' and c.relkind in ('r', 'p') group by c.relname order by c.relname`.execute(tx)
  return rows
}

async function readForeignKeys(tx: Tx): Promise<{ table: string; refers: string; own: string[]; its: string[] }[]> {
  const { rows } = await sql<{ table: string; refers: string; own: string[]; its: string[] }>`
    select c.relname as table, r.relname as refers,
      (select array_agg(a.attname::text order by k.n) from unnest(f.conkey) with ordinality k(attnum, n) join pg_attribute a on a.attrelid = f.conrelid and a.attnum = k.attnum) as own,
      (select array_agg(a.attname::text order by k.n) from unnest(f.confkey) with ordinality k(attnum, n) join pg_attribute a on a.attrelid = f.confrelid and a.attnum = k.attnum) as its
    from pg_constraint f join pg_class c on c.oid = f.conrelid join pg_class r on r.oid = f.confrelid where f.contype = 'f' and c.relname <> r.relname order by c.relname, f.conname`.execute(tx)
  return rows
}

/** The rows of a case in one table, as they stand. Table and columns come from the catalogue, never from a request. */
export async function rowsOfCase(tx: Tx, table: CaseTable, caseId: string): Promise<Record<string, unknown>[]> {
  const { rows } = await sql<Record<string, unknown>>`
    select ${sql.join(table.columns.map((column) => sql.ref(`t.${column}`)))} from ${sql.table(table.table)} as t where t.bank_id = ${tx.bankId} and ${belongs(tx, table, 't', caseId)} order by t::text`.execute(tx)
  return rows
}

/** Whether the row called `alias` belongs to the case. */
function belongs(tx: Tx, { above }: CaseTable, alias: string, caseId: string): RawBuilder<unknown> {
  if (above === null) return sql`${sql.ref(`${alias}.case_id`)} = ${caseId}`
  const upper = `${alias}_`
  const meets = above.by.map(([own, its]) => sql`${sql.ref(`${upper}.${its}`)} = ${sql.ref(`${alias}.${own}`)}`)
  return sql`exists (select from ${sql.table(above.of.table)} as ${sql.id(upper)} where ${sql.ref(`${upper}.bank_id`)} = ${tx.bankId} and ${sql.join(meets, sql` and `)} and ${belongs(tx, above.of, upper, caseId)})`
}
