import { isNumber } from '#common/figures/domain'
import type { Sheet } from '#common/figures/domain'
import { type Exact, absolute, compare, divide, formatExact, larger, multiply, roundFen, sign, smaller } from '#kernel'
import type { Working } from './axes.ts'
import type { Account } from './case/index.ts'

export type AcceptMode = 'TOLERANCE_THEN_SECOND' | 'ALWAYS_MIN' | 'MEDIAN'

/** A check brought to the size of its account: value of the account if only this check were believed. */
export interface CheckSeen {
  readonly value: Exact
  /** Of what it was measured against, and how much the method may be off. */
  readonly deviation: Exact
  readonly tolerance: Exact
}

/** Liabilities and expenses are accepted at the higher value, everything else at the lower (chapter 3.1, rule 3). */
export const HIGHER_IS_PRUDENT: ReadonlySet<Account> = new Set<Account>(['payables', 'loans', 'privateLoans', 'householdExpense', 'fixedCosts', 'advances', 'otherLiabilities'])
/** Figures that are results of others are checked but never replaced. */
export const NEVER_REPLACED: ReadonlySet<Account> = new Set<Account>(['netProfit', 'equity', 'cogs', 'output', 'capacity', 'electricity', 'tax', 'guaranteesGiven', 'reputation'])

/**
 * Accepted value of an account (R6). Keeps the stated one while no check says beyond its tolerance that there is less (of debts
 * and expenses: more); else the largest value two methods support (for debts and expenses the smallest). A check far on the
 * other side proves no less than the stated value: so a lower check never raises what is accepted.
 */
export function acceptedValue(stated: Exact, checks: readonly CheckSeen[], prudentIsHigher: boolean, mode: AcceptMode): Exact {
  if (checks.length === 0) return stated
  const direction = prudentIsHigher ? -1 : 1
  const ordered = checks.map((check) => check.value).sort((a, b) => direction * compare(b, a))
  switch (mode) {
    case 'TOLERANCE_THEN_SECOND': {
      if (!checks.some((check) => doubts(check, stated, prudentIsHigher))) return stated
      return prudent(stated, ordered[1] ?? ordered[0]!, prudentIsHigher)
    }
    case 'ALWAYS_MIN':
      return ordered.reduce((least, value) => prudent(least, value, prudentIsHigher), stated)
    case 'MEDIAN': {
      const all = [...ordered, stated].sort(compare)
      // Of an even number the prudent one of the two in the middle.
      return all[prudentIsHigher ? Math.ceil((all.length - 1) / 2) : Math.floor((all.length - 1) / 2)]!
    }
    default: {
      const never: never = mode
      throw new Error(`unknown mode ${String(never)}`)
    }
  }
}

/** Says beyond its tolerance that the stated value is too good. */
function doubts({ value, deviation, tolerance }: CheckSeen, stated: Exact, prudentIsHigher: boolean): boolean {
  return compare(absolute(deviation), tolerance) > 0 && (prudentIsHigher ? compare(value, stated) > 0 : compare(value, stated) < 0)
}

/** The more careful of two values. */
function prudent(a: Exact, b: Exact, higher: boolean): Exact {
  return higher ? larger(a, b) : smaller(a, b)
}

/** Accepted values of a case that differ from the stated ones, ready to be computed with: fen, or decimal text for the margin. */
export function adoptedValues(sheet: Sheet<Working>, mode: AcceptMode): Record<string, number | string> {
  const adopted: Record<string, number | string> = {}
  for (const [account, seen] of checksSeen(sheet)) {
    if (NEVER_REPLACED.has(account)) continue
    const stated = sheet.figure('accountFigure', seen.at)
    if (stated === null || !isNumber(stated)) continue
    const accepted = acceptedValue(stated, seen.checks, HIGHER_IS_PRUDENT.has(account), mode)
    if (compare(accepted, stated) !== 0) adopted[account] = account === 'margin' ? formatExact(accepted, 12) : Math.max(0, roundFen(accepted))
  }
  return adopted
}

interface AccountSeen {
  readonly at: number
  checks: readonly (CheckSeen & { readonly sources: readonly string[] })[]
}

/** Values that rest on one source are one value, the more careful of them (R8); a check on two sources makes one of both. */
function onePerSource(checks: AccountSeen['checks'], check: CheckSeen, evidence: readonly string[], prudentIsHigher: boolean): AccountSeen['checks'] {
  const shares = ({ sources }: AccountSeen['checks'][number]) => sources.some((id) => evidence.includes(id))
  const joined = checks.filter(shares).reduce((one, each) => ({ ...(isMoreCareful(one, each, prudentIsHigher) ? one : each), sources: [...one.sources, ...each.sources] }), { ...check, sources: evidence })
  return [...checks.filter((each) => !shares(each)), joined]
}

function isMoreCareful(a: CheckSeen, b: CheckSeen, prudentIsHigher: boolean): boolean {
  const difference = compare(a.value, b.value)
  return difference === 0 ? compare(a.tolerance, b.tolerance) <= 0 : (difference > 0) === prudentIsHigher
}

function checksSeen(sheet: Sheet<Working>): Map<Account, AccountSeen> {
  const seen = new Map<Account, AccountSeen>()
  for (const [at, check] of sheet.source.checks.entries()) {
    const [account, base, value, deviation, tolerance] = [sheet.figure('accountFigure', at), sheet.figure('checkStated', at), sheet.figure('checkValue', at), sheet.figure('checkDeviation', at), sheet.figure('checkTolerance', at)]
    if (account === null || base === null || value === null || deviation === null || tolerance === null || !isNumber(account) || !isNumber(base) || !isNumber(value) || !isNumber(deviation) || !isNumber(tolerance)) continue
    // A sample of nothing says nothing of how much there is.
    if (sign(base) === 0 && sign(account) !== 0) continue
    const entry = seen.get(check.account) ?? { at, checks: [] }
    entry.checks = onePerSource(entry.checks, { value: sign(base) === 0 ? value : divide(multiply(account, value), base), deviation, tolerance }, check.evidence, HIGHER_IS_PRUDENT.has(check.account))
    seen.set(check.account, entry)
  }
  return seen
}
