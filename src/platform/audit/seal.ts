import { sql } from 'kysely'
import { type Day, Refusal } from '#kernel'
import { businessDate, type Tx } from '#platform/db'
import { GENESIS, OPERATIONS, RECIPE, instantNow, rootOf, sealText, type Head } from './recipe.ts'

export interface Seal {
  readonly day: Day
  readonly headCount: number
  /** To be printed and exported: kept outside, it proves even against someone who has the keys. */
  readonly root: string
}

/** Seals all chains that grew on a closed day into one root of the bank. Sealing twice gives the first seal. */
export async function sealDay(tx: Tx, day: Day): Promise<Seal> {
  // Seals of one bank follow each other: the row of its business day is the queue.
  await tx.selectFrom('business_day as d').select('d.today').where('d.bank_id', '=', tx.bankId).forUpdate().execute()
  const before = await tx.selectFrom('day_seal as s').select(['s.seq', 's.day', 's.hash', 's.root', 's.head_count']).where('s.bank_id', '=', tx.bankId).orderBy('s.seq', 'desc').limit(1).executeTakeFirst()
  if (before?.day === day) return { day, headCount: before.head_count, root: before.root }
  await refuseOutOfTurn(tx, day, before?.day)
  const heads = await headsOf(tx, day)
  const seal = { bankId: tx.bankId, day, seq: (before?.seq ?? 0) + 1, headCount: heads.length, root: rootOf(heads), previousHash: before?.hash ?? GENESIS }
  const signed = tx.keys.sign(sealText(seal))
  await tx.insertInto('day_seal').values({
    bank_id: tx.bankId, day, seq: seal.seq, head_count: seal.headCount, root: seal.root, previous_hash: seal.previousHash,
    hash: signed.hash, recipe: RECIPE, key_id: signed.keyId, sealed_at: instantNow(),
  }).execute()
  await keepHeads(tx, day, heads)
  return { day, headCount: heads.length, root: seal.root }
}

/** The last link of every chain that grew on the day. */
async function headsOf(tx: Tx, day: Day): Promise<Head[]> {
  const cases = await tx.selectFrom('audit_event as e').distinctOn('e.case_id').select(['e.case_id as caseId', 'e.seq', 'e.hash'])
    .where('e.bank_id', '=', tx.bankId).where('e.business_date', '=', day).orderBy('e.case_id').orderBy('e.seq', 'desc').execute()
  const step = await tx.selectFrom('operation_step as s').select(['s.seq', 's.hash']).where('s.bank_id', '=', tx.bankId).where('s.business_date', '=', day).orderBy('s.seq', 'desc').limit(1).executeTakeFirst()
  return step ? [...cases, { caseId: OPERATIONS, ...step }] : cases
}

async function keepHeads(tx: Tx, day: Day, heads: readonly Head[]): Promise<void> {
  await sql`insert into sealed_head (bank_id, day, case_id, seq, hash)
    select ${tx.bankId}::int, ${day}::date, h.case_id, h.seq, h.hash
    from unnest(${heads.map((head) => head.caseId)}::uuid[], ${heads.map((head) => head.seq)}::int[], ${heads.map((head) => head.hash)}::text[]) as h(case_id, seq, hash)`.execute(tx)
}

async function refuseOutOfTurn(tx: Tx, day: Day, last: string | undefined): Promise<void> {
  const today = await businessDate(tx)
  if (day >= today) throw new Refusal({ code: 'day.open', message: `营业日 ${day} 尚未结束，不能封账`, value: day, expected: `早于当前营业日 ${today}` }, 409)
  if (last !== undefined && day < last) throw new Refusal({ code: 'day.sealed', message: `营业日 ${day} 之后的日子已封账`, value: day, expected: `晚于 ${last} 的营业日` }, 409)
}
