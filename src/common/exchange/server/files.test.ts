import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type ExchangeFile, type FileKind, type Mappings, SHIPPED_MAPPINGS, type Tried, shippedMapping, writeFile } from '#common/exchange/domain'
import { day } from '#kernel'
import { type TestDatabase, testDatabase, twoBanks } from '#platform/db'
import { type FileStore, openFileStore } from '#platform/files'
import { type AskOptions, type Method, type TestStaff, ask, buildServer, testStaff } from '#platform/http'
import { createLogger } from '#platform/logs'
import { folderPort } from './folder-port.ts'
import { mappingInUse } from './mappings.ts'
import { pollPort } from './poll.ts'
import type { ExchangePort } from './port.ts'
import { exchangeRoutes } from './routes.ts'
import { sendFile } from './send.ts'
import { sampleFile } from './testing/samples.ts'
import { fileAnswered, filesToWork, rowsOf, settleFile } from './work.ts'

const home = mkdtempSync(path.join(os.tmpdir(), 'weidai-exchange-'))
const today = day('2025-03-12')
let db: TestDatabase
let bank: number
let other: number
let files: FileStore
let app: Awaited<ReturnType<typeof buildServer>>
let clerk: TestStaff
let drafter: TestStaff
let releaser: TestStaff
let stranger: TestStaff

beforeAll(async () => {
  db = await testDatabase()
  ;[bank, other] = await twoBanks(db, today)
  files = await openFileStore(path.join(home, 'files'), '')
  app = await buildServer({ database: db.database, routes: exchangeRoutes({ files, env: {} }), logger: createLogger({ level: 'silent' }) })
  clerk = await testStaff(db.database, bank, { posts: ['BACK_OFFICE'], name: '刘洋' })
  drafter = await testStaff(db.database, bank, { posts: ['FINANCE'], name: '丁怡' })
  releaser = await testStaff(db.database, bank, { posts: ['RISK_MANAGER', 'BACK_OFFICE'], name: '周华' })
  stranger = await testStaff(db.database, other, { posts: ['BACK_OFFICE'], name: '外人' })
})
afterAll(async () => {
  await app.close()
  await db.drop()
  rmSync(home, { recursive: true, force: true })
})
beforeEach(async () => {
  await db.asOwner('set session_replication_role = replica; delete from exchange_file; delete from exchange_gap; delete from exchange_call; delete from exchange_mapping; set session_replication_role = default')
})

const as = (who: TestStaff, method: Method, url: string, options: AskOptions = {}) => ask(app, who, method, url, options)
const made = (kind: FileKind, sequence = 1, count = 5, mapping = shippedMapping(kind)) => writeFile(mapping, sampleFile(kind, count, sequence))
const upload = (kind: FileKind, file: { name: string; bytes: Uint8Array }, who = clerk) => as(who, 'POST', `/api/exchange/${kind}/files`, { body: {}, file: { filename: file.name, mediaType: 'text/plain', bytes: file.bytes } })
const taken = async (kind: FileKind, file: { name: string; bytes: Uint8Array }) => (await upload(kind, file)).json<{ file: ExchangeFile; again: boolean }>()

describe('a file someone brings', () => {
  test('is received whole, once, and downloaded as it came', async () => {
    const file = made('DEBIT_RESULT')
    const first = await upload('DEBIT_RESULT', file)
    expect(first.statusCode, first.body).toBe(201)
    expect(first.json()).toMatchObject({ again: false, file: { state: 'RECEIVED', businessDay: '2025-03-12', sequence: 1, totals: { count: 5, okCount: 4 }, refused: 0, late: false, broughtBy: '刘洋', waitsFor: null } })
    const second = await taken('DEBIT_RESULT', file)
    expect(second).toMatchObject({ again: true, file: { deliveries: 2, attempts: 1 } })
    const content = await as(clerk, 'GET', `/api/exchange/files/${second.file.fileId}/content`)
    expect(content.rawPayload.equals(Buffer.from(file.bytes))).toBe(true)
    expect((await as(stranger, 'GET', `/api/exchange/files/${second.file.fileId}/content`)).statusCode).toBe(404)
    expect((await as(stranger, 'GET', '/api/exchange/files')).json()).toMatchObject({ files: [], total: 0 })
  })
})
