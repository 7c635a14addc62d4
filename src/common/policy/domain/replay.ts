import { z } from 'zod'

/** The groups a judgement reads; a change of any other changes no case. */
export const JUDGED_GROUPS = ['statements', 'checks', 'soft', 'flags', 'admission', 'scorecard', 'limit', 'price', 'repayment'] as const

/** How a case comes out under one policy. */
export const Outcome = z.object({
  decision: z.enum(['PROPOSE', 'REFER', 'REJECT', 'INCOMPLETE']), amountFen: z.number(), grade: z.string().nullable(), score: z.number().nullable(), annualRate: z.string().nullable(), bindingCap: z.string().nullable(),
})
export type Outcome = z.output<typeof Outcome>

export const REPLAY_CHANGES = ['SIDE', 'AMOUNT', 'GRADE', 'PRICE'] as const
export type ReplayChange = (typeof REPLAY_CHANGES)[number]

/** One case that comes out differently. `caseId` is null for an example that ships with the product. */
export const ReplayedCase = z.object({ seq: z.number(), caseId: z.string().nullable(), name: z.string(), before: Outcome, after: Outcome, changes: z.array(z.enum(REPLAY_CHANGES)) })
export type ReplayedCase = z.output<typeof ReplayedCase>

const Moved = z.object({ up: z.number(), down: z.number() })
export const ReplaySummary = z.object({
  cases: z.number(), examples: z.number(), unreadable: z.number(), changed: z.number(),
  /** From decision to decision, `PROPOSE>REJECT`: how many. */
  sides: z.record(z.string(), z.number()), grades: z.record(z.string(), z.number()), amount: Moved, price: Moved,
  beforeFen: z.number(), afterFen: z.number(),
})
export type ReplaySummary = z.output<typeof ReplaySummary>

export const Replay = z.object({
  replayId: z.string(), seq: z.number(), state: z.enum(['RUNNING', 'DONE', 'FAILED']), cases: z.number(), done: z.number(), error: z.string().nullable(), hash: z.string().nullable(),
  /** Whether nothing it rests on has changed since: the only kind a signature may stand for. */
  current: z.boolean(), summary: ReplaySummary.nullable(), startedBy: z.string(), startedAt: z.string(), finishedAt: z.string().nullable(),
})
export type Replay = z.output<typeof Replay>

/** What a reader of a draft sees of its replay; `needed` is false where no judgement reads what changes. */
export const ReplayAnswer = z.object({ needed: z.boolean(), replay: Replay.nullable(), rows: z.array(ReplayedCase) })
export type ReplayAnswer = z.output<typeof ReplayAnswer>

/** The hash of the replay the signatory saw; a draft that no judgement reads has none. */
export const SignOverlay = z.strictObject({ replayHash: z.string().regex(/^[0-9a-f]{64}$/).nullable().default(null).meta({ title: '所见复算' }) }).prefault({})

/** What of two outcomes differs: who is lent to, how much, in which grade, at which price. Without a loan on both sides there is no price to compare. */
export function changesBetween(before: Outcome, after: Outcome): ReplayChange[] {
  const differs: Readonly<Record<ReplayChange, boolean>> = {
    SIDE: before.decision !== after.decision, AMOUNT: before.amountFen !== after.amountFen, GRADE: before.grade !== after.grade,
    PRICE: before.annualRate !== null && after.annualRate !== null && before.annualRate !== after.annualRate,
  }
  return REPLAY_CHANGES.filter((each) => differs[each])
}

/** A replay in figures. */
export function summaryOf(all: readonly { readonly isExample: boolean; readonly before: Outcome; readonly after: Outcome }[], unreadable: number): ReplaySummary {
  const sides: Record<string, number> = {}
  const grades: Record<string, number> = {}
  const [amount, price] = [{ up: 0, down: 0 }, { up: 0, down: 0 }]
  let [changed, beforeFen, afterFen] = [0, 0, 0]
  for (const { isExample, before, after } of all) {
    const changes = changesBetween(before, after)
    if (changes.length > 0) changed += 1
    if (changes.includes('SIDE')) count(sides, `${before.decision}>${after.decision}`)
    if (changes.includes('GRADE')) count(grades, `${before.grade ?? '—'}>${after.grade ?? '—'}`)
    if (changes.includes('AMOUNT')) amount[after.amountFen > before.amountFen ? 'up' : 'down'] += 1
    if (changes.includes('PRICE')) price[Number(after.annualRate) > Number(before.annualRate) ? 'up' : 'down'] += 1
    if (!isExample) [beforeFen, afterFen] = [beforeFen + before.amountFen, afterFen + after.amountFen]
  }
  const examples = all.filter(({ isExample }) => isExample).length
  return { cases: all.length - examples, examples, unreadable, changed, sides, grades, amount, price, beforeFen, afterFen }
}

function count(into: Record<string, number>, key: string): void {
  into[key] = (into[key] ?? 0) + 1
}
