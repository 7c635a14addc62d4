import type { Day, Fen } from '#kernel'
import { NOTHING_PAID, type LateRule, type PlanRow, type Standing } from '#loan/servicing/domain'
import type { Tx } from '#platform/db'

/** A plan and what is paid of its rows. */
export async function readStandings(tx: Tx, noteId: string, version: number): Promise<Standing[]> {
  const states = await tx.selectFrom('instalment_state').selectAll().where('bank_id', '=', tx.bankId).where('note_id', '=', noteId).execute()
  return (await readPlan(tx, noteId, version)).map((row) => {
    const state = states.find((one) => one.seq === row.seq)
    return state === undefined ? { ...row, ...NOTHING_PAID } : {
      ...row, principalPaidFen: state.principal_paid_fen as Fen, interestPaidFen: state.interest_paid_fen as Fen,
      penaltyClosedFen: state.penalty_closed_fen as Fen, penaltyPaidFen: state.penalty_paid_fen as Fen, penaltyFrom: state.penalty_from as Day | null,
      compoundClosedFen: state.compound_closed_fen as Fen, compoundPaidFen: state.compound_paid_fen as Fen, compoundFrom: state.compound_from as Day | null, settledOn: state.settled_on as Day | null,
    }
  })
}

/** The rows of one version of the plan. */
export async function readPlan(tx: Tx, noteId: string, version: number): Promise<PlanRow[]> {
  const rows = await tx.selectFrom('instalment').selectAll().where('bank_id', '=', tx.bankId).where('note_id', '=', noteId).where('version', '=', version).orderBy('seq').execute()
  return rows.map((row) => ({ seq: row.seq, kind: row.kind as PlanRow['kind'], dueOn: row.due_on as Day, principalFen: row.principal_fen as Fen, interestFen: row.interest_fen as Fen, balanceFen: row.balance_fen as Fen }))
}

/** What holds about being late on a day. */
export async function readRule(tx: Tx, noteId: string, on: Day): Promise<LateRule> {
  const row = await rulesOf(tx, noteId).where('from_day', '<=', on).orderBy('from_day', 'desc').orderBy('seq', 'desc').limit(1).executeTakeFirstOrThrow()
  return asRule(row)
}

/** What was agreed about it at drawdown. */
export async function readFirstRule(tx: Tx, noteId: string): Promise<LateRule> {
  return asRule(await rulesOf(tx, noteId).orderBy('from_day').orderBy('seq').limit(1).executeTakeFirstOrThrow())
}

function rulesOf(tx: Tx, noteId: string) {
  return tx.selectFrom('note_rule').selectAll().where('bank_id', '=', tx.bankId).where('note_id', '=', noteId)
}

function asRule(row: { penalty_rate: string; compound: boolean; days_per_year: number; grace_days: number; grace_to_working_day: boolean; allocation: unknown }): LateRule {
  return { penaltyRate: row.penalty_rate, compound: row.compound, daysPerYear: row.days_per_year, graceDays: row.grace_days, graceToWorkingDay: row.grace_to_working_day, allocation: row.allocation as LateRule['allocation'] }
}
