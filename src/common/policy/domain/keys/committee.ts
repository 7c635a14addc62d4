import { POSTS, type Post } from '#common/staff/domain'
import { type Key, key } from '../key.ts'
import { count, decimal, listOf, money, oneOf, orNothing, row, setOf, share } from '../values.ts'

const post = oneOf(...(Object.keys(POSTS) as [Post, ...Post[]]))

/** How the meeting itself is held: who may sit, how long papers lie out, when enough people are there. */
export const meetingKeys = {
  excludedPosts: key(setOf(post), '不得任审贷会委员的岗位', 'S1-11 S2-46'),
  quorum: key(listOf(row({ fromSeats: count(1, 15), mayMiss: count(0, 14) })), '可缺席的席位数', 'P'),
  unanimityRequired: key(setOf(count(1, 15)), '须全票同意的席位数', 'P'),
  readingHours: key(count(0, 168), '会前送阅至少几小时', 'P'),
  peers: key(row({ months: count(1, 120), cases: count(1, 50) }), '同业对照的范围', 'S2-71 P'),
  memberFee: key(money, '委员每案津贴', 'S2-106 P', { anchor: 'PERIOD' }),
  memberQuality: key(listOf(row({ nplUpTo: orNothing(share, '不超过的不良率，末行 null 表示其余'), factor: decimal('0', '5') })), '委员津贴质量系数（按其同意案件的不良率）', 'S2-106 P', { anchor: 'PERIOD' }),
} as const satisfies Record<string, Key>
