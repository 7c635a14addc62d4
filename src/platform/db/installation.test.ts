import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startEmbedded } from './embedded.ts'
import { openInstallation } from './installation.ts'
import { placeFor } from './place.ts'
import { testDatabase, type TestDatabase } from './testing.ts'

const checkout = mkdtempSync(path.join(os.tmpdir(), 'weidai-installation-'))
chmodSync(checkout, 0o755)
let test: TestDatabase

beforeAll(async () => {
  test = await testDatabase()
  await test.asOwner(`create role plain login password 'plain'`)
  await test.asOwner(`create role "may create" login createrole password 'plain'`)
})
afterAll(async () => {
  for (const name of [`plain`, `"may create"`]) await test.asOwner(`drop owned by ${name} cascade`)
  await test.asOwner('drop role plain, "may create"')
  await test.drop()
  rmSync(checkout, { recursive: true })
})

const as = (user: string, password = 'plain'): string => test.ownerUrl.replace(/\/\/[^@]*@/, `//${encodeURIComponent(user)}:${password}@`)
const open = (env: NodeJS.ProcessEnv) => openInstallation({ checkout, env })

describe('a given PostgreSQL', () => {
  it('is opened as the app role that was made before', async () => {
    const installation = await open({ DATABASE_URL: test.ownerUrl, DATABASE_APP_URL: test.appUrl })
    expect(installation.migrated).toEqual([])
    expect(await installation.database.shared((tx) => tx.selectFrom('bank').select('code').execute())).toEqual([])
    await installation.close()
  })

  it('is refused with a sentence when it cannot be reached, and the password is not repeated', async () => {
    const wrong = [as('plain', 'secret-word'), 'postgres://plain:secret-word@127.0.0.1:1/x', 'secret-word', 'mysql://plain:secret-word@127.0.0.1/x']
    for (const url of wrong) {
      const refusal = await open({ DATABASE_URL: url }).catch((error: unknown) => error as Error)
      expect(refusal).toMatchObject({ code: 'database.unreachable', status: 503 })
      expect(JSON.stringify(refusal)).not.toContain('secret-word')
    }
    await expect(open({ DATABASE_URL: test.ownerUrl, DATABASE_APP_URL: as('plain', 'wrong') })).rejects.toMatchObject({ code: 'database.unreachable' })
  })

  it('is refused when the app would work as its owner', async () => {
    await expect(open({ DATABASE_URL: test.ownerUrl, DATABASE_APP_URL: test.ownerUrl })).rejects.toMatchObject({ code: 'database.unsafe-role' })
    await expect(open({ DATABASE_URL: test.ownerUrl, DATABASE_APP_URL: as('may create') })).rejects.toMatchObject({ code: 'database.unsafe-role' })
  })

  it('asks for the password of an app role somebody else made', async () => {
    await expect(open({ DATABASE_URL: test.ownerUrl })).rejects.toMatchObject({ code: 'database.role-password', expected: expect.stringContaining('DATABASE_APP_URL') as string })
  })
})

describe('a user who may not create roles', () => {
  it('is given the SQL to have run, and can start after that', async () => {
    const home = path.join(checkout, 'server')
    const server = await startEmbedded({ home, shelf: placeFor(checkout).shelf, durable: false })
    const run = async (text: string): Promise<void> => {
      const client = new pg.Client({ connectionString: server.ownerUrl })
      await client.connect()
      await client.query(text)
      await client.end()
    }
    await run(`create role poor login password 'poor'`)
    await run('create database "a bank" owner poor')
    const poor = server.ownerUrl.replace(/\/\/[^@]*@/, '//poor:poor@').replace(/[^/]*$/, encodeURIComponent('a bank'))
    const refusal = await open({ DATABASE_URL: poor }).catch((error: unknown) => error as Error)
    expect(refusal).toMatchObject({ code: 'database.role-needed' })
    const lines = (refusal as Error).message.split('\n').slice(1)
    expect(lines).toHaveLength(2)
    for (const line of lines) await run(line.replace('<密码 password>', 'chosen'))
    const installation = await open({ DATABASE_URL: poor, DATABASE_APP_URL: poor.replace('poor:poor', 'weidai_app:chosen') })
    expect(installation.migrated.length).toBeGreaterThan(2)
    await installation.close()
    await server.stop()
  })
})
