import type { z } from 'zod'
import { weigh } from './counts.ts'
import { fitLogistic, logOdds } from './logistic.ts'
import { placeIn, placeOf } from './place.ts'
import { binPoints } from './points.ts'
import { discriminate } from './rank.ts'
import type { CalibrationReport, CaseRow, Thresholds } from './shapes.ts'

type Refit = NonNullable<z.output<typeof CalibrationReport>['refit']>
type Known = CaseRow & { readonly bad: boolean }

/**
 * The card fitted anew on what became of the loans: indicators with information keep their bins, each bin gets its weight of
 * evidence, the weights come from a logistic regression, and the points from offset and factor. Measured on the half of the
 * cases it was not fitted on. Null where the regression does not settle.
 */
export function refit(cases: readonly Known[], indicators: readonly { readonly id: string; readonly name: string }[], thresholds: Thresholds): Refit | null {
  const whole = fitOn(cases, indicators, thresholds)
  if (whole === null) return null
  const [seen, unseen] = [cases.filter((_, i) => i % 2 === 0), cases.filter((_, i) => i % 2 === 1)]
  const half = fitOn(seen, indicators, thresholds)
  const now = discriminate(unseen.map(({ score, bad }) => ({ score: score ?? 0, bad })))
  const anew = half === null ? null : discriminate(unseen.map((row) => ({ score: half.scoreOf(row), bad: row.bad })))
  const count = whole.tables.length
  return {
    intercept: whole.fit.intercept, aucNow: now?.auc ?? null, aucAnew: anew?.auc ?? null,
    indicators: whole.tables.map(({ id, name, bins }, i) => {
      const weight = whole.fit.weights[i] ?? 0
      return { id, name, weight, bins: bins.map(({ label, woe }) => ({ ...placeIn(label), woe, anew: binPoints(thresholds, { intercept: whole.fit.intercept, weight, woe, count }) })) }
    }),
  }
}

function fitOn(cases: readonly Known[], indicators: readonly { readonly id: string; readonly name: string }[], { dropBelowIv }: Thresholds) {
  const tables = indicators.flatMap(({ id, name }) => {
    const labels = [...new Set(cases.map((row) => placeOf(row, id)))].filter((each) => each !== null)
    const { bins, iv } = weigh(labels.map((label) => ({ label, good: cases.filter((row) => placeOf(row, id) === label && !row.bad).length, bad: cases.filter((row) => placeOf(row, id) === label && row.bad).length })))
    return iv < dropBelowIv || bins.length < 2 ? [] : [{ id, name, bins, woe: new Map(bins.map((each) => [each.label, each.woe])) }]
  })
  if (tables.length === 0) return null
  const rowOf = (row: CaseRow): number[] => tables.map(({ id, woe }) => woe.get(placeOf(row, id) ?? '') ?? 0)
  const fit = fitLogistic(cases.map(rowOf), cases.map(({ bad }) => !bad))
  return fit === null ? null : { fit, tables, scoreOf: (row: CaseRow) => logOdds(fit, rowOf(row)) }
}
