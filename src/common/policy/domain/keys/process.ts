import { Post } from '#common/staff/domain'
import { GOES_TO_CODES, OWN_CLOCK_STEPS, STEP_CODES } from '#common/task/domain'
import { key } from '../key.ts'
import { duration, each, oneOf, orNothing, row, setOf, share } from '../values.ts'

const posts = setOf(oneOf(...(Post.options as [Post, ...Post[]])))
const bound = { anchor: 'APPLICATION', reader: 'application' } as const

/** Who does which step of a case and how long he has. One officer end to end or several posts after each other are values of these keys. */
export const processKeys = {
  process: key(each(STEP_CODES, row({ posts, goesTo: oneOf(...GOES_TO_CODES) })), '各环节由谁办理', 'S1-05 S1-11 S1-14 P', bound),
  stepWithin: key(each(OWN_CLOCK_STEPS, orNothing(duration, 'null 表示不设时限')), '其他环节的时限', 'S4-10 P', bound),
  escalateAfter: key(share, '时限用去多少时提醒主管', 'P', bound),
}
