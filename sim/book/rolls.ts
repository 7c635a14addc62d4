import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

/** Of notes some months late, how many months: the share of each, 1 month first, the last one and more. */
export type LateShares = readonly number[]

export interface Rolls {
  readonly late: LateShares
  /** From one month to the next: `rolls[m]` of the notes m months late fall a month further behind. */
  readonly onward: readonly number[]
  readonly source: string
}

const MONTHS = 4
const STATUS_COLUMNS = [6, 7, 8, 9, 10, 11] as const
/** What the file gives, for machines without it. */
const AS_COUNTED: Rolls = { late: [0.907, 0.052, 0.019, 0.022], onward: [0.062, 0.056, 0.279, 0.328], source: 'as counted once on the Taiwan card holders (UCI); the file itself is not here' }

/** How late people are late: counted on the six monthly states of 15,000 Taiwan card holders, where the file is at hand. */
export function readRolls(): Rolls {
  const folder = process.env['WEIDAI_REAL_DATA'] ?? fileURLToPath(new URL('../../../shared/data', import.meta.url))
  const file = path.join(folder, 'credit', 'taiwan_card_first15000.csv')
  if (!existsSync(file)) return AS_COUNTED
  // The newest month comes first.
  const lives = readFileSync(file, 'utf8').trim().split('\n').slice(1).map((line) => {
    const cells = line.split(',')
    return STATUS_COLUMNS.map((column) => monthsLate(Number(cells[column]))).toReversed()
  })
  const from = Array.from({ length: MONTHS + 1 }, () => 0)
  const further = Array.from({ length: MONTHS + 1 }, () => 0)
  const held = Array.from({ length: MONTHS + 1 }, () => 0)
  for (const life of lives) {
    for (const [month, state] of life.entries()) {
      held[state]! += 1
      const next = life[month + 1]
      if (next === undefined) continue
      from[state]! += 1
      if (next > state || (state === MONTHS && next === MONTHS)) further[state]! += 1
    }
  }
  const late = held.slice(1)
  const all = late.reduce((sum, count) => sum + count, 0)
  return { late: late.map((count) => count / all), onward: from.slice(0, MONTHS).map((count, state) => further[state]! / count), source: path.basename(file) }
}

/** The file hardly ever says 1: who missed a payment is shown as 2 a month later, so 1 and 2 are both the first month. */
function monthsLate(state: number): number {
  return state <= 0 ? 0 : Math.min(MONTHS, Math.max(1, state - 1))
}
