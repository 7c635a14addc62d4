import { type CaseScope, caseScope, inScope } from '#loan/application/server'
import { customersAnswering } from '#common/customer/server'
import { type Day, daysBetween } from '#kernel'
import { NOTE_VIEWS, type NoteQuestion, type NoteRow, type NoteState, type NoteView } from '#loan/servicing/domain'
import type { Staff } from '#platform/auth'
import type { Tx } from '#platform/db'
import { type RawBuilder, type SqlBool, sql } from 'kysely'

/** Beyond so many notes a list says "more than": nobody reads on, and a sum over a million rows would keep everybody waiting. */
const COUNTED_UP_TO: number = 10_000

interface ListedNote {
  readonly note_id: string
  readonly number: string
  readonly case_id: string | null
  readonly name: string
  readonly unit_name: string
  readonly product_code: string
  readonly amount_fen: number
  readonly balance_fen: number
  readonly disbursed_on: string
  readonly matures_on: string
  readonly state: string
  readonly oldest_due_on: string | null
}

/** Notes in sight of this person, the longest overdue first where a list is about days; with the count of each list. Fit for a million notes: each list goes by an index and reads no further than it shows. */
export async function listNotes(tx: Tx, staff: Staff, { view, q, limit }: NoteQuestion, on: Day) {
  const scope = await caseScope(tx, staff)
  const found = (wanted: NoteView): RawBuilder<unknown> => notesInSight(tx, scope, q, inView(wanted, on))
  const counts = new Map<NoteView, { count: number; isMore: boolean; balance: number }>()
  await Promise.all((Object.keys(NOTE_VIEWS) as NoteView[]).map(async (one) => counts.set(one, await countOf(tx, found(one)))))
  const { rows } = await sql<ListedNote>`
    with shown as materialized (select n.* from (${found(view)}) n ${ORDER[view]} limit ${limit})
    select n.note_id, n.number, n.case_id, k.name, u.name as unit_name, n.product_code, n.amount_fen, n.balance_fen, n.disbursed_on, n.matures_on, n.state, n.oldest_due_on
    from shown n join customer k on k.bank_id = ${tx.bankId} and k.customer_id = n.customer_id join unit u on u.bank_id = ${tx.bankId} and u.unit_id = n.unit_id ${ORDER[view]}`.execute(tx)
  const due = await dueOf(tx, rows.filter((row) => row.oldest_due_on !== null && row.oldest_due_on <= on && row.state === 'RUNNING').map((row) => row.note_id), on)
  const total = counts.get(view)!
  return {
    on, count: total.count, isMore: total.isMore, balanceFen: total.isMore ? null : total.balance,
    counts: Object.fromEntries([...counts].map(([one, { count }]) => [one, count])) as Record<NoteView, number>,
    notes: rows.map((row): NoteRow => ({
      noteId: row.note_id, number: row.number, caseId: row.case_id, customerName: row.name, unitName: row.unit_name, productCode: row.product_code, amountFen: row.amount_fen, balanceFen: row.balance_fen,
      disbursedOn: row.disbursed_on, maturesOn: row.matures_on, state: row.state as NoteState, oldestDueOn: row.oldest_due_on,
      overdueDays: row.state === 'RUNNING' && row.oldest_due_on !== null && row.oldest_due_on < on ? daysBetween(row.oldest_due_on as Day, on) : 0, dueFen: due.get(row.note_id) ?? 0,
    })),
  }
}

/** In the order of the index a list goes by. */
const ORDER: Readonly<Record<NoteView, RawBuilder<unknown>>> = {
  all: sql`order by n.note_id desc`, settled: sql`order by n.settled_on desc, n.note_id desc`,
  due: sql`order by n.oldest_due_on, n.unit_id, n.note_id`, overdue: sql`order by n.oldest_due_on, n.unit_id, n.note_id`, nonAccrual: sql`order by n.non_accrual_on, n.note_id`,
}

async function countOf(tx: Tx, found: RawBuilder<unknown>): Promise<{ count: number; isMore: boolean; balance: number }> {
  const { rows: [row] } = await sql<{ count: number; balance: number }>`select count(*)::int as count, coalesce(sum(n.balance_fen), 0)::bigint as balance from (select n.balance_fen from (${found}) n limit ${COUNTED_UP_TO + 1}) n`.execute(tx)
  return row!.count > COUNTED_UP_TO ? { count: COUNTED_UP_TO, isMore: true, balance: 0 } : { ...row!, isMore: false }
}

/**
 * The notes of a scope: all of the bank; or those of some units, those whose customer one manages, and those of cases with
 * one's name on them, each found by its own index. One with a case is seen as its case is.
 */
function notesInSight(tx: Tx, scope: CaseScope, typed: string, view: RawBuilder<SqlBool>): RawBuilder<unknown> {
  const customers = customersAnswering(tx, typed)
  const asked = customers === undefined ? sql<SqlBool>`true` : sql<SqlBool>`n.note_id in (
    select m.note_id from note m where m.bank_id = ${tx.bankId} and m.number = ${typed}
    union select m.note_id from note m where m.bank_id = ${tx.bankId} and m.customer_id in (${customers}))`
  const condition = sql`n.bank_id = ${tx.bankId} and ${view} and ${asked}`
  if (scope.all) return sql`select n.* from note n where ${condition}`
  const cases = tx.selectFrom('application as a').select('a.case_id').where('a.bank_id', '=', tx.bankId).where((eb) => inScope(eb, scope))
  return sql`
    select n.* from note n where ${condition} and n.case_id is null and n.unit_id = any(${scope.units}::uuid[])
    union all select n.* from customer k join note n on n.bank_id = ${tx.bankId} and n.customer_id = k.customer_id where k.bank_id = ${tx.bankId} and k.manager_id = any(${scope.staffIds}::uuid[]) and n.case_id is null and n.unit_id <> all(${scope.units}::uuid[]) and ${condition}
    union all select n.* from note n where ${condition} and n.case_id in (${cases})`
}

function inView(view: NoteView, on: Day): RawBuilder<SqlBool> {
  switch (view) {
    case 'all': return sql<SqlBool>`n.state <> 'REVERSED'`
    case 'due': return sql<SqlBool>`n.state = 'RUNNING' and n.oldest_due_on = ${on}`
    case 'overdue': return sql<SqlBool>`n.state = 'RUNNING' and n.oldest_due_on < ${on}`
    case 'nonAccrual': return sql<SqlBool>`n.state = 'RUNNING' and n.non_accrual_on is not null`
    case 'settled': return sql<SqlBool>`n.state = 'SETTLED'`
  }
}

/** Principal and interest due and not paid. */
async function dueOf(tx: Tx, noteIds: readonly string[], on: Day): Promise<ReadonlyMap<string, number>> {
  if (noteIds.length === 0) return new Map()
  const rows = await tx.selectFrom('instalment as i')
    .innerJoin('note as n', (join) => join.onRef('n.bank_id', '=', 'i.bank_id').onRef('n.note_id', '=', 'i.note_id').onRef('n.schedule_version', '=', 'i.version'))
    .leftJoin('instalment_state as s', (join) => join.onRef('s.bank_id', '=', 'i.bank_id').onRef('s.note_id', '=', 'i.note_id').onRef('s.seq', '=', 'i.seq'))
    .select(['i.note_id', sql<number>`sum(i.principal_fen + i.interest_fen - coalesce(s.principal_paid_fen, 0) - coalesce(s.interest_paid_fen, 0))::bigint`.as('due')])
    .where('i.bank_id', '=', tx.bankId).where('i.note_id', 'in', noteIds).where('i.due_on', '<=', on).groupBy('i.note_id').execute()
  return new Map(rows.map((row) => [row.note_id, Number(row.due)]))
}

/** The notes of a case, as its screen asks for them. */
export async function notesOfCase(tx: Tx, caseId: string) {
  const rows = await tx.selectFrom('note').select(['note_id', 'number', 'state', 'amount_fen', 'balance_fen', 'disbursed_on']).where('bank_id', '=', tx.bankId).where('case_id', '=', caseId).orderBy('disbursed_on').orderBy('number').execute()
  return rows.map((row) => ({ noteId: row.note_id, number: row.number, state: row.state as NoteState, amountFen: row.amount_fen, balanceFen: row.balance_fen, disbursedOn: row.disbursed_on }))
}
