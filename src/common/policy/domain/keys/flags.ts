import { group, key } from '../key.ts'
import { count, each, money, multiple, oneOf, rate, setOf, share } from '../values.ts'

export const FLAGS = [
  'FR01', 'FR02', 'FR03', 'FR04', 'FR05', 'FR06', 'FR07', 'FR08', 'FR09', 'FR10', 'FR11', 'FR12', 'FR13',
  'FR14', 'FR15', 'FR16', 'FR17', 'FR18', 'FR19', 'FR20', 'FR21', 'FR22', 'FR23', 'FR24', 'FR25',
] as const
export const flagId = oneOf(...FLAGS)

/** What a flag does by itself; REJECT acts through rule H04. */
const effect = oneOf('FLAG', 'EXPLAIN', 'EXCLUDE_FLOW', 'NO_GUARANTEE', 'LOWER_CAP', 'SECOND_REVIEWER', 'FRAUD_REVIEW', 'COMMITTEE', 'NO_CREDIT_LOAN', 'BLOCK', 'REJECT')

export const flags = group({
  title: '风险与欺诈标志', anchor: 'APPLICATION',
  keys: {
    effects: key(each(FLAGS, effect), '各标志的后果', 'S0-46 S0-47 S0-48 S0-49 S0-50 P'),
    liftedBy: key(each(FLAGS, oneOf('NOBODY', 'INVESTIGATOR', 'REVIEWER', 'SUPERVISOR', 'COMMITTEE', 'RISK')), '各标志由谁解除', 'P'),
    humanFlags: key(setOf(flagId), '由人判断的标志', 'P'),
    phoneYears: key(count(0, 50), '号码使用不足几年才看归属地', 'P'),
    cardUtilFlag: key(share, '信用卡使用率提示线', 'S0-49'),
    cardUtilZero: key(share, '信用卡使用率超过即该项得零分', 'P'),
    passThroughBalanceShare: key(share, '日均余额与月入账之比低于此为快进快出', 'P'),
    passThroughLeaveShare: key(share, '且入账后短时转出的比例达到', 'P'),
    passThroughHours: key(count(1, 240), '短时转出的小时数', 'P'),
    evasiveAnswers: key(count(1, 20), '回避关键问题达到几个', 'P'),
    guarantorCapacityAtLeast: key(multiple, '保证人能力倍数至少', 'P'),
    gamblingVoices: key(count(1, 10), '赌博须几个第三方或记录证实', 'P'),
    inquiries3m: key(count(1, 100), '3 个月硬查询达到几次', 'P'),
    inquiries6m: key(count(1, 100), '6 个月硬查询达到几次', 'P'),
    inquiriesWithoutLoan: key(count(1, 100), '查询未获贷款达到几次', 'P'),
    onlineLenders: key(count(1, 100), '网贷机构达到几家', 'P'),
    onlineLoansToEquity: key(share, '或网贷余额超过权益的比例', 'P'),
    multiLenders: key(count(1, 100), '未结清贷款机构达到几家为多头', 'P'),
    multiLendersReject: key(count(1, 100), '未结清贷款机构达到几家即拒绝', 'P'),
    tightBalance: key(money, '月最低余额不超过此数视为接近零', 'P'),
    tightMonths: key(count(1, 24), '余额接近零的月数达到', 'P'),
    tightOfMonths: key(count(1, 24), '在最近几个月里', 'P'),
    mortgageStressRatio: key(multiple, '现有债务月供超过可支配资金的倍数', 'P'),
    assumedDebtRate: key(rate, '利率不明的债务按此年利率计息', 'P'),
    watchListFlags: key(setOf(flagId), '因哪些标志进入关注名单即视为名单命中', 'P'),
    guaranteeCircleSteps: key(count(2, 12), '担保圈最多追查几手', 'P'),
    sharedApplicants: key(count(1, 100), '与其他申请人共用信息达到几人', 'P'),
    interestBackCalc: key(share, '结息反推偏差超过此数疑为假流水', 'P'),
    businessChangeMonths: key(count(0, 120), '执照或股东变更不足几个月', 'P'),
    overdueInRow: key(count(1, 24), '连续逾期月数达到', 'F-24'),
    overdueTotal: key(count(1, 60), '累计逾期月数达到', 'F-24'),
    overdueLookbackMonths: key(count(1, 120), '逾期回看月数', 'F-24'),
    guaranteesGivenToEquity: key(multiple, '对外担保超过权益的倍数', 'P'),
  },
})
