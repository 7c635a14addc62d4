import { sql } from 'kysely'
import { type Day, Refusal, addDays, day, daysBetween } from '#kernel'
import { businessDate, type Tx } from '#platform/db'
import { GENESIS, OPERATIONS, RECIPE, instantNow, rootOf, sealText, type Head } from './recipe.ts'

export interface Seal {
  readonly day: Day
  readonly headCount: number
  /** To be printed and exported: kept outside, it proves even against someone who has the keys. */
  readonly root: string
}

/** Seals all chains that grew on a closed day into one root of the bank. Sealing twice gives the first seal. */
export async function sealDay(tx: Tx, closed: Day): Promise<Seal> {
  // Seals of one bank follow each other: the row of its business day is the queue.
  await tx.selectFrom('business_day as d').select('d.today').where('d.bank_id', '=', tx.bankId).forUpdate().execute()
  const before = await tx.selectFrom('day_seal as s').select(['s.seq', 's.day', 's.hash', 's.root', 's.head_count']).where('s.bank_id', '=', tx.bankId).orderBy('s.seq', 'desc').limit(1).executeTakeFirst()
  if (before?.day === closed) return { day: closed, headCount: before.head_count, root: before.root }
  await refuseOutOfTurn(tx, closed)
  const heads = await headsOf(tx, closed)
  const seal = { bankId: tx.bankId, day: closed, seq: (before?.seq ?? 0) + 1, headCount: heads.length, root: rootOf(heads), previousHash: before?.hash ?? GENESIS }
  const signed = tx.keys.sign(sealText(seal))
  await tx.insertInto('day_seal').values({
    bank_id: tx.bankId, day: closed, seq: seal.seq, head_count: seal.headCount, root: seal.root, previous_hash: seal.previousHash,
    hash: signed.hash, recipe: RECIPE, key_id: signed.keyId, sealed_at: instantNow(),
  }).execute()
  await keepHeads(tx, closed, heads)
  return { day: closed, headCount: heads.length, root: seal.root }
}

/** The last link of every chain that grew on the day. */
async function headsOf(tx: Tx, closed: Day): Promise<Head[]> {
  const cases = await tx.selectFrom('audit_event as e').distinctOn('e.case_id').select(['e.case_id as caseId', 'e.seq', 'e.hash'])
    .where('e.bank_id', '=', tx.bankId).where('e.business_date', '=', closed).orderBy('e.case_id').orderBy('e.seq', 'desc').execute()
  const step = await tx.selectFrom('operation_step as s').select(['s.seq', 's.hash']).where('s.bank_id', '=', tx.bankId).where('s.business_date', '=', closed).orderBy('s.seq', 'desc').limit(1).executeTakeFirst()
  return step ? [...cases, { caseId: OPERATIONS, ...step }] : cases
}

async function keepHeads(tx: Tx, closed: Day, heads: readonly Head[]): Promise<void> {
  await sql`insert into sealed_head (bank_id, day, case_id, seq, hash)
    select ${tx.bankId}::int, ${closed}::date, h.case_id, h.seq, h.hash
    from unnest(${heads.map((head) => head.caseId)}::uuid[], ${heads.map((head) => head.seq)}::int[], ${heads.map((head) => head.hash)}::text[]) as h(case_id, seq, hash)`.execute(tx)
}

/** Days are sealed one after the other, none left out. */
async function refuseOutOfTurn(tx: Tx, closed: Day): Promise<void> {
  const today = await businessDate(tx)
  if (closed >= today) throw new Refusal({ code: 'day.open', message: `营业日 ${closed} 尚未结束，不能封账`, value: closed, expected: `早于当前营业日 ${today}` }, 409)
  const [next] = await unsealedDays(tx)
  if (closed !== next) throw new Refusal({ code: 'day.out-of-turn', message: `营业日 ${closed} 不是下一个待封账日`, value: closed, expected: next ?? '没有待封账的营业日' }, 409)
}

/** Closed days without a seal, in order; every calendar day gets one, so that a missing seal shows. */
export async function unsealedDays(tx: Tx): Promise<Day[]> {
  const { first_day: first, today } = await tx.selectFrom('business_day as d').select(['d.first_day', 'd.today']).where('d.bank_id', '=', tx.bankId).executeTakeFirstOrThrow()
  const last = await tx.selectFrom('day_seal as s').select('s.day').where('s.bank_id', '=', tx.bankId).orderBy('s.seq', 'desc').limit(1).executeTakeFirst()
  const from = last === undefined ? day(first) : addDays(day(last.day), 1)
  return Array.from({ length: Math.max(0, daysBetween(from, day(today))) }, (_, i) => addDays(from, i))
}
