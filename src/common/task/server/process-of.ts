import { policyFor } from '#common/policy/server'
import type { PolicyPack } from '#common/policy/domain'
import { type CaseHeader, type Clock, NAMED_CLOCKS, type OwnClockStep, type Step } from '#common/task/domain'
import type { Day } from '#kernel'
import type { Tx } from '#platform/db'

/** The process of a case as the policy of its application day says it. */
export function processOf(tx: Tx, { appliedOn, unitId, product }: Pick<CaseHeader, 'appliedOn' | 'unitId' | 'product'>, on: Day): Promise<PolicyPack> {
  return policyFor(tx, { applicationOn: appliedOn, eventOn: on }, { unit: unitId, product })
}

/** How long a step may take, null where the policy sets no limit. */
export function clockOf(policy: PolicyPack, step: Step): Clock | null {
  return step in NAMED_CLOCKS ? namedClock(policy, step as keyof typeof NAMED_CLOCKS) : policy.organisation.stepWithin[step as OwnClockStep]
}

function namedClock(policy: PolicyPack, step: keyof typeof NAMED_CLOCKS): Clock {
  switch (step) {
    case 'ASSIGN': return assigningClock(policy.organisation.assignBy)
    case 'VISIT': return policy.organisation.visitStart
    case 'ADMISSION': return policy.organisation.admissionDecision
    case 'ANSWER': return policy.organisation.answerAfterInvestigation
    case 'FIRST_CHECK': return { value: policy.monitoring.firstCheckDays, unit: 'CALENDAR_DAY' }
    default: return step satisfies never
  }
}

function assigningClock(assignBy: PolicyPack['organisation']['assignBy']): Clock {
  switch (assignBy) {
    case 'SAME_EVENING': return { value: 0, unit: 'SAME_EVENING' }
    case 'ON_RECEIPT': return { value: 0, unit: 'HOUR' }
    case 'NEXT_WORKING_DAY': return { value: 1, unit: 'WORKING_DAY' }
    default: return assignBy satisfies never
  }
}
