import { sql } from 'kysely'
import { type Transfer, type Voucher, asWritten } from '#common/ledger/domain'
import { type Day, Refusal, assert } from '#kernel'
import type { Tx } from '#platform/db'
import { ensureChart } from './chart.ts'

/** Rows sent in one statement: as many as keep its text well within the memory of a small machine. */
const ROWS_A_STATEMENT: number = 10_000

interface Row {
  readonly voucher: Voucher
  readonly lineNo: number
  readonly transfer: Transfer
}

/** Books the transfers of one act. The same voucher posted again is posted once. */
export async function postVoucher(tx: Tx, voucher: Omit<Voucher, 'transfers'>, transfers: readonly Transfer[]): Promise<void> {
  await postVouchers(tx, [{ ...voucher, transfers }])
}

/** Books many vouchers, a few statements for all of them. */
export async function postVouchers(tx: Tx, vouchers: readonly Voucher[]): Promise<void> {
  const rows = vouchers.flatMap((voucher) => asWritten(voucher.transfers).map((transfer, at): Row => ({ voucher, lineNo: at + 1, transfer })))
  for (const { voucher, transfer } of rows) assert(transfer.valueDay <= voucher.businessDay, `value day ${transfer.valueDay} lies after business day ${voucher.businessDay}`)
  for (let from = 0; from < rows.length; from += ROWS_A_STATEMENT) {
    const some = rows.slice(from, from + ROWS_A_STATEMENT)
    if (await insert(tx, some) === some.length) continue
    // Fewer rows than sent: the bank has no chart yet, this was posted before, or the day is closed.
    if (await ensureChart(tx) > 0) await insert(tx, some)
    await refuseMissing(tx, some)
  }
}

async function refuseMissing(tx: Tx, rows: readonly Row[]): Promise<void> {
  const ids = [...new Set(rows.map(({ voucher }) => voucher.voucherId))]
  const kept = await tx.selectFrom('transfer').select(['voucher_id', 'line_no']).where('bank_id', '=', tx.bankId).where('voucher_id', '=', sql<string>`any(${ids}::uuid[])`).execute()
  const lines = new Set(kept.map((row) => `${row.voucher_id} ${row.line_no}`))
  const lost = rows.find(({ voucher, lineNo }) => !lines.has(`${voucher.voucherId} ${lineNo}`))
  if (lost !== undefined) throw dayClosed(lost.voucher.businessDay)
}

function dayClosed(day: Day): Refusal {
  return new Refusal({ code: 'ledger.day-closed', message: `${day} 已结账，不能再记账`, value: day, expected: '记在当前营业日，起息日可以在此之前' }, 409)
}

async function insert(tx: Tx, rows: readonly Row[]): Promise<number> {
  const { numAffectedRows } = await sql`
    insert into transfer (bank_id, voucher_id, line_no, business_day, value_day, kind, debit_code, credit_code, amount_fen, unit_id, product_code, note_id, reverses_voucher_id)
    select ${tx.bankId}, t.voucher_id, t.line_no, t.business_day, t.value_day, t.kind, d.code, c.code, t.amount_fen, t.unit_id, t.product_code, t.note_id, t.reverses
    from unnest(${rows.map(({ voucher }) => voucher.voucherId)}::uuid[], ${rows.map(({ lineNo }) => lineNo)}::int[], ${rows.map(({ voucher }) => voucher.businessDay)}::date[],
      ${rows.map(({ transfer }) => transfer.valueDay)}::date[], ${rows.map(({ transfer }) => transfer.kind)}::text[], ${rows.map(({ transfer }) => transfer.debit)}::text[],
      ${rows.map(({ transfer }) => transfer.credit)}::text[], ${rows.map(({ transfer }) => transfer.amountFen)}::bigint[], ${rows.map(({ transfer }) => transfer.unitId)}::uuid[],
      ${rows.map(({ transfer }) => transfer.productCode)}::text[], ${rows.map(({ transfer }) => transfer.noteId)}::uuid[], ${rows.map(({ voucher }) => voucher.reverses ?? null)}::uuid[])
      as t(voucher_id, line_no, business_day, value_day, kind, debit, credit, amount_fen, unit_id, product_code, note_id, reverses)
    join ledger_account d on d.bank_id = ${tx.bankId} and d.purpose = t.debit
    join ledger_account c on c.bank_id = ${tx.bankId} and c.purpose = t.credit
    where not exists (select from ledger_day y where y.bank_id = ${tx.bankId} and y.day = t.business_day and y.unit_id = t.unit_id)
    on conflict do nothing`.execute(tx)
  return Number(numAffectedRows ?? 0n)
}

/**
 * Takes a voucher back, on its own day or later: every transfer with its sides swapped, under the value day it had. Refuses
 * (409) a second time; the caller holds the lock of what the voucher was about, so two reversals follow each other.
 */
export async function reverseVoucher(tx: Tx, voucherId: string, { newVoucherId, businessDay }: { readonly newVoucherId: string; readonly businessDay: Day }): Promise<void> {
  const earlier = await tx.selectFrom('transfer').select('voucher_id').where('bank_id', '=', tx.bankId).where('reverses_voucher_id', '=', voucherId).limit(1).executeTakeFirst()
  if (earlier?.voucher_id === newVoucherId) return
  if (earlier !== undefined) throw new Refusal({ code: 'ledger.already-reversed', message: '该凭证已经冲销过', value: voucherId, expected: '每张凭证只冲销一次' }, 409)
  const closed = await tx.selectFrom('transfer as t').innerJoin('ledger_day as y', (join) => join.onRef('y.bank_id', '=', 't.bank_id').onRef('y.unit_id', '=', 't.unit_id').on('y.day', '=', businessDay))
    .select('y.day').where('t.bank_id', '=', tx.bankId).where('t.voucher_id', '=', voucherId).limit(1).executeTakeFirst()
  if (closed !== undefined) throw dayClosed(businessDay)
  await sql`
    insert into transfer (bank_id, voucher_id, line_no, business_day, value_day, kind, debit_code, credit_code, amount_fen, unit_id, product_code, note_id, reverses_voucher_id)
    select bank_id, ${newVoucherId}, line_no, ${businessDay}, value_day, kind, credit_code, debit_code, amount_fen, unit_id, product_code, note_id, voucher_id
    from transfer where bank_id = ${tx.bankId} and voucher_id = ${voucherId} on conflict do nothing`.execute(tx)
}
