import { CASE_STATES, type CaseState } from '#desk/worklist/domain'
import { StateBadge, type Tone } from '#ui'

const TONES: Readonly<Record<CaseState, Tone>> = { FILED: 'quiet', DECLINED: 'stop', WITHDRAWN: 'quiet', DRAFT: 'going', RETURNED: 'warning', SUBMITTED: 'info', REJECTED_BY_RULE: 'stop' }

/** Where a case stands, the same mark on every screen. */
export function CaseStateBadge({ state }: { state: CaseState }) {
  return <StateBadge tone={TONES[state]}>{CASE_STATES[state]}</StateBadge>
}
