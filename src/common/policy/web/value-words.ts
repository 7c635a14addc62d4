import { FLAGS, HARD_RULES, identities } from '#common/assessment/domain'
import { SCORE_FIGURES, type ScoreFigure } from '#common/policy/domain'
import { POSTS } from '#common/staff/domain'
import { GOES_TO, STEPS } from '#common/task/domain'

const byId = (rows: readonly { readonly id: string; readonly name: string }[]): Record<string, string> => Object.fromEntries(rows.map(({ id, name }) => [id, name]))

/** Words that mean this only below one key or field. */
const under = (place: string, words: Readonly<Record<string, string>>): Record<string, string> => Object.fromEntries(Object.entries(words).map(([word, name]) => [`${place}.${word}`, name]))

/** What the words and fields of pack values are called; `key.WORD` or `field.WORD` where one word means different things. */
const WORDS: Readonly<Record<string, string>> = {
  ...under('process', STEPS), ...under('stepWithin', STEPS), ...under('posts', POSTS), ...under('goesTo', GOES_TO), posts: '岗位', goesTo: '交给', 'stepWithin.unit': '单位',
  ...byId(FLAGS), ...byId(HARD_RULES), ...byId(identities.filter(({ id }) => /^I\d\d$/.test(id))),
  BS: '资产负债表', IS: '损益表', EQ: '权益检验表', INV: '库存表', CF: '现金流量表',
  OFF_BALANCE: '列表外', INCLUDED: '计入', IN_PROFIT: '计入损益', IN_DEBT_SERVICE: '计入债务支出', 'identities.BLOCK': '不得提交', 'identities.DEVIATION': '记为偏差', WARN: '提示',
  TOLERANCE_THEN_SECOND: '容忍度内取报表值，超出取次低检验值', ALWAYS_MIN: '一律取最低', MEDIAN: '取中位数', 'vetoMode.DEVIATION': '偏差超容忍度时可否决', 'vetoMode.NONE': '不设否决', ALWAYS: '随时可否决', EQUITY: '实际权益', PERIOD_DISPOSABLE: '期间可支配资金', EXPECTED: '应有权益',
  STRONG: '强', WEAK: '弱', FEN: '金额', RATE: '比率', RATIO: '倍数', GRADE: '档次', VOICES: '人数',
  sales: '营业额', margin: '毛利率', netProfit: '净利', cogs: '进货成本', output: '产量', fixedCosts: '固定支出', inventory: '存货', receivables: '应收账款', otherReceivable: '其他应收', payables: '应付账款', prepayments: '预付款项', advances: '预收款项', cash: '现金', bankDeposit: '银行存款', fixedAssets: '固定资产', prepaidRent: '待摊租金',
  loans: '借款', privateLoans: '民间借款', guaranteesGiven: '对外担保', otherLiabilities: '其他负债', equity: '权益', householdExpense: '家庭开支', wage: '工资', reputation: '口碑', capacity: '产能', electricity: '水电气', tax: '税费',
  MARRIAGE: '婚姻', AGE: '年龄', YEARS_IN_BUSINESS: '经营年限', RESIDENCE: '居住', PROPERTY: '财产状况', CREDIT_RECORD: '信用记录', CHILDREN: '子女', SPOUSE: '配偶', NORMAL: '正常', NEAR: '接近', DEVIATION: '偏差',
  SEEN: '实地眼见', DOCUMENT: '单据', STATEMENT: '客户陈述', THIRD_PARTY: '第三方', SYSTEM_DATA: '系统数据',
  OPERATION: '经营', MANAGEMENT: '管理', ORGANISATION: '组织', HISTORY: '经历', id: '编号', block: '方面', asks: '问题', 'siteKinds.SHOP': '店面', WAREHOUSE: '仓库', WORKSHOP: '加工场所', 'siteKinds.FIELD': '田间', HOME: '住所',
  FRONT: '门头', 'photoShows.INSIDE': '店内', STOCK: '存货', BOOKS: '账本', METER: '电表', WITH_OFFICER: '与调查人合影', 'searches.NAME': '姓名检索', 'searches.PHONE': '手机号检索', ENTERPRISE_CREDIT: '企业信用网', EXECUTED_PERSON: '被执行人', BORROWER: '借款人', 'bureauRoles.SPOUSE': '配偶', CO_BORROWER: '共同借款人', FIRM: '自有企业', PARTNER: '股东与合伙人', GUARANTOR: '保证人',
  FLAG: '提示', EXPLAIN: '须解释', EXCLUDE_FLOW: '剔除该流水', NO_GUARANTEE: '保证无效', LOWER_CAP: '额度打折', SECOND_REVIEWER: '另一人复核', FRAUD_REVIEW: '反欺诈核查', COMMITTEE: '上审贷会', NO_CREDIT_LOAN: '不得信用贷款', BLOCK: '补齐前不得提交', REJECT: '拒绝', REFER: '转人工判断', INCOMPLETE: '补齐前不得提交',
  UNDERSTANDINGS: '四个了解', FIRST_SOURCE: '第一还款来源核实', CONCLUSIONS: '三项结论', INCOME_EVIDENCE: '三个月收入凭证', CHAIN: '供应链与结款方式', BEGINNINGS: '创业经历九问', RATIO_COMMENTS: '比率说明', OFF_BALANCE_REASONS: '表外项目的原因', 'requiredParts.SEEN': '现金存货实地眼见', FULL_CASH_FLOW: '大额与特殊行业的现金流量表', NOBODY: '无人可解除', 'liftedBy.INVESTIGATOR': '调查人说明', 'liftedBy.REVIEWER': '审查人', 'liftedBy.SUPERVISOR': '主管', 'liftedBy.COMMITTEE': '审贷会', RISK: '风险管理岗',
  REAL_ESTATE: '房地产', PRIVATE_LENDING: '民间放贷', GAMBLING: '赌博', POLLUTING: '污染', SHARES: '股票', LENDING_ON: '转贷',
  above: '金额高于', months: '至少经营月数', upTo: '金额不超过', seats: '席位', minAmount: '最低金额', maxAmount: '最高金额', step: '取整到', minMonths: '最短月数', maxMonths: '最长月数',
  trade: '行业', 'contradictions.NOTE': '只提示', quartiles: '显示四分位至少户数', tails: '显示两端至少户数', good: '好', weak: '差', middle: '中', name: '名称', points: '满分', bins: '分档', verifies: '检验科目', strength: '强弱', unit: '计量', tolerance: '容忍度', minutes: '分钟', onSite: '须在现场', accounts: '科目', grade: '等级', from: '起', to: '止', effect: '后果', 'grades.from': '最低分', value: '时限', 'every.unit': '单位', 'visitStart.unit': '单位', 'admissionDecision.unit': '单位', 'answerAfterInvestigation.unit': '单位',
  A: 'A', B: 'B', C: 'C', D: 'D', E: 'E', CONTROL: '有控制力', FRIEND: '朋友', DEPENDANT: '受其扶养', HOUSE: '住房', SHOP: '商铺', CREDIT: '信用', PERSONAL_GUARANTEE: '自然人保证', GUARANTEE_COMPANY: '担保公司', MORTGAGE: '抵押',
  ANNUITY: '等额本息', EQUAL_PRINCIPAL: '等额本金', INTEREST_ONLY_M: '按月付息到期还本', BULLET: '到期一次还本付息', INTEREST_ONLY_Q: '按季付息到期还本', ANNUITY_Q: '按季等额本息', EQUAL_PRINCIPAL_Q: '按季等额本金', GRACE_ANNUITY: '宽限后等额本息',
  BALLOON_AMORT: '气球贷（按长期限摊还）', BALLOON_RESIDUAL: '留尾款', FIXED_PRINCIPAL: '固定本金', STEP_UP: '递增', STEP_DOWN: '递减', IRREGULAR: '不规则还款', REVOLVING: '随借随还按日计息', M30: '每月 30 天', ACT_360: '实际天数/360', ACT_365: '实际天数/365', ODD_FIRST: '首期按实际天数', INTEREST_FIRST: '先单收零头利息',
  HALF_UP: '四舍五入', UP: '进位', EXACT_DISPLAY: '按精确值，显示时舍入', 'holidayRule.NONE': '不顺延', FOLLOWING: '顺延至下一工作日', MODIFIED_FOLLOWING: '顺延，跨月则提前', PRECEDING: '提前至上一工作日',
  SINGLE: '客户经理一岗', SPLIT: '管户、尽调、作业分岗', SAME_EVENING: '当晚派单', ON_RECEIPT: '随到随派', NEXT_WORKING_DAY: '次一工作日', CALENDAR_DAY: '天', WORKING_DAY: '个工作日', HOUR: '小时', STRICT: '滴水不沾', GLASS_OF_WATER: '至多一杯白水', BANK_CALENDAR: '银行日历', PROFILE_896: '早 8 晚 9、每周 6 天',
  UNIT_COMMITTEE: '团队审贷会', DEPARTMENT_COMMITTEE: '部门审贷会', HEAD_OFFICE_CENTRE: '总行审批中心', OUTSIDE: '超出本行权限', creditOrPersonal: '信用与自然人保证', secured: '抵押与担保公司', agree: '同意份数', of: '总份数', vetoStops: '一票否决',
  BUSINESS: '经营性贷款', CONSUMPTION: '消费贷款', NON_PERFORMING: '不良贷款', RE_EMPLOYMENT: '下岗再就业贷款', RURAL: '农区贷款', SECOND_LEVEL_BRANCH: '二级支行管理的贷款',
  fromSeats: '席位达到', mayMiss: '可缺席', nplUpTo: '不良率不超过', factor: '系数', 'peers.months': '几个月内', 'peers.cases': '最多几案',
  GOVERNMENT: '机关', PUBLIC_INSTITUTION: '事业单位', STATE_ENTERPRISE: '国有企业', LARGE_COMPANY: '大型企业', ESTABLISHED: '在编', CONTRACT: '合同制', DISPATCHED: '派遣', JOINT_LIABILITY: '联保',
  ...POSTS,
  'guaranteeQuestions.evidence': '凭据', fromDay: '逾期第几天起', acts: '做什么', 'overdueSteps.evidence': '凭据', ANYONE: '不须', ANOTHER: '须由另一人',
  item: '代码', required: '必交', customerTypes: '客户类型', guarantees: '担保方式', SELF_EMPLOYED: '个体工商户', MICRO_OWNER: '小微企业主', FARMER: '农户', SALARIED: '工薪客户',
  COST_DISCLOSURE: '综合融资成本明示表', INTERVIEW_RECORD: '面谈记录', BUREAU_AUTHORISATION: '征信查询授权书', PRIVACY_AUTHORISATION: '个人信息处理授权书', LOAN_CONTRACT: '借款合同', GUARANTEE_CONTRACT: '保证合同', MORTGAGE_CONTRACT: '抵押合同', SPOUSE_CONSENT: '配偶同意书', PURPOSE_UNDERTAKING: '用途承诺书', DEBIT_AUTHORISATION: '扣款授权书', ADDRESS_CONFIRMATION: '送达地址确认书', ENTRUSTED_PAYMENT: '受托支付委托书', LOAN_NOTE: '借据', REPAYMENT_SCHEDULE: '还款计划表',
  ONCE: '一份', EACH_PERSON: '借款人、配偶、保证人各一份', EACH_GUARANTOR: '每位保证人一份', COLLATERAL: '有抵押物时', 'papers.SPOUSE': '有配偶时', ENTRUSTED: '受托支付时', AT_SIGNING: '签约时', EACH_DRAWDOWN: '每次放款', NEVER: '不用', 'repricing.NEVER': '固定利率', 'repricing.YEAR_START': '每年 1 月 1 日', 'repricing.ANNIVERSARY': '每年放款对月对日', 'writeOffSteps.DEMAND': '书面催收', 'writeOffSteps.VISIT': '上门催收', 'writeOffSteps.GUARANTOR': '向保证人追索', 'writeOffSteps.COLLATERAL': '处置抵质押物', 'writeOffSteps.LAWSUIT': '起诉或申请支付令', 'writeOffSteps.EXECUTION': '申请强制执行', first: '一方', second: '另一方', BY_PURPOSE: '按用途', PERSONAL_CONSUMPTION: '个人消费贷款', PERSONAL_BUSINESS: '个人经营贷款', WORKING_CAPITAL: '流动资金贷款', FIXED_ASSET: '固定资产贷款',
  COSTS: '费用', COMPOUND: '复利', PENALTY: '罚息', INTEREST: '利息', PRINCIPAL: '本金', normal: '正常贷款', nonAccrual: '非应计贷款', SPECIAL_MENTION: '关注', SUBSTANDARD: '次级', DOUBTFUL: '可疑', LOSS: '损失',
  M3: '3 个月以内', M6: '3–6 个月', M12: '6–12 个月', M24: '1–2 年', M36: '2–3 年', LONG: '3 年以上',
  tier: '客户分层', method: '方式', every: '间隔', evidenceAtLeast: '至少凭据件数', 'tier.CREDIT': '信用', GUARANTEED: '有担保', 'tier.GOOD': '优良', POOR: '较差', ON_SITE: '上门', PHONE: '电话', SMS: '短信', WECHAT: '微信', share: '面谈比例', callBack: '回访', qualified: '合格', mature: '成熟',
  NO: '否', DIVORCED: '离异', WIDOWED: '丧偶', 'maritalStatus.SINGLE': '未婚', 'habits.DOUBTFUL': '存疑', NOT_WILFUL: '非主观不良', BAD: '不良', IDLE_ADULT: '成年无业', OTHER: '其他', MARRIED: '已婚', REMARRIED: '再婚', YES: '是', SOME: '有一些', GOOD: '良好', NONE: '没有', YOUNG_OR_AT_SCHOOL: '年幼或上学', WORKING: '已工作', IN_BUSINESS: '参与生意', LOCAL_STABLE_JOB: '当地稳定单位', 'creditRecord.NONE': '无记录',
  OWN: '自有', LEASE_COVERS_TERM: '租期覆盖贷期', LEASE_SHORTER: '租期短于贷期', HOME_OWNED: '自有住房', PART_OR_VEHICLE: '部分产权或车辆', LITTLE: '少量', CO_SIGNS: '共同签署', 'spouseConsent.SINGLE': '单身', INFORMED: '知情', v1: '同业最优值', v2: '同业优良值', v3: '同业平均值', v4: '同业较低值', v5: '同业最低值',
}

/** What a rule may ask for, and whether its figure is said in percent: the figures of the card, and those only the soft matrix knows. */
const FIGURES: Readonly<Record<string, { readonly name: string; readonly percent?: boolean; readonly words?: readonly string[] }>> = {
  ...Object.fromEntries(Object.entries<ScoreFigure>(SCORE_FIGURES).map(([id, { name, is, words }]) => [id, { name, percent: is === 'PERCENT', ...(words === undefined ? {} : { words }) }])),
  maritalStatus: { name: '婚姻状况', words: ['SINGLE', 'MARRIED', 'REMARRIED', 'DIVORCED', 'WIDOWED'] }, age: { name: '年龄' }, creditRecord: { name: '信用记录', words: ['GOOD', 'NONE', 'NOT_WILFUL', 'BAD'] }, children: { name: '子女', words: ['YOUNG_OR_AT_SCHOOL', 'WORKING', 'IDLE_ADULT', 'NONE'] }, spouse: { name: '配偶工作', words: ['IN_BUSINESS', 'LOCAL_STABLE_JOB', 'OTHER', 'NONE'] },
}

/** What a word is called at a place; the place is the key's name and the fields down to it. The word itself where nobody named it. */
export function wordOf(word: string, place: readonly string[]): string {
  const scoped = place.toReversed().map((step) => WORDS[`${step}.${word}`]).find((name) => name !== undefined)
  return scoped ?? WORDS[word] ?? word
}

/** What a figure of a rule is called. */
export function figureName(figure: string): string {
  return FIGURES[figure]?.name ?? figure
}

/** What a rule may compare this figure with, where that is words. The soft matrix knows property only as good or some. */
export function figureWords(figure: string, place: readonly string[]): readonly string[] | undefined {
  return figure === 'property' && place[0] === 'matrix' ? ['GOOD', 'SOME', 'LITTLE', 'NONE'] : FIGURES[figure]?.words
}

/** Whether a figure of a rule is said in percent. */
export function isPercent(figure: string): boolean {
  return FIGURES[figure]?.percent ?? false
}
