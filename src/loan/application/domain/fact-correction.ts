import { z } from 'zod'
import { Refusal, assert, isDay, read } from '#kernel'
import { FileApplication } from './requests.ts'

const Id = z.uuid()
const Person = z.object({ staffId: Id, name: z.string() })
const Day = z.string().refine((text): boolean => isDay(text), { error: '须为存在的日期 YYYY-MM-DD' })

/** What of a filed intake may be corrected, by its place. Who the customer is and who decides are not facts of the paper. */
export const CORRECTABLE = {
  '/request/product': '产品', '/request/amountFen': '申请金额', '/request/periods': '期数', '/request/method': '还款方式', '/request/guarantee': '担保方式', '/request/purpose': '用途类别', '/request/purposeLabel': '用途说明', '/request/purposeFen': '用途总额', '/request/ownContributionFen': '自有资金',
  '/applicant/marriage': '婚姻状况', '/applicant/children': '子女情况', '/applicant/property': '家庭财产', '/applicant/staffRelated': '本行关系人', '/applicant/residence/city': '居住城市', '/applicant/residence/years': '居住年数',
  '/business/name': '字号', '/business/trade': '行业', '/business/city': '经营城市', '/business/startedOn': '开业日期', '/business/licensed': '营业执照', '/business/premises': '经营场所', '/business/leaseEndsOn': '租约到期日',
  '/source': '客户来源', '/loansRepaid': '本行已还清笔数', '/businessAddress': '经营地址',
} as const satisfies Record<string, string>
export type CorrectablePlace = keyof typeof CORRECTABLE
const places = Object.keys(CORRECTABLE) as [CorrectablePlace, ...CorrectablePlace[]]

/** A fact as one person wants it corrected; another confirms. */
export const ProposeCorrection = z.strictObject({
  place: z.enum(places).meta({ title: '更正哪一项' }),
  value: z.union([z.string().max(400), z.number(), z.boolean(), z.null()]).meta({ title: '更正为' }),
  reason: z.string().trim().min(4).max(300).meta({ title: '更正理由' }),
})
export type ProposeCorrection = z.output<typeof ProposeCorrection>
export const FactCorrectionRef = z.strictObject({ caseId: Id.meta({ title: '业务' }), correctionId: Id.meta({ title: '更正' }) })
export const RefuseCorrection = z.strictObject({ reason: z.string().trim().min(4).max(300).meta({ title: '不同意的理由' }) })

export const FactCorrectionRow = z.object({
  correctionId: Id, place: z.enum(places), title: z.string(), oldValue: z.unknown(), newValue: z.unknown(), reason: z.string(), state: z.enum(['PROPOSED', 'CONFIRMED', 'REFUSED']),
  proposed: z.object({ by: Person, on: Day, at: z.string() }), decided: z.object({ by: Person, on: Day, at: z.string(), reason: z.string().nullable() }).nullable(),
})
export type FactCorrectionRow = z.output<typeof FactCorrectionRow>
export const FactCorrections = z.object({ corrections: z.array(FactCorrectionRow) })

type Plain = Record<string, unknown>

/** The value that stands at a place of the intake. */
export function valueAt(intake: FileApplication, place: CorrectablePlace): unknown {
  return place.slice(1).split('/').reduce<unknown>((at, step) => (at as Plain)[step], intake)
}

/** The intake with one value corrected, read again by its own schema; refuses a value that changes nothing. */
export function corrected(intake: FileApplication, { place, value }: Pick<ProposeCorrection, 'place' | 'value'>): FileApplication {
  if (valueAt(intake, place) === value) throw new Refusal({ code: 'correction.same', message: `${CORRECTABLE[place]}现在就是这个值`, at: '/value', value, expected: '与现值不同的值' }, 422)
  const copy = JSON.parse(JSON.stringify(intake)) as Plain
  const steps = place.slice(1).split('/')
  const last = steps.pop()
  assert(last !== undefined, 'a place names a field')
  const parent = steps.reduce<Plain>((at, step) => at[step] as Plain, copy)
  parent[last] = value
  return read(FileApplication, copy)
}

/** Refuses (403) who would confirm his own proposal. */
export function refuseOwnProposal(proposedBy: string, staffId: string, what: string): void {
  if (proposedBy === staffId) throw new Refusal({ code: 'correction.same-person', message: `${what}须由另一人确认`, expected: '提出人以外的人' }, 403)
}
