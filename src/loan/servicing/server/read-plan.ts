import type { Day, Fen } from '#kernel'
import { NOTHING_PAID, type LateRule, type PlanRow, type Standing } from '#loan/servicing/domain'
import type { Tx } from '#platform/db'

/** A plan and what is paid of its rows. */
export async function readStandings(tx: Tx, noteId: string, version: number): Promise<Standing[]> {
  const rows = await tx.selectFrom('instalment as i').leftJoin('instalment_state as s', (join) => join.onRef('s.bank_id', '=', 'i.bank_id').onRef('s.note_id', '=', 'i.note_id').onRef('s.seq', '=', 'i.seq'))
    .select(['i.seq', 'i.kind', 'i.due_on', 'i.principal_fen', 'i.interest_fen', 'i.balance_fen', 's.principal_paid_fen', 's.interest_paid_fen', 's.penalty_closed_fen', 's.penalty_paid_fen', 's.penalty_from', 's.compound_closed_fen', 's.compound_paid_fen', 's.compound_from', 's.settled_on'])
    .where('i.bank_id', '=', tx.bankId).where('i.note_id', '=', noteId).where('i.version', '=', version).orderBy('i.seq').execute()
  return rows.map((row) => (row.principal_paid_fen === null ? { ...planRow(row), ...NOTHING_PAID } : {
    ...planRow(row), principalPaidFen: row.principal_paid_fen as Fen, interestPaidFen: row.interest_paid_fen as Fen,
    penaltyClosedFen: row.penalty_closed_fen as Fen, penaltyPaidFen: row.penalty_paid_fen as Fen, penaltyFrom: row.penalty_from as Day | null,
    compoundClosedFen: row.compound_closed_fen as Fen, compoundPaidFen: row.compound_paid_fen as Fen, compoundFrom: row.compound_from as Day | null, settledOn: row.settled_on as Day | null,
  }))
}

/** The rows of one version of the plan. */
export async function readPlan(tx: Tx, noteId: string, version: number): Promise<PlanRow[]> {
  const rows = await tx.selectFrom('instalment').selectAll().where('bank_id', '=', tx.bankId).where('note_id', '=', noteId).where('version', '=', version).orderBy('seq').execute()
  return rows.map(planRow)
}

function planRow(row: { seq: number; kind: string; due_on: string; principal_fen: number; interest_fen: number; balance_fen: number }): PlanRow {
  return { seq: row.seq, kind: row.kind as PlanRow['kind'], dueOn: row.due_on as Day, principalFen: row.principal_fen as Fen, interestFen: row.interest_fen as Fen, balanceFen: row.balance_fen as Fen }
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
