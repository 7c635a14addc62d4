import type { CaseLife } from '#common/task/domain'

/** States in which a case may still end in money. */
const UNDER_WAY: ReadonlySet<CaseLife> = new Set<CaseLife>([
  'APPLIED', 'ADMITTED', 'ASSIGNED', 'PRE_VISIT_PLANNED', 'INVESTIGATING', 'RETURNED', 'REPORT_SUBMITTED', 'REVIEWED', 'COMMITTEE', 'DEFERRED', 'RE_INVESTIGATE', 'APPROVED', 'APPROVED_WITH_CHANGE', 'CONDITIONS_OPEN', 'SIGNED',
])
/** States after the money went out. */
const PAID_OUT: ReadonlySet<CaseLife> = new Set<CaseLife>(['DISBURSED', 'CURRENT', 'OVERDUE', 'NON_ACCRUAL', 'EXTENDED', 'RESTRUCTURED', 'IN_LEGAL', 'REPAID', 'RENEWED', 'WRITTEN_OFF', 'TRANSFERRED'])

export function isUnderWay(state: CaseLife): boolean {
  return UNDER_WAY.has(state)
}

export function isPaidOut(state: CaseLife): boolean {
  return PAID_OUT.has(state)
}
