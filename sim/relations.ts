import { type Assessment, type CaseFile, Judgement, type JudgementPack, NO_OFFER, TRAPS, type Working, assessmentOf } from '#common/assessment/domain'
import { type Graph, Sheet, type Value, asValue, isNumber, leavesOf, originOf } from '#common/figures/domain'
import { type Exact, compare, multiply, parts } from '#kernel'
import { adoptedValues } from '../src/common/assessment/domain/accepted-value.ts'
import type { Chance } from './chance.ts'
import { timesMoney, timesPackMoney } from './larger.ts'
import { withLowerCheck } from './moved-check.ts'
import { DEBTS, withNewDebt } from './new-debt.ts'
import { withTrap } from './planted-traps.ts'
import { faultOf, sameValue, shown } from './recompute.ts'
import { renamed, reordered, split } from './rewritten.ts'

export interface Given {
  readonly caseFile: CaseFile
  readonly pack: JudgementPack
  readonly judgement: Judgement
  readonly assessment: Assessment
  readonly chance: Chance
}
/** HOLDS, NOT_APPLICABLE to this case, a fault in words, or one of the named boundaries of the property. */
export type Outcome = { readonly kind: 'HOLDS' } | { readonly kind: 'NOT_APPLICABLE' } | { readonly kind: 'FAULT'; readonly says: string } | { readonly kind: 'BOUNDARY'; readonly name: string; readonly says: string }

const HOLDS: Outcome = { kind: 'HOLDS' }
const NOT_APPLICABLE: Outcome = { kind: 'NOT_APPLICABLE' }
const fault = (says: string): Outcome => ({ kind: 'FAULT', says })

/** What must hold between the judgement on a case and the judgement on a changed one. */
export const RELATIONS: Readonly<Record<string, (given: Given) => Outcome>> = {
  'all money times k': timesK,
  'a new debt never raises the limit': newDebt,
  'more income never lowers the amount': moreIncome,
  'grade, cap and price of one assessment are those of one grade': oneGrade,
  'a lower check never raises the accepted value': lowerCheck,
  'other names, another order and split lines change nothing': toldOtherwise,
  'a planted trap is named': plantedTrap,
  'where from recomputes to the same value and ends in what was typed': whereFrom,
}

const FACTORS = [2, 3, 7, 10, 37] as const
/**
 * Fen are rounded at the nodes of either case, so money scales to within what roundings over months and years add up to (fen of
 * each of the two cases, and a millionth where a division by a rate makes a rounding larger), ratios to within a thousandth.
 */
const ROUNDINGS = 150
const RATIO_MAY_MOVE = 1e-3
/** Over an amount smaller than this, in fen, the roundings alone move a ratio by more than a thousandth. */
const SMALL_BASE = ROUNDINGS / RATIO_MAY_MOVE

function timesK({ caseFile, pack, judgement, chance }: Given): Outcome {
  const k = chance.pick(FACTORS)
  const { sheet } = judgement
  const larger = new Judgement(timesMoney(caseFile, k), timesPackMoney(pack, k)).sheet
  for (const { id, unit } of sheet.graph.figures.values()) {
    for (let index = 0; index < sheet.instances(id); index++) {
      const [before, after] = [sheet.figure(id, index), larger.figure(id, index)]
      if (scales(before, after, k, unit === 'FEN')) continue
      const says = `k=${k} ${id}#${index}: ${shown(before)} became ${shown(after)}`
      if (unit !== 'FEN' && hasSmallBase(sheet, id, index)) return { kind: 'BOUNDARY', name: 'a ratio over an amount so small that a rounding shows in it', says }
      if (isOnALine(judgement, id)) return { kind: 'BOUNDARY', name: 'a ratio within a rounding of a line of its trade', says }
      return stepsApart(sheet, larger, k) ? { kind: 'BOUNDARY', name: 'an amount within a rounding of the next step of the product', says } : fault(says)
    }
  }
  return HOLDS
}

function scales(before: Value, after: Value, k: number, isMoney: boolean): boolean {
  if (before === null || after === null || !isNumber(before) || !isNumber(after)) return before === after
  if (isMoney) return sameValue(multiply(before, k), after) || Math.abs(roughly(after) - k * roughly(before)) <= (k + 1) * ROUNDINGS + Math.abs(roughly(after)) / 1_000_000
  return sameValue(before, after) || Math.abs(roughly(after) - roughly(before)) <= RATIO_MAY_MOVE * Math.max(1, Math.abs(roughly(before)))
}

/** A ratio that stands on a line between two grades of its trade, to a millionth. */
function isOnALine({ sheet, pack: { industry } }: Judgement, id: string): boolean {
  const ratio = id.replace(/Grade$/, '')
  if (ratio === id || !sheet.graph.figures.has(ratio)) return false
  const lines = ratio === 'netMargin' ? industry.netMargin : (industry.guidelines as Readonly<Record<string, Readonly<Record<string, string>>>>)[ratio]
  const value = sheet.figure(ratio)
  return value !== null && isNumber(value) && Object.values(lines ?? {}).some((line) => Math.abs(roughly(value) - Number(line)) * 1_000_000 <= Math.max(1, Math.abs(Number(line))))
}

/** The amount before it is rounded down scales, the rounded one does not: it lies at a multiple of the step. */
function stepsApart(sheet: Judgement['sheet'], larger: Judgement['sheet'], k: number): boolean {
  return scales(sheet.figure('limitAllowed'), larger.figure('limitAllowed'), k, true) && !scales(sheet.figure('limit'), larger.figure('limit'), k, true)
}

/** Whether a ratio rests, directly or through other ratios, on such an amount. */
function hasSmallBase(sheet: Judgement['sheet'], id: string, index: number): boolean {
  return originOf(sheet, id, index).sources.some((source) => {
    if (source.kind !== 'FIGURE') return false
    if (sheet.definition(source.id).unit !== 'FEN') return hasSmallBase(sheet, source.id, source.index)
    return source.value !== null && isNumber(source.value) && Math.abs(roughly(source.value)) < SMALL_BASE
  })
}

function roughly(value: Exact): number {
  const [n, d] = parts(value)
  return Number(n) / Number(d)
}

function newDebt({ caseFile, pack, judgement, assessment, chance }: Given): Outcome {
  const debt = chance.pick(DEBTS)
  const after = new Judgement(withNewDebt(caseFile, debt, chance), pack)
  const [limit, less] = [assessment.limit?.amountFen ?? 0, assessmentOf(after).limit?.amountFen ?? 0]
  if (less <= limit) return HOLDS
  const says = `${debt}: ${limit} became ${less}`
  const boundary = (name: string): Outcome => ({ kind: 'BOUNDARY', name, says })
  const [before, now] = [judgement.sheet, after.sheet]
  if (compare(number(before, 'limit'), less) >= 0) return boundary('the larger amount was rejected, the smaller one is not')
  if (compare(number(now, 'annualRate'), number(before, 'annualRate')) < 0) return boundary('the smaller amount scores a better grade and costs less')
  if (before.figure('gradeRestricted') === true && now.figure('gradeRestricted') === false) return boundary('the smaller amount scores a grade that is not restricted')
  if (compare(number(now, 'interestBearingDebt'), number(before, 'interestBearingDebt')) < 0) return boundary('beside the larger debts a check is within tolerance and no longer adds to them')
  return fault(says)
}

/** The family earns more: the amount rises or stays, but for a larger amount that the card judges worse. */
function moreIncome({ caseFile, pack, judgement, assessment, chance }: Given): Outcome {
  const line = { label: '家庭增加的收入', monthlyFen: chance.whole(1, 3_000_000), evidence: [], source: 'OUTSIDE' as const }
  const after = new Judgement({ ...caseFile, income: { ...caseFile.income, householdIncome: [...caseFile.income.householdIncome, line] } }, pack)
  const [less, more] = [assessment.limit?.amountFen ?? 0, assessmentOf(after).limit?.amountFen ?? 0]
  if (more >= less) return HOLDS
  const says = `+${line.monthlyFen}: ${less} became ${more}`
  const boundary = (name: string): Outcome => ({ kind: 'BOUNDARY', name, says })
  if (compare(number(after.sheet, 'annualRate'), number(judgement.sheet, 'annualRate')) > 0) return boundary('the larger amount scores a worse grade and costs more')
  if (after.sheet.figure('gradeRestricted') === true && judgement.sheet.figure('gradeRestricted') === false) return boundary('the larger amount scores a grade that is restricted')
  return fault(says)
}

/** The price is that of the grade shown, and what a restricted grade allows is not exceeded. */
function oneGrade({ pack, judgement: { sheet }, assessment: { limit, score, price } }: Given): Outcome {
  if (limit === null || score === null || price === null) return HOLDS
  if (compare(number(sheet, 'price'), number(sheet, 'annualRate')) !== 0) return fault(`grade ${score.grade} is priced ${shown(sheet.figure('price'))} and pays ${shown(sheet.figure('annualRate'))}`)
  const letter = pack.scorecard.grades.find(({ from }) => score.total >= from)?.grade
  if (letter !== score.grade || Object.values(score.indicators).reduce((sum, points) => sum + points, 0) !== score.total) return fault(`${score.total} points are ${letter}, shown ${score.grade}`)
  const restricted = (pack.scorecard.restrictedGrades as readonly string[]).includes(score.grade)
  if (restricted && limit.amountFen > pack.scorecard.restrictedUpTo) return fault(`grade ${score.grade} borrows ${limit.amountFen}`)
  return limit.bindingCap !== 'capRestricted' || restricted ? HOLDS : fault(`grade ${score.grade} is held to the bound of another`)
}

function lowerCheck({ caseFile, judgement, chance }: Given): Outcome {
  const moved = withLowerCheck(caseFile, chance)
  if (moved === null) return NOT_APPLICABLE
  const { graph } = judgement.sheet
  const [before, after] = [caseFile, moved.caseFile].map((each) => statedSheet(each, graph, judgement.pack))
  const at = caseFile.checks.findIndex((check) => check.account === moved.account)
  const stated = number(before!, 'accountFigure', at)
  for (const mode of ['TOLERANCE_THEN_SECOND', 'ALWAYS_MIN', 'MEDIAN'] as const) {
    const [accepted, lower] = [before!, after!].map((sheet) => asValue(adoptedValues(sheet, mode)[moved.account]) ?? stated)
    if (compare(lower as Exact, accepted as Exact) > 0) return fault(`${mode} ${moved.account}: ${shown(accepted!)} became ${shown(lower!)}`)
  }
  return HOLDS
}

/** A case before anything is adopted. */
function statedSheet(caseFile: CaseFile, graph: Graph<Working>, pack: JudgementPack): Sheet<Working> {
  const working: Working = { ...caseFile, adopted: {}, offer: NO_OFFER }
  return new Sheet(graph, working, pack)
}

function toldOtherwise({ caseFile, pack, assessment, chance }: Given): Outcome {
  const again = split(reordered(renamed(caseFile), chance), chance)
  const difference = firstDifference(unordered(assessment), unordered(assessmentOf(new Judgement(again.caseFile, pack))))
  return difference === null ? HOLDS : fault(difference)
}

/** An assessment as a set of statements: evidence by the names it had, checks in no order. How many items a margin table has is not told otherwise by splitting one. */
function unordered(assessment: Assessment): Record<string, unknown> {
  const checks = assessment.checks.map((check) => JSON.stringify({ ...check, evidence: check.evidence.map((id) => id.replace(/^e-/, '')).sort() })).sort()
  return { ...assessment, checks, accepted: assessment.accepted.map((each) => JSON.stringify(each)).sort() }
}

function firstDifference(before: Record<string, unknown>, after: Record<string, unknown>): string | null {
  for (const key of Object.keys(before)) {
    const [a, b] = [JSON.stringify(before[key]), JSON.stringify(after[key])]
    if (a !== b) return `${key}: ${a.slice(0, 600)} became ${b.slice(0, 600)}`
  }
  return null
}

function plantedTrap({ caseFile, pack, judgement, chance }: Given): Outcome {
  const { id } = chance.pick(TRAPS)
  const trapped = withTrap(caseFile, id)
  if (trapped === null) return NOT_APPLICABLE
  const named = (of: Judgement) => TRAPS.filter((trap) => of.sheet.figure(trap.id) === true).map((trap) => trap.id)
  const [clean, found] = [named(judgement), named(new Judgement(trapped, pack))]
  if (clean.length > 0) return fault(`the clean case names ${clean.join(' ')}`)
  return found.length === 1 && found[0] === id ? HOLDS : fault(`planted ${id}, named ${found.join(' ')}`)
}

function whereFrom({ caseFile, judgement: { sheet } }: Given): Outcome {
  const known = new Set(caseFile.evidence.map((each) => each.id))
  for (const { id } of sheet.graph.figures.values()) {
    for (let index = 0; index < sheet.instances(id); index++) {
      const wrong = faultOf(sheet, id, index)
      if (wrong !== null) return fault(wrong)
    }
  }
  for (const leaf of leavesOf(sheet, 'limit')) {
    const unknown = leaf.evidence.find((each) => !known.has(each))
    if (unknown !== undefined) return fault(`${leaf.pointer} rests on ${unknown}, which is no evidence of the case`)
  }
  return HOLDS
}

function number(sheet: Judgement['sheet'], id: string, index = 0): Exact {
  const value = sheet.figure(id, index)
  if (value === null || !isNumber(value)) throw new Error(`${id}#${index} is no number`)
  return value
}
