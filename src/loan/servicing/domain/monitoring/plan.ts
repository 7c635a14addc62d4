import type { Day } from '#kernel'
import { addDays } from '#kernel'
import { z } from 'zod'

/** Kinds of borrowers by how closely they are followed. */
export const TIERS = { CREDIT: '信用', GUARANTEED: '有担保', GOOD: '优良', POOR: '较差' } as const
export type Tier = keyof typeof TIERS

/** What of a note decides how closely it is followed. */
export interface Followed {
  readonly guarantee: string
  readonly overdueDays: number
  /** Whether any instalment was ever paid late. */
  readonly wasLate: boolean
  readonly onTimeInARow: number
}

/** How closely a note is followed: whoever was late closely, whoever paid long enough on time less often, else by what secures it. */
export function tierOf({ guarantee, overdueDays, wasLate, onTimeInARow }: Followed, goodFrom: number): Tier {
  if (overdueDays > 0 || wasLate) return 'POOR'
  if (onTimeInARow >= goodFrom) return 'GOOD'
  return guarantee === 'CREDIT' ? 'CREDIT' : 'GUARANTEED'
}

/** The last day of the first check. */
export function firstCheckBy(disbursedOn: Day, days: number): Day {
  return addDays(disbursedOn, days)
}

const Row = z.object({ tier: z.enum(Object.keys(TIERS) as [Tier, ...Tier[]]), method: z.string(), every: z.object({ value: z.int(), unit: z.string() }), evidenceAtLeast: z.int() })
const Asked = z.object({ id: z.string(), asks: z.string(), answer: z.string(), warnsWhen: z.string().nullable() })

/** What is to be watched on a note: the plan of its product, how often at this borrower, and what to ask in a shop of his trade. */
export const NoteMonitoring = z.object({
  product: z.object({ code: z.string().nullable(), name: z.string() }),
  /** Sentences of the product's monitoring plan. */
  plan: z.array(z.string()),
  firstCheckBy: z.string(), tier: z.enum(Object.keys(TIERS) as [Tier, ...Tier[]]), table: z.array(Row),
  /** Null where nothing is known of a trade: wages, or a note taken over without a case. */
  trade: z.object({ code: z.string(), name: z.string(), asks: z.array(Asked) }).nullable(),
})
export type NoteMonitoring = z.output<typeof NoteMonitoring>
