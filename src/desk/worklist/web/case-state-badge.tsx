import { CASE_STATES, type CaseState } from '#desk/worklist/domain'
import { StateBadge, type Tone } from '#ui'

const TONES: Readonly<Record<CaseState, Tone>> = {
  APPLIED: 'quiet', ADMISSION_REJECTED: 'stop', WITHDRAWN: 'quiet', ADMITTED: 'going', ASSIGNED: 'going', PRE_VISIT_PLANNED: 'going', INVESTIGATING: 'going', RETURNED: 'warning', ABANDONED: 'quiet', REJECTED_BY_RULE: 'stop',
  REPORT_SUBMITTED: 'info', REVIEWED: 'info', COMMITTEE: 'info', REJECTED: 'stop', DEFERRED: 'warning', RE_INVESTIGATE: 'warning', APPROVED: 'holds', APPROVED_WITH_CHANGE: 'holds', LAPSED: 'stop', CONDITIONS_OPEN: 'going', SIGNED: 'going',
  DISBURSED: 'holds', CURRENT: 'holds', OVERDUE: 'warning', NON_ACCRUAL: 'stop', EXTENDED: 'warning', RESTRUCTURED: 'warning', IN_LEGAL: 'stop', REPAID: 'holds', RENEWED: 'holds', WRITTEN_OFF: 'stop', TRANSFERRED: 'quiet',
}

/** Where a case stands, the same mark on every screen. */
export function CaseStateBadge({ state }: { state: CaseState }) {
  return <StateBadge tone={TONES[state]}>{CASE_STATES[state]}</StateBadge>
}
