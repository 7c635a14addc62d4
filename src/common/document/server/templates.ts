import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { buffer } from 'node:stream/consumers'
import { DOCUMENT_KINDS, type Field, type FieldData, LARGEST_TEMPLATE, TEMPLATE_KINDS, type TemplateFault, type TemplateKind, type TemplateState, type TemplateVersion, fieldsOf, printed } from '#common/document/domain'
import { type Day, InvalidInput, Refusal, assert } from '#kernel'
import type { Staff } from '#platform/auth'
import { record } from '#platform/audit'
import type { Tx } from '#platform/db'
import { type FileStore, readStoredFile, storeFile } from '#platform/files'
import { type Upload, missing } from '#platform/http'
import { runCapped } from '#platform/pool'
import { draw } from './draw.ts'
import { templateSubject } from './template-subject.ts'

export const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
const SHIPPED = new URL('../../../../templates/', import.meta.url)
const CHECKER = import.meta.resolve('./check-template.ts')

/** The Word file a document is made from, and which one it is. */
export interface TemplateFile {
  readonly version: number
  readonly hash: string
  readonly bytes: Buffer
}

/** Most faults of one upload that are told. */
const FAULTS_LISTED = 50

const shipped = new Map<TemplateKind, TemplateFile>()

/** The template the program ships; version 0 of every bank. */
export function shippedTemplate(kind: TemplateKind): TemplateFile {
  const known = shipped.get(kind)
  if (known !== undefined) return known
  const bytes = readFileSync(new URL(`${DOCUMENT_KINDS[kind].name}.docx`, SHIPPED))
  const file = { version: 0, hash: createHash('sha256').update(bytes).digest('hex'), bytes }
  shipped.set(kind, file)
  return file
}

/** The template that makes the next document of this kind: the last one a second person approved, or the shipped one. */
export async function currentTemplate(tx: Tx, files: FileStore, kind: TemplateKind): Promise<TemplateFile> {
  const row = await tx.selectFrom('document_template as t').select(['t.version', 't.file_hash']).where('t.bank_id', '=', tx.bankId).where('t.kind', '=', kind).where('t.decision', '=', 'APPROVED').orderBy('t.version', 'desc').limit(1).executeTakeFirst()
  return row === undefined ? shippedTemplate(kind) : { version: row.version, hash: row.file_hash, bytes: await bytesOf(tx, files, row.file_hash) }
}

/** One version as it was uploaded; 0 is the shipped one. */
export async function templateFile(tx: Tx, files: FileStore, kind: TemplateKind, version: number): Promise<TemplateFile> {
  if (version === 0) return shippedTemplate(kind)
  const row = await tx.selectFrom('document_template as t').select('t.file_hash').where('t.bank_id', '=', tx.bankId).where('t.kind', '=', kind).where('t.version', '=', version).executeTakeFirst()
  if (row === undefined) throw missing('模板版本')
  return { version, hash: row.file_hash, bytes: await bytesOf(tx, files, row.file_hash) }
}

async function bytesOf(tx: Tx, files: FileStore, hash: string): Promise<Buffer> {
  const stored = await readStoredFile(tx, files, hash)
  assert(stored !== undefined, `template ${hash} is in the file store`)
  return buffer(stored.content)
}

/** Refuses an upload that is no template of this kind, with every fault and its place. Slow; runs before the transaction. */
export async function checkTemplate(upload: Upload, kind: TemplateKind, bankId: number): Promise<void> {
  const faults = (await runCapped({ module: CHECKER, name: 'faultsOf', input: kind }, upload.bytes, { bankId })) as readonly TemplateFault[]
  const [first, ...rest] = faults.map(({ says, place }) => ({ code: 'template.fault', message: `${says}（${place}）`, value: place }))
  if (first !== undefined) throw new InvalidInput([first, ...rest.slice(0, FAULTS_LISTED - 1)], faults.length)
}

/** Puts a checked template up for a second person to decide. */
export async function proposeTemplate(tx: Tx, files: FileStore, kind: TemplateKind, upload: Upload, note: string, by: { staff: Staff; on: Day; now: Date }): Promise<{ kind: TemplateKind; version: number }> {
  const waiting = await tx.selectFrom('document_template as t').select('t.version').where('t.bank_id', '=', tx.bankId).where('t.kind', '=', kind).where('t.decision', 'is', null).executeTakeFirst()
  if (waiting !== undefined) throw new Refusal({ code: 'template.waiting', message: `第 ${waiting.version} 版还在等第二人审定`, expected: '先审定在途的版本' }, 409)
  const { hash } = await storeFile(tx, files, { content: upload.bytes, mediaType: WORD, storedBy: by.staff.id, mostBytes: LARGEST_TEMPLATE })
  const last = await tx.selectFrom('document_template as t').select((eb) => eb.fn.max('t.version').as('version')).where('t.bank_id', '=', tx.bankId).where('t.kind', '=', kind).executeTakeFirst()
  const version = Number(last?.version ?? 0) + 1
  await tx.insertInto('document_template').values({ bank_id: tx.bankId, kind, version, file_hash: hash, filename: upload.filename, note, uploaded_by: by.staff.id, uploaded_on: by.on, uploaded_at: by.now.toISOString() }).execute()
  await record(tx, { caseId: templateSubject(kind), act: 'document.propose-template', who: by.staff.id, businessDate: by.on, body: { kind, version, hash, note } })
  return { kind, version }
}

/** A second person makes a template effective, or sends it back. */
export async function decideTemplate(tx: Tx, kind: TemplateKind, version: number, decision: { decision: 'APPROVED' | 'REJECTED'; reason: string }, by: { staff: Staff; on: Day; now: Date }): Promise<void> {
  const row = await tx.selectFrom('document_template as t').select(['t.uploaded_by', 't.decision']).where('t.bank_id', '=', tx.bankId).where('t.kind', '=', kind).where('t.version', '=', version).forUpdate().executeTakeFirst()
  if (row === undefined) throw missing('模板版本')
  if (row.decision !== null) throw new Refusal({ code: 'template.decided', message: '这一版已经审定', value: row.decision, expected: '等待审定的版本' }, 409)
  if (row.uploaded_by === by.staff.id) throw new Refusal({ code: 'template.same-person', message: '上传模板的人不能自己审定', expected: '由第二人审定' }, 403)
  await tx.updateTable('document_template').set({ decision: decision.decision, decided_by: by.staff.id, decided_on: by.on, decided_at: by.now.toISOString(), reason: decision.reason === '' ? null : decision.reason })
    .where('bank_id', '=', tx.bankId).where('kind', '=', kind).where('version', '=', version).execute()
  await record(tx, { caseId: templateSubject(kind), act: 'document.decide-template', who: by.staff.id, businessDate: by.on, body: { kind, version, ...decision } })
}

/** Every kind with its versions, the newest first. */
export async function listTemplates(tx: Tx): Promise<TemplateState[]> {
  const rows = await tx.selectFrom('document_template as t')
    .innerJoin('staff as u', (on) => on.onRef('u.bank_id', '=', 't.bank_id').onRef('u.staff_id', '=', 't.uploaded_by'))
    .leftJoin('staff as d', (on) => on.onRef('d.bank_id', '=', 't.bank_id').onRef('d.staff_id', '=', 't.decided_by'))
    .selectAll('t').select(['u.name as uploaded_by_name', 'd.name as decided_by_name']).where('t.bank_id', '=', tx.bankId).orderBy('t.version', 'desc').execute()
  const versions = rows.map((row): TemplateVersion & { kind: string } => ({
    kind: row.kind, version: row.version, fileHash: row.file_hash, filename: row.filename, note: row.note, uploadedBy: { staffId: row.uploaded_by, name: row.uploaded_by_name }, uploadedOn: row.uploaded_on,
    state: row.decision === null ? 'WAITING' : (row.decision as 'APPROVED' | 'REJECTED'), decidedBy: row.decided_by === null ? null : { staffId: row.decided_by, name: row.decided_by_name ?? '' }, decidedOn: row.decided_on, reason: row.reason,
  }))
  return TEMPLATE_KINDS.map((kind) => {
    const own = versions.filter((version) => version.kind === kind)
    const { name } = DOCUMENT_KINDS[kind]
    const base: TemplateVersion = { version: 0, fileHash: shippedTemplate(kind).hash, filename: `${name}.docx`, note: '随系统提供', uploadedBy: null, uploadedOn: null, state: 'SHIPPED', decidedBy: null, decidedOn: null, reason: null }
    return { kind, name, current: own.find(({ state }) => state === 'APPROVED')?.version ?? 0, waiting: own.find(({ state }) => state === 'WAITING')?.version ?? null, versions: [...own, base] }
  })
}

/** The template filled with sample values, 样张 across every page. */
export async function previewTemplate(kind: TemplateKind, file: TemplateFile, bank: string, as: 'docx' | 'pdf'): Promise<Buffer> {
  const fields = fieldsOf(kind)
  return draw({ from: 'template', template: file.bytes, values: printed(fields, samplesOf(fields)), seal: { bank, title: DOCUMENT_KINDS[kind].name, number: '样张', hash: '0'.repeat(64), mark: '样张' }, as })
}

function samplesOf(fields: readonly Field[]): FieldData {
  return Object.fromEntries(fields.map(({ name, sample }) => [name, sample]))
}
