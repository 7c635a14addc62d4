import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Day, type Fen, addDays, day } from '#kernel'
import type { Tx } from '#platform/db'
import { type BookAtHand, openBook } from '../testing/book.ts'
import { type PaymentItem, settlePayments } from './settle-payments.ts'
import { settlePlain } from './settle-plain.ts'

const NOW = '2025-06-16T20:00:00.000Z'
const TABLES = ['note', 'instalment_state', 'repayment', 'repayment_allocation', 'transfer', 'line', 'line_product', 'contract', 'note_before'] as const
const AT = { channel: 'DIRECT_DEBIT', now: NOW } as const

let book: BookAtHand
beforeAll(async () => {
  book = await openBook({ loans: 400, allDueToday: true })
  // What is not plain: principal before interest, something beside the plan, interest off the balance sheet, due days moved.
  const some = (rest: number): string => `bank_id = ${book.bankId} and ('x' || right(note_id::text, 4))::bit(16)::int % 16 = ${rest}`
  await book.db.asOwner(`set session_replication_role = replica;
    update note_rule set allocation = '{"normal":["COSTS","COMPOUND","PENALTY","PRINCIPAL","INTEREST"],"nonAccrual":["PRINCIPAL","INTEREST","PENALTY","COMPOUND","COSTS"],"nonAccrualAfterDays":90}' where ${some(1)};
    update note set non_accrual_on = '${book.today}' where ${some(2)};
    update instalment set due_on = due_on + 1 where due_on > '${book.today}' and ${some(3)};
    update note set book = 'MIRROR' where ${some(4)};
    set session_replication_role = origin`)
}, 60_000)
afterAll(() => book.db.drop())

/** A note falls due, or is overdue: all of it is paid, less, more, or the same twice. */
async function itemsOf(tx: Tx, on: Day): Promise<PaymentItem[]> {
  const { rows } = await sql<{ note_id: string; due: number }>`
    select n.note_id, sum(i.principal_fen + i.interest_fen - coalesce(s.principal_paid_fen + s.interest_paid_fen, 0))::bigint as due from note n
    join instalment i on i.bank_id = ${tx.bankId} and i.note_id = n.note_id and i.version = n.schedule_version and i.due_on <= ${on}
    left join instalment_state s on s.bank_id = ${tx.bankId} and s.note_id = n.note_id and s.seq = i.seq
    where n.bank_id = ${tx.bankId} and n.state = 'RUNNING' and s.settled_on is null group by 1 order by 1`.execute(tx)
  return rows.flatMap((row, at): PaymentItem[] => {
    const item = (amountFen: number, tail = '', paidOn = on): PaymentItem => ({ noteId: row.note_id, amountFen: amountFen as Fen, paidOn, source: `T:${row.note_id}${tail}` })
    if (at % 20 === 0) return [item(row.due - 1)]
    if (at % 20 === 1) return [item(row.due + 100)]
    return at % 20 === 2 ? [item(row.due), item(500, ':b')] : [item(row.due)]
  })
}

/** All that a payment may write to, as it is after `work`, which is undone. */
async function after(work: (tx: Tx, items: readonly PaymentItem[]) => Promise<unknown>): Promise<{ rows: Record<string, string[]>; answer: unknown }> {
  const undone = new Error('undone')
  let seen: { rows: Record<string, string[]>; answer: unknown } | undefined
  await book.db.database.inBank(book.bankId, async (tx) => {
    const answer = await work(tx, await itemsOf(tx, book.today))
    const rows: Record<string, string[]> = {}
    for (const table of TABLES) rows[table] = (await sql<{ row: string }>`select to_jsonb(t)::text as row from ${sql.table(table)} t where t.bank_id = ${tx.bankId} order by 1`.execute(tx)).rows.map(({ row }) => row)
    seen = { rows, answer }
    throw undone
  }).catch((error: unknown) => { if (error !== undone) throw error })
  return seen!
}

const unnested = (items: readonly PaymentItem[]) => {
  const once = items.filter((item) => items.every((other) => other === item || other.noteId !== item.noteId))
  return sql`select * from unnest(${once.map(({ noteId }) => noteId)}::uuid[], ${once.map(({ amountFen }) => amountFen)}::bigint[], ${once.map(({ source }) => source)}::text[]) as t(note_id, amount_fen, source)`
}

describe('plain payments by one statement', () => {
  it('leave the same rows, to the last column, as payments set off note by note by the rules of the domain', async () => {
    const byRules = await after((tx, items) => settlePayments(tx, { ...AT, day: book.today, items }))
    const byStatement = await after(async (tx, items) => {
      const plain = await settlePlain(tx, unnested(items), { ...AT, day: book.today })
      await settlePayments(tx, { ...AT, day: book.today, items })
      return { ...plain, of: items.length }
    })
    for (const table of TABLES) expect({ table, rows: byStatement.rows[table] }).toEqual({ table, rows: byRules.rows[table] })
    const { count, of, settled } = byStatement.answer as { count: number; of: number; settled: string[] }
    // Most are plain, some loans are paid off by them, and the others were left to the rules.
    expect(count).toBeGreaterThan(of / 3)
    expect(count).toBeLessThan(of * 0.8)
    expect(settled.length).toBeGreaterThan(0)
  }, 60_000)

  it('wait for the rules while the state of the day before is still to be kept', async () => {
    await book.db.asOwner('update business_day set ended_on = null where bank_id = $1', [book.bankId])
    const { answer } = await after((tx, items) => settlePlain(tx, unnested(items), { ...AT, day: book.today }))
    await book.db.asOwner('update business_day set ended_on = $2 where bank_id = $1', [book.bankId, addDays(book.today, -1)])
    expect(answer).toMatchObject({ count: 0, settled: [] })
  })

  it('leave a note that somebody changed meanwhile', async () => {
    const { database } = book.db
    const item = await database.inBank(book.bankId, async (tx) => (await itemsOf(tx, day(book.today)))[7]!)
    const other = database.inBank(book.bankId, async (tx) => {
      await sql`update note set row_version = row_version + 1 where bank_id = ${tx.bankId} and note_id = ${item.noteId}`.execute(tx)
      await sql`select pg_sleep(0.5)`.execute(tx)
    })
    const pause = new Promise((resolve) => { setTimeout(resolve, 200) })
    await pause
    const { answer } = await after((tx) => settlePlain(tx, unnested([item]), { ...AT, day: book.today }))
    await other
    expect(answer).toMatchObject({ count: 0, offered: 1 })
    expect((await after((tx) => settlePlain(tx, unnested([item]), { ...AT, day: book.today }))).answer).toMatchObject({ count: 1 })
  })
})
