import { DOCUMENT_KINDS, type DocumentKind, type FieldData, type Paper, type TemplateKind, TEMPLATE_KINDS, fieldsOf, missingIn, numberReferences, printed, readTags } from '#common/document/domain'
import { type Day, Refusal, assert } from '#kernel'
import { record } from '#platform/audit'
import { type Tx, newId } from '#platform/db'
import { type FileStore, storeFile } from '#platform/files'
import { bankName } from './bank-name.ts'
import { type Belongs, placeOf } from './belongs.ts'
import { paragraphsOf } from './check-template.ts'
import { type Content, hashOf, sealContent } from './content.ts'
import { draw } from './draw.ts'
import { nextDocumentNumber } from './next-document-number.ts'
import { type TemplateFile, WORD, currentTemplate } from './templates.ts'
import { openWord } from './word-file.ts'

/** Who issues, of what, on which business day, at what instant. */
export type IssuingWork = Belongs & {
  readonly staff: { readonly id: string }
  readonly on: Day
  readonly now: Date
}

export interface NewDocument {
  readonly kind: DocumentKind
  /** Tells several of one kind on a case apart: version, guarantor, repayment. A second valid one of the same kind and subject is refused. */
  readonly subject?: string
  /** Whom it is about, where the subject is an id; stands behind its title. */
  readonly about?: string | undefined
  /** Values of the fields, for a kind with a Word template. */
  readonly data?: FieldData
  /** Blocks, for a kind without one. */
  readonly paper?: Paper
  /** Leaves the drawing to whoever opens it, where many papers come to be in one act. */
  readonly drawLater?: boolean
}

export interface Issued { readonly documentId: string; readonly number: string; readonly hash: string }

const MOST_BYTES = 30 * 1024 * 1024

/**
 * Issues a document: numbers it, seals its content with a hash, draws Word and PDF, keeps both. Refuses a missing value by the name of its field.
 * `files` null leaves the drawing to whoever opens it: for papers that come to be inside another act.
 */
export async function issueDocument(tx: Tx, files: FileStore | null, work: IssuingWork, document: NewDocument): Promise<Issued> {
  const { kind, subject = '' } = document
  const place = placeOf(work)
  await refuseSecond(tx, place, kind, subject)
  const number = await nextDocumentNumber(tx, kind, work.on)
  const bank = await bankName(tx)
  const { content, template } = isTemplateKind(kind) ? await fromTemplate(tx, files, kind, document, { 文书编号: number, 银行名称: bank, 制作日期: work.on }) : { content: fromPaper(document, number), template: null }
  const hash = hashOf({ kind, number, caseId: place.id, subject, templateHash: template?.hash ?? null, content })
  const documentId = newId()
  const title = content.from === 'paper' ? content.paper.title : `${DOCUMENT_KINDS[kind].name}${document.about === undefined ? '' : `（${document.about}）`}`
  const seal = { bank, title, number, hash, mark: null }
  const kept = files === null || document.drawLater === true ? { docx_hash: null, pdf_hash: null } : await draws(tx, files, work, { content, template, seal })
  // What is drawn later is drawn from this very template, also when the program brings another by then.
  if (files !== null && document.drawLater === true && template !== null) await storeFile(tx, files, { content: template.bytes, mediaType: WORD, storedBy: work.staff.id, mostBytes: MOST_BYTES })
  await tx.insertInto('document').values({
    bank_id: tx.bankId, document_id: documentId, case_id: place.column === 'case_id' ? place.id : null, note_id: place.column === 'note_id' ? place.id : null, kind, number, subject, title, template_version: template?.version ?? null, template_hash: template?.hash ?? null,
    ...sealContent(tx, documentId, content), hash, ...kept, issued_by: work.staff.id, issued_on: work.on, issued_at: work.now.toISOString(),
  }).execute()
  await record(tx, { caseId: place.id, act: 'document.issue', who: work.staff.id, businessDate: work.on, body: { documentId, kind, number, subject, hash, templateVersion: template?.version ?? null, templateHash: template?.hash ?? null } })
  return { documentId, number, hash }
}

function isTemplateKind(kind: DocumentKind): kind is TemplateKind {
  return (TEMPLATE_KINDS as readonly DocumentKind[]).includes(kind)
}

async function refuseSecond(tx: Tx, { column, id }: ReturnType<typeof placeOf>, kind: DocumentKind, subject: string): Promise<void> {
  const valid = await tx.selectFrom('document as d').select('d.number').where('d.bank_id', '=', tx.bankId).where(`d.${column}`, '=', id).where('d.kind', '=', kind).where('d.subject', '=', subject).where('d.voided_at', 'is', null).executeTakeFirst()
  if (valid !== undefined) throw new Refusal({ code: 'document.still-valid', message: `《${DOCUMENT_KINDS[kind].name}》${valid.number} 仍然有效`, value: valid.number, expected: '先作废原文书，再出具新的' }, 409)
}

function fromPaper({ kind, paper }: NewDocument, number: string): Content {
  assert(paper !== undefined, `a document of kind ${kind} is built from blocks`)
  numberReferences(paper)
  return { from: 'paper', paper: { ...paper, number } }
}

async function fromTemplate(tx: Tx, files: FileStore | null, kind: TemplateKind, { data }: NewDocument, house: FieldData): Promise<{ content: Content; template: TemplateFile }> {
  assert(data !== undefined && files !== null, `a document of kind ${kind} is filled from its template`)
  const fields = fieldsOf(kind)
  const known = new Set(fields.map(({ name }) => name))
  for (const name of Object.keys(data)) assert(known.has(name), `${name} is no field of ${kind}`)
  const template = await currentTemplate(tx, files, kind)
  const whole = { ...data, ...house }
  const { tags } = readTags(paragraphsOf(await openWord(template.bytes)), fields)
  const missing = missingIn(tags, [printed(fields, whole)])
  if (missing.length > 0) throw new Refusal({ code: 'document.missing-value', message: `《${DOCUMENT_KINDS[kind].name}》缺少：${missing.join('、')}`, at: `/${missing[0]}`, value: missing, expected: '文书不留空白；补齐后再出具' }, 422)
  return { content: { from: 'template', kind, data: whole }, template }
}

interface Drawing {
  readonly content: Content
  readonly template: TemplateFile | null
  readonly seal: Parameters<typeof draw>[0]['seal']
}

async function draws(tx: Tx, files: FileStore, work: IssuingWork, drawing: Drawing): Promise<{ docx_hash: string; pdf_hash: string }> {
  const docx = await drawOne(drawing, 'docx')
  const pdf = drawing.content.from === 'paper' ? await drawOne(drawing, 'pdf') : await draw({ from: 'word', docx, seal: drawing.seal, as: 'pdf' })
  const keep = async (content: Buffer, mediaType: string): Promise<string> => (await storeFile(tx, files, { content, mediaType, storedBy: work.staff.id, mostBytes: MOST_BYTES })).hash
  return { docx_hash: await keep(docx, WORD), pdf_hash: await keep(pdf, 'application/pdf') }
}

/** Draws the content of a document in one form. */
export async function drawOne({ content, template, seal }: Drawing, as: 'docx' | 'pdf'): Promise<Buffer> {
  if (content.from === 'paper') return draw({ from: 'paper', paper: content.paper, seal, as })
  assert(template !== null, 'a filled document has a template')
  return draw({ from: 'template', template: template.bytes, values: printed(fieldsOf(content.kind), content.data), seal, as })
}
