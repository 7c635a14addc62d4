import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { type CaseRow, type Thresholds, binPoints, calibrate, discriminate, fitLogistic, logOdds, pointsOf, stability, weigh } from './index.ts'

const GERMAN = path.resolve(process.env['WEIDAI_REAL_DATA'] ?? '../shared/data', 'credit/german.data')

describe('figures worked out by hand', () => {
  it('WOE is ln(share of good ÷ share of bad), IV the sum of the difference times it', () => {
    const { bins, iv } = weigh([{ label: 'low', good: 60, bad: 30 }, { label: 'high', good: 40, bad: 10 }, { label: 'nobody', good: 0, bad: 0 }])
    expect(bins.map(({ woe }) => woe)).toEqual([Math.log(0.6 / 0.75), Math.log(0.4 / 0.25)])
    expect(iv).toBeCloseTo(-0.15 * Math.log(0.8) + 0.15 * Math.log(1.6), 12)
    expect(iv).toBeCloseTo(0.103972, 6)
    expect(weigh([{ label: 'a', good: 9, bad: 0 }, { label: 'b', good: 1, bad: 10 }]).bins[0]?.woe).toBeCloseTo(Math.log(0.9 / 0.05), 12)
  })

  it('AUC counts pairs and KS the widest gap; ties count half', () => {
    const of = (text: string) => text.split(' ').map((each) => ({ score: Number(each.slice(1)), bad: each.startsWith('b') }))
    // Pairs of (good, bad): 4 > 1, 3, 3; 3 > 1, = 3, = 3; 2 > 1 → 3 + 2 + 1 of 9.
    expect(discriminate(of('b1 g2 b3 g3 b3 g4'))?.auc).toBeCloseTo(6 / 9, 12)
    // Up to 2: 1 of 3 bad against 1 of 4 good; up to 3: all bad against 2 of 4.
    expect(discriminate(of('b1 g2 b3 g3 b3 g4 g5'))).toMatchObject({ ks: 1 - 2 / 4, ksAt: 3 })
    expect(discriminate(of('b1 b2 g3 g4'))).toMatchObject({ auc: 1, ks: 1, ksAt: 2, error: 0 })
    expect(discriminate(of('g1 g2'))).toBeNull()
    // Hanley and McNeil: A = 0.9, 50 bad, 50 good.
    const [a, n] = [0.9, 50]
    const q1 = a / (2 - a)
    const q2 = (2 * a * a) / (1 + a)
    const cases = [...Array.from({ length: 50 }, () => ({ score: 1, bad: true })), ...Array.from({ length: 40 }, () => ({ score: 2, bad: false })), ...Array.from({ length: 10 }, () => ({ score: 1, bad: false }))]
    expect(discriminate(cases)?.auc).toBeCloseTo(0.9, 12)
    expect(discriminate(cases)?.error).toBeCloseTo(Math.sqrt((a * (1 - a) + (n - 1) * (q1 - a * a) + (n - 1) * (q2 - a * a)) / (n * n)), 12)
  })

  it('PSI is Σ (now − then) × ln(now ÷ then)', () => {
    expect(stability([50, 50], [60, 40])).toBeCloseTo(0.1 * Math.log(1.2) - 0.1 * Math.log(0.8), 12)
    expect(stability([50, 50], [100, 100])).toBe(0)
    expect(stability([0, 0], [1, 1])).toBeNull()
  })

  it('600 points stand at 30 to 1, and 20 more double the odds', () => {
    const scale = { pdo: 20, baseScore: 600, baseOdds: 30 }
    expect(pointsOf(scale, Math.log(30))).toBeCloseTo(600, 9)
    expect(pointsOf(scale, Math.log(60))).toBeCloseTo(620, 9)
    const bins = [{ intercept: 0.8, weight: 1.1, woe: 0.4, count: 2 }, { intercept: 0.8, weight: 0.9, woe: -0.3, count: 2 }]
    expect(bins.reduce((sum, bin) => sum + binPoints(scale, bin), 0)).toBeCloseTo(pointsOf(scale, 0.8 + 1.1 * 0.4 - 0.9 * 0.3), 9)
  })

  it('logistic regression finds the odds of a two by two table', () => {
    const cells = [[0, 30, 10], [1, 45, 5]] as const
    const rows = cells.flatMap(([x, good, bad]) => [...Array.from({ length: good }, () => [x, true] as const), ...Array.from({ length: bad }, () => [x, false] as const)])
    const fit = fitLogistic(rows.map(([x]) => [x]), rows.map(([, good]) => good))
    expect(fit?.intercept).toBeCloseTo(Math.log(3), 9)
    expect(fit?.weights[0]).toBeCloseTo(Math.log(9 / 3), 9)
    expect(fitLogistic([[0], [1]], [false, true])).toBeNull()
  })
})

const THRESHOLDS: Thresholds = { badOverdueDays: 30, badWithinMonths: 12, maturedAtLeast: 100, badsAtLeast: 60, dropBelowIv: 0.02, pdo: 20, baseScore: 600, baseOdds: 30, psiWatch: 0.1, psiRebuild: 0.25, recentMonths: 3, overridesAtMost: 0.1, scoreBand: 10 }
const row = (more: Partial<CaseRow>): CaseRow => ({ decidedOn: '2024-01-10', outcome: 'APPROVED', proposed: 'PROPOSE', limitFen: 100, grantedFen: 100, grade: 'B', score: 80, points: { A1: 10, B1: 2 }, bins: {}, bad: false, ...more })
const many = (count: number, more: Partial<CaseRow>): CaseRow[] => Array.from({ length: count }, () => row(more))
const asked = { card: 'SC', cards: ['SC'], recentFrom: '2025-01-01', indicators: [{ id: 'A1', name: '覆盖' }, { id: 'B1', name: '逾期' }], expectedPd: { A: '0.01', B: '0.02' }, thresholds: THRESHOLDS }

describe('a report', () => {
  // A1 at 10 points: 60 good, 10 bad; at 2 points: 20 good, 10 bad. B1 says nothing.
  const cases = [...many(60, {}), ...many(10, { bad: true }), ...many(20, { score: 60, grade: 'A', points: { A1: 2, B1: 2 } }), ...many(10, { score: 60, grade: 'A', points: { A1: 2, B1: 2 }, bad: true })]

  it('weighs each bin, drops what carries nothing, and fits the points of the rest', () => {
    const report = calibrate(cases, asked)
    expect(report.sample).toMatchObject({ matured: 100, bads: 20, enough: true, says: '到观察期 100 户，其中坏户 20 户' })
    const [a1, b1] = report.indicators
    expect(a1?.bins.map(({ points, woe }) => [points, woe])).toEqual([[10, Math.log(0.75 / 0.5)], [2, Math.log(0.25 / 0.5)]])
    expect(a1?.iv).toBeCloseTo(0.25 * Math.log(1.5) - 0.25 * Math.log(0.5), 12)
    expect([a1?.drops, b1?.drops, b1?.iv]).toEqual([false, true, 0])
    // Good above bad: 60 × 10 pairs, ties 60 × 10 and 20 × 10 by half.
    expect(report.discrimination?.auc).toBeCloseTo((600 + 300 + 100) / 1600, 12)
    // One indicator: the regression gives back the odds of each bin, 6 : 1 and 2 : 1.
    expect(report.refit?.indicators.map(({ id }) => id)).toEqual(['A1'])
    const anew = Object.fromEntries((report.refit?.indicators[0]?.bins ?? []).map((bin) => [bin.points, bin.anew]))
    expect(anew[10]).toBeCloseTo(pointsOf(THRESHOLDS, Math.log(6)), 6)
    expect(anew[2]).toBeCloseTo(pointsOf(THRESHOLDS, Math.log(2)), 6)
    expect(report.grades).toMatchObject([{ grade: 'A', matured: 30, bad: 10, badRate: 1 / 3 }, { grade: 'B', matured: 70, bad: 10, approvalRate: 1, expectedPd: 0.02 }])
  })

  it('keeps bins of equal points apart: in the middle of the line as good as at its end, yet not the same people', () => {
    const two = [...many(60, { bins: { A1: 1 } }), ...many(5, { bins: { A1: 1 }, bad: true }), ...many(20, { bins: { A1: 3 } }), ...many(15, { bins: { A1: 3 }, bad: true })]
    const [a1] = calibrate(two, asked).indicators
    expect(a1?.bins.map(({ bin, points, good, bad, woe }) => [bin, points, good, bad, woe])).toEqual([[1, 10, 60, 5, Math.log(0.75 / 0.25)], [3, 10, 20, 15, Math.log(0.25 / 0.75)]])
    expect(a1?.iv).toBeCloseTo(0.5 * Math.log(3) + 0.5 * Math.log(3), 12)
  })

  it('says that a sample is too small instead of a number', () => {
    const report = calibrate(cases.slice(0, 99), asked)
    expect([report.sample.enough, report.discrimination, report.refit, report.indicators[0]?.iv, report.indicators[0]?.bins[0]?.woe]).toEqual([false, null, null, null, null])
    expect(calibrate(many(100, {}), asked).sample).toMatchObject({ enough: false, says: '到观察期 100 户，没有坏户，排不出好坏' })
  })

  it('counts overrides and compares the last months with all before', () => {
    const report = calibrate([...many(6, {}), row({ outcome: 'REJECTED', bad: null }), row({ grantedFen: 101 }), row({ outcome: 'REJECTED_BY_RULE', proposed: 'REJECT', bad: null }), row({ proposed: 'REJECT' }), ...many(10, { decidedOn: '2025-02-01', score: 60, points: { A1: 2, B1: 2 }, bad: null })], asked)
    expect(report.overrides).toEqual({ decisions: 19, refused: 1, lent: 2, rate: 3 / 19 })
    const moved = (0.05 - 1) * Math.log(0.05 / 1) + (1 - 0.05) * Math.log(1 / 0.05)
    expect(report.scorePsi).toBeCloseTo(moved, 9)
    expect(report.indicators.map(({ psi }) => psi)).toEqual([report.scorePsi, 0])
    expect(report.indicators[0]?.bins.map(({ shareBefore, shareRecent }) => [shareBefore, shareRecent])).toEqual([[1, 0], [0, 1]])
  })
})

/** The UCI file: 20 attributes, 1 good and 2 bad in the last column. Numbers are cut where a reader of the file would cut them. */
const NAMES = ['checking', 'months', 'history', 'purpose', 'amount', 'savings', 'employment', 'rate', 'personal', 'debtors', 'residence', 'property', 'age', 'otherPlans', 'housing', 'credits', 'job', 'dependants', 'telephone', 'foreign'] as const
const CUTS: Readonly<Record<string, readonly number[]>> = { months: [8, 16, 36, 45], amount: [1400, 1800, 4000, 9200], age: [26, 35, 37] }
const present = existsSync(GERMAN)

function binOf(name: string, value: string): string {
  const cuts = CUTS[name]
  return cuts === undefined ? value : String(cuts.filter((cut) => Number(value) >= cut).length)
}

describe.skipIf(!present)('one thousand German loans (credit/german.data, read where it lies)', () => {
  const loans = !present ? [] : readFileSync(GERMAN, 'utf8').trim().split('\n').map((line) => {
    const fields = line.trim().split(/\s+/)
    return { bins: NAMES.map((name, i) => binOf(name, fields[i] ?? '')), bad: fields.at(-1) === '2' }
  })
  const weighed = (of: typeof loans) => NAMES.map((_, i) => {
    const counts = new Map<string, { label: string; good: number; bad: number }>()
    for (const { bins, bad } of of) {
      const cell = counts.get(bins[i] ?? '') ?? { label: bins[i] ?? '', good: 0, bad: 0 }
      cell[bad ? 'bad' : 'good'] += 1
      counts.set(cell.label, cell)
    }
    return weigh([...counts.values()])
  })

  it('the information values are those known of this file', () => {
    expect([loans.length, loans.filter(({ bad }) => bad).length]).toEqual([1000, 300])
    const iv = Object.fromEntries(weighed(loans).map((each, i) => [NAMES[i], Number(each.iv.toFixed(4))]))
    expect(iv).toMatchObject({ checking: 0.666, history: 0.2932, savings: 0.196, purpose: 0.1692, property: 0.1126, employment: 0.0864, housing: 0.0833, otherPlans: 0.0576, personal: 0.0447, foreign: 0.0439, debtors: 0.032, rate: 0.0263, credits: 0.0133, job: 0.0088, telephone: 0.0064, residence: 0.0036, dependants: 0 })
  })

  it('a card of what carries information, fitted on one half, ranks the other half: AUC 0.79 ± 0.02', () => {
    const [fitted, unseen] = [loans.filter((_, i) => i % 2 === 0), loans.filter((_, i) => i % 2 === 1)]
    const tables = weighed(fitted).map((table, i) => ({ i, ...table })).filter(({ iv }) => iv >= 0.02)
    const rowOf = ({ bins }: (typeof loans)[number]) => tables.map(({ i, bins: weights }) => weights.find(({ label }) => label === bins[i])?.woe ?? 0)
    const fit = fitLogistic(fitted.map(rowOf), fitted.map(({ bad }) => !bad))
    expect(fit).not.toBeNull()
    const measure = (of: typeof loans) => discriminate(of.map((loan) => ({ score: logOdds(fit!, rowOf(loan)), bad: loan.bad })))!
    const [inside, outside] = [measure(fitted), measure(unseen)]
    expect(inside.auc).toBeGreaterThan(0.8)
    expect(outside.auc).toBeGreaterThan(0.74)
    expect(outside.auc).toBeLessThan(0.82)
    expect(outside.error).toBeLessThan(0.03)
    expect(outside.ks).toBeGreaterThan(0.38)
    expect(tables).toHaveLength(16)
  })
})
