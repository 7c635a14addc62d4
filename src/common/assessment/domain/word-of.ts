import { METHOD_NAMES } from '#common/schedule/domain'

/** What the words of a closed list and the choices of a policy that a formula names are called; `field.VALUE` where one word means different things. */
const WORDS: Readonly<Record<string, string>> = {
  SELF_EMPLOYED: '个体工商户', MICRO_OWNER: '小微企业主', FARMER: '农户', SALARIED: '工薪客户',
  MARRIED: '已婚', REMARRIED: '再婚', DIVORCED: '离异', WIDOWED: '丧偶', SINGLE: '未婚',
  YOUNG_OR_AT_SCHOOL: '年幼或上学', WORKING: '工作', IDLE_ADULT: '成年无业', 'children.NONE': '无子女',
  HOME_OWNED: '自有住房', PART_OR_VEHICLE: '有部分财产或车辆', LITTLE: '少量', 'property.NONE': '没有',
  'habits.NONE': '没有', DOUBTFUL: '存疑', IN_BUSINESS: '参与生意', LOCAL_STABLE_JOB: '当地稳定单位', 'work.OTHER': '其他工作或生意', 'work.NONE': '无单位',
  OWN: '自有', LEASE: '租赁', 'premises.NONE': '无固定场所', CONTROL: '控制人或至亲', FRIEND: '朋友', DEPENDANT: '受扶养人', HOUSE: '住房', SHOP: '商铺',
  STREET_CANVASS: '扫街', BRANCH: '网点', REFERRAL: '转介绍', PERSONAL_INTRODUCTION: '人情介绍', ONLINE: '线上', 'lender.ONLINE': '网贷', BANK: '银行', OTHER: '其他',
  CREDIT: '信用', PERSONAL_GUARANTEE: '自然人保证', GUARANTEE_COMPANY: '担保公司', MORTGAGE: '抵押', JOINT_LIABILITY: '联保', GOVERNMENT: '机关', PUBLIC_INSTITUTION: '事业单位', STATE_ENTERPRISE: '国有企业', LARGE_COMPANY: '大型企业', ESTABLISHED: '在编', CONTRACT: '合同制', DISPATCHED: '派遣', CONTRACTED: '承包', TRANSFERRED: '流转',
  ...METHOD_NAMES, 'every.WEEK': '按周', 'every.FORTNIGHT': '每两周', 'every.MONTH': '按月', 'every.QUARTER': '按季', 'every.HALF_YEAR': '按半年', 'every.ONCE': '到期一次',
  WORKING_CAPITAL: '流动资金', EQUIPMENT: '购置设备', DECORATION: '装修', CONSUMPTION: '消费', REAL_ESTATE: '购房炒房', SHARES: '股票', LENDING_ON: '转贷', GAMBLING: '赌博', POLLUTING: '污染行业',
  'place.SHOP': '店面', WAREHOUSE: '仓库', VAN: '车上', GOOD: '完好', SLOW: '滞销', EXPIRED: '过期', CONSIGNMENT: '代销', 'unpaid.NO': '已付款', IN_PAYABLES: '未付，已列应付', MISSING: '未付，未列应付',
  SHORT: '一年以内', LONG: '一年以上', ASSET: '资产', DEBT: '负债', RENT: '房租', WAGES: '工资', UTILITIES: '水电气', TRANSPORT: '运输油费', MISC: '通讯包装杂费', TAXES: '税费', 'kind.OTHER': '维修广告其他',
  OUTSIDE: '外部收入', OWNER_WAGE: '老板工资', SPOUSE_WAGE_FROM_SHOP: '配偶在自家店的工资', NO: '没有', SPLIT: '有，已分摊', UNSPLIT: '有，未分摊', NONE: '没有', BOTH: '利润与资产都计', PROFIT_ONLY: '只计利润', ASSETS_ONLY: '只计资产',
  'creditRecord.GOOD': '良好', 'creditRecord.NONE': '无记录', NOT_WILFUL: '非主观不良', BAD: '不良', CONSERVATIVE: '保守', BALANCED: '稳健', AGGRESSIVE: '激进', OFFICER: '客户经理', RECORDS: '记录',
  SEEN: '实地眼见', DOCUMENT: '单据', STATEMENT: '客户陈述', THIRD_PARTY: '第三方', SYSTEM_DATA: '系统数据',
  MATERIAL: '原材料', PRODUCT: '产成品', RESOLVED: '已解决', STANDS: '矛盾成立', BORROWER: '借款人', 'owner.SPOUSE': '配偶', 'owner.OTHER': '他人', ESTIMATE: '估算误差', TIMING: '时点不同', SEASON: '季节波动', BOOKS: '记账不全', PRICE: '价格变动', MIXED: '公私混用', OVERSTATED: '客户高报', UNDERSTATED: '客户低报', ONE_OFF: '一次性业务', OTHER_CAUSE: '其他原因',
  DEVIATION: '偏差', NORMAL: '正常', NEAR: '接近', LEASE_COVERS_TERM: '租期覆盖贷期', LEASE_SHORTER: '租期短于贷期', CO_SIGNS: '共同签署', INFORMED: '知情', YES: '是', SOME: '部分',
  KEPT: '有完整账目', PARTLY: '有部分账目', 'books.NONE': '没有账目', UNVERIFIED: '无法核实', AGED: '账龄过长', 'offReason.RELATED': '关联人所欠', DISPUTED: '有争议', 'offReason.LEASE': '租赁承诺', OTHER_REASON: '其他',
  NOTHING_BORROWED: '没有借债', REPAID: '已还清', PART_OWED: '尚未还清', BANK_FLOW: '银行流水', SALES_LEDGER: '销货台账', PURCHASE_LEDGER: '进货台账', SLIPS: '进销货单据', WAGE_SLIPS: '工资单', TAX_PROOF: '税票',
  SPOUSE: '配偶', PARENT: '父母', CHILD: '成年子女', SIBLING: '兄弟姐妹', PARTNER: '合伙人', FIRM: '关联企业', GUARANTOR: '保证人', GUARANTEED: '被担保人', SALE: '销售', PURCHASE: '采购', LENT: '借出', BORROWED: '借入', 'dealing.GUARANTEE': '担保', RENT_PAID: '租金', OTHER_DEALING: '其他往来',
  SUPPLIER: '供应商', BUYER: '客户', 'settles.CASH': '现金', ON_DELIVERY: '货到付款', MONTHLY: '月结', ON_ACCOUNT: '赊账', PREPAID: '预付', DAILY: '每日', WEEKLY: '每周', MONTHLY_TIMES: '每月', SEASONAL: '按季',
  LEDGER: '台账', BUYERS: '向下游核实', SUPPLIERS: '向上游核实', SITE: '现场核实', CONTRACTS: '合同', LICENCE: '营业执照', TITLE_DEED: '房产证', LEASE_CONTRACT: '租赁合同', ACCOUNTS: '账单', STOCK_LIST: '存货清单', BANK_ACCOUNT: '银行账户', CASH_COUNTED: '现金', SUPPLY_CONTRACT: '供销合同',
  FLOURISHING: '蒸蒸日上', STEADY: '稳步经营', ORDINARY: '一般维持', DECLINING: '走下坡路',
  REPUTATION: '邻里、供应商、员工口碑', LITIGATION: '诉讼', EXECUTED_LIST: '失信或被执行', KEEPS_PROMISES: '按约提供资料、守时', GAMBLES: '赌博', DRINKS: '酗酒', DRUGS: '涉毒', USURY: '高利贷', SPOUSE_AGREES: '配偶知情同意', KEEPS_THE_MONEY: '谁管钱', DEPENDANTS: '赡养与抚养', HEALTH: '健康', DIVORCE: '是否在办离婚', GENERATIONS: '两代人有无矛盾',
  YEARS_IN_TRADE: '从业年限', CAREER_CHANGES: '转行经历', FORMER_FAILURES: '失败经历', LOCAL_TIES: '本地根基', OWNS_HOME: '自有住房', CHILDREN_AT_SCHOOL: '子女在本地就学', KNOWS_FIGURES: '熟知毛利、存货、债务', BOOKS_KEPT: '记账习惯', STRAIGHT_ANSWERS: '回答直接', CONSISTENT: '前后一致', SHOWS_EVERYTHING: '允许看仓库与手机',
  KNOWS_AMOUNT_AND_USE: '清楚金额、用途与还款来源', INTRODUCTION: '介绍来源（人情）', BUREAU_INQUIRIES: '征信查询次数', ONLINE_BORROWING: '网络贷款', REFUSED_APPLICATIONS: '申请被拒', FULL_CARDS: '信用卡满额', CHRONIC_TIGHTNESS: '资金长期紧张',
  OFF_BALANCE: '列表外', PERIOD_DISPOSABLE: '期间可支配资金', 'equityDeviationBasis.EXPECTED': '应有权益', IN_DEBT_SERVICE: '计入债务支出', 'vetoMode.ALWAYS': '随时可否决', 'vetoMode.DEVIATION': '偏差超容忍度时可否决', 'trade.REAL_ESTATE': '房地产', PRIVATE_LENDING: '民间放贷', 'softProperty.GOOD': '良好',
  EXCELLENT: '优秀', FINE: '良好', AVERAGE: '一般', LOW: '较低', POOR: '较差', MISSING_MONEY: '应有大于实际：有钱去向不明，可能是隐藏的提取、赌博、另投生意、借出，或利润被高估', HIDDEN_DEBT: '应有小于实际：可能有隐藏负债（最危险）、未报的收入，或资产不是他的', AGREES: '相符',
}

/** A word of a closed list as a banker says it. */
export function wordOf(field: string, value: string): string | undefined {
  return WORDS[`${field}.${value}`] ?? WORDS[value]
}
