import { type CaseFact, type CaseHeader, type CaseLife, type Heard, RESUMES_AT, lifeAfter } from '#common/task/domain'
import { type Day, assert } from '#kernel'
import type { Tx } from '#platform/db'

/** What of a case the task engine keeps, held until the transaction ends. */
export interface Progress extends CaseHeader {
  readonly caseId: string
  readonly state: CaseLife
  readonly resumes: CaseLife | null
}

/** The progress of a case; a case no fact has been told of has none. */
export async function readProgress(tx: Tx, caseId: string, lock: 'for update' | 'read' = 'read'): Promise<Progress | undefined> {
  const query = tx.selectFrom('case_progress').selectAll().where('bank_id', '=', tx.bankId).where('case_id', '=', caseId)
  const row = await (lock === 'for update' ? query.forUpdate() : query).executeTakeFirst()
  return row && {
    caseId, state: row.state as CaseLife, resumes: row.resumes as CaseLife | null, number: row.number, unitId: row.unit_id, leadId: row.lead_id, assistId: row.assist_id,
    acceptorId: row.acceptor_id, customerId: row.customer_id, product: row.product, amountFen: row.amount_fen, appliedOn: row.applied_on as Day,
  }
}

/** The progress of a case that has begun. */
export async function progressOf(tx: Tx, caseId: string): Promise<Progress> {
  const progress = await readProgress(tx, caseId)
  assert(progress !== undefined, `case ${caseId} has heard no fact yet`)
  return progress
}

/** Everything the case has heard, in the order it came. */
export async function heardBy(tx: Tx, caseId: string): Promise<(Heard & { readonly on: Day; readonly at: string })[]> {
  const rows = await tx.selectFrom('case_fact').select(['fact', 'detail', 'on_day', 'at']).where('bank_id', '=', tx.bankId).where('case_id', '=', caseId).orderBy('seq').execute()
  return rows.map(({ fact, detail, on_day: on, at }) => ({ fact, detail, on: on as Day, at }))
}

/** Notes a fact and moves the case to the state that follows from it; returns the progress after it, whether the state is another, and whether the case goes on where a withdrawal left it. */
export async function noteFact(tx: Tx, fact: CaseFact, header: CaseHeader): Promise<{ readonly progress: Progress; readonly moved: boolean; readonly resumed: boolean }> {
  const before = await readProgress(tx, fact.caseId, 'for update')
  const heard = await heardBy(tx, fact.caseId)
  await tx.insertInto('case_fact').values({
    bank_id: tx.bankId, case_id: fact.caseId, seq: heard.length + 1, fact: fact.fact, detail: detailOf(fact), by: fact.by, on_day: fact.on, at: fact.at,
  }).execute()
  const { state, resumes } = nextState(before, fact, heard)
  const columns = {
    state, resumes, number: header.number, unit_id: header.unitId, lead_id: header.leadId, assist_id: header.assistId, acceptor_id: header.acceptorId,
    customer_id: header.customerId, product: header.product, amount_fen: header.amountFen, applied_on: header.appliedOn,
    ...(before?.state === state ? {} : { since_on: fact.on, since_at: fact.at }),
  }
  await tx.insertInto('case_progress').values({ bank_id: tx.bankId, case_id: fact.caseId, since_on: fact.on, since_at: fact.at, ...columns })
    .onConflict((conflict) => conflict.columns(['bank_id', 'case_id']).doUpdateSet(columns)).execute()
  return { progress: { caseId: fact.caseId, ...header, state, resumes }, moved: before?.state !== state, resumed: (before?.resumes ?? null) !== null && resumes === null }
}

const ENDED_BEFORE_ADMISSION: ReadonlySet<CaseLife> = new Set<CaseLife>(['APPLIED', 'ADMISSION_REJECTED', 'WITHDRAWN', 'ADMITTED', 'ASSIGNED'])

/** The state after a fact. A case withdrawn half-way and admitted again goes on where it stood. */
function nextState(before: Progress | undefined, fact: CaseFact, heard: readonly Heard[]): { state: CaseLife; resumes: CaseLife | null } {
  const after = lifeAfter(before?.state ?? null, fact.fact, heard) ?? 'APPLIED'
  if (fact.fact === 'application.withdrawn' && before !== undefined && !ENDED_BEFORE_ADMISSION.has(before.state)) return { state: after, resumes: RESUMES_AT[before.state] ?? before.state }
  const resumes = before?.resumes ?? null
  return fact.fact === 'application.admitted' && resumes !== null ? { state: resumes, resumes: null } : { state: after, resumes }
}

/** The one word of a fact that later moves ask for: the outcome of a resolution. */
function detailOf(fact: CaseFact): string | null {
  const outcome: unknown = Reflect.get(fact, 'outcome')
  return typeof outcome === 'string' ? outcome : null
}
