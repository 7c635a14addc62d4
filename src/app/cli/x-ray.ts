import { readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { type LoanRow, type WrongCell, type XRayCase, type XRayReport, WrittenMapping, casesOfTable, guessMapping, loansOfTable, mappingFaults, reportOf, reportText, rulesOf } from '#desk/x-ray/domain'
import { readXRayFile, seenThrough } from '#desk/x-ray/server'
import { type RefusalDetail, Refusal, read } from '#kernel'
import { loadShippedPack, shippedPackFor } from '#platform/packs'
import { EXIT, answer, wrongUse } from './io.ts'

const USAGE = '用法：weidai x-ray 文件夹 [--loans 贷款清单] [--mapping 对应.json] [--pack 名称] [--json]'

interface Asked { readonly folder: string; readonly loans: string | undefined; readonly mapping: string | undefined; readonly pack: string; readonly json: boolean }

/** `x-ray FOLDER`: what the cases of a folder look like; the same report the screen shows. */
export async function run(argv: string[]): Promise<number> {
  const asked = readArguments(argv)
  if (typeof asked === 'string') return wrongUse(asked)
  if (asked.json) return answer(async () => inside(await xRay(asked)))
  try {
    const { report, refused } = await xRay(asked)
    process.stdout.write(reportText(report) + refused.map(({ file, refusal }) => `未读 ${file}：${refusal.message}\n`).join(''))
    return EXIT.done
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    process.stdout.write(`${error.message}\n`)
    return EXIT.refused
  }
}

interface XRay { readonly report: XRayReport; readonly refused: readonly { readonly file: string; readonly refusal: RefusalDetail }[] }

/** A map is no JSON; the joined loans stand in their cases. */
function inside({ report: { joined, ...report }, refused }: XRay): unknown {
  return { ...report, joined: { count: joined.loans.size, ambiguous: joined.ambiguous, casesAlone: joined.casesAlone, loansAlone: joined.loansAlone }, refused }
}

async function xRay({ folder, loans: list, mapping: written, pack }: Asked): Promise<XRay> {
  const own = written === undefined ? undefined : read(WrittenMapping, JSON.parse(readFileSync(written, 'utf8')))
  const rules = rulesOf(loadShippedPack(pack), pack)
  const [cases, loans, wrong, refused]: [XRayCase[], LoanRow[], WrongCell[], { file: string; refusal: RefusalDetail }[]] = [[], [], [], []]
  const listed = list === undefined ? undefined : path.resolve(list)
  const files = [...new Set([...readdirSync(folder, { withFileTypes: true }).filter((each) => each.isFile() && !each.name.startsWith('.')).map(({ name }) => path.resolve(folder, name)).toSorted(), ...(listed === undefined ? [] : [listed])])]
  for (const full of files) {
    const file = path.basename(full)
    try {
      const what = await readXRayFile(readFileSync(full))
      const { seen } = seenThrough(what, file, { pack: what.kind === 'CASE' ? shippedPackFor(pack, what.caseFile.request.product) : loadShippedPack(pack), name: pack })
      if (seen.kind === 'CASE') { cases.push(seen.case); continue }
      const guessed = guessMapping(seen.table, own)
      const mapping = full === listed ? { ...guessed, role: 'LOANS' as const } : guessed
      const [fault] = mappingFaults(mapping)
      if (fault !== undefined) throw new Refusal({ code: 'x-ray.mapping', message: `看不出各列的含义：${fault}`, expected: '用 --mapping 写明列名与含义' })
      if (mapping.role === 'LOANS') {
        const found = loansOfTable(file, seen.table, mapping)
        loans.push(...found.loans)
        wrong.push(...found.wrong)
      } else {
        const found = casesOfTable(file, seen.table, mapping, rules)
        cases.push(...found.cases)
        wrong.push(...found.wrong)
      }
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      refused.push({ file, refusal: error.toJSON() })
    }
  }
  return { report: reportOf({ cases, loans, wrong, rules }), refused }
}

function readArguments(argv: string[]): Asked | string {
  try {
    const { values, positionals } = parseArgs({ args: argv, allowPositionals: true, options: { loans: { type: 'string' }, mapping: { type: 'string' }, pack: { type: 'string', default: 'default' }, json: { type: 'boolean', default: false } } })
    const [folder, ...rest] = positionals
    return folder === undefined || rest.length > 0 ? USAGE : { folder, loans: values.loans, mapping: values.mapping, pack: values.pack, json: values.json }
  } catch (error) {
    return `${error instanceof Error ? error.message : String(error)}\n${USAGE}`
  }
}
