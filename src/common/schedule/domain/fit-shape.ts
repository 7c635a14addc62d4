import { type Fen, fen, sumFen } from '#kernel'
import { givenPrincipals } from './given-principals.ts'
import type { Method } from './methods.ts'
import { ScheduleShape } from './terms.ts'

/** What a shape was made for. */
export interface Basis { readonly principalFen: number; readonly periods: number }

/** Terms with a shape, as read or as kept. */
interface Shaped extends Basis {
  readonly method: Method
  readonly gracePeriods?: number | undefined
  readonly amortisationPeriods?: number | undefined
  readonly residualFen?: number | undefined
  readonly principalEachFen?: number | undefined
  readonly steps?: readonly { readonly periods: number; readonly principalFen: number }[] | undefined
  readonly principalsFen?: readonly number[] | undefined
}

/** The further inputs among terms. */
export function shapeOf(terms: Partial<Record<keyof ScheduleShape, unknown>>): ScheduleShape {
  return ScheduleShape.parse(Object.fromEntries(Object.keys(ScheduleShape.shape).flatMap((key) => (terms[key as keyof ScheduleShape] === undefined ? [] : [[key, terms[key as keyof ScheduleShape]]]))))
}

/**
 * The same shape for another amount or fewer periods: amounts keep their share of the principal, the first periods stay and
 * carry all of it. What rounding to fen leaves falls to the last instalment.
 */
export function fitShape(method: Method, shape: ScheduleShape, from: Basis, to: Basis): ScheduleShape {
  if (from.principalFen === to.principalFen && from.periods === to.periods) return shape
  const share = (amount: number): Fen => fen(Number((BigInt(amount) * BigInt(to.principalFen)) / BigInt(from.principalFen)))
  switch (method) {
    case 'GRACE_ANNUITY': return { gracePeriods: Math.max(1, Math.min(shape.gracePeriods ?? 1, to.periods - 1)) }
    case 'BALLOON_AMORT': return { amortisationPeriods: Math.max(shape.amortisationPeriods ?? 0, to.periods + 1) }
    case 'BALLOON_RESIDUAL': return { residualFen: fen(Math.max(1, Math.min(share(shape.residualFen ?? 0), to.principalFen - 1))) }
    case 'FIXED_PRINCIPAL': return { principalEachFen: fen(Math.min(share(shape.principalEachFen ?? 0), Math.floor(to.principalFen / Math.max(1, to.periods - 1)))) }
    case 'STEP_UP': case 'STEP_DOWN': return { steps: fittedSteps(shape.steps ?? [], to) }
    case 'IRREGULAR': return { principalsFen: spread(fittedList(shape.principalsFen ?? [], to.periods), to.principalFen) }
    default: return {}
  }
}

/** What a shape was made for, read off its own amounts where it has one for every period. */
export function basisOf(shape: ScheduleShape, otherwise: Basis): Basis {
  if (shape.principalsFen !== undefined) return { principalFen: sumFen(shape.principalsFen), periods: shape.principalsFen.length }
  if (shape.steps !== undefined) return { principalFen: shape.steps.reduce((sum, step) => sum + step.periods * step.principalFen, 0), periods: shape.steps.reduce((sum, step) => sum + step.periods, 0) }
  return otherwise
}

/** Steps cut to the periods there are, each amount its share to the nearest fen, or rounded down where that would be too much. */
function fittedSteps(steps: NonNullable<ScheduleShape['steps']>, to: Basis): NonNullable<ScheduleShape['steps']> {
  const cut: { periods: number; principalFen: Fen }[] = []
  let left = to.periods
  for (const [k, step] of steps.entries()) {
    const periods = k === steps.length - 1 ? left : Math.min(step.periods, left)
    if (periods > 0) cut.push({ periods, principalFen: step.principalFen })
    left -= periods
  }
  const sum = cut.reduce((total, step) => total + BigInt(step.periods) * BigInt(step.principalFen), 0n)
  if (sum === 0n) return cut
  const scaled = (half: bigint) => cut.map(({ periods, principalFen }) => ({ periods, principalFen: fen(Number((2n * BigInt(principalFen) * BigInt(to.principalFen) + half * sum) / (2n * sum))) }))
  const nearest = scaled(1n)
  return nearest.reduce((total, step) => total + step.periods * step.principalFen, 0) <= to.principalFen ? nearest : scaled(0n)
}

function fittedList(list: readonly number[], periods: number): readonly number[] {
  return periods <= list.length ? list.slice(0, periods) : [...list, ...Array.from({ length: periods - list.length }, () => 0)]
}

/** Shares of an amount by weight, whole fen, adding up to it: each cumulated share is rounded down, so no amount is negative. */
function spread(weights: readonly number[], amount: number): Fen[] {
  const sum = sumFen(weights.map((weight) => fen(weight)))
  if (sum === 0) return weights.map((_, k) => fen(k === weights.length - 1 ? amount : 0))
  let [reached, given] = [0n, 0n]
  return weights.map((weight) => {
    reached += BigInt(weight)
    const upTo = (reached * BigInt(amount)) / BigInt(sum)
    const part = upTo - given
    given = upTo
    return fen(Number(part))
  })
}

/**
 * Terms of what is left after some periods: the same type where it still says something, else the plain one it has become.
 * Amounts keep their share of what was to be left; `principalFen` and `periods` are those of the rest, days are the caller's.
 */
export function termsOfRest<T extends Shaped>(terms: T, { behind, leftFen }: { readonly behind: number; readonly leftFen: Fen }): T {
  const periods = terms.periods - behind
  const rest = (method: Method, shape: Partial<Shaped> = {}): T => ({ ...terms, gracePeriods: undefined, amortisationPeriods: undefined, residualFen: undefined, principalEachFen: undefined, steps: undefined, principalsFen: undefined, movements: undefined, limitFen: undefined, method, ...shape, principalFen: leftFen, periods })
  switch (terms.method) {
    case 'GRACE_ANNUITY': {
      const grace = (terms.gracePeriods ?? 0) - behind
      return grace > 0 ? rest('GRACE_ANNUITY', { gracePeriods: grace }) : rest('ANNUITY')
    }
    case 'BALLOON_AMORT': return rest('BALLOON_AMORT', { amortisationPeriods: (terms.amortisationPeriods ?? 0) - behind })
    case 'BALLOON_RESIDUAL': return (terms.residualFen ?? 0) < leftFen ? rest('BALLOON_RESIDUAL', { residualFen: terms.residualFen ?? 0 }) : rest('FIXED_PRINCIPAL', { principalEachFen: 0 })
    case 'FIXED_PRINCIPAL': {
      const expected = Math.max(1, terms.principalFen - (terms.principalEachFen ?? 0) * behind)
      return rest('FIXED_PRINCIPAL', { principalEachFen: Math.min(Number((BigInt(terms.principalEachFen ?? 0) * BigInt(leftFen)) / BigInt(expected)), Math.floor(leftFen / Math.max(1, periods - 1))) })
    }
    case 'STEP_UP': case 'STEP_DOWN': case 'IRREGULAR': {
      const list = givenPrincipals({ method: terms.method, periods: terms.periods, ...shapeOf(terms) }).slice(behind)
      return rest('IRREGULAR', { principalsFen: spread(list, leftFen) })
    }
    default: return rest(terms.method)
  }
}
