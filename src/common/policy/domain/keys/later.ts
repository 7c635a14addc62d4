import { group, key } from '../key.ts'
import { meetingKeys } from './committee.ts'
import { overdueSteps } from './guide.ts'
import { processKeys } from './process.ts'
import { decisionKeys } from './decision.ts'
import { clock, clockRange, count, decimal, duration, flag, listOf, money, moneyOrNoEnd, multiple, oneOf, rate, row, setOf, share } from '../values.ts'

export const organisation = group({
  title: '作业组织', anchor: 'EVENT', reader: 'people',
  keys: {
    postModel: key(oneOf('SINGLE', 'SPLIT'), '岗位模式', 'S1-11', { anchor: 'APPLICATION', reader: 'application' }),
    ...processKeys,
    dualInvestigation: key(flag, '双人调查', 'S0-51', { reader: 'investigation' }),
    introducedTimeFactor: key(multiple, '人情贷调查时间系数', 'S0-52', { reader: 'investigation' }),
    assignBy: key(oneOf('SAME_EVENING', 'ON_RECEIPT', 'NEXT_WORKING_DAY'), '派单时点', 'S2-45', { anchor: 'APPLICATION', reader: 'application' }),
    visitStart: key(duration, '开始实地调查的时限', 'S2-45 S3-12', { anchor: 'APPLICATION', reader: 'application' }),
    admissionDecision: key(duration, '准入答复时限', 'S3-13', { anchor: 'APPLICATION', reader: 'application' }),
    answerAfterInvestigation: key(duration, '调查后答复时限', 'S2-85', { anchor: 'APPLICATION', reader: 'application' }),
    e2eTargetHours: key(count(1, 720), '全流程目标小时数（目标，不是时限）', 'S3-15 S2-42', { anchor: 'APPLICATION', reader: 'application' }),
    costPosts: key(setOf(oneOf('FINANCE', 'UNIT_HEAD')), '登记机构费用的岗位', 'S4-11 P', { reader: 'servicing' }),
    costCorrection: key(oneOf('ANYONE', 'ANOTHER'), '更正机构费用是否须由登记人以外的人', 'S4-11 P', { reader: 'servicing' }),
    conductCode: key(oneOf('STRICT', 'GLASS_OF_WATER'), '行为准则', 'S4-28 S2-30'),
    calendarProfile: key(oneOf('BANK_CALENDAR', 'PROFILE_896'), '作息安排', 'S3-16', { reader: 'application' }),
  },
})

export const committee = group({
  title: '审贷会', anchor: 'APPLICATION', reader: 'committee',
  keys: {
    committeeSeats: key(listOf(row({ upTo: moneyOrNoEnd, seats: count(1, 15) })), '审贷会席位', 'S3-24 P'),
    passRule: key(row({ agree: count(1, 15), of: count(1, 15), vetoStops: flag }), '通过规则（同意占席位的份额）', 'P'),
    ...decisionKeys,
    ...meetingKeys,
  },
})

const part = oneOf('COSTS', 'COMPOUND', 'PENALTY', 'INTEREST', 'PRINCIPAL')

/** What is to be tried before a claim is written off. */
export const RECOVERY_STEPS = ['DEMAND', 'VISIT', 'GUARANTOR', 'COLLATERAL', 'LAWSUIT', 'EXECUTION'] as const
export type RecoveryStep = (typeof RECOVERY_STEPS)[number]

/** What may be added to the contract's rate for lateness and for misuse, as the central bank allows [F-08]. */
export const PENALTY_UPLIFTS = ['0.30', '0.50'] as const
export const MISUSE_UPLIFTS = ['0.50', '1.00'] as const

export const servicing = group({
  title: '贷款存续', anchor: 'EVENT', reader: 'servicing',
  keys: {
    remindBeforeDays: key(setOf(count(0, 60)), '到期前几天提醒', 'S2-85', { reader: 'monitoring' }),
    dueDayBalanceChecks: key(setOf(clock), '到期日查询余额的时点', 'S2-36', { reader: 'monitoring' }),
    unansweredDebitDays: key(count(1, 31), '扣款指令未回几天内不再扣', 'P'),
    penaltyUplift: key(decimal(...PENALTY_UPLIFTS), '逾期罚息加成', 'F-08'),
    misuseUplift: key(decimal(...MISUSE_UPLIFTS), '挪用罚息加成', 'F-08'),
    compoundInterest: key(flag, '计收复利', 'F-08'),
    allocationOrder: key(row({ normal: listOf(part), nonAccrual: listOf(part) }), '还款冲抵顺序', 'P MEM'),
    dayEndAt: key(clock, '自动日终的时点', 'P'),
    dayEndCatchUpDays: key(count(1, 31), '自动日终最多追赶几天', 'P'),
    nonAccrualDays: key(count(1, 90), '逾期几天转非应计', 'F-15', { lock: 'LOWER' }),
    classFloors: key(row({ SPECIAL_MENTION: count(1, 360), SUBSTANDARD: count(1, 360), DOUBTFUL: count(1, 360), LOSS: count(1, 361) }), '逾期天数对应的最低风险分类', 'F-06', { lock: 'LOWER' }),
    upgradeObservationMonths: key(count(6, 36), '欠款还清后几个月方可上调分类', 'MEM', { lock: 'HIGHER' }),
    restructuredObservationMonths: key(count(6, 60), '重组贷款的观察期（月）', 'MEM', { lock: 'HIGHER' }),
    provisionRates: key(row({ NORMAL: share, SPECIAL_MENTION: share, SUBSTANDARD: share, DOUBTFUL: share, LOSS: share }), '减值准备计提比例', 'F-09', { lock: 'HIGHER', anchor: 'PERIOD' }),
    generalReserve: key(decimal('0.015', '0.1'), '一般准备占风险资产的最低比例', 'F-09', { lock: 'HIGHER', anchor: 'PERIOD' }),
    ftpByTerm: key(row({ M3: rate, M6: rate, M12: rate, M24: rate, M36: rate, LONG: rate }), '内部资金价格（按借据期限）', 'S4-46 P', { anchor: 'PERIOD' }),
    prepaymentMin: key(money, '部分提前还本的最低本金', 'P'),
    customerLinkDays: key(count(1, 365), '客户还款链接的有效天数', 'P'),
    suspenseSecondPersonFrom: key(money, '暂收款处理须两人的起点金额', 'P', { lock: 'LOWER' }),
    extensionNoticeDays: key(count(0, 60), '展期须在到期前至少几个工作日申请', 'P', { lock: 'HIGHER' }),
    longestMonths: key(count(12, 360), '一年以上贷款连同展期至多几个月', 'F-14', { lock: 'LOWER' }),
    refundWorkingDays: key(count(0, 10), '退款须在几个工作日内付出', 'P', { lock: 'LOWER' }),
    writeOffSteps: key(setOf(oneOf(...RECOVERY_STEPS)), '核销前须完成的追索措施', 'MEM P'),
    repricing: key(oneOf('NEVER', 'YEAR_START', 'ANNIVERSARY'), '利率何时按报价利率重定价', 'P'),
    longTenorFrom: key(count(12, 120), '满几个月适用五年期以上报价利率', 'P'),
    mirrorRounding: key(money, '核心对账视为尾差的最大差额', 'P', { lock: 'LOWER' }),
  },
})

const visit = row({
  tier: oneOf('CREDIT', 'GUARANTEED', 'GOOD', 'POOR'), method: oneOf('ON_SITE', 'PHONE', 'SMS', 'WECHAT'), every: duration, evidenceAtLeast: count(0, 20),
})

export const monitoring = group({
  title: '贷后监控', anchor: 'EVENT', reader: 'monitoring',
  keys: {
    firstCheckDays: key(count(1, 60), '首次检查天数', 'S2-73 S4-21'),
    monitoringTable: key(listOf(visit), '监控频率表', 'S0-23 S0-27 S3-28'),
    visitTriggerPhoneReminders: key(count(1, 12), '连续几个月电话提醒后须上门', 'S3-28'),
    goodTierMinPaid: key(count(1, 60), '优良客户至少已还期数', 'S0-27 S2-11'),
    handoverJointVisits: key(count(0, 10), '移交共同拜访次数', 'S0-33', { reader: 'handover' }),
    interviewAfterTransfer: key(row({ share, callBack: flag }), '批量移交后面谈与回访', 'S4-40', { reader: 'handover' }),
  },
})

export const collection = group({
  title: '催收', anchor: 'EVENT', reader: 'collection',
  keys: {
    overdueSteps,
    collectionVisitsPerWeekQ2: key(count(0, 7), '有能力无意愿者每周上门次数', 'S0-55'),
    collectionQuietHours: key(clockRange, '禁止催收时段', 'F-12', { lock: 'WIDER' }),
    maxCallsPerDay: key(count(0, 3), '每人每日有效催收电话至多', 'F-12', { lock: 'LOWER' }),
  },
})

export const staff = group({
  title: '队伍', anchor: 'PERIOD', reader: 'people',
  keys: {
    stageThresholds: key(row({ qualified: count(1, 1000), mature: count(1, 1000) }), '合格与成熟所需放款笔数', 'S4-34 S4-35'),
    complianceHours: key(count(0, 400), '上岗前合规学时', 'S0-14'),
    visitsPerDay: key(count(0, 100), '每日拜访户数', 'S0-03'),
    marketingHoursPerDay: key(count(0, 24), '每日营销小时数', 'S2-44 S4-13'),
    passRateBand: key(row({ from: share, to: share }), '通过率合理区间', 'S2-92 P'),
    awardUplift: key(share, '获奖上浮', 'S0-19'),
  },
})
