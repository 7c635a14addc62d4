import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Checked, DocumentRow, Paper, TemplateState } from '#common/document/domain'
import { day } from '#kernel'
import { openFileStore, storeFile, type FileStore } from '#platform/files'
import { testStaff, type TestStaff } from '#platform/http'
import { type Branch, fillGc01, openBranch, openCase } from '../../../loan/investigation/server/testing/branch.ts'
import { documentFile, issueDocument, listDocuments, voidDocument, type NewDocument } from './index.ts'
import { shippedTemplate } from './templates.ts'
import { edited, pdfWords, samplesOf, squeezed, wordsOf } from './testing/read-back.ts'

let branch: Branch
let caseId: string
let central: TestStaff
let legal: TestStaff
let head: TestStaff
let files: FileStore
const folder = mkdtempSync(path.join(os.tmpdir(), 'weidai-documents-'))
const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

beforeAll(async () => {
  branch = await openBranch()
  files = await openFileStore(folder, '')
  caseId = await openCase(branch)
  central = await testStaff(branch.db.database, branch.banks[0], { posts: ['CENTRAL_OPS'], name: '张敏' })
  legal = await testStaff(branch.db.database, branch.banks[0], { posts: ['LEGAL'], name: '赵律' })
  head = await testStaff(branch.db.database, branch.banks[0], { posts: ['UNIT_HEAD'], name: '孙行' })
})
afterAll(async () => {
  await branch.close()
  rmSync(folder, { recursive: true, force: true })
})

const work = () => ({ staff: { id: central.staffId }, caseId, on: day('2025-03-12'), now: new Date('2025-03-12T06:00:00Z') })
const issue = (document: NewDocument) => branch.db.database.inBank(branch.banks[0], (tx) => issueDocument(tx, files, work(), document))
const fileOf = (documentId: string, as: 'docx' | 'pdf') => branch.db.database.inBank(branch.banks[0], async (tx) => (await documentFile(tx, files, { caseId }, documentId, as)).bytes)
const rowOf = async (documentId: string): Promise<DocumentRow> => (await branch.db.database.inBank(branch.banks[0], (tx) => listDocuments(tx, caseId))).find((one) => one.documentId === documentId)!
const paper: Paper = { title: '审贷会会议记录', blocks: [{ block: 'text', says: '会议内容' }] }
const upload = (who: TestStaff, bytes: Uint8Array, kind = 'LOAN_NOTE') => branch.as(who, 'POST', `/api/templates/${kind}`, { body: { note: '改了抬头' }, file: { filename: '借据.docx', mediaType: WORD, bytes } })

describe('a document from a template', () => {
  it('is numbered and says the same in Word and PDF, amount in capitals', async () => {
    const { documentId, number } = await issue({ kind: 'LOAN_CONTRACT', data: samplesOf('LOAN_CONTRACT') })
    const word = squeezed(await wordsOf(await fileOf(documentId, 'docx')))
    const { text } = await pdfWords(await fileOf(documentId, 'pdf'))
    expect(number).toBe('JK-2025-000001')
    for (const both of [word, text]) for (const says of [number, '人民币118,000.00元', '壹拾壹万捌仟元整', '7.20%', '2025年4月14日', '李强', '10,221.04']) expect(both).toContain(says)
    expect(word).not.toMatch(/\{\{|\}\}|\uE000/)
    expect((await rowOf(documentId))).toMatchObject({ templateVersion: 0, templateHash: shippedTemplate('LOAN_CONTRACT').hash, kind: 'LOAN_CONTRACT' })
  })

  it('repeats the rows of a list and leaves out what does not apply', async () => {
    const rows = [1, 2, 3].map((period) => ({ 期次: period, 到期日: `2025-0${period + 3}-14`, 应还本金: 100 * period, 应还利息: 1, 应还合计: 100 * period + 1, 剩余本金: 0 }))
    const schedule = await issue({ kind: 'REPAYMENT_SCHEDULE', data: { ...samplesOf('REPAYMENT_SCHEDULE'), 还款计划: rows } })
    const { text } = await pdfWords(await fileOf(schedule.documentId, 'pdf'))
    expect(text).toContain('32025年6月14日3.000.013.01')
    const consent = await issue({ kind: 'SPOUSE_CONSENT', data: { ...samplesOf('SPOUSE_CONSENT'), 有抵押: false } })
    expect(await wordsOf(await fileOf(consent.documentId, 'docx'))).not.toContain('以夫妻共有财产')
  })

  it('is refused with the name of every missing value, also inside a list', async () => {
    const { 借款金额: _, ...rest } = samplesOf('GUARANTEE_CONTRACT')
    await expect(issue({ kind: 'GUARANTEE_CONTRACT', data: { ...rest, 保证人住址: '' } })).rejects.toMatchObject({ code: 'document.missing-value', value: ['保证人住址', '借款金额', '借款金额大写'], status: 422 })
    await expect(issue({ kind: 'INTERVIEW_RECORD', data: { ...samplesOf('INTERVIEW_RECORD'), 面谈问答: [{ 问题: '用途？', 回答: null }] } })).rejects.toMatchObject({ value: ['回答'] })
    await expect(issue({ kind: 'LOAN_NOTE', data: { ...samplesOf('LOAN_NOTE'), 放款金额: '118000' } })).rejects.toMatchObject({ code: 'document.wrong-value', at: '/放款金额' })
  })
})

describe('numbers, voiding, checking', () => {
  it('a second valid one is refused; a void one keeps its number, is marked, and makes room', async () => {
    const first = await issue({ kind: 'DEBIT_AUTHORISATION', data: samplesOf('DEBIT_AUTHORISATION') })
    await expect(issue({ kind: 'DEBIT_AUTHORISATION', data: samplesOf('DEBIT_AUTHORISATION') })).rejects.toMatchObject({ code: 'document.still-valid', value: first.number })
    const voided = await branch.as(head, 'POST', `/api/cases/${caseId}/documents/${first.documentId}/void`, { body: { reason: '账号写错' } })
    expect(voided.statusCode).toBe(200)
    expect(await rowOf(first.documentId)).toMatchObject({ number: first.number, voided: { by: '孙行', reason: '账号写错' } })
    expect((await pdfWords(await fileOf(first.documentId, 'pdf'))).text).toContain('作废')
    const second = await issue({ kind: 'DEBIT_AUTHORISATION', data: samplesOf('DEBIT_AUTHORISATION') })
    expect([first.number, second.number]).toEqual(['KK-2025-000001', 'KK-2025-000002'])
    await expect(branch.db.database.inBank(branch.banks[0], (tx) => voidDocument(tx, work(), first.documentId, '再来'))).rejects.toMatchObject({ code: 'document.void' })
  })

  it('number and hash are known, a changed hash and a strange number are not, another bank knows neither', async () => {
    const { documentId, number, hash } = await issue({ kind: 'COMMITTEE_MINUTES', paper })
    const check = async (who: TestStaff, asked: string): Promise<Checked> => (await branch.as(who, 'GET', `/api/documents/check?${asked}`)).json<Checked>()
    expect(await check(branch.officer, `number=${number}&hash=${hash}`)).toMatchObject({ found: true, state: 'VALID', title: '审贷会会议记录' })
    expect(await check(branch.officer, `number=${encodeURIComponent(`weidai ${number} ${hash}`)}`)).toMatchObject({ state: 'VALID' })
    expect(await check(branch.officer, `number=${number}&hash=${'0'.repeat(64)}`)).toMatchObject({ found: false, state: 'HASH_DIFFERS' })
    expect(await check(branch.officer, 'number=HY-1999-000001')).toMatchObject({ state: 'UNKNOWN' })
    const stranger = await testStaff(branch.db.database, branch.banks[1], { posts: ['OFFICER'] })
    expect(await check(stranger, `number=${number}&hash=${hash}`)).toMatchObject({ state: 'UNKNOWN' })
    expect((await branch.as(stranger, 'GET', `/api/cases/${caseId}/documents/${documentId}`)).statusCode).toBe(404)
  })

  it('the hash binds content and number; what a document says lies encrypted', async () => {
    const one = await issue({ kind: 'COMMITTEE_VOTES', subject: '甲', paper })
    const two = await issue({ kind: 'COMMITTEE_VOTES', subject: '乙', paper })
    expect(one.hash).not.toBe(two.hash)
    const row = await branch.db.database.inBank(branch.banks[0], (tx) => tx.selectFrom('document').selectAll().where('bank_id', '=', branch.banks[0]).where('document_id', '=', one.documentId).executeTakeFirstOrThrow())
    expect(JSON.stringify(row)).not.toContain('会议内容')
    expect(row.content_cipher.includes(Buffer.from('会议内容'))).toBe(false)
    await expect(branch.db.database.inBank(branch.banks[0], (tx) => tx.updateTable('document').set({ hash: two.hash }).where('bank_id', '=', branch.banks[0]).execute())).rejects.toThrow(/permission denied/)
  })
})

describe('templates of the bank', () => {
  const shipped = shippedTemplate('LOAN_NOTE').bytes
  const messages = (answer: { json(): unknown }): string => JSON.stringify(answer.json())

  it('an unknown field, an open section, half a brace and a wrong use are refused with their places', async () => {
    const answer = await upload(legal, await edited(shipped, (xml) => xml.replace('{{放款金额}}', '{{放款金鹅}}').replace('{{借款人姓名}}', '{{#有抵押}}').replace('{{年利率}}', '{{年利率')))
    expect(answer.statusCode).toBe(400)
    const said = messages(answer)
    expect(said).toContain('不认识字段「放款金鹅」，是不是「放款金额」（正文第 12 段「人民币 {{放款金鹅}} 元」）')
    expect(said).toContain('不认识字段「有抵押」')
    expect(said).toContain('「{{#有抵押}}」没有结束')
    expect(said).toContain('花括号不成对')
    expect(messages(await upload(legal, await edited(shippedTemplate('REPAYMENT_SCHEDULE').bytes, (xml) => xml.replace('{{制作日期}}', '{{还款计划}}')), 'REPAYMENT_SCHEDULE'))).toContain('「还款计划」是明细')
  })

  it('a field Word split into pieces is still found', async () => {
    expect(messages(await upload(legal, await edited(shipped, (xml) => xml.replace('{{放款金额}}', '{{放款</w:t></w:r><w:r><w:t>金鹅}}'))))).toContain('不认识字段「放款金鹅」')
  })

  it.each([
    ['宏', (xml: string) => xml, 'word/vbaProject.bin'], ['外部地址', () => '<Relationships><Relationship Id="rId9" Type="http://x/hyperlink" Target="http://evil.example/x" TargetMode="External"/></Relationships>', 'word/_rels/document.xml.rels'],
    ['自动编号', (xml: string) => xml.replace('<w:pPr>', '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr>'), 'word/document.xml'], ['修订', (xml: string) => xml.replace('<w:r>', '<w:ins><w:r></w:r></w:ins><w:r>'), 'word/document.xml'],
    ['损坏', () => '<!DOCTYPE x [<!ENTITY a "b">]><w:document/>', 'word/document.xml'],
  ])('a template with %s is refused', async (what, change, part) => {
    const answer = await upload(legal, await edited(shipped, change, part))
    expect(answer.statusCode).toBeGreaterThanOrEqual(400)
    expect(messages(answer)).toContain(what)
  })

  it('a zip bomb and a file that is no Word file are refused', async () => {
    expect((await upload(legal, await edited(shipped, () => `<w:document>${' '.repeat(25_000_000)}</w:document>`))).statusCode).toBe(413)
    expect((await upload(legal, Buffer.from('not a zip'))).statusCode).toBe(415)
  })

  it('takes effect only by a second person, and a document remembers its version', async () => {
    const before = await issue({ kind: 'LOAN_NOTE', subject: '一', data: samplesOf('LOAN_NOTE') })
    const changed = await edited(shipped, (xml) => xml.replace('今借到', '兹借到'))
    expect((await upload(legal, changed)).json()).toEqual({ kind: 'LOAN_NOTE', version: 1 })
    expect((await upload(legal, changed)).json<{ code: string }>().code).toBe('template.waiting')
    const preview = await branch.as(head, 'GET', '/api/templates/LOAN_NOTE/1/preview')
    expect((await pdfWords(preview.rawPayload)).text).toMatch(/兹借到.*样张/)
    const decided = await branch.as(head, 'POST', '/api/templates/LOAN_NOTE/1/decision', { body: { decision: 'APPROVED' } })
    expect(decided.statusCode).toBe(200)
    expect(decided.json<{ templates: TemplateState[] }>().templates.find(({ kind }) => kind === 'LOAN_NOTE')).toMatchObject({ current: 1, waiting: null, versions: [{ version: 1, state: 'APPROVED', uploadedBy: { name: '赵律' }, decidedBy: { name: '孙行' } }, { version: 0, state: 'SHIPPED' }] })
    await branch.db.database.inBank(branch.banks[0], (tx) => storeFile(tx, files, { content: changed, mediaType: WORD, storedBy: 'test', mostBytes: changed.length }))
    const after = await issue({ kind: 'LOAN_NOTE', subject: '二', data: samplesOf('LOAN_NOTE') })
    expect([(await rowOf(before.documentId)).templateVersion, (await rowOf(after.documentId)).templateVersion]).toEqual([0, 1])
    expect(await wordsOf(await fileOf(before.documentId, 'docx'))).toContain('今借到')
    expect(await wordsOf(await fileOf(after.documentId, 'docx'))).toContain('兹借到')
    expect((await branch.as(head, 'POST', '/api/templates/LOAN_NOTE/1/decision', { body: { decision: 'REJECTED', reason: '改回' } })).json<{ code: string }>().code).toBe('template.decided')
  })

  it('the uploader cannot approve his own', async () => {
    const both = await testStaff(branch.db.database, branch.banks[0], { posts: ['RISK_MANAGER', 'PRESIDENT'], name: '两岗' })
    expect((await upload(both, shippedTemplate('SPOUSE_CONSENT').bytes, 'SPOUSE_CONSENT')).statusCode).toBe(201)
    expect((await branch.as(both, 'POST', '/api/templates/SPOUSE_CONSENT/1/decision', { body: { decision: 'APPROVED' } })).json<{ code: string }>().code).toBe('template.same-person')
  })
})

describe('the investigation report', () => {
  it('is issued with the submission, bound to the version, its figures with their references [S2-14]', async () => {
    const rowVersion = await fillGc01(branch, caseId)
    const submitted = await branch.as(branch.officer, 'POST', `/api/cases/${caseId}/submit`, { body: { rowVersion } })
    expect(submitted.statusCode).toBe(200)
    const { hash } = submitted.json<{ hash: string }>()
    const { documents } = (await branch.as(branch.officer, 'GET', `/api/cases/${caseId}/documents`)).json<{ documents: DocumentRow[] }>()
    const report = documents.find(({ kind }) => kind === 'INVESTIGATION_REPORT')!
    expect(report).toMatchObject({ subject: '第 1 版', number: 'DC-2025-000001', voided: null, docxHash: null })
    const screen = (await branch.as(branch.officer, 'GET', `/api/cases/${caseId}/documents/${report.documentId}`)).json<{ paper: Paper }>().paper
    const onScreen = JSON.stringify(screen)
    for (const says of ['118,000.00', '7.20%', hash, '贷款用途', '还款能力', '还款意愿', '壹拾壹万捌仟元整']) expect(onScreen).toContain(says)
    expect(screen.references?.some(({ id, kind }) => id === 'figure:limit' && kind === '测算')).toBe(true)
    const pdf = await branch.as(branch.officer, 'GET', `/api/cases/${caseId}/documents/${report.documentId}/file?as=pdf`)
    expect(pdf.headers['content-type']).toBe('application/pdf')
    const { text, pages } = await pdfWords(pdf.rawPayload)
    for (const says of ['核定额度118,000.00', '5,760,000.00', '147,773.63', '10,221.04', hash]) expect(text.replace(/\[[\d,]+\]/g, '')).toContain(says)
    expect(text).toMatch(/118,000\.00\[\d+\]/)
    expect(pages).toBeGreaterThanOrEqual(10)
    const word = await branch.as(branch.officer, 'GET', `/api/cases/${caseId}/documents/${report.documentId}/file?as=docx`)
    expect(await wordsOf(word.rawPayload)).toContain('118,000.00')
  })
})
