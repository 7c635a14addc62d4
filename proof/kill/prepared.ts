import { addDays, type Day, day, fen } from '#kernel'
import { runDayEnd, settlePayments } from '#loan/servicing/server'
import { ensureAppRole, migrate, testKeys, APP_ROLE, withClient } from '#platform/db'
import { testStaff, type TestStaff } from '#platform/http'
import { openDatabase } from '../../src/platform/db/database.ts'
import { type BookDatabase, loadBook } from '../../src/loan/servicing/server/testing/book.ts'
import type { Cluster } from './cluster.ts'

/** The bank every life of the proof begins with. */
export interface Prepared {
  readonly bankId: number
  /** The day to be ended, the last of a month and of a quarter. */
  readonly closing: Day
  readonly cashier: TestStaff
  readonly payments: readonly Payment[]
}

/** What a customer means to pay on the day after; its reference names it. */
export interface Payment {
  readonly noteId: string
  readonly reference: string
  readonly body: Readonly<Record<string, unknown>>
}

export const TEMPLATE = 'prepared'
const CLOSING = day('2025-06-30')
const SHAPE = { loans: 400, units: 6, overdueShare: 0.25 }
const PAID_OUT_OF = 3
const PART_FEN = 1_200_000
/** A reminder speaks of a note as it is when it is written; what changes one of these notes would change it or not, by the moment. */
const REMINDED_DAYS = 5

/**
 * Notes due on the day, late ones down to the loss class, current ones, and such as fall due on the day after. Of the four
 * products one is paid at the counter, two by direct debit with the answers lying there, and one is kept by the core bank,
 * whose balances and transactions have come.
 */
export async function prepare(cluster: Cluster): Promise<Prepared> {
  await cluster.create(TEMPLATE)
  const [ownerUrl, appUrl] = [cluster.ownerUrl(TEMPLATE), cluster.appUrl(TEMPLATE)]
  await ensureAppRole({ ownerUrl, appPassword: APP_ROLE })
  await migrate(ownerUrl)
  const database = await openDatabase({ appUrl, keys: testKeys })
  try {
    const asOwner = (text: string, values?: unknown[]) => withClient(ownerUrl, async (client) => (await client.query<Record<string, unknown>>(text, values)).rows)
    const before = addDays(CLOSING, -1)
    const book = await loadBook<BookDatabase>({ database, ownerUrl, appUrl, asOwner }, {
      ...SHAPE, today: before,
      change: async (client, bankId) => {
        await client.query(`update product set core_channel = 'FILE' where bank_id = ${bankId} and product_code <> 'MICRO'`)
        await client.query(`update product set book = 'MIRROR' where bank_id = ${bankId} and product_code = 'FARM'`)
        await client.query(`update note set book = 'MIRROR' where bank_id = ${bankId} and product_code = 'FARM'`)
      },
    })
    const { bankId } = book
    const { state, failed } = await runDayEnd(database, bankId, before, { tell: () => Promise.resolve() })
    if (state !== 'DONE') throw new Error(`the day-end before stopped at ${failed?.step}: ${failed?.refusal.message}`)
    for (const lie of [ANSWERS, TRANSACTIONS, BALANCES, CORE_FILES]) await asOwner(lie, [bankId, CLOSING])
    await payAtCounter(database, bankId)
    const cashier = await testStaff(database, bankId, { posts: ['INSIDE'], name: '张敏' })
    const payments = planned(await asOwner(PAYABLE, [bankId, CLOSING]))
    await asOwner('analyze')
    return { bankId, closing: CLOSING, cashier, payments }
  } finally {
    await database.close()
  }
}

/** What came at the counter on the day itself: of three notes that owe one pays all, one a part. */
async function payAtCounter(database: Awaited<ReturnType<typeof openDatabase>>, bankId: number): Promise<void> {
  await database.inBank(bankId, async (tx) => {
    const owing = await tx.selectFrom('note').select('note_id').where('bank_id', '=', tx.bankId).where('product_code', '=', 'MICRO').where('state', '=', 'RUNNING')
      .where((eb) => eb.or([eb('next_event_on', '=', CLOSING), eb('oldest_due_on', '<', CLOSING)])).orderBy('note_id').execute()
    const items = owing.flatMap((row, at) => (at % PAID_OUT_OF === 0 ? [] : [{ noteId: row.note_id, amountFen: fen(at % PAID_OUT_OF === 1 ? 60_000 : 500_000_000), paidOn: CLOSING, source: `counter:${at}` }]))
    await settlePayments(tx, { day: CLOSING, channel: 'TRANSFER', items })
  })
}

/** The debits of the day: most paid in full, some in part, some not at all. */
const ANSWERS = `
  insert into debit_result (bank_id, source, day, order_no, note_id, note_number, unit_id, product_code, outcome, amount_fen, paid_on, account_matches, line, received_on, received_at, state)
  select o.bank_id, 'DD:' || o.order_no, o.day, o.order_no, o.note_id, n.number, o.unit_id, o.product_code, 'DEBITED', case when hashtext(o.order_no) % 5 = 0 then o.amount_fen / 2 + 1 else o.amount_fen end, o.day, true, 1, o.day, o.day, 'WAITING'
  from debit_order o join note n on n.bank_id = o.bank_id and n.note_id = o.note_id where o.bank_id = $1 and o.day = $2 and n.book = 'BOOK' and hashtext(o.order_no) % 3 <> 0`
const TRANSACTIONS = `
  insert into core_transaction (bank_id, day, reference, note_number, note_id, product_code, unit_id, value_day, kind, amount_fen, flow, file_id, line, received_on, state)
  select o.bank_id, o.day, 'T' || o.order_no, n.number, o.note_id, o.product_code, o.unit_id, o.day, 'REPAYMENT', o.amount_fen, 'IN', '01900000-0000-7000-8000-00000000f11e', row_number() over (order by n.number), o.day, 'WAITING'
  from debit_order o join note n on n.bank_id = o.bank_id and n.note_id = o.note_id where o.bank_id = $1 and o.day = $2 and n.book = 'MIRROR' and hashtext(o.order_no) % 3 <> 0`
/** As it was in the morning: whatever moved on the day is a difference. */
const BALANCES = `
  insert into core_balance (bank_id, day, note_number, core_number, note_id, product_code, balance_fen, due_principal_fen, due_interest_fen, annual_rate, risk_class, state)
  select bank_id, $2, number, 'C' || number, note_id, product_code, balance_fen, due_principal_fen, due_interest_fen, annual_rate, risk_class, state from note where bank_id = $1 and book = 'MIRROR' and state = 'RUNNING'`
const CORE_FILES = `
  insert into core_file (bank_id, kind, product_code, day, file_id, row_count, total_fen, received_on, received_at)
  select $1, kind, 'FARM', $2::date, '01900000-0000-7000-8000-00000000f11e', 1, 0, $2::date, $2::date from unnest(array['BALANCES', 'STATEMENT']) kind`
/** Notes of the counter: late, due on the closing day, due on the day after, and neither. */
const PAYABLE = `
  select n.note_id, n.oldest_due_on <= $2::date + 1 as owes, c.method <> 'INTEREST_ONLY_M' as shortens from note n join contract c on c.bank_id = n.bank_id and c.contract_id = n.contract_id
  where n.bank_id = $1 and n.product_code = 'MICRO' and n.state = 'RUNNING' and n.non_accrual_on is null and (n.oldest_due_on <= $2::date + 1 or n.balance_fen > 4000000 and n.next_event_on > $2::date + ${REMINDED_DAYS}) order by n.note_id`

/** Small payments of what is due, or early ones of principal, note by note. */
function planned(rows: readonly Record<string, unknown>[]): Payment[] {
  const paidOn = addDays(CLOSING, 1)
  return rows.flatMap((row, at): Payment[] => {
    const noteId = String(row['note_id'])
    const of = (count: number, body: Readonly<Record<string, unknown>>): Payment[] => Array.from({ length: count }, (_, no) => ({ noteId, reference: `P${at}-${no}`, body: { paidOn, payer: 'OWN', channel: 'CASH', ...body } }))
    return row['owes'] === true ? of(6, { kind: 'DUE', amountFen: 1_700 }) : of(1, { kind: 'PART', keep: row['shortens'] === true && at % 2 === 0 ? 'SHORTEN' : 'KEEP_TERM', amountFen: PART_FEN })
  })
}
