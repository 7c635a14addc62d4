import { z } from 'zod'
import { Refusal } from '#kernel'
import { Condition, Terms } from '#loan/decision/domain'
import { RE_INVESTIGATE_REASONS, REJECT_REASONS, VOTES, type VoteKind, namesOf } from './words.ts'

const Reason = z.string().trim().min(4).max(1000).meta({ title: '表决理由' })

/** What a member would have otherwise than proposed; what is left out stays as proposed, conditions are added. */
export const Change = z.strictObject({
  amountFen: Terms.shape.amountFen.optional(),
  periods: Terms.shape.periods.optional(),
  annualRate: Terms.shape.annualRate.optional(),
  method: Terms.shape.method.optional(),
  guarantee: Terms.shape.guarantee.optional(),
  conditions: z.array(Condition).max(20).default([]).meta({ title: '条件' }),
}).refine(({ conditions, ...terms }) => conditions.length > 0 || Object.values(terms).some((one) => one !== undefined), { error: '须写明变更内容' })
export type Change = z.output<typeof Change>

const codes = <T extends string>(words: Readonly<Record<T, string>>) => z.array(z.enum(namesOf(words))).min(1, { error: '至少选一项原因' }).max(12).meta({ title: '原因' })

/** One member's vote with his own reason. */
export const Ballot = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('AGREE'), reason: Reason }),
  z.strictObject({ kind: z.literal('AGREE_WITH_CHANGE'), reason: Reason, change: Change.meta({ title: '变更' }) }),
  z.strictObject({ kind: z.literal('REJECT'), reason: Reason, codes: codes(REJECT_REASONS) }),
  z.strictObject({ kind: z.literal('DEFER'), reason: Reason }),
  z.strictObject({ kind: z.literal('RE_INVESTIGATE'), reason: Reason, codes: codes(RE_INVESTIGATE_REASONS) }),
  z.strictObject({ kind: z.literal('VETO'), reason: Reason, codes: codes(REJECT_REASONS) }),
])
export type Ballot = z.output<typeof Ballot>

/** A ballot with the member who cast it; known to others only after the opening. */
export interface NamedBallot {
  readonly staffId: string
  readonly ballot: Ballot
}

/** The veto is a kind of vote only where the pack gives it for this case [S3-26]. */
export function refuseVeto(kind: VoteKind, mayVeto: boolean): void {
  if (kind !== 'VETO' || mayVeto) return
  throw new Refusal({ code: 'committee.no-veto', message: '本案没有一票否决权', at: '/kind', value: kind, expected: Object.entries(VOTES).filter(([name]) => name !== 'VETO').map(([, says]) => says).join('、') }, 422)
}

/** A reason without what does not make it another: spaces, punctuation, width and case. */
function bare(reason: string): string {
  return reason.normalize('NFKC').toLowerCase().replace(/[\s\p{P}\p{S}]/gu, '')
}

/**
 * Members whose reason is, word for word, the one of a member who voted before them. It is looked at when the votes are opened
 * and not when they are cast: a refusal at the ballot would tell what a colleague wrote.
 */
export function copiedReasons(inOrder: readonly NamedBallot[]): string[] {
  const seen = new Set<string>()
  return inOrder.flatMap(({ staffId, ballot }) => {
    const words = bare(ballot.reason)
    if (seen.has(words)) return [staffId]
    seen.add(words)
    return []
  })
}

/** Refuses words that are again someone else's. */
export function refuseCopied(text: string, others: readonly string[]): void {
  if (!others.some((one) => bare(one) === bare(text))) return
  throw new Refusal({ code: 'committee.copied-reason', message: '与另一位委员的理由相同', at: '/reason', expected: '用自己的话说明理由' }, 422)
}

/** The text that is sealed, and whose hash is shown at once: the same ballot and nonce give the same text everywhere. */
export function sealedText(ballot: Ballot, nonce: string): string {
  return JSON.stringify([nonce, sorted(ballot)])
}

/** Reads a sealed text back. */
export function readSealed(text: string): { readonly nonce: string; readonly ballot: Ballot } {
  const [nonce, ballot] = JSON.parse(text) as [string, unknown]
  return { nonce, ballot: Ballot.parse(ballot) }
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, one]) => [key, sorted(one)]))
}
