export { type JudgedCase, investigationReport } from './investigation-report.ts'
export type { ReportOf } from './reporter.ts'
