import { sql } from 'kysely'
import { type Day, type Fen, type WorkingCalendar, addDays, addMonths, daysBetween, fen, monthsBetween } from '#kernel'
import { NOTHING_PAID, type LateRule, type NoteAtHand, type PlanRow, type Standing } from '#loan/servicing/domain'
import type { Tx } from '#platform/db'
import { calendarOfNote } from '../calendar.ts'
import { holdNote } from '../note-at-hand.ts'
import type { NoteRecord } from '../note-record.ts'

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
  /** Of a note to which more happened than repayments: the last day anything counts from. Money of an earlier day changes what came after it. */
  readonly lastOn?: Day | undefined
}

/** Days around a day within which grace ends and the next working day lies. */
const DAYS_AROUND = 60

/**
 * Locks notes, in one order, and reads what is due of them on a day. Of most a few rows are read, all in one statement; a note
 * to which more happened than that, or whose running period cannot be told from its next due day, is read whole.
 */
export async function loadNotes(tx: Tx, noteIds: readonly string[], on: Day): Promise<NoteHeldLight[]> {
  const rows = await tx.selectFrom('note').select(COLUMNS).where('bank_id', '=', tx.bankId).where(sql<boolean>`note_id = any(${noteIds}::uuid[])`).orderBy('note_id').forUpdate().execute()
  const windows = await windowsOf(tx, await simpleOf(tx, rows), on)
  const calendar = await calendarAround(tx, windows, on)
  const light = new Map<string, NoteHeldLight>()
  for (const row of rows) {
    const window = windows.get(row.note_id)
    if (window !== undefined && isPlain(row, window, on)) light.set(row.note_id, { row, note: lightNote(row, window), calendar, isWhole: false })
  }
  const whole = await loadWhole(tx, rows.filter((row) => !light.has(row.note_id)).map((row) => row.note_id), on)
  return [...light.values(), ...whole]
}

/** Events that leave nothing beside plan, rule and what is paid. */
export const PLAIN_EVENTS: readonly string[] = ['NON_ACCRUAL', 'ACCRUAL_AGAIN', 'RATE_CHANGED', 'EXTENDED']

/** Notes of which nothing is owed beside the plan. */
async function simpleOf(tx: Tx, rows: readonly NoteColumns[]): Promise<string[]> {
  const running = rows.filter((row) => row.state === 'RUNNING' && row.written_off_fen === 0)
  const eventful = running.filter((row) => row.event_count > 0).map((row) => row.note_id)
  if (eventful.length === 0) return running.map((row) => row.note_id)
  const { rows: found } = await sql<{ note_id: string }>`select distinct note_id from note_event where bank_id = ${tx.bankId} and note_id = any(${eventful}::uuid[]) and kind <> all(${PLAIN_EVENTS}::text[])`.execute(tx)
  const beside = new Set(found.map((row) => row.note_id))
  return running.filter((row) => !beside.has(row.note_id)).map((row) => row.note_id)
}

/**
 * Whether the window tells the closing figures: the running period is known, or ends today and the next one ends on the next due
 * day, which is a contracted one when it falls on the day of the month (or week) that was agreed.
 */
function isPlain(row: NoteColumns, { rows, nextIsSettled, terms }: Window, on: Day): boolean {
  if (nextIsSettled || rows[0] === undefined) return false
  if (row.next_event_on === null || row.next_event_on > on) return true
  const next = rows.find(({ dueOn }) => dueOn > on)
  if (row.next_event_on < on || rows.filter(({ dueOn }) => dueOn === on).length > 1) return false
  return next === undefined || (next.kind === 'REGULAR' && isContracted(next.dueOn, terms))
}

function isContracted(dueOn: Day, { every, firstDueOn, dueDay }: Window['terms']): boolean {
  if (every === 'WEEK' || every === 'FORTNIGHT') return daysBetween(firstDueOn, dueOn) % (every === 'WEEK' ? WEEK : WEEK * 2) === 0
  return addMonths(firstDueOn, monthsBetween(firstDueOn, dueOn), dueDay ?? Number(firstDueOn.slice(-2))) === dueOn
}
const WEEK = 7

/** Notes read whole, as an act at the counter reads them. */
export async function loadWhole(tx: Tx, noteIds: readonly string[], on: Day): Promise<NoteHeldLight[]> {
  const found: NoteHeldLight[] = []
  const rows = await tx.selectFrom('note').selectAll().where('bank_id', '=', tx.bankId).where(sql<boolean>`note_id = any(${noteIds}::uuid[])`).orderBy('note_id').execute()
  for (const row of rows) {
    const { note, calendar, played } = await holdNote(tx, row, on)
    found.push({ row, note, calendar, isWhole: true, lastOn: played?.entries.at(-1)?.event.on })
  }
  return found
}

interface Window {
  readonly rule: LateRule
  readonly lastPaidOn: Day | null
  readonly rows: Standing[]
  /** Regular instalments behind the window. */
  readonly behind: number
  /** The next instalment was paid before its day: the one after it is not in the window. */
  readonly nextIsSettled: boolean
  readonly terms: { readonly every: string | null; readonly firstDueOn: Day; readonly dueDay: number | null }
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
  readonly settled_on: Day | null
  readonly behind: number
  readonly every: string | null
  readonly first_due_on: Day
  readonly due_day: number | null
}

/** Open instalments due by the day and the next one, with the rule in force and the day of the last repayment. Read after the lock, so that what was waited for is seen. */
async function windowsOf(tx: Tx, noteIds: readonly string[], on: Day): Promise<Map<string, Window>> {
  if (noteIds.length === 0) return new Map()
  const own = sql`i.bank_id = ${tx.bankId} and i.note_id = n.note_id and i.version = n.schedule_version`
  const state = sql`left join instalment_state s on s.bank_id = ${tx.bankId} and s.note_id = n.note_id and s.seq = i.seq`
  const columns = sql`i.*, s.principal_paid_fen, s.interest_paid_fen, s.penalty_closed_fen, s.penalty_paid_fen, s.penalty_from, s.compound_closed_fen, s.compound_paid_fen, s.compound_from, s.settled_on`
  const { rows } = await sql<WindowRow>`
    select n.note_id, i.seq, i.kind, i.due_on, i.principal_fen, i.interest_fen, i.balance_fen, i.principal_paid_fen, i.interest_paid_fen, i.penalty_closed_fen, i.penalty_paid_fen, i.penalty_from, i.compound_closed_fen, i.compound_paid_fen, i.compound_from, i.settled_on,
      r.penalty_rate, r.compound, r.days_per_year, r.grace_days, r.grace_to_working_day, r.allocation, p.paid_on as last_paid_on, v.terms ->> 'every' as every, (v.terms ->> 'firstDueOn')::date as first_due_on, (v.terms ->> 'dueDay')::int as due_day,
      case when n.schedule_version = 1 then null else (select count(*)::int from instalment i where ${own} and i.kind = 'REGULAR' and i.due_on < n.oldest_due_on) end as behind
    from note n
    cross join lateral (
      (select ${columns} from instalment i ${state} where ${own} and i.due_on >= n.oldest_due_on and i.due_on <= ${on} and s.settled_on is null and i.principal_fen + i.interest_fen > 0)
      union all
      (select ${columns} from instalment i ${state} where ${own} and i.due_on > ${on} and i.kind = 'REGULAR' order by i.seq limit 1)
    ) i
    join schedule_version v on v.bank_id = ${tx.bankId} and v.note_id = n.note_id and v.version = n.schedule_version
    cross join lateral (select * from note_rule r where r.bank_id = ${tx.bankId} and r.note_id = n.note_id and r.from_day <= ${on} order by r.from_day desc, r.seq desc limit 1) r
    left join lateral (select p.paid_on from repayment p where p.bank_id = ${tx.bankId} and p.note_id = n.note_id and not exists (select from repayment_reversal v where v.bank_id = ${tx.bankId} and v.repayment_id = p.repayment_id) order by p.seq desc limit 1) p on true
    where n.bank_id = ${tx.bankId} and n.note_id = any(${noteIds}::uuid[]) order by n.note_id, i.seq`.execute(tx)
  const windows = new Map<string, Window>()
  for (const row of rows) {
    const known = windows.get(row.note_id)
    const isSettled = row.settled_on !== null
    const next = known ?? { rows: [], lastPaidOn: row.last_paid_on, rule: ruleOf(row), behind: row.behind ?? row.seq - 1, nextIsSettled: false, terms: { every: row.every, firstDueOn: row.first_due_on, dueDay: row.due_day } }
    if (!isSettled) next.rows.push(standingOf(row))
    windows.set(row.note_id, isSettled ? { ...next, nextIsSettled: true } : next)
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
const BEHIND: readonly Standing[] = Array.from({ length: 600 }, (_, at) => ({ seq: -1 - at, kind: 'REGULAR', dueOn: '0001-01-01' as Day, principalFen: fen(0), interestFen: fen(0), balanceFen: fen(1), ...NOTHING_PAID, settledOn: '0001-01-01' as Day }))

/** What lies behind the window is paid: the window and the balance alone give all that is owed. */
function lightNote(row: NoteColumns, { rule, rows, lastPaidOn, behind }: Window): NoteAtHand {
  const paid = rows.reduce((sum, one) => sum + one.principalPaidFen, 0)
  return { amountFen: fen(row.balance_fen + paid), disbursedOn: row.disbursed_on as Day, terms: { ...NO_TERMS, annualRate: row.annual_rate }, rule, instalments: [...BEHIND.slice(0, behind), ...rows], lastPaidOn, nonAccrualOn: row.non_accrual_on as Day | null }
}

/** A light note has no plan to make anew, only the rate overdue interest bears; who needs more reads the note whole. */
const NO_TERMS = Object.freeze({}) as NoteAtHand['terms']

async function calendarAround(tx: Tx, windows: ReadonlyMap<string, Window>, on: Day): Promise<WorkingCalendar> {
  let from = on
  for (const { rows: [first] } of windows.values()) if (first !== undefined && first.dueOn < from) from = first.dueOn
  return calendarOfNote(tx, from, addDays(on, DAYS_AROUND))
}
