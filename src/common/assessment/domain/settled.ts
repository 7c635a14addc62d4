import type { Environment, Lead, Settled } from '#common/figures/domain'

/** Accounts whose stated figure is not called after them. */
const STATED: Readonly<Record<string, string>> = { sales: 'annualSalesStated', margin: 'weightedMarginStated', householdExpense: 'householdExpenseAverageStated' }

/** The rate is the price of the grade; where another pass decided, the score stands on the amount and the rate of that pass. */
const OFFERED: Readonly<Record<string, readonly Lead[]>> = {
  annualRate: [{ figure: 'price' }],
  scoredFen: [{ figure: 'limitBase' }, { figure: 'multiLendingFactor' }, { figure: 'haircut' }],
  scoredRate: [{ figure: 'sizingRate' }],
}

/**
 * Where the values settled between the passes of a judgement come from: an accepted value (R6) from the stated one and the
 * checks that can be compared with it, the terms of the offer from price and grade.
 */
export const SETTLED: Settled = {
  adopted: ([, account = ''], sheet) => [{ figure: STATED[account] ?? `${account}Stated` }, ...checksOf(account, sheet)],
  offer: ([, term]) => OFFERED[term ?? ''] ?? [],
}

function checksOf(account: string, sheet: Environment): Lead[] {
  return Array.from({ length: sheet.rows('checks') }, (_, index) => index)
    .filter((index) => sheet.field('checks', index, ['account'], null) === account && sheet.figure('checkDeviation', index) !== null)
    .map((index) => ({ figure: 'checkValue', index }))
}
