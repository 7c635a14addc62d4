/** What a sheet is: one row a case, or one row a loan. */
export type SheetRole = 'CASES' | 'LOANS'
export const ROLE_NAMES: Readonly<Record<SheetRole, string>> = { CASES: '案件表', LOANS: '贷款清单' }

type FieldKind = 'TEXT' | 'NUMBER' | 'PHONE' | 'MONEY' | 'DAY' | 'COUNT'

export interface Field {
  readonly id: string
  readonly name: string
  readonly kind: FieldKind
  readonly of: readonly SheetRole[]
  /** Several columns may mean this. */
  readonly many?: true
  /** Titles that mean this, without blanks and brackets; the first that fits wins. */
  readonly titles: RegExp
}

const BOTH = ['CASES', 'LOANS'] as const

/** What a column of a bank's own sheet may mean. The order decides where two would fit a title: the narrower stands first. */
export const FIELDS = [
  { id: 'guarantorPhone', name: '担保人手机号', kind: 'PHONE', of: BOTH, titles: /(?:担保|保证)人?.*(?:手机|电话|联系)/ },
  { id: 'guarantorId', name: '担保人证件号码', kind: 'NUMBER', of: BOTH, titles: /(?:担保|保证)人?.*(?:身份证|证件)/ },
  { id: 'guarantor', name: '担保人', kind: 'TEXT', of: BOTH, titles: /^(?:担保人|保证人)(?:姓名|名称)?$/ },
  { id: 'idNumber', name: '证件号码', kind: 'NUMBER', of: BOTH, titles: /身份证|证件号/ },
  { id: 'phone', name: '手机号', kind: 'PHONE', of: BOTH, titles: /手机|电话|联系方式/ },
  { id: 'number', name: '案件号或借据号', kind: 'NUMBER', of: BOTH, titles: /^(?:案件|业务|申请|借据|合同|贷款)?(?:编号|号码?|流水号)$|(?:案件|业务|申请|借据|合同|贷款)(?:编号|号)/ },
  { id: 'customer', name: '客户', kind: 'TEXT', of: BOTH, titles: /^(?:客户|借款人|申请人|户主)(?:姓名|名称)?$|^(?:姓名|户名)$/ },
  { id: 'daysOverdue', name: '逾期天数', kind: 'COUNT', of: ['LOANS'], titles: /逾期.*天|欠息?天数|拖欠天数/ },
  { id: 'balance', name: '贷款余额', kind: 'MONEY', of: ['LOANS'], titles: /余额/ },
  { id: 'lent', name: '放款金额', kind: 'MONEY', of: BOTH, titles: /^(?:放款|贷款|借款|发放|借据|批准|审批|授信)(?:金额|额度?)$|^(?:放款|贷款|借款)本金$/ },
  { id: 'lentOn', name: '放款日期', kind: 'DAY', of: BOTH, titles: /(?:放款|发放|起息|借款)(?:日期?|时间)/ },
  { id: 'ownTransfers', name: '本人互转', kind: 'MONEY', of: ['CASES'], titles: /互转|自转|本人(?:账户)?转|往来划转/ },
  { id: 'flowCredits', name: '流水贷方合计', kind: 'MONEY', of: ['CASES'], titles: /流水.*(?:贷方|进账|收入|合计|总额)|贷方(?:发生额|合计)|年?进账/ },
  { id: 'salesCheck', name: '销售额的一种检验', kind: 'MONEY', of: ['CASES'], many: true, titles: /(?:反推|推算|核实|检验|还原|测算|抽样|开票|佐证).*(?:销售|营业|收入|额)|(?:销售|营业额?|收入).*(?:反推|推算|核实|检验|还原|测算|抽样)/ },
  { id: 'statedSales', name: '认定年销售额', kind: 'MONEY', of: ['CASES'], titles: /^(?:认定|申报|自述|调查)?(?:全?年)?(?:销售额?|营业额|营业收入|销售收入)$/ },
  { id: 'equityExpected', name: '应有权益', kind: 'MONEY', of: ['CASES'], titles: /应有(?:权益|净资产)|预期权益/ },
  { id: 'equityActual', name: '实际权益', kind: 'MONEY', of: ['CASES'], titles: /(?:实际|实有|期末)(?:权益|净资产)|^所有者权益$|^净资产$/ },
  { id: 'visitedOn', name: '实地调查日期', kind: 'DAY', of: ['CASES'], titles: /(?:上门|实地|调查|走访|下户)(?:日期?|时间)/ },
] as const satisfies readonly Field[]

export type FieldId = (typeof FIELDS)[number]['id']

const byId = new Map<string, Field>(FIELDS.map((each) => [each.id, each]))

/** The field of an id; undefined where there is none of it. */
export function fieldOf(id: string): Field | undefined {
  return byId.get(id)
}

export function fieldsOf(role: SheetRole): readonly Field[] {
  const all: readonly Field[] = FIELDS
  return all.filter(({ of }) => of.includes(role))
}
