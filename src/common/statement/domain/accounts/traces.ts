import { type StatementRow, dayOf } from '../statement.ts'
import type { OwnRow } from './join.ts'

/** What in an account looks like the work of a hand though its balances follow each other: a reason to ask, no proof. */
export interface Trace {
  readonly kind: 'SERIAL' | 'FACTOR'
  /** Row of the file, where there is one. */
  readonly row: number | null
  readonly says: string
}

/** How the numbers of the rows run, which decides what they can tell. */
export type Serials = 'NONE' | 'LOOSE' | 'RISING' | 'CONSECUTIVE'

export interface Traces {
  readonly serials: Serials
  readonly found: readonly Trace[]
}

const FEWEST_ROWS = 20
/** Of a hundred steps so many must go one way before the others stand out. */
const MOST_OF_100 = 95
const SHOWN = 20

/** Looks at what a forger forgets: the numbers of the rows, and amounts that were all multiplied by one factor. */
export function tracesOf(rows: readonly OwnRow[]): Traces {
  const files = [...filesOf(rows).values()].map(serialsOf)
  const serials = files.find((each) => each.serials !== 'NONE')?.serials ?? 'NONE'
  return { serials, found: [...files.flatMap(({ found }) => found), ...factorOf(rows)].slice(0, SHOWN) }
}

function filesOf(rows: readonly OwnRow[]): Map<string, StatementRow[]> {
  const files = new Map<string, StatementRow[]>()
  for (const { evidenceId, row } of rows) {
    const own = files.get(evidenceId)
    if (own === undefined) files.set(evidenceId, [row])
    else own.push(row)
  }
  return files
}

/** Numbers of one file in the order of its rows: where nearly all rise, one that does not was put in; where they count up by one, one that lacks was taken out. */
function serialsOf(rows: readonly StatementRow[]): Traces {
  const numbered = rows.flatMap((row) => (/^\d{1,20}$/.test(row.id) ? [{ row, number: BigInt(row.id) }] : []))
  if (numbered.length < FEWEST_ROWS || numbered.length * 100 < rows.length * MOST_OF_100) return { serials: 'NONE', found: [] }
  const [first, last] = [numbered[0]!.number, numbered.at(-1)!.number]
  const rising = first <= last ? numbered : numbered.toReversed()
  const steps = rising.slice(1).map(({ number }, at) => number - rising[at]!.number)
  const isMost = (holds: (step: bigint) => boolean): boolean => steps.filter(holds).length * 100 >= steps.length * MOST_OF_100
  if (!isMost((step) => step > 0n)) return { serials: 'LOOSE', found: [] }
  const strange = new Set(outOfLine(rising))
  const added = [...strange].map(({ row }): Trace => ({ kind: 'SERIAL', row: row.row, says: `${dayOf(row.at)} 第 ${row.row} 行的流水号 ${row.id} 不在前后两行之间，其余各行都依次递增：核对是否后加` }))
  if (!isMost((step) => step === 1n)) return { serials: 'RISING', found: added }
  const inLine = rising.filter((each) => !strange.has(each))
  return { serials: 'CONSECUTIVE', found: [...added, ...inLine.slice(1).flatMap((here, at) => lacking(inLine[at]!, here))] }
}

interface Numbered {
  readonly row: StatementRow
  readonly number: bigint
}

function lacking(before: Numbered, { row, number }: Numbered): Trace[] {
  const left = number - before.number - 1n
  return left <= 0n ? [] : [{ kind: 'SERIAL', row: row.row, says: `${dayOf(row.at)} 第 ${row.row} 行的流水号由 ${before.row.id} 跳到 ${row.id}，少 ${left} 笔，其余各行逐一相接：核对是否删去` }]
}

/** Rows outside the longest rising run of numbers. */
function outOfLine(rows: readonly Numbered[]): Numbered[] {
  const ends: number[] = []
  const from: (number | undefined)[] = []
  for (const [at, { number }] of rows.entries()) {
    let [low, high] = [0, ends.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (rows[ends[middle]!]!.number < number) low = middle + 1
      else high = middle
    }
    from[at] = ends[low - 1]
    ends[low] = at
  }
  const kept = new Set<number>()
  for (let at = ends.at(-1); at !== undefined; at = from[at]) kept.add(at)
  return rows.filter((_, at) => !kept.has(at))
}

/** Amounts of trade end in any fen, or in whole tenths or yuan; that all of them are twice or thrice something is the work of a factor. */
function factorOf(rows: readonly OwnRow[]): Trace[] {
  const amounts = new Set(rows.map(({ row }) => row.amountFen).filter((amount) => amount > 0))
  if (amounts.size < FEWEST_ROWS) return []
  const common = [...amounts].reduce<number>(greatestCommon, 0)
  const factor = withoutTens(common)
  return factor === 1 ? [] : [{ kind: 'FACTOR', row: null, says: `全部 ${rows.length} 笔金额都是 ${factor} 的整倍数：核对是否按同一倍数放大过` }]
}

function greatestCommon(a: number, b: number): number {
  let [large, small] = [a, b]
  while (small > 0) [large, small] = [small, large % small]
  return large
}

const [TEN, FIVE] = [10, 5]

/** A common divisor without what prices have of themselves: tens, and halves of them. */
function withoutTens(common: number): number {
  let left = common
  while (left % TEN === 0) left /= TEN
  if (left % FIVE === 0) left /= FIVE
  // even yuan are common, even fen are not
  return common % 100 === 0 ? oddPart(left) : left
}

function oddPart(number: number): number {
  let left = number
  while (left % 2 === 0) left /= 2
  return left
}
