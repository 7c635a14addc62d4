import { z } from 'zod'
import { IdNumberText, Phone } from '#common/customer/domain'
import { isDay } from '#kernel'

const Id = z.uuid()
const Day = z.string().refine((text): boolean => isDay(text), { error: '须为存在的日期 YYYY-MM-DD' })
const Person = z.object({ staffId: Id, name: z.string() })
const Note = z.string().trim().min(2).max(300)

/** What is done at the counter before anyone decides, each by a named person. */
export const INTAKE_STEPS = { IDENTIFIED: '核验身份', PROCESS_EXPLAINED: '介绍流程', DOCUMENT_LIST: '交付资料清单', CONDUCT_CODE: '告知行为准则', LIST_CHECK: '核查名单' } as const satisfies Record<string, string>
export type IntakeStep = keyof typeof INTAKE_STEPS

/** How a person was identified. */
export const IDENTIFIED_BY = { ID_READER: '读卡器读取身份证', ORIGINAL_SEEN: '核对身份证原件与本人', NETWORK_CHECK: '联网核查公民身份', VIDEO: '视频核验' } as const satisfies Record<string, string>
export type IdentifiedBy = keyof typeof IDENTIFIED_BY
const words = <K extends string>(of: Record<K, string>): [K, ...K[]] => Object.keys(of) as [K, ...K[]]

export const Identification = z.strictObject({ how: z.enum(words(IDENTIFIED_BY)).meta({ title: '核验方式' }), note: z.string().trim().max(300).default('').meta({ title: '说明' }) })
/** What the lists said: the bank's own, 失信被执行人, sanctions. */
export const ListCheck = z.strictObject({ outcome: z.enum(['CLEAR', 'HIT']).meta({ title: '核查结果' }), says: Note.meta({ title: '查了哪些名单、结果如何' }) })
export type ListCheck = z.output<typeof ListCheck>

/** One step as it is recorded after filing. */
export const DoStep = z.discriminatedUnion('step', [
  Identification.extend({ step: z.literal('IDENTIFIED') }),
  ListCheck.extend({ step: z.literal('LIST_CHECK') }),
  ...(['PROCESS_EXPLAINED', 'DOCUMENT_LIST', 'CONDUCT_CODE'] as const).map((step) => z.strictObject({ step: z.literal(step) })),
])
export type DoStep = z.output<typeof DoStep>
export const TOLD_STEPS = ['PROCESS_EXPLAINED', 'DOCUMENT_LIST', 'CONDUCT_CODE'] as const satisfies readonly IntakeStep[]

export const PARTY_ROLES = { SPOUSE: '配偶', GUARANTOR: '保证人', CO_BORROWER: '共同借款人', PARTNER: '合伙人、股东', RELATED: '其他关系人' } as const satisfies Record<string, string>
export type PartyRole = keyof typeof PARTY_ROLES
/** Someone beside the applicant. */
export const NewParty = z.strictObject({
  role: z.enum(words(PARTY_ROLES)).meta({ title: '角色' }),
  name: z.string().trim().min(1).max(40).meta({ title: '姓名' }),
  relation: z.string().trim().min(1).max(40).meta({ title: '与申请人的关系' }),
  customerId: Id.nullable().default(null).meta({ title: '本行客户' }),
  idNumber: IdNumberText.nullable().default(null), phone: Phone.nullable().default(null),
})
export type NewParty = z.output<typeof NewParty>
export const RemoveParty = z.strictObject({ reason: z.string().trim().min(4).max(200).meta({ title: '移出理由' }) })

export const CONSENT_KINDS = { PERSONAL_DATA: '个人信息处理同意书', BUREAU: '征信查询授权书' } as const satisfies Record<string, string>
export type ConsentKind = keyof typeof CONSENT_KINDS
const Consent = z.strictObject({
  kind: z.enum(words(CONSENT_KINDS)).meta({ title: '同意事项' }),
  signedOn: Day.meta({ title: '签署日' }),
  evidenceId: Id.nullable().default(null).meta({ title: '签署件' }),
  /** Where the signed sheet lies, when there is no picture of it. */
  note: Note.nullable().default(null).meta({ title: '签署件存放' }),
})
const proven = (consent: { readonly evidenceId: string | null; readonly note: string | null }): boolean => consent.evidenceId !== null || consent.note !== null
const PROVEN = { error: '须附签署件照片，或写明签署件存放何处', path: ['note'] }
/** A consent at filing; `party` is the place in the list of parties, none for the applicant. */
export const FiledConsent = Consent.omit({ evidenceId: true }).extend({ note: Note.meta({ title: '签署件存放' }), party: z.int().min(0).max(19).nullable().default(null).meta({ title: '签署人' }) })
export type FiledConsent = z.output<typeof FiledConsent>
/** A consent on a case; `partyId` none for the applicant. */
export const NewConsent = Consent.extend({ partyId: Id.nullable().default(null).meta({ title: '签署人' }) }).refine(proven, PROVEN)
export type NewConsent = z.output<typeof NewConsent>
export const RevokeConsent = z.strictObject({ reason: z.string().trim().min(4).max(200).meta({ title: '撤回原因' }) })

export const DOCUMENT_STATES = { PENDING: '待交', RECEIVED: '已收', WAIVED: '免交' } as const satisfies Record<string, string>
export type DocumentState = keyof typeof DOCUMENT_STATES
export const MarkDocument = z.strictObject({
  item: z.string().regex(/^[A-Z][A-Z0-9_]{0,40}$/, { error: '清单中的资料代码' }).meta({ title: '资料' }),
  state: z.enum(words(DOCUMENT_STATES)).meta({ title: '状态' }),
  evidenceId: Id.nullable().default(null).meta({ title: '资料照片或文件' }),
  note: Note.nullable().default(null).meta({ title: '说明' }),
}).refine(({ state, note }) => state !== 'WAIVED' || note !== null, { error: '免交须说明理由', path: ['note'] })
export type MarkDocument = z.output<typeof MarkDocument>

const Done = { by: Person, on: Day, at: z.string() }
export const StepDone = z.object({ step: z.enum(words(INTAKE_STEPS)), detail: z.record(z.string(), z.unknown()), ...Done })
export const Party = z.object({ partyId: Id, role: z.enum(words(PARTY_ROLES)), name: z.string(), relation: z.string(), customer: z.object({ customerId: Id, number: z.string() }).nullable(), idNumberMasked: z.string().nullable(), phoneMasked: z.string().nullable() })
export type Party = z.output<typeof Party>
export const ConsentRow = z.object({
  consentId: Id, kind: z.enum(words(CONSENT_KINDS)), partyId: Id.nullable(), signer: z.string(), signedOn: Day, evidenceId: Id.nullable(), note: z.string().nullable(), ...Done,
  revoked: z.object({ ...Done, reason: z.string() }).nullable(),
})
export type ConsentRow = z.output<typeof ConsentRow>
export const DocumentRow = z.object({ item: z.string(), name: z.string(), isRequired: z.boolean(), state: z.enum(words(DOCUMENT_STATES)), evidenceId: Id.nullable(), note: z.string().nullable(), changed: z.object(Done).nullable() })
export type DocumentRow = z.output<typeof DocumentRow>
