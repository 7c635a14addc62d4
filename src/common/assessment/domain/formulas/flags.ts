import type { FigureText } from '#common/figures/domain'
import { figure } from './write.ts'

interface Flag {
  readonly id: string
  readonly name: string
  readonly formula: string
  readonly says: string
}
/** Found by a person, or by the bank's own records. */
const found = (id: string) => `(any(findings, .flag = '${id}') or any(systemFindings, .flag = '${id}'))`

/** Fraud and risk flags (chapter 5.4) as far as one case file can tell; what a person must find is a finding. */
export const FLAGS: readonly Flag[] = [
  { id: 'FR01', name: '手机归属地不符', formula: 'has(in.applicant.phone.city) and in.applicant.phone.city != in.business.city and in.applicant.phone.city != in.applicant.residence.city and in.applicant.phone.usedYears < policy.flags.phoneYears', says: '手机号归属地与经营地、居住地均不符，且使用不足 {policy.flags.phoneYears} 年' },
  { id: 'FR02', name: '信用卡使用率高', formula: 'cardUtilisation > policy.flags.cardUtilFlag', says: '信用卡使用率 {cardUtilisation}，高于 {policy.flags.cardUtilFlag}' },
  { id: 'FR03', name: '快进快出', formula: 'any(bankFlows, .averageDailyBalanceFen < policy.flags.passThroughBalanceShare * .monthlyCreditsFen and .leavesWithinDayShare >= policy.flags.passThroughLeaveShare)', says: '账户快进快出：日均余额不足月入账的 {policy.flags.passThroughBalanceShare}，流水不作销售证据' },
  { id: 'FR04', name: '回避关键问题', formula: found('FR04'), says: '客户回避关键经营问题' },
  { id: 'FR05', name: '保证人能力弱', formula: "has(in.guarantor.relation) and (in.guarantor.unmarriedChild or in.guarantor.relation = 'DEPENDANT' or guarantorCapacity < policy.flags.guarantorCapacityAtLeast * in.request.amountFen)", says: '保证人代偿能力不足或依附于借款人，视同无保证' },
  { id: 'FR06', name: '赌博', formula: "count(findings, .flag = 'FR06' and .confirmedBy != 'OFFICER') >= policy.flags.gamblingVoices", says: '有赌博行为并经证实' },
  { id: 'FR07', name: '无实际经营', formula: found('FR07'), says: '未见真实的货物、场所或客户，无实际经营' },
  { id: 'FR08', name: '查询过多', formula: 'in.creditReport.hardInquiries3Months >= policy.flags.inquiries3m or in.creditReport.hardInquiries6Months >= policy.flags.inquiries6m or in.creditReport.inquiriesWithoutLoan >= policy.flags.inquiriesWithoutLoan', says: '征信硬查询 3 个月 {in.creditReport.hardInquiries3Months} 次、6 个月 {in.creditReport.hardInquiries6Months} 次，过于频繁' },
  { id: 'FR09', name: '网络贷款', formula: 'in.creditReport.onlineLenders >= policy.flags.onlineLenders or onlineLoansToEquity > policy.flags.onlineLoansToEquity', says: '网络贷款机构 {in.creditReport.onlineLenders} 家，占权益 {onlineLoansToEquity}' },
  { id: 'FR10', name: '多头授信', formula: 'in.creditReport.institutions >= policy.flags.multiLenders', says: '未结清贷款机构 {in.creditReport.institutions} 家，额度打折' },
  { id: 'FR11', name: '长期紧张', formula: 'any(bankFlows, .tightMonths >= policy.flags.tightMonths)', says: '账户余额多数月份接近零' },
  { id: 'FR12', name: '债务压力', formula: 'debtServiceNow > 0 and debtServiceNow > policy.flags.mortgageStressRatio * disposableMonthly', says: '现有债务月支出 {debtServiceNow} 超过月可支配资金 {disposableMonthly}' },
  { id: 'FR13', name: '副业投资', formula: found('FR13'), says: '参与矿产、工程、民间放贷或股票等投资' },
  { id: 'FR14', name: '配偶不知情', formula: "(in.applicant.marriage = 'MARRIED' or in.applicant.marriage = 'REMARRIED') and not given(in.spouse.informed, false)", says: '配偶不知情' },
  { id: 'FR15', name: '名单命中', formula: found('FR15'), says: '命中黑名单、失信被执行人或制裁名单' },
  { id: 'FR16', name: '身份存疑', formula: `${found('FR16')} or in.applicant.idExpiresOn < in.application.appliedOn or in.applicant.idExpiresOn < in.request.disbursedOn`, says: '身份证件过期或身份不符' },
  { id: 'FR17', name: '替人借款', formula: found('FR17'), says: '贷款实为他人使用' },
  { id: 'FR18', name: '信息共用', formula: found('FR18'), says: '与多名其他申请人共用电话、地址、设备或保证人' },
  { id: 'FR19', name: '材料存疑', formula: `${found('FR19')} or any(depositDoubt) or any(bankFlows, given(.balanceBreaks, 0) > 0 or given(.interestDeviation, 0) > policy.flags.interestBackCalc)`, says: '材料存疑：结息反推偏差超过 {policy.flags.interestBackCalc}、流水余额前后对不上或有涂改痕迹' },
  { id: 'FR20', name: '人情介绍', formula: "in.application.source = 'PERSONAL_INTRODUCTION'", says: '人情介绍客户：调查时间延长，须另一人复核' },
  { id: 'FR21', name: '口述虚高', formula: 'maxOverstatement > policy.checks.oralOverstatement', says: '口述最多高出核实值 {maxOverstatement}' },
  { id: 'FR22', name: '近期变更', formula: 'has(in.business.licenceChangedOn) and monthsSince(in.business.licenceChangedOn) < policy.flags.businessChangeMonths', says: '执照或股东变更不足 {policy.flags.businessChangeMonths} 个月' },
  { id: 'FR23', name: '当前逾期或连三累六', formula: 'in.creditReport.currentOverdue or in.creditReport.threeInRowSixTotal or in.creditReport.overdueTimes >= policy.flags.overdueTotal or in.creditReport.worstOverdueDays > (policy.flags.overdueInRow - 1) * 360 / 12', says: '征信当前逾期，或连三累六' },
  { id: 'FR24', name: '担保圈', formula: `${found('FR24')} or guaranteesGiven - given(groupLoans, 0) > policy.flags.guaranteesGivenToEquity * max(0, actualEquity)`, says: '存在互保，或对外担保（{guaranteesGiven} 元）超过权益' },
  { id: 'FR25', name: '关系人', formula: `${found('FR25')} or in.applicant.staffRelated`, says: '借款人与本行员工有关系' },
]

export const flags: readonly FigureText[] = [
  // A flag is known or not as its facts are; one that was lifted by the hand the policy names does not stand while its facts are what they were.
  ...FLAGS.map(({ id, name, formula }) => figure(id, name, 'TRUTH', `5.4 ${id}`, `if(any(liftedFlags, .flag = '${id}' and .holds), false, ${formula})`)),
  figure('cardLimits', '信用卡授信', 'FEN', '5.4 FR02', 'if(has(in.creditReport.queriedOn), sum(reportedCards, .limitFen), sum(creditCards, .limitFen))'),
  figure('cardUsed', '信用卡已用', 'FEN', '5.4 FR02', 'if(has(in.creditReport.queriedOn), sum(reportedCards, .usedFen), sum(creditCards, .amountFen))'),
  figure('cardUtilisation', '信用卡使用率', 'RATE', '5.4 FR02 S0-49', 'if(cardLimits > 0, cardUsed / cardLimits, if(cardUsed > 0, 1, 0))'),
  figure('onlineLoansToEquity', '网贷占权益', 'RATE', '5.4 FR09', 'if(in.creditReport.onlineBalanceFen = 0, 0, if(actualEquity > 0, in.creditReport.onlineBalanceFen / actualEquity, 1))'),
  figure('debtServiceNow', '现有债务月支出', 'FEN', '5.4 FR12', "existingPrincipal + mortgageService + if(policy.statements.interestTreatment = 'IN_DEBT_SERVICE' or not runsBusiness, existingInterest, 0)"),
  figure('depositDoubt', '结息反推相差过大', 'TRUTH', '5.4 FR19', "when(.method = 'X15', abs(bankDepositStated - checkX15) > policy.flags.interestBackCalc * bankDepositStated)", { over: 'checks' }),
  figure('openFlags', '风险标志数', 'COUNT', '6.2 E4', FLAGS.map(({ id }) => `if(${id}, 1, 0)`).join(' + ')),
]
