import { sql } from 'kysely'
import type { ChainLine, SealedDay } from '#desk/dossier/domain'
import { assert } from '#kernel'
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

/** A table that says something of single cases, with the columns that may leave the house. */
interface CaseTable {
  readonly table: string
  readonly columns: readonly string[]
}

/** Chains and seals have files of their own. */
const APART: readonly string[] = ['audit_event', 'audit_head', 'sealed_head']

/**
 * Every table with rows of a case, found in the catalogue, so that a stage added later is in the archive without anyone
 * remembering it. Ciphertexts and columns of class C3 stay in the house.
 */
export async function caseTables(tx: Tx): Promise<CaseTable[]> {
  const { rows } = await sql<{ table: string; columns: string[] }>`
    select c.relname as table, array_agg(a.attname::text order by a.attnum) filter (where t.typname <> 'bytea' and coalesce(d.description, '') not like 'C3%' and a.attname not like '%\\_cipher' and a.attname <> 'bank_id') as columns
    from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped join pg_type t on t.oid = a.atttypid
    left join pg_description d on d.objoid = c.oid and d.objsubid = a.attnum
    where n.nspname = 'public' and c.relkind in ('r', 'p') group by c.relname having bool_or(a.attname = 'case_id') order by c.relname`.execute(tx)
  return rows.filter(({ table }) => !APART.includes(table))
}

/** The rows of a case in one table, as they stand. Table and columns come from the catalogue, never from a request. */
export async function rowsOfCase(tx: Tx, { table, columns }: CaseTable, caseId: string): Promise<Record<string, unknown>[]> {
  assert(columns.includes('case_id'), 'a case table has a case')
  const { rows } = await sql<Record<string, unknown>>`
    select ${sql.join(columns.map((column) => sql.ref(`t.${column}`)))} from ${sql.table(table)} as t where t.bank_id = ${tx.bankId} and t.case_id = ${caseId} order by t::text`.execute(tx)
  return rows
}
