import { z } from 'zod'
import { type Assessment, HARD_RULES, type Reason } from '#common/assessment/domain'
import { InvalidInput, Refusal, assert } from '#kernel'

/** The hard rules an intake can already answer: age, months in business, purpose and trade. The others need the investigation. */
const AT_INTAKE = ['H01', 'H02', 'H03'] as const
/** Rules that only some customers can break; listed where they are broken. */
const OF_SOME = ['H13', 'H14'] as const
/** Flags an intake can raise: a list said so, or the applicant is related to the staff and asks without security. */
const FLAGS_AT_INTAKE: ReadonlySet<string> = new Set(['FR15', 'FR25'])

/** Why an application is turned away, beside the rules it breaks [S2-81]. */
export const DECLINE_GROUNDS = { RULES: '不符合准入规则', LIST: '名单命中', NOT_COOPERATIVE: '客户不配合', UNCLEAR: '情况说不清楚', RISK_NOT_UNDERSTOOD: '风险点分析不透', OTHER: '其他' } as const satisfies Record<string, string>
export type DeclineGround = keyof typeof DECLINE_GROUNDS
export const DeclineGround = z.enum(Object.keys(DECLINE_GROUNDS) as [DeclineGround, ...DeclineGround[]])

/** One admission rule as the decision lists it. */
export const AdmissionRule = z.object({ rule: z.string(), name: z.string(), holds: z.boolean(), says: z.string().nullable() })
export type AdmissionRule = z.output<typeof AdmissionRule>

/** Admission rules the application breaks. */
export function admissionBreaches({ reasons }: Pick<Assessment, 'reasons'>): Reason[] {
  return reasons.filter(({ rule, flag, effect }) => effect === 'REJECT' && ([...AT_INTAKE, ...OF_SOME].some((one) => one === rule) || (flag !== undefined && FLAGS_AT_INTAKE.has(flag))))
}

/** Every admission rule with what it says of this application, for the record of the decision. */
export function admissionRules(breaches: readonly Reason[]): AdmissionRule[] {
  const own = AT_INTAKE.map((rule) => {
    const breach = breaches.find((one) => one.rule === rule)
    return { rule, name: HARD_RULES.find(({ id }) => id === rule)?.name ?? rule, holds: breach === undefined, says: breach?.says ?? null }
  })
  const flagged = breaches.flatMap(({ flag, says }) => (flag === undefined ? [] : [{ rule: flag, name: '风险标志', holds: false, says }]))
  const ofSome = breaches.filter(({ rule }) => OF_SOME.some((one) => one === rule)).map(({ rule, says }) => ({ rule, name: HARD_RULES.find(({ id }) => id === rule)?.name ?? rule, holds: false, says }))
  return [...own, ...ofSome, ...flagged]
}

/** Whoever admits in spite of a warning says why. */
export function refuseUnexplained(warnings: readonly string[], reason: string | null): void {
  if (warnings.length === 0 || reason !== null) return
  throw new Refusal({ code: 'application.admit-reason', message: `${warnings.join('；')}，准入须说明理由`, at: '/reason', expected: '至少 4 个字的理由' }, 422)
}

/** All admission rules broken, at once. */
export class NotAdmissible extends InvalidInput {
  override readonly code = 'application.not-admissible'
  override readonly status = 422

  constructor(breaches: readonly Reason[]) {
    const [first, ...rest] = breaches.map(({ rule, flag, says }) => ({ code: `judgement.${(flag ?? rule).toLowerCase()}`, message: `${says}（${flag ?? rule}）`, expected: '符合准入规则，否则不予准入' }))
    assert(first !== undefined, 'what is not admissible breaks a rule')
    super([first, ...rest], breaches.length)
  }
}
