import { createHash, generateKeyPairSync, sign } from 'node:crypto'
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

const sha256 = (content: string | Buffer): string => createHash('sha256').update(content).digest('hex')
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

  test('made anew and signed with another key it names that key, which is not the bank\'s', async () => {
    const { bytes } = await exported()
    const { publicKey, privateKey } = generateKeyPairSync('ed25519')
    const forged = await changed(bytes, (files) => {
      files.set('people.json', Buffer.from('[]'))
      const manifest = JSON.parse(files.get('manifest.json')!.toString('utf8')) as { files: { path: string; size: number; sha256: string }[] }
      Object.assign(manifest.files.find(({ path }) => path === 'people.json')!, { size: 2, sha256: sha256('[]') })
      files.set('manifest.json', Buffer.from(JSON.stringify(manifest)))
      const root = sha256(files.get('manifest.json')!)
      files.set('signature.json', Buffer.from(JSON.stringify({ algorithm: 'Ed25519', keyId: 'k1', publicKey: publicKey.export({ format: 'der', type: 'spki' }).toString('base64'), root, signature: sign(null, Buffer.from(root), privateKey).toString('base64') })))
    })
    const { signedBy } = await dossier()
    expect(await verifyArchive(bytes, { key: signedBy })).toMatchObject({ whole: true, signedBy, comparedWith: ['key'] })
    expect(await verifyArchive(forged)).toMatchObject({ whole: true, comparedWith: [] })
    expect(await verifyArchive(forged, { key: signedBy })).toMatchObject({ whole: false, findings: [{ at: 'signature.json', says: '签名的密钥不是所给的那一把：不是本行签出的案卷' }] })
    expect(await verifyArchive(forged, { root: (await dossier()).exports[0]!.root })).toMatchObject({ whole: false, comparedWith: ['root'] })
  })

  test('bytes that are no archive are a finding, not a crash', async () => {
    expect(await verifyArchive(Buffer.from('not a zip'))).toMatchObject({ whole: false })
  })

  test('nobody takes it away without the permission', async () => {
    expect((await branch.as(branch.officer, 'POST', `/api/cases/${caseId}/dossier/exports`)).statusCode).toBe(403)
  })
})
