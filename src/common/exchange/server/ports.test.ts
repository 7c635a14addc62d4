import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { type Server, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type ExchangeFiles, FILE_KINDS, type FileKind, type FileWritten, directionOf, shippedMapping, writeFile } from '#common/exchange/domain'
import type { z } from 'zod'
import { folderPort } from './folder-port.ts'
import { httpPort } from './http-port.ts'
import { openPort } from './open-port.ts'
import { pollPort } from './poll.ts'
import type { ExchangePort } from './port.ts'
import { sendFile } from './send.ts'
import { type ExchangeBank, openExchange } from './testing/bank.ts'
import { sampleFile } from './testing/samples.ts'
import { filesToWork } from './work.ts'

/** Results of debits come so from the simulator of the core bank. */
const INCOMING = FILE_KINDS.filter((kind) => directionOf(kind) === 'IN' && kind !== 'DEBIT_RESULT')
const home = mkdtempSync(path.join(os.tmpdir(), 'weidai-ports-'))
let house: ExchangeBank
let folder: string
let turn = 0
beforeAll(async () => { house = await openExchange(home) }, 60_000)
afterAll(async () => {
  await house.close()
  rmSync(home, { recursive: true, force: true })
})
beforeEach(async () => {
  await house.empty()
  folder = path.join(home, `bank-${turn += 1}`)
  for (const room of ['in', 'out', 'done', 'quarantine']) mkdirSync(path.join(folder, room), { recursive: true })
})

const made = (kind: FileKind, sequence = 1, count = 5): FileWritten => writeFile(shippedMapping(kind), sampleFile(kind, count, sequence))
const put = (file: FileWritten): void => {
  writeFileSync(path.join(folder, 'in', `${file.name}.part`), file.bytes)
  renameSync(path.join(folder, 'in', `${file.name}.part`), path.join(folder, 'in', file.name))
  if (file.control !== null) writeFileSync(path.join(folder, 'in', file.control.name), file.control.bytes)
}
const poll = (port: ExchangePort = folderPort(folder), failures = new Map<string, number>()) => pollPort(house.db.database, house.bank, port, house.files, failures)
const listed = async (): Promise<z.output<typeof ExchangeFiles>> => (await house.as(house.clerk, 'GET', '/api/exchange/files')).json()
const room = (name: string): string[] => readdirSync(path.join(folder, name)).toSorted()

describe('a folder', () => {
  test('gives its files once: taken, done, and the same again without effect', async () => {
    const file = made('DEBIT_RESULT')
    put(file)
    await poll()
    expect((await listed()).files).toMatchObject([{ state: 'RECEIVED', via: 'PORT', name: file.name, controlName: file.control?.name, deliveries: 1 }])
    expect([room('in'), room('done')]).toEqual([[], [file.control?.name ?? '', file.name].toSorted()])
    put(file)
    await poll()
    const again = await listed()
    expect(again.files).toMatchObject([{ state: 'RECEIVED', deliveries: 2 }])
    expect(again.calls[0]).toMatchObject({ act: 'TAKE', good: true, says: '同一文件再次送来，不重复入账' })
  })

  test('is left alone while a file is written or its control file has not come', async () => {
    const file = made('DEBIT_RESULT')
    writeFileSync(path.join(folder, 'in', `${file.name}.part`), file.bytes.subarray(0, 50))
    writeFileSync(path.join(folder, 'in', file.name), file.bytes)
    await poll()
    expect((await listed()).total).toBe(0)
    put(file)
    await poll()
    expect((await listed()).files).toMatchObject([{ state: 'RECEIVED' }])
  })

  test('puts aside what cannot be used, and the queue goes on', async () => {
    const [broken, good] = [made('DEBIT_RESULT'), made('STATEMENT')]
    put({ ...broken, bytes: broken.bytes.subarray(0, 99) })
    writeFileSync(path.join(folder, 'in', 'what-is-this.bin'), Buffer.from([0, 1, 2]))
    put(good)
    await poll()
    const { files, calls } = await listed()
    expect(files.map(({ kind, state }) => `${kind} ${state}`).toSorted()).toEqual(['DEBIT_RESULT REFUSED', 'STATEMENT RECEIVED'])
    expect(room('quarantine')).toEqual([broken.name, `${broken.name}.reason.txt`, 'what-is-this.bin', 'what-is-this.bin.reason.txt'].toSorted())
    expect(readFileSync(path.join(folder, 'quarantine', `${broken.name}.reason.txt`), 'utf8')).toContain('第')
    expect(calls.filter(({ act }) => act === 'QUARANTINE').map(({ name }) => name).toSorted()).toEqual([broken.name, 'what-is-this.bin'].toSorted())
  })

  test('a file that cannot be read at all is put aside after five tries, the others are taken at once', async () => {
    const [poison, good] = [made('DEBIT_RESULT'), made('STATEMENT')]
    put(poison)
    put(good)
    const real = folderPort(folder)
    const port: ExchangePort = { ...real, take: (name) => (name === poison.name ? Promise.reject(new TypeError('a bug')) : real.take(name)) }
    const failures = new Map<string, number>()
    for (let attempt = 1; attempt <= 5; attempt++) await poll(port, failures)
    expect((await listed()).files).toMatchObject([{ kind: 'STATEMENT', state: 'RECEIVED' }])
    expect(room('quarantine')).toContain(poison.name)
    expect((await listed()).calls.filter(({ name, good: isGood }) => name === poison.name && !isGood)).toHaveLength(5)
  })

  test.each(INCOMING)('that gives %s files twice, the wrong way round and one broken off leaves each taken once and in turn', async (kind) => {
    const [first, second, third] = [made(kind, 1, 3), made(kind, 2, 4), made(kind, 3, 5)]
    for (const file of [second, first, second]) {
      put(file)
      await poll()
    }
    put({ ...third, bytes: third.bytes.subarray(0, Math.floor(third.bytes.length / 2)) })
    await poll()
    put(third)
    await poll()
    const { files } = await listed()
    const taken = files.filter(({ state }) => state === 'RECEIVED').toSorted((a, b) => (a.sequence ?? 0) - (b.sequence ?? 0))
    expect(taken.map(({ sequence, deliveries, totals, waitsFor }) => [sequence, deliveries, totals?.count, waitsFor])).toEqual([[1, 1, 3, null], [2, 2, 4, null], [3, 1, 5, null]])
    expect(files.filter(({ state }) => state !== 'RECEIVED').map(({ state }) => state)).toEqual(['REFUSED'])
    const work = await house.db.database.inBank(house.bank, (tx) => filesToWork(tx, kind))
    expect(work.map(({ sequence }) => sequence)).toEqual([1, 2, 3])
    expect(room('in')).toEqual([])
  })

  test('gets what goes out, the data before the control file, once', async () => {
    const { name } = await house.db.database.inBank(house.bank, (tx) => sendFile(tx, house.files, { kind: 'DEBIT_ORDER', businessDay: house.today, rows: sampleFile('DEBIT_ORDER', 2).rows, now: new Date() }))
    await poll()
    expect(room('out')).toEqual([name.replace('.txt', '.ctl'), name])
    expect((await listed()).files).toMatchObject([{ state: 'SENT', deliveredAt: expect.any(String) }])
    rmSync(path.join(folder, 'out', name))
    await poll()
    expect(room('out')).toEqual([name.replace('.txt', '.ctl')])
  })

  test('that is not there is an error on the screen and stops nothing', async () => {
    rmSync(folder, { recursive: true })
    writeFileSync(folder, 'a file where the folder should be')
    await poll()
    expect((await listed()).calls).toMatchObject([{ act: 'LIST', good: false, says: expect.stringContaining('文件夹不可用') }])
    rmSync(folder)
  })

  test('no name leads out of it', async () => {
    const port = folderPort(folder)
    for (const name of ['../secret', '/etc/passwd', '.hidden', 'a/b', '']) await expect(port.take(name)).rejects.toMatchObject({ code: 'exchange.name' })
  })
})

describe('an HTTP server', () => {
  const kept = new Map<string, Buffer>()
  const seen: string[] = []
  let server: Server
  let address: string
  beforeAll(async () => {
    server = createServer((request, response) => {
      void buffer(request).then((body) => {
        const url = decodeURIComponent(request.url ?? '')
        seen.push(`${request.method} ${url} ${request.headers.authorization ?? ''}`)
        const file = kept.get(url)
        if (request.method === 'GET' && url === '/core/in') response.setHeader('content-type', 'application/json').end(JSON.stringify([...kept].filter(([key]) => key.startsWith('/core/in/')).map(([key, bytes]) => ({ name: key.slice('/core/in/'.length), sha256: createHash('sha256').update(bytes).digest('hex') }))))
        else if (request.method === 'PUT') response.end(void kept.set(url, body))
        else if (request.method === 'DELETE') response.end(void kept.delete(url))
        else if (request.method === 'POST') response.end(void kept.delete(url.replace('/quarantine', '')))
        else if (file !== undefined) response.end(file)
        else response.writeHead(404).end()
      })
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/core`
  })
  afterAll(() => new Promise((resolve) => server.close(resolve)))

  test('gives and takes files, with the token', async () => {
    const file = made('BALANCES')
    kept.set(`/core/in/${file.name}`, Buffer.from(file.bytes))
    if (file.control !== null) kept.set(`/core/in/${file.control.name}`, Buffer.from(file.control.bytes))
    const { name } = await house.db.database.inBank(house.bank, (tx) => sendFile(tx, house.files, { kind: 'DRAWDOWN_ORDER', businessDay: house.today, rows: sampleFile('DRAWDOWN_ORDER', 1).rows, now: new Date() }))
    await poll(httpPort(address, 'secret'))
    expect((await listed()).files.map(({ kind, state }) => `${kind} ${state}`).toSorted()).toEqual(['BALANCES RECEIVED', 'DRAWDOWN_ORDER SENT'])
    expect([...kept.keys()].toSorted()).toEqual([`/core/out/${name}`, `/core/out/${name.replace('.txt', '.ctl')}`].toSorted())
    expect(seen.every((line) => line.endsWith('Bearer secret'))).toBe(true)
  })

  test('that is away or answers nonsense is an error on the screen', async () => {
    await poll(httpPort('http://127.0.0.1:9', undefined))
    await poll(httpPort(`${address}/nowhere`, undefined))
    expect((await listed()).calls.map(({ says }) => says).toSorted()).toEqual(['对方答复 404', '连不上对方'])
  })
})

describe('the setting of a bank', () => {
  test('is a folder, an address, or nothing', () => {
    expect(openPort('heng-chuan', { WEIDAI_EXCHANGE_HENG_CHUAN: '/srv/core' })).toMatchObject({ kind: 'FOLDER', place: '/srv/core', why: null })
    expect(openPort('b', { WEIDAI_EXCHANGE_B: 'https://core.bank/weidai/' })).toMatchObject({ kind: 'HTTP', place: 'https://core.bank/weidai' })
    expect(openPort('b', {})).toMatchObject({ kind: 'NONE', why: '未设置 WEIDAI_EXCHANGE_B；文件由人上传和下载' })
  })
})
