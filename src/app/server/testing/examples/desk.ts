import type { Example } from '#platform/http'
import type { Rows } from '../rows.ts'

/** Worklist, case page, due-diligence file and the auditor's desk. */
export function deskExamples(rows: Rows): Record<string, Example> {
  const { loan, bank, exportId } = rows
  const params = { caseId: loan.caseId }
  return {
    'case.list': { query: `?customerId=${loan.customerId}&leadId=${bank.officer.staffId}` },
    'case.read': { params },
    'case.history': { params },
    'dossier.read': { params },
    'dossier.export': { params, by: bank.head },
    'dossier.download': { params: { ...params, exportId }, by: bank.head },
    ...auditExamples(rows),
  }
}

function auditExamples({ loan, sampleId, findingId, bank, auditor: by }: Rows): Record<string, Example> {
  const [sheet, finding] = [{ sampleId, caseId: loan.caseId }, { findingId }]
  return {
    'audit.draw-sample': { body: { purpose: '季度抽查', size: 5, filter: { leadId: bank.officer.staffId } }, by },
    'audit.sample': { params: { sampleId }, by },
    'audit.worksheet': { params: sheet, by },
    'audit.tick': { params: sheet, body: { item: 1, verdict: 'OK' }, by },
    'audit.raise-finding': { params: sheet, body: { item: 2, severity: 'MINOR', says: '照片缺少位置信息', answerBy: bank.officer.staffId, dueOn: '2025-03-20' }, by },
    'audit.conclude': { params: sheet, body: { conclusion: 'FINDINGS' }, by },
    'audit.answer-finding': { params: finding, body: { says: '日期已更正' }, by: bank.officer },
    'audit.reopen-finding': { params: finding, body: { says: '仍不清楚' }, by },
    'audit.close-finding': { params: finding, body: { says: '整改完成' }, by },
  }
}
