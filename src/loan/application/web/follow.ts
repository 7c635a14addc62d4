import type { OnOffer } from '#common/product/web'
import { cyclesOf, lengthOf, needsOf, periodsWithin } from '#common/schedule/domain'
import { monthsAsked } from '#loan/application/domain'
import type { Intake, IntakeKind, TypedIntake } from './intake.ts'

type Method = Intake['method']
/** A product as far as the form follows it. */
export type Offered = Pick<OnOffer['choices'][number], 'name' | 'reasons'> & { readonly terms: { readonly methods: readonly string[] } }

/** What a kind of customer usually brings and wants, until someone says otherwise. */
const USUAL: Readonly<Record<IntakeKind, Pick<Intake, 'guarantee' | 'purpose'>>> = {
  BUSINESS: { guarantee: 'PERSONAL_GUARANTEE', purpose: 'WORKING_CAPITAL' }, FARMER: { guarantee: 'PERSONAL_GUARANTEE', purpose: 'WORKING_CAPITAL' }, SALARIED: { guarantee: 'CREDIT', purpose: 'CONSUMPTION' },
}
const USUAL_METHOD: Method = 'ANNUITY'

/** What decides which products are on offer: the wish as typed, and what is usual where nothing was. */
export function wishOf({ guarantee, purpose, method, periods }: TypedIntake, kind: IntakeKind): { guarantee: Intake['guarantee']; purpose: Intake['purpose']; months: number | null } {
  return { guarantee: guarantee ?? USUAL[kind].guarantee, purpose: purpose ?? USUAL[kind].purpose, months: periods === null ? null : monthsAsked({ method: method ?? USUAL_METHOD, periods }) }
}

/** The form as it stands: what nobody picked follows the customer and what is on offer; the months stay when the cycle changes. */
export function followed(typed: TypedIntake, kind: IntakeKind, choices: readonly Offered[]): Intake {
  const product = typed.product === '' ? choices.find(({ reasons }) => reasons.length === 0)?.name ?? '' : typed.product
  const from = typed.method ?? USUAL_METHOD
  const able = methodsOf(choices.find(({ name }) => name === product))
  const method = able.includes(from) ? from : able[0] ?? from
  const { guarantee, purpose } = wishOf(typed, kind)
  return { ...typed, product, guarantee, purpose, method, periods: inCycles(typed.periods, from, method) }
}

/** Methods of a product that can be asked for at the counter, in its order: those with given instalments are planned with the cash flow. */
export function methodsOf(product: Offered | undefined): Method[] {
  return (product?.terms.methods ?? []).map((method) => method as Method).filter((method) => needsOf(method).length === 0)
}

/** As many instalments of one method as take the months of so many of another. */
export function inCycles(periods: number | null, from: Method, to: Method): number | null {
  const [[before], [after]] = [cyclesOf(from), cyclesOf(to)]
  if (periods === null || lengthOf(before) === lengthOf(after)) return periods
  return Math.max(1, periodsWithin(after, monthsAsked({ method: from, periods })))
}
