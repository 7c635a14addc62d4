import { METHOD_NAMES } from '#common/schedule/domain'

/** What the words of a closed list are called; `field.VALUE` where one word means different things. */
const WORDS: Readonly<Record<string, string>> = {
  SELF_EMPLOYED: '个体工商户', MICRO_OWNER: '小微企业主', FARMER: '农户', SALARIED: '工薪客户',
  MARRIED: '已婚', REMARRIED: '再婚', DIVORCED: '离异', WIDOWED: '丧偶', SINGLE: '未婚',
  YOUNG_OR_AT_SCHOOL: '年幼或上学', WORKING: '工作', IDLE_ADULT: '成年无业', 'children.NONE': '无子女',
  HOME_OWNED: '自有住房', PART_OR_VEHICLE: '有部分财产或车辆', LITTLE: '少量', 'property.NONE': '没有',
  'habits.NONE': '没有', DOUBTFUL: '存疑', IN_BUSINESS: '参与生意', LOCAL_STABLE_JOB: '当地稳定单位', 'work.OTHER': '其他工作或生意', 'work.NONE': '无单位',
  OWN: '自有', LEASE: '租赁', 'premises.NONE': '无固定场所', CONTROL: '控制人或至亲', FRIEND: '朋友', DEPENDANT: '受扶养人', HOUSE: '住房', SHOP: '商铺',
  STREET_CANVASS: '扫街', BRANCH: '网点', REFERRAL: '转介绍', PERSONAL_INTRODUCTION: '人情介绍', ONLINE: '线上', 'lender.ONLINE': '网贷', BANK: '银行', OTHER: '其他',
  CREDIT: '信用', PERSONAL_GUARANTEE: '自然人保证', GUARANTEE_COMPANY: '担保公司', MORTGAGE: '抵押',
  ...METHOD_NAMES, 'every.WEEK': '按周', 'every.FORTNIGHT': '每两周', 'every.MONTH': '按月', 'every.QUARTER': '按季', 'every.HALF_YEAR': '按半年', 'every.ONCE': '到期一次',
  WORKING_CAPITAL: '流动资金', EQUIPMENT: '购置设备', DECORATION: '装修', CONSUMPTION: '消费', REAL_ESTATE: '购房炒房', SHARES: '股票', LENDING_ON: '转贷', GAMBLING: '赌博', POLLUTING: '污染行业',
  'place.SHOP': '店面', WAREHOUSE: '仓库', VAN: '车上', GOOD: '完好', SLOW: '滞销', EXPIRED: '过期', CONSIGNMENT: '代销', 'unpaid.NO': '已付款', IN_PAYABLES: '未付，已列应付', MISSING: '未付，未列应付',
  SHORT: '一年以内', LONG: '一年以上', ASSET: '资产', DEBT: '负债', RENT: '房租', WAGES: '工资', UTILITIES: '水电气', TRANSPORT: '运输油费', MISC: '通讯包装杂费', TAXES: '税费', 'kind.OTHER': '维修广告其他',
  OUTSIDE: '外部收入', OWNER_WAGE: '老板工资', SPOUSE_WAGE_FROM_SHOP: '配偶在自家店的工资', NO: '没有', SPLIT: '有，已分摊', UNSPLIT: '有，未分摊', NONE: '没有', BOTH: '利润与资产都计', PROFIT_ONLY: '只计利润', ASSETS_ONLY: '只计资产',
  'creditRecord.GOOD': '良好', 'creditRecord.NONE': '无记录', NOT_WILFUL: '非主观不良', BAD: '不良', CONSERVATIVE: '保守', BALANCED: '稳健', AGGRESSIVE: '激进', OFFICER: '客户经理', RECORDS: '记录',
  SEEN: '实地眼见', DOCUMENT: '单据', STATEMENT: '客户陈述', THIRD_PARTY: '第三方', SYSTEM_DATA: '系统数据',
  DEVIATION: '偏差', NORMAL: '正常', NEAR: '接近', LEASE_COVERS_TERM: '租期覆盖贷期', LEASE_SHORTER: '租期短于贷期', CO_SIGNS: '共同签署', INFORMED: '知情', YES: '是', SOME: '部分',
}

/** A word of a closed list as a banker says it. */
export function wordOf(field: string, value: string): string | undefined {
  return WORDS[`${field}.${value}`] ?? WORDS[value]
}
