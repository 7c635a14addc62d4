import { z } from 'zod'
import { DOCUMENT_KINDS, type DocumentKind, TEMPLATE_KINDS } from './kinds.ts'

const KIND = z.enum(Object.keys(DOCUMENT_KINDS) as [DocumentKind, ...DocumentKind[]])
const TEMPLATE_KIND = z.enum(TEMPLATE_KINDS)
const Person = z.object({ staffId: z.uuid(), name: z.string() })

/** Most bytes of a Word template. */
export const LARGEST_TEMPLATE = 5 * 1024 * 1024

export const DocumentRef = z.strictObject({ caseId: z.uuid(), documentId: z.uuid() })
export const DocumentForm = z.strictObject({ as: z.enum(['docx', 'pdf']).default('pdf') })
export const VoidDocument = z.strictObject({ reason: z.string().trim().min(2, { error: '作废须说明原因' }).max(200).meta({ title: '作废原因' }) })

/** A document of a case as lists show it. */
export const DocumentRow = z.object({
  documentId: z.uuid(), caseId: z.uuid(), kind: KIND, title: z.string(), number: z.string(), subject: z.string(), hash: z.string(), templateVersion: z.int().nullable(), templateHash: z.string().nullable(),
  issuedBy: Person, issuedOn: z.string(), issuedAt: z.string(), voided: z.object({ by: z.string(), at: z.string(), reason: z.string() }).nullable(),
  /** Hashes of the stored files; null when they are drawn from the content each time. */
  docxHash: z.string().nullable(), pdfHash: z.string().nullable(),
})
export type DocumentRow = z.output<typeof DocumentRow>
export const DocumentList = z.object({ documents: z.array(DocumentRow) })
/** The blocks of a paper for the screen; null for documents made from a Word template. */
export const DocumentPaper = z.object({ document: DocumentRow, paper: z.custom<import('./paper.ts').Paper>().nullable() })

/** Number and hash as printed, or the whole text of the QR code pasted into `number`. */
export const CheckDocument = z.strictObject({ number: z.string().trim().min(1, { error: '请填写文书编号' }).max(200), hash: z.string().trim().toLowerCase().regex(/^([0-9a-f]{64})?$/, { error: '须为 64 位十六进制哈希' }).default('') })
export const Checked = z.object({
  found: z.boolean(), number: z.string(), says: z.string(),
  state: z.enum(['VALID', 'VOID', 'HASH_DIFFERS', 'UNKNOWN']), title: z.string().nullable(), issuedOn: z.string().nullable(),
})
export type Checked = z.output<typeof Checked>

export const TemplateRef = z.strictObject({ kind: TEMPLATE_KIND })
export const TemplateVersionRef = z.strictObject({ kind: TEMPLATE_KIND, version: z.coerce.number().int().min(0) })
export const NewTemplate = z.strictObject({ note: z.string().trim().min(2, { error: '须说明改了什么' }).max(400).meta({ title: '修改说明' }) })
export const DecideTemplate = z.strictObject({ decision: z.enum(['APPROVED', 'REJECTED']).meta({ title: '审定' }), reason: z.string().trim().max(200).default('').meta({ title: '理由' }) })
  .refine((one) => one.decision === 'APPROVED' || one.reason.length >= 2, { error: '不同意须说明理由', path: ['reason'] })

export const TemplateVersion = z.object({
  version: z.int(), fileHash: z.string(), filename: z.string(), note: z.string(), uploadedBy: Person.nullable(), uploadedOn: z.string().nullable(),
  state: z.enum(['SHIPPED', 'WAITING', 'APPROVED', 'REJECTED']), decidedBy: Person.nullable(), decidedOn: z.string().nullable(), reason: z.string().nullable(),
})
export type TemplateVersion = z.output<typeof TemplateVersion>
/** One kind of document with every version of its template, the newest first; `current` makes the next document. */
export const TemplateState = z.object({ kind: TEMPLATE_KIND, name: z.string(), current: z.int(), waiting: z.int().nullable(), versions: z.array(TemplateVersion) })
export type TemplateState = z.output<typeof TemplateState>
export const TemplateList = z.object({ templates: z.array(TemplateState) })
export const TemplateAdded = z.object({ kind: TEMPLATE_KIND, version: z.int() })
