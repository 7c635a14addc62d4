import { fileSubjects } from '../src/common/statement/server/fuzz-for-tests.ts'
import { chance } from '../src/common/statement/server/mutations-for-tests.ts'

const FILES = 10_000
const MOST_MEGABYTES = 512

/** Every kind of file a stranger may send; a part that reads another kind adds its own subjects here. */
const SUBJECTS = [fileSubjects]

/** 10,000 spoilt bills and layouts: a clear refusal in Chinese or a sound reading each, by one process that lives and stays under 512 MB. */
export async function prove({ seed }: { seed: number }): Promise<Record<string, unknown>> {
  const random = chance(seed)
  const subjects = (await Promise.all(SUBJECTS.map((of) => of()))).flat()
  const counts = new Map<string, number>()
  for (let number = 0; number < FILES; number++) {
    const subject = subjects[number % subjects.length]!
    const outcome = await subject.run(number, random)
    if (outcome.fault !== null) throw new Error(`file ${number} of seed ${seed}, ${subject.name}: ${outcome.fault}`)
    const key = `${subject.name} ${outcome.how}`
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  const peakRssMb = Math.round(process.resourceUsage().maxRSS / 1024)
  if (peakRssMb > MOST_MEGABYTES) throw new Error(`the process grew to ${peakRssMb} MB`)
  return { files: FILES, kinds: subjects.map(({ name }) => name), peakRssMb, counts: Object.fromEntries([...counts].sort(([a], [b]) => a.localeCompare(b))) }
}
