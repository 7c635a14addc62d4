import { readFileSync } from 'node:fs'
import { CaseFile, assess } from '#common/assessment/domain'
import { draw } from '#common/document/server'
import { read } from '#kernel'
import { investigationReport } from '#loan/investigation/domain'
import { loadIndustry, loadShippedPack } from '#platform/packs'

/** Prints how long the investigation report of GC-01 takes as PDF and as Word, the first time and after; the target is a report of a dozen pages with charts under 2 s. */
const caseFile = read(CaseFile, JSON.parse(readFileSync(new URL('../examples/gc-01.json', import.meta.url), 'utf8')))
const pack = { ...loadShippedPack('default'), industry: loadIndustry(caseFile.business.trade) }
const assessment = assess(caseFile, pack)
const seal = { bank: '衡川农村商业银行', title: '贷款调查报告', number: 'DC-2025-000001', hash: '0'.repeat(64), mark: null }
const about = { number: 'A-2025-000001', version: 1, hash: '0'.repeat(64), policy: 'default', formulas: '0'.repeat(16), submittedOn: '2025-03-12', unit: '城关支行', lead: '王磊', assist: '李梅' }

const build = await timed(async () => investigationReport({ caseFile, pack, assessment, about }))
const paper = build.result
const first = await timed(() => draw({ from: 'paper', paper, seal, as: 'pdf' }))
// Another number, so that nothing remembered of the first one helps.
const again = await timed(() => draw({ from: 'paper', paper: { ...paper, title: '贷款调查报告（二）' }, seal: { ...seal, number: 'DC-2025-000002' }, as: 'pdf' }))
const word = await timed(() => draw({ from: 'paper', paper, seal, as: 'docx' }))
const pages = Number(/\/Count (\d+)/.exec(first.result.toString('latin1'))?.[1] ?? 0)
process.stdout.write(`${JSON.stringify({ pages, charts: paper.blocks.filter((block) => block.block === 'chart').length, references: paper.references?.length, buildMs: build.ms, firstPdfMs: first.ms, pdfMs: again.ms, wordMs: word.ms, pdfBytes: first.result.length, targetMs: 2000 })}\n`)
process.exit(0)

/** Milliseconds of processor time, the rendering thread included: other work on the machine does not count. */
async function timed<T>(work: () => Promise<T>): Promise<{ result: T; ms: number }> {
  const before = process.cpuUsage()
  const result = await work()
  const { user, system } = process.cpuUsage(before)
  return { result, ms: Math.round((user + system) / 1000) }
}
