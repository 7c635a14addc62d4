import { type CaseFile, Judgement, type JudgementPack, assessmentOf, binsOf, judgementGraph } from '#common/assessment/domain'
import { isNumber, type Value } from '#common/figures/domain'
import { keptPolicy } from '#common/policy/server'
import { Refusal, formatExact, roundFen } from '#kernel'
import type { InvestigationFact } from '#loan/investigation/domain'
import { formulasVersion, readApplication } from '#loan/application/server'
import { type Snapshot, type SnapshotOutcome, type SnapshotValue, type SnapshotVariable, type DecisionFact, csvOf, snapshotText } from '#loan/decision/domain'
import type { Staff } from '#platform/auth'
import { newId, type Tx } from '#platform/db'
import { missing } from '#platform/http'

/** The facts that end the judging of a case; of those that send it back nothing is kept. */
type Ending = Extract<DecisionFact, { fact: 'decision.approved' }> | Extract<DecisionFact, { resolutionId: string; reasons: readonly string[] }> | InvestigationFact
const OUTCOMES: Readonly<Record<string, SnapshotOutcome>> = { 'decision.approved': 'APPROVED', 'decision.rejected': 'REJECTED', 'investigation.rejected-by-rule': 'REJECTED_BY_RULE' }
/** Rates and ratios keep so many places: more than any rule compares. */
const PLACES = 8

/** Keeps every variable of the judgement as it is at the decision, in the transaction of the decision. */
export async function takeSnapshot(tx: Tx, fact: Ending): Promise<void> {
  const outcome = OUTCOMES[fact.fact]
  if (outcome === undefined) return
  const row = await tx.selectFrom('investigation_version as v').innerJoin('application as a', (join) => join.onRef('a.bank_id', '=', 'v.bank_id').onRef('a.case_id', '=', 'v.case_id'))
    .select(['v.version', 'v.case_file', 'v.policy', 'v.policy_hash', 'v.decision', 'a.product']).where('v.bank_id', '=', tx.bankId).where('v.case_id', '=', fact.caseId).orderBy('v.version', 'desc').limit(1).executeTakeFirst()
  if (row === undefined) return
  const pack = await keptPolicy(tx, row.policy_hash) as JudgementPack
  const judgement = new Judgement(row.case_file as CaseFile, pack)
  const { limit, score } = assessmentOf(judgement)
  await tx.insertInto('decision_snapshot').values({
    bank_id: tx.bankId, snapshot_id: newId(), case_id: fact.caseId, version: row.version, outcome, proposed: row.decision, limit_fen: limit?.amountFen ?? 0, granted_fen: fact.fact === 'decision.approved' ? fact.terms.amountFen : null,
    grade: score?.cappedGrade ?? null, score: score?.total ?? null, card: pack.scorecard.version, policy: row.policy, policy_hash: row.policy_hash, formulas: formulasVersion(pack), product: row.product, decided_on: fact.on,
    points: JSON.stringify(pointsOf(judgement)), bins: JSON.stringify(binsOf(judgement)), variables: JSON.stringify(variablesOf(judgement)), taken_at: fact.at,
  }).execute()
}

/** The points of every indicator, by its id: what a calibration asks of each case. */
function pointsOf({ sheet, pack }: Judgement): Readonly<Record<string, number>> {
  return Object.fromEntries(Object.keys(pack.scorecard.indicators).map((id) => [id, Number(kept(figureOrNothing(sheet, id, 0), 'POINTS') ?? 0)]))
}

/** Every figure of the graph with all its instances, in the order of the sheets. */
export function variablesOf({ sheet, pack }: Judgement): SnapshotVariable[] {
  return [...judgementGraph(pack).figures.values()].map(({ id, name, unit, over }) => {
    const values = Array.from({ length: over === undefined ? 1 : sheet.instances(id) }, (_, at) => kept(figureOrNothing(sheet, id, at), unit))
    return { id, name, unit, value: over === undefined ? (values[0] ?? null) : values }
  })
}

/** A figure no rule asked for may be beyond what can be computed; that keeps no decision from being made. */
function figureOrNothing(sheet: Judgement['sheet'], id: string, at: number): Value {
  try {
    return sheet.figure(id, at)
  } catch (error) {
    if (error instanceof Refusal) return null
    throw error
  }
}

function kept(value: Value, unit: string): SnapshotValue {
  if (value === null || !isNumber(value)) return value
  if (unit === 'FEN') return roundFen(value)
  return unit === 'POINTS' || unit === 'COUNT' ? Number(formatExact(value, 0)) : formatExact(value, PLACES).replace(/\.?0+$/, '')
}

/** The snapshots of a case, the newest first. */
export async function readSnapshots(tx: Tx, staff: Staff, caseId: string): Promise<{ snapshots: Snapshot[] }> {
  await readApplication(tx, staff, caseId)
  const rows = await tx.selectFrom('decision_snapshot').selectAll().where('bank_id', '=', tx.bankId).where('case_id', '=', caseId).orderBy('taken_at', 'desc').execute()
  return { snapshots: rows.map((row): Snapshot => ({
    snapshotId: row.snapshot_id, version: row.version, outcome: row.outcome as SnapshotOutcome, proposed: row.proposed as Snapshot['proposed'], limitFen: row.limit_fen, grantedFen: row.granted_fen, grade: row.grade, score: row.score,
    card: row.card, policy: row.policy, policyHash: row.policy_hash, formulas: row.formulas, product: row.product, decidedOn: row.decided_on, takenAt: row.taken_at, variables: row.variables as SnapshotVariable[],
  })) }
}

/** One snapshot as a table: a row a variable. */
export async function snapshotCsv(tx: Tx, staff: Staff, caseId: string, snapshotId: string): Promise<string> {
  const found = (await readSnapshots(tx, staff, caseId)).snapshots.find((each) => each.snapshotId === snapshotId)
  if (found === undefined) throw missing('决策快照')
  const head = [['决策日', found.decidedOn], ['评分卡', found.card], ['政策', found.policy], ['政策哈希', found.policyHash], ['公式版本', found.formulas]] as const
  return csvOf([...head.map(([name, value]) => [name, value, '', '']), ['变量', '名称', '单位', '值'], ...found.variables.map(({ id, name, unit, value }) => [id, name, unit, snapshotText(value)])])
}
