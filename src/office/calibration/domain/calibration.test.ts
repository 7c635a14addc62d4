import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { binPoints, discriminate, fitLogistic, logOdds, pointsOf, stability, weigh } from './index.ts'

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
