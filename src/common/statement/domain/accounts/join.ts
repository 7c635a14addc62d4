import { type Day, addDays } from '#kernel'
import { type Statement, type StatementRow, dayOf } from '../statement.ts'

/** A statement on a case, under the id of its evidence. */
export interface Source {
  readonly evidenceId: string
  readonly statement: Statement
}

/** A row and the file it stands in. */
export interface OwnRow {
  readonly evidenceId: string
  readonly row: StatementRow
}

/** One account of the case with every row once, whichever files it came in. */
export interface Account {
  readonly key: string
  readonly label: string
  readonly holder: string
  readonly tail: string
  readonly evidence: readonly string[]
  readonly rows: readonly OwnRow[]
  /** Rows that another file of the same account had brought already. */
  readonly repeated: number
  readonly period: { readonly from: Day; readonly until: Day } | null
}

interface Part extends Source {
  readonly rows: readonly StatementRow[]
  readonly tail: string
  readonly format: string
}

/** So many rows with the same day, amount and balance say that two files are of one account. */
const SAME_ROWS = 5
const FEWEST_SAME = 2

/** The accounts the files are of, each row counted once. A file of several accounts is taken apart. */
export function joinAccounts(sources: readonly Source[]): Account[] {
  const groups: Part[][] = []
  for (const part of sources.flatMap(partsOf)) {
    const group = groups.find((each) => each.some((other) => isSameAccount(other, part)))
    if (group === undefined) groups.push([part])
    else group.push(part)
  }
  return groups.map((parts, at) => accountOf(parts, String(at + 1)))
}

function partsOf(source: Source): Part[] {
  const { statement } = source
  const tails = new Map<string, StatementRow[]>()
  for (const row of statement.rows) {
    const own = tails.get(row.accountTail)
    if (own === undefined) tails.set(row.accountTail, [row])
    else own.push(row)
  }
  if (tails.size === 0) tails.set('', [])
  return [...tails].map(([tail, rows]) => ({ ...source, rows, tail: tail || statement.accountTail, format: statement.format }))
}

/** Numbers decide where both are known; else one layout of one holder, or so many equal balances that nothing else explains them. */
function isSameAccount(a: Part, b: Part): boolean {
  const [holderA, holderB] = [a.statement.holder, b.statement.holder]
  if (isPlain(holderA) && isPlain(holderB) && holderA !== holderB) return false
  if (a.tail !== '' && b.tail !== '') return a.tail === b.tail
  return a.format === b.format ? !areApart(a, b) : haveSameBalances(a.rows, b.rows)
}

/** Two files of the same days without one row in common are of two accounts: by the bill's own numbers, else by amounts and balances. */
function areApart(a: Part, b: Part): boolean {
  const [ofA, ofB] = [daysOf(a.rows), daysOf(b.rows)]
  if (ofA === null || ofB === null || ofA.until < ofB.from || ofB.until < ofA.from) return false
  const numbered = isNumbered(a.rows) && isNumbered(b.rows)
  const by: KeyOf = numbered ? (row) => row.id : fine
  const inBoth = (rows: readonly StatementRow[]): StatementRow[] => rows.filter((row) => (numbered || row.balanceFen !== null) && dayOf(row.at) >= ofA.from && dayOf(row.at) >= ofB.from && dayOf(row.at) <= ofA.until && dayOf(row.at) <= ofB.until)
  const [rowsA, rowsB] = [inBoth(a.rows), inBoth(b.rows)]
  const seen = new Set(rowsA.map(by))
  return rowsA.length > 0 && rowsB.length > 0 && !rowsB.some((row) => seen.has(by(row)))
}

/** Enough equal rows anywhere, or, of files that share only a few days, every row of those days. */
function haveSameBalances(a: readonly StatementRow[], b: readonly StatementRow[]): boolean {
  const seen = new Set(a.flatMap((row) => (row.balanceFen === null ? [] : [fine(row)])))
  if (seen.size === 0) return false
  const same = b.filter((row) => row.balanceFen !== null && seen.has(fine(row))).length
  if (same >= SAME_ROWS || same < FEWEST_SAME) return same >= SAME_ROWS
  const [ofA, ofB] = [daysOf(a), daysOf(b)]
  const inBoth = (rows: readonly StatementRow[]): number => rows.filter(({ at }) => ofA !== null && ofB !== null && dayOf(at) >= ofA.from && dayOf(at) >= ofB.from && dayOf(at) <= ofA.until && dayOf(at) <= ofB.until).length
  return same === Math.min(inBoth(a), inBoth(b))
}

function accountOf(parts: readonly Part[], key: string): Account {
  const first = parts[0]!
  const rows: OwnRow[] = []
  let repeated = 0
  const seen: Part[] = []
  for (const part of parts) {
    const before = seen.map((other) => ({ by: keyFor(other, part), rows: other.rows })).map(({ by, rows: others }) => ({ by, left: tally(others, by) }))
    for (const row of part.rows) {
      if (before.map(({ by, left }) => take(left, by(row))).some(Boolean)) repeated++
      else rows.push({ evidenceId: part.evidenceId, row })
    }
    seen.push(part)
  }
  const holder = parts.map(({ statement }) => statement.holder).find((name) => name !== '') ?? ''
  const tail = parts.map((part) => part.tail).find((each) => each !== '') ?? ''
  return {
    key, label: [first.statement.layoutName, tail === '' ? '' : `尾号 ${tail}`, holder].filter((part) => part !== '').join(' '), holder, tail,
    evidence: [...new Set(parts.map(({ evidenceId }) => evidenceId))], rows, repeated, period: periodOf(parts),
  }
}

type KeyOf = (row: StatementRow) => string

/** By what two files tell a row they share: the bill's own number in one layout, the balance where both have it, else day and amount. */
function keyFor(a: Part, b: Part): KeyOf {
  if (a.format === b.format && isNumbered(a.rows) && isNumbered(b.rows)) return (row) => `${row.id} ${coarse(row)}`
  const haveBalance = (part: Part): boolean => part.rows.every(({ balanceFen }) => balanceFen !== null)
  if (haveBalance(a) && haveBalance(b)) return fine
  return a.format === b.format && hasTime(a.rows) && hasTime(b.rows) ? timed : coarse
}

/** A name that is given, and not hidden behind stars. */
const isPlain = (name: string): boolean => name !== '' && !name.includes('*')
const isNumbered = (rows: readonly StatementRow[]): boolean => rows.every(({ id }) => !id.startsWith('#'))
const hasTime = (rows: readonly StatementRow[]): boolean => rows.every(({ at }) => at.length > 10)
const coarse: KeyOf = (row) => `${dayOf(row.at)} ${row.recorded} ${row.amountFen}`
const timed: KeyOf = (row) => `${row.at} ${row.recorded} ${row.amountFen}`
const fine: KeyOf = (row) => `${dayOf(row.at)} ${row.recorded} ${row.amountFen} ${row.balanceFen}`

/** How often each key stands in a file: two equal rows of one file are two rows. */
function tally(rows: readonly StatementRow[], by: KeyOf): Map<string, number> {
  const counts = new Map<string, number>()
  for (const row of rows) counts.set(by(row), (counts.get(by(row)) ?? 0) + 1)
  return counts
}

function take(left: Map<string, number>, key: string): boolean {
  const many = left.get(key) ?? 0
  if (many > 0) left.set(key, many - 1)
  return many > 0
}

function periodOf(parts: readonly Part[]): Account['period'] {
  return parts.map(({ statement, rows }) => statement.period ?? daysOf(rows)).reduce((a, b) => (a === null || b === null ? a ?? b : together(a, b)), null)
}

/** Two periods that touch or overlap make one; of two apart the later counts. */
export function together(a: { from: Day; until: Day }, b: { from: Day; until: Day }): { from: Day; until: Day } {
  const [first, second] = a.from <= b.from ? [a, b] : [b, a]
  if (second.from > addDays(first.until, 1)) return second
  return { from: first.from, until: first.until > second.until ? first.until : second.until }
}

function daysOf(rows: readonly StatementRow[]): { from: Day; until: Day } | null {
  let [from, until] = ['', '']
  for (const { at } of rows) {
    const on = dayOf(at)
    if (from === '' || on < from) from = on
    if (on > until) until = on
  }
  return from === '' ? null : { from: from as Day, until: until as Day }
}
