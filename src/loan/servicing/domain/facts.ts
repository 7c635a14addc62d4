import type { CaseFact } from '#common/task/domain'
import type { Day, Fen } from '#kernel'

/** What other stages may hear of a note; told inside the transaction of the act. */
export type ServicingFact =
  | CaseFact & {
    readonly fact: 'loan.repaid'
    readonly noteId: string
    readonly repaymentId: string
    readonly amountFen: Fen
    readonly principalFen: Fen
    readonly paidOn: Day
    /** From now on an increase of the limit may be applied for. */
    readonly mayIncrease: boolean
  }
  | CaseFact & { readonly fact: 'loan.settled'; readonly noteId: string; readonly lineId: string }
  | CaseFact & { readonly fact: 'loan.repayment-reversed'; readonly noteId: string; readonly repaymentId: string; readonly amountFen: Fen }
