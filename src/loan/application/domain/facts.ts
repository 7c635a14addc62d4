import type { Day } from '#kernel'
import type { CaseFile } from '#common/assessment/domain'

/** What other stages may hear of an application; told inside the transaction of the act. */
export type ApplicationFact = {
  readonly fact: 'application.admitted'
  readonly caseId: string
  /** The file the investigation begins with. */
  readonly caseFile: CaseFile
  readonly by: string
  readonly on: Day
  /** Instant of the act, in UTC. */
  readonly at: string
}
