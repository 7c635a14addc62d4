import pg from 'pg'
import { postVoucher } from '#common/ledger/server'
import { workingCalendar } from '#common/task/server'
import { type Day, addDays, fen } from '#kernel'
import { runDayEnd } from '#loan/servicing/server'
import { type Database, createBank, newId } from '#platform/db'
import { sql } from 'kysely'
import { type BookMade, makeBook, settleBook } from '../../sim/book/make-book.ts'

export interface OpenBook extends BookMade {
  readonly bankId: number
  readonly loadSeconds: number
  /** Answers of the core bank that lie there when the day-end begins. */
  readonly answers: number
}

export interface BookKind {
  readonly code: string
  readonly loans: number
  readonly units: number
  readonly today: Day
  readonly peak: boolean
  /** So many fall due on the day, and as many in proportion are overdue, whatever the size of the book. */
  readonly events?: number | undefined
}

/** Of the accounts debited for what falls due today, so many could pay; of those overdue, so many. */
const PAYS = { due: 0.97, overdue: 0.1 } as const
const CALENDAR_DAYS = 1_300
const OVERDUE = 0.03
/** Notes fall due once in so many days. */
const DAYS_OF_A_ROUND = 30

/**
 * A bank in the middle of its life on an open day: its book, the ledger with the same figures, the orders last night's day-end
 * wrote for today, and the answers to them, which came in by file and wait for the day-end.
 */
export async function openBook(ownerUrl: string, database: Database, { code, loans, units, today, peak, events }: BookKind): Promise<OpenBook> {
  const began = performance.now()
  const last = addDays(today, -1)
  const bankId = await createBank(ownerUrl, { code, name: '基准银行', firstDay: last })
  const calendar = await database.inBank(bankId, (tx) => workingCalendar(tx, addDays(today, -CALENDAR_DAYS), 'BANK_CALENDAR', addDays(today, CALENDAR_DAYS)))
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    const made = await makeBook(client, { bankId, loans, units, today, calendar, overdueShare: events === undefined ? OVERDUE : OVERDUE * events * DAYS_OF_A_ROUND / loans, allDueToday: peak, dueADay: events })
    await client.query(`update product set core_channel = 'FILE' where bank_id = $1`, [bankId])
    await settleBook(client)
    await bookPrincipal(database, bankId, last)
    const ended = await runDayEnd(database, bankId, last, { tell: async () => undefined })
    if (ended.state === 'FAILED') throw new Error(`${ended.failed!.step}: ${ended.failed!.refusal.message}`)
    const answers = await answerOrders(client, bankId, today)
    await settleBook(client)
    return { ...made, bankId, answers, loadSeconds: (performance.now() - began) / 1000 }
  } finally {
    await client.end()
  }
}

/** The principal taken over with the notes. What had accrued on them is booked by the first day-end. */
async function bookPrincipal(database: Database, bankId: number, on: Day): Promise<void> {
  await database.inBank(bankId, async (tx) => {
    const { rows } = await sql<{ unit_id: string; product_code: string; balance: number }>`select unit_id, product_code, sum(balance_fen)::bigint as balance from note where bank_id = ${tx.bankId} group by 1, 2`.execute(tx)
    await postVoucher(tx, { voucherId: newId(), businessDay: on }, rows.map((row) => ({ kind: 'TAKEN_OVER', debit: 'PRINCIPAL', credit: 'SETTLEMENT', amountFen: fen(row.balance), noteId: null, unitId: row.unit_id, productCode: row.product_code, valueDay: on })))
  })
}

async function answerOrders(client: pg.Client, bankId: number, today: Day): Promise<number> {
  const { rowCount } = await client.query(`
    insert into debit_result (bank_id, source, day, order_no, note_id, note_number, unit_id, product_code, outcome, amount_fen, paid_on, account_matches, line, received_on, received_at, state)
    select o.bank_id, 'bench:' || o.order_no, o.day, o.order_no, o.note_id, n.number, o.unit_id, o.product_code, 'DEBITED', o.amount_fen, o.day, true, 1, o.day, o.day, 'WAITING'
    from debit_order o join note n on n.bank_id = o.bank_id and n.note_id = o.note_id
    where o.bank_id = $1 and o.day = $2 and (hashtext(o.order_no) & 1023) / 1024.0 < case when o.overdue_fen > 0 then ${PAYS.overdue} else ${PAYS.due} end order by n.unit_id, n.note_id`, [bankId, today])
  await client.query('analyze debit_order; analyze debit_result')
  return rowCount ?? 0
}
