import type { Assessment, Decision } from '../assessment.ts'
import { assess } from '../assess.ts'
import type { CaseFile } from '../case/index.ts'
import type { JudgementPack } from '../judgement-graph.ts'
import { type Lever, leversOf } from './levers.ts'
import { type Typed, withTyped } from './typed.ts'

/** What of a judgement a change is to move. */
export interface Standing {
  readonly decision: Decision
  readonly grade: string
  readonly bindingCap: string
  readonly amountFen: number
}

/** The smallest change of one kind that lifts the grade or moves the binding cap. */
export interface WouldChange {
  readonly lever: string
  readonly target: 'GRADE' | 'CAP'
  readonly says: string
  readonly typed: readonly Typed[]
  readonly after: Standing
}

const TARGETS = ['GRADE', 'CAP'] as const
/** Better last. */
const SIDES: readonly Decision[] = ['REJECT', 'INCOMPLETE', 'REFER', 'PROPOSE']

/** What a judged case comes to; null where no amount was worked out, so that there is nothing to move. */
export function standingOf({ decision, limit, score }: Assessment): Standing | null {
  return limit === null || limit.amountFen === 0 || score === null ? null : { decision, grade: score.cappedGrade, bindingCap: limit.bindingCap, amountFen: limit.amountFen }
}

/** Whether `after` is what is wanted: a better grade, or another cap binding at no smaller amount; and never a worse side. */
export function reaches(target: WouldChange['target'], before: Standing, after: Standing): boolean {
  if (SIDES.indexOf(after.decision) < SIDES.indexOf(before.decision)) return false
  return target === 'GRADE' ? after.grade < before.grade : after.bindingCap !== before.bindingCap && after.amountFen >= before.amountFen
}

/**
 * The smallest single changes that lift the grade or move the binding cap, each found by judging the case with the change
 * typed in: nothing is estimated. Levers that reach nothing are left out.
 */
export function whatWouldChange(caseFile: CaseFile, pack: JudgementPack): readonly WouldChange[] {
  const before = standingOf(assess(caseFile, pack))
  if (before === null) return []
  return leversOf(caseFile, pack).flatMap((lever) => smallest(caseFile, pack, lever, before))
}

function smallest(caseFile: CaseFile, pack: JudgementPack, lever: Lever, before: Standing): readonly WouldChange[] {
  const tried = new Map<number, Standing | null>()
  const at = (steps: number): Standing | null => {
    const known = tried.get(steps)
    if (known !== undefined) return known
    const changed = withTyped(caseFile, lever.at(steps).typed)
    const standing = changed === null ? null : standingOf(assess(changed, pack))
    tried.set(steps, standing)
    return standing
  }
  return TARGETS.flatMap((target) => {
    const hit = (steps: number): boolean => { const after = at(steps); return after !== null && reaches(target, before, after) }
    const steps = firstHit(lever.most, hit)
    const after = steps === null ? null : at(steps)
    return steps === null || after === null ? [] : [{ lever: lever.id, target, ...lever.at(steps), after }]
  })
}

/** The smallest number of steps that hits, doubling and then halving: exact wherever more of the same never undoes what less did. */
function firstHit(most: number, hit: (steps: number) => boolean): number | null {
  let [miss, reach] = [0, Math.min(1, most)]
  while (reach > miss && !hit(reach)) [miss, reach] = [reach, Math.min(reach + reach, most)]
  if (reach <= miss) return null
  while (reach - miss > 1) {
    const middle = Math.floor((miss + reach) / 2)
    if (hit(middle)) reach = middle
    else miss = middle
  }
  return reach
}
