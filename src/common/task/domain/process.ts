import type { Step } from './steps.ts'

/** When a step opens, closes and counts its time. What a bank may change (who, how long) is in its pack; what follows from the path is here. */
export interface StepRule {
  readonly step: Step
  readonly opensOn: readonly string[]
  readonly closesOn: readonly string[]
  /** Not opened when the case has heard this before. */
  readonly unless?: string
  /** The fact from which its clock runs; its opening unless given. */
  readonly clockFrom?: string
  /** The fact that meets its clock although the step goes on. */
  readonly clockMetBy?: string
  /** Its facts end only the task without a subject; a request for documents, say, closes by its own act. */
  readonly subjectsStay?: true
  /** Done once, it may be done again while one of these is open. */
  readonly againWhile?: readonly Step[]
}

const INVESTIGATED = ['investigation.submitted', 'investigation.rejected-by-rule', 'investigation.abandoned'] as const
const DECIDED = ['decision.approved', 'decision.rejected', 'decision.deferred', 'decision.re-investigate', 'decision.lapsed'] as const
const AT_WORK: readonly Step[] = ['INVESTIGATE', 'CORRECT']

/**
 * The process of a case. Steps without `opensOn` are opened by their stage with `openTask`, one for each person or condition.
 * VOTE, SIGN and CONDITION close one by one with `closeTask`; the facts here end what is left of them.
 */
export const PROCESS: readonly StepRule[] = [
  { step: 'ADMISSION', opensOn: ['application.filed', 'application.reopened'], closesOn: ['application.admitted', 'application.declined'], clockFrom: 'application.documents-complete' },
  { step: 'ASSIGN', opensOn: ['application.filed', 'application.reopened'], closesOn: ['application.assigned'], unless: 'application.assigned', clockFrom: 'application.filed' },
  { step: 'PLAN', opensOn: ['application.admitted'], closesOn: ['visit.planned', 'visit.started', ...INVESTIGATED], againWhile: AT_WORK },
  { step: 'VISIT', opensOn: ['application.admitted', 'visit.planned'], closesOn: ['visit.closed', ...INVESTIGATED], clockFrom: 'application.filed', clockMetBy: 'visit.started', againWhile: AT_WORK },
  { step: 'BUREAU', opensOn: ['application.admitted'], closesOn: ['bureau.queried', ...INVESTIGATED], againWhile: AT_WORK },
  { step: 'INVESTIGATE', opensOn: ['application.admitted'], closesOn: INVESTIGATED },
  { step: 'CORRECT', opensOn: ['investigation.returned'], closesOn: INVESTIGATED, subjectsStay: true },
  { step: 'REVIEW', opensOn: ['investigation.submitted'], closesOn: ['review.passed', 'review.returned', 'investigation.returned'] },
  { step: 'CONVENE', opensOn: ['decision.routed', 'committee.adjourned'], closesOn: ['committee.convened', ...DECIDED] },
  { step: 'VOTE', opensOn: [], closesOn: ['committee.resolved', ...DECIDED] },
  { step: 'SIGN', opensOn: [], closesOn: DECIDED },
  { step: 'ANSWER', opensOn: ['decision.approved', 'decision.rejected', 'decision.deferred'], closesOn: ['decision.informed'], clockFrom: 'visit.closed' },
  { step: 'CONDITION', opensOn: [], closesOn: ['contract.conditions-met'] },
  { step: 'CONTRACT', opensOn: ['decision.approved'], closesOn: ['contract.drawn-up'] },
  { step: 'SIGNING', opensOn: ['contract.drawn-up'], closesOn: ['contract.signed'] },
  { step: 'CONFIRM', opensOn: ['contract.signed'], closesOn: ['contract.confirmed'] },
  { step: 'PAY_MAKE', opensOn: ['contract.confirmed', 'loan.reversed'], closesOn: ['loan.ordered'] },
  { step: 'PAY_CHECK', opensOn: ['loan.ordered'], closesOn: ['loan.disbursed'] },
  { step: 'ARRIVAL', opensOn: ['loan.disbursed'], closesOn: ['loan.arrived'] },
  { step: 'FIRST_CHECK', opensOn: ['loan.disbursed'], closesOn: [] },
]

/** What a fact takes off everyone's desk: all open tasks, or those of some steps. */
export const CANCELS: Readonly<Record<string, 'ALL' | readonly Step[]>> = {
  'application.withdrawn': 'ALL', 'application.declined': 'ALL', 'investigation.abandoned': 'ALL', 'investigation.rejected-by-rule': 'ALL',
  'investigation.returned': ['REVIEW', 'CONVENE', 'VOTE', 'SIGN', 'ANSWER', 'CONDITION', 'CONTRACT', 'SIGNING'],
  'decision.rejected': 'ALL', 'decision.re-investigate': 'ALL', 'decision.lapsed': 'ALL',
  'loan.reversed': ['ARRIVAL', 'FIRST_CHECK'], 'loan.settled': ['ARRIVAL', 'FIRST_CHECK'],
}

/**
 * What a step taken off a desk by a withdrawal comes back as: the meeting it belonged to goes on without the case, the contract was
 * cancelled with it. Null where the stage opens it anew; a step that is not named comes back as itself.
 */
export const TAKEN_UP_AS: Readonly<Partial<Record<Step, Step | null>>> = { VOTE: 'CONVENE', CONDITION: null, SIGNING: 'CONTRACT', CONFIRM: 'CONTRACT', PAY_MAKE: 'CONTRACT' }

/** The rule of a step. */
export function ruleOf(step: Step): StepRule {
  return PROCESS.find((rule) => rule.step === step)!
}
