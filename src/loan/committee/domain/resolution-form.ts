import type { Condition, Terms } from '#loan/decision/domain'
import type { CandidateRow, MinuteRow, OpenedVote } from './answers.ts'
import type { z } from 'zod'
import type { Outcome, RejectReason, RiskClass } from './words.ts'

/** Everything the resolution form prints (7.2), as it stood when the resolution was made; it is kept with the resolution. */
export interface ResolutionForm {
  readonly bank: string
  readonly unit: string
  readonly body: string
  readonly officer: string
  readonly application: { readonly number: string; readonly appliedOn: string; readonly product: string; readonly applicant: string; readonly idNumberMasked: string; readonly business: string }
  readonly requested: Pick<Terms, 'amountFen' | 'periods' | 'method' | 'guarantee'> & { readonly purposeItems: readonly string[] }
  /** What the officer and judgement recommend. */
  readonly proposal: Terms
  /** The reviewer's six questions; none where no review was kept. */
  readonly review: { readonly reviewer: string; readonly answers: readonly { readonly question: string; readonly yes: boolean; readonly remark: string }[] } | null
  readonly coBorrower: string | null
  readonly guarantor: { readonly name: string; readonly relation: string; readonly monthlyDisposableFen: number } | null
  readonly collateral: readonly { readonly label: string; readonly kind: string; readonly valueFen: number; readonly priorClaimsFen: number }[]
  readonly household: { readonly yearlyIncomeFen: number; readonly dependants: string }
  readonly judgement: { readonly score: string; readonly limitFen: number; readonly coverage: string | null; readonly flags: readonly string[]; readonly largestDeviation: string | null; readonly mayVeto: boolean }
  readonly meeting: { readonly number: string; readonly place: string; readonly heldOn: string; readonly from: string; readonly until: string; readonly chair: string; readonly recorder: string; readonly presenter: string }
  readonly outcome: Outcome
  readonly terms: Terms | null
  readonly settled: boolean
  readonly reasons: readonly RejectReason[]
  readonly says: string
  readonly riskClass: RiskClass | null
  readonly riskReason: string | null
  readonly monitoring: readonly string[]
  /** The member set of that day, barred ones with the reason [S2-118]. */
  readonly members: readonly z.output<typeof CandidateRow>[]
  readonly seated: readonly { readonly name: string; readonly seat: string; readonly standing: string; readonly why: string | null }[]
  readonly votes: readonly OpenedVote[]
  /** With the bank's clock of each. */
  readonly minutes: readonly (MinuteRow & { readonly clock: string })[]
  readonly signatures: readonly string[]
}

/** Conditions by when they must be met. */
export function conditionsWhen(terms: Terms | null, when: Condition['when']): readonly Condition[] {
  return terms?.conditions.filter((one) => one.when === when) ?? []
}
