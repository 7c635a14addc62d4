import type { CaseFact } from '#common/task/domain'
import type { Day, Fen } from '#kernel'
import type { EventKind } from './events.ts'

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
  | CaseFact & { readonly fact: 'loan.accelerated'; readonly noteId: string; readonly balanceFen: Fen }
  | CaseFact & { readonly fact: 'loan.extended'; readonly noteId: string; readonly maturesOn: Day; readonly isDistressed: boolean }
  | CaseFact & { readonly fact: 'loan.rescheduled' | 'loan.restructured'; readonly noteId: string; readonly maturesOn: Day }
  | CaseFact & { readonly fact: 'loan.renewed'; readonly noteId: string; readonly newNoteId: string; readonly keepsClass: boolean }
  | CaseFact & { readonly fact: 'loan.misuse-found'; readonly noteId: string; readonly amountFen: Fen }
  | CaseFact & { readonly fact: 'loan.written-off'; readonly noteId: string; readonly amountFen: Fen }
  | CaseFact & { readonly fact: 'loan.recovered'; readonly noteId: string; readonly amountFen: Fen }
  | CaseFact & { readonly fact: 'loan.act-reversed'; readonly noteId: string; readonly kind: EventKind }
