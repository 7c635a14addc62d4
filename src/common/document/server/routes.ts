import { CheckDocument, Checked, DecideTemplate, DocumentForm, DocumentList, DocumentPaper, DocumentRef, LARGEST_TEMPLATE, NewTemplate, TemplateAdded, TemplateList, TemplateRef, TemplateVersionRef, VoidDocument } from '#common/document/domain'
import { READS_CASES } from '#common/staff/domain'
import { z } from 'zod'
import type { Staff } from '#platform/auth'
import type { Tx } from '#platform/db'
import type { FileStore } from '#platform/files'
import { type Route, route } from '#platform/http'
import { bankName } from './bank-name.ts'
import { checkDocument, documentFile, listDocuments, readDocument } from './reads.ts'
import { WORD, checkTemplate, decideTemplate, listTemplates, previewTemplate, proposeTemplate, templateFile } from './templates.ts'
import { voidDocument } from './void-document.ts'

/** What the documents need of the house: where files lie, and whether this person may see this case (refuses if not). */
export interface DocumentSurroundings {
  readonly files: FileStore
  readonly mayRead: (tx: Tx, staff: Staff, caseId: string, lock?: 'for update' | 'read') => Promise<unknown>
}

const CASE = z.strictObject({ caseId: z.uuid() })
const READS_TEMPLATES = ['template.draft', 'template.sign'] as const

/** Documents of a case, the check of a printed one, and the Word templates. */
export function documentRoutes(around: DocumentSurroundings): Route[] {
  return [...paperRoutes(around), ...templateRoutes(around.files)]
}

function paperRoutes({ files, mayRead }: DocumentSurroundings): Route[] {
  return [
    route({
      act: 'document.list', says: '本案文书，含已作废的', method: 'GET', path: '/api/cases/:caseId/documents', may: READS_CASES, params: CASE, answer: DocumentList,
      handle: ({ params, staff, inBank }) => inBank(async (tx) => {
        await mayRead(tx, staff, params.caseId)
        return { documents: await listDocuments(tx, params.caseId) }
      }),
    }),
    route({
      act: 'document.read', says: '一份文书，由内容块构成的连同其内容', method: 'GET', path: '/api/cases/:caseId/documents/:documentId', may: READS_CASES, params: DocumentRef, answer: DocumentPaper,
      handle: ({ params, staff, inBank }) => inBank(async (tx) => {
        await mayRead(tx, staff, params.caseId)
        return readDocument(tx, params, params.documentId)
      }),
    }),
    route({
      act: 'document.file', says: '文书的 Word 或 PDF 文件', method: 'GET', path: '/api/cases/:caseId/documents/:documentId/file', may: READS_CASES, params: DocumentRef, query: DocumentForm, answer: 'file',
      handle: ({ params, query, staff, inBank }) => inBank(async (tx) => {
        await mayRead(tx, staff, params.caseId)
        return { ...(await documentFile(tx, files, params, params.documentId, query.as)), inline: query.as === 'pdf' }
      }),
    }),
    route({
      act: 'document.void', says: '作废文书，须说明原因；编号与内容留存', method: 'POST', path: '/api/cases/:caseId/documents/:documentId/void', may: 'document.void', params: DocumentRef, body: VoidDocument, answer: DocumentList,
      handle: ({ params, body, staff, businessDate, now, inBank }) => inBank(async (tx) => {
        await mayRead(tx, staff, params.caseId, 'for update')
        await voidDocument(tx, { staff, caseId: params.caseId, on: businessDate, now }, params.documentId, body.reason)
        return { documents: await listDocuments(tx, params.caseId) }
      }),
    }),
    route({
      act: 'document.check', says: '核对纸面上的编号与哈希是否为本行文书', method: 'GET', path: '/api/documents/check', may: 'signed-in', query: CheckDocument, answer: Checked,
      handle: ({ query, inBank }) => inBank((tx) => checkDocument(tx, query)),
    }),
  ]
}

function templateRoutes(files: FileStore): Route[] {
  return [
    route({
      act: 'document.templates', says: '各类文书的模板与版本', method: 'GET', path: '/api/templates', may: READS_TEMPLATES, answer: TemplateList,
      handle: ({ inBank }) => inBank(async (tx) => ({ templates: await listTemplates(tx) })),
    }),
    route({
      act: 'document.template-file', says: '模板的 Word 文件', method: 'GET', path: '/api/templates/:kind/:version/file', may: READS_TEMPLATES, params: TemplateVersionRef, answer: 'file',
      handle: ({ params, inBank }) => inBank(async (tx) => {
        const { bytes } = await templateFile(tx, files, params.kind, params.version)
        return { bytes, mediaType: WORD, filename: `${params.kind} 第 ${params.version} 版.docx` }
      }),
    }),
    route({
      act: 'document.preview-template', says: '用样例数据预览模板，每页标明样张', method: 'GET', path: '/api/templates/:kind/:version/preview', may: READS_TEMPLATES, params: TemplateVersionRef, query: DocumentForm, answer: 'file',
      handle: async ({ params, query, inBank }) => {
        const { file, bank } = await inBank(async (tx) => ({ file: await templateFile(tx, files, params.kind, params.version), bank: await bankName(tx) }))
        return { bytes: await previewTemplate(params.kind, file, bank, query.as), mediaType: query.as === 'pdf' ? 'application/pdf' : WORD, filename: `样张 ${params.kind}.${query.as}`, inline: query.as === 'pdf' }
      },
    }),
    route({
      act: 'document.propose-template', says: '上传改过的模板，经第二人审定后生效', method: 'POST', path: '/api/templates/:kind', may: 'template.draft', params: TemplateRef, body: NewTemplate, upload: { largestBytes: LARGEST_TEMPLATE }, answer: TemplateAdded, status: 201,
      prepare: ({ upload, params, staff }) => checkTemplate(upload, params.kind, staff.bankId),
      handle: ({ params, body, upload, staff, businessDate, now, inBank }) => inBank((tx) => proposeTemplate(tx, files, params.kind, upload, body.note, { staff, on: businessDate, now })),
    }),
    route({
      act: 'document.decide-template', says: '审定模板：同意即生效，不同意须说明理由', method: 'POST', path: '/api/templates/:kind/:version/decision', may: 'template.sign', params: TemplateVersionRef, body: DecideTemplate, answer: TemplateList,
      handle: ({ params, body, staff, businessDate, now, inBank }) => inBank(async (tx) => {
        await decideTemplate(tx, params.kind, params.version, body, { staff, on: businessDate, now })
        return { templates: await listTemplates(tx) }
      }),
    }),
  ]
}
