import { setTimeout as wait } from 'node:timers/promises'
import { day } from '#kernel'
import { openNextDay } from '#platform/db'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { runDayEnd } from '../day-end/index.ts'
import { type CoreBankAtHand, beginOn, openCoreBank } from '../testing/core-bank.ts'
import { openDebited } from '../testing/debit.ts'
import { type Counter, openCounter } from '../testing/note.ts'

let counter: Counter
let bank: CoreBankAtHand
/** Long enough for a day to open where nothing holds it. */
const A_WHILE_MS = 1000

beforeAll(async () => {
  counter = await openCounter()
  bank = await openCoreBank(counter)
  await beginOn(counter, '2025-03-14')
  await openDebited(counter, '6230580000003001', { amountFen: 600_000 as never, firstDueOn: '2025-03-18' as never })
  await counter.db.asOwner(`update business_day set today = '2025-03-17', first_day = '2025-03-17' where bank_id = $1`, [counter.banks[0]])
}, 60_000)
afterAll(async () => {
  bank.close()
  await counter.close()
})

it('a day is not closed while a file of the core bank is being booked on it: its money would come after the sums of that day', async () => {
  const { database } = counter.db
  const [bankId] = counter.banks
  const ended = await runDayEnd(database, bankId, day('2025-03-17'), { tell: async () => undefined })
  expect(ended.failed).toBeNull()
  let exchanged: Promise<void> | undefined
  let opened: Promise<unknown> | undefined
  await database.inBank(bankId, async (tx) => {
    await sql`select from note where bank_id = ${bankId} for update`.execute(tx)
    exchanged = bank.exchange()
    await waitsForLock()
    opened = database.inBank(bankId, (other) => openNextDay(other, day('2025-03-18')))
    expect(await Promise.race([opened, wait(A_WHILE_MS, 'still open')])).toBe('still open')
  })
  await Promise.all([exchanged, opened])
  expect(await counter.db.asOwner(`select recorded_on::text from repayment where channel = 'DIRECT_DEBIT'`)).toEqual([{ recorded_on: '2025-03-18' }])
})

async function waitsForLock(): Promise<void> {
  for (;;) {
    const [row] = await counter.db.asOwner(`select count(*)::int as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`)
    if (Number(row!['n']) > 0) return
    await wait(20)
  }
}
