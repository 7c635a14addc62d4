import { sql } from 'kysely'
import { type Day, type Fen, type WorkingCalendar, addDays, fen } from '#kernel'
import { NOTHING_PAID, type LateRule, type NoteAtHand, type PlanRow, type Standing } from '#loan/servicing/domain'
import type { Tx } from '#platform/db'
import { calendarOfNote } from '../calendar.ts'
import { type NoteRecord, holdNote } from '../note-at-hand.ts'

/** The columns of a note that rules over many of them ask for. */
export type NoteColumns = Pick<NoteRecord, 'note_id' | 'number' | 'line_id' | 'unit_id' | 'product_code' | 'case_id' | 'book' | 'state' | 'amount_fen' | 'balance_fen' | 'annual_rate' | 'disbursed_on' | 'schedule_version'
  | 'oldest_due_on' | 'next_event_on' | 'period_from' | 'period_to' | 'period_interest_fen' | 'due_principal_fen' | 'due_interest_fen' | 'written_off_fen' | 'risk_class' | 'non_accrual_on' | 'repayment_count' | 'event_count'>

const COLUMNS = ['note_id', 'number', 'line_id', 'unit_id', 'product_code', 'case_id', 'book', 'state', 'amount_fen', 'balance_fen', 'annual_rate', 'disbursed_on', 'schedule_version', 'oldest_due_on', 'next_event_on', 'period_from', 'period_to', 'period_interest_fen',
  'due_principal_fen', 'due_interest_fen', 'written_off_fen', 'risk_class', 'non_accrual_on', 'repayment_count', 'event_count'] as const satisfies readonly (keyof NoteColumns)[]

/**
 * A note under the lock of its row with as much of its plan as money set against what is due needs: the instalments that are
 * due and unpaid by the day and the next one. `isWhole` tells that all of it was read.
 */
export interface NoteHeldLight {
  readonly row: NoteColumns
  readonly note: NoteAtHand
  readonly calendar: WorkingCalendar
  readonly isWhole: boolean
}

/** Days around a day within which grace ends and the next working day lies. */
const DAYS_AROUND = 60

/**
 * Locks notes, in one order, and reads what is due of them on a day. A note to which more happened than repayments on its
 * first plan is read whole, one by one; of the others a few rows are read, all in one statement.
 */
export async function loadNotes(tx: Tx, noteIds: readonly string[], on: Day): Promise<NoteHeldLight[]> {
  const rows = await tx.selectFrom('note').select(COLUMNS).where('bank_id', '=', tx.bankId).where(sql<boolean>`note_id = any(${noteIds}::uuid[])`).orderBy('note_id').forUpdate().execute()
  const simple = rows.filter(isSimple)
  const light = await windowsOf(tx, simple.map(({ note_id: noteId }) => noteId), on)
  const calendar = await calendarAround(tx, light, on)
  const found: NoteHeldLight[] = []
  for (const row of rows) {
    const window = light.get(row.note_id)
    if (window !== undefined) found.push({ row, note: lightNote(row, window), calendar, isWhole: false })
    else found.push(...await loadWhole(tx, [row.note_id], on))
  }
  return found
}

/** Nothing but repayments on its first plan. */
function isSimple(row: NoteColumns): boolean {
  return row.state === 'RUNNING' && row.schedule_version === 1 && row.event_count === 0 && row.written_off_fen === 0 && row.non_accrual_on === null
}

/** Notes read whole, as an act at the counter reads them. */
export async function loadWhole(tx: Tx, noteIds: readonly string[], on: Day): Promise<NoteHeldLight[]> {
  const found: NoteHeldLight[] = []
  const rows = await tx.selectFrom('note').selectAll().where('bank_id', '=', tx.bankId).where(sql<boolean>`note_id = any(${noteIds}::uuid[])`).orderBy('note_id').execute()
  for (const row of rows) {
    const { note, calendar } = await holdNote(tx, row, on)
    found.push({ row, note, calendar, isWhole: true })
  }
  return found
}

interface Window {
  readonly rule: LateRule
  readonly lastPaidOn: Day | null
  readonly rows: Standing[]
}

interface WindowRow {
  readonly note_id: string
  readonly seq: number
  readonly kind: string
  readonly due_on: Day
  readonly principal_fen: number
  readonly interest_fen: number
  readonly balance_fen: number
  readonly principal_paid_fen: number | null
  readonly interest_paid_fen: number
  readonly penalty_closed_fen: number
  readonly penalty_paid_fen: number
  readonly penalty_from: Day | null
  readonly compound_closed_fen: number
  readonly compound_paid_fen: number
  readonly compound_from: Day | null
  readonly penalty_rate: string
  readonly compound: boolean
  readonly days_per_year: number
  readonly grace_days: number
  readonly grace_to_working_day: boolean
  readonly allocation: LateRule['allocation']
  readonly last_paid_on: Day | null
}

/** Open instalments due by the day and the next one, with the rule in force and the day of the last repayment. Read after the lock, so that what was waited for is seen. */
async function windowsOf(tx: Tx, noteIds: readonly string[], on: Day): Promise<Map<string, Window>> {
  const { rows } = await sql<WindowRow>`
    select n.note_id, i.seq, i.kind, i.due_on, i.principal_fen, i.interest_fen, i.balance_fen, i.principal_paid_fen, i.interest_paid_fen, i.penalty_closed_fen, i.penalty_paid_fen, i.penalty_from,
      i.compound_closed_fen, i.compound_paid_fen, i.compound_from, r.penalty_rate, r.compound, r.days_per_year, r.grace_days, r.grace_to_working_day, r.allocation, p.paid_on as last_paid_on
    from note n
    cross join lateral (
      (select i.*, s.principal_paid_fen, s.interest_paid_fen, s.penalty_closed_fen, s.penalty_paid_fen, s.penalty_from, s.compound_closed_fen, s.compound_paid_fen, s.compound_from
        from instalment i left join instalment_state s on s.bank_id = ${tx.bankId} and s.note_id = n.note_id and s.seq = i.seq
        where i.bank_id = ${tx.bankId} and i.note_id = n.note_id and i.version = n.schedule_version and i.due_on >= n.oldest_due_on and i.due_on <= ${on} and s.settled_on is null)
      union all
      (select i.*, s.principal_paid_fen, s.interest_paid_fen, s.penalty_closed_fen, s.penalty_paid_fen, s.penalty_from, s.compound_closed_fen, s.compound_paid_fen, s.compound_from
        from instalment i left join instalment_state s on s.bank_id = ${tx.bankId} and s.note_id = n.note_id and s.seq = i.seq
        where i.bank_id = ${tx.bankId} and i.note_id = n.note_id and i.version = n.schedule_version and i.due_on > ${on} and s.settled_on is null and i.principal_fen + i.interest_fen > 0 order by i.seq limit 1)
    ) i
    cross join lateral (select * from note_rule r where r.bank_id = ${tx.bankId} and r.note_id = n.note_id and r.from_day <= ${on} order by r.from_day desc, r.seq desc limit 1) r
    left join lateral (select p.paid_on from repayment p where p.bank_id = ${tx.bankId} and p.note_id = n.note_id and not exists (select from repayment_reversal v where v.bank_id = ${tx.bankId} and v.repayment_id = p.repayment_id) order by p.seq desc limit 1) p on true
    where n.bank_id = ${tx.bankId} and n.note_id = any(${noteIds}::uuid[]) order by n.note_id, i.seq`.execute(tx)
  const windows = new Map<string, Window>()
  for (const row of rows) {
    const known = windows.get(row.note_id)
    if (known !== undefined) known.rows.push(standingOf(row))
    else windows.set(row.note_id, { rows: [standingOf(row)], lastPaidOn: row.last_paid_on, rule: ruleOf(row) })
  }
  return windows
}

function standingOf(row: WindowRow): Standing {
  const plan = { seq: row.seq, kind: row.kind as PlanRow['kind'], dueOn: row.due_on, principalFen: row.principal_fen as Fen, interestFen: row.interest_fen as Fen, balanceFen: row.balance_fen as Fen }
  return row.principal_paid_fen === null ? { ...plan, ...NOTHING_PAID } : {
    ...plan, principalPaidFen: row.principal_paid_fen as Fen, interestPaidFen: row.interest_paid_fen as Fen, penaltyClosedFen: row.penalty_closed_fen as Fen, penaltyPaidFen: row.penalty_paid_fen as Fen, penaltyFrom: row.penalty_from,
    compoundClosedFen: row.compound_closed_fen as Fen, compoundPaidFen: row.compound_paid_fen as Fen, compoundFrom: row.compound_from, settledOn: null,
  }
}

function ruleOf(row: WindowRow): LateRule {
  return { penaltyRate: row.penalty_rate, compound: row.compound, daysPerYear: row.days_per_year, graceDays: row.grace_days, graceToWorkingDay: row.grace_to_working_day, allocation: row.allocation }
}

/** An instalment behind the window: it only counts, so that the others keep their number. */
const BEHIND: readonly Standing[] = Array.from({ length: 600 }, (_, at) => ({ seq: at + 1, kind: 'REGULAR', dueOn: '0001-01-01' as Day, principalFen: fen(0), interestFen: fen(0), balanceFen: fen(1), ...NOTHING_PAID, settledOn: '0001-01-01' as Day }))

/** What lies behind the window is paid: the window and the balance alone give all that is owed. */
function lightNote(row: NoteColumns, { rule, rows, lastPaidOn }: Window): NoteAtHand {
  const paid = rows.reduce((sum, one) => sum + one.principalPaidFen, 0)
  return { amountFen: fen(row.balance_fen + paid), disbursedOn: row.disbursed_on as Day, terms: NO_TERMS, rule, instalments: [...BEHIND.slice(0, rows[0]!.seq - 1), ...rows], lastPaidOn }
}

/** A light note has no plan to make anew; who needs one reads the note whole. */
const NO_TERMS = Object.freeze({}) as NoteAtHand['terms']

async function calendarAround(tx: Tx, windows: ReadonlyMap<string, Window>, on: Day): Promise<WorkingCalendar> {
  let from = on
  for (const { rows: [first] } of windows.values()) if (first !== undefined && first.dueOn < from) from = first.dueOn
  return calendarOfNote(tx, from, addDays(on, DAYS_AROUND))
}
