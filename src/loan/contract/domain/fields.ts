import type { DocumentKind } from '#common/document/domain'

/**
 * What a bank's Word templates of the contract set may ask for. A template writes the Chinese name between braces, {借款人};
 * a list is opened and closed, {#还款计划}{期次}{/还款计划}. `contractData` answers every name of this page, so a name a
 * template uses and this page does not hold is an error of the template. The number of the paper, 文书编号, comes from the issuing itself.
 */
export interface TemplateField {
  /** Name between the braces. */
  readonly name: string
  /** What stands there, as the help beside the upload says it. */
  readonly says: string
  /** A value as it would print, for trying a template out. */
  readonly sample: string
}

/** A table of rows, each with the same fields. */
export interface TemplateList {
  readonly name: string
  readonly says: string
  readonly rows: readonly TemplateField[]
}

const field = (name: string, says: string, sample: string): TemplateField => ({ name, says, sample })

const HOUSE = [
  field('银行名称', '贷款银行', '示范县农村商业银行'), field('经办机构', '办理本笔业务的机构', '小微贷款部'), field('客户经理', '主办客户经理', '王磊'),
  field('业务编号', '申请受理编号', 'SQ2025000001'), field('合同编号', '借款合同编号，各从属文书同引', 'JK2025000001'), field('合同版本', '第几次制作，重做后加一', '1'),
  field('制作日期', '制作本套文书的营业日', '2025-03-20'), field('监督电话', '客户举报、反馈用的电话', '0000-1234567'), field('行为准则', '告知客户的行为准则全文', '不喝客户一口水，不拿客户一针一线'),
] as const

const BORROWER = [
  field('借款人', '姓名', '王建国'), field('借款人证件号码', '完整号码', '000000198305110017'), field('借款人电话', '完整号码', '13800000001'), field('借款人住址', '居住地址', '示范县新城路 8 号'),
  field('经营主体', '营业执照名称', '建国副食店'), field('经营地址', '经营场所地址', '示范县新城路 8 号一层'),
] as const

const SPOUSE = [field('配偶', '姓名，无配偶时为「无」', '李秀英'), field('配偶证件号码', '完整号码，无配偶时为空', '000000198507220024'), field('配偶电话', '完整号码，无配偶时为空', '13800000002')] as const

const TERMS = [
  field('产品', '贷款产品', '经营贷款'), field('借款金额', '元，两位小数', '118,000.00'), field('借款金额大写', '中文大写', '壹拾壹万捌仟元整'), field('期数', '还款期数', '12'), field('期限月数', '合同期限，月', '12'),
  field('起始日', '合同起始日；实际以借据为准', '2025-03-20'), field('到期日', '合同到期日；实际以借据为准', '2026-03-20'), field('年利率', '百分数', '13.20%'), field('月利率', '千分数', '11.0000‰'),
  field('罚息年利率', '逾期部分的年利率', '19.80%'), field('挪用罚息年利率', '未按约定用途使用部分的年利率', '26.40%'), field('还款方式', '中文名称', '等额本息'), field('还款周期', '按月、按季或一次性', '按月'), field('还款日', '每期应还的日', '20 日'),
  field('计息方式', '整期计息基础', '按月计息，每月按三十天'), field('借款用途', '决议写明的用途', '夏季饮料备货'), field('担保方式', '信用、保证或抵押', '保证'), field('支付方式', '受托支付或自主支付', '自主支付'),
] as const

const ACCOUNT = [field('放款账户户名', '借款人本人', '王建国'), field('放款账户', '完整账号', '6228480000000000017'), field('开户行', '账户开户行', '示范县农村商业银行营业部')] as const

const CONDITION_ROW = [field('序号', '从 1 起', '1'), field('内容', '条件全文', '保证人到场签字'), field('责任岗位', '落实人岗位', '客户经理'), field('完成期限', '营业日，未定时为「放款前」或「放款后」', '2025-03-25')] as const
const CONDITIONS: readonly TemplateList[] = [
  { name: '先决条件', says: '放款前须落实的条件', rows: CONDITION_ROW },
  { name: '后续条件', says: '放款后须落实的条件', rows: CONDITION_ROW },
]

const COBORROWERS: TemplateList = { name: '共同借款人', says: '共同借款人，无则无行', rows: [field('姓名', '姓名', '李秀英'), field('证件号码', '完整号码', '000000198507220024'), field('关系', '与借款人的关系', '配偶')] }

const GUARANTORS: TemplateList = {
  name: '保证人',
  says: '每位保证人一行',
  rows: [
    field('姓名', '姓名或名称', '赵强'), field('证件号码', '完整号码', '000000197901020035'), field('电话', '完整号码', '13800000003'), field('住址', '居住地址', '示范县人民路 6 号'),
    field('关系', '与借款人的关系', '朋友'), field('保证方式', '连带责任保证', '连带责任保证'), field('保证金额', '担保的主债权，元', '118,000.00'),
  ],
}

const COLLATERAL: TemplateList = {
  name: '抵押物',
  says: '每件抵押物一行',
  rows: [
    field('名称', '抵押物', '住宅'), field('所有人', '权利人', '王建国'), field('坐落', '坐落或特征', '示范县新城路 8 号 2 幢 301'), field('权属证号', '权属证书编号', '示范字第 0012345 号'),
    field('评估价值', '元', '420,000.00'), field('评估方', '评估机构或来源', '示范房地产评估所'), field('评估日', '营业日', '2025-03-10'), field('在先债权', '元，无则 0.00', '0.00'),
    field('抵押金额', '所担保的主债权，元', '118,000.00'), field('登记机关', '登记后填，未登记为空', '示范县不动产登记中心'), field('登记编号', '登记后填，未登记为空', ''),
  ],
}

const SCHEDULE = [field('首次还款日', '第一期到期日', '2025-04-20'), field('本金合计', '元', '118,000.00'), field('利息合计', '元', '8,601.36'), field('还款合计', '元', '126,601.36')] as const
const SCHEDULE_ROWS: TemplateList = {
  name: '还款计划',
  says: '逐期一行',
  rows: [field('期次', '从 1 起', '1'), field('到期日', '应还日', '2025-04-20'), field('应还本金', '元', '9,252.11'), field('应还利息', '元', '1,298.00'), field('应还合计', '元', '10,550.11'), field('剩余本金', '元', '108,747.89')],
}

const NOTE = [field('借据编号', '借据号，放款录入时给出', 'JJ2025000001'), field('放款金额', '本次放款，元', '118,000.00'), field('放款金额大写', '中文大写', '壹拾壹万捌仟元整'), field('放款日', '起息日', '2025-03-20'), field('借据到期日', '最后一期到期日', '2026-03-20')] as const

const COST = [
  field('利息总额', '按约定还款时的全部利息，元', '8,601.36'), field('费用合计', '借款人承担的全部费用，元；没有即 0.00', '0.00'), field('融资成本合计', '利息加费用，元', '8,601.36'),
  field('年化利率单利', '内部收益率按单利折年', '13.20%'), field('年化利率复利', '内部收益率按复利折年', '14.03%'), field('逾期成本', '逾期时另计的罚息', '逾期部分按年利率 19.80% 计收罚息'), field('客户签收', '签署明示表的日期，未签为空', ''),
] as const
const FEES: TemplateList = { name: '费用', says: '每项费用一行；没有收费时为「无」一行、金额 0.00', rows: [field('项目', '费用名称', '无'), field('收取方', '谁收', '无'), field('金额', '元', '0.00')] }

const PAYEES: TemplateList = {
  name: '受托支付',
  says: '每位收款人一行',
  rows: [
    field('收款人', '交易对手', '示范饮料批发部'), field('收款账号', '完整账号', '6228480000000000025'), field('收款开户行', '收款人开户行', '示范县农村商业银行'), field('支付金额', '元', '118,000.00'),
    field('交易合同号', '交易合同编号', 'XS-2025-031'), field('交易内容', '所购货物或服务', '夏季饮料一批'),
  ],
}

const ADDRESS = [field('送达地址', '法律文书送达的地址', '示范县新城路 8 号'), field('送达电话', '短信送达的号码', '13800000001'), field('送达收件人', '收件人', '王建国')] as const

const INTERVIEW = [
  field('面谈日期', '营业日', '2025-03-19'), field('面谈地点', '地点', '建国副食店'), field('面谈方式', '现场或视频', '现场'), field('面谈人', '本行人员', '王磊'),
  field('第一次讲解', '还款流程第一次讲解：日期与讲解人', '2025-03-12 王磊'), field('第二次讲解', '还款流程第二次讲解：日期与讲解人', '2025-03-19 李梅'),
] as const
const INTERVIEW_ROWS: TemplateList = { name: '面谈内容', says: '逐问一行', rows: [field('问题', '所问', '贷款由谁使用？'), field('回答', '客户所答', '本人用于进货')] }

interface KindFields { readonly fields: readonly TemplateField[]; readonly lists: readonly TemplateList[] }
const BASE = [...HOUSE, ...BORROWER] as const

/** The papers this stage issues, in the order a customer is led through them. */
export const CONTRACT_PAPERS = [
  'COST_DISCLOSURE', 'INTERVIEW_RECORD', 'BUREAU_AUTHORISATION', 'PRIVACY_AUTHORISATION', 'LOAN_CONTRACT', 'GUARANTEE_CONTRACT', 'MORTGAGE_CONTRACT',
  'SPOUSE_CONSENT', 'PURPOSE_UNDERTAKING', 'DEBIT_AUTHORISATION', 'ADDRESS_CONFIRMATION', 'ENTRUSTED_PAYMENT', 'LOAN_NOTE', 'REPAYMENT_SCHEDULE',
] as const satisfies readonly DocumentKind[]
export type ContractPaper = (typeof CONTRACT_PAPERS)[number]

/** Fields and lists of each kind. */
export const CONTRACT_FIELDS: Readonly<Record<ContractPaper, KindFields>> = {
  LOAN_CONTRACT: { fields: [...BASE, ...SPOUSE, ...TERMS, ...ACCOUNT], lists: [COBORROWERS, GUARANTORS, COLLATERAL, ...CONDITIONS] },
  GUARANTEE_CONTRACT: { fields: [...BASE, ...TERMS], lists: [GUARANTORS] },
  MORTGAGE_CONTRACT: { fields: [...BASE, ...SPOUSE, ...TERMS], lists: [COLLATERAL] },
  LOAN_NOTE: { fields: [...BASE, ...TERMS, ...ACCOUNT, ...NOTE], lists: [] },
  REPAYMENT_SCHEDULE: { fields: [...BASE, ...TERMS, ...ACCOUNT, ...NOTE, ...SCHEDULE], lists: [SCHEDULE_ROWS] },
  PURPOSE_UNDERTAKING: { fields: [...BASE, ...TERMS], lists: [] },
  DEBIT_AUTHORISATION: { fields: [...BASE, ...TERMS, ...ACCOUNT], lists: [] },
  BUREAU_AUTHORISATION: { fields: [...BASE, ...SPOUSE], lists: [] },
  PRIVACY_AUTHORISATION: { fields: [...BASE, ...SPOUSE], lists: [] },
  SPOUSE_CONSENT: { fields: [...BASE, ...SPOUSE, ...TERMS], lists: [] },
  ADDRESS_CONFIRMATION: { fields: [...BASE, ...ADDRESS], lists: [] },
  ENTRUSTED_PAYMENT: { fields: [...BASE, ...TERMS, ...ACCOUNT], lists: [PAYEES] },
  COST_DISCLOSURE: { fields: [...BASE, ...TERMS, ...SCHEDULE, ...COST], lists: [FEES, SCHEDULE_ROWS] },
  INTERVIEW_RECORD: { fields: [...BASE, ...SPOUSE, ...TERMS, ...INTERVIEW], lists: [INTERVIEW_ROWS] },
}

/** What a template is filled from: a text for each field, rows of texts for each list. */
export type TemplateData = Readonly<Record<string, string | readonly Readonly<Record<string, string>>[]>>

/** Names a kind asks for that `data` does not answer; empty when everything is there. A field may be an empty text, never absent. */
export function unanswered(kind: ContractPaper, data: TemplateData): string[] {
  const { fields, lists } = CONTRACT_FIELDS[kind]
  const absent = fields.filter(({ name }) => typeof data[name] !== 'string').map(({ name }) => name)
  return [...absent, ...lists.flatMap((list) => {
    const rows = data[list.name]
    if (typeof rows === 'string' || rows === undefined) return [list.name]
    return rows.flatMap((row, index) => list.rows.filter(({ name }) => typeof row[name] !== 'string').map(({ name }) => `${list.name}[${index + 1}].${name}`))
  })]
}
