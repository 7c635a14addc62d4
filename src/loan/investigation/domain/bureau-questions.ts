import type { PolicyPack } from '#common/policy/domain'
import { compare, divide, exact, formatExact, multiply } from '#kernel'
import type { BureauAnswer, ReportContent } from './bureau.ts'

/** The five questions every report must answer [S3-19], answered from it and measured by the pack. */
export function bureauAnswers(report: ReportContent, { flags }: Pick<PolicyPack, 'flags'>): BureauAnswer[] {
  const used = report.cards.reduce((sum, card) => sum + card.usedFen, 0)
  const limit = report.cards.reduce((sum, card) => sum + card.limitFen, 0)
  const utilisation = limit > 0 ? divide(used, limit) : used > 0 ? 1 : 0
  return [
    { id: 'INQUIRIES', asks: '查询征信的次数和频率', says: `硬查询 3 个月 ${report.hardInquiries3Months} 次、6 个月 ${report.hardInquiries6Months} 次`, isConcern: report.hardInquiries3Months >= flags.inquiries3m || report.hardInquiries6Months >= flags.inquiries6m },
    { id: 'ONLINE', asks: '是否在网络小额贷款公司不计成本借款', says: report.onlineLenders === 0 ? '没有网络贷款' : `网络贷款 ${report.onlineLenders} 家，余额 ${formatExact(divide(report.onlineBalanceFen, 100), 0)} 元`, isConcern: report.onlineLenders >= flags.onlineLenders },
    { id: 'WITHOUT_LOAN', asks: '是否查询征信而借款未成功', says: report.inquiriesWithoutLoan === 0 ? '没有' : `查询而未获贷款 ${report.inquiriesWithoutLoan} 次`, isConcern: report.inquiriesWithoutLoan >= flags.inquiriesWithoutLoan },
    { id: 'CARDS_FULL', asks: '信用卡是否满额用信', says: report.cards.length === 0 ? '没有信用卡' : `${report.cards.length} 张，使用率 ${formatExact(multiply(utilisation, 100), 1)}%`, isConcern: compare(utilisation, exact(flags.cardUtilFlag)) > 0 },
    { id: 'TIGHT', asks: '资金是否长期处在紧张的状态', says: report.tightMonths === 0 ? '看不出紧张的月份' : `紧张 ${report.tightMonths} 个月`, isConcern: report.tightMonths >= flags.tightMonths },
  ]
}
