import { issueDocument } from '#common/document/server'
import { readTradeFigures } from '#common/trade/server'
import { Refusal } from '#kernel'
import { creditReport } from '#loan/investigation/domain'
import { readApplication } from '#loan/application/server'
import type { Tx } from '#platform/db'
import type { AtWork } from './case-at-hand.ts'
import { judgedVersion } from './issue-report.ts'

/** Issues the comprehensive credit report 综合信用报告 of the last submitted version as of today; asked for again on the same day it is the one already issued [S1-18]. Refuses (`investigation.not-submitted`) before the first submission. */
export async function issueCreditReport(tx: Tx, { staff, caseId, on, now }: AtWork): Promise<{ documentId: string; number: string }> {
  await readApplication(tx, staff, caseId)
  const last = await tx.selectFrom('investigation_version').select('version').where('bank_id', '=', tx.bankId).where('case_id', '=', caseId).orderBy('version', 'desc').limit(1).executeTakeFirst()
  if (last === undefined) throw new Refusal({ code: 'investigation.not-submitted', message: '调查尚未提交，不能出具综合信用报告', expected: '先提交调查；报告取自已提交的版本' }, 409)
  const subject = `第 ${last.version} 版 ${on}`
  const issued = await tx.selectFrom('document').select(['document_id', 'number']).where('bank_id', '=', tx.bankId).where('case_id', '=', caseId).where('kind', '=', 'CREDIT_REPORT').where('subject', '=', subject).where('voided_at', 'is', null).executeTakeFirst()
  if (issued !== undefined) return { documentId: issued.document_id, number: issued.number }
  const judged = await judgedVersion(tx, caseId, last.version)
  const trade = judged.caseFile.income.sales.length === 0 ? null : await readTradeFigures(tx, judged.caseFile.business.trade, on)
  const { documentId, number } = await issueDocument(tx, null, { staff, caseId, on, now }, { kind: 'CREDIT_REPORT', subject, paper: creditReport({ ...judged, trade }) })
  return { documentId, number }
}
