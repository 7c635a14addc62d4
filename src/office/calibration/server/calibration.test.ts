import { afterAll, beforeAll, expect, it } from 'vitest'
import { day } from '#kernel'
import { performanceOf } from '#loan/servicing/server'
import { newId } from '#platform/db'
import { type Counter, onDay, openCounter, openNote, payOn } from '../../../loan/servicing/server/testing/note.ts'
import { decisionsCsv, readCalibration } from './read-calibration.ts'

const DUE = 1_022_104
let counter: Counter
beforeAll(async () => { counter = await openCounter() })
afterAll(() => counter.close())

/** A decision as it is kept, for a case whose loan is on the books. */
async function decided(caseId: string, points: Readonly<Record<string, number>>, more: { readonly outcome?: string; readonly proposed?: string; readonly grantedFen?: number | null } = {}): Promise<void> {
  const [bank] = counter.banks
  const who = counter.officer.staffId
  await counter.db.asOwner(`insert into investigation (bank_id, case_id, state, version, row_version, draft, saved_by, saved_at) values ($1, $2, 'SUBMITTED', 1, 1, '{}', $3, now()) on conflict do nothing`, [bank, caseId, who])
  await counter.db.asOwner(`insert into investigation_version (bank_id, case_id, version, case_file, assessment, decision, policy, policy_hash, formulas, hash, submitted_by, submitted_on, submitted_at) values ($1, $2, 1, '{}', '{}', 'PROPOSE', 'default', 'p', 'f', repeat('a', 64), $3, '2025-03-12', now()) on conflict do nothing`, [bank, caseId, who])
  await counter.db.asOwner(
    `insert into decision_snapshot (bank_id, snapshot_id, case_id, version, outcome, proposed, limit_fen, granted_fen, grade, score, card, policy, policy_hash, formulas, product, decided_on, points, variables, taken_at)
     values ($1, $2, $3, 1, $4, $5, 11800000, $6, 'B', 80, 'SC-2025-01', 'default', 'p', 'f', '小微贷款', '2025-03-12', $7, '[{"id":"coverage","name":"偿债覆盖倍数","unit":"RATIO","value":"1.31"}]', now())`,
    [bank, newId(), caseId, more.outcome ?? 'APPROVED', more.proposed ?? 'PROPOSE', more.grantedFen === undefined ? 11_800_000 : more.grantedFen, JSON.stringify(points)],
  )
}

it('joins decisions with what became of the loans: bad is more than thirty days late within a year, known at once, good only after it', async () => {
  const [punctual, late, edge] = [await openNote(counter), await openNote(counter), await openNote(counter)]
  for (const [at, { caseId }] of [punctual, late, edge].entries()) await decided(caseId, { A1: at === 0 ? 10 : 2 })
  await onDay(counter, '2025-04-14')
  await payOn(counter, punctual.noteId, '2025-04-14', DUE)
  await onDay(counter, '2025-05-14')
  // Thirty days late is not more than thirty.
  await payOn(counter, edge.noteId, '2025-05-14', DUE + 20_000)
  await onDay(counter, '2025-05-15')
  await payOn(counter, late.noteId, '2025-05-15', DUE + 20_000)
  const inBank = <T>(work: Parameters<typeof counter.db.database.inBank<T>>[1]): Promise<T> => counter.db.database.inBank(counter.banks[0], work)
  const became = await inBank((tx) => performanceOf(tx, day('2025-05-16'), { overdueDays: 30, withinMonths: 12 }))
  expect([punctual, late, edge].map(({ caseId }) => became.get(caseId))).toEqual([{ bad: false, matured: false }, { bad: true, matured: true }, { bad: false, matured: false }])
  // A year on, what was never paid again is late beyond the window of thirty days too.
  const later = await inBank((tx) => performanceOf(tx, day('2026-05-16'), { overdueDays: 30, withinMonths: 12 }))
  expect(later.get(punctual.caseId)).toEqual({ bad: true, matured: true })
  expect((await inBank((tx) => performanceOf(tx, day('2025-05-16'), { overdueDays: 30, withinMonths: 1 }))).get(late.caseId)).toEqual({ bad: false, matured: true })

  const report = await inBank((tx) => readCalibration(tx, day('2025-05-16'), {}))
  expect(report).toMatchObject({ card: 'SC-2025-01', sample: { decisions: 3, lent: 3, matured: 1, bads: 1, enough: false }, discrimination: null, refit: null, overrides: { decisions: 3, rate: 0 } })
  expect(report.sample.says).toBe('样本太小：到观察期 1 户、坏户 1 户；至少 500 户到观察期或 60 户坏户才能校准')
  expect(report.indicators.find(({ id }) => id === 'A1')).toMatchObject({ name: '偿债覆盖倍数', iv: null, bins: [{ points: 10, cases: 1 }, { points: 2, cases: 2, good: 0, bad: 1, woe: null }] })
  expect(report.grades.find(({ grade }) => grade === 'B')).toMatchObject({ decisions: 3, approved: 3, approvalRate: 1, matured: 1, bad: 1 })
  const [head, ...lines] = (await inBank((tx) => decisionsCsv(tx, day('2025-05-16'), {}))).trim().split('\r\n')
  expect(head).toMatch(/,matured,bad,coverage$/)
  expect(lines.filter((line) => line.endsWith(',1,1,1.31'))).toHaveLength(1)
  expect(lines.filter((line) => line.endsWith(',0,,1.31'))).toHaveLength(2)
})
