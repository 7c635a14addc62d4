import { CaseFile, type Assessment, type JudgementPack, assess } from '#common/assessment/domain'
import type { Outcome } from '#common/policy/domain'

/** What a batch of cases is replayed by, so that a pack that many cases share crosses once. */
export interface Batch {
  readonly packs: readonly JudgementPack[]
  readonly cases: readonly { readonly caseFile: unknown; readonly before: number | Outcome; readonly after: number }[]
}

export type BatchResult = readonly ({ readonly before: Outcome; readonly after: Outcome } | null)[]

/** Judges each case by two packs; null for one that can no longer be read. Run in a child process: it holds no connection and no file. */
export function replayBatch(bytes: Uint8Array): BatchResult {
  const { packs, cases } = JSON.parse(new TextDecoder().decode(bytes)) as Batch
  return cases.map(({ caseFile: stored, before, after }) => {
    const read = CaseFile.safeParse(stored)
    if (!read.success) return null
    const by = (pack: number): Outcome => outcomeOf(assess(read.data, packs[pack]!))
    const old = typeof before === 'number' ? by(before) : before
    return { before: old, after: before === after ? old : by(after) }
  })
}

/** What of an assessment a replay compares. */
export function outcomeOf({ decision, limit, score, price }: Pick<Assessment, 'decision' | 'limit' | 'score' | 'price'>): Outcome {
  const lends = decision === 'PROPOSE' || decision === 'REFER'
  return { decision, amountFen: lends ? (limit?.amountFen ?? 0) : 0, grade: score?.cappedGrade ?? null, score: score?.total ?? null, annualRate: lends ? (price?.annualRate ?? null) : null, bindingCap: limit?.bindingCap ?? null }
}
