import pg from 'pg'
import type { Day } from '#kernel'

/** One bare statement that writes once more what the day-end wrote to a table: copies of new rows under other keys, or changed rows changed again. */
interface Bare {
  readonly table: string
  readonly says: string
}

const touched = `select s.note_id from instalment_state s where s.bank_id = $1 and (s.settled_on = $2 or (s.settled_on is null and s.free_until >= $2))`
const paid = `select r.note_id from repayment r where r.bank_id = $1 and r.recorded_on = $2`
const other = (id: string): string => `md5(${id}::text || 'floor')::uuid`

const NEW_ROWS: readonly Bare[] = [
  { table: 'repayment', says: `insert into repayment (bank_id, repayment_id, note_id, seq, number, kind, amount_fen, paid_on, channel, payer, recorded_on, recorded_at, source) select bank_id, ${other('repayment_id')}, note_id, seq + 100000, number || 'F', kind, amount_fen, paid_on, channel, payer, recorded_on, recorded_at, source || 'F' from repayment where bank_id = $1 and recorded_on = $2` },
  { table: 'repayment_allocation', says: `insert into repayment_allocation (bank_id, repayment_id, line_no, note_id, seq, part, owed_fen, amount_fen, says) select a.bank_id, ${other('a.repayment_id')}, a.line_no, a.note_id, a.seq, a.part, a.owed_fen, a.amount_fen, a.says from repayment_allocation a join repayment r using (bank_id, repayment_id) where a.bank_id = $1 and r.recorded_on = $2 and r.number not like '%F'` },
  { table: 'transfer', says: `insert into transfer (bank_id, voucher_id, line_no, business_day, value_day, kind, debit_code, credit_code, amount_fen, unit_id, product_code, note_id) select bank_id, ${other('voucher_id')}, line_no, business_day, value_day, kind, debit_code, credit_code, amount_fen, unit_id, product_code, note_id from transfer where bank_id = $1 and business_day = $2` },
  { table: 'debit_order', says: `insert into debit_order (bank_id, day, note_id, order_no, unit_id, product_code, amount_fen, overdue_fen) select bank_id, day + 1, note_id, order_no || 'F', unit_id, product_code, amount_fen, overdue_fen from debit_order where bank_id = $1 and day = $2::date + 1` },
  { table: 'note_signal', says: `insert into note_signal (bank_id, day, kind, note_id, unit_id, due_on, amount_fen) select bank_id, day + 1, kind, note_id, unit_id, due_on, amount_fen from note_signal where bank_id = $1 and day = case kind when 'SHORT' then $2 else $2::date + 1 end` },
  { table: 'customer_message', says: `insert into customer_message (bank_id, message_id, note_id, kind, day, says, due_on, amount_fen, created_at, due_at) select bank_id, ${other('message_id')}, note_id, kind, day + 1, says, due_on, amount_fen, created_at, due_at from customer_message where bank_id = $1 and day = $2::date + 1` },
]
const CHANGED_ROWS: readonly Bare[] = [
  { table: 'instalment_state', says: `update instalment_state set principal_paid_fen = principal_paid_fen + 1 where bank_id = $1 and (settled_on = $2 or (settled_on is null and free_until >= $2))` },
  { table: 'note', says: `update note set next_event_on = next_event_on + 1, oldest_due_on = oldest_due_on + 1, balance_fen = balance_fen where bank_id = $1 and note_id in (${touched})` },
  { table: 'line', says: `update line l set row_version = row_version + 1 where bank_id = $1 and line_id in (select n.line_id from note n where n.bank_id = $1 and n.note_id in (${paid}))` },
  { table: 'line_product', says: `update line_product l set taken_fen = taken_fen where bank_id = $1 and line_id in (select n.line_id from note n where n.bank_id = $1 and n.note_id in (${paid}))` },
  { table: 'debit_result', says: `update debit_result set settled_fen = settled_fen where bank_id = $1 and received_on = $2` },
]

/**
 * What writing alone costs: the rows the day-end of `day` wrote, written once more to the same tables by one bare statement for
 * each, on two connections as the day-end has two lanes, after a checkpoint as the day-end began after one, and taken back. No
 * rule, no figures, no audit, no branches.
 */
export async function measureFloor(ownerUrl: string, bankId: number, day: Day): Promise<{ seconds: number; rows: Record<string, number> }> {
  const rows: Record<string, number> = {}
  const lanes = await Promise.all([NEW_ROWS, CHANGED_ROWS].map(async (bare) => {
    const client = new pg.Client({ connectionString: ownerUrl })
    await client.connect()
    await client.query(`set app.bank_id = '${bankId}'`)
    return { client, bare }
  }))
  try {
    await lanes[0]!.client.query('checkpoint')
    const began = performance.now()
    await Promise.all(lanes.map(async ({ client, bare }) => {
      await client.query('begin')
      for (const { table, says } of bare) rows[table] = (await client.query(says.replaceAll('$1', String(bankId)).replaceAll('$2', `date '${day}'`))).rowCount ?? 0
    }))
    const seconds = (performance.now() - began) / 1000
    for (const { client } of lanes) await client.query('rollback')
    return { seconds, rows }
  } finally {
    for (const { client } of lanes) await client.end()
  }
}
