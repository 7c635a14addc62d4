import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Refusal } from '#kernel'
import { type Database, type Tx, openDatabase } from './database.ts'
import { StatementNames } from './statement-names.ts'
import { type TestDatabase, testDatabase, testKeys, twoBanks } from './testing.ts'
import { sendOn } from './transact.ts'

let test: TestDatabase
let bank: number
/** One connection, so that what a statement leaves behind meets the next; tables made here belong to no bank. */
let single: Database

beforeAll(async () => {
  test = await testDatabase()
  ;[bank] = await twoBanks(test)
  await test.asOwner('create table tried (id integer primary key, label text not null, open boolean not null default true)')
  await test.asOwner('create unique index tried_open on tried (label) where open')
  await test.asOwner('grant select, insert, delete on tried to public')
  single = await openDatabase({ appUrl: test.appUrl, keys: testKeys, connections: 1 })
})
afterAll(async () => {
  await single.close()
  await test.drop()
})

const OFTEN = 12
const prepared = <T>(work: Parameters<typeof single.inBank<T>>[1]) => single.inBank(bank, work, { prepared: true })

describe('statements sent together', () => {
  it('keep their order, and what follows a failed one fails with its reason', async () => {
    const refused = single.inBank(bank, (tx) => Promise.all([3, 3, 4].map((id) => sql`insert into tried (id, label) values (${id}, ${`row ${id}`})`.execute(tx))))
    await expect(refused).rejects.toMatchObject({ code: 'row.duplicate', value: 'tried_pkey' } satisfies Partial<Refusal>)
    const behind = single.inBank(bank, async (tx) => {
      const failing = [3, 3].map((id) => sql`insert into tried (id, label) values (${id}, ${`row ${id}`})`.execute(tx))
      await Promise.allSettled(failing)
      await sql`select 1`.execute(tx)
    })
    await expect(behind).rejects.toMatchObject({ code: 'row.duplicate' })
    expect((await single.shared((tx) => sql`select id from tried`.execute(tx))).rows).toEqual([])
  })

  it('without waiting for their answer are there for the next one, and the first that fails takes the transaction with it', async () => {
    const put = (tx: Tx, id: number) => ({ compile: () => sql`insert into tried (id, label) values (${id}, ${`sent ${id}`})`.compile(tx) })
    const seen = await single.inBank(bank, async (tx) => {
      sendOn(tx, put(tx, 5))
      return (await sql<{ id: number }>`delete from tried returning id`.execute(tx)).rows
    })
    expect(seen).toEqual([{ id: 5 }])
    const failing = single.inBank(bank, async (tx) => { for (const id of [6, 6, 7]) sendOn(tx, put(tx, id)) })
    await expect(failing).rejects.toMatchObject({ code: 'row.duplicate', value: 'tried_pkey' } satisfies Partial<Refusal>)
    expect((await single.shared((tx) => sql`select id from tried`.execute(tx))).rows).toEqual([])
  })

  it('asking one thing only end with it, and read no more', async () => {
    const once = { readOnly: true, once: true } as const
    expect((await single.inBank(bank, (tx) => sql<{ one: number }>`select 1 as one`.execute(tx), once)).rows).toEqual([{ one: 1 }])
    await expect(single.inBank(bank, (tx) => sql`select 1 / 0`.execute(tx), once)).rejects.toThrow(/division by zero/)
    await expect(single.inBank(bank, async (tx) => { for (const one of [1, 2]) await sql`select ${one}::int`.execute(tx) }, once)).rejects.toThrow('the transaction has ended')
  })

  it('of a transaction that reads write nothing, and of one that has ended are refused', async () => {
    await expect(single.inBank(bank, (tx) => sql`insert into tried (id, label) values (1, 'x')`.execute(tx), { readOnly: true })).rejects.toThrow(/read-only transaction/)
    const kept = await single.inBank(bank, async (tx) => tx)
    await expect(sql`select 1`.execute(kept)).rejects.toThrow('the transaction has ended')
  })

  it('of a failed transaction never commit, though the failure is caught', async () => {
    const swallowed = single.inBank(bank, async (tx) => {
      await sql`insert into tried (id, label) values (9, 'lost')`.execute(tx)
      await sql`select 1 / 0`.execute(tx).catch(() => undefined)
    })
    await expect(swallowed).rejects.toThrow('does not commit')
  })
})

describe('a statement that comes again', () => {
  it('gets a name, unless its partial index hangs on a figure', async () => {
    const text = (where: string): string => `insert into tried (id, label) values ($1, $2) on conflict (label)${where} do nothing`
    const names = new StatementNames()
    const named = (statement: string) => Array.from({ length: OFTEN }, () => names.of(statement)).at(-1)
    expect(named(text(' where open = $3'))).toBeUndefined()
    expect(named(text(''))).toMatch(/^w\d+$/)
  })

  it('goes on after the table changed under its plan', async () => {
    const read = () => prepared(async (tx) => (await sql<{ id: number }>`select * from tried where id = ${1}`.execute(tx)).rows)
    for (let times = 0; times < OFTEN; times++) expect(await read()).toEqual([])
    await test.asOwner(`alter table tried add column more text`)
    await test.asOwner(`insert into tried (id, label) values (1, 'one')`)
    expect(await read()).toEqual([{ id: 1, label: 'one', open: true, more: null }])
  })
})
