export { type JudgedCase, investigationReport } from './investigation-report.ts'
export { type CreditReportOf, creditReport } from './credit-report.ts'
export { crossCheckAnnex } from './cross-check-annex.ts'
export type { ReportOf } from './reporter.ts'
