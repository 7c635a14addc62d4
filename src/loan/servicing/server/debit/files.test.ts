import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type CoreBankAtHand, beginOn, openCoreBank } from '../testing/core-bank.ts'
import { openDebited } from '../testing/debit.ts'
import { type Counter, type Opened, openCounter } from '../testing/note.ts'

let counter: Counter
let bank: CoreBankAtHand
let notes: Opened[]
const DAYS = ['2025-03-18', '2025-03-19', '2025-03-20', '2025-03-21', '2025-03-22'] as const
/** Two notes fall due on each of the days. */
const accounts = (at: number): string => `623058000000${String(3000 + at)}`

beforeAll(async () => {
  counter = await openCounter()
  bank = await openCoreBank(counter)
  await beginOn(counter, '2025-03-14')
  notes = []
  for (const [at, firstDueOn] of DAYS.flatMap((on) => [on, on]).entries()) notes.push(await openDebited(counter, accounts(at), { amountFen: 600_000 as never, firstDueOn: firstDueOn as never }))
  await counter.db.asOwner(`update business_day set today = '2025-03-17', first_day = '2025-03-17' where bank_id = $1`, [counter.banks[0]])
}, 60_000)
afterAll(async () => {
  bank.close()
  await counter.close()
})

const paid = (on: string) => counter.db.asOwner(`select n.number, count(*)::int as times, sum(r.amount_fen)::int as amount from repayment r join note n using (bank_id, note_id) where r.paid_on = $1 and r.channel = 'DIRECT_DEBIT' group by n.number order by n.number`, [on])
const orders = (on: string) => counter.db.asOwner(`select state, amount_fen::int as amount, debited_fen::int as debited from debit_order where day = $1 and overdue_fen = 0 order by order_no`, [on])
const files = (kind: string, on: string) => counter.db.asOwner('select sequence, state, deliveries, attempts from exchange_file where kind = $1 and business_day = $2 order by sequence', [kind, on])

/** Every fen the orders of a day brought is a repayment of that day, once. */
async function allSettled(on: string): Promise<void> {
  const [asked, got] = [await orders(on), await paid(on)]
  expect(asked).toHaveLength(2)
  expect(got.reduce((sum, row) => sum + Number(row['amount']), 0)).toBe((await counter.db.asOwner('select sum(debited_fen)::int as n from debit_order where day = $1', [on]))[0]!['n'])
  expect(got.every((row) => row['times'] === 1)).toBe(true)
  expect(asked.every((row) => row['state'] !== 'SENT')).toBe(true)
}

describe('result files of the core bank', () => {
  it('are answered for the orders that went out, by account and amount', async () => {
    await bank.nextDay()
    await allSettled('2025-03-18')
    expect(await files('DEBIT_ORDER', '2025-03-18')).toMatchObject([{ sequence: 1, state: 'ANSWERED' }])
  })

  it('that come twice, and once more under another number, are set off once', async () => {
    bank.switches({ duplicate: true })
    await bank.nextDay()
    await bank.exchange(2)
    await allSettled('2025-03-19')
    expect(await files('DEBIT_RESULT', '2025-03-19')).toMatchObject([{ sequence: 1, state: 'ACCEPTED', deliveries: 2 }, { sequence: 2, state: 'ACCEPTED' }])
  })

  it('that break off are refused whole, and taken when they come whole', async () => {
    bank.switches({ truncate: true })
    await bank.nextDay()
    expect(await paid('2025-03-20')).toEqual([])
    expect((await orders('2025-03-20')).map((row) => row['state'])).toEqual(['SENT', 'SENT'])
    expect(await files('DEBIT_ORDER', '2025-03-20')).toMatchObject([{ state: 'SENT' }])
    await bank.exchange(2)
    await allSettled('2025-03-20')
  })

  it('that come in two parts and the wrong way round wait for their turn, and leave nothing open', async () => {
    bank.switches({ partly: true, reorder: true })
    await bank.nextDay()
    await allSettled('2025-03-21')
    expect(await files('DEBIT_RESULT', '2025-03-21')).toMatchObject([{ sequence: 1, state: 'ACCEPTED' }, { sequence: 2, state: 'ACCEPTED' }])
  })

  it('that come a day late count from the day of the debit', async () => {
    bank.switches({ late: true })
    await bank.nextDay()
    expect(await paid('2025-03-22')).toEqual([])
    await bank.nextDay()
    await allSettled('2025-03-22')
    const [row] = await counter.db.asOwner(`select distinct paid_on::text, recorded_on::text from repayment where paid_on = '2025-03-22'`)
    expect(row).toEqual({ paid_on: '2025-03-22', recorded_on: '2025-03-23' })
  })

  it('of the simulator are refused by a bank that is no demonstration', async () => {
    await counter.db.asOwner('update bank set demonstration = false where bank_id = $1', [counter.banks[0]])
    bank.switches({})
    await bank.nextDay()
    const refused = await counter.db.asOwner(`select kind, refusals::text from exchange_file where direction = 'IN' and state = 'REFUSED' and refusals::text like '%模拟器%'`)
    expect(new Set(refused.map((row) => row['kind']))).toEqual(new Set(['BALANCES', 'DEBIT_RESULT', 'STATEMENT']))
  })

  it('leave the ledger with every fen of the debits on it', async () => {
    const [sum] = await counter.db.asOwner(`select (select sum(amount_fen) from repayment where channel = 'DIRECT_DEBIT')::int as repaid, (select sum(t.amount_fen) from transfer t join ledger_account d on d.bank_id = t.bank_id and d.code = t.debit_code where t.kind = 'REPAID' and d.purpose = 'SETTLEMENT')::int as booked`)
    expect(sum!['booked']).toBe(sum!['repaid'])
  })
})
