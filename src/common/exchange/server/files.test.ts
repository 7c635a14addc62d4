import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type ExchangeFile, type FileKind, type FileMapping, type Mappings, SHIPPED_MAPPINGS, type Tried, shippedMapping, writeFile } from '#common/exchange/domain'
import { day } from '#kernel'
import type { Tx } from '#platform/db'
import type { AskOptions, Method, TestStaff } from '#platform/http'
import { mappingInUse } from './mappings.ts'
import { sendFile } from './send.ts'
import { type ExchangeBank, openExchange } from './testing/bank.ts'
import { sampleFile } from './testing/samples.ts'
import { eachRows, fileAnswered, filesToWork, rowsOf, settleFile } from './work.ts'

const home = mkdtempSync(path.join(os.tmpdir(), 'weidai-exchange-'))
let house: ExchangeBank
beforeAll(async () => { house = await openExchange(home) }, 60_000)
afterAll(async () => {
  await house.close()
  rmSync(home, { recursive: true, force: true })
})
beforeEach(() => house.empty())

type Taken = { file: ExchangeFile; again: boolean }
const as = (who: TestStaff, method: Method, url: string, options: AskOptions = {}) => house.as(who, method, url, options)
const inBank = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => house.db.database.inBank(house.bank, work)
const made = (kind: FileKind, sequence = 1, count = 5, mapping = shippedMapping(kind)) => writeFile(mapping, sampleFile(kind, count, sequence))
const upload = (kind: FileKind, file: { name: string; bytes: Uint8Array }, who = house.clerk) => as(who, 'POST', `/api/exchange/${kind}/files`, { body: {}, file: { filename: file.name, mediaType: 'text/plain', bytes: file.bytes } })
const taken = async (kind: FileKind, file: { name: string; bytes: Uint8Array }): Promise<Taken> => {
  const answer = await upload(kind, file)
  expect(answer.statusCode, answer.body).toBe(201)
  return answer.json<Taken>()
}
const fileOf = async (fileId: string): Promise<ExchangeFile> => (await as(house.clerk, 'GET', `/api/exchange/files/${fileId}`)).json<ExchangeFile>()

describe('a file someone brings', () => {
  test('is received whole, once, and downloaded as it came', async () => {
    const file = made('DEBIT_RESULT')
    expect(await taken('DEBIT_RESULT', file)).toMatchObject({ again: false, file: { state: 'RECEIVED', businessDay: '2025-03-12', sequence: 1, totals: { count: 5, okCount: 4 }, refused: 0, late: false, broughtBy: '刘洋', waitsFor: null } })
    const second = await taken('DEBIT_RESULT', file)
    expect(second).toMatchObject({ again: true, file: { deliveries: 2, attempts: 1 } })
    const content = await as(house.clerk, 'GET', `/api/exchange/files/${second.file.fileId}/content`)
    expect(content.rawPayload.equals(Buffer.from(file.bytes))).toBe(true)
    expect((await as(house.stranger, 'GET', `/api/exchange/files/${second.file.fileId}/content`)).statusCode).toBe(404)
    expect((await as(house.stranger, 'GET', '/api/exchange/files')).json()).toMatchObject({ files: [], total: 0 })
  })

  test('brought by two at once has one effect', async () => {
    const file = made('STATEMENT')
    const both = await Promise.all([upload('STATEMENT', file), upload('STATEMENT', file)])
    expect(both.map((answer) => String(answer.json<Taken>().again)).toSorted()).toEqual(['false', 'true'])
    expect((await inBank((tx) => filesToWork(tx, 'STATEMENT'))).length).toBe(1)
  })

  test('cut off is refused with line, field, value and what was expected, and read again once it is whole under the same name', async () => {
    const file = made('DEBIT_RESULT')
    const cut = await taken('DEBIT_RESULT', { name: file.name, bytes: file.bytes.subarray(0, file.bytes.length - 40) })
    expect(cut.file).toMatchObject({ state: 'REFUSED', sequence: null })
    expect(cut.file.refusals[0]).toMatchObject({ line: 7, field: '文件尾', expected: '最后一行为文件尾' })
    expect(await inBank((tx) => filesToWork(tx, 'DEBIT_RESULT'))).toEqual([])
    expect((await taken('DEBIT_RESULT', file)).file).toMatchObject({ state: 'RECEIVED' })
  })

  test('with other content under a number that is taken is refused', async () => {
    const first = await taken('DEBIT_RESULT', made('DEBIT_RESULT'))
    const second = await taken('DEBIT_RESULT', made('DEBIT_RESULT', 1, 6))
    expect(second.file).toMatchObject({ state: 'REFUSED', refusals: [{ field: '序号', value: 1, expected: `第 1 号已于 2025-03-12 收到（${first.file.name}），内容不同` }] })
  })

  test('of a day that is closed is late and still counts', async () => {
    const head = { ...sampleFile('STATEMENT', 3).head, businessDay: day('2025-03-10') }
    expect((await taken('STATEMENT', writeFile(shippedMapping('STATEMENT'), { head, rows: sampleFile('STATEMENT', 3).rows }))).file).toMatchObject({ state: 'RECEIVED', late: true, businessDay: '2025-03-10' })
  })

  test('of a kind that goes out is not taken', async () => {
    expect((await upload('DEBIT_ORDER', made('DEBIT_ORDER'))).json()).toMatchObject({ code: 'exchange.direction', detail: '扣款指令由系统发出，不能上传' })
  })

  test('may be refused by hand with a reason while it waits; the number is free again', async () => {
    const { file } = await taken('DEBIT_RESULT', made('DEBIT_RESULT'))
    expect((await as(house.clerk, 'POST', `/api/exchange/files/${file.fileId}/refuse`, { body: { reason: '对方来电称发错' } })).json()).toMatchObject({ state: 'REFUSED', refusals: [{ message: '人工拒收：对方来电称发错' }] })
    expect((await as(house.clerk, 'POST', `/api/exchange/files/${file.fileId}/refuse`, { body: { reason: '对方来电称发错' } })).statusCode).toBe(409)
    expect((await taken('DEBIT_RESULT', made('DEBIT_RESULT', 1, 7))).file.state).toBe('RECEIVED')
  })
})

describe('files in turn', () => {
  test('one that comes before its predecessor waits for it', async () => {
    const third = await taken('DEBIT_RESULT', made('DEBIT_RESULT', 3, 2))
    expect(third.file).toMatchObject({ state: 'RECEIVED', waitsFor: 1 })
    await taken('DEBIT_RESULT', made('DEBIT_RESULT', 1, 3))
    expect((await inBank((tx) => filesToWork(tx, 'DEBIT_RESULT'))).map(({ sequence }) => sequence)).toEqual([1])
    expect(await fileOf(third.file.fileId)).toMatchObject({ waitsFor: 2 })
    await taken('DEBIT_RESULT', made('DEBIT_RESULT', 2, 4))
    expect((await inBank((tx) => filesToWork(tx, 'DEBIT_RESULT'))).map(({ sequence }) => sequence)).toEqual([1, 2, 3])
  })

  test('a number that will never come is given up by someone who says why', async () => {
    const { file } = await taken('DEBIT_RESULT', made('DEBIT_RESULT', 3, 2))
    expect((await as(house.clerk, 'POST', `/api/exchange/files/${file.fileId}/skip`, { body: { reason: '对方确认第一、二号作废' } })).json()).toMatchObject({ waitsFor: null })
    expect((await inBank((tx) => filesToWork(tx, 'DEBIT_RESULT'))).map(({ sequence }) => sequence)).toEqual([3])
    expect((await as(house.clerk, 'POST', `/api/exchange/files/${file.fileId}/skip`, { body: { reason: '再来一次也没有' } })).statusCode).toBe(409)
  })

  test('applied in part it shows which lines were left over, and is applied once', async () => {
    const { file } = await taken('DEBIT_RESULT', made('DEBIT_RESULT', 1, 12))
    const lines: number[] = []
    await inBank(async (tx) => {
      const head = await eachRows(tx, house.files, file.fileId, async (rows) => void lines.push(rows.length), 5)
      expect(head).toMatchObject({ businessDay: '2025-03-12', count: 12 })
      expect((await rowsOf(tx, house.files, file.fileId))[3]?.values).toMatchObject({ result: 'INSUFFICIENT', paidFen: 0 })
      await settleFile(tx, file.fileId, [{ line: 4, field: '指令号', value: 'WD20250312000002', expected: '本行发出的指令', message: '没有这条指令' }], house.today, new Date())
    })
    expect(lines.reduce((sum, each) => sum + each, 0)).toBe(12)
    expect(await fileOf(file.fileId)).toMatchObject({ state: 'PARTLY', differenceCount: 1, differences: [{ line: 4, message: '没有这条指令' }], settledOn: '2025-03-12' })
    await expect(inBank((tx) => settleFile(tx, file.fileId, [], house.today, new Date()))).rejects.toThrow(/applied once/)
    expect(await taken('DEBIT_RESULT', made('DEBIT_RESULT', 1, 12))).toMatchObject({ again: true, file: { state: 'PARTLY' } })
  })
})

describe('a file that goes out', () => {
  test('is numbered, kept, delivered by hand without a port, and answered', async () => {
    const { rows } = sampleFile('DEBIT_ORDER', 3)
    const send = () => inBank((tx) => sendFile(tx, house.files, { kind: 'DEBIT_ORDER', businessDay: house.today, head: { partner: 'HC001' }, rows, now: new Date('2025-03-12T10:30:00Z') }))
    const first = await send()
    expect(first).toMatchObject({ name: 'WD_DEBIT_20250312_001.txt', sequence: 1, totals: { count: 3 } })
    expect(await send()).toMatchObject({ name: 'WD_DEBIT_20250312_002.txt' })
    expect(await fileOf(first.fileId)).toMatchObject({ state: 'SENT', direction: 'OUT', deliveredAt: null, controlName: 'WD_DEBIT_20250312_001.ctl' })
    expect((await as(house.clerk, 'PUT', `/api/exchange/files/${first.fileId}/fetched`)).json()).toMatchObject({ deliveredAt: expect.any(String) })
    await inBank((tx) => fileAnswered(tx, first.fileId, house.today, new Date()))
    expect(await fileOf(first.fileId)).toMatchObject({ state: 'ANSWERED' })
  })
})

describe('mappings of the bank', () => {
  const propose = (who: TestStaff, mapping: FileMapping, note = '金额改为元') => as(who, 'POST', `/api/exchange/mappings/${mapping.kind}`, { body: { mapping, note, triedRows: 5 } })
  const decide = (who: TestStaff, kind: FileKind, version: number, body: unknown) => as(who, 'POST', `/api/exchange/mappings/${kind}/${version}/decision`, { body })
  const inYuan: FileMapping = { ...shippedMapping('DEBIT_RESULT'), code: 'own', name: '本行扣款结果', row: shippedMapping('DEBIT_RESULT').row.map((field) => (field.unit === 'FEN' ? { ...field, unit: 'YUAN' as const } : field)) }

  test('are used once a second person released them, and a refused file is read again by them', async () => {
    const file = made('DEBIT_RESULT', 1, 5, inYuan)
    const refused = await taken('DEBIT_RESULT', file)
    expect(refused.file).toMatchObject({ state: 'REFUSED', refusals: expect.arrayContaining([expect.objectContaining({ line: 2, field: '应扣金额', value: '10221.04' })]) })
    const proposed = await propose(house.drafter, inYuan)
    expect(proposed.json<Mappings>().kinds.find(({ kind }) => kind === 'DEBIT_RESULT')).toMatchObject({ inUse: 0, waiting: 1 })
    expect((await propose(house.clerk, inYuan)).json()).toMatchObject({ code: 'exchange.waiting' })
    expect((await decide(house.drafter, 'DEBIT_RESULT', 1, { decision: 'RELEASED' })).statusCode).toBe(403)
    expect((await decide(house.releaser, 'DEBIT_RESULT', 1, { decision: 'RELEASED' })).json<Mappings>().kinds.find(({ kind }) => kind === 'DEBIT_RESULT')).toMatchObject({ inUse: 1, waiting: null })
    expect(await inBank((tx) => mappingInUse(tx, 'DEBIT_RESULT'))).toMatchObject({ version: 1, mapping: { code: 'own' } })
    expect((await as(house.clerk, 'POST', `/api/exchange/files/${refused.file.fileId}/retry`)).json()).toMatchObject({ fileId: refused.file.fileId, state: 'RECEIVED', attempts: 2, mappingVersion: 1, refused: 0 })
  })

  test('are never released by who proposed them, and sent back with a reason', async () => {
    expect((await propose(house.releaser, inYuan)).statusCode).toBe(201)
    expect((await decide(house.releaser, 'DEBIT_RESULT', 1, { decision: 'RELEASED' })).json()).toMatchObject({ code: 'exchange.same-person' })
    expect((await decide(house.head, 'DEBIT_RESULT', 1, { decision: 'REJECTED' })).statusCode).toBe(400)
    expect((await decide(house.head, 'DEBIT_RESULT', 1, { decision: 'REJECTED', reason: '金额单位与协议不符' })).statusCode).toBe(200)
    expect((await decide(house.head, 'DEBIT_RESULT', 1, { decision: 'RELEASED' })).json()).toMatchObject({ code: 'exchange.decided' })
    expect(await inBank((tx) => mappingInUse(tx, 'DEBIT_RESULT'))).toMatchObject({ version: 0 })
  })

  test('that cannot be used are refused with every fault', async () => {
    const broken: FileMapping = { ...inYuan, fileName: '../{day}.txt', row: inYuan.row.filter(({ name }) => name !== 'orderId').map((field) => (field.name === 'result' ? { ...field, codes: [{ code: '1', means: 'GOOD' }] } : field)) }
    const errors = (await propose(house.drafter, broken)).json<{ errors: { at: string }[] }>().errors.map(({ at }) => at)
    expect(errors).toEqual(expect.arrayContaining(['/mapping/row', '/mapping/fileName']))
    expect(errors.some((at) => at.endsWith('/codes/0/means'))).toBe(true)
  })
})

describe('a mapping is tried on a sample', () => {
  const tryOn = async (mapping: FileMapping, bytes: Uint8Array): Promise<Tried> => {
    const answer = await as(house.drafter, 'POST', '/api/exchange/try', { body: { mapping: JSON.stringify(mapping) }, file: { filename: 'sample', mediaType: 'text/plain', bytes } })
    expect(answer.statusCode, answer.body).toBe(200)
    return answer.json<Tried>()
  }
  const shipped = (code: string): FileMapping => SHIPPED_MAPPINGS.find((mapping) => mapping.code === code) ?? expect.unreachable()

  test('and shows the lines it reads, or each place that is wrong; nothing is kept', async () => {
    const mapping = shipped('fixed-balances')
    const good = await tryOn(mapping, made('BALANCES', 1, 60, mapping).bytes)
    expect(good).toMatchObject({ refused: 0, faults: [], totals: { count: 60 } })
    expect(good.rows).toHaveLength(50)
    expect(await tryOn({ ...mapping, row: mapping.row.map((field) => (field.name === 'customerName' ? { ...field, width: 59 } : field)) }, made('BALANCES', 1, 2, mapping).bytes)).toMatchObject({ refused: 2, refusals: [{ line: 2 }, { line: 3 }] })
    expect((await as(house.clerk, 'GET', '/api/exchange/files')).json()).toMatchObject({ total: 0 })
  })

  test.each([
    ['a document type', '<!DOCTYPE Document [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>', '报文带有文档类型定义（DTD）'],
    ['another encoding', '', '报文声明的编码为 GBK'],
    ['a processing instruction', '<?xml-stylesheet href="http://example.org/x"?>', '报文带有处理指令 xml-stylesheet'],
  ])('%s in a message is refused', async (what, inserted, says) => {
    const mapping = shipped('iso-camt.053')
    const text = new TextDecoder().decode(made('STATEMENT', 1, 3, mapping).bytes)
    const changed = what === 'another encoding' ? text.replace('encoding="UTF-8"', 'encoding="GBK"') : text.replace('?>', `?>${inserted}`)
    expect((await tryOn(mapping, new TextEncoder().encode(changed))).refusals[0]).toMatchObject({ message: expect.stringContaining(says) })
  })

  test('a message that leaves the published structure is refused with the place', async () => {
    const mapping = shipped('iso-pain.002-debit')
    const text = new TextDecoder().decode(made('DEBIT_RESULT', 1, 3, mapping).bytes)
    const tried = (change: (text: string) => string): Promise<Tried> => tryOn(mapping, new TextEncoder().encode(change(text)))
    expect((await tried((all) => all.replace('pain.002.001.10', 'pain.002.001.03'))).refusals[0]).toMatchObject({ field: '报文', expected: 'Document urn:iso:std:iso:20022:tech:xsd:pain.002.001.10' })
    expect((await tried((all) => all.replace(/<OrgnlMsgId>[^<]*<\/OrgnlMsgId>/, ''))).refusals[0]).toMatchObject({ field: 'CstmrPmtStsRpt/OrgnlGrpInfAndSts/OrgnlMsgId', expected: '必须有' })
    expect((await tried((all) => all.replace('<TxSts>', '<Surprise/><TxSts>'))).refusals[0]).toMatchObject({ line: 1, expected: expect.stringContaining('TxSts') })
    expect((await tried((all) => all.replace(/(<OrgnlEndToEndId>[^<]*<\/OrgnlEndToEndId>)(<TxSts>[^<]*<\/TxSts>)/, '$2$1'))).refusals[0]).toMatchObject({ line: 1, field: expect.stringContaining('OrgnlEndToEndId') })
    expect((await tried((all) => `${'<x>'.repeat(3)}${all}`)).refused).toBeGreaterThan(0)
  })
})
