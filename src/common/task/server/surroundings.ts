import type { Staff } from '#platform/auth'
import type { Tx } from '#platform/db'
import type { Ports } from '#platform/notices'

/** What the task part needs of the house around it. */
export interface TaskSurroundings {
  /** Refuses (404) a case this person may not see; which cases that are, the application stage knows. */
  readonly refuseOutOfSight: (tx: Tx, staff: Staff, caseId: string) => Promise<unknown>
  readonly ports: Ports
}
