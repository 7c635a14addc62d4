import { readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { CaseFile, type JudgementPack } from '#common/assessment/domain'
import { answersOf, buildBook, identify, readBook, storeResults } from '#common/workbook/domain'
import { readWorkbook, writeXlsx } from '#common/workbook/server'
import { Refusal, read } from '#kernel'
import { withAnswers } from '#loan/investigation/domain'
import { loadIndustry, loadShippedPack, shippedIndustryCodes, shippedPackFor, shippedTradesSaid } from '#platform/packs'
import { answer, wrongUse } from './io.ts'

const USAGE = '用法：weidai workbook write OUT.xlsx (--case CASE.json | --trade 行业) [--pack 名称]；weidai workbook read FILE.xlsx [--case CASE.json]'

interface Asked { readonly act: 'write' | 'read'; readonly file: string; readonly case: string | undefined; readonly trade: string | undefined; readonly pack: string }

/** `workbook write`: a case, or nothing yet of a trade, as a workbook that computes by itself; `workbook read`: such a workbook as a case file. */
export function run(argv: string[]): Promise<number> {
  const asked = readArguments(argv)
  if (typeof asked === 'string') return Promise.resolve(wrongUse(asked))
  return answer(() => (asked.act === 'write' ? write(asked) : readBack(asked)))
}

async function write({ file, case: from, trade, pack }: Asked): Promise<unknown> {
  const caseFile = from === undefined ? null : caseIn(from)
  const basis = { pack: packFor(pack, caseFile?.business.trade ?? trade ?? '', caseFile?.request.product), policy: pack }
  const book = buildBook(basis, caseFile)
  writeFileSync(file, await writeXlsx(caseFile === null ? book : storeResults(book, caseFile)))
  return { file, trade: basis.pack.industry.code, case: caseFile?.id ?? null }
}

async function readBack({ file, case: over }: Asked): Promise<CaseFile> {
  const book = await readWorkbook(readFileSync(file))
  const identity = identify(book)
  const held = over === undefined ? null : caseIn(over)
  const caseFile = readBook(book, identity, held)
  if (!shippedIndustryCodes().includes(identity.trade)) return caseFile
  const industry = loadIndustry(identity.trade)
  return withAnswers(caseFile, answersOf(book, industry.checklist).answers, industry).caseFile
}

function caseIn(file: string): CaseFile {
  return read(CaseFile, JSON.parse(readFileSync(file, 'utf8')))
}

function packFor(name: string, trade: string, product: string | undefined): JudgementPack {
  if (!shippedIndustryCodes().includes(trade)) throw new Refusal({ code: 'industry.unknown', message: `没有行业包「${trade}」`, value: trade, expected: shippedTradesSaid() })
  return { ...(product === undefined ? loadShippedPack(name) : shippedPackFor(name, product)), industry: loadIndustry(trade) }
}

function readArguments(argv: string[]): Asked | string {
  try {
    const { values, positionals } = parseArgs({ args: argv, allowPositionals: true, options: { case: { type: 'string' }, trade: { type: 'string' }, pack: { type: 'string', default: 'default' } } })
    const [act, file, ...rest] = positionals
    if ((act !== 'write' && act !== 'read') || file === undefined || rest.length > 0) return USAGE
    if (act === 'write' && (values.case === undefined) === (values.trade === undefined)) return USAGE
    return { act, file, case: values.case, trade: values.trade, pack: values.pack }
  } catch (error) {
    return `${error instanceof Error ? error.message : String(error)}\n${USAGE}`
  }
}
