import { assert } from '#kernel'
import type { Terms } from '#loan/decision/domain'
import type { Ballot, NamedBallot } from './ballot.ts'
import { strictest, termsOfBallot } from './merge-terms.ts'
import type { Outcome, RejectReason, VoteKind } from './words.ts'

/** What of a pack decides whether votes pass. */
export interface PassPolicy {
  readonly passRule: { readonly agree: number; readonly of: number; readonly vetoStops: boolean }
  /** Numbers of seats for which every seat must agree. */
  readonly unanimityRequired: readonly number[]
}

export type Tally = Readonly<Record<VoteKind, number>>

/** How many voted what. */
export function tally(ballots: readonly Ballot[]): Tally {
  const count = (kind: VoteKind): number => ballots.filter((one) => one.kind === kind).length
  return { AGREE: count('AGREE'), AGREE_WITH_CHANGE: count('AGREE_WITH_CHANGE'), REJECT: count('REJECT'), DEFER: count('DEFER'), RE_INVESTIGATE: count('RE_INVESTIGATE'), VETO: count('VETO') }
}

/** Whether enough of the *seats* agree; an empty seat agrees to nothing. */
export function passes(votes: Tally, seats: number, policy: PassPolicy): boolean {
  if (votes.VETO > 0 && policy.passRule.vetoStops) return false
  const agreeing = votes.AGREE + votes.AGREE_WITH_CHANGE
  if (policy.unanimityRequired.includes(seats)) return agreeing === seats
  return agreeing * policy.passRule.of >= seats * policy.passRule.agree
}

/** The answers to a case that did not pass, the strictest first: of equally many votes it wins. */
const REFUSALS: readonly (readonly [Outcome, (votes: Tally) => number])[] = [
  ['REJECTED', (votes) => votes.REJECT + votes.VETO],
  ['RE_INVESTIGATE', (votes) => votes.RE_INVESTIGATE],
  ['DEFERRED', (votes) => votes.DEFER],
]

/**
 * What the votes come to. A veto that stops rejects. A case that does not pass is rejected, unless more members asked for a new
 * investigation, or for a deferral, than rejected it. Terms are those of approval only.
 */
export function outcomeOf(ballots: readonly Ballot[], seats: number, policy: PassPolicy, { proposal, requested }: Asked): { readonly outcome: Outcome; readonly terms: Terms | null } {
  const votes = tally(ballots)
  if (votes.VETO > 0 && policy.passRule.vetoStops) return { outcome: 'REJECTED', terms: null }
  if (!passes(votes, seats, policy)) {
    const [outcome] = REFUSALS.reduce((best, next) => (next[1](votes) > best[1](votes) ? next : best))
    return { outcome, terms: null }
  }
  const terms = mergedTerms(ballots, proposal)
  return { outcome: isAsRequested(terms, requested, proposal) ? 'APPROVED' : 'APPROVED_WITH_CHANGE', terms }
}

/** What the customer asked for, as far as it can be granted unchanged. */
export type Requested = Pick<Terms, 'amountFen' | 'periods' | 'method' | 'guarantee'>

export interface Asked {
  /** What judgement carries, as it was put to the vote. */
  readonly proposal: Terms
  /** What the customer asked for. */
  readonly requested: Requested
}

/** The most conservative terms among the agreeing votes. */
export function mergedTerms(ballots: readonly Ballot[], proposal: Terms): Terms {
  const [first, ...others] = ballots.flatMap((ballot) => termsOfBallot(proposal, ballot) ?? [])
  assert(first !== undefined, 'only agreeing votes have terms to merge')
  return strictest(first, ...others)
}

/** Unchanged means: what the customer asked for, at the proposed rate and under the proposed conditions. */
export function isAsRequested(terms: Terms, requested: Asked['requested'], proposal: Terms): boolean {
  return terms.amountFen === requested.amountFen && terms.periods === requested.periods && terms.method === requested.method && terms.guarantee === requested.guarantee
    && terms.annualRate === proposal.annualRate && terms.conditions.length === proposal.conditions.length
}

/** Every reason code the members gave, each once, in the order of the votes. */
export function codesOf(ballots: readonly Ballot[]): RejectReason[] {
  return [...new Set(ballots.flatMap((ballot) => ('codes' in ballot ? ballot.codes : [])))]
}

/** The members whose vote carries the terms: those who must consent to a settlement. */
export function agreeing(ballots: readonly NamedBallot[]): string[] {
  return ballots.filter(({ ballot }) => ballot.kind === 'AGREE' || ballot.kind === 'AGREE_WITH_CHANGE').map(({ staffId }) => staffId)
}
