import { readApplication } from '#loan/application/server'
import { policyFor } from '#common/policy/server'
import type { PolicyPack } from '#common/policy/domain'
import type { Day, Fen, WorkingCalendar } from '#kernel'
import { NOTHING_PAID, type LateRule, type NoteAtHand, type PlanRow, type RepaymentEvent, type RepaymentKind, type Standing } from '#loan/servicing/domain'
import type { Staff } from '#platform/auth'
import type { Schema, Tx } from '#platform/db'
import { missing } from '#platform/http'
import type { Selectable } from 'kysely'
import { calendarOfNote } from './calendar.ts'

export type NoteRecord = Selectable<Schema['note']>

/** A note with everything a rule asks of it. */
export interface NoteHeld {
  readonly row: NoteRecord
  readonly caseId: string
  readonly productCode: string
  readonly note: NoteAtHand
  readonly calendar: WorkingCalendar
  readonly events: readonly RepaymentEvent[]
  readonly policy: PolicyPack
}

/** The note this person may see; out of sight it does not exist (404). `for update` locks its row, so acts on one note follow each other. */
export async function readNote(tx: Tx, staff: Staff, noteId: string, on: Day, lock: 'for update' | 'read' = 'read'): Promise<NoteHeld> {
  const query = tx.selectFrom('note').selectAll().where('bank_id', '=', tx.bankId).where('note_id', '=', noteId)
  const row = await (lock === 'for update' ? query.forUpdate() : query).executeTakeFirst()
  if (row === undefined || row.case_id === null) throw missing('借据')
  const application = await readApplication(tx, staff, row.case_id, 'read', '借据')
  const policy = await policyFor(tx, { applicationOn: application.applied_on as Day, eventOn: on }, { unit: row.unit_id, product: application.product })
  return { ...await holdNote(tx, row, on), caseId: row.case_id, policy }
}

/** A note with its plan, its events and the calendar of its life, for whoever has made sure it may be read. */
export async function holdNote(tx: Tx, row: NoteRecord, on: Day): Promise<Omit<NoteHeld, 'policy' | 'caseId'>> {
  const instalments = await readStandings(tx, row.note_id, row.schedule_version)
  const events = await readEvents(tx, row.note_id)
  const { terms } = await tx.selectFrom('schedule_version').select('terms').where('bank_id', '=', tx.bankId).where('note_id', '=', row.note_id).where('version', '=', row.schedule_version).executeTakeFirstOrThrow()
  const { product_code: productCode } = await tx.selectFrom('contract').select('product_code').where('bank_id', '=', tx.bankId).where('contract_id', '=', row.contract_id).executeTakeFirstOrThrow()
  const until = [...instalments.map(({ dueOn }) => dueOn), on].reduce((a, b) => (a > b ? a : b))
  return {
    row, productCode, events, calendar: await calendarOfNote(tx, row.disbursed_on as Day, until),
    note: {
      amountFen: row.amount_fen as Fen, disbursedOn: row.disbursed_on as Day, terms: terms as unknown as NoteAtHand['terms'], rule: await readRule(tx, row.note_id, on),
      instalments, lastPaidOn: events.at(-1)?.paidOn ?? null,
    },
  }
}

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

/** The repayments that stand, in their order. */
export async function readEvents(tx: Tx, noteId: string): Promise<RepaymentEvent[]> {
  const rows = await tx.selectFrom('repayment as r').leftJoin('repayment_reversal as v', (join) => join.onRef('v.bank_id', '=', 'r.bank_id').onRef('v.repayment_id', '=', 'r.repayment_id'))
    .select(['r.repayment_id', 'r.kind', 'r.amount_fen', 'r.paid_on']).where('r.bank_id', '=', tx.bankId).where('r.note_id', '=', noteId).where('v.repayment_id', 'is', null).orderBy('r.seq').execute()
  return rows.map((row) => ({ repaymentId: row.repayment_id, kind: row.kind as RepaymentKind, amountFen: row.amount_fen as Fen, paidOn: row.paid_on as Day }))
}

async function readRule(tx: Tx, noteId: string, on: Day): Promise<LateRule> {
  const row = await tx.selectFrom('note_rule').selectAll().where('bank_id', '=', tx.bankId).where('note_id', '=', noteId).where('from_day', '<=', on).orderBy('from_day', 'desc').orderBy('seq', 'desc').limit(1).executeTakeFirstOrThrow()
  return {
    penaltyRate: row.penalty_rate, compound: row.compound, daysPerYear: row.days_per_year, graceDays: row.grace_days, graceToWorkingDay: row.grace_to_working_day,
    allocation: row.allocation as unknown as LateRule['allocation'],
  }
}
