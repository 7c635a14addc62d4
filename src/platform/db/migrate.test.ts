import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { migrate } from './migrate.ts'
import { testDatabase, withDatabase, type TestDatabase } from './testing.ts'

let test: TestDatabase
let folder: string
let url: string

beforeAll(async () => {
  test = await testDatabase()
})
afterAll(() => test.drop())
beforeEach(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'weidai-migrations-'))
  await test.asOwner('create database migrated')
  url = withDatabase(test.ownerUrl, 'migrated')
})
afterEach(async () => {
  rmSync(folder, { recursive: true })
  await test.asOwner('drop database migrated')
})

const write = (name: string, text: string) => writeFileSync(path.join(folder, name), text)
const run = () => migrate(url, folder)

async function query(text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query<Record<string, unknown>>(text)
  await client.end()
  return rows
}

describe('the migrator', () => {
  it('runs what has not run, in order of number, once', async () => {
    write('0002-second.sql', 'insert into t values (2);')
    write('0001-first.sql', 'create table t (n int); insert into t values (1);')
    write('notes.txt', 'no migration')
    expect(await run()).toEqual(['0001-first.sql', '0002-second.sql'])
    write('0003-third.sql', 'insert into t values (3);')
    expect(await run()).toEqual(['0003-third.sql'])
    expect(await run()).toEqual([])
    expect(await query('select n from t')).toEqual([{ n: 1 }, { n: 2 }, { n: 3 }])
  })

  it('runs each once when several servers start at the same time', async () => {
    write('0001-first.sql', 'create table t (n int); select pg_sleep(0.2); insert into t values (1);')
    write('0002-second.sql', 'insert into t values (2);')
    const runs = await Promise.all([run(), run(), run()])
    expect(runs.flat().sort()).toEqual(['0001-first.sql', '0002-second.sql'])
    expect(await query('select n from t order by n')).toEqual([{ n: 1 }, { n: 2 }])
  })

  it('takes back a file that fails, keeps those before it, and goes on from there', async () => {
    write('0001-first.sql', 'create table t (n int);')
    write('0002-second.sql', 'insert into t values (1); insert into nowhere values (1);')
    await expect(run()).rejects.toThrow('relation "nowhere" does not exist')
    expect(await query('select n from t')).toEqual([])
    write('0002-second.sql', 'insert into t values (2);')
    expect(await run()).toEqual(['0002-second.sql'])
  })

  it('goes on after its connection was killed in the middle of a file', async () => {
    write('0001-first.sql', 'create table t (n int); select pg_sleep(30);')
    const running = run().catch((error: unknown) => error as Error)
    await expect.poll(() => test.asOwner(`select pg_terminate_backend(pid) as done from pg_stat_activity where datname = 'migrated' and query like '%pg_sleep%' and pid <> pg_backend_pid()`)).toEqual([{ done: true }])
    expect(await running).toBeInstanceOf(Error)
    write('0001-first.sql', 'create table t (n int);')
    expect(await run()).toEqual(['0001-first.sql'])
  })

  it('refuses a file changed after it ran, a number used twice, and a name without a number', async () => {
    write('0001-first.sql', 'create table t (n int);')
    await run()
    write('0001-first.sql', 'create table t (n bigint);')
    await expect(run()).rejects.toMatchObject({ code: 'migration.changed', value: '0001-first.sql' })
    write('0001-other.sql', 'select 1;')
    await expect(run()).rejects.toMatchObject({ code: 'migration.number' })
    rmSync(path.join(folder, '0001-other.sql'))
    write('first.sql', 'select 1;')
    await expect(run()).rejects.toMatchObject({ code: 'migration.name', value: 'first.sql' })
  })
})
