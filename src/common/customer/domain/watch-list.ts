import { z } from 'zod'
import { isDay } from '#kernel'

const Id = z.uuid()
const Day = z.string().refine((text): boolean => isDay(text), { error: '须为存在的日期 YYYY-MM-DD' })
const Person = z.object({ staffId: Id, name: z.string() })

export const WatchEntryRef = z.strictObject({ customerId: Id.meta({ title: '客户' }), watchEntryId: Id.meta({ title: '关注记录' }) })
export const ReleaseWatch = z.strictObject({ reason: z.string().trim().min(4).max(500).meta({ title: '移出理由' }) })
export type ReleaseWatch = z.output<typeof ReleaseWatch>

/** Why a customer is on the bank's watch list: by which case, by which rules (codes only), and whether it still counts. */
export const WatchEntry = z.object({
  watchEntryId: Id, caseId: Id, caseNumber: z.string(), why: z.array(z.string()), putBy: Person, putOn: Day,
  released: z.object({ by: Person, on: Day, reason: z.string() }).nullable(),
})
export type WatchEntry = z.output<typeof WatchEntry>
/** Reasons that have a name among bankers and no number. */
const NAMED: Readonly<Record<string, string>> = { limit: '可贷额度', grade: '评分等级' }

/** The codes of an entry as a banker reads them. */
export function whyText(why: readonly string[]): string {
  return why.map((code) => NAMED[code] ?? code).join('、')
}

/** The entries of one customer, those that count first, each group the latest first. */
export const WatchList = z.object({ entries: z.array(WatchEntry) })
export type WatchList = z.output<typeof WatchList>
