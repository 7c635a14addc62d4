import type { AtWork } from '#common/task/server'
import type { CommitteeFact } from '#loan/committee/domain'
import type { Tx } from '#platform/db'
import type { Ask } from '#platform/http'

/** Tells later and earlier stages, inside the transaction of the act. */
export type Tell = (tx: Tx, fact: CommitteeFact) => Promise<void>

/** What the committee needs of the house around it. */
export interface CommitteeSurroundings {
  readonly tell: Tell
}

/** The person and the moment of a request; the case is found with the item. */
export type Hand = Pick<AtWork, 'staff' | 'on' | 'now'>

export function handOf({ staff, businessDate, now }: Pick<Ask<unknown, unknown, unknown>, 'staff' | 'businessDate' | 'now'>): Hand {
  return { staff, on: businessDate, now }
}
