import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { performance } from 'node:perf_hooks'
import { type CaseFile, Judgement, type JudgementPack } from '#common/assessment/domain'
import { type Value, isNumber } from '#common/figures/domain'
import { type Book, type Result, buildBook, located, storeResults } from '#common/workbook/domain'
import { type ReadBook, readCells, writeXlsx } from '#common/workbook/server'
import { approximate } from '#kernel'

/** A case and the pack its workbook is made with. */
export interface Given { readonly name: string; readonly caseFile: CaseFile; readonly pack: JudgementPack }
export interface Compared { readonly cases: number; readonly figures: number; /** Results handed out beside formulas, on every sheet. */ readonly shown: number; readonly faults: readonly string[]; readonly uncarried: readonly string[] }

/** Rates and ratios are no amounts: binary fractions agree with exact ones to this part of their size. */
const PART = 1e-9
const FILES_AT_ONCE = 25
/** An amount; what a check reckons may have a fraction of a fen. */
const WHOLE_FEN = /^-?\d+(\.\d{1,2})?$/

/** Works out the workbooks of cases by LibreOffice, one process after the other, and holds every figure of every sheet against the domain code; past the hour nothing new is begun. */
export async function compareBooks(given: readonly Given[], program: string, until = Number.POSITIVE_INFINITY): Promise<Compared> {
  const folder = mkdtempSync(path.join(tmpdir(), 'weidai-workbook-'))
  const found: Found = { cases: 0, figures: 0, shown: 0, faults: [], uncarried: new Set() }
  try {
    let pending: Promise<void> = Promise.resolve()
    for (let from = 0; from < given.length && performance.now() < until; from += FILES_AT_ONCE) {
      const some = given.slice(from, from + FILES_AT_ONCE)
      const books: Book[] = []
      for (const [at, { caseFile, pack }] of some.entries()) {
        books.push(buildBook({ pack, policy: 'proof' }, caseFile))
        writeFileSync(path.join(folder, `${from + at}.xlsx`), await writeXlsx(books[at]!))
      }
      await pending
      // While these are worked out the next ones are made.
      pending = workOut(program, folder, some.map((_, at) => path.join(folder, `${from + at}.xlsx`))).then(async () => {
        for (const [at, one] of some.entries()) await compare(one, books[at]!, readFileSync(path.join(folder, 'out', `${from + at}.xlsx`)), found)
      })
      pending.catch(() => undefined)
    }
    await pending
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  return { cases: found.cases, figures: found.figures, shown: found.shown, faults: found.faults, uncarried: [...found.uncarried] }
}

interface Found { cases: number; figures: number; shown: number; readonly faults: string[]; readonly uncarried: Set<string> }

async function workOut(program: string, folder: string, files: readonly string[]): Promise<void> {
  const office = spawn(program, ['--headless', `-env:UserInstallation=file://${folder}/profile`, '--convert-to', 'xlsx', '--outdir', path.join(folder, 'out'), ...files], { stdio: 'ignore' })
  const [status] = (await once(office, 'exit')) as [number | null]
  if (status !== 0) throw new Error(`LibreOffice ended with ${String(status)}`)
}

/** Every figure of a case, with what its cell says. */
async function compare({ name, caseFile, pack }: Given, book: Book, bytes: Buffer, found: Found): Promise<void> {
  const { calc } = book
  found.cases++
  for (const what of calc.uncarried.keys()) found.uncarried.add(what)
  const cells = await readCells(bytes)
  const judgement = new Judgement(caseFile, pack)
  for (const { id, index, place, known } of located(calc, caseFile, (figure) => judgement.sheet.instances(figure))) {
    found.figures++
    const want = plain(judgement.sheet.figure(id, index))
    const got = place === null ? plain(known ?? null) : valueOf(cells, place)
    const { unit, exact } = calc.graph.figures.get(id)!
    if (!same(want, got, unit === 'FEN' && exact !== true)) found.faults.push(`${name}: ${id}[${index}] is ${String(want)}, the workbook says ${String(got)}`)
  }
  // The file that was worked out held no results: these are written only now.
  for (const grid of storeResults(book, caseFile).grids) for (const [row, own] of grid.cells) for (const [column, { result, format }] of own) {
    if (result === undefined) continue
    found.shown++
    const [want, got] = [stored(result), valueOf(cells, { sheet: grid.name, row, column })]
    if (!same(want, got, format === 'MONEY' && 'number' in result && WHOLE_FEN.test(result.number))) found.faults.push(`${name}: ${grid.name} ${row}:${column} is handed out as ${String(want)}, the workbook says ${String(got)}`)
  }
}

function stored(result: Result): Plain {
  return 'number' in result ? Number(result.number) : 'word' in result ? result.word : result.holds
}

type Plain = number | string | boolean | null

function plain(value: Value): Plain {
  return value !== null && isNumber(value) ? approximate(value) : value
}

function valueOf(book: ReadBook, { sheet, row, column }: { sheet: string; row: number; column: number }): Plain {
  const cell = book.get(sheet)?.get(`${row}:${column}`)
  if (cell === undefined || (cell.text === '' && cell.kind !== 'ERROR')) return null
  return cell.kind === 'TRUTH' ? cell.text === '1' : cell.kind === 'NUMBER' ? Number(cell.text) : cell.text
}

function same(want: Plain, got: Plain, amount: boolean): boolean {
  if (typeof want !== 'number' || typeof got !== 'number' || amount) return want === got
  return Math.abs(want - got) <= PART * Math.max(1, Math.abs(want))
}
