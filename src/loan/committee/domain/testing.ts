import type { Condition, Terms } from '#loan/decision/domain'

/** The terms judgement carries for GC-01 (17.1), for tests. */
export const gc01Proposal: Terms = {
  product: 'MICRO_LOAN', guarantee: 'PERSONAL_GUARANTEE', amountFen: 11_800_000, periods: 12, method: 'ANNUITY', every: 'MONTH', annualRate: '0.0720', purpose: 'WORKING_CAPITAL', conditions: [],
}

/** What the customer of GC-01 asked for. */
export const gc01Request: Pick<Terms, 'amountFen' | 'periods' | 'method' | 'guarantee'> = { amountFen: 15_000_000, periods: 12, method: 'ANNUITY', guarantee: 'PERSONAL_GUARANTEE' }

/** The pass rule and quorum of the default pack. */
export const usualRules = { passRule: { agree: 2, of: 3, vetoStops: true }, unanimityRequired: [], quorum: [{ fromSeats: 1, mayMiss: 0 }, { fromSeats: 5, mayMiss: 1 }] } as const

/** A condition that needs no care. */
export function condition(kind: Condition['kind'], says: string, more: Partial<Condition> = {}): Condition {
  return { when: 'BEFORE', kind, says, ownerPost: 'OFFICER', dueOn: null, evidenceNeeded: true, ...more }
}
