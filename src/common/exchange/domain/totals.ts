import type { FileHead, FileRow, FileTotals, Values } from './file.ts'
import { countedFact, type FileKind, keyFact } from './kinds.ts'

/** Adds up lines as they pass, and notices a line that comes twice. */
export class Tally {
  private count = 0
  private totalFen = 0
  private okCount = 0
  private okFen = 0
  private flowFen = 0
  private readonly seen = new Map<string, number>()
  private readonly kind: FileKind

  constructor(kind: FileKind) {
    this.kind = kind
  }

  /** The line that has the same key already, undefined for a new one. */
  add({ line, values }: FileRow): number | undefined {
    const amount = fenOf(values, countedFact(this.kind))
    this.count += 1
    this.totalFen += amount
    this.flowFen += values['flow'] === 'OUT' ? -amount : amount
    if (values['result'] === 'OK') {
      this.okCount += 1
      this.okFen += typeof values['paidFen'] === 'number' ? values['paidFen'] : amount
    }
    const key = values[keyFact(this.kind)]
    if (typeof key !== 'string') return undefined
    const before = this.seen.get(key)
    if (before === undefined) this.seen.set(key, line)
    return before
  }

  get totals(): FileTotals {
    const { count, totalFen, okCount, okFen } = this
    return { count, totalFen, okCount, okFen }
  }

  /** Totals the file states and its lines do not bear out: which fact, what it says, what it should say. */
  differences(head: FileHead): { readonly fact: string; readonly stated: number; readonly reckoned: number }[] {
    const reckoned: Readonly<Record<string, number>> = { ...this.totals }
    const found = TOTALS.flatMap((fact) => (typeof head[fact] === 'number' && head[fact] !== reckoned[fact] ? [{ fact, stated: head[fact], reckoned: reckoned[fact] ?? 0 }] : []))
    const { openingFen, closingFen } = head
    if (this.kind !== 'STATEMENT' || typeof openingFen !== 'number' || typeof closingFen !== 'number' || openingFen + this.flowFen === closingFen) return found
    return [...found, { fact: 'closingFen', stated: closingFen, reckoned: openingFen + this.flowFen }]
  }
}

const TOTALS = ['count', 'totalFen', 'okCount', 'okFen'] as const

/** Totals of lines at hand. */
export function totalsOf(kind: FileKind, rows: Iterable<Values>): FileTotals {
  const tally = new Tally(kind)
  let line = 0
  for (const values of rows) tally.add({ line: line += 1, values })
  return tally.totals
}

function fenOf(values: Values, fact: string): number {
  const value = values[fact]
  return typeof value === 'number' ? value : 0
}
