import type { Schedule, ScheduleRow } from './schedule.ts'
import type { Plan } from './plan.ts'
import { checkedFen, roundQuotient } from './quotient.ts'

/**
 * Rows of a plan carried exactly, each cell rounded half-up only to be shown, as web calculators do.
 * All amounts stand over one denominator that grows by `rateUnit` each period, so no fraction is ever shortened.
 */
export function exactRows(plan: Plan): Schedule {
  const unit = plan.rateUnit
  const last = plan.dueDays.length - 1
  let [regular, denominator] = plan.regularFen
  let balance = BigInt(plan.principalFen) * denominator
  let interestTotal = 0n
  const shown = (amount: bigint) => checkedFen(roundQuotient(amount, denominator))
  const rows: ScheduleRow[] = []
  for (let k = 0; k <= last; k++) {
    const interest = balance * plan.rates[k]!
    denominator *= unit
    regular *= unit
    balance *= unit
    interestTotal = interestTotal * unit + interest
    const wanted = k === last ? balance : plan.given !== null ? BigInt(plan.given[k]!) * denominator : k < plan.interestOnlyPeriods ? 0n : plan.shape === 'LEVEL' ? regular - interest : regular
    const principal = wanted < 0n ? 0n : wanted > balance ? balance : wanted
    balance -= principal
    rows.push({ seq: k + 1, dueOn: plan.dueDays[k]!, principalFen: shown(principal), interestFen: shown(interest), totalFen: shown(principal + interest), balanceFen: shown(balance) })
  }
  const interestFen = shown(interestTotal)
  return { rows, totals: { principalFen: plan.principalFen, interestFen, totalFen: checkedFen(plan.principalFen + interestFen) } }
}
