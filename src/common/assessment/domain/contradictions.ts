import { type Sheet, isNumber } from '#common/figures/domain'
import { absolute, compare, exact } from '#kernel'
import type { Working } from './axes.ts'
import type { CaseFile } from './case/index.ts'
import { PAIRS } from './formulas/contradictions.ts'
import type { JudgementPack } from './judgement-graph.ts'
import type { Reason } from './reason.ts'
import { fill } from './sentences.ts'
import { wordOf } from './word-of.ts'

/** An entry of the log as it is shown: what stands against what, and what the officer made of it. */
export interface ContradictionSeen {
  /** `LC03`, or what the officer called his own. */
  readonly pair: string
  readonly name: string
  readonly one: string
  readonly other: string
  readonly answer: 'RESOLVED' | 'STANDS' | null
  readonly reason: string
  /** Place of the answer in the case file; null while nobody answered. */
  readonly at: number | null
  /** The figures still contradict each other, or it is the officer's own. */
  readonly holds: boolean
  readonly proposed: boolean
}

/** The contradiction log of a case [S2-64]: pairs the figures raise, pairs answered earlier, and those the officer added. */
export function contradictionsOf(sheet: Sheet<Working>): ContradictionSeen[] {
  const log = sheet.source.contradictions
  const answered = (pair: string) => log.findIndex((each) => each.pair === pair)
  const proposed = PAIRS.flatMap(({ id, name, one, other }): ContradictionSeen[] => {
    const at = answered(id)
    const holds = sheet.figure(id) === true
    if (!holds && at < 0) return []
    return [{ pair: id, name, one: said(one, sheet), other: said(other, sheet), ...answerOf(log[at]), at: at < 0 ? null : at, holds, proposed: true }]
  })
  const own = log.flatMap((each, at): ContradictionSeen[] => (PAIRS.some(({ id }) => id === each.pair) ? [] : [{ pair: each.pair, name: '调查人自记', one: each.oneSays, other: each.otherSays, ...answerOf(each), at, holds: true, proposed: false }]))
  return [...proposed, ...own]
}

function answerOf(entry: CaseFile['contradictions'][number] | undefined): Pick<ContradictionSeen, 'answer' | 'reason'> {
  return { answer: entry?.answer ?? null, reason: entry?.reason ?? '' }
}

function said(text: string, sheet: Sheet<Working>): string {
  const premises = sheet.source.business.premises
  return fill(text.replace('{in.business.premises}', wordOf('premises', premises) ?? premises), sheet)
}

/** Answered, and in words that say something. */
export function isAnswered({ answer, reason }: Pick<ContradictionSeen, 'answer' | 'reason'>, pack: JudgementPack): boolean {
  return answer !== null && [...reason.trim()].length >= pack.soft.explanationCharacters
}

/** Deviations besides the checks that are beyond the tolerance, with the figure they stand in [S2-65]. */
const FIGURES: readonly (readonly [CaseFile['deviationCauses'][number]['of'], string, string])[] = [
  ['equity', '实际权益', 'equityDeviation'], ['oralSales', '口述营业额', 'oralSalesDeviation'], ['oralMargin', '口述毛利率', 'oralMarginDeviation'], ['oralProfit', '口述净利润', 'oralProfitDeviation'],
  ['oralInventory', '口述存货', 'oralInventoryDeviation'], ['oralReceivables', '口述应收', 'oralReceivablesDeviation'], ['oralPayables', '口述应付', 'oralPayablesDeviation'],
]

export interface DeviationSeen {
  readonly of: CaseFile['deviationCauses'][number]['of']
  readonly name: string
  readonly figure: string
  readonly causeKind: CaseFile['deviationCauses'][number]['causeKind'] | null
  readonly cause: string
  readonly at: number | null
}

export function deviationsBeyond(sheet: Sheet<Working>, pack: JudgementPack): DeviationSeen[] {
  const causes = sheet.source.deviationCauses
  return FIGURES.flatMap(([of, name, figure]): DeviationSeen[] => {
    const value = sheet.figure(figure)
    if (value === null || !isNumber(value) || compare(absolute(value), exact(pack.checks.deviationTolerance)) <= 0) return []
    // Less wealth than the profits would have left is a contradiction by itself and answered there.
    if (of === 'equity' && sheet.figure('LC07') === true) return []
    const at = causes.findIndex((each) => each.of === of)
    return [{ of, name, figure, causeKind: causes[at]?.causeKind ?? null, cause: causes[at]?.cause ?? '', at: at < 0 ? null : at }]
  })
}

/** What of it still stands in the way of submission, by the pack's measure. */
export function openContradictions(sheet: Sheet<Working>, pack: JudgementPack): Reason[] {
  if (pack.checks.contradictions === 'NOTE') return []
  const open = contradictionsOf(sheet).filter((each) => each.holds && !isAnswered(each, pack)).map(({ name }) => name)
  const bare = deviationsBeyond(sheet, pack).filter(({ causeKind, cause }) => causeKind === null || [...cause.trim()].length < pack.soft.explanationCharacters).map(({ name }) => name)
  const unsorted = sheet.source.checks.filter((check, at) => check.causeKind === undefined && sheet.figure('checkHolds', at) === false).length
  return [
    ...(open.length === 0 ? [] : [{ rule: 'S2-64', says: `矛盾记录尚未答复：${open.join('、')}（写明如何解决或成立，至少 ${pack.soft.explanationCharacters} 字）`, effect: 'INCOMPLETE' as const }]),
    ...(bare.length === 0 ? [] : [{ rule: 'S2-65', says: `偏差尚未写明类别与原因：${bare.join('、')}`, effect: 'INCOMPLETE' as const }]),
    ...(unsorted === 0 ? [] : [{ rule: 'S2-65', says: `有 ${unsorted} 项检验不符，尚未选偏差类别`, effect: 'INCOMPLETE' as const }]),
  ]
}
