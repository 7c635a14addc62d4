/**
 * Judgement goes over the sheet more than once: on the values as stated, which gives the accepted ones (R6); then sized at the best
 * grade's rate, at the price of that; and last at the price that stands, the score left on the amount it was decided on. A figure that does
 * not depend on what changes is worked out once.
 */
export const PASS = { STATED: 0, FIRST: 1, PRICED: 2, FINAL: 3 } as const
export const PASS_NAMES = ['列示', '初算', '按价再算', ''] as const
