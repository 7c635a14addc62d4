import type { Figures } from '../scripts/proof/proof.ts'
import { proveChanges } from '../sim/prove-changes.ts'

const CASES = 1_000

/** What the figures mean, for whoever reads them. */
const ABOUT = {
  judged: 'random cases whose amount was worked out; cases rejected by rule have nothing to move',
  withChange: 'cases for which at least one single change lifts the grade or moves the binding cap at no smaller amount and no worse side',
  shown: 'changes shown, by what they move and by what is changed; each was typed into the stored case, read again and judged from nothing, and came out exactly as shown',
} as const

/** "What would change it" on random cases: each change shown does what it says. */
export async function prove({ seed }: { seed: number }): Promise<Figures> {
  const { judged, withChange, shown, faults } = await Promise.resolve(proveChanges(seed, CASES))
  if (faults.length > 0) throw new Error(`${faults.length} faults, the first: ${faults.slice(0, 5).join('\n')}`)
  return { judged, withChange, shown, about: ABOUT }
}
