import { sql } from 'kysely'
import { type Day, Refusal, assert } from '#kernel'
import { type Tx, holdBusinessDate, sendOn } from '#platform/db'
import { GENESIS, OPERATIONS, RECIPE, actText, instantNow, sha256, stepText } from './recipe.ts'

export interface Act {
  /** The case; for acts on users or settings the id of what they change. */
  readonly caseId: string
  /** Stable name: `committee.cast-vote`. */
  readonly act: string
  readonly who: string
  readonly businessDate: Day
  /** What was done, before and after, as JSON; direct identifiers go in masked. */
  readonly body: unknown
}

export interface Step {
  /** Stable name: `day-end.accrue`. */
  readonly step: string
  readonly businessDate: Day
  readonly rowCount: number
  /** Sum over the rows written, as exact text. */
  readonly controlTotal: string
  /** SHA-256 over the ordered rows. */
  readonly rowsHash: string
}

/** Appends one act of a person to the chain of its case, in the transaction of the act itself; returns its number. */
export async function record(tx: Tx, act: Act): Promise<number> {
  return append(tx, act, await holdChain(tx, act))
}

/** The end of a chain, held until the transaction ends. */
export interface ChainHeld {
  readonly seq: number
  readonly hash: string
}

/** Holds the chain of a case for one act to come, so that what the act reads and the end of the chain are waited for together. */
export async function holdChain(tx: Tx, { caseId, businessDate }: Pick<Act, 'caseId' | 'businessDate'>): Promise<ChainHeld> {
  assert(caseId !== OPERATIONS, 'the id of all zeros is the operations chain')
  const today = await holdBusinessDate(tx)
  if (today !== businessDate) throw closed(businessDate, today)
  return advanceHead(tx, caseId, today)
}

/** Appends the act for which its chain is held. */
export function append(tx: Tx, act: Act, head: ChainHeld): number {
  const today = act.businessDate
  const body = JSON.stringify(act.body ?? null)
  const link = {
    bankId: tx.bankId, caseId: act.caseId, seq: head.seq, act: act.act, who: act.who, businessDate: today, at: instantNow(),
    bodyHash: sha256(body), previousHash: head.hash,
  }
  const signed = tx.keys.sign(actText(link))
  sendOn(tx, tx.insertInto('audit_event').values({
    bank_id: tx.bankId, case_id: act.caseId, seq: head.seq, act: act.act, who: act.who, business_date: today, at: link.at, body,
    body_hash: link.bodyHash, previous_hash: link.previousHash, hash: signed.hash, recipe: RECIPE, key_id: signed.keyId,
  }))
  moveHead(tx, act.caseId, { seq: head.seq, hash: signed.hash, on: today })
  return head.seq
}

/** Appends one entry for a set-based step to the bank's operations chain; returns its number. */
export async function recordStep(tx: Tx, step: Step): Promise<number> {
  await refuseSealed(tx, step.businessDate)
  const head = await advanceHead(tx, OPERATIONS, step.businessDate)
  const link = { ...step, bankId: tx.bankId, seq: head.seq, at: instantNow(), previousHash: head.hash }
  const signed = tx.keys.sign(stepText(link))
  await tx.insertInto('operation_step').values({
    bank_id: tx.bankId, seq: head.seq, step: step.step, business_date: step.businessDate, at: link.at, row_count: step.rowCount,
    control_total: step.controlTotal, rows_hash: step.rowsHash, previous_hash: head.hash, hash: signed.hash, recipe: RECIPE, key_id: signed.keyId,
  }).execute()
  moveHead(tx, OPERATIONS, { seq: head.seq, hash: signed.hash, on: step.businessDate })
  return head.seq
}

/** Takes the next number of a chain and locks its head until the transaction ends; answers with the hash before. */
async function advanceHead(tx: Tx, caseId: string, businessDate: Day): Promise<ChainHeld> {
  const last = await tx.selectFrom('audit_head').select(['seq', 'hash']).where('bank_id', '=', tx.bankId).where('case_id', '=', caseId).forUpdate().executeTakeFirst()
  if (last !== undefined) return { seq: last.seq + 1, hash: last.hash }
  return tx.insertInto('audit_head')
    .values({ bank_id: tx.bankId, case_id: caseId, seq: 1, hash: GENESIS, business_date: businessDate })
    .onConflict((conflict) => conflict.columns(['bank_id', 'case_id']).doUpdateSet({ seq: sql`audit_head.seq + 1`, business_date: businessDate }))
    .returning(['seq', 'hash']).executeTakeFirstOrThrow()
}

function moveHead(tx: Tx, caseId: string, { seq, hash, on }: ChainHeld & { readonly on: Day }): void {
  sendOn(tx, tx.updateTable('audit_head').set({ seq, hash, business_date: on }).where('bank_id', '=', tx.bankId).where('case_id', '=', caseId))
}

async function refuseSealed(tx: Tx, businessDate: Day): Promise<void> {
  const seal = await tx.selectFrom('day_seal as s').select('s.seq').where('s.bank_id', '=', tx.bankId).where('s.day', '=', businessDate).executeTakeFirst()
  if (seal) throw new Refusal({ code: 'day.sealed', message: `营业日 ${businessDate} 已封账`, value: businessDate, expected: '未封账的营业日' }, 409)
}

function closed(asked: Day, today: Day): Refusal {
  return new Refusal({ code: 'day.not-open', message: `营业日 ${asked} 不是当前营业日`, value: asked, expected: `当前营业日 ${today}；请重试` }, 409)
}
