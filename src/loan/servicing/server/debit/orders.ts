import type { Day } from '#kernel'
import { debitWanted, orderNumber } from '#loan/servicing/domain'
import type { Tx } from '#platform/db'
import { sql } from 'kysely'
import { loadNotes } from '../bulk/index.ts'
import type { DayEndAt, DayEndStep } from '../day-end/step.ts'

const NOTES_A_CHUNK: number = 2000

/**
 * Orders to debit for the day that begins: one a note, on its own repayment account, for all that is due or overdue on it.
 * What only falls due on the day is worked out by one statement; a note with something overdue by the rules of the note.
 */
export const ordersStep: DayEndStep = {
  id: 'orders', name: '生成次日扣款指令', perUnit: true,
  run: async (tx, at) => {
    const [due, overdue] = [await ordersOfDueDay(tx, at), await ordersOfOverdue(tx, at)]
    return { rows: due.rows + overdue.rows, controlFen: due.fen + overdue.fen, figures: { 到期指令: due.rows, 到期金额: due.fen, 逾期指令: overdue.rows, 逾期金额: overdue.fen } }
  },
}

interface Written { readonly rows: number; readonly fen: number }

async function ordersOfDueDay(tx: Tx, { next, unitId }: DayEndAt): Promise<Written> {
  const { rows: [written] } = await sql<Written>`
    with made as (
      insert into debit_order (bank_id, day, note_id, order_no, unit_id, product_code, amount_fen, overdue_fen)
      select n.bank_id, ${next}, n.note_id, ${orderNumber(next, '')} || n.number, n.unit_id, n.product_code, d.due_fen, 0
      from note n
      join product p on p.bank_id = n.bank_id and p.product_code = n.product_code and p.core_channel = 'FILE'
      cross join lateral (
        select sum(i.principal_fen + i.interest_fen - coalesce(s.principal_paid_fen + s.interest_paid_fen, 0))::bigint as due_fen
        from instalment i left join instalment_state s on s.bank_id = i.bank_id and s.note_id = i.note_id and s.seq = i.seq
        where i.bank_id = n.bank_id and i.note_id = n.note_id and i.version = n.schedule_version and i.due_on = ${next} and s.settled_on is null
      ) d
      where n.bank_id = ${tx.bankId} and n.unit_id = ${unitId} and n.state = 'RUNNING' and n.oldest_due_on = ${next} and d.due_fen > 0
      on conflict do nothing returning amount_fen
    ) select count(*)::int as rows, coalesce(sum(amount_fen), 0)::bigint as fen from made`.execute(tx)
  return written ?? { rows: 0, fen: 0 }
}

async function ordersOfOverdue(tx: Tx, at: DayEndAt): Promise<Written> {
  const { rows: late } = await sql<{ note_id: string }>`
    select n.note_id from note n join product p on p.bank_id = n.bank_id and p.product_code = n.product_code and p.core_channel = 'FILE'
    where n.bank_id = ${tx.bankId} and n.unit_id = ${at.unitId} and n.state = 'RUNNING' and n.oldest_due_on < ${at.next} order by n.note_id`.execute(tx)
  let [rows, fen] = [0, 0]
  for (let from = 0; from < late.length; from += NOTES_A_CHUNK) {
    const one = await writeOrders(tx, late.slice(from, from + NOTES_A_CHUNK).map((row) => row.note_id), at.next)
    rows += one.rows
    fen += one.fen
  }
  return { rows, fen }
}

async function writeOrders(tx: Tx, noteIds: readonly string[], on: Day): Promise<Written> {
  const notes = await loadNotes(tx, noteIds, on)
  const orders = notes.flatMap(({ row, note, calendar }) => {
    const wanted = debitWanted(note, on, calendar)
    return wanted === undefined ? [] : [{ note_id: row.note_id, order_no: orderNumber(on, row.number), unit_id: row.unit_id, product_code: row.product_code, amount_fen: wanted.amountFen, overdue_fen: wanted.overdueFen }]
  })
  const { rows: [written] } = await sql<Written>`
    with made as (
      insert into debit_order (bank_id, day, note_id, order_no, unit_id, product_code, amount_fen, overdue_fen)
      select ${tx.bankId}, ${on}, t.* from json_to_recordset(${JSON.stringify(orders)}::json) as t(note_id uuid, order_no text, unit_id uuid, product_code text, amount_fen bigint, overdue_fen bigint)
      on conflict do nothing returning amount_fen
    ) select count(*)::int as rows, coalesce(sum(amount_fen), 0)::bigint as fen from made`.execute(tx)
  return written ?? { rows: 0, fen: 0 }
}
