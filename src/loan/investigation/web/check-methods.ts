import { type Account, type Check, METHOD_INPUTS } from '#common/assessment/domain'

export { ACCOUNT_NAMES } from '#common/assessment/domain'

/** The figure each account is on the statements; what people say of the customer is none. */
export const ACCOUNT_FIGURES: Readonly<Record<Account, string | null>> = {
  sales: 'annualSales', margin: 'weightedMargin', netProfit: 'netProfitMonthly', inventory: 'inventory', receivables: 'receivables', payables: 'payables', cash: 'cash', bankDeposit: 'bankDeposit', fixedAssets: 'fixedAssets', loans: 'loans', privateLoans: 'privateLoans', householdExpense: 'householdExpenseMonthly', wage: 'wageMonthly', equity: 'actualEquity',
  cogs: 'annualCogs', fixedCosts: 'annualFixedCosts', output: 'annualSales', capacity: 'annualSales', electricity: 'annualUtilities', tax: 'annualTaxes', prepayments: 'prepayments', prepaidRent: 'prepaidRent', otherReceivable: 'otherReceivable', advances: 'advances', otherLiabilities: 'otherLiabilities', guaranteesGiven: 'guaranteesGiven', reputation: null,
}

/** The methods that can verify an account. */
export function methodsFor(account: Account): readonly Check['method'][] {
  return (Object.keys(METHOD_INPUTS) as Check['method'][]).filter((method) => METHOD_INPUTS[method]!.accounts.includes(account)).toSorted()
}
