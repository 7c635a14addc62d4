import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'

/** What the simulated bank does wrong, so that the other side can show that it copes. Read anew before each file. */
export interface Switches {
  /** Answers of a day come only when the orders of the next one are there. */
  readonly late: boolean
  /** The same file again, and its lines once more under another number. */
  readonly duplicate: boolean
  /** First a file that breaks off, then the whole one. */
  readonly truncate: boolean
  /** Lines in another order, the second file before the first. */
  readonly reorder: boolean
  /** Half of the answers in a second file; the first says they are still to come. */
  readonly partly: boolean
  /** Note numbers whose rate, day count or postings the core bank has otherwise than agreed. */
  readonly plant: { readonly rate: readonly string[]; readonly dayCount: readonly string[]; readonly manual: readonly string[] }
}

const NONE: Switches = { late: false, duplicate: false, truncate: false, reorder: false, partly: false, plant: { rate: [], dayCount: [], manual: [] } }
export const SWITCH_NAMES = ['late', 'duplicate', 'truncate', 'reorder', 'partly'] as const

/** The switches of a folder: those given at the start, then what `switches.json` there says. */
export function readSwitches(folder: string, given: Partial<Switches>): Switches {
  const file = path.join(folder, 'simulator', 'switches.json')
  const kept = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Partial<Switches>) : {}
  return { ...NONE, ...given, ...kept, plant: { ...NONE.plant, ...given.plant, ...kept.plant } }
}
