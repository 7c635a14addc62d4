import { sql } from 'kysely'
import type { Transfer } from '#common/ledger/domain'
import { postVoucher } from '#common/ledger/server'
import { type Day, addDays, fen } from '#kernel'
import { type Closing, accruedOn } from '#loan/servicing/domain'
import type { Tx } from '#platform/db'
import { ACCOUNTS, type Charge } from './accrued.ts'
import { lateCharges } from './late-charges.ts'
import type { DayEndAt, DayEndStep } from './step.ts'

const CHARGES = ['interest', 'penalty', 'compound'] as const satisfies readonly Charge[]

/**
 * Moves a note's interest off the balance sheet on the day it is overdue longer than the pack allows, and back when all
 * arrears are paid: what was booked and not collected is taken out of income and kept as a memo; further interest goes there.
 */
export const nonAccrualStep: DayEndStep = {
  id: 'non-accrual', name: '非应计', perUnit: false,
  run: async (tx, at) => {
    const out = await move(tx, at, await passing(tx, at), 'NON_ACCRUAL')
    const back = await move(tx, at, await returning(tx, at), 'ACCRUAL_AGAIN')
    return { rows: out.rows + back.rows, controlFen: out.sum + back.sum, figures: { 转非应计笔数: out.notes, 转出表内: out.sum, 恢复应计笔数: back.notes, 转回表内: back.sum } }
  },
}

type Moving = Pick<Closing, 'dueInterestFen' | 'periodFrom' | 'periodTo' | 'periodInterestFen'> & { readonly noteId: string; readonly unitId: string; readonly productCode: string; readonly balanceFen: number }

interface Row { note_id: string; unit_id: string; product_code: string; balance_fen: number; period_from: string | null; period_to: string | null; period_interest_fen: number; due_interest_fen: number }

/** Notes at the end of the day, those an act of the next day changed as they were. */
const columns = sql`n.note_id, n.unit_id, n.product_code, n.balance_fen, n.period_from, n.period_to, n.period_interest_fen, n.due_interest_fen`
const untouched = (tx: Tx, { day }: DayEndAt) => sql`not exists (select from note_before b where b.bank_id = ${tx.bankId} and b.day = ${day} and b.note_id = n.note_id)`
const running = (tx: Tx) => sql`n.bank_id = ${tx.bankId} and n.state = 'RUNNING' and n.book = 'BOOK' and n.written_off_fen = 0`

/** Notes that pass the limit of their product at their unit. */
async function passing(tx: Tx, at: DayEndAt): Promise<Moving[]> {
  const { rows: kinds } = await sql<{ unit_id: string; product_code: string }>`
    select distinct unit_id, product_code from aging_of_day where bank_id = ${tx.bankId} and day = ${at.day} and bucket <> 'NONE' and not off_balance and book = 'BOOK' order by 1, 2`.execute(tx)
  if (kinds.length === 0) return []
  const since: Day[] = []
  for (const kind of kinds) since.push(addDays(at.day, -(await at.policyOf(kind.product_code, kind.unit_id)).servicing.nonAccrualDays))
  const last = since.reduce((a, b) => (a > b ? a : b))
  return read(tx, at, sql`n.oldest_due_on < ${last} and n.non_accrual_on is null and exists (select from unnest(${kinds.map((kind) => kind.unit_id)}::uuid[], ${kinds.map((kind) => kind.product_code)}::text[], ${since}::date[]) as l(unit_id, product_code, since)
    where l.unit_id = n.unit_id and l.product_code = n.product_code and n.oldest_due_on < l.since)`)
}

/** Notes of which nothing is overdue any more. */
function returning(tx: Tx, at: DayEndAt): Promise<Moving[]> {
  return read(tx, at, sql`n.non_accrual_on is not null and n.non_accrual_on < ${at.day} and (n.oldest_due_on is null or n.oldest_due_on >= ${at.day})`)
}

async function read(tx: Tx, at: DayEndAt, which: ReturnType<typeof sql>): Promise<Moving[]> {
  const { rows } = await sql<Row>`
    select ${columns} from note n where ${running(tx)} and ${which} and ${untouched(tx, at)}
    union all select ${columns} from note_before n where ${running(tx)} and n.day = ${at.day} and ${which} order by note_id`.execute(tx)
  return rows.map((row) => ({
    noteId: row.note_id, unitId: row.unit_id, productCode: row.product_code, balanceFen: row.balance_fen, periodFrom: row.period_from as Closing['periodFrom'], periodTo: row.period_to as Closing['periodTo'],
    periodInterestFen: fen(row.period_interest_fen), dueInterestFen: fen(row.due_interest_fen),
  }))
}

/** Books the move, marks the notes, and corrects what the next day counts from. */
async function move(tx: Tx, at: DayEndAt, notes: readonly Moving[], kind: 'NON_ACCRUAL' | 'ACCRUAL_AGAIN'): Promise<{ notes: number; rows: number; sum: number }> {
  if (notes.length === 0) return { notes: 0, rows: 0, sum: 0 }
  const ids = notes.map(({ noteId }) => noteId)
  const { rows: late } = await sql<{ note_id: string; penalty: number; compound: number }>`
    select note_id, sum(penalty)::bigint as penalty, sum(compound)::bigint as compound from (${lateCharges(tx, at.day, sql`and n.note_id = any(${ids}::uuid[])`)}) c group by 1`.execute(tx)
  const charged = new Map(late.map((row) => [row.note_id, row]))
  const moved = notes.map((note) => ({ ...note, interest: accruedOn(note, at.day) as number, penalty: charged.get(note.noteId)?.penalty ?? 0, compound: charged.get(note.noteId)?.compound ?? 0 }))
  const transfers = moved.flatMap((note) => CHARGES.flatMap((charge) => transfersOfMove(note, at, kind, charge, note[charge])))
  await lock(tx, ids)
  const voucherId = at.voucherId(kind)
  await postVoucher(tx, { voucherId, businessDay: at.day }, transfers)
  await mark(tx, at, kind, voucherId, moved)
  await shift(tx, at, kind, moved)
  const sum = moved.reduce((total, note) => total + note.interest + note.penalty + note.compound, 0)
  return { notes: notes.length, rows: transfers.length + notes.length * 2, sum }
}

/** Out: income back, memo in. Back: the other way round. */
function transfersOfMove({ noteId, unitId, productCode }: Moving, at: DayEndAt, kind: 'NON_ACCRUAL' | 'ACCRUAL_AGAIN', charge: Charge, amount: number): Transfer[] {
  const { on, off } = ACCOUNTS[charge]
  const amountFen = fen(kind === 'NON_ACCRUAL' ? amount : -amount)
  const common = { kind, amountFen, noteId, unitId, productCode, valueDay: at.day }
  return [{ ...common, debit: on[1], credit: on[0] }, { ...common, debit: off[0], credit: off[1] }]
}

async function lock(tx: Tx, ids: readonly string[]): Promise<void> {
  await sql`select count(*) from (select 1 from note where bank_id = ${tx.bankId} and note_id = any(${ids}::uuid[]) order by note_id for update) locked`.execute(tx)
}

interface Moved extends Moving { readonly interest: number; readonly penalty: number; readonly compound: number }

/** The note, its state kept for the day, and the event that says so. */
async function mark(tx: Tx, at: DayEndAt, kind: 'NON_ACCRUAL' | 'ACCRUAL_AGAIN', voucherId: string, moved: readonly Moved[]): Promise<void> {
  const on = kind === 'NON_ACCRUAL' ? at.day : null
  const ids = moved.map(({ noteId }) => noteId)
  await sql`
    with marked as (
      update note n set non_accrual_on = ${on}::date, event_count = n.event_count + 1 from unnest(${ids}::uuid[], ${moved.map(({ interest, penalty, compound }) => JSON.stringify({ kind, interestFen: interest, penaltyFen: penalty, compoundFen: compound }))}::text[]) as m(note_id, body)
      where n.bank_id = ${tx.bankId} and n.note_id = m.note_id returning n.note_id, n.event_count, m.body
    )
    insert into note_event (bank_id, note_id, seq, kind, value_day, business_day, body, voucher_id, at)
    select ${tx.bankId}::int, note_id, event_count, ${kind}, ${at.day}::date, ${at.day}::date, body::json, ${voucherId}::uuid, ${at.now}::timestamptz from marked`.execute(tx)
  await sql`update note_before set non_accrual_on = ${on}::date where bank_id = ${tx.bankId} and day = ${at.day} and note_id = any(${ids}::uuid[])`.execute(tx)
}

/** S(D) of the day moves from one side to the other, so that the next day's change is that day's alone. */
async function shift(tx: Tx, at: DayEndAt, kind: 'NON_ACCRUAL' | 'ACCRUAL_AGAIN', moved: readonly Moved[]): Promise<void> {
  const toOff = kind === 'NON_ACCRUAL'
  const of = <T>(pick: (note: Moved) => T): T[] => moved.map(pick)
  const sums = sql`
    select m.unit_id, m.product_code, count(*)::int as notes, sum(m.balance)::bigint as balance, sum(m.interest)::bigint as interest, sum(m.penalty)::bigint as penalty, sum(m.compound)::bigint as compound
    from unnest(${of(({ unitId }) => unitId)}::uuid[], ${of(({ productCode }) => productCode)}::text[], ${of(({ balanceFen }) => balanceFen)}::bigint[], ${of(({ interest }) => interest)}::bigint[], ${of(({ penalty }) => penalty)}::bigint[], ${of(({ compound }) => compound)}::bigint[]) as m(unit_id, product_code, balance, interest, penalty, compound)
    group by m.unit_id, m.product_code`
  await sql`
    update accrued_of_day a set note_count = a.note_count - m.notes, balance_fen = a.balance_fen - m.balance, interest_fen = a.interest_fen - m.interest, penalty_fen = a.penalty_fen - m.penalty, compound_fen = a.compound_fen - m.compound
    from (${sums}) m where a.bank_id = ${tx.bankId} and a.day = ${at.day} and a.unit_id = m.unit_id and a.product_code = m.product_code and a.off_balance = ${!toOff}`.execute(tx)
  await sql`
    insert into accrued_of_day as a (bank_id, day, unit_id, product_code, off_balance, note_count, balance_fen, interest_fen, penalty_fen, compound_fen)
    select ${tx.bankId}::int, ${at.day}::date, m.unit_id, m.product_code, ${toOff}::bool, m.notes, m.balance, m.interest, m.penalty, m.compound from (${sums}) m
    on conflict (bank_id, day, unit_id, product_code, off_balance) do update set note_count = a.note_count + excluded.note_count, balance_fen = a.balance_fen + excluded.balance_fen,
      interest_fen = a.interest_fen + excluded.interest_fen, penalty_fen = a.penalty_fen + excluded.penalty_fen, compound_fen = a.compound_fen + excluded.compound_fen`.execute(tx)
}
