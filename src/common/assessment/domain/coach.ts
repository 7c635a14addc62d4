import { exact } from '#kernel'
import { type AccountMethods, type MethodDone, isEnough, methodsByAccount } from './account-methods.ts'
import type { Working } from './axes.ts'
import type { Account, CheckMethod } from './case/index.ts'
import { METHOD_INPUTS } from './case/method-inputs.ts'
import { known } from './coach-known.ts'
import { missingStatements } from './completeness.ts'
import type { Judgement } from './judgement.ts'

/** Why an account is not believed yet. */
export type Weakness = 'NO_METHOD' | 'ONE_METHOD' | 'NO_STRONG' | 'ORAL_ONLY' | 'SAME_EVIDENCE' | 'UNEXPLAINED'

/** A check that would help, with what of it is known already. */
export interface NextCheck {
  readonly account: Account
  readonly method: CheckMethod
  readonly minutes: number
  readonly strong: boolean
  readonly fitsTrade: boolean
  readonly onSite: boolean
  /** Evidence of the case that serves it and no check rests on yet. */
  readonly evidence: readonly string[]
  /** Inputs the case already holds. */
  readonly filled: Readonly<Record<string, unknown>>
  /** With it the account has enough. */
  readonly closes: boolean
}

export interface WeakAccount {
  readonly account: Account
  readonly why: readonly Weakness[]
  /** The checks that close it, the next one first; none where only a cause is wanting. */
  readonly steps: readonly NextCheck[]
  /** Checks that do not hold and whose cause nobody wrote. */
  readonly unexplained: readonly number[]
}

export interface Coaching {
  readonly weak: readonly WeakAccount[]
  readonly next: NextCheck | null
  /** Required statements nobody has begun. */
  readonly statements: readonly string[]
  readonly minutesLeft: number
  /** Everything that needs the shop and the customer is there, as far as the figures know. */
  readonly mayLeave: boolean
}

/** Checks whose evidence is of one kind: a bill that lies in the case unused is half the work. */
const RESTS_ON: Readonly<Record<string, string>> = { X14: 'BILL', X15: 'BILL', X29: 'INVOICES' }

/**
 * What an officer should do next [S1-65]: which accounts are weak, by which checks they would be closed soonest and best – those
 * of this trade, on evidence not used yet – and whether anything still needs the shop.
 */
export function coach({ sheet, pack }: Pick<Judgement, 'sheet' | 'pack'>): Coaching {
  const input = sheet.source
  const policy = { checks: pack.checks, payRatio: exact(pack.limit.payRatio) }
  const used = new Set(input.checks.flatMap((check) => check.evidence))
  const unused = input.evidence.filter((piece) => piece.class !== 'STATEMENT' && !used.has(piece.id))
  const open = input.checks.flatMap((check, at) => (sheet.figure('checkUnexplained', at) === true ? [{ account: check.account, at }] : []))
  const accounts = methodsByAccount(input, policy, sheet)
  const unexplainedOf = (account: string) => open.flatMap((each) => (each.account === account ? [each.at] : []))
  const others = [...new Set(open.map(({ account }) => account))].filter((account) => !accounts.some((each) => each.account === account))
  const weak = [
    ...accounts.flatMap((each): WeakAccount[] => {
      const unexplained = unexplainedOf(each.account)
      if (each.enough && unexplained.length === 0) return []
      const steps = each.enough ? [] : stepsFor(each, { sheet, pack }, policy, unused)
      return [{ account: each.account as Account, why: [...(each.enough ? [] : [weaknessOf(each, policy)]), ...(unexplained.length > 0 ? ['UNEXPLAINED' as const] : [])], steps, unexplained }]
    }),
    ...others.map((account): WeakAccount => ({ account, why: ['UNEXPLAINED'], steps: [], unexplained: unexplainedOf(account) })),
  ]
  const statements = missingStatements(input, pack).map(({ name }) => name)
  return {
    weak, next: nextOf(weak), statements, minutesLeft: weak.reduce((sum, { steps }) => sum + minutesOf(steps), 0),
    mayLeave: statements.length === 0 && weak.every(({ steps, unexplained }) => unexplained.length === 0 && steps.every(({ onSite }) => !onSite)),
  }
}

const minutesOf = (steps: readonly NextCheck[]) => steps.reduce((sum, { minutes }) => sum + minutes, 0)

/** What can only be done in the shop first; of those what closes an account soonest. */
function nextOf(weak: readonly WeakAccount[]): NextCheck | null {
  const ready = weak.filter(({ steps }) => steps.length > 0)
  const [best] = ready.toSorted((a, b) => Number(b.steps[0]!.onSite) - Number(a.steps[0]!.onSite) || minutesOf(a.steps) - minutesOf(b.steps))
  return best?.steps[0] ?? null
}

type Policy = Parameters<typeof isEnough>[2]

function weaknessOf({ account, done }: AccountMethods, { checks }: Policy): Weakness {
  if (done.length === 0) return 'NO_METHOD'
  if (new Set(done.map(({ method }) => method)).size < checks.methodsPerAccount) return 'ONE_METHOD'
  if ((checks.strongAccounts as readonly string[]).includes(account) && !done.some(({ strong }) => strong)) return 'NO_STRONG'
  return done.every(({ oral }) => oral) ? 'ORAL_ONLY' : 'SAME_EVIDENCE'
}

/** One check after the other, each time the one that helps most, until the account has enough. */
function stepsFor({ account, done }: AccountMethods, judgement: Pick<Judgement, 'sheet' | 'pack'>, policy: Policy, unused: Working['evidence']): NextCheck[] {
  const steps: NextCheck[] = []
  let methods = done
  let left = candidates(account as Account, done, judgement, unused)
  while (left.length > 0 && !isEnough(account, methods, policy)) {
    const ranked = left.map((each) => ({ ...each, closes: isEnough(account, [...methods, asDone(each)], policy) })).toSorted(better)
    const best = ranked[0]!
    steps.push(best)
    methods = [...methods, asDone(best)]
    left = left.filter(({ method }) => method !== best.method)
  }
  return steps
}

/** Done with evidence of its own, which is what makes it a second method. */
function asDone({ method, strong, evidence }: NextCheck): MethodDone {
  return { method, evidence: evidence.length > 0 ? evidence : [`own-${method}`], strong, oral: method === 'X25', statementOnly: method === 'X25' }
}

/** The method made for the account before the one that fits every account, then the quicker one. */
function better(a: NextCheck, b: NextCheck): number {
  return Number(b.closes) - Number(a.closes) || Number(b.fitsTrade) - Number(a.fitsTrade) || Number(b.evidence.length > 0) - Number(a.evidence.length > 0) || Number(b.strong) - Number(a.strong) || Number(a.method === 'X01') - Number(b.method === 'X01') || a.minutes - b.minutes || (a.method < b.method ? -1 : 1)
}

function candidates(account: Account, done: readonly MethodDone[], judgement: Pick<Judgement, 'sheet' | 'pack'>, unused: Working['evidence']): NextCheck[] {
  const { sheet, pack } = judgement
  const ofTrade = new Set<string>(pack.industry.salesMethods)
  const all = Object.entries(pack.checks.methods).flatMap(([method, { verifies, minutes, strength, onSite }]): NextCheck[] => {
    if (!(verifies as readonly string[]).includes(account) || done.some((each) => each.method === method) || !canBeDone(method, account, sheet.source, sheet.figure('FR03', 0) === true)) return []
    const evidence = unused.filter((piece) => piece.kind === RESTS_ON[method]).slice(0, 1).map(({ id }) => id)
    const fitsTrade = account !== 'sales' || ofTrade.has(method)
    return [{ account, method: method as CheckMethod, minutes, strong: strength === 'STRONG', fitsTrade, onSite, evidence, filled: known(method, account, sheet, pack), closes: false }]
  })
  const fitting = all.filter(({ fitsTrade }) => fitsTrade)
  return fitting.length > 0 ? fitting : all
}

/** A check needs its inputs, and a source that is believed: no report, no X21; money passing through proves no sales. */
function canBeDone(method: string, account: Account, input: Working, passesThrough: boolean): boolean {
  switch (method) {
    case 'X21': return input.creditReport !== null
    case 'X14': return !passesThrough
    case 'X23': return input.equity === null && input.householdEquity === null
    case 'X25': return input.oral.monthlyNetProfitFen === undefined
    default: return METHOD_INPUTS[method]?.accounts.includes(account) === true
  }
}
