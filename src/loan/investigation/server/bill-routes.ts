import { READS_CASES } from '#common/staff/domain'
import { Refusal } from '#kernel'
import { LARGEST, mediaTypeOf } from '#common/evidence/domain'
import { type Taught, readInvoices, readStatement, taughtLayouts } from '#common/statement/server'
import { CaseRef } from '#loan/application/domain'
import { readApplication } from '#loan/application/server'
import { AttachBill, BillAttached, BillReading, Bills, EvidenceRef, RowRuled, RuleRow, type BillRead } from '#loan/investigation/domain'
import { storeFile } from '#platform/files'
import { type Route, type Upload, route } from '#platform/http'
import { attachBill } from './attach-bill.ts'
import { readBillReading } from './bill-reading.ts'
import { ruleRow } from './bill-rulings.ts'
import { takeUp } from './case-at-hand.ts'
import { type ReadFile, readBills } from './bill-store.ts'
import { type InvestigationSurroundings, atWork } from './surroundings.ts'

/** Bills and invoices of a case: read in a capped child process before the transaction opens. */
export function billRoutes(around: InvestigationSurroundings): Route[] {
  return [
    attaching(around, { act: 'investigation.attach-bill', path: 'bills', says: '附微信、支付宝或银行流水，计入营业额检验', kind: 'BILL', read: readBill }),
    attaching(around, { act: 'investigation.attach-invoices', path: 'invoices', says: '附增值税发票清单，计入营业额检验', kind: 'INVOICES', read: readFirm }),
    route({
      act: 'investigation.bills', says: '本案的账单与发票', method: 'GET', path: '/api/cases/:caseId/bills', may: READS_CASES, params: CaseRef, answer: Bills,
      handle: ({ params, staff, inBank }) => inBank(async (tx) => {
        await readApplication(tx, staff, params.caseId)
        const { attached } = await readBills(tx, params.caseId)
        return { bills: attached.map((bill) => ({ evidenceId: bill.evidence_id, title: bill.title, format: bill.format, name: bill.layout_name, periodFrom: bill.period_from, periodUntil: bill.period_until, summary: bill.summary as BillRead['summary'], warnings: bill.warnings as BillRead['warnings'] })) }
      }),
    }),
    route({
      act: 'investigation.bill-reading', says: '本案全部流水合并读取的结果：账户、连续性、剔除的行与理由、去向', method: 'GET', path: '/api/cases/:caseId/bill-reading', may: READS_CASES, params: CaseRef, answer: BillReading,
      handle: ({ params, staff, businessDate, inBank }) => inBank((tx) => readBillReading(tx, staff, params.caseId, businessDate)),
    }),
    route({
      act: 'investigation.rule-row', says: '判定流水的一行计入或不计入销售，须说明理由', method: 'POST', path: '/api/cases/:caseId/bills/:evidenceId/ruling', may: 'case.investigate', params: EvidenceRef, body: RuleRow, answer: RowRuled,
      handle: (request) => request.inBank((tx) => ruleRow(tx, atWork(request), request.params.evidenceId, request.body)),
    }),
  ]
}

interface Attaching {
  readonly act: string
  readonly path: string
  readonly says: string
  readonly kind: 'BILL' | 'INVOICES'
  readonly read: (upload: Upload, bankId: number, by: { owner?: string; taught: readonly Taught[] }) => Promise<ReadFile>
}

function attaching({ files }: InvestigationSurroundings, { act, path, says, kind, read }: Attaching): Route {
  return route({
    act, says, method: 'POST', path: `/api/cases/:caseId/${path}`, may: 'case.investigate', params: CaseRef, body: AttachBill, upload: { largestBytes: LARGEST.BILL }, answer: BillAttached, status: 201,
    prepare: async ({ upload, staff, body, inBank }) => read(upload, staff.bankId, { taught: await inBank(taughtLayouts), ...(body.owner === undefined ? {} : { owner: body.owner }) }),
    handle: (request) => request.inBank(async (tx) => {
      const { body, upload, staff, prepared } = request
      const work = atWork(request)
      await takeUp(tx, work, 'attach', body.rowVersion)
      const { hash } = await storeFile(tx, files, { content: upload.bytes, mediaType: mediaTypeOf(upload.bytes) ?? 'application/octet-stream', storedBy: staff.id, mostBytes: LARGEST.BILL })
      return attachBill(tx, work, { class: 'SYSTEM_DATA', kind, title: body.title ?? upload.filename.slice(0, 100), filename: upload.filename, sha256: hash }, prepared, body)
    }),
  })
}

async function readBill(upload: Upload, bankId: number, by: { owner?: string; taught: readonly Taught[] }): Promise<ReadFile> {
  return { kind: 'BILL', statement: await readStatement(upload.bytes, { bankId, ...by }) }
}

async function readFirm(upload: Upload, bankId: number): Promise<ReadFile> {
  const [profile, ...others] = await readInvoices([{ name: upload.filename, bytes: upload.bytes }], { bankId })
  if (profile === undefined || others.length > 0) throw new Refusal({ code: 'invoices.one-firm', message: `文件里有 ${others.length + (profile === undefined ? 0 : 1)} 家企业的发票`, at: '/file', expected: '本案一家企业的发票清单' }, 422)
  return { kind: 'INVOICES', profile }
}
