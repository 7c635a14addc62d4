/** A fitted model: ln(good ÷ bad) = intercept + Σ weight × value. */
export interface Fit {
  readonly intercept: number
  readonly weights: readonly number[]
  /** Steps of Newton's method until nothing moved. */
  readonly steps: number
}

const MOST_STEPS = 100
/** Nothing moves any more when no weight changes by more than this. */
const STILL = 1e-9

/** Logistic regression by Newton's method; null where it does not settle (the data separate good and bad wholly, or a column repeats another). */
export function fitLogistic(rows: readonly (readonly number[])[], isGood: readonly boolean[]): Fit | null {
  const width = (rows[0]?.length ?? 0) + 1
  let beta: readonly number[] = Array.from({ length: width }, () => 0)
  for (let step = 1; step <= MOST_STEPS; step++) {
    const change = solve(...normal(rows, isGood, beta))
    if (change === null || !change.every(Number.isFinite)) return null
    beta = beta.map((each, i) => each + (change[i] ?? 0))
    if (change.every((each) => Math.abs(each) < STILL)) return { intercept: beta[0] ?? 0, weights: beta.slice(1), steps: step }
  }
  return null
}

/** ln(good ÷ bad) of one case. */
export function logOdds({ intercept, weights }: Fit, row: readonly number[]): number {
  return weights.reduce((total, weight, i) => total + weight * (row[i] ?? 0), intercept)
}

/** Hessian and gradient of the log-likelihood at `beta`. */
function normal(rows: readonly (readonly number[])[], isGood: readonly boolean[], beta: readonly number[]): [number[][], number[]] {
  const hessian = beta.map(() => beta.map(() => 0))
  const gradient = beta.map(() => 0)
  for (const [at, values] of rows.entries()) {
    const row = [1, ...values]
    const chance = 1 / (1 + Math.exp(-row.reduce((total, each, i) => total + each * (beta[i] ?? 0), 0)))
    const [weight, left] = [chance * (1 - chance), (isGood[at] === true ? 1 : 0) - chance]
    for (const [i, x] of row.entries()) {
      gradient[i] = (gradient[i] ?? 0) + x * left
      const line = hessian[i] ?? []
      for (const [j, y] of row.entries()) line[j] = (line[j] ?? 0) + weight * x * y
    }
  }
  return [hessian, gradient]
}

/** Gauss with the largest pivot; null where the system has no single answer. */
function solve(matrix: number[][], right: number[]): number[] | null {
  const size = right.length
  for (let column = 0; column < size; column++) {
    let pivot = column
    for (let row = column + 1; row < size; row++) if (Math.abs(cell(matrix, row, column)) > Math.abs(cell(matrix, pivot, column))) pivot = row
    if (Math.abs(cell(matrix, pivot, column)) < Number.EPSILON) return null
    const [upper, lower] = [matrix[column] ?? [], matrix[pivot] ?? []]
    ;[matrix[column], matrix[pivot]] = [lower, upper]
    const [a, b] = [right[column] ?? 0, right[pivot] ?? 0]
    ;[right[column], right[pivot]] = [b, a]
    for (let row = column + 1; row < size; row++) {
      const factor = cell(matrix, row, column) / cell(matrix, column, column)
      const line = matrix[row] ?? []
      for (let k = column; k < size; k++) line[k] = (line[k] ?? 0) - factor * cell(matrix, column, k)
      right[row] = (right[row] ?? 0) - factor * (right[column] ?? 0)
    }
  }
  const answer = Array.from({ length: size }, () => 0)
  for (let row = size - 1; row >= 0; row--) {
    const known = answer.reduce((total, each, k) => total + (k > row ? cell(matrix, row, k) * each : 0), 0)
    answer[row] = ((right[row] ?? 0) - known) / cell(matrix, row, row)
  }
  return answer
}

function cell(matrix: readonly (readonly number[])[], row: number, column: number): number {
  return matrix[row]?.[column] ?? 0
}
