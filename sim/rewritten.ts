import type { CaseFile } from '#common/assessment/domain'
import type { Chance } from './chance.ts'

/** The same case told in other words: what it says must stay the same. */
type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }
type Row = { readonly [key: string]: Json }

const NAMES = new Set(['label', 'lender', 'who', 'name', 'place', 'title', 'by', 'says'])

/** Every name, label and evidence id another one, each used the same everywhere; what a refused explanation said is quoted word for word. */
export function renamed(caseFile: CaseFile): CaseFile {
  const rename = (value: Json, key: string): Json => {
    if (Array.isArray(value)) return key === 'evidence' && value.every((each) => typeof each === 'string') ? (value as readonly string[]).map((id) => `e-${id}`) : (value as readonly Json[]).map((each) => rename(each, key))
    if (typeof value === 'object' && value !== null) return Object.fromEntries(Object.entries(value).map(([field, each]) => [field, field === 'id' && key === 'evidence' && typeof each === 'string' ? `e-${each}` : field === 'refusedExplanations' ? each : rename(each, field)]))
    return typeof value === 'string' && NAMES.has(key) ? `又名${value}` : value
  }
  return { ...(rename(caseFile as unknown as Json, '') as unknown as CaseFile), id: `${caseFile.id}-2` }
}

/** Rows of every list in another order; months keep theirs, and so do the steps of a repayment. */
export function reordered(caseFile: CaseFile, chance: Chance): CaseFile {
  const shuffle = (value: Json): Json => {
    if (Array.isArray(value)) return (value.every((row) => typeof row === 'object') ? chance.shuffled(value as readonly Json[]) : (value as readonly Json[])).map(shuffle)
    return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value).map(([key, each]) => [key, key === 'shape' ? each : shuffle(each)])) : value
  }
  return shuffle(caseFile as unknown as Json) as unknown as CaseFile
}

/** Lists whose rows simply add up: any line may be written as two. */
const PLAIN_LISTS = [
  'balance/cash', 'balance/bankDeposit', 'balance/receivables', 'balance/otherReceivable', 'balance/prepayments', 'balance/inventory', 'balance/prepaidRent', 'balance/otherOperatingAssets', 'balance/nonOperatingAssets', 'balance/payables', 'balance/advances',
  'balance/creditCards', 'balance/otherLiabilities', 'balance/offBalanceAssets', 'balance/offBalanceLiabilities', 'balance/guaranteesGiven', 'household/houses', 'household/savings', 'income/sales', 'income/otherIncome', 'income/fixed', 'income/interest', 'income/incomeTax',
  'income/householdIncome', 'income/householdExpense', 'income/otherCash', 'equity/initial', 'equity/profits', 'equity/injections', 'equity/appreciation', 'equity/household', 'equity/withdrawals', 'equity/depreciation', 'plan/rentPayments', 'plan/stockRelease', 'plan/otherItems',
  'request/purposeItems', 'creditReport/loans', 'creditReport/cards',
] as const

/** One line of every kind of list written as two; how many were split. */
export function split(caseFile: CaseFile, chance: Chance): { readonly caseFile: CaseFile; readonly splits: number } {
  const copy = structuredClone(caseFile) as unknown as Record<string, Record<string, Row[]> | null>
  let splits = 0
  const splitIn = (path: string, inTwo: (row: Row) => readonly [Row, Row] | null): void => {
    const [part = '', list = ''] = path.split('/')
    const rows = copy[part]?.[list]
    if (rows === undefined || rows.length === 0) return
    const at = chance.whole(0, rows.length - 1)
    const pair = inTwo(rows[at]!)
    if (pair === null) return
    rows.splice(at, 1, ...pair)
    splits++
  }
  for (const path of PLAIN_LISTS) splitIn(path, (row) => plainly(row, chance))
  splitIn('balance/fixedAssets', (row) => asset(row, chance))
  for (const path of ['balance/loans', 'balance/privateLoans']) splitIn(path, loan)
  return { caseFile: copy as unknown as CaseFile, splits }
}

/** Amounts of a row shared between two rows. What is no amount stays in both. */
function plainly(row: Row, chance: Chance): readonly [Row, Row] {
  const first: Record<string, Json> = {}
  const second: Record<string, Json> = {}
  const divide = (amount: number): readonly [number, number] => {
    const part = chance.whole(Math.min(0, amount), Math.max(0, amount))
    return [part, amount - part]
  }
  for (const [key, value] of Object.entries(row)) {
    if (key === 'quantity' || key === 'unitCostFen') continue
    if (key.endsWith('Fen') && Array.isArray(value)) {
      const pairs = (value as number[]).map(divide)
      first[key] = pairs.map(([part]) => part)
      second[key] = pairs.map(([, part]) => part)
    } else if (key.endsWith('Fen') && typeof value === 'number') [first[key], second[key]] = divide(value)
    else first[key] = second[key] = value
  }
  return [first, second]
}

/** A part that depreciates by whole fen each month, so that both parts together are worth what the whole was. */
function asset(row: Row, chance: Chance): readonly [Row, Row] | null {
  const [cost, life] = [Number(row['costFen']), Number(row['lifeMonths'])]
  if (row['secondHandFen'] !== undefined || cost < life) return null
  const part = life * chance.whole(1, Math.floor(cost / life))
  return [{ ...row, costFen: part }, { ...row, costFen: cost - part }]
}

/** A loan as two that end in the same month, the first with interest of whole fen, so that each month's interest is the same. */
function loan(row: Row): readonly [Row, Row] | null {
  const [amount, principal, rate] = [Number(row['amountFen']), Number(row['monthlyPrincipalFen']), row['annualRate'] as string]
  const unit = 12 * 10 ** (rate.split('.')[1]?.length ?? 0)
  if (principal === 0) return amount > unit ? [{ ...row, amountFen: unit }, { ...row, amountFen: amount - unit }] : null
  if (amount % principal !== 0 || principal <= unit) return null
  const months = amount / principal
  return [{ ...row, monthlyPrincipalFen: unit, amountFen: unit * months }, { ...row, monthlyPrincipalFen: principal - unit, amountFen: amount - unit * months }]
}
