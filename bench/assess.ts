import { readFileSync } from 'node:fs'
import { CaseFile, Judgement, assess, assessmentOf, judgementGraph } from '#common/assessment/domain'
import { read } from '#kernel'
import { loadIndustry, loadShippedPack } from '#platform/packs'

/** Prints how long one case takes to judge, how many fit a second on one core, and what a typed figure costs. */
const caseFile = read(CaseFile, JSON.parse(readFileSync(new URL('../examples/gc-01.json', import.meta.url), 'utf8')))
const pack = { ...loadShippedPack('default'), industry: loadIndustry(caseFile.business.trade) }
judgementGraph(pack)
const text = JSON.stringify(caseFile)

const CASES = 2000
for (let i = 0; i < 200; i++) assess(caseFile, pack)
const started = performance.now()
for (let i = 0; i < CASES; i++) assess(withSales(i), pack)
const perCase = (performance.now() - started) / CASES

const readStarted = performance.now()
for (let i = 0; i < CASES; i++) assess(read(CaseFile, JSON.parse(text)), pack)
const perCaseWithReading = (performance.now() - readStarted) / CASES

const judgement = new Judgement(caseFile, pack)
const typedStarted = performance.now()
for (let i = 0; i < CASES; i++) {
  judgement.update(withSales(i), ['income'])
  assessmentOf(judgement)
}
const perTypedFigure = (performance.now() - typedStarted) / CASES

process.stdout.write(`${JSON.stringify({ cases: CASES, msPerCase: round(perCase), casesPerSecond: Math.round(1000 / perCase), msPerCaseWithReading: round(perCaseWithReading), msPerTypedFigure: round(perTypedFigure), targetMs: 2, ratio: round(perCase / 2) })}\n`)

function withSales(i: number): typeof caseFile {
  const [first, ...others] = caseFile.income.sales
  const monthlyFen = Array.isArray(first!.monthlyFen) ? first!.monthlyFen.with(0, 45_000_000 + i * 100) : first!.monthlyFen
  return { ...caseFile, income: { ...caseFile.income, sales: [{ ...first!, monthlyFen }, ...others] } }
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000
}
