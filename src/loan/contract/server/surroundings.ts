import type { AtWork } from '#common/task/server'
import type { ContractFact } from '#loan/contract/domain'
import type { Tx } from '#platform/db'
import type { FileStore } from '#platform/files'
import type { Ask } from '#platform/http'

/** Tells other stages and the tasks, inside the transaction of the act. */
export type Tell = (tx: Tx, fact: ContractFact) => Promise<void>

/** What the contract stage needs of the house around it. */
export interface ContractSurroundings {
  readonly files: FileStore
  readonly tell: Tell
}

/** The part of a request that every act on a case needs. */
export function atWork({ staff, params, businessDate, now }: Pick<Ask<{ caseId: string }, unknown, unknown>, 'staff' | 'params' | 'businessDate' | 'now'>): AtWork {
  return { staff, caseId: params.caseId, on: businessDate, now }
}

/** The part of a fact that says whose act it was and when. */
export function factOf({ staff, caseId, on, now }: AtWork): { caseId: string; by: string; on: AtWork['on']; at: string } {
  return { caseId, by: staff.id, on, at: now.toISOString() }
}
