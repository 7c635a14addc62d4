import { readFileSync } from 'node:fs'
import path from 'node:path'
import { type StatementRow, integrityOf, propose } from '#common/statement/domain'
import { type Day, fen } from '#kernel'
import { parseFile } from './parse-file.ts'

/** The accounts of the real set, each read as its own export by a layout proposed from its rows. */
export async function realAccounts(folder: string): Promise<Map<string, readonly StatementRow[]>> {
  const [titles = '', ...lines] = readFileSync(path.join(folder, 'berka/trans_preloan_60_accounts.csv'), 'utf8').trim().split('\n')
  const { layout } = propose([titles, ...lines.slice(0, 60)].map((line) => line.split(';')))
  const accounts = new Map<string, readonly StatementRow[]>()
  const groups = new Map<string, string[]>()
  for (const line of lines) {
    const account = line.split(';')[1] ?? ''
    groups.set(account, [...(groups.get(account) ?? []), line])
  }
  for (const [account, own] of groups) {
    // the credit side has one word, the other two
    const taught = { ...layout, name: 'berka', words: { in: ['credit'], out: ['withdrawal', 'withdrawal in cash'] } }
    const { rows } = await parseFile(Buffer.from([titles, ...own].join('\n')), { taught: [{ id: account, layout: taught }] })
    accounts.set(account, rows)
  }
  return accounts
}

export const ALTERATIONS = ['amount', 'deleted', 'inserted', 'balance', 'swapped'] as const
export type Alteration = (typeof ALTERATIONS)[number]

/** An account with one alteration: a row after the first day and before the last row, so that both neighbours are there to tell. */
export function altered(rows: readonly StatementRow[], how: Alteration, random: () => number): { rows: StatementRow[]; at: readonly number[] } {
  const first = rows.findIndex((row) => row.at !== rows[0]!.at)
  const at = first + Math.floor(random() * (rows.length - first - 2))
  const row = rows[at]!
  switch (how) {
    case 'amount': return { rows: rows.with(at, { ...row, amountFen: fen(row.amountFen + 100_000 + Math.floor(random() * 1000) * 10) }), at: [row.row] }
    case 'balance': return { rows: rows.with(at, { ...row, balanceFen: fen((row.balanceFen ?? 0) + 100_000 + Math.floor(random() * 1000) * 10) }), at: [row.row] }
    case 'deleted': return { rows: rows.toSpliced(at, 1), at: [row.row] }
    case 'inserted': return { rows: rows.toSpliced(at, 0, { ...row, row: row.row - 0.5, recorded: 'IN', amountFen: fen(1_234_560), balanceFen: fen((rows[at - 1]!.balanceFen ?? 0) + 1_234_560) }), at: [row.row] }
    case 'swapped': {
      const other = rows.findIndex((each, place) => place > at && each.at !== row.at)
      if (other < 0 || other === rows.length - 1) return altered(rows, 'amount', random)
      const [a, b] = [row, rows[other]!]
      const moved = rows.with(at, { ...b, at: a.at }).with(other, { ...a, at: b.at })
      return { rows: moved.sort((x, y) => (x.at < y.at ? -1 : x.at > y.at ? 1 : 0)), at: [a.row, b.row] }
    }
  }
}

/** Days between a break that was found and the row that was altered, the nearest of all; null where nothing was found. */
export function nearestDays(sound: readonly StatementRow[], { rows, at }: { rows: readonly StatementRow[]; at: readonly number[] }): number | null {
  const days = [...new Set(sound.map((row) => row.at.slice(0, 10)))]
  const placeOf = (on: string): number => days.indexOf(on)
  const places = at.map((row) => placeOf(sound.find((each) => each.row === row)!.at.slice(0, 10)))
  const { breaks } = integrityOf(rows)
  if (breaks.length === 0) return null
  return Math.min(...breaks.flatMap(({ on }) => places.map((place) => Math.abs(placeOf(on satisfies Day) - place))))
}
