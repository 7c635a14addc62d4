import type { CaseFact } from '#common/task/domain'

interface Reviewed extends CaseFact {
  /** The submitted version that was reviewed. */
  readonly version: number
  readonly reviewId: string
}

/** What other stages may hear of a review; told inside the transaction of the act. */
export type ReviewFact =
  | Reviewed & { readonly fact: 'review.passed' }
  | Reviewed & {
    readonly fact: 'review.returned'
    /** The reasons as the investigators read them, one text. */
    readonly reason: string
  }
