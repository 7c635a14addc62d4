import { CreditReportFile } from '#loan/investigation/domain'
import { z } from 'zod'

/** docs/credit-report.schema.json: the file of a credit report as every JSON tool reads it. */
export function creditReportSchema(): string {
  const { $schema, ...schema } = z.toJSONSchema(CreditReportFile, { io: 'input' })
  return `${JSON.stringify({ $schema, $id: 'weidai-credit-report/1', title: 'Weidai 征信报告文件', description: 'One credit report, account by account. Money is whole fen, days are YYYY-MM-DD, months YYYY-MM.', ...schema }, null, 1)}\n`
}
