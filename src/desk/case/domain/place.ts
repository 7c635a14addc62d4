import type { CaseLife } from '#common/task/domain'
import { type StageId, stageOrder } from '#path'

/** Where on the path a case stands: its stage, and whether it ended there. */
export interface Place {
  readonly stage: StageId
  readonly ended: boolean
}

const at = (stage: StageId): Place => ({ stage, ended: false })
const endedAt = (stage: StageId): Place => ({ stage, ended: true })

/** The stage each state of a case's life belongs to. */
const PLACES: Readonly<Record<CaseLife, Place>> = {
  APPLIED: at('application'), ADMISSION_REJECTED: endedAt('application'), WITHDRAWN: endedAt('application'),
  ADMITTED: at('investigation'), ASSIGNED: at('investigation'), PRE_VISIT_PLANNED: at('investigation'), INVESTIGATING: at('investigation'), RETURNED: at('investigation'), RE_INVESTIGATE: at('investigation'),
  ABANDONED: endedAt('investigation'), REJECTED_BY_RULE: endedAt('investigation'), REPORT_SUBMITTED: at('review'), REVIEWED: at('committee'), COMMITTEE: at('committee'),
  REJECTED: endedAt('decision'), DEFERRED: at('decision'), LAPSED: endedAt('decision'), APPROVED: at('contract'), APPROVED_WITH_CHANGE: at('contract'), CONDITIONS_OPEN: at('contract'), SIGNED: at('contract'),
  DISBURSED: at('servicing'), CURRENT: at('servicing'), OVERDUE: at('servicing'), NON_ACCRUAL: at('servicing'), EXTENDED: at('servicing'), RESTRUCTURED: at('servicing'), IN_LEGAL: at('servicing'),
  REPAID: endedAt('servicing'), RENEWED: endedAt('servicing'), WRITTEN_OFF: endedAt('servicing'), TRANSFERRED: endedAt('servicing'),
}

/** Ends that are no failure: the loan was paid back or went on elsewhere. */
const WELL_ENDED: readonly CaseLife[] = ['REPAID', 'RENEWED', 'TRANSFERRED']

/** Where a case in this state stands; one that has only been filed stands at the application. */
export function placeOf(life: CaseLife | null): Place {
  return PLACES[life ?? 'APPLIED']
}

export type StageState = 'done' | 'now' | 'stopped' | 'later'

/** How a stage of the path looks for a case in this state. */
export function stageState(life: CaseLife | null, stage: StageId): StageState {
  const place = placeOf(life)
  const distance = stageOrder(stage) - stageOrder(place.stage)
  if (distance !== 0) return distance < 0 ? 'done' : 'later'
  if (!place.ended) return 'now'
  return life !== null && WELL_ENDED.includes(life) ? 'done' : 'stopped'
}
