import type { CaseFile } from './case/index.ts'

type Report = NonNullable<CaseFile['creditReport']>
interface Listed { readonly label: string; left: number }
interface Wanted { readonly lender: string; readonly fen: number; readonly among: readonly Listed[]; listedFen: number }

/** Words that every lender's name may carry and that tell none apart. */
export const GENERAL = /银行|股份|有限|责任|公司|分行|支行|贷款|按揭|经营|信用|[\s()（）]/g
const bare = (name: string): string => {
  const short = name.normalize('NFKC').replace(GENERAL, '')
  return short === '' ? name.normalize('NFKC') : short
}
const isSame = (label: string, lender: string): boolean => label === lender || bare(label).includes(bare(lender)) || bare(lender).includes(bare(label))

/**
 * The debts of the credit report, each with as much of it as the statements list under that lender's name; what is listed under
 * another name counts where it is the very same amount (I14).
 */
export function listedDebts({ creditReport, balance, household }: Pick<CaseFile, 'creditReport' | 'balance' | 'household'>) {
  const held = (rows: readonly { readonly label: string; readonly amountFen: number }[]): Listed[] => rows.map(({ label, amountFen }) => ({ label, left: amountFen }))
  const [loans, cards, mortgages] = [held([...balance.loans, ...household.otherDebts]), held(balance.creditCards), held(household.mortgages)]
  const { loans: reported = [], cards: reportedCards = [] }: Partial<Pick<Report, 'loans' | 'cards'>> = creditReport ?? {}
  const wantedLoans = reported.map((loan): Wanted => ({ lender: loan.lender, fen: loan.balanceFen, among: loan.mortgage ? [...mortgages, ...loans] : loans, listedFen: 0 }))
  const wantedCards = reportedCards.map((card): Wanted => ({ lender: card.lender, fen: card.usedFen, among: cards, listedFen: 0 }))
  const all = [...wantedLoans, ...wantedCards]
  for (const want of all) for (const one of want.among) if (isSame(one.label, want.lender)) take(want, one)
  for (const want of all) for (const one of want.among) if (want.listedFen < want.fen && one.left > 0 && one.left === want.fen - want.listedFen) take(want, one)
  return {
    loans: reported.map((loan, at) => ({ ...loan, listedFen: wantedLoans[at]?.listedFen ?? 0 })),
    cards: reportedCards.map((card, at) => ({ ...card, listedFen: wantedCards[at]?.listedFen ?? 0 })),
  }
}

function take(want: Wanted, from: Listed): void {
  const some = Math.min(from.left, want.fen - want.listedFen)
  want.listedFen += some
  from.left -= some
}
