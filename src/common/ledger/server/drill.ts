import { sql } from 'kysely'
import type { TransferQuestion, TransferRow, VoucherShown } from '#common/ledger/domain'
import type { Tx } from '#platform/db'
import { missing } from '#platform/http'

/** What moved an account in some days, the latest first. */
export async function listTransfers(tx: Tx, { account, from, until, unitId, productCode, limit }: TransferQuestion) {
  let query = shown(tx).where('t.business_day', '>=', from).where('t.business_day', '<=', until)
  if (account !== undefined) query = query.where((eb) => eb.or([eb('t.debit_code', '=', account), eb('t.credit_code', '=', account)]))
  if (unitId !== undefined) query = query.where('t.unit_id', '=', unitId)
  if (productCode !== undefined) query = query.where('t.product_code', '=', productCode)
  const sums = await query.select(({ fn }) => [fn.countAll<number>().as('count'),
    sql<number>`coalesce(sum(t.amount_fen) filter (where t.debit_code = ${account ?? ''} or ${account === undefined}), 0)::bigint`.as('debit'),
    sql<number>`coalesce(sum(t.amount_fen) filter (where t.credit_code = ${account ?? ''} or ${account === undefined}), 0)::bigint`.as('credit')]).executeTakeFirstOrThrow()
  const rows = await query.select(COLUMNS).orderBy('t.business_day', 'desc').orderBy('t.voucher_id', 'desc').orderBy('t.line_no').limit(limit).execute()
  return { rows: rows.map(asRow), count: Number(sums.count), debitFen: Number(sums.debit), creditFen: Number(sums.credit) }
}

/** A voucher whole. */
export async function readVoucher(tx: Tx, voucherId: string): Promise<VoucherShown> {
  const rows = await shown(tx).where('t.voucher_id', '=', voucherId).select(COLUMNS).select('t.reverses_voucher_id').orderBy('t.line_no').execute()
  if (rows.length === 0) throw missing('凭证')
  const reversedBy = await tx.selectFrom('transfer').select('voucher_id').distinct().where('bank_id', '=', tx.bankId).where('reverses_voucher_id', '=', voucherId).execute()
  return { voucherId, rows: rows.map(asRow), totalFen: rows.reduce((sum, row) => sum + row.amount_fen, 0), reverses: rows[0]!.reverses_voucher_id, reversedBy: reversedBy.map((row) => row.voucher_id) }
}

const COLUMNS = ['t.voucher_id', 't.line_no', 't.business_day', 't.value_day', 't.kind', 't.debit_code', 'd.name as debit_name', 't.credit_code', 'c.name as credit_name', 't.amount_fen', 'u.name as unit_name', 't.product_code', 't.note_id', 'n.number', 'n.case_id'] as const

function shown(tx: Tx) {
  return tx.selectFrom('transfer as t')
    .innerJoin('ledger_account as d', (join) => join.onRef('d.bank_id', '=', 't.bank_id').onRef('d.code', '=', 't.debit_code'))
    .innerJoin('ledger_account as c', (join) => join.onRef('c.bank_id', '=', 't.bank_id').onRef('c.code', '=', 't.credit_code'))
    .innerJoin('unit as u', (join) => join.onRef('u.bank_id', '=', 't.bank_id').onRef('u.unit_id', '=', 't.unit_id'))
    .leftJoin('note as n', (join) => join.onRef('n.bank_id', '=', 't.bank_id').onRef('n.note_id', '=', 't.note_id'))
    .where('t.bank_id', '=', tx.bankId)
}

type Read = Awaited<ReturnType<typeof readOne>>[number]
const readOne = (tx: Tx) => shown(tx).select(COLUMNS).execute()

function asRow(row: Read): TransferRow {
  return {
    voucherId: row.voucher_id, lineNo: row.line_no, businessDay: row.business_day, valueDay: row.value_day, kind: row.kind, debitCode: row.debit_code, debitName: row.debit_name, creditCode: row.credit_code, creditName: row.credit_name,
    amountFen: row.amount_fen, unitName: row.unit_name, productCode: row.product_code, note: row.note_id === null || row.number === null ? null : { noteId: row.note_id, number: row.number, caseId: row.case_id },
  }
}
