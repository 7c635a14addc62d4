import type { CaseState } from '#desk/worklist/domain'

/** The piles of the worklist; the first word of each stage is also where the path in the menu leads. */
export const VIEWS = {
  all: [], application: ['APPLIED'], investigation: ['ADMITTED', 'ASSIGNED', 'PRE_VISIT_PLANNED', 'INVESTIGATING', 'RETURNED', 'RE_INVESTIGATE'], returned: ['RETURNED', 'RE_INVESTIGATE'], submitted: ['REPORT_SUBMITTED'], review: ['REPORT_SUBMITTED'],
  decision: ['REVIEWED', 'DEFERRED'], committee: ['COMMITTEE'], contract: ['APPROVED', 'APPROVED_WITH_CHANGE', 'CONDITIONS_OPEN', 'SIGNED'],
  servicing: ['DISBURSED', 'CURRENT', 'OVERDUE', 'NON_ACCRUAL', 'EXTENDED', 'RESTRUCTURED', 'IN_LEGAL'], rejected: ['REJECTED_BY_RULE'],
  closed: ['ADMISSION_REJECTED', 'WITHDRAWN', 'ABANDONED', 'REJECTED', 'LAPSED', 'REPAID', 'RENEWED', 'WRITTEN_OFF', 'TRANSFERRED'],
} as const satisfies Readonly<Record<string, readonly CaseState[]>>
export type View = keyof typeof VIEWS

/** The views offered as filters; `review` is the path's name for what is submitted. */
export const OFFERED: readonly View[] = (Object.keys(VIEWS) as View[]).filter((view) => view !== 'review')

export function isView(text: string): text is View {
  return text in VIEWS
}

/** The narrowest view that holds all of these states. */
export function viewOf(states: readonly CaseState[]): View {
  const holding = (Object.keys(VIEWS) as View[]).filter((view) => states.every((state) => (VIEWS[view] as readonly CaseState[]).includes(state)))
  return holding.sort((a, b) => VIEWS[a].length - VIEWS[b].length)[0] ?? 'all'
}
