import type { CaseFact } from '#common/task/domain'
import type { Day } from '#kernel'
import type { Terms } from './terms.ts'

/** Who deliberates; a signature above it, where one is needed, comes after. */
export const DECIDING_BODIES = { UNIT_COMMITTEE: '本机构审贷会', DEPARTMENT_COMMITTEE: '小微业务部审贷会', HEAD_OFFICE_CENTRE: '总行信贷授信业务集中管理中心' } as const satisfies Record<string, string>
export type DecidingBody = keyof typeof DECIDING_BODIES

/** Who signs above the committee's authority, in this order. */
export const SIGNATORIES = { VICE_PRESIDENT: '主管副行长', PRESIDENT: '行长' } as const satisfies Record<string, string>
export type Signatory = keyof typeof SIGNATORIES

/** What other stages may hear of a decision; told inside the transaction of the act. */
export type DecisionFact =
  | CaseFact & {
    readonly fact: 'decision.routed'
    readonly authority: DecidingBody
    readonly seats: number
    readonly signatures: readonly Signatory[]
    /** The resolution a reconsideration is about (复议); null the first time. */
    readonly reconsiders: string | null
  }
  | CaseFact & { readonly fact: 'decision.approved'; readonly resolutionId: string; readonly terms: Terms; readonly validUntil: Day }
  | CaseFact & { readonly fact: 'decision.rejected' | 'decision.deferred' | 'decision.re-investigate'; readonly resolutionId: string; readonly reasons: readonly string[] }
  /** The approval ran out before a contract was signed. */
  | CaseFact & { readonly fact: 'decision.lapsed'; readonly resolutionId: string }
  /** Terms made stricter after approval; the newest bind. */
  | CaseFact & { readonly fact: 'decision.lowered'; readonly resolutionId: string; readonly terms: Terms }
  /** The customer was told. */
  | CaseFact & { readonly fact: 'decision.informed' }
