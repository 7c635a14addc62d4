import type { Figures } from '../scripts/proof/proof.ts'
import { Answering } from '../sim/answer-in-child.ts'
import { Chance } from '../sim/chance.ts'
import { spoiltCase } from '../sim/spoilt-case.ts'
import { prove as proveBills } from './bills.ts'

const CASES = 2500
const MOST_MEGABYTES = 512

/** 5,000 spoilt files: 2,500 case files and 2,500 bills. Each is refused with its place, or read right, within a second; the process lives and stays under 512 MB. */
export async function prove(run: { seed: number }): Promise<Figures> {
  const chance = new Chance(run.seed)
  const answering = new Answering()
  const counts: Record<string, number> = {}
  for (let number = 0; number < CASES; number++) {
    const spoilt = spoiltCase(number, chance)
    const fault = await answering.faultOf(spoilt)
    if (fault !== null) throw new Error(`case file ${number} of seed ${run.seed}, ${spoilt.how}: ${fault}`)
    counts[spoilt.how] = (counts[spoilt.how] ?? 0) + 1
  }
  answering.end()
  if (answering.peakMb > MOST_MEGABYTES) throw new Error(`the process that answers case files grew to ${answering.peakMb} MB`)
  return { caseFiles: { spoilt: CASES, ways: Object.keys(counts).length, peakRssMb: answering.peakMb, counts }, bills: await proveBills(run) }
}
