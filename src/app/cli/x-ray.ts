import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { type LoanRow, type Mapping, type WrongCell, type XRayCase, type XRayFile, type XRayReport, WrittenMapping, casesOfTable, guessMapping, loansOfTable, mappingFaults, reportOf, reportText, rulesOf } from '#desk/x-ray/domain'
import { LARGEST_XRAY_FILE, readXRayFile, seenThrough } from '#desk/x-ray/server'
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
  const own = written === undefined ? undefined : writtenMapping(written)
  const rules = rulesOf(loadShippedPack(pack), pack)
  const [cases, loans, wrong, refused]: [XRayCase[], LoanRow[], WrongCell[], { file: string; refusal: RefusalDetail }[]] = [[], [], [], []]
  const listed = list === undefined ? undefined : path.resolve(there(list, '贷款清单'))
  const files = [...new Set([...filesOf(folder), ...(listed === undefined ? [] : [listed])])]
  const nameOf = (full: string): string => (full.startsWith(path.resolve(folder) + path.sep) ? path.relative(folder, full).split(path.sep).join('/') : path.basename(full))
  for (const each of await inTurn(files, (full) => seenIn(full, { file: nameOf(full), pack, own, isLoans: full === listed }))) {
    if ('refusal' in each) { refused.push(each); continue }
    if (each.seen.kind === 'CASE') { cases.push(each.seen.case); continue }
    const { file, mapping, seen: { table } } = each
    const found = mapping?.role === 'LOANS' ? { cases: [], ...loansOfTable(file, table, mapping) } : { loans: [], ...casesOfTable(file, table, mapping!, rules) }
    cases.push(...found.cases)
    loans.push(...found.loans)
    wrong.push(...found.wrong)
  }
  return { report: reportOf({ cases, loans, wrong, rules }), refused }
}

type Seen = { readonly file: string; readonly seen: XRayFile['seen']; readonly mapping: Mapping | null } | { readonly file: string; readonly refusal: RefusalDetail }

/** What one file shows, and of a table what its columns mean; or why it was refused. */
async function seenIn(full: string, { file, pack, own, isLoans }: { file: string; pack: string; own: WrittenMapping | undefined; isLoans: boolean }): Promise<Seen> {
  try {
    const what = await readXRayFile(smallEnough(full))
    const { seen } = seenThrough(what, file, { pack: what.kind === 'CASE' ? shippedPackFor(pack, what.caseFile.request.product) : loadShippedPack(pack), name: pack })
    if (seen.kind === 'CASE') return { file, seen, mapping: null }
    const guessed = guessMapping(seen.table, own)
    const mapping = isLoans ? { ...guessed, role: 'LOANS' as const } : guessed
    const [fault] = mappingFaults(mapping)
    if (fault !== undefined) throw new Refusal({ code: 'x-ray.mapping', message: `看不出各列的含义：${fault}`, expected: '用 --mapping 写明列名与含义' })
    return { file, seen, mapping }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return { file, refusal: error.toJSON() }
  }
}

/** Files read at once: each workbook takes a process of its own. */
const AT_ONCE = 2

/** Works through all, a few at once; the answers stand in the order of what was asked. */
async function inTurn<T, R>(all: readonly T[], work: (one: T) => Promise<R>): Promise<R[]> {
  const answers: R[] = []
  let next = 0
  await Promise.all(Array.from({ length: AT_ONCE }, async () => {
    for (let at = next++; at < all.length; at = next++) answers[at] = await work(all[at]!)
  }))
  return answers
}

const MOST_FILES = 2000

function there(place: string, what: string): string {
  if (!existsSync(place)) throw new Refusal({ code: 'x-ray.not-there', message: `找不到${what}「${place}」`, expected: '磁盘上的文件或文件夹' })
  return place
}

/** The files of a folder and of the folders in it; what programs leave beside an open file is none of them, and links are not followed. */
function filesOf(folder: string): string[] {
  if (!statSync(there(folder, '文件夹')).isDirectory()) throw new Refusal({ code: 'x-ray.no-folder', message: `「${folder}」不是文件夹`, expected: '装有案件文件的文件夹' })
  const files = readdirSync(folder, { withFileTypes: true, recursive: true }).filter((each) => each.isFile() && isOwn(path.join(each.parentPath, each.name).slice(folder.length))).map(({ parentPath, name }) => path.resolve(parentPath, name))
  if (files.length === 0) throw new Refusal({ code: 'x-ray.empty', message: `文件夹「${folder}」里没有文件`, expected: '微贷调查工作簿、微贷案件（JSON），或 XLSX、XLS、CSV 表格' })
  if (files.length > MOST_FILES) throw new Refusal({ code: 'x-ray.too-many', message: `文件夹里有 ${files.length} 个文件，超过 ${MOST_FILES} 个`, expected: '按支行或年份分成几个文件夹' })
  return files.toSorted()
}

function isOwn(inside: string): boolean {
  return inside.split(path.sep).every((part) => !part.startsWith('.') && !part.startsWith('~$') && part !== '__MACOSX')
}

/** The size is asked before a byte is read. */
function smallEnough(file: string): Buffer {
  const { size } = statSync(file)
  if (size > LARGEST_XRAY_FILE) throw new Refusal({ code: 'x-ray.too-large', message: `文件有 ${size} 字节，超过 ${LARGEST_XRAY_FILE} 字节`, expected: '分成几个文件' })
  return readFileSync(file)
}

function writtenMapping(file: string): WrittenMapping {
  try {
    return read(WrittenMapping, JSON.parse(readFileSync(there(file, '对应文件'), 'utf8')))
  } catch (error) {
    if (error instanceof SyntaxError) throw new Refusal({ code: 'x-ray.mapping', message: `对应文件「${file}」不是有效的 JSON`, expected: '写明列名与含义的 JSON' })
    throw error
  }
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
