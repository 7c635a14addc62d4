import { z } from 'zod'

/** One decision as it was kept, and what became of it; `bad` is null while nobody knows. */
export interface CaseRow {
  readonly decidedOn: string
  readonly outcome: 'APPROVED' | 'REJECTED' | 'REJECTED_BY_RULE'
  readonly proposed: 'PROPOSE' | 'REFER' | 'REJECT'
  readonly limitFen: number
  readonly grantedFen: number | null
  readonly grade: string | null
  readonly score: number | null
  readonly points: Readonly<Record<string, number>>
  /** The bin of each indicator, counted from 1, 0 = in none: two bins may give the same points. */
  readonly bins: Readonly<Record<string, number>>
  readonly bad: boolean | null
}

/** The numbers of the policy a report goes by. */
export const Thresholds = z.object({
  badOverdueDays: z.number(), badWithinMonths: z.number(), maturedAtLeast: z.number(), badsAtLeast: z.number(), dropBelowIv: z.number(), pdo: z.number(), baseScore: z.number(), baseOdds: z.number(),
  psiWatch: z.number(), psiRebuild: z.number(), recentMonths: z.number(), overridesAtMost: z.number(), scoreBand: z.number(),
})
export type Thresholds = z.output<typeof Thresholds>

const share = z.number().nullable()
export const CalibrationReport = z.object({
  card: z.string(), cards: z.array(z.string()), thresholds: Thresholds, recentFrom: z.string(),
  sample: z.object({ decisions: z.number(), lent: z.number(), matured: z.number(), bads: z.number(), recent: z.number(), before: z.number(), enough: z.boolean(), says: z.string() }),
  discrimination: z.object({ auc: z.number(), error: z.number(), ks: z.number(), ksAt: z.number() }).nullable(),
  scorePsi: share,
  indicators: z.array(z.object({
    id: z.string(), name: z.string(), iv: share, drops: z.boolean(), psi: share,
    bins: z.array(z.object({ bin: z.number().nullable(), points: z.number(), cases: z.number(), good: z.number(), bad: z.number(), woe: share, iv: share, shareBefore: share, shareRecent: share })),
  })),
  grades: z.array(z.object({ grade: z.string(), decisions: z.number(), approved: z.number(), approvalRate: share, matured: z.number(), bad: z.number(), badRate: share, expectedPd: z.number() })),
  overrides: z.object({ decisions: z.number(), refused: z.number(), lent: z.number(), rate: share }),
  refit: z.object({
    intercept: z.number(), aucNow: share, aucAnew: share,
    indicators: z.array(z.object({ id: z.string(), name: z.string(), weight: z.number(), bins: z.array(z.object({ bin: z.number().nullable(), points: z.number(), woe: z.number(), anew: z.number() })) })),
  }).nullable(),
})
export type CalibrationReport = z.output<typeof CalibrationReport>

/** Which card is asked about; left out, the one that holds. */
export const CalibrationQuestion = z.strictObject({ card: z.string().max(40).optional().meta({ title: '评分卡' }) })
