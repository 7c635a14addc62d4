import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Refusal } from '#kernel'
import { openDatabase, type Database } from './database.ts'
import { testDatabase, testKeys, twoBanks, type TestDatabase } from './testing.ts'

let test: TestDatabase
let first: number
let second: number
/** Its statements are not watched: here row-level security is tried without the bank in the statement. */
let bare: Database

beforeAll(async () => {
  test = await testDatabase()
  ;[first, second] = await twoBanks(test)
  bare = await openDatabase({ appUrl: test.appUrl, keys: testKeys })
})
afterAll(async () => {
  await bare.close()
  await test.asOwner('drop role if exists sly')
  await test.drop()
})

const refusalOf = (work: Promise<unknown>): Promise<Refusal> => work.then(() => expect.fail('was not refused'), (error: unknown) => error as Refusal)

describe('a bank sees its own rows only', () => {
  it('shows each bank its business day and not the other one', async () => {
    const days = (bank: number) => bare.inBank(bank, (tx) => tx.selectFrom('business_day').select('bank_id').execute())
    expect(await days(first)).toEqual([{ bank_id: first }])
    expect(await days(second)).toEqual([{ bank_id: second }])
  })

  it('neither changes nor adds rows of the other bank', async () => {
    await test.database.inBank(first, async (tx) => {
      const changed = await tx.updateTable('business_day').set({ today: '2030-01-01' }).where('bank_id', '=', second).executeTakeFirst()
      expect(changed.numUpdatedRows).toBe(0n)
    })
    const planted = test.database.inBank(first, (tx) => tx.insertInto('counter').values({ bank_id: second, name: 'contract', period: '', last_number: 1 }).execute())
    await expect(planted).rejects.toThrow(/row-level security/)
  })

  it('sees nothing without a bank', async () => {
    expect(await bare.shared((tx) => sql`select * from business_day`.execute(tx)).then((result) => result.rows)).toEqual([])
  })

  it('does not carry the bank over to the next use of the connection', async () => {
    const single = await openDatabase({ keys: testKeys, appUrl: test.appUrl, connections: 1 })
    await single.inBank(first, (tx) => sql`select 1`.execute(tx))
    const { rows } = await single.shared((tx) => sql`select count(*)::int as n from business_day`.execute(tx))
    await single.close()
    expect(rows).toEqual([{ n: 0 }])
  })

  it('stops at a bank id that is no positive integer', async () => {
    for (const bad of [0, -1, 1.5, Number.NaN, 2 ** 31]) await expect(test.database.inBank(bad, async () => 1)).rejects.toThrow('a bank id is a positive integer')
  })
})

describe('roles', () => {
  it('refuses to work as superuser or owner', async () => {
    const refusal = await refusalOf(openDatabase({ keys: testKeys, appUrl: test.ownerUrl }))
    expect(refusal).toMatchObject({ code: 'database.unsafe-role', value: new URL(test.ownerUrl).username })
  })

  it('refuses a role that merely belongs to a superuser', async () => {
    await test.asOwner(`create role sly login password 'x' in role ${new URL(test.ownerUrl).username}`)
    const url = test.appUrl.replace(/\/\/[^@]*@/, '//sly:x@')
    expect(await refusalOf(openDatabase({ keys: testKeys, appUrl: url }))).toMatchObject({ code: 'database.unsafe-role' })
  })
})

describe('values', () => {
  const one = <T>(text: string): Promise<T> => test.database.shared(async (tx) => (await sql.raw<{ v: T }>(`select ${text} as v`).execute(tx)).rows[0]!.v)

  it('reads bigint as a safe integer and stops beyond', async () => {
    expect(await one('9007199254740991::bigint')).toBe(9_007_199_254_740_991)
    await expect(one('9007199254740992::bigint')).rejects.toThrow('which a number cannot carry')
  })

  it('reads days, instants and exact numbers as text, arrays too', async () => {
    expect(await one(`date '2025-03-14'`)).toBe('2025-03-14')
    expect(await one(`timestamptz '2025-03-14 10:11:12.345678+08'`)).toBe('2025-03-14T02:11:12.345678Z')
    expect(await one('0.0720::numeric')).toBe('0.0720')
    expect(await one(`array[date '2025-03-14', null]`)).toEqual(['2025-03-14', null])
    expect(await one('array[1,2]::bigint[]')).toEqual([1, 2])
    expect(await one('array[0.10]::numeric[]')).toEqual(['0.10'])
    expect(await one(`array[timestamptz '2025-03-14 00:00:00+00']`)).toEqual(['2025-03-14T00:00:00.000Z'])
  })

  it('writes an instant as the program does, so that two compare as text', async () => {
    const [early, late] = [new Date('2025-03-14T02:11:12.120Z'), new Date('2025-03-14T02:11:12.127Z')].map((at) => at.toISOString())
    expect(await one(`timestamptz '${early}'`)).toBe(early)
    expect(await one<string>(`timestamptz '${late}'`) > await one<string>(`timestamptz '${early}'`)).toBe(true)
    expect(await one(`timestamptz '2025-03-14 00:00:00.1234+00'`)).toBe('2025-03-14T00:00:00.123400Z')
  })
})

describe('errors', () => {
  it('turns a duplicate into a refusal that names the constraint', async () => {
    const twice = test.database.inBank(first, async (tx) => {
      const row = { bank_id: first, name: 'twice', period: '', last_number: 1 }
      await tx.insertInto('counter').values([row, row]).execute()
    })
    expect(await refusalOf(twice)).toMatchObject({ code: 'row.duplicate', status: 409, value: 'counter_pkey' })
  })

  it('outlives the loss of its connections, inside and outside a transaction', async () => {
    const cut = () => test.asOwner(`select pg_terminate_backend(pid) from pg_stat_activity where usename = 'weidai_app' and datname = current_database()`)
    const lost = test.database.inBank(first, async (tx) => {
      await cut()
      await sql`select 1`.execute(tx)
    })
    expect(await refusalOf(lost)).toMatchObject({ code: 'database.away', status: 503 })
    await test.database.inBank(first, (tx) => sql`select 1`.execute(tx))
    await cut()
    await expect.poll(() => test.database.inBank(first, (tx) => sql`select 1`.execute(tx)).then(() => true, () => false)).toBe(true)
  })

  it('runs the work again after a deadlock, and only then', async () => {
    const name = (which: string) => test.database.inBank(first, (tx) => tx.insertInto('counter').values({ bank_id: first, name: which, period: '', last_number: 1 }).execute())
    await name('a')
    await name('b')
    let [runs, held] = [0, 0]
    let bothHold: () => void
    const met = new Promise<void>((resolve) => { bothHold = resolve })
    const add = (one: string, other: string) => test.database.inBank(first, async (tx) => {
      const next = (which: string) => tx.updateTable('counter').set((eb) => ({ last_number: eb('last_number', '+', 1) })).where('bank_id', '=', first).where('name', '=', which).execute()
      runs += 1
      await next(one)
      held += 1
      if (held === 2) bothHold()
      await met
      await next(other)
    })
    await Promise.all([add('a', 'b'), add('b', 'a')])
    expect(runs).toBe(3)
    const { rows } = await test.database.inBank(first, (tx) => sql`select last_number from counter where bank_id = ${first} and name in ('a', 'b')`.execute(tx))
    expect(rows).toEqual([{ last_number: 3 }, { last_number: 3 }])
  })
})
