import { type Day, addDays } from '#kernel'
import { debitWanted, orderNumber } from '#loan/servicing/domain'
import type { Tx } from '#platform/db'
import { type RawBuilder, sql } from 'kysely'
import { loadNotes } from '../bulk/index.ts'
import { PLAIN_EVENTS } from '../bulk/load-notes.ts'
import { compoundOwed, penaltyOwed } from '../day-end/late-charges.ts'
import type { DayEndAt, DayEndStep } from '../day-end/step.ts'

const NOTES_A_CHUNK: number = 2000

/**
 * Orders to debit for the day that begins: one a note, on its own repayment account, for all that is due or overdue on it.
 * Money of an order not answered yet may be under way: such a note waits, for as long as its policy says. Worked out by one statement for all notes of which nothing is owed beside the plan; for the others by the rules of the note.
 */
export const ordersStep: DayEndStep = {
  id: 'orders', name: '生成次日扣款指令', perUnit: true,
  run: async (tx, at) => {
    const asked = await whoIsAsked(tx, at)
    const [plain, beside] = [await writePlain(tx, at, asked), await writeBeside(tx, at, asked)]
    const sum = (of: (one: Written) => number): number => of(plain) + of(beside)
    return { rows: sum((one) => one.due + one.late), controlFen: sum((one) => one.dueFen + one.lateFen), figures: { 到期指令: sum((one) => one.due), 到期金额: sum((one) => one.dueFen), 逾期指令: sum((one) => one.late), 逾期金额: sum((one) => one.lateFen), 待回指令: await unanswered(tx, at, asked) } }
  },
}

/** Orders with nothing overdue, and those with something. */
interface Written { readonly due: number; readonly dueFen: number; readonly late: number; readonly lateFen: number }

/** Products debited by file, and how far back an order of each that nobody has answered keeps its note from being debited again. */
interface Asked { readonly products: readonly string[]; readonly since: readonly Day[] }

async function whoIsAsked(tx: Tx, { next, policyOf }: DayEndAt): Promise<Asked> {
  const products = (await tx.selectFrom('product').select('product_code').where('bank_id', '=', tx.bankId).where('core_channel', '=', 'FILE').orderBy('product_code').execute()).map((row) => row.product_code)
  const since: Day[] = []
  for (const product of products) since.push(addDays(next, -(await policyOf(product)).servicing.unansweredDebitDays))
  return { products, since }
}

/** An order of a day before that the core bank has not answered: its money may be under way. */
const underWay = (tx: Tx, { next, unitId }: DayEndAt, { products, since }: Asked) => sql`
  o.bank_id = ${tx.bankId} and o.unit_id = ${unitId} and o.state = 'SENT' and o.day < ${next} and o.day >= (${since}::date[])[array_position(${products}::text[], o.product_code)]`

/** Products as a list: joined, they had the notes of the unit read once for each. */
const wanted = (tx: Tx, at: DayEndAt, asked: Asked) => sql`
  note n where n.bank_id = ${tx.bankId} and n.unit_id = ${at.unitId} and n.state = 'RUNNING' and n.oldest_due_on <= ${at.next} and n.product_code = any(${asked.products}::text[])
    and n.note_id not in (select o.note_id from debit_order o where ${underWay(tx, at, asked)})`

async function unanswered(tx: Tx, at: DayEndAt, asked: Asked): Promise<number> {
  const { rows: [found] } = await sql<{ orders: number }>`select count(*)::int as orders from debit_order o where ${underWay(tx, at, asked)}`.execute(tx)
  return found!.orders
}

const hasBeside = (tx: Tx) => sql`(n.written_off_fen > 0 or n.event_count > 0 and exists (select from note_event e where e.bank_id = ${tx.bankId} and e.note_id = n.note_id and e.kind <> all(${PLAIN_EVENTS}::text[])))`

/** The same amounts as `debitWanted`: what is owed of each instalment, its penalty and compound interest to the day of the order. */
async function writePlain(tx: Tx, at: DayEndAt, asked: Asked): Promise<Written> {
  const { next } = at
  return write(tx, sql`
    select ${tx.bankId}::int, ${next}::date, n.note_id, ${orderNumber(next, '')} || n.number, n.unit_id, n.product_code, d.amount, d.overdue
    from (select n.* from ${wanted(tx, at, asked)} and not ${hasBeside(tx)}) n
    cross join lateral (
      select coalesce(sum(e.owed), 0)::bigint as amount, coalesce(sum(e.owed) filter (where e.due_on < ${next}), 0)::bigint as overdue
      from (
        select i.due_on, i.principal_fen + i.interest_fen - coalesce(o.principal_paid_fen + o.interest_paid_fen, 0) + greatest(${penaltyOwed(next)}, 0) + greatest(${compoundOwed(tx, next, sql`n`)}, 0) as owed
        from instalment i left join instalment_state o on o.bank_id = ${tx.bankId} and o.note_id = n.note_id and o.seq = i.seq
        left join lateral (select r.penalty_rate, r.days_per_year, r.compound from note_rule r where o.free_until < ${next} and r.bank_id = ${tx.bankId} and r.note_id = n.note_id and r.from_day <= ${next} order by r.from_day desc, r.seq desc limit 1) r on true
        where i.bank_id = ${tx.bankId} and i.note_id = n.note_id and i.version = n.schedule_version and i.due_on between n.oldest_due_on and ${next} and o.settled_on is null
      ) e
    ) d where d.amount > 0`)
}

async function writeBeside(tx: Tx, at: DayEndAt, asked: Asked): Promise<Written> {
  const { rows } = await sql<{ note_id: string }>`select n.note_id from ${wanted(tx, at, asked)} and ${hasBeside(tx)} order by n.note_id`.execute(tx)
  let done: Written = { due: 0, dueFen: 0, late: 0, lateFen: 0 }
  for (let from = 0; from < rows.length; from += NOTES_A_CHUNK) {
    const one = await writeLoaded(tx, rows.slice(from, from + NOTES_A_CHUNK).map((row) => row.note_id), at.next)
    done = { due: done.due + one.due, dueFen: done.dueFen + one.dueFen, late: done.late + one.late, lateFen: done.lateFen + one.lateFen }
  }
  return done
}

async function writeLoaded(tx: Tx, noteIds: readonly string[], on: Day): Promise<Written> {
  const notes = await loadNotes(tx, noteIds, on)
  const orders = notes.flatMap(({ row, note, calendar }) => {
    const debit = debitWanted(note, on, calendar)
    return debit === undefined ? [] : [{ note_id: row.note_id, order_no: orderNumber(on, row.number), unit_id: row.unit_id, product_code: row.product_code, amount_fen: debit.amountFen, overdue_fen: debit.overdueFen }]
  })
  return write(tx, sql`select ${tx.bankId}::int, ${on}::date, t.* from json_to_recordset(${JSON.stringify(orders)}::json) as t(note_id uuid, order_no text, unit_id uuid, product_code text, amount_fen bigint, overdue_fen bigint)`)
}

async function write(tx: Tx, orders: RawBuilder<unknown>): Promise<Written> {
  const { rows: [written] } = await sql<Written>`
    with made as (
      insert into debit_order (bank_id, day, note_id, order_no, unit_id, product_code, amount_fen, overdue_fen) ${orders} on conflict do nothing returning amount_fen, overdue_fen
    )
    select (count(*) filter (where overdue_fen = 0))::int as due, coalesce(sum(amount_fen) filter (where overdue_fen = 0), 0)::bigint as "dueFen",
      (count(*) filter (where overdue_fen > 0))::int as late, coalesce(sum(amount_fen) filter (where overdue_fen > 0), 0)::bigint as "lateFen" from made`.execute(tx)
  return written!
}
