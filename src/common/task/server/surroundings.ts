import type { Errand } from '#common/task/domain'
import type { Staff } from '#platform/auth'
import type { Tx } from '#platform/db'
import type { Ports } from '#platform/notices'

export type ErrandsOf = (tx: Tx, staff: Staff) => Promise<readonly Omit<Errand, 'unread'>[]>

/** What the task part needs of the house around it. */
export interface TaskSurroundings {
  /** Refuses (404) a case this person may not see; which cases that are, the application stage knows. */
  readonly refuseOutOfSight: (tx: Tx, staff: Staff, caseId: string) => Promise<unknown>
  /** What waits for this person beside the tasks of cases, the oldest first. */
  readonly errandsOf: ErrandsOf
  readonly ports: Ports
}
