import { keyForm } from './pack.ts'
import type { PolicyPack } from './pack.ts'
import { sameValue } from './written.ts'

type Card = PolicyPack['scorecard']
/** What makes a score: calibration counts the scores of one version together, so none of it changes under a version that is known. */
const SCORED = ['dimensions', 'indicators', 'grades'] as const

/** Whether two cards score differently. */
export function scoresOther(one: Readonly<Record<string, unknown>>, other: Readonly<Record<string, unknown>>): boolean {
  return SCORED.some((key) => !sameValue(keyForm(`scorecard.${key}`), one[key], other[key]))
}

/** A card whose version is that of a known card which scores differently; none = every version means one card. */
export function reusedVersion(known: readonly Card[], proposed: readonly Card[]): string | undefined {
  return proposed.find((card) => known.some((each) => each.version === card.version && scoresOther(each, card)))?.version
}
