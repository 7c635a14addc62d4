import type { z } from 'zod'
import { policyOn } from '#common/policy/server'
import type { PolicyPack } from '#common/policy/domain'
import { type Day, addMonths } from '#kernel'
import { csvOf, type SnapshotVariable, snapshotText } from '#loan/decision/domain'
import { performanceOf } from '#loan/servicing/server'
import { type CalibrationReport, type CaseRow, type Thresholds, calibrate } from '#office/calibration/domain'
import type { Tx } from '#platform/db'

/** More decisions than a bank makes by one card; a report is bounded. */
const MOST = 50_000
/** A whole export is held in memory: so many decisions with all their variables. */
const MOST_EXPORTED = 5_000

/** How a card has done so far: decisions as they were kept, loans as they were repaid. */
export async function readCalibration(tx: Tx, on: Day, asked: { readonly card?: string | undefined }): Promise<z.output<typeof CalibrationReport>> {
  const { policy } = await policyOn(tx, on)
  const card = asked.card ?? policy.scorecard.version
  const cards = await tx.selectFrom('decision_snapshot').select('card').distinct().where('bank_id', '=', tx.bankId).orderBy('card', 'desc').execute()
  const rows = await rowsOf(tx, on, card, policy)
  const named = new Map(Object.entries(policy.scorecard.indicators).map(([id, { name }]) => [id, name]))
  const ids = [...new Set([...(card === policy.scorecard.version ? named.keys() : []), ...rows.flatMap((row) => Object.keys(row.points))])]
  return calibrate(rows, {
    card, cards: [...new Set([policy.scorecard.version, ...cards.map((each) => each.card)])], recentFrom: addMonths(on, -policy.calibration.recentMonths), expectedPd: policy.price.pd, thresholds: thresholdsOf(policy),
    indicators: ids.map((id) => ({ id, name: named.get(id) ?? id })),
  })
}

function thresholdsOf({ calibration: keys }: PolicyPack): Thresholds {
  return {
    badOverdueDays: keys.badOverdueDays, badWithinMonths: keys.badWithinMonths, maturedAtLeast: keys.maturedAtLeast, badsAtLeast: keys.badsAtLeast, dropBelowIv: Number(keys.dropBelowIv), pdo: keys.pointsToDoubleOdds, baseScore: keys.baseScore, baseOdds: keys.baseOdds,
    psiWatch: Number(keys.psiWatch), psiRebuild: Number(keys.psiRebuild), recentMonths: keys.recentMonths, overridesAtMost: Number(keys.overridesAtMost), scoreBand: keys.psiScoreBand,
  }
}

/** The last decision of each case by this card; a case that was looked at again counts once. */
async function rowsOf(tx: Tx, on: Day, card: string, { calibration: keys }: PolicyPack): Promise<CaseRow[]> {
  const became = await performanceOf(tx, on, { overdueDays: keys.badOverdueDays, withinMonths: keys.badWithinMonths })
  const rows = await tx.selectFrom('decision_snapshot').distinctOn('case_id').select(['case_id', 'decided_on', 'outcome', 'proposed', 'limit_fen', 'granted_fen', 'grade', 'score', 'points', 'bins'])
    .where('bank_id', '=', tx.bankId).where('card', '=', card).orderBy('case_id').orderBy('taken_at', 'desc').limit(MOST).execute()
  return rows.map((row): CaseRow => {
    const known = became.get(row.case_id)
    return {
      decidedOn: row.decided_on, outcome: row.outcome as CaseRow['outcome'], proposed: row.proposed as CaseRow['proposed'], limitFen: row.limit_fen, grantedFen: row.granted_fen, grade: row.grade, score: row.score,
      points: row.points as CaseRow['points'], bins: row.bins as CaseRow['bins'], bad: known?.matured === true ? known.bad : null,
    }
  })
}

/** Decisions by a card with all their variables, one a row, and what became of them: for whoever calibrates elsewhere. No name and no number of a customer is in it. */
export async function decisionsCsv(tx: Tx, on: Day, asked: { readonly card?: string | undefined }): Promise<string> {
  const { policy } = await policyOn(tx, on)
  const became = await performanceOf(tx, on, { overdueDays: policy.calibration.badOverdueDays, withinMonths: policy.calibration.badWithinMonths })
  const rows = await tx.selectFrom('decision_snapshot').select(['case_id', 'decided_on', 'outcome', 'proposed', 'limit_fen', 'granted_fen', 'grade', 'score', 'card', 'policy', 'policy_hash', 'formulas', 'product', 'variables'])
    .where('bank_id', '=', tx.bankId).where('card', '=', asked.card ?? policy.scorecard.version).orderBy('taken_at', 'desc').limit(MOST_EXPORTED).execute()
  const ids = [...new Set(rows.flatMap((row) => (row.variables as SnapshotVariable[]).map(({ id }) => id)))]
  const head = ['decided_on', 'outcome', 'proposed', 'limit_fen', 'granted_fen', 'grade', 'score', 'card', 'policy', 'policy_hash', 'formulas', 'product', 'matured', 'bad']
  return csvOf([[...head, ...ids], ...rows.map((row) => {
    const values = new Map((row.variables as SnapshotVariable[]).map(({ id, value }) => [id, snapshotText(value)]))
    const known = became.get(row.case_id)
    return [row.decided_on, row.outcome, row.proposed, row.limit_fen, row.granted_fen, row.grade, row.score, row.card, row.policy, row.policy_hash, row.formulas, row.product, known?.matured === true ? 1 : 0, known?.matured === true ? (known.bad ? 1 : 0) : null, ...ids.map((id) => values.get(id) ?? null)]
  })])
}
