import type { Day } from '#kernel'

/** What every fact of a case carries; each stage adds its own. */
export interface CaseFact {
  /** Stable name, `stage.what-happened`. */
  readonly fact: string
  readonly caseId: string
  /** Whose act it was. */
  readonly by: string
  /** Business day. */
  readonly on: Day
  /** Instant of the act, in UTC. */
  readonly at: string
}

/** What lists, clocks and the process of a case need of its application. */
export interface CaseHeader {
  readonly number: string
  readonly unitId: string
  readonly leadId: string
  readonly assistId: string | null
  /** Who took the application in. */
  readonly acceptorId: string
  readonly customerId: string
  readonly product: string
  readonly amountFen: number
  readonly appliedOn: Day
}
