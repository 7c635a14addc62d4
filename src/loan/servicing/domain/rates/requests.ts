import { type Day, Refusal, compare, exact, isDay, monthOf } from '#kernel'
import { z } from 'zod'
import { publications } from '../lpr.ts'
import type { Publication } from './publication.ts'

const [SHORTEST, LONGEST] = [4, 200]
const Rate = z.string()
const Day = z.string()
const rate = (title: string) => z.string().regex(/^0\.\d{1,6}$/, { error: '须为 0 与 1 之间的小数文本，3.00 % 写作 "0.03"' }).meta({ title })

export const PUBLICATION_STATES = { PROPOSED: '待复核', IN_FORCE: '有效', REPLACED: '已更正', DROPPED: '未采用' } as const satisfies Record<string, string>
export type PublicationState = keyof typeof PUBLICATION_STATES

/** One publication as a person read it, with where. */
export const AddRate = z.strictObject({
  publishedOn: z.string().refine((text): boolean => isDay(text), { error: '须为存在的日期，格式 YYYY-MM-DD' }).meta({ title: '公布日' }), oneYear: rate('一年期'), fiveYears: rate('五年期以上'),
  source: z.string().trim().min(SHORTEST, { error: `来源至少 ${SHORTEST} 个字` }).max(LONGEST).meta({ title: '来源' }),
})
export type AddRate = z.output<typeof AddRate>
export const PublicationRef = z.strictObject({ publicationId: z.uuid().meta({ title: '报价利率' }) })
export const ConfirmRate = z.strictObject({ says: z.string().trim().max(LONGEST).default('').meta({ title: '复核意见' }) })
export const DropRate = z.strictObject({ reason: z.string().trim().min(SHORTEST, { error: `原因至少 ${SHORTEST} 个字` }).max(LONGEST).meta({ title: '原因' }) })

const Person = z.object({ staffId: z.uuid(), name: z.string() })
export const RateShown = z.object({
  publishedOn: Day, oneYear: Rate, fiveYears: Rate,
  /** None: of the shipped list. */
  entered: z.object({ publicationId: z.uuid(), state: z.enum(Object.keys(PUBLICATION_STATES) as [PublicationState, ...PublicationState[]]), source: z.string(), by: Person, on: Day, decidedBy: Person.nullable(), decidedOn: Day.nullable(), decision: z.string().nullable() }).nullable(),
})
export type RateShown = z.output<typeof RateShown>
export const Rates = z.object({
  on: Day, /** In force, the latest first. */ rates: z.array(RateShown), /** The bank's own entries that are not in force. */ others: z.array(RateShown),
  /** Day from which the rate is not known, and whether that day has come. */
  nextOn: Day, isMissing: z.boolean(), /** Notes that follow the rate; those waiting to be repriced. */ floating: z.int(), due: z.int(),
})
export type Rates = z.output<typeof Rates>
export const RateEntered = z.object({ publicationId: z.uuid(), state: z.enum(Object.keys(PUBLICATION_STATES) as [PublicationState, ...PublicationState[]]) })

/** Beyond any rate there was since the list began; one typed as a whole number of percent is caught by it. */
const MOST = '0.2'

/** Refuses a publication that cannot be one: of a day to come, before the list, beyond any rate there was, or a second one of its month. */
export function refusePublication(wanted: Publication, own: readonly Publication[], on: Day): void {
  const { publishedOn } = wanted
  const list = publications(own)
  const no = (code: string, message: string, expected: string, at: string): Refusal => new Refusal({ code: `lpr.${code}`, message, expected, at }, 422)
  if (publishedOn > on) throw no('in-the-future', `公布日 ${publishedOn} 晚于营业日 ${on}`, `${on} 或以前`, '/publishedOn')
  if (publishedOn < list[0]!.publishedOn) throw no('too-early', `公布日 ${publishedOn} 早于第一期 ${list[0]!.publishedOn}`, `${list[0]!.publishedOn} 或以后`, '/publishedOn')
  for (const [at, value] of [['/oneYear', wanted.oneYear], ['/fiveYears', wanted.fiveYears]] as const) if (compare(exact(value), exact(MOST)) > 0 || exact(value) === 0) throw no('unlikely', `${value} 不像报价利率`, '大于 0、不超过 0.2 的小数', at)
  const twin = list.find((one) => monthOf(one.publishedOn) === monthOf(publishedOn) && one.publishedOn !== publishedOn)
  if (twin !== undefined) throw no('second-of-month', `${monthOf(publishedOn)} 已有 ${twin.publishedOn} 公布的一期`, `更正时公布日写 ${twin.publishedOn}`, '/publishedOn')
}
