import { type Encoding, decode } from './decode.ts'
import { LIMITS } from './limits.ts'
import { BRING_ORIGINAL, fileRefusal } from './refuse.ts'

/** Takes a row; false when no more rows are wanted. */
export type TakeRow = (row: number, cells: readonly string[]) => boolean

const QUOTE = 0x22
const TAB = 0x09
const LINE_FEED = 0x0a
const RETURN = 0x0d
const SPACE = 0x20

/**
 * Hands every row of a CSV to `open(encoding)`, one after the other, keeping none. Exports are not strict: rows differ in
 * length, and blanks or tabs stand around quotes; but a quote that never closes, or closes in the middle, is refused.
 * (Our own reader, because csv-parse makes an error object for every row longer than the first: 2.6 s in 100,000 rows.)
 */
export function readCsv(bytes: Buffer, open: (encoding: Encoding) => TakeRow): void {
  const { text, encoding } = decode(bytes)
  const take = open(encoding)
  const rows = new Rows(text)
  for (let row = 1, cells = rows.next(); cells; row++, cells = rows.next()) {
    if (row > LIMITS.rows) throw fileRefusal('too-many-rows', `文件超过 ${LIMITS.rows} 行`, '按时间段分成几个文件', { at: `/rows/${row}` })
    if (!take(row, cells)) return
  }
}

class Rows {
  readonly #text: string
  readonly #delimiter: number
  #at = 0
  #row = 0
  #ended = false

  constructor(text: string) {
    this.#text = text
    this.#delimiter = delimiterOf(text)
  }

  /** The next row's cells; null after the last. */
  next(): string[] | null {
    if (this.#at >= this.#text.length) return null
    this.#row++
    const began = this.#at
    const cells: string[] = []
    this.#ended = false
    while (!this.#ended) {
      cells.push(this.#cell())
      if (cells.length > LIMITS.columns) throw this.#refuse('too-many-columns', `超过 ${LIMITS.columns} 列`)
    }
    if (this.#at - began > LIMITS.record) throw this.#refuse('long-line', `超过 ${LIMITS.record} 个字`)
    return cells
  }

  #cell(): string {
    const quoted = this.#skipBlanks(this.#at)
    return this.#text.charCodeAt(quoted) === QUOTE ? this.#quoted(quoted + 1) : this.#plain()
  }

  #plain(): string {
    const began = this.#at
    let at = began
    for (; at < this.#text.length; at++) {
      const code = this.#text.charCodeAt(at)
      if (code === this.#delimiter || code === LINE_FEED || code === RETURN) break
    }
    this.#endCell(at)
    return this.#text.slice(began, at)
  }

  #quoted(began: number): string {
    let value = ''
    for (let from = began; ;) {
      const quote = this.#text.indexOf('"', from)
      if (quote < 0 || quote - began > LIMITS.record) throw this.#refuse('quote', '的引号没有配对')
      value += this.#text.slice(from, quote)
      if (this.#text.charCodeAt(quote + 1) !== QUOTE) {
        const after = this.#skipBlanks(quote + 1)
        if (!this.#endCell(after)) throw this.#refuse('quote', '的引号后面还有文字')
        return value
      }
      value += '"'
      from = quote + 2
    }
  }

  /** Steps over the delimiter or the end of the line at `at`; false where there is neither. */
  #endCell(at: number): boolean {
    const code = this.#text.charCodeAt(at)
    if (code === this.#delimiter) {
      this.#at = at + 1
      return true
    }
    this.#ended = true
    this.#at = code === RETURN && this.#text.charCodeAt(at + 1) === LINE_FEED ? at + 2 : at + 1
    return at >= this.#text.length || code === LINE_FEED || code === RETURN
  }

  #skipBlanks(from: number): number {
    let at = from
    for (let code = this.#text.charCodeAt(at); code === SPACE || (code === TAB && this.#delimiter !== TAB); code = this.#text.charCodeAt(at)) at++
    return at
  }

  #refuse(code: string, why: string): Error {
    return fileRefusal(code, `第 ${this.#row} 行${why}`, BRING_ORIGINAL, { at: `/rows/${this.#row}` })
  }
}

/** Banks separate by comma; some by tab, semicolon or bar: the mark most lines of the head have, the comma where it is no rarer. */
function delimiterOf(text: string): number {
  const lines = text.slice(0, 65_536).split('\n').slice(0, 200)
  const among = (mark: string): number => lines.filter((line) => line.includes(mark)).length
  const [best = ','] = [',', '\t', ';', '|'].sort((a, b) => among(b) - among(a))
  return best.charCodeAt(0)
}
