import type { CaseFact } from '#common/task/domain'
import type { Terms } from '#loan/decision/domain'
import type { Outcome } from './words.ts'

/** What other stages may hear of a committee; told inside the transaction of the act. */
export type CommitteeFact =
  | CaseFact & { readonly fact: 'committee.convened'; readonly meetingId: string; readonly itemId: string }
  /** The case left the table without a decision and waits for another meeting. */
  | CaseFact & { readonly fact: 'committee.adjourned'; readonly itemId: string; readonly reason: string }
  | CaseFact & {
    readonly fact: 'committee.resolved'
    readonly resolutionId: string
    readonly outcome: Outcome
    /** Of an approval; null otherwise. */
    readonly terms: Terms | null
    /** In words: why it was rejected, deferred or sent back. */
    readonly reasons: readonly string[]
  }
