import type { CaseFile } from '#common/assessment/domain'
import { type Changes, withChanges } from './cases.ts'

const line = (label: string, amountFen = 10_000) => ({ label, amountFen, evidence: [] })
const income = (source: string) => ({ label: '工资', monthlyFen: 10_000, source, evidence: [] })

/** What each double-counting trap of chapter 3.8 looks like in a case file. */
export const PLANTED_TRAPS: Readonly<Record<string, Changes>> = {
  T1: { '/traps/ownerWageInExpense': true, '/income/householdIncome/-': income('OWNER_WAGE') },
  T2: { '/income/householdIncome/-': income('SPOUSE_WAGE_FROM_SHOP') },
  T3: { '/traps/householdBillsInBusiness': 'UNSPLIT' },
  T4: { '/traps/interestInOldInstalment': true, '/income/interest/-': { label: '旧贷利息', monthlyFen: 100, evidence: [] } },
  T5: { '/traps/mortgageInHouseholdExpense': true, '/traps/mortgageInDebtService': true },
  T6: { '/traps/rentFullyExpensed': true, '/balance/prepaidRent/-': { label: '店租', monthlyFen: 10_000, monthsLeft: 2, evidence: [] } },
  T7: { '/balance/prepayments/-': { ...line('订货款'), goodsInStock: true } },
  T8: { '/balance/inventory/-': { ...line('赊来的货'), place: 'SHOP', condition: 'GOOD', ownership: 'OWN', unpaid: 'MISSING' } },
  T9: { '/balance/inventory/-': { ...line('代销的货'), place: 'SHOP', condition: 'GOOD', ownership: 'CONSIGNMENT', unpaid: 'NO' } },
  T10: { '/traps/ownTransfersInFlow': true },
  T11: { '/traps/loanMoneyInSales': true },
  T12: { '/household/houses/-': { ...line('住房'), sharedWithSpouseFile: true } },
  T13: { '/traps/relativesLoanAsInjection': true, '/equity/injections/-': line('亲戚支持') },
  T14: { '/traps/rebatesInMargin': true, '/income/otherIncome/-': { label: '返利', monthlyFen: 100, evidence: [] } },
  T15: { '/traps/partnerShareCounted': true },
  T16: { '/traps/secondBusiness': 'PROFIT_ONLY' },
  T17: { '/traps/depreciationInProfit': true, '/equity/depreciation/-': line('货车折旧') },
  T18: { '/traps/periodProfitIsAfterHousehold': true, '/equity/household/-': line('家用') },
}

/** The case with a trap in it; null where the case has no equity check to plant it in. */
export function withTrap(caseFile: CaseFile, id: string): CaseFile | null {
  const changes = PLANTED_TRAPS[id]!
  return caseFile.equity === null && Object.keys(changes).some((place) => place.startsWith('/equity/')) ? null : withChanges(caseFile, changes)
}
