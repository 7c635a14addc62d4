import { renameSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type FileKind, shippedMapping, writeFile } from '#common/exchange/domain'
import { type TestStaff, testStaff } from '#platform/http'
import type { FailedJobs } from '#loan/servicing/domain'
import { sampleFile } from '../../../../common/exchange/server/testing/samples.ts'
import { readFile } from '../../../../common/exchange/server/read-any.ts'
import { receiveFile } from '../../../../common/exchange/server/receive.ts'
import { type CoreBankAtHand, openCoreBank } from '../testing/core-bank.ts'
import { openDebited } from '../testing/debit.ts'
import { type Counter, onDay, openCounter } from '../testing/note.ts'
import { applyFiles } from './core-files.ts'

let counter: Counter
let bank: CoreBankAtHand
let operator: TestStaff
beforeAll(async () => {
  counter = await openCounter()
  bank = await openCoreBank(counter)
  operator = await testStaff(counter.db.database, counter.banks[0], { posts: ['CENTRAL_OPS'], name: '陈晨' })
  await openDebited(counter, '6230580000004000')
  await onDay(counter, '2025-03-12')
}, 60_000)
afterAll(async () => {
  bank.close()
  await counter.close()
})

/** A file of the core bank as its port brings it. */
async function bring(kind: FileKind): Promise<{ fileId: string; hash: string; name: string }> {
  const mapping = shippedMapping(kind)
  const { name, bytes } = writeFile(mapping, sampleFile(kind, 3, 1))
  const { fileId } = await counter.db.database.inBank(counter.banks[0], (tx) => receiveFile(tx, bank.files, { kind, name, bytes, control: null, inUse: { mapping, version: 0 }, read: readFile(mapping, bytes), via: 'PORT', broughtBy: null, now: new Date() }))
  const [row] = await counter.db.asOwner('select hash from exchange_file where file_id = $1', [fileId])
  return { fileId, hash: String(row?.['hash']), name }
}
const stateOf = async (fileId: string) => (await counter.db.asOwner('select state from exchange_file where file_id = $1', [fileId]))[0]?.['state']

it('a file that can never be applied is put aside after five tries and named on the screen; those behind it are applied, and it too once its cause is gone', async () => {
  const [poison, good] = [await bring('DEBIT_RESULT'), await bring('BALANCES')]
  const kept = path.join(bank.store, String(counter.banks[0]), poison.hash.slice(0, 2), poison.hash)
  renameSync(kept, `${kept}.away`)
  const failures: unknown[] = []
  const apply = () => applyFiles(counter.db.database, counter.banks[0], { files: bank.files, now: () => new Date(), onError: (error) => failures.push(error) })
  for (let round = 0; round < 8; round++) await apply()
  expect([failures.length, await stateOf(poison.fileId)]).toEqual([5, 'RECEIVED'])
  expect(['ACCEPTED', 'PARTLY']).toContain(await stateOf(good.fileId))
  const listed = await counter.as(operator, 'GET', '/api/failed-jobs')
  expect(listed.json<FailedJobs>().jobs).toMatchObject([{ kind: 'core-file', name: '核心文件入账', about: poison.name, day: '2025-03-12', attempts: 5, says: expect.stringContaining('程序故障') }])
  const again = { body: { kind: 'core-file', subject: poison.fileId, day: '2025-03-12' } }
  expect((await counter.as(counter.officer, 'POST', '/api/failed-jobs', again)).statusCode).toBe(403)
  renameSync(`${kept}.away`, kept)
  expect((await counter.as(operator, 'POST', '/api/failed-jobs', again)).json()).toEqual({ jobs: [] })
  await apply()
  expect(failures.slice(5)).toEqual([])
  expect(['ACCEPTED', 'PARTLY']).toContain(await stateOf(poison.fileId))
  expect((await counter.as(operator, 'POST', '/api/failed-jobs', again)).json()).toMatchObject({ code: 'job.not-given-up' })
}, 60_000)
