import { ZERO_FEN } from '#kernel'
import { directionOf, judge } from './nature.ts'
import type { Direction, StatementRow, StatementWarning } from './statement.ts'
import { isOwner, topicOf } from './words.ts'

/** One amount with its sign as the file has it, and the balance beside it. */
export interface Signed {
  readonly fen: number
  readonly balanceFen: number | null
}

/** How amounts without a column for their direction are meant: by their sign, by the opposite sign, or with no sign at all, so that the balance alone tells. */
export type Signs = 'AS_WRITTEN' | 'TURNED' | 'BY_BALANCE'

/** So much of the steps must be borne out before a file is read otherwise than it is written. */
const [ENOUGH, OF] = [9, 10]
const FEWEST_STEPS = 4
/** So many steps that only go down say that unsigned amounts are meant. */
const FEWEST_DOWN = 2

interface Steps {
  readonly known: number
  readonly written: number
  readonly turned: number
  readonly unsigned: number
}

/** What the balances say of the signs; a file without them is read as it is written. */
export function signsOf(rows: readonly Signed[]): Signs {
  const { known, written, turned, unsigned } = best(rows)
  if (known < FEWEST_STEPS || unsigned * OF < known * ENOUGH) return 'AS_WRITTEN'
  if (rows.every(({ fen }) => fen >= 0)) return unsigned - written >= FEWEST_DOWN ? 'BY_BALANCE' : 'AS_WRITTEN'
  return turned * OF >= known * ENOUGH && turned > written ? 'TURNED' : 'AS_WRITTEN'
}

function best(rows: readonly Signed[]): Steps {
  const [down, up] = [stepsOf(rows, -1), stepsOf(rows, 1)]
  return down.unsigned >= up.unsigned ? down : up
}

/** Compares each amount with the step to its row from the one before (`to` −1, the oldest first) or after it in the file. */
function stepsOf(rows: readonly Signed[], to: -1 | 1): Steps {
  let [known, written, turned, unsigned] = [0, 0, 0, 0]
  for (let at = 0; at < rows.length; at++) {
    const step = stepAt(rows, at, to)
    const fen = rows[at]!.fen
    if (step === null || fen === 0) continue
    known++
    if (step === fen) written++
    if (step === -fen) turned++
    if (Math.abs(step) === Math.abs(fen)) unsigned++
  }
  return { known, written, turned, unsigned }
}

function stepAt(rows: readonly Signed[], at: number, to: -1 | 1): number | null {
  const [is, was] = [rows[at]?.balanceFen ?? null, rows[at + to]?.balanceFen ?? null]
  return is === null || was === null ? null : is - was
}

/** The way of each unsigned amount by the step of the balance; null where no row stands before it, or the step is another. */
export function waysByBalance(rows: readonly Signed[]): ('IN' | 'OUT' | null)[] {
  const to = stepsOf(rows, -1).unsigned >= stepsOf(rows, 1).unsigned ? -1 : 1
  return rows.map(({ fen }, at) => {
    const step = stepAt(rows, at, to)
    return step === null || Math.abs(step) !== fen ? null : step > 0 ? 'IN' : 'OUT'
  })
}

/** Rows read by the signs their balances bear out, and a word on it where that is not how they are written. */
export function settleSigns(rows: readonly StatementRow[], owner: string): { rows: readonly StatementRow[]; warnings: StatementWarning[] } {
  const signed = rows.map((row) => ({ fen: row.recorded === 'OUT' ? -row.amountFen : row.amountFen, balanceFen: row.balanceFen }))
  const signs = signsOf(signed)
  if (signs === 'AS_WRITTEN') return { rows, warnings: [] }
  if (signs === 'TURNED') return { rows: rows.map((row) => readAs(row, row.recorded === 'OUT' ? 'IN' : 'OUT', owner)), warnings: [said('金额的正负号与余额的增减相反：按余额，负数为收入，正数为支出')] }
  const ways = waysByBalance(signed)
  const usual = usualWays(rows, ways)
  const open = rows.filter((_, at) => ways[at] === null)
  const named = open.length === 0 ? '' : `；第 ${open.slice(0, SHOWN).map(({ row }) => row).join('、')} 行按摘要判断，请核对`
  return {
    rows: rows.map((row, at) => readAs(row, ways[at] ?? guess(row, usual), owner)),
    warnings: [said(`金额没有正负号，收支按余额的增减判断${named}`, open[0]?.row ?? null)],
  }
}

const SHOWN = 5

function said(message: string, row: number | null = null): StatementWarning {
  return { code: 'SIGNS_BY_BALANCE', row, message }
}

/** Which way rows of the same words went, more often than the other. */
function usualWays(rows: readonly StatementRow[], ways: readonly ('IN' | 'OUT' | null)[]): Map<string, number> {
  const usual = new Map<string, number>()
  for (const [at, { kind }] of rows.entries()) {
    const way = ways[at]
    if (way !== null && way !== undefined) usual.set(kind, (usual.get(kind) ?? 0) + (way === 'IN' ? 1 : -1))
  }
  return usual
}

/** A row that leaves less than nothing before it went out; else as its words usually go. */
function guess({ kind, amountFen, balanceFen }: StatementRow, usual: ReadonlyMap<string, number>): 'IN' | 'OUT' {
  const by = usual.get(kind) ?? 0
  return by < 0 || (by === 0 && balanceFen !== null && balanceFen < amountFen) ? 'OUT' : 'IN'
}

function readAs(row: StatementRow, recorded: Direction, owner: string): StatementRow {
  if (row.recorded === recorded || row.nature === 'CLOSED') return row
  const judged = judge({ recorded, amountFen: row.amountFen, refundFen: ZERO_FEN, status: row.status, receipt: true, topic: topicOf(`${row.kind} ${row.note}`) })
  const nature = judged.nature !== 'REFUND_PAID' && isOwner(row.counterparty, owner) ? 'OWN' : judged.nature
  return { ...row, recorded, nature, refundFen: judged.refundFen, direction: directionOf(nature, recorded) }
}
