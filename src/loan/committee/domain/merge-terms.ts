import { type RefusalDetail, InvalidInput, compare, exact } from '#kernel'
import { cyclesOf, lengthOf, periodsWithin } from '#common/schedule/domain'
import { type Condition, type Terms, fitted, termMonthsOf } from '#loan/decision/domain'
import type { Ballot, Change } from './ballot.ts'

/** From the weakest to the strongest. */
const GUARANTEES = ['CREDIT', 'JOINT_LIABILITY', 'PERSONAL_GUARANTEE', 'GUARANTEE_COMPANY', 'MORTGAGE'] as const satisfies readonly Terms['guarantee'][]
/** From the one that leaves the principal outstanding longest to the one that brings it back soonest. */
const METHODS = [
  'BULLET', 'REVOLVING', 'INTEREST_ONLY_Q', 'INTEREST_ONLY_M', 'IRREGULAR', 'BALLOON_AMORT', 'BALLOON_RESIDUAL', 'FIXED_PRINCIPAL', 'GRACE_ANNUITY', 'STEP_UP', 'ANNUITY_Q', 'EQUAL_PRINCIPAL_Q', 'ANNUITY', 'EQUAL_PRINCIPAL', 'STEP_DOWN',
] as const satisfies readonly Terms['method'][]

/** How often an instalment falls due under a method when nothing else is said. */
export function everyOf(method: Terms['method']): Terms['every'] {
  return cyclesOf(method)[0]
}

/** The proposal as one member would have it; another method keeps the months. */
export function changed(proposal: Terms, change: Change): Terms {
  const method = change.method ?? proposal.method
  const every = method === proposal.method ? proposal.every : everyOf(method)
  const periods = change.periods ?? (every === proposal.every ? proposal.periods : Math.max(1, periodsWithin(every, termMonthsOf(proposal))))
  return {
    ...fitted(method === proposal.method ? proposal : { ...proposal, method, every, shape: undefined }, { amountFen: change.amountFen ?? proposal.amountFen, periods }),
    annualRate: change.annualRate ?? proposal.annualRate, guarantee: change.guarantee ?? proposal.guarantee, conditions: unite(proposal.conditions, change.conditions),
  }
}

/** The terms an agreeing ballot stands for; none of a ballot that does not agree. */
export function termsOfBallot(proposal: Terms, ballot: Ballot): Terms | null {
  if (ballot.kind === 'AGREE') return proposal
  return ballot.kind === 'AGREE_WITH_CHANGE' ? changed(proposal, ballot.change) : null
}

/** Types by the quarter, and what they are by the month where a term is too short for a quarter. */
const BY_MONTH: Readonly<Partial<Record<Terms['method'], Terms['method']>>> = { INTEREST_ONLY_Q: 'INTEREST_ONLY_M', ANNUITY_Q: 'ANNUITY', EQUAL_PRINCIPAL_Q: 'EQUAL_PRINCIPAL' }

/** The most conservative of terms: lowest amount, shortest term, highest rate, stronger guarantee, quicker repayment, all conditions. */
export function strictest(first: Terms, ...others: readonly Terms[]): Terms {
  const all = [first, ...others]
  const amountFen = Math.min(...all.map((one) => one.amountFen))
  const months = Math.min(...all.map(termMonthsOf))
  const quickest = all.reduce((method, one) => later(METHODS, method, one.method), first.method)
  // Of several with this method the largest is nearest to what was proposed: its proportions are the least rounded.
  const model = all.filter((one) => one.method === quickest).reduce((a, b) => (b.amountFen > a.amountFen || (b.amountFen === a.amountFen && b.periods > a.periods) ? b : a))
  const shortest = all.filter((one) => one.method === quickest && one.every === model.every && termMonthsOf(one) === months)[0]
  const periods = shortest?.periods ?? periodsWithin(model.every, months)
  const base: Terms = periods > 0 ? model : { ...model, method: BY_MONTH[quickest] ?? quickest, every: 'MONTH', shape: undefined }
  const rest = others.reduce((a, b) => ({
    annualRate: compare(exact(a.annualRate), exact(b.annualRate)) >= 0 ? a.annualRate : b.annualRate, guarantee: later(GUARANTEES, a.guarantee, b.guarantee), conditions: unite(a.conditions, b.conditions),
  }), { annualRate: first.annualRate, guarantee: first.guarantee, conditions: first.conditions })
  return { ...fitted({ ...first, method: base.method, every: base.every, shape: base.shape, amountFen: base.amountFen, periods: base.periods }, { amountFen, periods: periods > 0 ? periods : months }), ...rest }
}

/** In which respects terms are looser than others. */
function looser(terms: Terms, than: Terms): string[] {
  return [
    ...(terms.amountFen > than.amountFen ? ['amountFen'] : []), ...(termMonthsOf(terms) > termMonthsOf(than) ? ['periods'] : []), ...(compare(exact(terms.annualRate), exact(than.annualRate)) < 0 ? ['annualRate'] : []),
    ...(GUARANTEES.indexOf(terms.guarantee) < GUARANTEES.indexOf(than.guarantee) ? ['guarantee'] : []), ...(METHODS.indexOf(terms.method) < METHODS.indexOf(than.method) ? ['method'] : []),
    ...(than.conditions.some((one) => !terms.conditions.some((held) => covers(held, one))) ? ['conditions'] : []),
  ]
}

/** What is no matter of more or less: another product, use or cycle is another loan. */
function other(terms: Terms, than: Terms): string[] {
  const expected = terms.method === than.method ? than.every : everyOf(terms.method)
  const [is, most] = [lengthOf(terms.every), lengthOf(expected)]
  return [...(terms.product === than.product ? [] : ['product']), ...(terms.purpose === than.purpose ? [] : ['purpose']), ...(terms.every === expected || (is.months > 0 && is.months < most.months) ? [] : ['every'])]
}

const NAMES: Readonly<Record<string, string>> = { product: '产品', purpose: '用途', every: '还款周期', amountFen: '金额', periods: '期数', annualRate: '年利率', guarantee: '担保方式', method: '还款方式', conditions: '条件' }

/** Refuses terms beyond what judgement holds: upward, or another loan, needs a new investigation, not a vote. */
export function refuseUpward(terms: Terms, proposal: Terms, at = ''): void {
  const fault = (name: string, is: string, expected: string): RefusalDetail => ({
    code: 'committee.beyond-judgement', message: `「${NAMES[name]}」${is}，须重新调查后另行决策`, at: `${at}/${name}`, value: terms[name as keyof Terms], expected,
  })
  const [first, ...rest] = [...other(terms, proposal).map((name) => fault(name, '与建议不同', '与提交审议的建议相同')), ...looser(terms, proposal).map((name) => fault(name, '比建议宽松', '不宽于提交审议的建议'))]
  if (first !== undefined) throw new BeyondJudgement([first, ...rest])
}

/** Every respect in which wanted terms go beyond the proposal. */
export class BeyondJudgement extends InvalidInput {
  override readonly code = 'committee.beyond-judgement'
  override readonly status = 422

  constructor(errors: readonly [RefusalDetail, ...RefusalDetail[]]) {
    super(errors, errors.length)
  }
}

/** All conditions of both, each once: of two about the same thing the stricter stays. */
export function unite(ours: readonly Condition[], theirs: readonly Condition[]): Condition[] {
  return theirs.reduce<Condition[]>((all, one) => {
    const at = all.findIndex((held) => isSame(held, one))
    return at < 0 ? [...all, one] : all.with(at, stricter(all[at]!, one))
  }, [...ours])
}

function isSame(a: Condition, b: Condition): boolean {
  return a.kind === b.kind && a.says === b.says
}

function stricter(a: Condition, b: Condition): Condition {
  return { ...a, when: a.when === 'BEFORE' ? a.when : b.when, dueOn: earlier(a.dueOn, b.dueOn), evidenceNeeded: a.evidenceNeeded || b.evidenceNeeded }
}

function covers(held: Condition, wanted: Condition): boolean {
  return isSame(held, wanted) && (held.when === 'BEFORE' || wanted.when === 'AFTER') && earlier(held.dueOn, wanted.dueOn) === held.dueOn && (held.evidenceNeeded || !wanted.evidenceNeeded)
}

function earlier(a: Condition['dueOn'], b: Condition['dueOn']): Condition['dueOn'] {
  if (a === null || b === null) return a ?? b
  return a <= b ? a : b
}

function later<T>(order: readonly T[], a: T, b: T): T {
  return order.indexOf(a) >= order.indexOf(b) ? a : b
}
