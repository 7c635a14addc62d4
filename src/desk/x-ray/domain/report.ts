import { divide, formatExact } from '#kernel'
import { type CaseWithLoan, type FindingKind, findingsFor } from './findings.ts'
import type { LoanRow, WrongCell } from './from-rows.ts'
import { type Joined, joinLoans } from './join.ts'
import type { XRayCase, XRayRules } from './seen-case.ts'

/** Cases with the finding or without it, and how many of them are overdue. */
export interface Overdue {
  readonly cases: number
  readonly overdue: number
  /** Decimal text; null of no case. */
  readonly rate: string | null
}

export interface Finding extends FindingKind {
  readonly cases: readonly { readonly key: string; readonly says: string }[]
  /** Cases whose file tells whether they have it. */
  readonly known: number
  /** Of those, decimal text. */
  readonly share: string | null
  readonly lentFen: number
  /** Both groups among the cases of the loan list; null where either is too small to be compared. */
  readonly overdue: { readonly having: Overdue; readonly others: Overdue } | null
}

export interface XRayReport {
  readonly rules: XRayRules
  readonly cases: readonly (CaseWithLoan & { readonly findings: readonly string[] })[]
  readonly findings: readonly Finding[]
  /** How many independent checks each account has. */
  readonly accounts: readonly { readonly account: string; readonly cases: number; readonly none: number; readonly one: number; readonly more: number }[]
  readonly loans: number
  readonly joined: Joined
  /** Of the cases joined with a loan. */
  readonly overdue: Overdue
  readonly lentFen: number
  readonly balanceFen: number
  readonly wrong: readonly WrongCell[]
}

/** A share of fewer cases than this says nothing; below it the report says so. */
export const LEAST_COMPARED = 5

/** The report over what was dropped in: pure, so that browser and command line say the same. */
export function reportOf({ cases, loans, wrong, rules }: { readonly cases: readonly XRayCase[]; readonly loans: readonly LoanRow[]; readonly wrong: readonly WrongCell[]; readonly rules: XRayRules }): XRayReport {
  const joined = joinLoans(cases, loans)
  const seen = cases.map((each): CaseWithLoan => {
    const { loan = null, by = null } = joined.loans.get(each.key) ?? {}
    const completed = loan === null ? each : completedBy(each, loan)
    return { case: completed, loan, joinedBy: by, lentFen: loan?.lentFen ?? each.lentFen }
  })
  const kinds = findingsFor(seen.map((each) => each.case))
  const findings = kinds.map((kind): Finding => findingOf(kind, seen, rules))
  const having = (key: string): string[] => findings.flatMap((finding) => (finding.cases.some((each) => each.key === key) ? [finding.id] : []))
  const withLoan = seen.filter(({ loan }) => loan !== null)
  return {
    rules, findings, loans: loans.length, joined, wrong, overdue: overdueOf(withLoan), lentFen: sum(seen, ({ lentFen }) => lentFen), balanceFen: sum(seen, ({ loan }) => loan?.balanceFen ?? null),
    cases: seen.map((each) => ({ ...each, findings: having(each.case.key) })), accounts: accountsOf(seen),
  }
}

/** What the loan list knows of the people and the file does not. */
function completedBy(one: XRayCase, { customer, guarantors }: LoanRow): XRayCase {
  return { ...one, customer: { ...one.customer, idNumber: one.customer.idNumber ?? customer.idNumber, phone: one.customer.phone ?? customer.phone }, guarantors: one.guarantors.length === 0 ? [...guarantors] : one.guarantors.map((own) => { const listed = guarantors.find(({ name }) => name === own.name); return { ...own, idNumber: own.idNumber ?? listed?.idNumber ?? null, phone: own.phone ?? listed?.phone ?? null } }) }
}

function findingOf({ judge, ...kind }: ReturnType<typeof findingsFor>[number], seen: readonly CaseWithLoan[], rules: XRayRules): Finding {
  const told = seen.map((one) => ({ one, says: judge(one, rules) })).filter(({ says }) => says !== null)
  const having = told.filter(({ says }) => says !== false)
  const [with_, without] = [overdueOf(having.map(({ one }) => one)), overdueOf(told.filter(({ says }) => says === false).map(({ one }) => one))]
  return {
    ...kind, known: told.length, share: rateOf(having.length, told.length), lentFen: sum(having, ({ one }) => one.lentFen),
    cases: having.map(({ one, says }) => ({ key: one.case.key, says: says as string })),
    overdue: with_.cases < LEAST_COMPARED || without.cases < LEAST_COMPARED ? null : { having: with_, others: without },
  }
}

function overdueOf(cases: readonly CaseWithLoan[]): Overdue {
  const listed = cases.filter(({ loan }) => loan !== null)
  const overdue = listed.filter(({ loan }) => loan!.daysOverdue > 0).length
  return { cases: listed.length, overdue, rate: rateOf(overdue, listed.length) }
}

function accountsOf(seen: readonly CaseWithLoan[]): XRayReport['accounts'] {
  const all = seen.flatMap((each) => each.case.accounts)
  return [...new Set(all.map(({ account }) => account))].map((account) => {
    const own = all.filter((each) => each.account === account)
    return { account, cases: own.length, none: own.filter(({ methods }) => methods === 0).length, one: own.filter(({ methods }) => methods === 1).length, more: own.filter(({ methods }) => methods > 1).length }
  })
}

function rateOf(part: number, whole: number): string | null {
  return whole === 0 ? null : formatExact(divide(part, whole), 4)
}

function sum<T>(all: readonly T[], of: (one: T) => number | null): number {
  return all.reduce((total, one) => total + (of(one) ?? 0), 0)
}
