import type { AtWork } from '#common/task/server'
import type { ApplicationFact, Untold } from '#loan/application/domain'
import type { Tx } from '#platform/db'
import type { FileStore } from '#platform/files'
import type { Ask } from '#platform/http'

/** Tells later stages, inside the transaction of the act. */
export type Tell = (tx: Tx, fact: ApplicationFact) => Promise<void>

/** What the application stage needs of the house around it. */
export interface ApplicationSurroundings {
  readonly tell: Tell
  readonly files: FileStore
}

/** The part of a request that every act on a case needs. */
export function atWork({ staff, params, businessDate, now }: Pick<Ask<{ caseId: string }, unknown, unknown>, 'staff' | 'params' | 'businessDate' | 'now'>): AtWork {
  return { staff, caseId: params.caseId, on: businessDate, now }
}

/** Tells a fact of this case as the act of this person, now. */
export async function tellOf(tx: Tx, tell: Tell, { staff, caseId, on, now }: AtWork, fact: Untold): Promise<void> {
  await tell(tx, { ...fact, caseId, by: staff.id, on, at: now.toISOString() } as ApplicationFact)
}
