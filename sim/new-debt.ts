import type { CaseFile } from '#common/assessment/domain'
import { type Changes, withChanges } from './cases.ts'
import type { Chance } from './chance.ts'

export const DEBTS = ['BANK_LOAN', 'ONLINE_LOAN', 'CARD', 'PRIVATE_LOAN', 'MORTGAGE'] as const
export type Debt = (typeof DEBTS)[number]

/**
 * The case with one debt more. The bureau knows of it as well, where there is a report; relatives' money it does not see.
 * Checks on loans name it too: the book that proves the others proves this one.
 */
export function withNewDebt(caseFile: CaseFile, debt: Debt, chance: Chance): CaseFile {
  const amountFen = Math.round(Math.exp(chance.between(Math.log(10_000), Math.log(30_000_000))))
  const reported: Changes = caseFile.creditReport === null ? {} : { '/creditReport/loans/-': { lender: '新贷', balanceFen: amountFen, mortgage: debt === 'MORTGAGE' }, '/creditReport/institutions': caseFile.creditReport.institutions + 1 }
  const common = { label: '新债', amountFen, evidence: ['book'] }
  switch (debt) {
    case 'BANK_LOAN': case 'ONLINE_LOAN':
      return withChanges(caseFile, { ...reported, ...documents(caseFile, 'loans', amountFen), '/balance/loans/-': { ...common, lender: debt === 'BANK_LOAN' ? 'BANK' : 'ONLINE', term: 'SHORT', annualRate: '0.08', monthlyPrincipalFen: chance.happens(0.3) ? 0 : Math.round(amountFen / chance.whole(3, 36)) } })
    case 'CARD': {
      const report: Changes = caseFile.creditReport === null ? {} : { '/creditReport/cards/-': { lender: '新卡', usedFen: amountFen, limitFen: amountFen } }
      return withChanges(caseFile, { ...report, ...documents(caseFile, 'loans', amountFen), '/balance/creditCards/-': { ...common, limitFen: amountFen, annualRate: '0.18' } })
    }
    case 'PRIVATE_LOAN':
      return withChanges(caseFile, { ...documents(caseFile, 'privateLoans', amountFen), '/balance/privateLoans/-': { ...common, annualRate: '0.1', monthlyPrincipalFen: chance.happens(0.5) ? 0 : Math.round(amountFen / 12) } })
    case 'MORTGAGE':
      return withChanges(caseFile, { ...reported, '/household/mortgages/-': { ...common, annualRate: '0.042', monthlyPaymentFen: Math.round(amountFen / 200) } })
  }
}

function documents(caseFile: CaseFile, account: 'loans' | 'privateLoans', amountFen: number): Changes {
  return Object.fromEntries(caseFile.checks.flatMap((check, at) => (check.method === 'X01' && check.account === account ? [[`/checks/${at}/documentsFen`, check.documentsFen + amountFen], ...(check.askedFen === undefined ? [] : [[`/checks/${at}/askedFen`, check.askedFen + amountFen]])] : [])))
}
