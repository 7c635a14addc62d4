import type { Figures } from '../scripts/proof/proof.ts'
import { Chance } from '../sim/chance.ts'
import { answerSpoilt, partsOfExample } from '../sim/fuzz-workbooks.ts'

const [WORKBOOKS, MEGABYTES] = [10_000, 512]

/** Spoilt workbooks: a clear refusal each or a report of what they change, the process alive, memory bounded. */
export async function prove({ seed }: { seed: number }): Promise<Figures> {
  const { answers, faults, mostMegabytes } = await answerSpoilt(await partsOfExample(), new Chance(seed), WORKBOOKS)
  if (faults.length > 0) throw new Error(`${faults.length} faults, the first: ${faults.slice(0, 3).join('\n')}`)
  if (mostMegabytes > MEGABYTES) throw new Error(`${mostMegabytes} MB were in use`)
  return { workbooks: WORKBOOKS, answers, mostMegabytes }
}
