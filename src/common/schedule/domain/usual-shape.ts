import { type Fen, fen } from '#kernel'
import type { Basis } from './fit-shape.ts'
import type { Method } from './methods.ts'
import type { ScheduleShape } from './terms.ts'

/** Shares of the principal in hundredths, as in the table of types: where an officer begins before he changes them. */
export const USUAL = { residual: 40, each: 5, steps: [15, 20, 30, 35] } as const
/** One period in so many is free of principal; a balloon is reckoned over so many times its periods. */
export const [GRACE_IN, AMORTISED_OVER] = [4, 2]

/** What a type usually asks for, for an amount and a number of periods; empty where it needs nothing, or where so few periods leave it no room. */
export function usualShape(method: Method, { principalFen, periods }: Basis): ScheduleShape {
  switch (method) {
    case 'GRACE_ANNUITY': return periods > 1 ? { gracePeriods: Math.max(1, Math.floor(periods / GRACE_IN)) } : {}
    case 'BALLOON_AMORT': return { amortisationPeriods: periods * AMORTISED_OVER }
    case 'BALLOON_RESIDUAL': return { residualFen: fen(Math.max(1, share(principalFen, USUAL.residual))) }
    case 'FIXED_PRINCIPAL': return { principalEachFen: fen(Math.min(share(principalFen, USUAL.each), Math.floor(principalFen / Math.max(1, periods - 1)))) }
    case 'STEP_UP': return { steps: stepsOf(principalFen, periods, USUAL.steps) }
    case 'STEP_DOWN': return { steps: stepsOf(principalFen, periods, [...USUAL.steps].reverse()) }
    case 'IRREGULAR': {
      const each = Math.floor(principalFen / periods)
      return { principalsFen: Array.from({ length: periods }, (_, k) => fen(k === periods - 1 ? principalFen - each * (periods - 1) : each)) }
    }
    default: return {}
  }
}

function share(principalFen: number, hundredths: number): Fen {
  return fen(Number((BigInt(principalFen) * BigInt(hundredths)) / 100n))
}

/** Stretches of equal length, the earlier ones taking what is left over; each repays by its weight, rounded down. */
function stepsOf(principalFen: number, periods: number, weights: readonly number[]): NonNullable<ScheduleShape['steps']> {
  const used = weights.slice(0, Math.min(weights.length, periods))
  const lengths = used.map((_, k) => Math.floor(periods / used.length) + (k < periods % used.length ? 1 : 0))
  const sum = used.reduce((total, weight, k) => total + weight * lengths[k]!, 0)
  return used.map((weight, k) => ({ periods: lengths[k]!, principalFen: fen(Number((BigInt(principalFen) * BigInt(weight)) / BigInt(sum))) }))
}
