import type { Assessment, Reason } from '#common/assessment/domain'
import { InvalidInput, type RefusalDetail, assert } from '#kernel'

/** Everything that keeps an investigation from being submitted, all of it at once. */
export class NotSubmittable extends InvalidInput {
  override readonly code = 'investigation.not-submittable'
  override readonly status = 422

  constructor(details: readonly RefusalDetail[]) {
    const [first, ...rest] = details
    assert(first !== undefined, 'what is not submittable has a reason')
    super([first, ...rest], details.length)
  }
}

/** Rejections that only say the work is not done: the officer mends them, the customer is not to blame. */
const UNFINISHED: ReadonlySet<string> = new Set(['H08', 'H09', 'H12'])
/** Without these even a rejection would rest on figures that contradict each other. */
const BLOCKING = /^(?:I\d\d|R5|FR16)$/

/**
 * Why a judgement may not be submitted yet; empty when it may. A case rejected by the customer's own facts may, and then nothing
 * more is asked of its form (`demands`).
 */
export function submissionBlocks({ decision, reasons }: Pick<Assessment, 'decision' | 'reasons'>, demands: readonly Reason[] = []): Reason[] {
  const blocks = judgementBlocks({ decision, reasons })
  return isRejectedByFacts({ decision, reasons }) ? blocks : [...blocks, ...demands]
}

function isRejectedByFacts({ decision, reasons }: Pick<Assessment, 'decision' | 'reasons'>): boolean {
  return decision === 'REJECT' && reasons.some((reason) => reason.effect === 'REJECT' && !UNFINISHED.has(reason.rule))
}

function judgementBlocks({ decision, reasons }: Pick<Assessment, 'decision' | 'reasons'>): Reason[] {
  const unfinished = (reason: Reason): boolean => reason.effect === 'REJECT' && UNFINISHED.has(reason.rule)
  if (decision === 'INCOMPLETE') return reasons.filter((reason) => reason.effect === 'INCOMPLETE' || unfinished(reason))
  const blocking = reasons.filter((reason) => reason.effect === 'INCOMPLETE' && BLOCKING.test(reason.rule))
  return decision === 'REJECT' && !isRejectedByFacts({ decision, reasons }) ? reasons.filter((reason) => reason.effect === 'INCOMPLETE' || unfinished(reason)) : blocking
}

/** The reasons as a refusal lists them. */
export function asDetails(reasons: readonly Reason[]): RefusalDetail[] {
  return reasons.map(({ rule, says }) => ({ code: `judgement.${rule.toLowerCase().replaceAll(/[^a-z0-9-]/g, '-')}`, message: `${says}（${rule}）` }))
}
