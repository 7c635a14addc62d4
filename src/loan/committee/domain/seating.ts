import { type Day, Refusal } from '#kernel'
import type { Post } from '#common/staff/domain'
import type { Signatory } from '#loan/decision/domain'
import type { Seat } from './words.ts'

/** A member of a body as he stood on a day. */
export interface Member {
  readonly staffId: string
  readonly name: string
  readonly seat: Seat
  readonly certifiedUntil: Day
  readonly posts: readonly Post[]
}

/** What of a case keeps people from its table. */
export interface CaseTies {
  /** Who took part in it, and as what: his acts, those he stood in for, those of the managers of the customer. */
  readonly tookPart: ReadonlyMap<string, string>
  /** Who signs above the committee; he does not vote below his own signature. */
  readonly signatures: readonly Signatory[]
  /** Members of the committee that decided before, when the case is reconsidered. */
  readonly decidedBefore: ReadonlySet<string>
}

export interface Bar {
  readonly code: 'TOOK_PART' | 'SIGNS' | 'LINE_POST' | 'CERTIFICATE' | 'POST'
  readonly says: string
}

/** All that bars a member from a case by what the bank knows, whoever he is [S2-46, S2-123]; nothing he says takes it away. */
export function barsOf(member: Member, ties: CaseTies, policy: { readonly excludedPosts: readonly Post[] }, on: Day): Bar[] {
  const part = ties.tookPart.get(member.staffId)
  const line = member.posts.find((post) => policy.excludedPosts.includes(post))
  const signs = ties.signatures.find((post) => member.posts.includes(post))
  return [
    ...(part === undefined ? [] : [{ code: 'TOOK_PART', says: `参与过本案：${part}` } as const]),
    ...(signs === undefined ? [] : [{ code: 'SIGNS', says: '本案须由其签批，不作为表决委员' } as const]),
    ...(line === undefined ? [] : [{ code: 'LINE_POST', says: '分岗作业的业务条线人员不作审贷会委员' } as const]),
    ...(member.certifiedUntil < on ? [{ code: 'CERTIFICATE', says: `委员资格已于 ${member.certifiedUntil} 到期` } as const] : []),
    ...(member.posts.includes('COMMITTEE_MEMBER') ? [] : [{ code: 'POST', says: '当日不持有审贷会委员岗位' } as const]),
  ]
}

export interface Candidate {
  readonly member: Member
  readonly bars: readonly Bar[]
}

/** The candidate list of a case: each member of the body with what bars him. */
export function candidates(members: readonly Member[], ties: CaseTies, policy: { readonly excludedPosts: readonly Post[] }, on: Day): Candidate[] {
  return members.map((member) => ({ member, bars: barsOf(member, ties, policy, on) }))
}

type QuorumTable = readonly { readonly fromSeats: number; readonly mayMiss: number }[]

/** How many of the seats must be taken. */
export function quorumOf(seats: number, table: QuorumTable): number {
  const row = table.findLast(({ fromSeats }) => fromSeats <= seats)
  return seats - (row?.mayMiss ?? 0)
}

export interface Taken {
  readonly staffId: string
  readonly seat: Exclude<Seat, 'RESERVE'>
}

/** Whether the taken seats are enough: the number, and a chair among them. */
export function hasQuorum(taken: readonly Taken[], seats: number, table: QuorumTable): boolean {
  return taken.length >= quorumOf(seats, table) && taken.some(({ seat }) => seat === 'CHAIR')
}

/** Fills the seats from those whom nothing bars: the chair of the meeting first, then members, then reserves; refuses when too few are left. */
export function takeSeats(list: readonly Candidate[], { chairId, seats, quorum }: { readonly chairId: string; readonly seats: number; readonly quorum: QuorumTable }, decidedBefore: ReadonlySet<string>): Taken[] {
  const free = list.filter(({ bars }) => bars.length === 0).map(({ member }) => member)
  const chair = free.find(({ staffId }) => staffId === chairId) ?? free.find(({ seat }) => seat === 'CHAIR')
  const others = [...free.filter(({ seat }) => seat !== 'RESERVE'), ...free.filter(({ seat }) => seat === 'RESERVE')].filter((member) => member !== chair)
  const taken: Taken[] = chair === undefined ? [] : [{ staffId: chair.staffId, seat: 'CHAIR' }, ...withNewFace(others, seats - 1, decidedBefore, chair.staffId).map(({ staffId }): Taken => ({ staffId, seat: 'MEMBER' }))]
  if (hasQuorum(taken, seats, quorum)) return taken
  throw new Refusal({
    code: 'committee.too-few-members', message: `可出席本案的委员不足：${chair === undefined ? '没有组长，' : ''}可用 ${free.length} 人`, value: free.length,
    expected: `至少 ${quorumOf(seats, quorum)} 人（共 ${seats} 席）并有组长。${list.filter(({ bars }) => bars.length > 0).map(({ member, bars }) => `${member.name}：${bars.map(({ says }) => says).join('、')}`).join('；')}`,
  }, 422)
}

/** A reconsideration needs at least one member who did not decide the first time; he takes the last seat where the order alone would seat the same people. */
function withNewFace(others: readonly Member[], seats: number, decidedBefore: ReadonlySet<string>, chairId: string): readonly Member[] {
  const usual = others.slice(0, seats)
  if (decidedBefore.size === 0 || [chairId, ...usual.map(({ staffId }) => staffId)].some((id) => !decidedBefore.has(id))) return usual
  const fresh = others.find(({ staffId }) => !decidedBefore.has(staffId))
  return fresh === undefined ? usual : [...usual.slice(0, Math.max(0, seats - 1)), fresh]
}

/** Refuses to reconsider with exactly the people who decided. */
export function refuseSameCommittee(taken: readonly Taken[], decidedBefore: ReadonlySet<string>): void {
  if (decidedBefore.size === 0 || taken.some(({ staffId }) => !decidedBefore.has(staffId))) return
  throw new Refusal({ code: 'committee.same-members', message: '复议的委员与原审贷会完全相同', expected: '至少一位未参加原决议的委员' }, 422)
}

export type AfterLeaving = 'GOES_ON' | 'NEEDS_REPLACEMENT' | 'ADJOURNS'

/** What becomes of a case when someone who had not voted leaves the table: `reserves` are those who could still sit down. */
export function afterLeaving(left: readonly Taken[], seats: number, reserves: readonly { readonly seat: Seat }[], table: QuorumTable): AfterLeaving {
  if (hasQuorum(left, seats, table)) return 'GOES_ON'
  const hasChair = left.some(({ seat }) => seat === 'CHAIR')
  const couldBe = left.length + reserves.length >= quorumOf(seats, table) && (hasChair || reserves.some(({ seat }) => seat === 'CHAIR'))
  return couldBe ? 'NEEDS_REPLACEMENT' : 'ADJOURNS'
}
