import type { Day } from '#kernel'
import type { ServicingFact } from '#loan/servicing/domain'
import type { Tx } from '#platform/db'

/** Tells later stages, inside the transaction of the act. */
export type Tell = (tx: Tx, fact: ServicingFact) => Promise<void>

/** On which business day and at which instant an act is done, and who is told. */
export interface At { readonly on: Day; readonly now: Date; readonly tell: Tell }
