import { z } from 'zod'
import { Amount, CivilDay, Rate, Request } from '#common/assessment/domain'
import { IdNumberText } from '#common/customer/domain'
import { StepUpToken } from '#common/staff/domain'
import { COLLATERAL_KINDS, type CollateralKind } from './collateral.ts'
import { MARK_ITEMS } from './marks.ts'

const Id = z.uuid()
const Words = (most: number) => z.string().trim().min(1).max(most)
const Why = z.string().trim().min(4, { error: '须说明理由，至少 4 个字' }).max(400)
const Evidence = z.array(Id).max(30).meta({ title: '证据' })
const Account = z.string().trim().transform((text) => text.replaceAll(/\s/g, '')).pipe(z.string().regex(/^\d{8,30}$/, { error: '须为 8 至 30 位数字账号' }))
const Phone = z.string().trim().regex(/^1\d{10}$/, { error: '须为 11 位手机号' })
const oneOf = <K extends string>(codes: Readonly<Record<K, unknown>>) => z.enum(Object.keys(codes) as [K, ...K[]])

export const ConditionRef = z.strictObject({ caseId: Id.meta({ title: '业务' }), conditionId: Id.meta({ title: '条件' }) })
export const PartyRef = z.strictObject({ caseId: Id.meta({ title: '业务' }), partyId: Id.meta({ title: '人员' }) })
export const CaseCollateralRef = z.strictObject({ caseId: Id.meta({ title: '业务' }), collateralId: Id.meta({ title: '抵押物' }) })
export const CollateralRef = z.strictObject({ collateralId: Id.meta({ title: '抵押物' }) })
export const MovementRef = z.strictObject({ collateralId: Id.meta({ title: '抵押物' }), movementId: Id.meta({ title: '出入库' }) })
export const DrawdownRef = z.strictObject({ caseId: Id.meta({ title: '业务' }), drawdownId: Id.meta({ title: '放款' }) })

export const MeetCondition = z.strictObject({ note: Words(400).meta({ title: '落实情况' }), evidence: Evidence.default([]) })
export type MeetCondition = z.output<typeof MeetCondition>

export const PARTY_ROLES = { SPOUSE: '配偶', COBORROWER: '共同借款人', GUARANTOR: '保证人', PLEDGOR: '抵押人' } as const satisfies Record<string, string>
export type PartyRole = keyof typeof PARTY_ROLES
export const AddParty = z.strictObject({
  role: oneOf(PARTY_ROLES).meta({ title: '身份' }), name: Words(40).meta({ title: '姓名' }), relation: Words(40).meta({ title: '与借款人关系' }),
  idNumber: IdNumberText.meta({ title: '证件号码', secret: true }), phone: Phone.meta({ title: '手机号', secret: true }), address: Words(200).meta({ title: '住址' }),
  monthlyDisposableFen: Amount.nullable().default(null).meta({ title: '月可支配资金' }), guaranteedFen: Amount.min(1).nullable().default(null).meta({ title: '保证金额' }),
}).refine((one) => (one.role === 'GUARANTOR') === (one.guaranteedFen !== null), { error: '保证人须有保证金额，其他人没有', path: ['guaranteedFen'] })
export type AddParty = z.output<typeof AddParty>
export const Because = z.strictObject({ reason: Why.meta({ title: '理由' }) })

const ValuationFields = {
  valueFen: Amount.min(1).meta({ title: '评估价值' }), priorClaimsFen: Amount.default(0).meta({ title: '在先债权' }), source: Words(200).meta({ title: '估值来源' }), valuedOn: CivilDay.meta({ title: '估值日' }), evidenceId: Id.nullable().default(null).meta({ title: '评估报告' }),
}
export const AddValuation = z.strictObject(ValuationFields)
export type AddValuation = z.output<typeof AddValuation>
export const AddCollateral = z.strictObject({
  kind: oneOf<CollateralKind>(COLLATERAL_KINDS).meta({ title: '类别' }), item: Words(100).meta({ title: '抵押物' }), ownerName: Words(80).meta({ title: '所有人' }), place: Words(200).meta({ title: '坐落' }),
  titleNumber: Words(80).meta({ title: '权属证号' }), pledgedFen: Amount.min(1).meta({ title: '担保金额' }), ...ValuationFields,
})
export type AddCollateral = z.output<typeof AddCollateral>
export const Register = z.strictObject({ office: Words(80).meta({ title: '登记机关' }), number: Words(80).meta({ title: '登记编号' }), registeredOn: CivilDay.meta({ title: '登记日' }) })
export type Register = z.output<typeof Register>
export const Insure = z.strictObject({
  insurer: Words(80).meta({ title: '保险公司' }), policyNumber: Words(80).meta({ title: '保单号' }), insuredFen: Amount.min(1).meta({ title: '保险金额' }), from: CivilDay.meta({ title: '起保日' }), until: CivilDay.meta({ title: '到期日' }),
}).refine((one) => one.until > one.from, { error: '到期日须晚于起保日', path: ['until'] })
export type Insure = z.output<typeof Insure>
export const MovePaper = z.strictObject({
  paper: Words(80).meta({ title: '权证' }), direction: z.enum(['IN', 'OUT']).meta({ title: '入库或出库' }), reason: Words(200).meta({ title: '事由' }), counterpart: Words(80).meta({ title: '交来人或领取人' }),
})
export type MovePaper = z.output<typeof MovePaper>

const Payee = z.strictObject({
  name: Words(80).meta({ title: '收款人' }), bank: Words(80).meta({ title: '开户行' }), account: Account.meta({ title: '收款账号', secret: true }), amountFen: Amount.min(1).meta({ title: '支付金额' }),
  tradeContract: Words(120).meta({ title: '交易合同' }), goods: Words(200).meta({ title: '交易内容' }), evidenceId: Id.meta({ title: '交易合同影像' }),
})
export const Fee = z.strictObject({ name: Words(60).meta({ title: '费用名称' }), takenBy: Words(60).meta({ title: '收取方' }), how: Words(60).meta({ title: '收取方式' }), amountFen: Amount.min(1).meta({ title: '金额' }) })
export type Fee = z.output<typeof Fee>
export const Fees = z.array(Fee).max(20)

/** The terms as they are to stand in the contract; what is left out is as decided. */
const DrawnTerms = z.strictObject({
  product: Request.shape.product, guarantee: Request.shape.guarantee, amountFen: Request.shape.amountFen, periods: Request.shape.periods, method: z.string(), every: z.string(), annualRate: Rate, purpose: Request.shape.purpose,
}).partial()

export const DrawUp = z.strictObject({
  terms: DrawnTerms.default({}).meta({ title: '条款' }),
  /** Why amount or term is below the decision. */
  lessBecause: Why.nullable().default(null).meta({ title: '低于决议的原因' }),
  startsOn: CivilDay.meta({ title: '起始日' }), firstDueOn: CivilDay.meta({ title: '首次还款日' }),
  residence: Words(200).meta({ title: '住址' }), premises: Words(200).meta({ title: '经营地址' }), deliveryAddress: Words(200).meta({ title: '送达地址' }),
  accountName: Words(40).meta({ title: '户名' }), accountBank: Words(80).meta({ title: '开户行' }), account: Account.meta({ title: '放款账号', secret: true }),
  payment: z.enum(['SELF', 'ENTRUSTED']).meta({ title: '支付方式' }), payees: z.array(Payee).max(20).default([]).meta({ title: '收款人' }),
  fees: Fees.default([]).meta({ title: '费用' }), prepaymentFee: Words(100).default('不收取').meta({ title: '提前还款费用' }),
  useLineId: Id.nullable().default(null).meta({ title: '已有授信' }), revolving: z.boolean().default(false).meta({ title: '循环' }),
}).refine((one) => (one.payment === 'ENTRUSTED') === (one.payees.length > 0), { error: '受托支付须写明收款人，自主支付没有收款人', path: ['payees'] })
export type DrawUp = z.output<typeof DrawUp>

const Answer = z.strictObject({ question: Words(200), answer: Words(400) })
export const Mark = z.strictObject({
  item: z.enum(MARK_ITEMS).meta({ title: '事项' }), subject: z.union([z.literal(''), Id]).default('').meta({ title: '何人' }), says: Words(400).meta({ title: '说明' }),
  /** How identity was verified; of the first explanation the place. */
  how: z.array(z.enum(['ID_CARD', 'FACE', 'WITNESS'])).max(3).default([]).meta({ title: '核验方式' }),
  place: z.string().trim().max(100).default('').meta({ title: '地点' }), answers: z.array(Answer).max(30).default([]).meta({ title: '问答' }), evidence: Evidence.default([]),
}).refine((one) => one.item !== 'IDENTITY' || (one.how.includes('ID_CARD') && one.how.length > 1), { error: '核验身份须看证件，并人脸识别或当面比对', path: ['how'] })
  .refine((one) => one.item === 'IDENTITY' || one.subject === '', { error: '此事项只对借款人', path: ['subject'] })
export type Mark = z.output<typeof Mark>

export const OpenSigning = z.strictObject({ placeKind: z.enum(['BRANCH', 'ON_SITE']).meta({ title: '网点或上门' }), place: Words(100).meta({ title: '地点' }) })
export type OpenSigning = z.output<typeof OpenSigning>
/** Pictures or videos of a signing: added to it, or sent with its completion. */
export const SigningPhotos = z.strictObject({ evidence: Evidence.min(1, { error: '须有面签照片或录像' }) })

export const CONFIRM_WAYS = { CALL: '电话', VISIT: '上门', AT_SIGNING: '签约现场' } as const satisfies Record<string, string>
export const Confirm = z.strictObject({
  how: oneOf(CONFIRM_WAYS).meta({ title: '方式' }), spokeWith: Words(40).meta({ title: '确认对象' }), answers: z.array(Answer).min(1).max(30).meta({ title: '问答' }), passed: z.boolean().meta({ title: '结果' }), says: Words(400).meta({ title: '结论' }), evidence: Evidence.default([]),
})
export type Confirm = z.output<typeof Confirm>

export const OrderDrawdown = z.strictObject({ amountFen: Amount.min(1).meta({ title: '放款金额' }), firstDueOn: CivilDay.meta({ title: '首次还款日' }) })
export type OrderDrawdown = z.output<typeof OrderDrawdown>
/** The checker types amount and end of the account again from the papers, without seeing what the maker typed. */
export const CheckDrawdown = z.strictObject({ amountFen: Amount.min(1).meta({ title: '复核金额' }), accountEnd: z.string().trim().regex(/^\d{2,8}$/, { error: '须为账号末几位数字' }).meta({ title: '账号末几位' }), stepUp: StepUpToken })
export type CheckDrawdown = z.output<typeof CheckDrawdown>
export const ARRIVAL_WAYS = { COUNTER: '柜面查询', ATM: '自助机查询', PHONE_BANK: '手机银行', CALL: '电话询问', VISIT: '上门查看' } as const satisfies Record<string, string>
export const ConfirmArrival = z.strictObject({ how: oneOf(ARRIVAL_WAYS).meta({ title: '怎样确认' }), with: Words(40).meta({ title: '向谁确认' }), evidence: Evidence.default([]) })
export type ConfirmArrival = z.output<typeof ConfirmArrival>
