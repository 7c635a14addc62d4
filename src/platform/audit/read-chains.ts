import { sql } from 'kysely'
import type { Tx } from '#platform/db'
import type { StoredLink } from './check-chain.ts'
import { OPERATIONS, actText, sha256, stepText } from './recipe.ts'

const CHUNK = 5000

/** A chain as it is stored, with the business day of each link. */
export interface ReadChain {
  readonly caseId: string
  readonly days: string[]
  readonly stored: StoredLink[]
}

/** All chains of the bank, one at a time, read in bounded pieces; the next piece is on its way while one is looked at. */
export async function* readChains(tx: Tx): AsyncGenerator<ReadChain> {
  let open: ReadChain | undefined
  let coming: Promise<Act[]> | undefined = readActs(tx, { caseId: OPERATIONS, seq: 0 })
  while (coming) {
    const rows: Act[] = await coming
    const last = rows.at(-1)
    coming = last && rows.length === CHUNK ? readActs(tx, { caseId: last.caseId, seq: last.link.seq }) : undefined
    coming?.catch(() => undefined) // whoever stops reading in between does not want to hear of it
    for (const { caseId, day, link } of rows) {
      if (open && open.caseId !== caseId) yield open
      if (open?.caseId !== caseId) open = { caseId, days: [], stored: [] }
      open.days.push(day)
      open.stored.push(link)
    }
  }
  if (open) yield open
  const steps = await readSteps(tx)
  if (steps.stored.length > 0) yield steps
}

/** The chain of one case; empty when nothing was done on it. */
export async function readChain(tx: Tx, caseId: string): Promise<StoredLink[]> {
  const links: StoredLink[] = []
  for (;;) {
    const rows = (await readActs(tx, { caseId, seq: links.length })).filter((act) => act.caseId === caseId)
    links.push(...rows.map(({ link }) => link))
    if (rows.length < CHUNK) return links
  }
}

/** An instant as it was hashed: always with six places. */
function hashedInstant(at: string): string {
  const [whole, fraction = ''] = at.slice(0, -1).split('.')
  return `${whole}.${fraction.padEnd(6, '0')}Z`
}

interface Act {
  readonly caseId: string
  readonly day: string
  readonly link: StoredLink
}

async function readActs(tx: Tx, after: { caseId: string; seq: number }): Promise<Act[]> {
  const rows = await tx.selectFrom('audit_event as e')
    .select(['e.case_id', 'e.seq', 'e.act', 'e.who', 'e.business_date', 'e.at', sql<string>`e.body::text`.as('body'), 'e.body_hash', 'e.previous_hash', 'e.hash', 'e.key_id'])
    .where('e.bank_id', '=', tx.bankId).where(sql<boolean>`(e.case_id, e.seq) > (${after.caseId}::uuid, ${after.seq}::int)`)
    .orderBy('e.case_id').orderBy('e.seq').limit(CHUNK).execute()
  return rows.map((row) => {
    const act = {
      bankId: tx.bankId, caseId: row.case_id, seq: row.seq, act: row.act, who: row.who, businessDate: row.business_date, at: hashedInstant(row.at),
      bodyHash: row.body_hash, previousHash: row.previous_hash,
    }
    const link: StoredLink = {
      seq: row.seq, hash: row.hash, previousHash: row.previous_hash, keyId: row.key_id, contentHolds: sha256(row.body) === row.body_hash,
      signedText: (as) => actText({ ...act, ...as }),
    }
    return { caseId: row.case_id, day: row.business_date, link }
  })
}

async function readSteps(tx: Tx): Promise<ReadChain> {
  const rows = await tx.selectFrom('operation_step as s')
    .select(['s.seq', 's.step', 's.business_date', 's.at', 's.row_count', 's.control_total', 's.rows_hash', 's.previous_hash', 's.hash', 's.key_id'])
    .where('s.bank_id', '=', tx.bankId).orderBy('s.seq').execute()
  const stored = rows.map((row): StoredLink => {
    const step = {
      bankId: tx.bankId, seq: row.seq, step: row.step, businessDate: row.business_date, at: hashedInstant(row.at), rowCount: row.row_count,
      controlTotal: row.control_total, rowsHash: row.rows_hash, previousHash: row.previous_hash,
    }
    return { seq: row.seq, hash: row.hash, previousHash: row.previous_hash, keyId: row.key_id, contentHolds: true, signedText: (as) => stepText({ ...step, ...as }) }
  })
  return { caseId: OPERATIONS, days: rows.map((row) => row.business_date), stored }
}
