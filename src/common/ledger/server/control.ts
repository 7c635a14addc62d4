import { sql } from 'kysely'
import { CHART, type ExplainDifference, type Purpose } from '#common/ledger/domain'
import { type Day, Refusal } from '#kernel'
import { record } from '#platform/audit'
import type { Staff } from '#platform/auth'
import type { Tx } from '#platform/db'
import { missing } from '#platform/http'

/** What the notes of a unit and product come to on a control account, debit positive. */
export interface NotesSum {
  readonly productCode: string
  readonly purpose: Purpose
  readonly fen: number
}

export interface Compared {
  readonly accounts: number
  readonly differences: readonly { readonly productCode: string; readonly purpose: Purpose; readonly ledgerFen: number; readonly notesFen: number }[]
}

/**
 * Compares the control accounts of a closed day with the sums of the notes, and keeps each difference as a row for a person
 * to explain. An account in the ledger that no note speaks of is compared with nothing.
 */
export async function compareControlAccounts(tx: Tx, { day, unitId, purposes, notes }: { readonly day: Day; readonly unitId: string; readonly purposes: readonly Purpose[]; readonly notes: readonly NotesSum[] }): Promise<Compared> {
  const balances = await tx.selectFrom('account_balance as b').innerJoin('ledger_account as a', (join) => join.onRef('a.bank_id', '=', 'b.bank_id').onRef('a.code', '=', 'b.account_code'))
    .select(['b.product_code', 'a.purpose', 'b.closing_fen']).where('b.bank_id', '=', tx.bankId).where('b.day', '=', day).where('b.unit_id', '=', unitId).where('a.purpose', 'in', purposes).execute()
  const sums = new Map<string, { productCode: string; purpose: Purpose; ledgerFen: number; notesFen: number }>()
  const at = (productCode: string, purpose: Purpose) => {
    const key = `${productCode} ${purpose}`
    const sum = sums.get(key) ?? { productCode, purpose, ledgerFen: 0, notesFen: 0 }
    sums.set(key, sum)
    return sum
  }
  for (const row of balances) at(row.product_code, row.purpose as Purpose).ledgerFen += row.closing_fen
  for (const one of notes) at(one.productCode, one.purpose).notesFen += one.fen
  const differences = [...sums.values()].filter(({ ledgerFen, notesFen }) => ledgerFen !== notesFen)
  if (differences.length > 0) {
    await tx.insertInto('ledger_difference').values(differences.map((one) => ({
      bank_id: tx.bankId, day, unit_id: unitId, product_code: one.productCode, account_code: CHART[one.purpose].code, ledger_fen: one.ledgerFen, notes_fen: one.notesFen,
    }))).onConflict((conflict) => conflict.doNothing()).execute()
  }
  return { accounts: sums.size, differences }
}

/** What differed, the latest first; `open` leaves out what someone has explained. */
export async function listDifferences(tx: Tx, view: 'open' | 'all') {
  const query = tx.selectFrom('ledger_difference as d').where('d.bank_id', '=', tx.bankId)
  const { open } = await query.select(({ fn }) => fn.countAll<number>().as('open')).where('d.explained_by', 'is', null).executeTakeFirstOrThrow()
  const rows = await (view === 'open' ? query.where('d.explained_by', 'is', null) : query)
    .innerJoin('unit as u', (join) => join.onRef('u.bank_id', '=', 'd.bank_id').onRef('u.unit_id', '=', 'd.unit_id'))
    .innerJoin('ledger_account as a', (join) => join.onRef('a.bank_id', '=', 'd.bank_id').onRef('a.code', '=', 'd.account_code'))
    .leftJoin('staff as s', (join) => join.onRef('s.bank_id', '=', 'd.bank_id').onRef('s.staff_id', '=', 'd.explained_by'))
    .select(['d.day', 'd.unit_id', 'u.name as unit_name', 'd.product_code', 'd.account_code', 'a.name as account_name', 'd.ledger_fen', 'd.notes_fen', 's.name as explained_by', 'd.explained_on', 'd.explanation'])
    .orderBy('d.day', 'desc').orderBy('u.code').orderBy('d.product_code').orderBy('d.account_code').limit(MOST_SHOWN).execute()
  return {
    open: Number(open),
    rows: rows.map((row) => ({
      day: row.day, unitId: row.unit_id, unitName: row.unit_name, productCode: row.product_code, accountCode: row.account_code, accountName: row.account_name, ledgerFen: row.ledger_fen, notesFen: row.notes_fen,
      differenceFen: row.ledger_fen - row.notes_fen, explained: row.explained_by === null || row.explained_on === null || row.explanation === null ? null : { by: row.explained_by, on: row.explained_on, says: row.explanation },
    })),
  }
}

const MOST_SHOWN = 500

/** Says why the ledger and the notes differed; the amounts stay, the row is no longer open. */
export async function explainDifference(tx: Tx, staff: Staff, { day, unitId, productCode, accountCode, explanation }: ExplainDifference, at: { readonly on: Day; readonly now: Date }): Promise<void> {
  const row = await tx.selectFrom('ledger_difference').selectAll().where('bank_id', '=', tx.bankId).where('day', '=', day).where('unit_id', '=', unitId).where('product_code', '=', productCode).where('account_code', '=', accountCode).forUpdate().executeTakeFirst()
  if (row === undefined) throw missing('账务差异')
  if (row.explained_by !== null) throw new Refusal({ code: 'ledger.already-explained', message: '这笔差异已有说明', value: row.explanation, expected: '未说明的差异' }, 409)
  await sql`
    update ledger_difference set explained_by = ${staff.id}, explained_on = ${at.on}, explained_at = ${at.now.toISOString()}, explanation = ${explanation}
    where bank_id = ${tx.bankId} and day = ${day} and unit_id = ${unitId} and product_code = ${productCode} and account_code = ${accountCode}`.execute(tx)
  await record(tx, { caseId: unitId, act: 'ledger.explain', who: staff.id, businessDate: at.on, body: { day, productCode, accountCode, ledgerFen: row.ledger_fen, notesFen: row.notes_fen, explanation } })
}
