import type { Environment } from '#common/figures/domain'
import type { PolicyPack } from '#common/policy/domain'
import type { Exact } from '#kernel'
import type { Working } from './axes.ts'
import type { EvidenceClass } from './case/index.ts'

/** The part of a pack that says which accounts need which methods. */
export interface CheckPolicy {
  readonly checks: PolicyPack['checks']
  readonly payRatio: Exact
}

/** A method done on an account, with what it rests on. */
export interface MethodDone {
  readonly method: string
  readonly evidence: readonly string[]
  readonly strong: boolean
  readonly oral: boolean
  /** Nothing better than somebody's word stands behind it. */
  readonly statementOnly: boolean
}

export interface AccountMethods {
  readonly account: string
  readonly done: readonly MethodDone[]
  /** Two independent methods, one of them strong where the account needs that (R1, R2). */
  readonly enough: boolean
}

/** Accounts that a shop may simply not have: none listed and none found means there is nothing to check. */
export const MAY_BE_EMPTY: Readonly<Record<string, string>> = {
  cogs: 'annualCogs', fixedCosts: 'annualFixedCosts', prepayments: 'prepayments', otherReceivable: 'otherReceivable', advances: 'advances', prepaidRent: 'prepaidRent', otherLiabilities: 'otherLiabilities', guaranteesGiven: 'guaranteesGiven', electricity: 'annualUtilities', tax: 'annualTaxes',
  inventory: 'inventory', receivables: 'receivables', payables: 'payables', fixedAssets: 'fixedAssets', cash: 'cash', bankDeposit: 'bankDeposit' }

/** Methods that say yes or no: a no is no proof. */
export const MUST_HOLD: ReadonlySet<string> = new Set<string>(['X03', 'X22', 'X36'])

/** Which independent methods every mandatory account has [S2-70]. */
export function methodsByAccount(input: Working, policy: CheckPolicy, sheet: Environment): AccountMethods[] {
  const classes = new Map(input.evidence.map((each) => [each.id, each.class]))
  const done = methodsDone(input, policy, sheet, classes)
  return mandatoryAccounts(policy.checks, input.business.trade).filter((account) => done.has(account) || !isEmpty(account, sheet)).map((account) => {
    const methods = done.get(account) ?? []
    return { account, done: methods, enough: isEnough(account, methods, policy) }
  })
}

/** What every trade must prove, and what the customer's adds [S2-66]. */
export function mandatoryAccounts({ mandatoryAccounts: all, tradeAccounts }: CheckPolicy['checks'], trade: string): readonly string[] {
  return [...new Set([...all, ...tradeAccounts.flatMap((each) => (each.trade === trade ? each.accounts : []))])]
}

function isEmpty(account: string, sheet: Environment): boolean {
  const figure = MAY_BE_EMPTY[account]
  return figure !== undefined && sheet.figure(figure, 0) === 0
}

function methodsDone(input: Working, policy: CheckPolicy, sheet: Environment, classes: ReadonlyMap<string, EvidenceClass>): Map<string, MethodDone[]> {
  const done = new Map<string, MethodDone[]>()
  const add = (account: string, method: string, evidence: readonly string[], oral = false): void => {
    const statementOnly = oral || evidence.every((id) => (classes.get(id) ?? 'STATEMENT') === 'STATEMENT')
    // A document method resting on somebody's word alone is no stronger than the word (R2).
    const strong = !statementOnly && policy.checks.methods[method as keyof PolicyPack['checks']['methods']].strength === 'STRONG'
    done.set(account, [...(done.get(account) ?? []), { method, evidence, strong, oral, statementOnly }])
  }
  for (const [at, check] of input.checks.entries()) {
    const value = sheet.figure('checkValue', at)
    // Voices that deny are heard, but confirm nothing; nor does a ratio out of its band or a meter that moves the other way.
    const confirms = value !== null && (!MUST_HOLD.has(check.method) || sheet.figure('checkHolds', at) === true)
    if (confirms) add(check.account, check.method, check.evidence)
  }
  if (input.oral.monthlyNetProfitFen !== undefined) add('netProfit', 'X25', input.oral.evidence, true)
  if (sheet.figure('equityGiven', 0) === true) {
    add('equity', 'X23', equityEvidence(input))
    // The second look at equity is the off-balance basis, or the previous case's balance sheet (R2).
    add('equity', 'X23', [input.previousCase === null ? 'off-balance-basis' : 'previous-case'])
  }
  return done
}

function equityEvidence(input: Working): string[] {
  return [...new Set((input.equity?.initial ?? input.householdEquity?.initial ?? []).flatMap((line) => line.evidence))]
}

/** Are these methods enough for the account (R1, R2)? */
export function isEnough(account: string, methods: readonly MethodDone[], policy: CheckPolicy): boolean {
  if (account === 'equity') return methods.length >= policy.checks.methodsPerAccount
  const strongNeeded = (policy.checks.strongAccounts as readonly string[]).includes(account)
  if (strongNeeded && !methods.some((each) => each.strong)) return false
  if (!strongNeeded && methods.every((each) => each.oral)) return false
  return independent(methods, policy.checks.methodsPerAccount)
}

/** Are there `wanted` different methods whose evidence is pairwise disjoint, no two of them mere statements? */
function independent(methods: readonly MethodDone[], wanted: number, chosen: readonly MethodDone[] = []): boolean {
  if (chosen.length === wanted) return true
  return methods.some((each, i) => chosen.every((other) => apart(each, other)) && independent(methods.slice(i + 1), wanted, [...chosen, each]))
}

function apart(a: MethodDone, b: MethodDone): boolean {
  return a.method !== b.method && !(a.statementOnly && b.statementOnly) && !a.evidence.some((id) => b.evidence.includes(id))
}
