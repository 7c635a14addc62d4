import type { Day, Fen } from '#kernel'
import { type Keep, type NotePage, type Part, type RenewalCondition, cutAt, duesOn, possibleOn, repriced, lprOn, nextPublicationOn, tenorOf, type Publication } from '#loan/servicing/domain'
import type { RecoveryStep } from '#common/policy/domain'
import { add, exact, formatExact, monthsBetween, multiply } from '#kernel'
import { atHand } from '../at-hand.ts'
import type { ActKind } from './acted-on.ts'

/** What is typed for an act, all kinds together: a form shows what its kind asks for. */
export interface TypedAct {
  readonly reason: string
  readonly valueDay: Day
  readonly annualRate: string | null
  readonly penaltyRate: string | null
  readonly amountFen: Fen | null
  readonly parts: readonly Part[]
  readonly part: 'SUSPENSE' | 'PENALTY' | 'COMPOUND' | 'COSTS'
  readonly payBy: Day | null
  readonly method: string
  readonly every: string
  readonly periods: number | null
  readonly firstDueOn: Day | null
  readonly isDistressed: boolean
  readonly takesOverdue: boolean
  readonly appliedOn: Day | null
  readonly consents: readonly { readonly name: string; readonly signedOn: Day | null; readonly paper: string }[]
  readonly newNoteId: string
  readonly conditions: readonly RenewalCondition[]
  readonly steps: readonly { readonly step: RecoveryStep; readonly doneOn: Day | null; readonly says: string }[]
  readonly resolution: string
  readonly keep?: Keep
}

const PLACES = 12
const plain = (text: string): string => text.replace(/\.?0+$/, '')

/** What a form begins with. */
export function startOf(page: NotePage, kind: ActKind): TypedAct {
  const { note, calendar } = atHand(page)
  const on = page.on as Day
  const next = page.instalments.find((row) => row.dueOn > on)
  return {
    reason: '', valueDay: on, annualRate: kind === 'MISUSE_FOUND' ? upBy(page.annualRate, page.acting.misuseUplift) : page.annualRate, penaltyRate: page.rule.penaltyRate,
    amountFen: kind === 'RENEWED' ? possibleOn(note, on, calendar).fullFen : kind === 'MISUSE_FOUND' ? page.balanceFen as Fen : kind === 'REFUNDED' && page.suspenseFen > 0 ? page.suspenseFen as Fen : kind === 'REFUND_PAID' && page.refundFen > 0 ? page.refundFen as Fen : null,
    parts: ['PENALTY', 'COMPOUND'], part: page.suspenseFen > 0 ? 'SUSPENSE' : 'COSTS', payBy: on, method: String(page.terms['method']), every: typeof page.terms['every'] === 'string' ? page.terms['every'] : 'MONTH', periods: Math.max(1, page.instalments.filter((row) => row.dueOn > on && row.kind === 'REGULAR').length),
    firstDueOn: (next?.dueOn ?? null) as Day | null, isDistressed: false, takesOverdue: false, appliedOn: on, consents: page.acting.guarantors.map((name) => ({ name, signedOn: null, paper: '' })), newNoteId: '', conditions: [],
    steps: page.acting.writeOffSteps.map((step) => ({ step, doneOn: null, says: '' })), resolution: '',
  }
}

/** A rate with a surcharge on it. */
export function upBy(rate: string, uplift: string): string {
  return plain(formatExact(multiply(exact(rate), add(1, exact(uplift))), PLACES))
}

/** The rate the published list gives a note that follows it; none for a fixed rate. */
export function followed(page: NotePage, on: Day): { annualRate: string; penaltyRate: string; lpr: { tenor: 'ONE_YEAR' | 'FIVE_YEARS'; publishedOn: Day; rate: string; spread: string } } | null {
  const { lprSpread, lprTenor, penaltyUplift, repricing } = page.acting
  if (repricing === 'NEVER' || lprSpread === null) return null
  const known = { own: page.acting.ownRates as Publication[], calendar: atHand(page).calendar }
  // While the publication of that day is not entered, the rate is typed by hand.
  if (on >= nextPublicationOn(known)) return null
  const lpr = lprOn(on, lprTenor ?? tenorOf(monthsBetween(page.disbursedOn as Day, page.maturesOn as Day), LONG), known)
  return { ...repriced(lpr, lprSpread, penaltyUplift), lpr: { ...lpr, spread: lprSpread } }
}

const LONG: number = 61

/** Body and grounds as the route takes them. */
export function asAsked(page: NotePage, kind: ActKind, typed: TypedAct): { body: Record<string, unknown>; grounds: Record<string, unknown> } {
  const { note, calendar } = atHand(page)
  const reason = typed.reason.trim()
  const cut = cutAt(note, typed.valueDay)
  const overdueFen = typed.takesOverdue ? duesOn(note, typed.valueDay, calendar).reduce((sum, due) => (due.part === 'PRINCIPAL' ? sum + due.owedFen : sum), 0) : 0
  const plan = { rest: { method: typed.method, periods: typed.periods, every: typed.every, firstDueOn: typed.firstDueOn, dayCount: page.terms['dayCount'] }, principalFen: cut.restFen + overdueFen, isDistressed: typed.isDistressed, reason }
  const consents = typed.consents.filter((one) => one.signedOn !== null && one.paper.trim() !== '')
  switch (kind) {
    case 'RATE_CHANGED': return { body: { annualRate: typed.annualRate, penaltyRate: typed.penaltyRate, lpr: lprOf(page, typed), reason }, grounds: {} }
    case 'ACCELERATED': return { body: { reason }, grounds: {} }
    case 'EXTENDED': return { body: plan, grounds: { appliedOn: typed.appliedOn, consents } }
    case 'RESCHEDULED': return { body: { ...plan, takesOverdue: typed.takesOverdue }, grounds: { consents } }
    case 'RENEWED': return { body: { newNoteId: typed.newNoteId.trim(), amountFen: typed.amountFen, reason }, grounds: { conditions: typed.conditions } }
    case 'RELIEVED': return { body: { parts: typed.parts, amountFen: typed.amountFen, reason }, grounds: {} }
    case 'WRITTEN_OFF': return { body: { reason }, grounds: { steps: typed.steps.filter((one) => one.doneOn !== null && one.says.trim() !== ''), resolution: typed.resolution.trim() } }
    case 'REFUNDED': return { body: { part: typed.part, amountFen: typed.amountFen, payBy: typed.payBy, reason }, grounds: {} }
    case 'MISUSE_FOUND': return { body: { amountFen: typed.amountFen, annualRate: typed.annualRate, reason }, grounds: {} }
    case 'MISUSE_ENDED': return { body: { reason }, grounds: {} }
    case 'COST_CHARGED': case 'RECOVERED': case 'REFUND_PAID': return { body: { amountFen: typed.amountFen, reason }, grounds: {} }
  }
}

function lprOf(page: NotePage, { annualRate, valueDay }: TypedAct) {
  const found = followed(page, valueDay)
  return found !== null && found.annualRate === annualRate ? found.lpr : null
}
