import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fromBufferPromise } from 'yauzl'
import { ZipFile } from 'yazl'
import { type Branch, openBranch, openCase } from '../../../loan/investigation/server/testing/branch.ts'
import { type TestStaff, testStaff } from '#platform/http'
import type { Dossier, Exported } from '#desk/dossier/domain'
import { verifyArchive } from './verify-archive.ts'

let branch: Branch
let auditor: TestStaff
let caseId: string

beforeAll(async () => {
  branch = await openBranch()
  auditor = await testStaff(branch.db.database, branch.banks[0], { posts: ['INTERNAL_AUDIT'] })
  caseId = await openCase(branch)
  const png = { filename: '门店.png', mediaType: 'image/png', bytes: Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex') }
  await branch.as(branch.officer, 'POST', `/api/cases/${caseId}/evidence`, { body: { class: 'SEEN', kind: 'PHOTO', title: '门店', placeMissing: '室内无信号' }, file: png })
}, 120_000)
afterAll(() => branch.close())

const dossier = async (): Promise<Dossier> => (await branch.as(auditor, 'GET', `/api/cases/${caseId}/dossier`)).json<Dossier>()

async function exported(): Promise<{ made: Exported; bytes: Buffer }> {
  const answer = await branch.as(auditor, 'POST', `/api/cases/${caseId}/dossier/exports`)
  expect(answer.json()).toMatchObject({ isWhole: true })
  const made = answer.json<Exported>()
  const file = await branch.as(auditor, 'GET', `/api/cases/${caseId}/dossier/exports/${made.exportId}/file`)
  return { made, bytes: file.rawPayload }
}

/** The archive with its entries changed by hand, as someone with a zip program would. */
async function changed(bytes: Buffer, change: (files: Map<string, Buffer>) => void): Promise<Buffer> {
  const files = new Map<string, Buffer>()
  const zip = await fromBufferPromise(bytes, { lazyEntries: true })
  for await (const entry of zip.eachEntry()) files.set(entry.fileName, await buffer(await zip.openReadStreamPromise(entry)))
  change(files)
  const out = new ZipFile()
  for (const [path, content] of files) out.addBuffer(content, path)
  out.end()
  return await buffer(out.outputStream)
}

const edited = (content: Buffer | undefined, from: string | RegExp, to: string): Buffer => Buffer.from(content!.toString('utf8').replace(from, to))

describe('the file of a case', () => {
  test('[S1-64] tells 25 items apart by what the chain of the case proves', async () => {
    const { items } = await dossier()
    expect(items).toHaveLength(25)
    expect(items.find(({ no }) => no === 1)).toMatchObject({ state: 'PRESENT' })
    expect(items.find(({ no }) => no === 12)).toMatchObject({ state: 'NOT_YET' })
    expect(items.find(({ no }) => no === 21)).toMatchObject({ state: 'NONE' })
  })

  test('is exported as an archive that holds everything and verifies without the database', async () => {
    const { made, bytes } = await exported()
    const report = await verifyArchive(bytes)
    expect(report.findings).toEqual([])
    expect(report).toMatchObject({ whole: true, root: made.root })
    expect(made.isWhole).toBe(true)
    expect(report.acts).toBeGreaterThan(3)
    expect((await dossier()).exports[0]).toMatchObject({ root: made.root })
  })

  test.each<[string, (files: Map<string, Buffer>) => void, RegExp]>([
    ['a changed photo', (files) => { const [path] = [...files.keys()].filter((name) => name.startsWith('evidence/')); files.set(path!, Buffer.from('another')) }, /evidence\//],
    ['a changed record', (files) => files.set('records/application.json', edited(files.get('records/application.json'), /"amount_fen": \d+/, '"amount_fen": 1')), /records\/application/],
    ['a changed act', (files) => files.set('chain.jsonl', edited(files.get('chain.jsonl'), 'application.file', 'application.fake')), /chain\.jsonl/],
    ['a missing file', (files) => files.delete('people.json'), /people\.json/],
    ['a file slipped in', (files) => files.set('extra.txt', Buffer.from('x')), /extra\.txt/],
    ['a changed manifest', (files) => files.set('manifest.json', edited(files.get('manifest.json'), '"state": "NOT_YET"', '"state": "PRESENT"')), /signature\.json/],
    ['no signature', (files) => files.delete('signature.json'), /signature\.json/],
  ])('%s is found', async (_, change, where) => {
    const { bytes } = await exported()
    const report = await verifyArchive(await changed(bytes, change))
    expect(report.whole).toBe(false)
    expect(report.findings.map(({ at }) => at).join('\n')).toMatch(where)
  })

  test('bytes that are no archive are a finding, not a crash', async () => {
    expect(await verifyArchive(Buffer.from('not a zip'))).toMatchObject({ whole: false })
  })

  test('nobody takes it away without the permission', async () => {
    expect((await branch.as(branch.officer, 'POST', `/api/cases/${caseId}/dossier/exports`)).statusCode).toBe(403)
  })
})
