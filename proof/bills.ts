import { chance, faultOf, mutantOf, shippedBills } from '../src/common/statement/server/mutations-for-tests.ts'

const MUTANTS = 2500
const MOST_MEGABYTES = 512

/** 2,500 spoilt bills: each is refused with its place or read right, by one process that lives and stays under 512 MB. */
export async function prove({ seed }: { seed: number }): Promise<Record<string, unknown>> {
  const sounds = await shippedBills()
  const random = chance(seed)
  const counts = new Map<string, number>()
  for (let number = 0; number < MUTANTS; number++) {
    const made = mutantOf(sounds, number, random)
    const fault = await faultOf(made)
    if (fault !== null) throw new Error(`mutant ${number} of seed ${seed}, ${made.of.name}, ${made.how}: ${fault}`)
    counts.set(made.how, (counts.get(made.how) ?? 0) + 1)
  }
  const peakRssMb = Math.round(process.resourceUsage().maxRSS / 1024)
  if (peakRssMb > MOST_MEGABYTES) throw new Error(`the process grew to ${peakRssMb} MB`)
  return { mutants: MUTANTS, ways: counts.size, peakRssMb, counts: Object.fromEntries(counts) }
}
