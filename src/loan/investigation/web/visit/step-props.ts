import type { Visit, Visits } from '#loan/investigation/domain'

/** What a step gets: the case, what the pack asks, and the visit that is shown. */
export interface StepProps {
  readonly caseId: string
  readonly visits: Visits
  readonly visit: Visit
  /** Nothing can be recorded: not started, closed, or not his case. */
  readonly whyNot: string | null
}
