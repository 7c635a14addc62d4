import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Day, addDays, day } from '#kernel'
import type { DifferenceList } from '#loan/servicing/domain'
import { type TestStaff, testStaff } from '#platform/http'
import { runDayEnd } from '../day-end/index.ts'
import { beginOn } from '../testing/core-bank.ts'
import { inCounter } from '../testing/debit.ts'
import { type Counter, type Opened, openCounter, openNote } from '../testing/note.ts'
import { compareDay } from './compare.ts'

let counter: Counter
let operator: TestStaff
const ON = day('2025-03-24')
const FILES: Readonly<Record<string, string>> = { BALANCES: '00000000-0000-4000-8000-000000000001', STATEMENT: '00000000-0000-4000-8000-000000000002' }

beforeAll(async () => {
  counter = await openCounter()
  operator = await testStaff(counter.db.database, counter.banks[0], { posts: ['CENTRAL_OPS'], name: '陈静' })
  await counter.db.asOwner(`insert into product (bank_id, product_code, name, book, core_channel) values ($1, 'MICRO', '小微贷', 'MIRROR', 'FILE') on conflict (bank_id, product_code) do update set book = 'MIRROR', core_channel = 'FILE'`, [counter.banks[0]])
})
afterAll(() => counter.close())

/** 118,000.00 at 7.2 % since the 14th: ten days into a month of 31 days come to 228.39. */
const open = (): Promise<Opened> => openNote(counter)

/** The core bank's balances of the day: of each note what it has there, and whether its statement came too. */
async function core(on: Day, rows: readonly { note: Opened; change?: Record<string, number | string> }[], { statement = true } = {}): Promise<void> {
  const [bank] = counter.banks
  for (const kind of ['BALANCES', ...(statement ? ['STATEMENT'] : [])]) await counter.db.asOwner(`insert into core_file (bank_id, kind, product_code, day, file_id, row_count, total_fen, received_on, received_at) values ($1, $2, 'MICRO', $3, $4, 1, 0, $3, now()) on conflict do nothing`, [bank, kind, on, FILES[kind]])
  for (const { note, change = {} } of rows) {
    const figures = { state: 'RUNNING', balance_fen: 11_800_000, due_principal_fen: 0, due_interest_fen: 0, accrued_fen: 22_839, annual_rate: '0.072', risk_class: 'NORMAL', ...change }
    await counter.db.asOwner(`insert into core_balance (bank_id, day, note_number, note_id, product_code, core_number, state, balance_fen, due_principal_fen, due_interest_fen, accrued_fen, annual_rate, risk_class)
      values ($1, $2, $3, $4, 'MICRO', $3, $5, $6, $7, $8, $9, $10, $11)`, [bank, on, note.number, note.noteId, figures.state, figures.balance_fen, figures.due_principal_fen, figures.due_interest_fen, figures.accrued_fen, figures.annual_rate, figures.risk_class])
  }
}

const compare = (on: Day) => inCounter(counter, (tx) => compareDay(tx, on, counter.officer.unitId))
const list = async (query = ''): Promise<DifferenceList['differences']> => (await counter.as(operator, 'GET', `/api/core-differences${query}`)).json<DifferenceList>().differences
const of = async (note: Opened) => (await list()).filter((one) => one.noteNumber === note.number).map((one) => [one.cause, one.figures.map(({ figure }) => figure), one.balanceDeltaFen])
/** What is not looked at on this day: settled here and there. */
const clear = () => counter.db.asOwner(`update note set state = 'SETTLED', settled_on = disbursed_on`)

describe('each cause of a difference', () => {
  it('none: both books agree, and nothing is put on the list', async () => {
    const note = await open()
    await core(ON, [{ note }])
    expect(await compare(ON)).toMatchObject({ notes: 1, opened: 0 })
    expect(await of(note)).toEqual([])
    await clear()
  })

  it('rate, day count, rounding, and one nothing explains', async () => {
    const [rate, count, fen, other] = [await open(), await open(), await open(), await open()]
    await core(ON, [{ note: rate, change: { annual_rate: '0.0756', accrued_fen: 23_981 } }, { note: count, change: { accrued_fen: 23_600 } }, { note: fen, change: { accrued_fen: 22_838 } }, { note: other, change: { accrued_fen: 30_000 } }])
    await compare(ON)
    expect(await of(rate)).toEqual([['RATE', ['ACCRUED', 'RATE'], 0]])
    expect(await of(count)).toEqual([['DAY_COUNT', ['ACCRUED'], 0]])
    expect(await of(fen)).toEqual([['ROUNDING', ['ACCRUED'], 0]])
    expect(await of(other)).toEqual([['UNKNOWN', ['ACCRUED'], 0]])
    await clear()
  })

  it('posting by hand: the statement shows it and its principal is what the balances differ by', async () => {
    const note = await open()
    await counter.db.asOwner(`insert into core_transaction (bank_id, day, reference, note_number, note_id, product_code, unit_id, value_day, kind, amount_fen, flow, principal_fen, received_on, state, line, file_id)
      values ($1, $2, 'M1', $3, $4, 'MICRO', $5, $2, 'MANUAL', 50000, 'IN', 50000, $2, 'NOTED', 2, $4)`, [counter.banks[0], ON, note.number, note.noteId, counter.officer.unitId])
    await core(ON, [{ note, change: { balance_fen: 11_750_000 } }])
    await compare(ON)
    expect(await of(note)).toEqual([['MANUAL_POSTING', ['BALANCE'], -50_000]])
    await clear()
  })

  it('late file: balances are there and the statement that explains them is not; gone when the next day agrees', async () => {
    const note = await open()
    const on = addDays(ON, 1)
    await core(on, [{ note, change: { balance_fen: 10_848_696, accrued_fen: 25_122 } }], { statement: false })
    await compare(on)
    expect(await of(note)).toEqual([['LATE_FILE', ['BALANCE', 'ACCRUED'], 10_848_696 - 11_800_000]])
    expect((await list()).filter((one) => one.noteId === null).map((one) => [one.cause, one.why])).toEqual([['LATE_FILE', '产品 MICRO 当日的交易流水文件未到']])
    const next = addDays(on, 1)
    await core(next, [{ note, change: { accrued_fen: 27_406 } }])
    await compare(next)
    expect(await of(note)).toEqual([])
    await clear()
  })

  it('is closed by a person with a reason, and opens anew when the balance differs by another sum', async () => {
    const note = await open()
    const on = addDays(ON, 3)
    await core(on, [{ note, change: { balance_fen: 11_700_000, accrued_fen: 29_690 } }])
    await compare(on)
    const [found] = (await list()).filter((one) => one.noteNumber === note.number)
    const close = await counter.as(operator, 'POST', `/api/core-differences/${found!.differenceId}/closing`, { body: { rowVersion: found!.rowVersion, reason: '核心柜面更正，已核对凭证' } })
    expect(close.json()).toMatchObject({ state: 'ACCEPTED' })
    const next = addDays(on, 1)
    await core(next, [{ note, change: { balance_fen: 11_600_000, accrued_fen: 31_974 } }])
    await compare(next)
    expect(await of(note)).toEqual([['UNKNOWN', ['BALANCE'], -200_000]])
    await clear()
  })
})

describe('what comes later works on notes of the core bank too', () => {
  it('reminders, the portfolio of a closed day and its classes, with nothing in our ledger', async () => {
    const note = await open()
    await beginOn(counter, '2025-04-10')
    for (const on of ['2025-04-10', '2025-04-11', '2025-04-12', '2025-04-13', '2025-04-14', '2025-04-15']) expect((await runDayEnd(counter.db.database, counter.banks[0], day(on), { tell: () => Promise.resolve() })).failed).toBeNull()
    const messages = await counter.db.asOwner('select kind, due_on::text as due from customer_message where note_id = $1 order by day, kind', [note.noteId])
    expect(messages).toEqual(expect.arrayContaining([{ kind: 'DUE_SOON', due: '2025-04-14' }, { kind: 'OVERDUE', due: '2025-04-14' }]))
    const [row] = await counter.db.asOwner(`select sum(balance_fen)::int as fen, sum(notes)::int as n from portfolio_day where book = 'MIRROR' and day = '2025-04-15'`)
    expect(row).toEqual({ fen: 11_800_000, n: 1 })
    expect((await counter.db.asOwner('select risk_class from note where note_id = $1', [note.noteId]))[0]).toEqual({ risk_class: 'SPECIAL_MENTION' })
    expect(await counter.db.asOwner('select count(*)::int as n from transfer')).toEqual([{ n: 0 }])
  }, 60_000)
})
