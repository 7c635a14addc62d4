import { caseScope, inScope } from '#loan/application/server'
import { searchKeyMatches } from '#common/customer/server'
import { type Day, daysBetween } from '#kernel'
import { NOTE_VIEWS, type NoteQuestion, type NoteRow, type NoteState, type NoteView } from '#loan/servicing/domain'
import type { Staff } from '#platform/auth'
import type { Tx } from '#platform/db'
import { type RawBuilder, type SqlBool, sql } from 'kysely'

/** Notes in sight of this person, the longest overdue first, with the count of each list. */
export async function listNotes(tx: Tx, staff: Staff, { view, q, limit }: NoteQuestion, on: Day) {
  const query = await notesInSight(tx, staff, q)
  const counts = await query.select(({ fn }) => [
    fn.countAll<number>().filterWhere('n.state', '<>', 'REVERSED').as('all'), fn.countAll<number>().filterWhere('n.state', '=', 'RUNNING').filterWhere('n.oldest_due_on', '=', on).as('due'),
    fn.countAll<number>().filterWhere('n.state', '=', 'RUNNING').filterWhere('n.oldest_due_on', '<', on).as('overdue'), fn.countAll<number>().filterWhere('n.state', '=', 'SETTLED').as('settled'),
  ]).executeTakeFirstOrThrow()
  const viewed = query.where(inView(view, on))
  const sum = await viewed.select(({ fn }) => [fn.countAll<number>().as('count'), sql<number>`coalesce(sum(n.balance_fen), 0)::bigint`.as('balance')]).executeTakeFirstOrThrow()
  const rows = await viewed.select(['n.note_id', 'n.number', 'n.case_id', 'k.name', 'u.name as unit_name', 'c.product_code', 'n.amount_fen', 'n.balance_fen', 'n.disbursed_on', 'n.matures_on', 'n.state', 'n.oldest_due_on', 'n.schedule_version'])
    .orderBy(sql`n.oldest_due_on asc nulls last`).orderBy('n.number').limit(limit).execute()
  const due = await dueOf(tx, rows.filter((row) => row.oldest_due_on !== null && row.oldest_due_on <= on && row.state === 'RUNNING').map((row) => row.note_id), on)
  return {
    on, count: Number(sum.count), balanceFen: Number(sum.balance), counts: Object.fromEntries((Object.keys(NOTE_VIEWS) as NoteView[]).map((one) => [one, Number(counts[one])])) as Record<NoteView, number>,
    notes: rows.map((row): NoteRow => ({
      noteId: row.note_id, number: row.number, caseId: row.case_id ?? '', customerName: row.name, unitName: row.unit_name, productCode: row.product_code, amountFen: row.amount_fen, balanceFen: row.balance_fen,
      disbursedOn: row.disbursed_on, maturesOn: row.matures_on, state: row.state as NoteState, oldestDueOn: row.oldest_due_on,
      overdueDays: row.state === 'RUNNING' && row.oldest_due_on !== null && row.oldest_due_on < on ? daysBetween(row.oldest_due_on as Day, on) : 0, dueFen: due.get(row.note_id) ?? 0,
    })),
  }
}

async function notesInSight(tx: Tx, staff: Staff, typed: string) {
  const scope = await caseScope(tx, staff)
  return tx.selectFrom('note as n')
    .innerJoin('application as a', (join) => join.onRef('a.bank_id', '=', 'n.bank_id').onRef('a.case_id', '=', 'n.case_id'))
    .innerJoin('customer as k', (join) => join.onRef('k.bank_id', '=', 'n.bank_id').onRef('k.customer_id', '=', 'n.customer_id'))
    .innerJoin('unit as u', (join) => join.onRef('u.bank_id', '=', 'n.bank_id').onRef('u.unit_id', '=', 'n.unit_id'))
    .innerJoin('contract as c', (join) => join.onRef('c.bank_id', '=', 'n.bank_id').onRef('c.contract_id', '=', 'n.contract_id'))
    .where('n.bank_id', '=', tx.bankId).where((eb) => inScope(eb as never, scope))
    .where((eb) => eb.or([eb('n.number', '=', typed), searchKeyMatches(tx, sql.ref('k.customer_id'), typed)]))
}

function inView(view: NoteView, on: Day): RawBuilder<SqlBool> {
  switch (view) {
    case 'all': return sql<SqlBool>`n.state <> 'REVERSED'`
    case 'due': return sql<SqlBool>`n.state = 'RUNNING' and n.oldest_due_on = ${on}`
    case 'overdue': return sql<SqlBool>`n.state = 'RUNNING' and n.oldest_due_on < ${on}`
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
