import type { Reason } from '#common/assessment/domain'

/** All that may leave a judgement: which rule and flag, never the sentence that says what was found. */
export type Ground = Pick<Reason, 'rule' | 'flag' | 'effect'>

/** The chapter of the flags, under which those stand that reject without a rule of their own. */
const FLAGS_ALONE = '5.4'

/** The codes of what rejects, each once: `H04 FR06`, `H05`, `FR25`. */
export function rejectingCodes(grounds: readonly Ground[]): string[] {
  return [...new Set(grounds.filter(({ effect }) => effect === 'REJECT').map(({ rule, flag }) => (flag === undefined ? rule : rule === FLAGS_ALONE ? flag : `${rule} ${flag}`)))]
}
