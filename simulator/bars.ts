import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { decode, encode } from './gb18030.ts'

/** Stands in the head of every file as the sender, so that nobody takes it for a bank's. */
export const MARK = 'SIMULATOR'

export type Incoming = 'WD_DEBIT' | 'WD_DRAW'
export type Outgoing = 'CB_DEBIT' | 'CB_DRAW' | 'CB_STMT' | 'CB_BAL'

/** A file of orders as it was found. */
export interface Orders {
  readonly name: string
  readonly stem: Incoming
  readonly day: string
  readonly rows: readonly (readonly string[])[]
}

const NAME = /^(WD_DEBIT|WD_DRAW)_(\d{4})(\d{2})(\d{2})_\d{3}\.txt$/

/** Order files that lie whole, their control file beside them, in the order of their days. */
export function findOrders(folder: string, done: ReadonlySet<string>): Orders[] {
  const out = path.join(folder, 'out')
  if (!existsSync(out)) return []
  const found = readdirSync(out).flatMap((name): Orders[] => {
    const match = NAME.exec(name)
    if (match === null || done.has(name) || !existsSync(path.join(out, name.replace('.txt', '.ctl')))) return []
    const lines = decode(readFileSync(path.join(out, name))).split('\n').filter((line) => line !== '').map((line) => line.split('|'))
    return [{ name, stem: match[1] as Incoming, day: `${match[2]}-${match[3]}-${match[4]}`, rows: lines.filter(([kind]) => kind === 'D').map((line) => line.slice(1)) }]
  })
  return found.toSorted((a, b) => a.day.localeCompare(b.day) || b.stem.localeCompare(a.stem) || a.name.localeCompare(b.name))
}

export interface Answers {
  readonly stem: Outgoing
  readonly day: string
  readonly sequence: number
  readonly rows: readonly (readonly (string | number)[])[]
  /** Place of the amount that is summed in the trailer. */
  readonly amountAt: number
  /** Lines and sum that went well, where the kind of file says them. */
  readonly good?: { readonly count: number; readonly fen: number }
}

/** The bytes of a file and of its control file. */
export function writeBars({ stem, day, sequence, rows, amountAt, good }: Answers): { name: string; bytes: Uint8Array; control: string } {
  const compact = day.replaceAll('-', '')
  const total = rows.reduce((sum, row) => sum + Number(row[amountAt] ?? 0), 0)
  const name = `${stem}_${compact}_${String(sequence).padStart(3, '0')}.txt`
  const lines = [['H', MARK, compact, sequence, rows.length, total], ...rows.map((row) => ['D', ...row]), ['T', rows.length, total, ...(good === undefined ? [] : [good.count, good.fen])]]
  const bytes = encode(`${lines.map((line) => line.join('|')).join('\n')}\n`)
  return { name, bytes, control: `${[name, bytes.length, rows.length, total].join('|')}\n` }
}

/** Puts a file where the bank finds it: under another name first, its control file last. */
export function put(folder: string, { name, bytes, control }: { name: string; bytes: Uint8Array; control: string }): void {
  const into = path.join(folder, 'in')
  mkdirSync(into, { recursive: true })
  for (const [file, content] of [[name, bytes], [name.replace('.txt', '.ctl'), encode(control)]] as const) {
    writeFileSync(path.join(into, `${file}.part`), content)
    renameSync(path.join(into, `${file}.part`), path.join(into, file))
  }
}

/** A transaction number that is the same whenever the same thing is simulated again. */
export function reference(...words: readonly (string | number)[]): string {
  return `SM${createHash('sha256').update(words.join('|')).digest('hex').slice(0, 16).toUpperCase()}`
}
