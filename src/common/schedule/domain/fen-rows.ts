import type { Fen } from '#kernel'
import type { Schedule, ScheduleRow } from './schedule.ts'
import { checkedFen, roundQuotient } from './quotient.ts'
import type { Plan } from './plan.ts'

/** Rows of a plan kept in whole fen: each interest is rounded once, the last instalment takes what rounding left. */
export function fenRows(plan: Plan): Schedule {
  const regular = checkedFen(roundQuotient(plan.regularFen[0], plan.regularFen[1], plan.rounding === 'UP'))
  const interestOf = interestRounder(plan)
  const { given } = plan
  const last = plan.dueDays.length - 1
  const rows: ScheduleRow[] = []
  let balance: number = plan.principalFen
  let interestTotal = 0
  for (let k = 0; k <= last; k++) {
    const interest = interestOf(balance, k)
    const principal = k === last ? balance : k < plan.interestOnlyPeriods && given === null ? 0 : Math.min(balance, given !== null ? given[k]! : plan.shape === 'LEVEL' ? Math.max(0, regular - interest) : regular)
    balance -= principal
    interestTotal += interest
    rows.push({ seq: k + 1, dueOn: plan.dueDays[k]!, principalFen: principal as Fen, interestFen: interest as Fen, totalFen: (principal + interest) as Fen, balanceFen: balance as Fen })
  }
  const totalFen = checkedFen(plan.principalFen + interestTotal)
  return { rows, totals: { principalFen: plan.principalFen, interestFen: interestTotal as Fen, totalFen } }
}

/**
 * Interest of a balance in period k, whole fen. UP rounds up what makes the instalment: the level amount of an annuity,
 * whose interest stays half-up, or the interest of the other shapes. Plain numbers serve where no product leaves the
 * safe integers; all steps on them are exact.
 */
function interestRounder(plan: Plan): (balance: number, k: number) => number {
  const up = plan.rounding === 'UP' && plan.shape !== 'LEVEL'
  const { rates, rateUnit } = plan
  const highest = rates.reduce((a, b) => (b > a ? b : a), 0n)
  if (BigInt(plan.principalFen) * highest + rateUnit > BigInt(Number.MAX_SAFE_INTEGER) / 2n) {
    return (balance, k) => checkedFen(roundQuotient(BigInt(balance) * rates[k]!, rateUnit, up))
  }
  const [small, unit] = [rates.map(Number), Number(rateUnit)]
  return (balance, k) => {
    const product = balance * small[k]!
    const rest = product % unit
    return (product - rest) / unit + ((up ? rest > 0 : rest * 2 >= unit) ? 1 : 0)
  }
}
