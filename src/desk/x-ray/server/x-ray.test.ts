import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { XRayFile } from '#desk/x-ray/domain'
import { day } from '#kernel'
import { testDatabase, twoBanks } from '#platform/db'
import { type TestStaff, ask, buildServer, testStaff } from '#platform/http'
import { createLogger } from '#platform/logs'
import { zipOf } from '../../../common/statement/server/files-for-tests.ts'
import { xRayRoutes } from './routes.ts'

let close: () => Promise<void>
let send: (who: TestStaff, filename: string, bytes: Buffer) => ReturnType<typeof ask>
let head: TestStaff
let officer: TestStaff

beforeAll(async () => {
  const db = await testDatabase()
  const [bank] = await twoBanks(db, day('2025-03-12'))
  const app = await buildServer({ database: db.database, routes: xRayRoutes(), logger: createLogger({ level: 'silent' }) })
  head = await testStaff(db.database, bank, { posts: ['UNIT_HEAD'] })
  officer = await testStaff(db.database, bank, { posts: ['OFFICER'] })
  send = (who, filename, bytes) => ask(app, who, 'POST', '/api/x-ray/file', { body: {}, file: { filename, mediaType: 'application/octet-stream', bytes } })
  close = async () => { await app.close(); await db.drop() }
})
afterAll(() => close())

const example = (name: string): Buffer => readFileSync(new URL(`../../../../examples/${name}`, import.meta.url))

it('answers what a workbook and a case file show, by the bank\'s policy; a table as it stands', async () => {
  const book = await send(head, '03.xlsx', example('x-ray/03-谢建军-建材.xlsx'))
  expect(book.statusCode).toBe(200)
  expect(book.json<XRayFile>()).toMatchObject({ rules: { policy: '基准政策 2025.1', tolerance: '0.05', methodsPerAccount: 2 }, seen: { kind: 'CASE', case: { file: '03.xlsx', number: 'HC-2403', customer: { name: '谢建军' }, ownTransfers: 'COUNTED', judged: { decision: expect.any(String) as string } } } })
  // A civil servant is judged by the policy of his product: a shop's accounts are not asked of him.
  const wages = (await send(head, 'gc-02.json', example('gc-02.json'))).json<XRayFile>()
  expect(wages.seen.kind === 'CASE' && wages.seen.case.accounts.every(({ enough }) => enough) && wages.seen.case.cashFlow).toBe(true)
  const sheet = (await send(head, '台账.csv', Buffer.from('客户,手机号\n甲,13800138000\n'))).json<XRayFile>()
  expect(sheet.seen).toEqual({ kind: 'TABLE', table: { source: '文本（CSV）', rows: [{ row: 1, cells: ['客户', '手机号'] }, { row: 2, cells: ['甲', '13800138000'] }] } })
})

it('refuses garbage, a bomb, a broken case and whoever may not', async () => {
  const bomb = zipOf([{ name: 'xl/workbook.xml', data: Buffer.alloc(60_000_000, ' ') }, { name: 'xl/_rels/workbook.xml.rels', data: Buffer.from('<Relationships/>') }])
  const refused: [string, Buffer][] = [['a.png', Buffer.from('\x89PNG\r\n\x1a\n0000', 'latin1')], ['b.xlsx', bomb], ['d.json', Buffer.from('{"format":"weidai-case/1"}')], ['e.json', Buffer.from('{ no json')], ['g.csv', Buffer.from(Array.from({ length: 10_001 }, (_, at) => `甲,${at}`).join('\n'))]]
  for (const [name, bytes] of refused) {
    const answer = await send(head, name, bytes)
    expect([name, answer.statusCode < 500 && answer.statusCode >= 400]).toEqual([name, true])
    expect(answer.json<{ detail: string }>().detail).not.toBe('')
  }
  expect((await send(officer, 'a.csv', Buffer.from('客户\n甲\n'))).statusCode).toBe(403)
})
