import { readFileSync } from 'node:fs'
import { type Assessment, assess } from '#common/assessment/domain'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { BillAttached, Draft } from '#loan/investigation/domain'
import { loadIndustry, loadShippedPack } from '#platform/packs'
import { zipOf } from '../../../common/statement/server/files-for-tests.ts'
import { exampleBill } from '../../../../scripts/example-bill.ts'
import { type Branch, draftOf, fillGc01, gc01, openBranch, openCase } from './testing/branch.ts'

const example = (name: string): Buffer => readFileSync(new URL(`../../../../examples/bills/${name}`, import.meta.url))
const wechat = { filename: 'wechat-gc-01.csv', mediaType: 'text/csv', bytes: example('wechat-gc-01.csv') }

let branch: Branch
beforeAll(async () => { branch = await openBranch() })
afterAll(() => branch.close())

function send(caseId: string, rowVersion: number, file: { filename: string; mediaType: string; bytes: Buffer } = wechat, more: Record<string, string> = {}) {
  return branch.as(branch.officer, 'POST', `/api/cases/${caseId}/bills`, { body: { rowVersion: String(rowVersion), ...more }, file })
}
const judged = ({ caseFile }: Draft): Assessment => assess(caseFile, { ...loadShippedPack('default'), industry: loadIndustry(caseFile.business.trade) })
const sales = (draft: Draft) => judged(draft).checks.filter(({ account }) => account === 'sales')

describe('a WeChat bill dropped on GC-01', () => {
  it('becomes evidence and enters the sales checks', async () => {
    const caseId = await openCase(branch)
    const rowVersion = await fillGc01(branch, caseId)
    const before = sales(await draftOf(branch, caseId))
    const answer = await send(caseId, rowVersion)
    expect(answer.statusCode).toBe(201)
    const { evidence, known, bill, checks, draft } = answer.json<BillAttached>()
    expect({ known, kind: evidence.kind, class: evidence.class, format: bill.format, notes: answer.json<BillAttached>().notes }).toEqual({ known: false, kind: 'BILL', class: 'SYSTEM_DATA', format: 'wechat-personal', notes: [] })
    expect(bill.summary).toMatchObject({ count: 834, turnoverFen: 529_814_300 })
    expect(checks.map(({ method, evidence: on }) => [method, on])).toEqual([['X13', [evidence.evidenceId]], ['X14', [evidence.evidenceId]]])
    const after = sales(draft)
    expect(after).toHaveLength(before.length + 2)
    // 5,298,143.00 ÷ (1 − 8 %) = 5,758,851.09 against 5,760,000: 0.02 %
    expect(after.filter(({ evidence: on }) => on.includes(evidence.evidenceId)).map(({ method, check, deviation }) => [method, check, deviation])).toEqual([['X13', expect.any(Number), expect.any(String)], ['X14', 575_885_109, '0.0002']])
    expect(judged(draft)).toMatchObject({ decision: 'PROPOSE', vetoEnabled: false, limit: { amountFen: 11_800_000 } })
    const rows = await branch.db.asOwner('select count(*)::int as rows, sum(amount_fen)::text as fen from bill_row where evidence_id = $1', [evidence.evidenceId])
    expect(rows).toEqual([{ rows: 834, fen: String(529_814_300 + 1_976_000 + 528_400_000) }])
  })

  it('a second time it is the same evidence and counts once', async () => {
    const caseId = await openCase(branch)
    const first = (await send(caseId, await fillGc01(branch, caseId))).json<BillAttached>()
    const second = (await send(caseId, first.draft.rowVersion, { ...wechat, filename: 'renamed.csv' })).json<BillAttached>()
    expect(second).toMatchObject({ known: true, evidence: { evidenceId: first.evidence.evidenceId } })
    expect(second.draft).toEqual(first.draft)
    // The same rows once more in a file that differs by a line end.
    const third = (await send(caseId, first.draft.rowVersion, { ...wechat, bytes: Buffer.concat([wechat.bytes, Buffer.from('\n')]) })).json<BillAttached>()
    expect(third.known).toBe(false)
    const credits = ({ checks }: BillAttached): unknown => checks.find(({ method }) => method === 'X14')
    expect(credits(third)).toMatchObject({ creditsFen: 529_814_300, evidence: [first.evidence.evidenceId, third.evidence.evidenceId] })
  })

  it('taken off again its checks go with it; the row and the file stay', async () => {
    const caseId = await openCase(branch)
    const rowVersion = await fillGc01(branch, caseId)
    const { caseFile } = await draftOf(branch, caseId)
    const { evidence } = (await send(caseId, rowVersion)).json<BillAttached>()
    const detached = await branch.as(branch.officer, 'POST', `/api/cases/${caseId}/evidence/${evidence.evidenceId}/detach`, { body: { reason: '户名不是客户本人' } })
    expect(detached.json<{ draft: Draft }>().draft.caseFile).toEqual(caseFile)
    const { evidence: all } = (await branch.as(branch.reviewer, 'GET', `/api/cases/${caseId}/evidence`)).json<{ evidence: { evidenceId: string; detached: unknown }[] }>()
    expect(all.find((one) => one.evidenceId === evidence.evidenceId)?.detached).toMatchObject({ by: '王磊', reason: '户名不是客户本人' })
    expect((await branch.as(branch.reviewer, 'GET', `/api/cases/${caseId}/evidence/${evidence.evidenceId}/file`)).rawPayload.equals(wechat.bytes)).toBe(true)
    expect((await branch.as(branch.officer, 'GET', `/api/cases/${caseId}/bills`)).json()).toEqual({ bills: [] })
  })

  it('waits for nobody: an old row version is refused and nothing is kept', async () => {
    const caseId = await openCase(branch)
    const rowVersion = await fillGc01(branch, caseId)
    expect((await send(caseId, rowVersion - 1)).json()).toMatchObject({ code: 'draft.stale', status: 409 })
    expect((await branch.as(branch.officer, 'GET', `/api/cases/${caseId}/bills`)).json()).toEqual({ bills: [] })
  })

  it('is the bill its script writes', () => {
    expect(exampleBill(gc01)).toBe(wechat.bytes.toString('utf8'))
  })
})

describe('a zip of invoices dropped on GC-01', () => {
  const invoices = { filename: '发票.zip', mediaType: 'application/zip', bytes: readFileSync(new URL('../../../../examples/invoices-gc-01.zip', import.meta.url)) }
  const drop = (caseId: string, rowVersion: number, more: Record<string, string> = {}, bytes: Buffer = invoices.bytes) =>
    branch.as(branch.officer, 'POST', `/api/cases/${caseId}/invoices`, { body: { rowVersion: String(rowVersion), ...more }, file: { ...invoices, bytes } })

  it('proposes X29 and X08 of the sales', async () => {
    const caseId = await openCase(branch)
    const unasked = (await drop(caseId, await fillGc01(branch, caseId))).json<BillAttached>()
    expect([unasked.checks.map(({ method }) => method), judged(unasked.draft).vetoEnabled]).toEqual([['X08'], false])
    const answer = (await drop(caseId, unasked.draft.rowVersion, { outsideShare: '0.81' })).json<BillAttached>()
    const { evidence, bill, checks, notes, draft } = answer
    expect({ kind: evidence.kind, class: evidence.class, format: bill.format, notes }).toEqual({ kind: 'INVOICES', class: 'SYSTEM_DATA', format: 'invoices', notes: [] })
    expect(checks).toMatchObject([{ method: 'X29', invoicedFen: 108_000_000, invoicedShare: '0.19' }, { method: 'X08', seasonSalesFen: 156_000_000 }])
    // 1,080,000 ÷ 19 % = 5,684,210.53 against 5,760,000: 1.32 %
    const given = sales(draft).filter(({ evidence: on }) => on.includes(evidence.evidenceId))
    // November to January: 1,560,000 ÷ 27.17 % = 5,741,626.79: 0.32 %
    expect(given.map(({ method, check, deviation }) => [method, check, deviation])).toEqual([['X29', 568_421_053, '0.0132'], ['X08', 574_162_679, '0.0032']])
    expect(judged(draft)).toMatchObject({ decision: 'PROPOSE', vetoEnabled: false, limit: { amountFen: 11_800_000 } })
    expect((await branch.as(branch.reviewer, 'GET', `/api/cases/${caseId}/evidence/${evidence.evidenceId}/file`)).rawPayload.equals(invoices.bytes)).toBe(true)
  })

  it('a zip within the zip, or invoices of two firms, change nothing', async () => {
    const caseId = await openCase(branch)
    const rowVersion = await fillGc01(branch, caseId)
    const row = (firm: string): string => `,企业代号,发票号码,开票日期,购方单位代号,金额,税额,价税合计,发票状态\n1,${firm},1,2025/1/5,B1,90,10,100.0,有效发票\n`
    const two = zipOf([{ name: 'out/E1.csv', data: row('E1') }, { name: 'out/E2.csv', data: row('E2') }])
    expect((await drop(caseId, rowVersion, {}, two)).json()).toMatchObject({ status: 422, code: 'invoices.one-firm' })
    const nested = await drop(caseId, rowVersion, {}, zipOf([{ name: 'all.zip', data: invoices.bytes }]))
    expect(nested.json()).toMatchObject({ code: 'statement.nested' })
    expect(await draftOf(branch, caseId)).toMatchObject({ rowVersion })
  })
})

describe('other files', () => {
  it.each(['wechat_2019.xlsx', 'alipay_2023_gbk.csv', 'ccb_debit.xls'])('%s of another year is evidence, adds no check and says why', async (name) => {
    const caseId = await openCase(branch)
    const rowVersion = await fillGc01(branch, caseId)
    const { checks, notes, draft } = (await send(caseId, rowVersion, { filename: name, mediaType: 'application/octet-stream', bytes: example(name) })).json<BillAttached>()
    expect(checks).toEqual([])
    expect(notes.join()).toContain('未列入检验')
    expect(draft.rowVersion).toBe(rowVersion)
  })

  it.each([['a picture', Buffer.from('\x89PNG\r\n\x1a\n', 'latin1')], ['no bill', Buffer.from('姓名,年龄\n张三,3\n')], ['empty', Buffer.alloc(0)]])('%s is refused clearly', async (_, bytes) => {
    const caseId = await openCase(branch)
    const answer = await send(caseId, 1, { filename: 'x.csv', mediaType: 'text/csv', bytes })
    expect([400, 413, 415, 422]).toContain(answer.statusCode)
    expect(answer.json<{ detail: string }>().detail).toMatch(/[一-鿿]/)
  })
})
