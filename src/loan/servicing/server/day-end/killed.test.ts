import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { addDays, fen } from '#kernel'
import { settlePayments } from '../bulk/index.ts'
import { type BookAtHand, openBook } from '../testing/book.ts'
import { tableHashes } from '../testing/table-hashes.ts'
import { OPENING } from './begin.ts'
import { Cut } from './fail-point.ts'
import { DAY_END_STEPS, runDayEnd } from './index.ts'

const RUN = fileURLToPath(new URL('../testing/run-day-end.ts', import.meta.url))
const SMALL = { loans: 60, units: 2 }
const tell = () => Promise.resolve()

let books: readonly [undisturbed: BookAtHand, killed: BookAtHand]
beforeAll(async () => { books = await Promise.all([openBook(SMALL), openBook(SMALL)]) })
afterAll(() => Promise.all(books.map((book) => book.db.drop())))

/** Runs the day-end in a process that is killed with -9 at a point; whether it was. */
function killAt({ db, bankId, today }: BookAtHand, failAt: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [RUN, db.appUrl, String(bankId), today], { env: { ...process.env, WEIDAI_FAIL_AT: failAt }, stdio: ['ignore', 'ignore', 'inherit'] })
    child.once('error', reject)
    child.once('exit', (code, signal) => (code !== null && code !== 0 ? reject(new Error(`the day-end ended with ${code}`)) : resolve(signal === 'SIGKILL')))
  })
}

/** Runs it here until a point, where all that is not committed is lost; whether it came there. */
async function cutAt({ db, bankId, today }: BookAtHand, point: string): Promise<boolean> {
  const points = { reach: (name: string) => { if (name === point) throw new Cut(name) } }
  try {
    await runDayEnd(db.database, bankId, today, { tell, points })
    return false
  } catch (error) {
    if (error instanceof Cut) return true
    throw error
  }
}

/** The payments of a day: on the open day what is due, the day after of notes that are current. */
async function pay({ db, bankId, today }: BookAtHand, after: 0 | 1): Promise<void> {
  const on = addDays(today, after)
  await db.database.inBank(bankId, async (tx) => {
    const due = await tx.selectFrom('note').select('note_id').where('bank_id', '=', tx.bankId).where('next_event_on', '=', on).where('non_accrual_on', 'is', null).orderBy('note_id').execute()
    await settlePayments(tx, { day: on, channel: 'DIRECT_DEBIT', items: due.filter((_, at) => at % 2 === 0).map((row) => ({ noteId: row.note_id, amountFen: fen(30_000), paidOn: on, source: `${on}:${row.note_id}` })) })
  })
}

it('killed at every named point and taken up again, it leaves what an undisturbed one leaves, with the next day at work meanwhile', async () => {
  const [undisturbed, killed] = books
  const { today } = undisturbed
  for (const book of books) await pay(book, 0)
  expect(await runDayEnd(undisturbed.db.database, undisturbed.bankId, today, { tell })).toMatchObject({ state: 'DONE' })
  await pay(undisturbed, 1)
  const steps = DAY_END_STEPS.filter(({ when }) => when?.(today) !== false)
  for (const place of ['before', 'in', 'after']) expect([place, await cutAt(killed, `${OPENING}.${place}`)]).toEqual([place, true])
  // The day after begins as soon as it is open: what it does must not show in the day that is closing.
  await pay(killed, 1)
  for (const { id } of steps) {
    for (const place of ['before', 'begun', 'in', 'after']) {
      const reached = id === 'due' && place === 'in' ? await killAt(killed, `${id}.${place}`) : await cutAt(killed, `${id}.${place}`)
      expect([id, place, reached]).toEqual([id, place, true])
    }
  }
  expect(await cutAt(killed, 'nowhere')).toBe(false)
  const [expected, found] = [await tableHashes(undisturbed), await tableHashes(killed)]
  expect([...expected].filter(([table, hash]) => found.get(table) !== hash).map(([table]) => table)).toEqual([])
}, 300_000)
