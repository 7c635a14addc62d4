import pg from 'pg'
import { postVouchers } from '#common/ledger/server'
import { workingCalendar } from '#common/task/server'
import { type Day, addDays, day, fen } from '#kernel'
import { createBank, testDatabase, type TestDatabase } from '#platform/db'
import { type BookMade, makeBook } from '../../../../../sim/book/make-book.ts'
import { ACCOUNTS, type AccruedSum, keepAccrued } from '../day-end/accrued.ts'
import { idOf } from '../day-end/at.ts'
import { sumAccrued } from '../day-end/accrual.ts'
import { sumLate } from '../day-end/penalty.ts'

/** A database a book can stand in. */
export type BookDatabase = Pick<TestDatabase, 'database' | 'ownerUrl' | 'appUrl' | 'asOwner'>

/** A bank in the middle of its life, on an open day. */
export interface BookIn<D extends BookDatabase> extends BookMade {
  readonly db: D
  readonly bankId: number
  readonly today: Day
}
export type BookAtHand = BookIn<TestDatabase>

export interface BookShape {
  /** Of the bank. */
  readonly code?: string
  readonly loans?: number
  readonly units?: number
  readonly today?: Day
  readonly overdueShare?: number
  readonly allDueToday?: boolean
  /** Changes the book as superuser before its ledger is opened. */
  readonly change?: (client: pg.Client, bankId: number) => Promise<unknown>
}

/** Farther than any due day of the book. */
const DAYS_AROUND = 1_300

/** A database of its own with a small book in it. */
export async function openBook(shape: BookShape = {}): Promise<BookAtHand> {
  return loadBook(await testDatabase(), shape)
}

/** Loads a small book with what had accrued on it and the ledger that stands for it. */
export async function loadBook<D extends BookDatabase>(db: D, { code = 'book', loans = 300, units = 3, today = day('2025-06-16'), overdueShare = 0.2, allDueToday = false, change }: BookShape): Promise<BookIn<D>> {
  const last = addDays(today, -1)
  const bankId = await createBank(db.ownerUrl, { code, name: '账本银行', firstDay: last })
  const calendar = await db.database.inBank(bankId, (tx) => workingCalendar(tx, addDays(today, -DAYS_AROUND), 'BANK_CALENDAR', addDays(today, DAYS_AROUND)))
  const client = new pg.Client({ connectionString: db.ownerUrl })
  client.on('error', () => undefined)
  await client.connect()
  try {
    const made = await makeBook(client, { bankId, loans, units, today, overdueShare, allDueToday, calendar })
    await change?.(client, bankId)
    await client.query('update business_day set today = $2, ended_on = $3 where bank_id = $1', [bankId, today, last])
    await client.query('analyze')
    await openLedger({ db, bankId }, last)
    return { ...made, db, bankId, today }
  } finally {
    await client.end()
  }
}

/** What had accrued by last night, and the accounts that stand for it and for the principal. */
async function openLedger({ db, bankId }: { readonly db: BookDatabase; readonly bankId: number }, last: Day): Promise<void> {
  await db.database.inBank(bankId, async (tx) => {
    const late = await sumLate(tx, last)
    const sums = { interest: await sumAccrued(tx, last), penalty: late.penalty, compound: late.compound }
    for (const charge of ['interest', 'penalty', 'compound'] as const) {
      await keepAccrued(tx, last, charge, sums[charge])
      await postVouchers(tx, [{ voucherId: idOf('opening', bankId, charge), businessDay: last, transfers: sums[charge].map((sum) => opening(sum, ACCOUNTS[charge][sum.off ? 'off' : 'on'], last)) }])
    }
    await postVouchers(tx, [{ voucherId: idOf('opening', bankId, 'principal'), businessDay: last, transfers: sums.interest.map((sum) => opening({ ...sum, amountFen: sum.balanceFen ?? 0 }, ['PRINCIPAL', 'SETTLEMENT'], last)) }])
  })
}

function opening({ unitId, productCode, amountFen }: AccruedSum, [debit, credit]: (typeof ACCOUNTS)['interest']['on'], on: Day) {
  return { kind: 'OPENING', debit, credit, amountFen: fen(amountFen), noteId: null, unitId, productCode, valueDay: on }
}
