import type { CaseFact } from '#common/task/domain'
import type { Every, ScheduleShape } from '#common/schedule/domain'
import type { Day, Fen } from '#kernel'

/** Everything a note is opened from. The account is sealed for the note's own place, `<bank>/note/<noteId>/account`. */
export interface Disbursed {
  readonly noteId: string
  readonly noteNumber: string
  readonly contractId: string
  readonly lineId: string
  readonly customerId: string
  readonly unitId: string
  readonly productCode: string
  readonly amountFen: Fen
  /** Yearly, decimal text. */
  readonly annualRate: string
  readonly method: string
  readonly every: Every
  /** How principal comes back where the method needs to be told, for this amount. */
  readonly shape?: ScheduleShape
  readonly periods: number
  readonly dayCount: 'M30' | 'ACT_360' | 'ACT_365'
  readonly rounding: 'HALF_UP' | 'UP'
  readonly firstDueOn: Day
  readonly account: { readonly cipher: Uint8Array; readonly key: string; readonly masked: string }
}

/** What other stages may hear of a contract and its drawdowns; told inside the transaction of the act. */
export type ContractFact =
  | CaseFact & { readonly fact: 'contract.conditions-met' | 'contract.drawn-up' | 'contract.signed' | 'contract.confirmed' }
  /** A signed contract was made void before any money; it is drawn up anew. */
  | CaseFact & { readonly fact: 'contract.voided' }
  | CaseFact & { readonly fact: 'loan.ordered' }
  | CaseFact & { readonly fact: 'loan.disbursed' } & Disbursed
  /** The note never was: taken back on its own day by two people. */
  | CaseFact & { /** `part-reversed` where other money of the case stays out. */ readonly fact: 'loan.reversed' | 'loan.part-reversed'; readonly noteId: string; readonly lineId: string; readonly productCode: string; readonly amountFen: Fen }
  | CaseFact & { readonly fact: 'loan.arrived'; readonly noteId: string }
