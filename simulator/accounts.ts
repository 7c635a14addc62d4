import { addDays, chance } from './money.ts'

/** A customer's account: what is on it, and by the end of which day. */
export interface Account {
  balanceFen: number
  upTo: string
}

type Living = 'SALARY' | 'TAKINGS' | 'POOR'
const YUAN = 100
const PAY_DAY = '10'

/** How the holder of an account lives; always the same for the same seed and number. */
export function livingOf(seed: string, number: string): Living {
  const at = chance(seed, number, 'living')
  return at < 0.1 ? 'POOR' : at < 0.35 ? 'SALARY' : 'TAKINGS'
}

/** What comes in on a day, less what living takes. */
function income(seed: string, number: string, day: string): number {
  const at = chance(seed, number, day)
  switch (livingOf(seed, number)) {
    case 'POOR': return Math.round(at * 80) * YUAN
    case 'SALARY': return day.endsWith(PAY_DAY) ? (9_000 + Math.round(chance(seed, number, 'pay') * 9_000)) * YUAN : -Math.round(at * 60) * YUAN
    case 'TAKINGS': return Math.round(150 + at * 1_200) * YUAN
  }
}

/** The account on a day: opened at first sight, and lived through every day since it was last looked at. */
export function accountOn(accounts: Record<string, Account>, seed: string, number: string, day: string): Account {
  const opening = { POOR: 200, SALARY: 6_000, TAKINGS: 18_000 }[livingOf(seed, number)]
  const account = (accounts[number] ??= { balanceFen: Math.round(opening * (0.5 + chance(seed, number, 'opening'))) * YUAN, upTo: day })
  while (account.upTo < day) {
    account.upTo = addDays(account.upTo, 1)
    account.balanceFen = Math.max(0, account.balanceFen + income(seed, number, account.upTo))
  }
  return account
}

/** Least worth debiting when not all is there. */
const LEAST_PART = 100 * YUAN

/** Debits what is there, up to an amount; too little is left alone. */
export function debit(account: Account, wantedFen: number): number {
  const taken = account.balanceFen >= wantedFen ? wantedFen : account.balanceFen >= LEAST_PART ? account.balanceFen : 0
  account.balanceFen -= taken
  return taken
}
