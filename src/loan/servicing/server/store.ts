import { NOTHING_PAID, type Allocation, type Closing, type LateRule, type PlanReason, type PlanRow, type Standing, freeUntil } from '#loan/servicing/domain'
import type { Day, WorkingCalendar } from '#kernel'
import type { Tx } from '#platform/db'
import { sql } from 'kysely'

export interface NewVersion {
  readonly noteId: string
  readonly version: number
  readonly fromDay: Day
  readonly reason: PlanReason
  readonly terms: unknown
  readonly by: string
  readonly at: string
  readonly repaymentId: string | null
  /** The event that made it, where it was no repayment. */
  readonly eventSeq?: number | null
}

/** Adds a plan as the next version of a note; the ones before stay. */
export async function writeVersion(tx: Tx, { noteId, version, fromDay, reason, terms, by, at, repaymentId, eventSeq = null }: NewVersion, plan: readonly PlanRow[]): Promise<void> {
  await tx.insertInto('schedule_version').values({ bank_id: tx.bankId, note_id: noteId, version, from_day: fromDay, reason, terms: JSON.stringify(terms), made_by: by, made_at: at, repayment_id: repaymentId, event_seq: eventSeq }).execute()
  await tx.insertInto('instalment').values(plan.map((row) => ({
    bank_id: tx.bankId, note_id: noteId, version, seq: row.seq, kind: row.kind, due_on: row.dueOn, principal_fen: row.principalFen, interest_fen: row.interestFen, balance_fen: row.balanceFen,
  }))).execute()
}

/** Writes down what was agreed about being late; of several rows of one day the last one holds. */
export async function writeRule(tx: Tx, noteId: string, fromDay: Day, rule: LateRule): Promise<void> {
  const { last } = await tx.selectFrom('note_rule').select(({ fn }) => fn.max('seq').as('last')).where('bank_id', '=', tx.bankId).where('note_id', '=', noteId).where('from_day', '=', fromDay).executeTakeFirstOrThrow()
  await tx.insertInto('note_rule').values({
    bank_id: tx.bankId, note_id: noteId, from_day: fromDay, seq: Number(last ?? 0) + 1, penalty_rate: rule.penaltyRate, compound: rule.compound, days_per_year: rule.daysPerYear,
    grace_days: rule.graceDays, grace_to_working_day: rule.graceToWorkingDay, allocation: JSON.stringify(rule.allocation),
  }).execute()
}

/** By whose rule and calendar an instalment that has fallen due may still be paid freely. */
export interface DueBy {
  readonly on: Day
  readonly rule: LateRule
  readonly calendar: WorkingCalendar
}

/** Writes what is paid of the instalments that changed, and those that are due and open; a row that is no longer in the plan is emptied. */
export async function writeStandings(tx: Tx, noteId: string, before: readonly Standing[], after: readonly Standing[], { on, rule, calendar }: DueBy): Promise<void> {
  const old = new Map(before.map((row) => [row.seq, JSON.stringify(stateOf(row))]))
  const gone = before.filter((row) => !after.some((one) => one.seq === row.seq)).map((row) => ({ ...row, ...NOTHING_PAID }))
  const untouched = JSON.stringify(stateOf({ ...NOTHING_PAID }))
  const isOpen = (row: Standing): boolean => row.settledOn === null && row.dueOn <= on
  const isGone = (row: Standing): boolean => gone.includes(row)
  const changed = [...after, ...gone].filter((row) => (isOpen(row) && !isGone(row)) || JSON.stringify(stateOf(row)) !== (old.get(row.seq) ?? untouched))
  if (changed.length === 0) return
  await tx.insertInto('instalment_state').values(changed.map((row) => ({ bank_id: tx.bankId, note_id: noteId, seq: row.seq, ...stateOf(row), free_until: isOpen(row) && !isGone(row) ? freeUntil(row.dueOn, rule, calendar) : null })))
    .onConflict((conflict) => conflict.columns(['bank_id', 'note_id', 'seq']).doUpdateSet(EXCLUDED)).execute()
}

const EXCLUDED = {
  principal_paid_fen: sql<number>`excluded.principal_paid_fen`, interest_paid_fen: sql<number>`excluded.interest_paid_fen`,
  penalty_closed_fen: sql<number>`excluded.penalty_closed_fen`, penalty_paid_fen: sql<number>`excluded.penalty_paid_fen`, penalty_from: sql<string | null>`excluded.penalty_from`,
  compound_closed_fen: sql<number>`excluded.compound_closed_fen`, compound_paid_fen: sql<number>`excluded.compound_paid_fen`, compound_from: sql<string | null>`excluded.compound_from`,
  settled_on: sql<string | null>`excluded.settled_on`, free_until: sql<string | null>`excluded.free_until`,
}

function stateOf(row: Omit<Standing, keyof PlanRow>) {
  return {
    principal_paid_fen: row.principalPaidFen, interest_paid_fen: row.interestPaidFen, penalty_closed_fen: row.penaltyClosedFen, penalty_paid_fen: row.penaltyPaidFen, penalty_from: row.penaltyFrom,
    compound_closed_fen: row.compoundClosedFen, compound_paid_fen: row.compoundPaidFen, compound_from: row.compoundFrom, settled_on: row.settledOn,
  }
}

/** Writes where a repayment went. */
export async function writeAllocations(tx: Tx, noteId: string, repaymentId: string, lines: readonly Allocation[]): Promise<void> {
  await tx.insertInto('repayment_allocation').values(lines.map((line, index) => ({
    bank_id: tx.bankId, repayment_id: repaymentId, line_no: index + 1, note_id: noteId, seq: line.seq, part: line.part, owed_fen: line.owedFen, amount_fen: line.amountFen, says: line.says,
  }))).execute()
}

/** What of a note changes when money moves on it. */
export interface NoteMoved {
  /** As of the business day of the act. */
  readonly closing: Closing
  /** Business day of the last payment; none while anything is owed. */
  readonly settledOn: Day | null
  readonly version: number
  /** Of a plan that ends on another day than before. */
  readonly maturesOn: Day
  readonly newRepayments: 0 | 1
}

/** The columns a list and a day-end read in place of the plan. */
export function closingColumns(closing: Closing) {
  return {
    balance_fen: closing.balanceFen, oldest_due_on: closing.oldestDueOn, next_event_on: closing.nextEventOn, period_from: closing.periodFrom, period_to: closing.periodTo,
    period_interest_fen: closing.periodInterestFen, due_principal_fen: closing.duePrincipalFen, due_interest_fen: closing.dueInterestFen,
  }
}
