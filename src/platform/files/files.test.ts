import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { testDatabase, twoBanks, type TestDatabase } from '#platform/db'
import { openFileStore, type FileStore } from './open-file-store.ts'
import { readStoredFile, storeFile } from './stored-file.ts'

const folder = mkdtempSync(path.join(os.tmpdir(), 'weidai-files-'))
const photo = Buffer.from('not really a photo')
const hash = createHash('sha256').update(photo).digest('hex')

/** As much of the S3 protocol as the store speaks. */
const objects = new Map<string, Buffer>()
let s3: Server
let test: TestDatabase
let bank: number
let other: number

beforeAll(async () => {
  s3 = createServer((request, response) => {
    const key = new URL(request.url ?? '', 'http://s3').pathname
    const found = objects.get(key)
    if (request.method === 'PUT') void buffer(request).then((body) => response.end(void objects.set(key, body)))
    else if (found) response.end(request.method === 'HEAD' ? undefined : found)
    else response.writeHead(404, { 'content-type': 'application/xml' }).end('<Error><Code>NoSuchKey</Code></Error>')
  })
  await new Promise<void>((resolve) => s3.listen(0, '127.0.0.1', resolve))
  process.env['AWS_ACCESS_KEY_ID'] = 'test'
  process.env['AWS_SECRET_ACCESS_KEY'] = 'test'
  test = await testDatabase()
  ;[bank, other] = await twoBanks(test)
})
afterAll(async () => {
  s3.close()
  rmSync(folder, { recursive: true })
  await test.drop()
})

const stores: [string, () => Promise<FileStore>][] = [
  ['folder', () => openFileStore(folder, '')],
  ['s3', () => openFileStore('', `s3://bucket/weidai?endpoint=http://127.0.0.1:${(s3.address() as AddressInfo).port}`)],
]

describe.each(stores)('%s store', (_, open) => {
  const put = async (content: Uint8Array | AsyncIterable<Uint8Array>, mostBytes = 1000) => {
    const store = await open()
    return test.database.inBank(bank, (tx) => storeFile(tx, store, { content, mediaType: 'image/jpeg', storedBy: 'u1', mostBytes }))
  }
  const get = async (bankId: number, ofHash = hash) => {
    const store = await open()
    return test.database.inBank(bankId, async (tx) => {
      const file = await readStoredFile(tx, store, ofHash)
      return file && { ...file, content: await buffer(file.content) }
    })
  }

  it('names a file by its content and gives it back', async () => {
    expect(await put(photo)).toEqual({ hash, size: photo.length })
    expect(await put(photo)).toEqual({ hash, size: photo.length })
    expect(await get(bank)).toEqual({ size: photo.length, mediaType: 'image/jpeg', content: photo })
  })

  it('does not show a file of one bank to another', async () => {
    await put(photo)
    expect(await get(other)).toBeUndefined()
  })

  it('takes a stream, and refuses it once it is too long', async () => {
    async function* pieces() {
      yield Buffer.from('a'.repeat(600))
      yield Buffer.from('b'.repeat(600))
    }
    // A folder of its own: other tests take streams at the same time.
    vi.stubEnv('TMPDIR', mkdtempSync(path.join(os.tmpdir(), 'weidai-streams-')))
    expect((await put(pieces(), 1200)).size).toBe(1200)
    await expect(put(pieces(), 1000)).rejects.toMatchObject({ code: 'file.too-large', status: 413 })
    expect(readdirSync(os.tmpdir())).toEqual([])
    rmSync(os.tmpdir(), { recursive: true })
    vi.unstubAllEnvs()
  })

  it('keeps nothing of a name when the file cannot be written', async () => {
    await expect((await open()).keep(bank, 'f'.repeat(64), path.join(folder, 'no such file'))).rejects.toThrow()
    expect(await (await open()).read(bank, 'f'.repeat(64))).toBeUndefined()
  })
})

it('lets nobody else into the folder, and refuses a setting it does not understand', async () => {
  const store = await openFileStore(folder, '')
  writeFileSync(path.join(folder, 'x'), photo)
  await store.keep(bank, hash, path.join(folder, 'x'))
  expect(statSync(path.join(folder, String(bank))).mode & 0o077).toBe(0)
  await expect(openFileStore(folder, 'ftp://host')).rejects.toMatchObject({ code: 'settings.unclear' })
})
