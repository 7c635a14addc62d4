import { z } from 'zod'
import { Amount, CivilDay, CivilMonth, Text } from '#common/assessment/domain'
import type { PolicyPack } from '#common/policy/domain'
import { type Day, type Month, addMonths, monthOf, shiftMonth } from '#kernel'
import { BUREAU_ROLES, type ReportContent } from './bureau.ts'
import { keysOf } from './visit-words.ts'

const Days = z.int().min(0).max(10_000)

/** A credit report as a file: single accounts, months and inquiries, from which everything that is counted follows. Documented in docs/credit-report.md. */
export const CreditReportFile = z.strictObject({
  format: z.literal('weidai-credit-report/1', { error: '须为 "weidai-credit-report/1"' }),
  queriedOn: CivilDay.meta({ title: '查询日' }),
  person: z.strictObject({ role: z.enum(keysOf(BUREAU_ROLES)).meta({ title: '身份' }), name: Text.meta({ title: '姓名或名称' }) }).meta({ title: '被查询人' }),
  loans: z.array(z.strictObject({
    lender: Text.meta({ title: '机构' }), kind: z.enum(['BANK', 'ONLINE', 'OTHER']).meta({ title: '机构类别' }), openedOn: CivilDay.meta({ title: '发放日' }), balanceFen: Amount.meta({ title: '余额' }), mortgage: z.boolean().default(false).meta({ title: '按揭' }),
  })).max(200).default([]).meta({ title: '贷款' }),
  cards: z.array(z.strictObject({ lender: Text.meta({ title: '发卡行' }), openedOn: CivilDay.meta({ title: '开户日' }), usedFen: Amount.meta({ title: '已用' }), limitFen: Amount.meta({ title: '授信' }) })).max(100).default([]).meta({ title: '信用卡' }),
  guarantees: z.array(z.strictObject({ debtor: Text.meta({ title: '被保证人' }), balanceFen: Amount.meta({ title: '余额' }) })).max(100).default([]).meta({ title: '对外担保' }),
  /** Each month in which an account was overdue. */
  overdue: z.array(z.strictObject({ account: Text.meta({ title: '账户' }), month: CivilMonth.meta({ title: '月份' }), days: Days.meta({ title: '最长逾期天数' }), settled: z.boolean().meta({ title: '已还清' }) })).max(1000).default([]).meta({ title: '逾期' }),
  inquiries: z.array(z.strictObject({ on: CivilDay.meta({ title: '日期' }), by: Text.meta({ title: '机构' }), reason: z.enum(['LOAN', 'CARD', 'GUARANTEE', 'POST_LOAN', 'SELF', 'OTHER']).meta({ title: '原因' }) })).max(1000).default([]).meta({ title: '查询记录' }),
  /** Months in which cards stood at their limit or only the least was paid. */
  tightMonths: z.array(CivilMonth).max(60).default([]).meta({ title: '资金紧张的月份' }),
})
export type CreditReportFile = z.output<typeof CreditReportFile>

export const ImportReport = z.strictObject({ subject: z.string().min(1).max(60).meta({ title: '被查询人' }), file: CreditReportFile.meta({ title: '征信报告文件' }) })

/** Inquiries made because somebody wanted credit. */
const HARD: ReadonlySet<string> = new Set(['LOAN', 'CARD', 'GUARANTEE'])
const SHORT_MONTHS = 3
const LONG_MONTHS = 6

/** Counts what a report lists. An inquiry for a loan without an account of that lender since then ended without a loan. */
export function countReport(file: CreditReportFile, { flags }: Pick<PolicyPack, 'flags'>): ReportContent {
  const since = (months: number): Day => addMonths(file.queriedOn, -months)
  const hard = (months: number) => file.inquiries.filter(({ on, reason }) => HARD.has(reason) && on > since(months) && on <= file.queriedOn)
  const open = file.loans.filter(({ balanceFen }) => balanceFen > 0)
  const online = open.filter(({ kind }) => kind === 'ONLINE')
  const sum = (rows: readonly { balanceFen: number }[]): number => rows.reduce((total, row) => total + row.balanceFen, 0)
  const recent = file.overdue.filter(({ month }) => month > shiftMonth(monthOf(file.queriedOn), -flags.overdueLookbackMonths))
  return {
    queriedOn: file.queriedOn,
    loans: open.map(({ lender, balanceFen, mortgage }) => ({ lender, balanceFen, mortgage })), cards: file.cards.map(({ lender, usedFen, limitFen }) => ({ lender, usedFen, limitFen })), guaranteesFen: sum(file.guarantees),
    worstOverdueDays: Math.max(0, ...recent.map(({ days }) => days)), overdueTimes: recent.length, currentOverdue: file.overdue.some(({ settled }) => !settled),
    threeInRowSixTotal: Math.max(0, ...byAccount(recent).map(longestRun)) >= flags.overdueInRow || recent.length >= flags.overdueTotal,
    hardInquiries3Months: hard(SHORT_MONTHS).length, hardInquiries6Months: hard(LONG_MONTHS).length,
    inquiriesWithoutLoan: hard(LONG_MONTHS).filter((one) => one.reason === 'LOAN' && !file.loans.some(({ lender, openedOn }) => lender === one.by && openedOn >= one.on)).length,
    institutions: new Set(open.map(({ lender }) => lender)).size, onlineLenders: new Set(online.map(({ lender }) => lender)).size, onlineBalanceFen: sum(online), tightMonths: new Set(file.tightMonths).size,
  }
}

function byAccount(rows: CreditReportFile['overdue']): Month[][] {
  const accounts = [...new Set(rows.map(({ account }) => account))]
  return accounts.map((account) => [...new Set(rows.filter((row) => row.account === account).map(({ month }) => month))].sort())
}

/** Most months one after the other. */
function longestRun(months: readonly Month[]): number {
  let longest = 0
  let run = 0
  for (const [at, month] of months.entries()) {
    const before = months[at - 1]
    run = before !== undefined && shiftMonth(before, 1) === month ? run + 1 : 1
    longest = Math.max(longest, run)
  }
  return longest
}
