import { MISUSE_UPLIFTS, PENALTY_UPLIFTS } from '#common/policy/domain'
import { type Exact, Refusal, add, compare, exact, formatExact, multiply } from '#kernel'
import { plainPercent } from '../due.ts'
import { rateOf } from '../interest.ts'

/** Places a rate is written with; a product with more may be rounded either way and is still at the edge. */
const PLACES = 6

/** Refuses a rate for lateness that stands to the contract's rate otherwise than the central bank allows. */
export function refusePenaltyRate(annualRate: string, penaltyRate: string): void {
  refuseOutside({ annualRate, rate: penaltyRate, uplifts: PENALTY_UPLIFTS }, { code: 'note.penalty-range', name: '罚息利率', at: '/body/penaltyRate' })
}

/** The same of a rate for misuse. */
export function refuseMisuseRate(annualRate: string, misuseRate: string): void {
  refuseOutside({ annualRate, rate: misuseRate, uplifts: MISUSE_UPLIFTS }, { code: 'note.misuse-range', name: '挪用罚息利率', at: '/body/annualRate' })
}

interface Rates { readonly annualRate: string; readonly rate: string; readonly uplifts: readonly [string, string] }

function refuseOutside({ annualRate, rate, uplifts }: Rates, { code, name, at }: { readonly code: string; readonly name: string; readonly at: string }): void {
  const [least, most] = uplifts.map((uplift) => multiply(rateOf(annualRate), add(1, exact(uplift)))) as [Exact, Exact]
  const rounded = (edge: Exact): Exact => exact(formatExact(edge, PLACES))
  const isBelow = compare(rateOf(rate), least) < 0 && compare(rateOf(rate), rounded(least)) < 0
  const isAbove = compare(rateOf(rate), most) > 0 && compare(rateOf(rate), rounded(most)) > 0
  if (!isBelow && !isAbove) return
  const [from, to] = uplifts.map((uplift) => plainPercent(exact(uplift)))
  throw new Refusal({ code, message: `${name} ${plainPercent(rateOf(rate))} 不在合同利率 ${plainPercent(rateOf(annualRate))} 上浮 ${from} 至 ${to} 之间`, at, value: rate, expected: `${plainPercent(least)} 至 ${plainPercent(most)}` }, 422)
}
