import { createHash } from 'node:crypto'
import type { CaseFact } from '#common/task/domain'
import { type DecisionAct, type DecisionFact, type DecisionState, Terms, moveDecision } from '#loan/decision/domain'
import type { Day } from '#kernel'
import type { InvestigationFact } from '#loan/investigation/domain'
import type { Tx } from '#platform/db'

/** Tells later stages, inside the transaction of the act. */
export type Tell = (tx: Tx, fact: DecisionFact | InvestigationFact) => Promise<void>

/** Who did what follows from a fact, and when. */
export type Doing = Pick<CaseFact, 'caseId' | 'by' | 'on' | 'at'>

/** The decision of the last round, held until the transaction ends; undefined before the first. */
export function lastDecision(tx: Tx, caseId: string) {
  return tx.selectFrom('decision').selectAll().where('bank_id', '=', tx.bankId).where('case_id', '=', caseId).orderBy('round', 'desc').limit(1).forUpdate().executeTakeFirst()
}
export type DecisionHeld = NonNullable<Awaited<ReturnType<typeof lastDecision>>>

/** Moves a decision along its table, with what the act brings. */
export async function move(tx: Tx, decision: DecisionHeld, act: DecisionAct, { at, ...more }: { readonly at: string; readonly resolution_id?: string; readonly outcome?: string; readonly reasons?: string; readonly valid_until?: Day }): Promise<DecisionState> {
  const state = moveDecision(decision.state as DecisionState, act)
  await tx.updateTable('decision').set({ state, changed_at: at, ...more }).where('bank_id', '=', tx.bankId).where('decision_id', '=', decision.decision_id).execute()
  return state
}

/** The terms that bind now; undefined before the committee resolved. */
export async function lastTerms(tx: Tx, decisionId: string): Promise<{ terms: Terms; seq: number } | undefined> {
  const row = await tx.selectFrom('decision_terms').select(['seq', 'terms']).where('bank_id', '=', tx.bankId).where('decision_id', '=', decisionId).orderBy('seq', 'desc').limit(1).executeTakeFirst()
  return row && { seq: row.seq, terms: Terms.parse(row.terms) }
}

/** Writes the next version of the terms. */
export async function addTerms(tx: Tx, decisionId: string, { terms, reason, by, on, at }: { readonly terms: Terms; readonly reason: string } & Omit<Doing, 'caseId'>): Promise<void> {
  const last = await lastTerms(tx, decisionId)
  await tx.insertInto('decision_terms').values({ bank_id: tx.bankId, decision_id: decisionId, seq: (last?.seq ?? 0) + 1, terms: JSON.stringify(terms), reason, set_by: by, set_on: on, set_at: at }).execute()
}

/** Names terms by their content, so that a signature says which it stands under. */
export function termsHash(terms: Terms): string {
  return createHash('sha256').update(JSON.stringify(Terms.parse(terms))).digest('hex')
}
