import { CaseFile, assess, reaches, standingOf, whatWouldChange, withTyped } from '#common/assessment/domain'
import { packFor } from './cases.ts'
import { Chance } from './chance.ts'
import { randomCase } from './random-case.ts'

export interface ChangesTally {
  readonly judged: number
  readonly withChange: number
  readonly shown: Readonly<Record<string, number>>
  readonly faults: readonly string[]
}

/** Of random cases whose amount was worked out: every change shown, typed into the case as it is stored, must do what was said, and nothing less of it may do. */
export function proveChanges(seed: number, count: number): ChangesTally {
  const shown: Record<string, number> = {}
  const faults: string[] = []
  let [judged, withChange] = [0, 0]
  for (let at = 0; judged < count; at++) {
    const caseFile = randomCase(new Chance(seed + at))
    const pack = packFor(caseFile.business.trade)
    const before = standingOf(assess(caseFile, pack))
    if (before === null) continue
    judged += 1
    const changes = whatWouldChange(caseFile, pack)
    if (changes.length > 0) withChange += 1
    for (const { lever, target, typed, after } of changes) {
      shown[`${target} ${lever.split('_')[0]}`] = (shown[`${target} ${lever.split('_')[0]}`] ?? 0) + 1
      // Stored and read again, as a person would type it and the server keep it.
      const stored = CaseFile.parse(JSON.parse(JSON.stringify(caseFile)))
      const changed = withTyped(stored, typed)
      const now = changed === null ? null : standingOf(assess(CaseFile.parse(JSON.parse(JSON.stringify(changed))), pack))
      if (now === null || !reaches(target, before, now) || JSON.stringify(now) !== JSON.stringify(after)) faults.push(`${seed + at} ${lever} ${target}: ${JSON.stringify({ before, after, now })}`)
    }
  }
  return { judged, withChange, shown, faults }
}
