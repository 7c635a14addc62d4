import { createHash } from 'node:crypto'
import { readFile, readdir } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { Refusal } from '#kernel'
import { withClient } from './with-client.ts'

export const MIGRATIONS = fileURLToPath(new URL('../../../db/migrations/', import.meta.url))

interface Migration {
  readonly number: number
  readonly name: string
  readonly hash: string
  readonly text: string
}

/** Runs what has not run yet, each file in its own transaction; returns the names run. Needs the owner role. */
export async function migrate(ownerUrl: string, folder = MIGRATIONS): Promise<string[]> {
  const wanted = await readMigrations(folder)
  return withClient({ connectionString: ownerUrl, options: '-c client_min_messages=warning' }, async (client) => {
    await prepareLock(client)
    const run: string[] = []
    for (let next = await runNext(client, wanted); next !== undefined; next = await runNext(client, wanted)) run.push(next)
    return run
  })
}

async function readMigrations(folder: string): Promise<Migration[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.sql')).sort()
  const migrations: Migration[] = []
  for (const file of files) {
    const number = /^(\d{4})-[a-z0-9-]+\.sql$/.exec(file)?.[1]
    if (number === undefined) throw new Refusal({ code: 'migration.name', message: `迁移文件名「${file}」不合规则`, value: file, expected: 'NNNN-name.sql' })
    if (migrations.at(-1)?.number === Number(number)) throw new Refusal({ code: 'migration.number', message: `迁移编号 ${number} 重复`, value: file, expected: '唯一的编号' })
    const text = await readFile(`${folder}/${file}`, 'utf8')
    migrations.push({ number: Number(number), name: file, hash: createHash('sha256').update(text).digest('hex'), text })
  }
  return migrations
}

/** A row to lock instead of an advisory lock, which would hold on one node only. */
async function prepareLock(client: pg.Client): Promise<void> {
  const create = `
    create table if not exists schema_migration (
      number integer primary key, name text not null, hash text not null, applied_at timestamptz not null default now()
    );
    insert into schema_migration (number, name, hash) values (0, 'lock', '') on conflict do nothing`
  await client.query(create).catch((error: unknown) => {
    // Two servers creating the table at the same instant: the second finds it there.
    if (!(error instanceof pg.DatabaseError) || (error.code !== '23505' && error.code !== '42P07' && error.code !== '42710')) throw error
    return client.query(create)
  })
}

async function runNext(client: pg.Client, wanted: readonly Migration[]): Promise<string | undefined> {
  await client.query('begin')
  try {
    await client.query('select from schema_migration where number = 0 for update')
    const { rows } = await client.query<{ number: number; hash: string }>('select number, hash from schema_migration where number > 0')
    const applied = new Map(rows.map((row) => [row.number, row.hash]))
    refuseChanged(wanted, applied)
    const next = wanted.find((migration) => !applied.has(migration.number))
    if (next) {
      await client.query(next.text)
      await client.query('insert into schema_migration (number, name, hash) values ($1, $2, $3)', [next.number, next.name, next.hash])
    }
    await client.query('commit')
    return next?.name
  } catch (error) {
    await client.query('rollback').catch(() => undefined) // the connection may be the reason
    throw error
  }
}

function refuseChanged(wanted: readonly Migration[], applied: ReadonlyMap<number, string>): void {
  const changed = wanted.find((migration) => applied.has(migration.number) && applied.get(migration.number) !== migration.hash)
  if (!changed) return
  throw new Refusal({
    code: 'migration.changed', message: `迁移 ${changed.name} 执行之后被改动过`, value: changed.name,
    expected: '已执行的迁移不再改动；新的变更写成新的迁移',
  })
}
