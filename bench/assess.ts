import { readFileSync } from 'node:fs'
import { CaseFile, Judgement, assess, assessmentOf, judgementGraph } from '#common/assessment/domain'
import { read } from '#kernel'
import { loadIndustry, loadShippedPack } from '#platform/packs'

/** Prints how long one case takes to judge, how many fit a second on one core, and what a typed figure costs. */
const caseFile = read(CaseFile, JSON.parse(readFileSync(new URL('../examples/gc-01.json', import.meta.url), 'utf8')))
const pack = { ...loadShippedPack('default'), industry: loadIndustry(caseFile.business.trade) }
judgementGraph(pack)
const text = JSON.stringify(caseFile)

const CASES = 500
const ROUNDS = 7
const judgement = new Judgement(caseFile, pack)

const perCase = median((i) => assess(withSales(i), pack))
const perCaseWithReading = median(() => assess(read(CaseFile, JSON.parse(text)), pack))
const perTypedFigure = median((i) => {
  judgement.update(withSales(i), ['income'])
  assessmentOf(judgement)
})
process.stdout.write(`${JSON.stringify({ cases: CASES * ROUNDS, msPerCase: round(perCase), casesPerSecond: Math.round(1000 / perCase), msPerCaseWithReading: round(perCaseWithReading), msPerTypedFigure: round(perTypedFigure), targetMs: 2, ratio: round(perCase / 2) })}\n`)

/** Milliseconds of processor time one call takes, the median of several rounds: other work on the machine does not count. */
function median(work: (i: number) => unknown): number {
  for (let i = 0; i < CASES; i++) work(i)
  const rounds = Array.from({ length: ROUNDS }, () => {
    const before = process.cpuUsage()
    for (let i = 0; i < CASES; i++) work(i)
    const { user, system } = process.cpuUsage(before)
    return (user + system) / 1000 / CASES
  })
  return rounds.sort((a, b) => a - b)[Math.floor(ROUNDS / 2)]!
}

function withSales(i: number): typeof caseFile {
  const [first, ...others] = caseFile.income.sales
  const monthlyFen = Array.isArray(first!.monthlyFen) ? first!.monthlyFen.with(0, 45_000_000 + i * 100) : first!.monthlyFen
  return { ...caseFile, income: { ...caseFile.income, sales: [{ ...first!, monthlyFen }, ...others] } }
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000
}
