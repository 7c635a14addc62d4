import type { CaseState } from '#desk/worklist/domain'

/** The piles of the worklist; `application` and `investigation` are also where the path in the menu leads. */
export const VIEWS = {
  all: [], application: ['FILED'], investigation: ['DRAFT', 'RETURNED'], returned: ['RETURNED'], submitted: ['SUBMITTED'], rejected: ['REJECTED_BY_RULE'], closed: ['DECLINED', 'WITHDRAWN'],
} as const satisfies Readonly<Record<string, readonly CaseState[]>>
export type View = keyof typeof VIEWS

export function isView(text: string): text is View {
  return text in VIEWS
}

/** The narrowest view that holds all of these states. */
export function viewOf(states: readonly CaseState[]): View {
  const holding = (Object.keys(VIEWS) as View[]).filter((view) => states.every((state) => (VIEWS[view] as readonly CaseState[]).includes(state)))
  return holding.sort((a, b) => VIEWS[a].length - VIEWS[b].length)[0] ?? 'all'
}
