import type { z } from 'zod'
import { stability, weigh } from './counts.ts'
import { inOrder, placeIn, placeOf } from './place.ts'
import { discriminate } from './rank.ts'
import { refit } from './refit.ts'
import type { CalibrationReport, CaseRow, Thresholds } from './shapes.ts'

/** What a report is made for. */
export interface Asked {
  readonly card: string
  readonly cards: readonly string[]
  /** First day of the recent months that are compared with all before. */
  readonly recentFrom: string
  readonly indicators: readonly { readonly id: string; readonly name: string }[]
  readonly expectedPd: Readonly<Record<string, string>>
  readonly thresholds: Thresholds
}

type Report = z.output<typeof CalibrationReport>

/** Measures a card on the decisions made by it and what became of the loans; what the sample is too small for is said to be so. */
export function calibrate(rows: readonly CaseRow[], asked: Asked): Report {
  const { thresholds } = asked
  const matured = rows.filter((row): row is CaseRow & { bad: boolean } => row.bad !== null && row.score !== null)
  const bads = matured.filter(({ bad }) => bad).length
  const enough = matured.length >= thresholds.maturedAtLeast || bads >= thresholds.badsAtLeast
  const both = bads > 0 && bads < matured.length
  const measured = enough && both
  const found = measured ? discriminate(matured.map(({ score, bad }) => ({ score: score ?? 0, bad }))) : null
  const recent = rows.filter(({ decidedOn }) => decidedOn >= asked.recentFrom)
  const before = rows.filter(({ decidedOn }) => decidedOn < asked.recentFrom)
  const comparable = recent.length > 0 && before.length > 0
  return {
    card: asked.card, cards: [...asked.cards], thresholds, recentFrom: asked.recentFrom,
    sample: { decisions: rows.length, lent: rows.filter(({ outcome }) => outcome === 'APPROVED').length, matured: matured.length, bads, recent: recent.length, before: before.length, enough: measured, says: sampleSays(matured.length, bads, thresholds) },
    discrimination: found,
    scorePsi: comparable ? stability(...shares(before, recent, ({ score }) => (score === null ? null : Math.floor(score / thresholds.scoreBand)))) : null,
    indicators: asked.indicators.map(({ id, name }) => {
      const places = [...new Set(rows.flatMap((row) => placeOf(row, id) ?? []))].toSorted(inOrder)
      const counts = places.map((label) => ({ label, good: matured.filter((row) => placeOf(row, id) === label && !row.bad).length, bad: matured.filter((row) => placeOf(row, id) === label && row.bad).length }))
      const { bins, iv } = weigh(counts)
      return {
        id, name, iv: measured ? iv : null, drops: measured && iv < thresholds.dropBelowIv, psi: comparable ? stability(...shares(before, recent, (row) => placeOf(row, id))) : null,
        bins: counts.map(({ label, good, bad }) => {
          const weight = bins.find((each) => each.label === label)
          const of = (some: readonly CaseRow[]): number => some.filter((row) => placeOf(row, id) === label).length
          return { ...placeIn(label), cases: of(rows), good, bad, woe: measured && weight !== undefined ? weight.woe : null, iv: measured && weight !== undefined ? weight.iv : null, shareBefore: comparable ? of(before) / before.length : null, shareRecent: comparable ? of(recent) / recent.length : null }
        }),
      }
    }),
    grades: gradesOf(rows, asked.expectedPd),
    overrides: overridesOf(rows),
    refit: measured ? refit(matured, asked.indicators, thresholds) : null,
  }
}

function sampleSays(matured: number, bads: number, { maturedAtLeast, badsAtLeast }: Thresholds): string {
  if (matured < maturedAtLeast && bads < badsAtLeast) return `样本太小：到观察期 ${matured} 户、坏户 ${bads} 户；至少 ${maturedAtLeast} 户到观察期或 ${badsAtLeast} 户坏户才能校准`
  if (bads === 0) return `到观察期 ${matured} 户，没有坏户，排不出好坏`
  if (bads === matured) return `到观察期 ${matured} 户全是坏户，排不出好坏`
  return `到观察期 ${matured} 户，其中坏户 ${bads} 户`
}

/** The same classes counted in two samples. */
function shares(before: readonly CaseRow[], recent: readonly CaseRow[], of: (row: CaseRow) => number | string | null): [number[], number[]] {
  const classes = [...new Set([...before, ...recent].map(of))].filter((each) => each !== null)
  const count = (rows: readonly CaseRow[]): number[] => classes.map((each) => rows.filter((row) => of(row) === each).length)
  return [count(before), count(recent)]
}

function gradesOf(rows: readonly CaseRow[], expectedPd: Readonly<Record<string, string>>): Report['grades'] {
  return Object.entries(expectedPd).map(([grade, pd]) => {
    const of = rows.filter((row) => row.grade === grade)
    const known = of.filter(({ bad }) => bad !== null)
    const [approved, bad] = [of.filter(({ outcome }) => outcome === 'APPROVED').length, known.filter((row) => row.bad === true).length]
    return { grade, decisions: of.length, approved, approvalRate: of.length === 0 ? null : approved / of.length, matured: known.length, bad, badRate: known.length === 0 ? null : bad / known.length, expectedPd: Number(pd) }
  })
}

/** Decisions that went against the judgement: refused though proposed, lent though rejected, or lent more than it gave. Rejections by rule are the rule's own. */
function overridesOf(rows: readonly CaseRow[]): Report['overrides'] {
  const decided = rows.filter(({ outcome }) => outcome !== 'REJECTED_BY_RULE')
  const refused = decided.filter(({ outcome, proposed }) => outcome === 'REJECTED' && proposed === 'PROPOSE').length
  const lent = decided.filter(({ outcome, proposed, limitFen, grantedFen }) => outcome === 'APPROVED' && (proposed === 'REJECT' || (grantedFen ?? 0) > limitFen)).length
  return { decisions: decided.length, refused, lent, rate: decided.length === 0 ? null : (refused + lent) / decided.length }
}
