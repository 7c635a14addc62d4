import type { Account, CheckMethod } from './case/index.ts'
import type { Reason } from './reason.ts'

export type Decision = 'PROPOSE' | 'REFER' | 'REJECT' | 'INCOMPLETE'

/** One cross-check as judged. `stated` and `check` are fen, or text with four decimals for rates and ratios. */
export interface CheckResult {
  readonly account: Account
  readonly method: CheckMethod | 'ORAL'
  readonly unit: 'FEN' | 'RATE' | 'RATIO' | 'GRADE' | 'VOICES'
  readonly stated: number | string | null
  /** Null where an input is missing or the source was excluded. */
  readonly check: number | string | null
  readonly deviation: string | null
  readonly kind: 'STATEMENT' | 'ORAL'
  readonly strength: 'STRONG' | 'WEAK'
  readonly countsForVeto: boolean
  readonly evidence: readonly string[]
}

/** The judgement on one case file; keys are stable within a major version. */
export interface Assessment {
  readonly statements: {
    readonly totalAssetsFen: number
    readonly totalLiabilitiesFen: number
    readonly actualEquityFen: number
    readonly annualSalesFen: number | null
    readonly netProfitMonthlyFen: number | null
    readonly disposableMonthlyFen: number
    readonly weightedMargin: string | null
    /** Of a household that lives on wages. */
    readonly incomeMonthlyFen?: number
  }
  readonly equity: { readonly expectedFen: number | null; readonly deviation: string | null; readonly obsAdjustedDeviation: string | null }
  readonly checks: readonly CheckResult[]
  /** Accepted values (R6) that differ from the stated ones. */
  readonly accepted: readonly { readonly account: Account; readonly stated: number | string | null; readonly accepted: number | string }[]
  /** Identities that could be evaluated. */
  readonly identities: readonly { readonly id: string; readonly holds: boolean }[]
  readonly traps: readonly { readonly id: string; readonly says: string }[]
  readonly flags: readonly string[]
  readonly vetoEnabled: boolean
  readonly limit: { readonly amountFen: number; readonly bindingCap: string; readonly baseFen: number; readonly caps: Readonly<Record<string, number>> } | null
  readonly score: { readonly total: number; readonly grade: string; readonly cappedGrade: string; readonly card: string; readonly indicators: Readonly<Record<string, number>> } | null
  readonly price: { readonly annualRate: string; readonly aprSimple: string; readonly aprEffective: string } | null
  readonly instalmentFen: number | null
  readonly coverage: string | null
  readonly decision: Decision
  readonly reasons: readonly Reason[]
}
