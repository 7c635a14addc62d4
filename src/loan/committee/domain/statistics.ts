import { z } from 'zod'
import { type Exact, type Fen, add, compare, divide, exact, fen, formatExact, multiply, roundFen, sumFen } from '#kernel'
import { OUTCOMES, type Outcome, VOTES, type VoteKind, namesOf } from './words.ts'

/** A loan that came of an approved case, as its book stands today. */
export interface LoanOfCase {
  readonly balanceFen: Fen
  /** Days since the oldest unpaid instalment; 0 when none is overdue. */
  readonly overdueDays: number
}

/** One case at which a member sat and voted. */
export interface Sitting {
  readonly staffId: string
  readonly name: string
  readonly kind: VoteKind
  readonly outcome: Outcome
  readonly questions: number
  readonly minutes: number
  /** Of an approval he agreed to. */
  readonly approvedFen: Fen
  readonly loans: readonly LoanOfCase[]
}

export interface FeePolicy {
  readonly memberFee: Fen
  readonly memberQuality: readonly { readonly nplUpTo: string | null; readonly factor: string }[]
  /** From this many days overdue a loan counts as non-performing. */
  readonly nonAccrualDays: number
}

const Count = z.int().min(0)
export const MemberStatistics = z.object({
  staffId: z.uuid(), name: z.string(), sat: Count, votes: z.object(Object.fromEntries(namesOf(VOTES).map((kind) => [kind, Count])) as Record<VoteKind, typeof Count>),
  questionsPerCase: z.string(), minutesPerCase: z.string(), agreement: z.string().nullable(), approvedFen: z.int(), balanceFen: z.int(), nplRatio: z.string().nullable(), overdueRatio: z.string().nullable(),
  /** Cases he opposed that were approved all the same and went bad: no blame for him. */
  opposedAndBad: Count, vetoes: Count, vetoesUpheld: Count, feeFen: z.int(), factor: z.string(),
})
export type MemberStatistics = z.output<typeof MemberStatistics>
export const Statistics = z.object({ decided: Count, approved: Count, approvalRate: z.string().nullable(), outcomes: z.object(Object.fromEntries(namesOf(OUTCOMES).map((name) => [name, Count])) as Record<Outcome, typeof Count>), members: z.array(MemberStatistics) })
export type Statistics = z.output<typeof Statistics>

const agrees = (kind: VoteKind): boolean => kind === 'AGREE' || kind === 'AGREE_WITH_CHANGE'
const approved = (outcome: Outcome): boolean => outcome === 'APPROVED' || outcome === 'APPROVED_WITH_CHANGE'

/** Approved ÷ decided: deferred cases and those sent back are not decided yet [S0-12]. */
export function approvalRate(outcomes: readonly Outcome[]): string | null {
  const yes = outcomes.filter(approved).length
  const no = outcomes.filter((one) => one === 'REJECTED').length
  return yes + no === 0 ? null : share(yes, yes + no)
}

/** What each member did, how the cases he agreed to fared, and what he is paid for it [S2-106]. */
export function memberStatistics(sittings: readonly Sitting[], policy: FeePolicy): MemberStatistics[] {
  const members = new Map<string, Sitting[]>()
  for (const sitting of sittings) members.set(sitting.staffId, [...(members.get(sitting.staffId) ?? []), sitting])
  return [...members.values()].map((of) => oneMember(of, policy)).sort((a, b) => b.sat - a.sat || (a.name < b.name ? -1 : 1))
}

function oneMember(of: readonly Sitting[], policy: FeePolicy): MemberStatistics {
  const count = (kind: VoteKind): number => of.filter((one) => one.kind === kind).length
  const backed = of.filter(({ kind, outcome }) => agrees(kind) && approved(outcome))
  const loans = backed.flatMap((one) => one.loans)
  const balance = sumFen(loans.map(({ balanceFen }) => balanceFen))
  const npl = ratioOf(loans.filter(({ overdueDays }) => overdueDays > policy.nonAccrualDays), balance)
  const factor = qualityFactor(npl ?? 0, policy)
  const vetoed = of.filter(({ kind }) => kind === 'VETO')
  const [first] = of
  return {
    staffId: first?.staffId ?? '', name: first?.name ?? '', sat: of.length,
    votes: { AGREE: count('AGREE'), AGREE_WITH_CHANGE: count('AGREE_WITH_CHANGE'), REJECT: count('REJECT'), DEFER: count('DEFER'), RE_INVESTIGATE: count('RE_INVESTIGATE'), VETO: count('VETO') },
    questionsPerCase: mean(of.map(({ questions }) => questions)), minutesPerCase: mean(of.map(({ minutes }) => minutes)),
    agreement: of.length === 0 ? null : share(of.filter(({ kind, outcome }) => agrees(kind) === approved(outcome)).length, of.length),
    approvedFen: sumFen(backed.map(({ approvedFen }) => approvedFen)), balanceFen: balance,
    nplRatio: npl === null ? null : formatExact(npl, 4), overdueRatio: text(ratioOf(loans.filter(({ overdueDays }) => overdueDays > 0), balance)),
    opposedAndBad: of.filter(({ kind, outcome, loans: theirs }) => !agrees(kind) && approved(outcome) && theirs.some(({ overdueDays }) => overdueDays > policy.nonAccrualDays)).length,
    vetoes: vetoed.length, vetoesUpheld: vetoed.filter(({ outcome }) => !approved(outcome)).length,
    feeFen: roundFen(multiply(multiply(policy.memberFee, of.length), exact(factor))), factor,
  }
}

/** The factor of the first row whose ratio is not passed. */
export function qualityFactor(npl: Exact, policy: Pick<FeePolicy, 'memberQuality'>): string {
  const row = policy.memberQuality.find(({ nplUpTo }) => nplUpTo === null || compare(npl, exact(nplUpTo)) <= 0)
  return row?.factor ?? '1'
}

/** Balance of some loans in the balance of all; none without any balance. */
function ratioOf(loans: readonly LoanOfCase[], balance: Fen): Exact | null {
  return balance === 0 ? null : divide(sumFen(loans.map(({ balanceFen }) => fen(balanceFen))), balance)
}

function mean(values: readonly number[]): string {
  return values.length === 0 ? '0.0' : formatExact(divide(values.reduce<Exact>((sum, one) => add(sum, one), 0), values.length), 1)
}

function share(part: number, whole: number): string {
  return formatExact(divide(part, whole), 4)
}

function text(ratio: Exact | null): string | null {
  return ratio === null ? null : formatExact(ratio, 4)
}
