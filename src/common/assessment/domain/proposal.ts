import { type Environment, isNumber } from '#common/figures/domain'
import { type CashAhead, type Method, type Proposal, type ScheduleTerms, countingBy, fitShape, lengthOf, monthsIn, proposePlan, shapeInputsOf } from '#common/schedule/domain'
import { type Day, type Exact, addMonths, divide, exact, fen, monthsBetween, multiply, roundFen } from '#kernel'
import type { PolicyPack } from '#common/policy/domain'
import { planMonths } from './axes.ts'
import type { CaseFile } from './case/index.ts'
import { everyOf, lastDueOn, shapeFor, termsFault } from './offer.ts'

type Request = CaseFile['request']
type Pack = Pick<PolicyPack, 'repayment' | 'limit'>

/** The plan fitted to the forward cash flow of a case, with the type asked for and the standard ones beside it; null where there is no limit or no day to pay on. */
export function proposalFor(figures: Environment, { request }: Pick<CaseFile, 'request'>, pack: Pack): Proposal | null {
  const [limit, annualRate] = [numberOf(figures, 'limit'), numberOf(figures, 'annualRate')]
  if (limit === null || annualRate === null || roundFen(limit) <= 0 || termsFault(request) !== null) return null
  const principalFen = fen(roundFen(limit))
  const cash = cashAhead(figures, request, pack)
  if (cash === null) return null
  const months = termMonths(request)
  const last = lastDueOn(request)
  const dueDay = Number((everyOf(request) === 'ONCE' ? last : request.firstDueOn).slice(-2))
  const firstDueOn = everyOf(request) === 'MONTH' ? (request.firstDueOn as Day) : addMonths(last, 1 - months, dueDay)
  const { oddPeriod, rounding, repaymentTypes } = pack.repayment
  const terms = { principalFen, annualRate, periods: months, disbursedOn: request.disbursedOn as Day, firstDueOn, ...countingBy(pack.repayment), firstPeriod: oddPeriod, rounding }
  return proposePlan(terms, { method: request.method, every: everyOf(request), periods: request.periods, firstDueOn: request.firstDueOn as Day, shape: shapeFor(request, principalFen) }, cash, repaymentTypes as readonly Method[])
}

/** Months of the requested loan: what is repaid once has those to its one day. */
function termMonths(request: Request): number {
  const every = everyOf(request)
  return every === 'ONCE' ? Math.max(1, monthsBetween(request.disbursedOn as Day, request.firstDueOn as Day)) : monthsIn(every, request.periods)
}

/** What judgement expects of the months to come: cash after the loan was used, net cash before its instalments, and what the bank leaves in the till. */
function cashAhead(figures: Environment, request: Request, pack: Pack): CashAhead | null {
  const [opening, fixed] = [numberOf(figures, 'openingCash'), numberOf(figures, 'annualFixedCosts')]
  const months = planMonths({ request }).map((month, k) => ({ month, net: numberOf(figures, 'planBeforeLoan', k) }))
  if (opening === null) return null
  const known = months.flatMap(({ month, net }) => (net === null ? [] : [{ month, netFen: roundFen(net) }]))
  if (known.length < months.length || known.length === 0) return null
  return { openingFen: roundFen(opening), months: known, reserveFen: roundFen(multiply(divide(fixed ?? 0, 12), exact(pack.repayment.planReserveMonths))), payShare: exact(pack.limit.payRatio) }
}

function numberOf(figures: Environment, id: string, index = 0): Exact | null {
  const value = figures.figure(id, index)
  return value !== null && isNumber(value) ? value : null
}

/** The request with another way of repaying: the type, its days, and how principal comes back. */
export function withWay(request: Request, terms: ScheduleTerms): Request {
  const { every: _every, shape: _shape, ...rest } = request
  const every = everyOf({ method: terms.method, every: terms.every })
  const from = { principalFen: terms.principalFen, periods: terms.periods }
  const inputs = shapeInputsOf(terms)
  // Amounts of every period say their own whole; one amount beside the principal is said of what was asked for.
  const shape = inputs.steps !== undefined || inputs.principalsFen !== undefined ? inputs : fitShape(terms.method, inputs, from, { principalFen: request.amountFen, periods: terms.periods })
  const periods = every === 'ONCE' ? Math.max(1, monthsBetween(terms.disbursedOn, terms.firstDueOn)) : terms.periods
  return { ...rest, method: terms.method, ...(lengthOf(every).months === 1 || every === 'ONCE' ? {} : { every }), ...(Object.keys(shape).length === 0 ? {} : { shape }), periods, firstDueOn: terms.firstDueOn }
}
