import type { Assessment, Reason } from '#common/assessment/domain'
import { InvalidInput, assert } from '#kernel'

/** The hard rules an intake can already answer: age, months in business, purpose and trade. The others need the investigation. */
const AT_INTAKE: ReadonlySet<string> = new Set(['H01', 'H02', 'H03'])

/** Admission rules the application breaks. */
export function admissionBreaches({ reasons }: Pick<Assessment, 'reasons'>): Reason[] {
  return reasons.filter(({ rule, effect }) => effect === 'REJECT' && AT_INTAKE.has(rule))
}

/** All admission rules broken, at once. */
export class NotAdmissible extends InvalidInput {
  override readonly code = 'application.not-admissible'
  override readonly status = 422

  constructor(breaches: readonly Reason[]) {
    const [first, ...rest] = breaches.map(({ rule, says }) => ({ code: `judgement.${rule.toLowerCase()}`, message: `${says}（${rule}）`, expected: '符合准入规则，否则不予准入' }))
    assert(first !== undefined, 'what is not admissible breaks a rule')
    super([first, ...rest], breaches.length)
  }
}
