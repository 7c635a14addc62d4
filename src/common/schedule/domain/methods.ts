import { Refusal } from '#kernel'

export type Every = 'MONTH' | 'QUARTER' | 'ONCE'
/** How principal comes back: in level instalments, in equal shares, or all on the last due day. */
export type Shape = 'LEVEL' | 'EQUAL' | 'AT_END'

/** Codes of the repayment types this room can schedule. */
export const METHODS = ['ANNUITY', 'EQUAL_PRINCIPAL', 'INTEREST_ONLY_M', 'BULLET', 'INTEREST_ONLY_Q', 'ANNUITY_Q', 'EQUAL_PRINCIPAL_Q'] as const
export type Method = (typeof METHODS)[number]

/** The first cycle listed is the one meant when none is said. */
const RULES: Record<Method, { readonly shape: Shape; readonly every: readonly [Every, ...Every[]] }> = {
  ANNUITY: { shape: 'LEVEL', every: ['MONTH', 'QUARTER'] },
  EQUAL_PRINCIPAL: { shape: 'EQUAL', every: ['MONTH', 'QUARTER'] },
  INTEREST_ONLY_M: { shape: 'AT_END', every: ['MONTH'] },
  BULLET: { shape: 'AT_END', every: ['ONCE'] },
  INTEREST_ONLY_Q: { shape: 'AT_END', every: ['QUARTER'] },
  ANNUITY_Q: { shape: 'LEVEL', every: ['QUARTER'] },
  EQUAL_PRINCIPAL_Q: { shape: 'EQUAL', every: ['QUARTER'] },
}

export function shapeOf(method: Method): Shape {
  return RULES[method].shape
}

/** The cycle of a method, checked against the one asked for. */
export function cycleOf(method: Method, asked: Every | undefined): Every {
  const { every } = RULES[method]
  if (asked === undefined) return every[0]
  if (every.includes(asked)) return asked
  throw new Refusal({ code: 'schedule.every-mismatch', message: `还款方式 ${method} 不能按 ${asked} 还款`, at: '/every', value: asked, expected: every.join(' 或 ') })
}

/** Months from one due day to the next; a loan repaid once has no cycle. */
export function monthsOf(every: Every): number {
  switch (every) {
    case 'MONTH': return 1
    case 'QUARTER': return 3
    case 'ONCE': return 0
  }
}
