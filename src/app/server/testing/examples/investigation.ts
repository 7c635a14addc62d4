import { readFileSync } from 'node:fs'
import type { Example } from '#platform/http'
import { PLAN } from '../../../../loan/investigation/server/testing/visit-shop.ts'
import { PHOTO, type Rows, TAUGHT, UNKNOWN_BILL } from '../rows.ts'

const EXAMPLES = new URL('../../../../../examples/', import.meta.url)
const PLACE = { latitude: 26.8912, longitude: 112.5719, accuracyM: 12 }
const READS = ['draft', 'versions', 'case-file', 'pack', 'workbook', 'bills', 'bill-reading', 'evidence', 'visits', 'bureau', 'searches', 'pressure-register']
const CLEAN = { queriedOn: '2025-03-12', worstOverdueDays: 0, overdueTimes: 0, hardInquiries3Months: 0, hardInquiries6Months: 0, institutions: 0, onlineLenders: 0 }

/** Draft, evidence, visits, credit reports, public searches and pressure. */
export function investigationExamples(rows: Rows): Record<string, Example> {
  return { ...reading(rows), ...writing(rows), ...visiting(rows), ...registers(rows) }
}

function reading({ loan, rejected, returned, evidenceId }: Rows): Record<string, Example> {
  const params = { caseId: loan.caseId }
  return {
    ...Object.fromEntries(READS.map((read) => [`investigation.${read}`, { params }])),
    'investigation.notice': { params: { caseId: rejected } },
    'investigation.credit-report': { params: { caseId: rejected } },
    'investigation.empty-workbook': { params: { trade: 'fmcg-wholesale' }, shared: true },
    'investigation.version': { params: { ...params, version: '1' } },
    'investigation.version-pack': { params: { ...params, version: '1' } },
    'investigation.evidence-file': { params: { caseId: returned, evidenceId } },
  }
}

function writing({ returned, rowVersion, caseFile, workbook, evidenceId, billId, layoutId, bank }: Rows): Record<string, Example> {
  const [params, by] = [{ caseId: returned }, bank.officer]
  const bill = { filename: 'bill.csv', mediaType: 'text/csv', bytes: readFileSync(new URL('bills/wechat_2019_utf8.csv', EXAMPLES)) }
  const invoices = { filename: 'invoices.zip', mediaType: 'application/zip', bytes: readFileSync(new URL('invoices-gc-01.zip', EXAMPLES)) }
  return {
    'investigation.lift-flag': { params, body: { flag: 'FR04', reason: '第二次面谈已说清' }, by: bank.reviewer },
    'investigation.refuse-explanation': { params, body: { cell: 'creditRecord', reason: '未见还款凭证' }, by: bank.reviewer },
    'investigation.save': { params, body: { rowVersion, caseFile }, by },
    'investigation.carry-over': { params, body: { rowVersion }, by },
    'investigation.attach-note': { params, body: { class: 'SEEN', title: '门店', text: '门店' }, by },
    'investigation.attach-evidence': { params, body: { class: 'SEEN', kind: 'PHOTO', title: '门店', placeMissing: '室内无信号' }, file: PHOTO, by },
    'investigation.attach-bill': { params, body: { rowVersion }, file: bill, by },
    'investigation.attach-invoices': { params, body: { rowVersion }, file: invoices, by },
    'investigation.rule-row': { params: { ...params, evidenceId: billId }, body: { rowVersion, row: 19, rules: 'EXCLUDED', reason: '亲戚还款' }, by },
    'bill-layout.list': { by },
    'bill-layout.propose': { body: {}, file: UNKNOWN_BILL, by },
    'bill-layout.save': { body: { layout: JSON.stringify(TAUGHT) }, file: UNKNOWN_BILL, by, shared: true },
    'bill-layout.retire': { params: { layoutId }, by, shared: true },
    'investigation.detach': { params: { caseId: returned, evidenceId }, body: { reason: '拍错了' }, by },
    'investigation.read-workbook': { params, body: { rowVersion }, file: { filename: 'workbook.xlsx', mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', bytes: workbook }, by },
    'investigation.submit': { params, body: { rowVersion }, by },
    'investigation.abandon': { params, body: { reason: 'UNCLEAR', says: '账目与口述始终对不上，无法查清' }, by },
    'investigation.resume': { params, body: { reason: '客户补来账册' }, by: bank.reviewer },
  }
}

function visiting({ visiting: caseId, visitId, siteId, sitePhoto, bank }: Rows): Record<string, Example> {
  const { officer: by, assistant } = bank
  const [visit, site] = [{ caseId, visitId }, { caseId, visitId, siteId }]
  return {
    'investigation.plan-visit': { params: { caseId }, body: PLAN, by },
    'investigation.start-visit': { params: visit, body: { place: PLACE }, by },
    'investigation.confirm-presence': { params: visit, body: { place: PLACE }, by: assistant },
    'investigation.name-companion': { params: visit, body: { companion: '李娜' }, by },
    'investigation.add-site': { params: visit, body: { kind: 'OTHER', label: '摊位', address: '衡川市农贸市场 12 号' }, by },
    'investigation.arrive': { params: site, body: { place: PLACE }, by },
    'investigation.leave': { params: site, by },
    'investigation.not-visited': { params: site, body: { reason: '仓库锁门未能进入' }, by },
    'investigation.record-visit': { params: visit, body: { part: 'PEOPLE', rowVersion: 0, content: [{ name: '王建国', role: 'OWNER' }] }, by },
    'investigation.link-photo': { params: visit, body: { evidenceId: sitePhoto, siteId, shows: 'FRONT' }, by },
    'investigation.side-inquiry': { params: visit, body: { who: '隔壁店主', relation: '邻居', positive: true, says: '生意一直不错' }, by },
    'investigation.close-visit': { params: visit, by },
  }
}

function registers({ visiting: caseId, bank }: Rows): Record<string, Example> {
  const [params, by] = [{ caseId }, bank.officer]
  const report: unknown = JSON.parse(readFileSync(new URL('credit-report-gc-01.json', EXAMPLES), 'utf8'))
  return {
    'investigation.query-bureau': { params, body: { subject: 'BORROWER', content: CLEAN }, by },
    'investigation.import-bureau': { params, body: { subject: 'BORROWER', file: report }, by },
    'investigation.public-search': { params, body: { target: 'NAME', tool: '百度', asked: '王建国 衡川', found: false, says: '没有不利信息' }, by },
    'investigation.pressure': { params, body: { kind: 'INTERCESSION', who: '某局干部', relation: '客户亲戚', happenedOn: '2025-03-12', channel: 'PHONE', says: '来电要求尽快放款' }, by },
  }
}
