import { type Fen, ZERO_FEN, formatYuan, sumFen } from '#kernel'
import { readAmount } from './amount.ts'
import type { Header } from './columns.ts'
import type { Direction, StatementRow, StatementWarning } from './statement.ts'
import { columnName, narrow } from './text.ts'

/** A total the bill states about itself: of all rows, of one direction as recorded, or of the refunds paid. */
export interface Claim {
  readonly row: number
  readonly label: string
  readonly of: Direction | 'ALL' | 'REFUND'
  readonly count: number | null
  readonly fen: Fen | null
}

const GROUPS: Record<string, Direction> = { 收入: 'IN', 支出: 'OUT', 不计收支: 'NEUTRAL', 中性交易: 'NEUTRAL', 其他: 'NEUTRAL' }
const GROUP = /(收入|支出|不计收支|中性交易|其他):(\d+)笔[,\s]*([\d.]+(?:,\d{3})*(?:\.\d+)?)元/g
const ALL = /共(\d+)笔记录/
const SOLD = /交易合计:(\d+)笔,商家实收共(-?[\d.]+)元/
const GIVEN_BACK = /退款合计:(\d+)笔,商家实收退款共-?([\d.]+)元/

const FUND = /(收入|支出)合计:(\d+)笔,共-?([\d.]+)元/g

/** Totals in a line of words above or below the rows. */
export function claimsInWords(row: number, words: string): Claim[] {
  const claims: Claim[] = []
  const all = ALL.exec(words)
  if (all) claims.push({ row, label: '全部记录', of: 'ALL', count: Number(all[1]), fen: null })
  for (const match of words.matchAll(GROUP)) claims.push({ row, label: match[1]!, of: GROUPS[match[1]!]!, count: Number(match[2]), fen: readAmount(match[3]!) })
  const sold = SOLD.exec(words)
  if (sold) claims.push({ row, label: '交易合计', of: 'IN', count: Number(sold[1]), fen: readAmount(sold[2]!) })
  for (const match of words.matchAll(FUND)) claims.push({ row, label: `${match[1]!}合计`, of: match[1] === '收入' ? 'IN' : 'OUT', count: Number(match[2]), fen: readAmount(match[3]!) })
  const back = GIVEN_BACK.exec(words)
  if (back) claims.push({ row, label: '退款合计', of: 'REFUND', count: Number(back[1]), fen: readAmount(back[2]!) })
  return claims
}

/** The columns of a table of totals (WeChat merchants have one under the rows). */
const TOTAL_COLUMNS: Record<string, { of: Claim['of']; unit: 'count' | 'fen' }> = {
  总交易单数: { of: 'ALL', unit: 'count' },
  应结订单总金额: { of: 'IN', unit: 'fen' },
  总交易额: { of: 'IN', unit: 'fen' },
  退款总金额: { of: 'REFUND', unit: 'fen' },
  总退款金额: { of: 'REFUND', unit: 'fen' },
  资金流水总笔数: { of: 'ALL', unit: 'count' },
  收入笔数: { of: 'IN', unit: 'count' },
  收入金额: { of: 'IN', unit: 'fen' },
  支出笔数: { of: 'OUT', unit: 'count' },
  支出金额: { of: 'OUT', unit: 'fen' },
}

export function isTotalsHeader(cells: readonly string[]): boolean {
  const first = cells[0] ?? ''
  return first.includes('总') && ['总交易单数', '资金流水总笔数'].includes(columnName(first))
}

export function claimsInTable(row: number, names: readonly string[], cells: readonly string[]): Claim[] {
  return names.flatMap((name, index): Claim[] => {
    const column = TOTAL_COLUMNS[columnName(name)]
    const text = narrow(cells[index] ?? '')
    if (column === undefined) return []
    if (column.unit === 'fen') return [{ row, label: columnName(name), of: column.of, count: null, fen: readAmount(text) }]
    return /^\d{1,9}$/.test(text) ? [{ row, label: columnName(name), of: column.of, count: Number(text), fen: null }] : []
  })
}

const SUM = /^(?!#)\S{0,6}(?:合计|总计|小计|累计)/
/** Lines that carry a balance from page to page, or state it at the ends. */
const CARRIED = /^(?:承前页|承上页|过次页|转下页|结转下页|上页结转|上期结[转余]|期[初末]余额|上期余额|本期余额|本页余额)/
/** Sums of a part of the rows: nothing is claimed of all of them. */
const OF_A_PART = /页|小计|累计|当?[日月]/
const LOOKED_AT = 4

/** A line of sums under the columns of income and expense (`人民币合计`), or one that only carries a balance: its first words say so. */
export function isSumRow(cells: readonly string[]): boolean {
  const words = sumWords(cells)
  return words !== '' && (SUM.test(words) || CARRIED.test(words))
}

/** The first words of a row, where they could be those of a sum; a row that begins with a number or a day has none. */
function sumWords(cells: readonly string[]): string {
  for (let at = 0; at < cells.length && at < LOOKED_AT; at++) {
    const cell = cells[at]!
    if (cell === '' || cell.trim() === '') continue
    return /[计页期]/.test(cell) ? narrow(cell) : ''
  }
  return ''
}

export function claimsInSumRow(row: number, header: Header, cells: readonly string[]): Claim[] {
  if (OF_A_PART.test(sumWords(cells))) return []
  return (['income', 'expense'] as const).flatMap((role) => {
    const index = header.at[role]
    const sum = index === undefined ? null : readAmount(cells[index] ?? '')
    return sum === null ? [] : [{ row, label: `合计 ${header.titles[role]}`, of: role === 'income' ? 'IN' as const : 'OUT' as const, count: null, fen: sum }]
  })
}

/** The claims that the rows do not bear out, each with both numbers. */
export function disputedClaims(claims: readonly Claim[], rows: readonly StatementRow[]): StatementWarning[] {
  const actual = new Map<Claim['of'], { count: number; fen: Fen }>()
  return claims.flatMap((claim) => {
    const tally = actual.get(claim.of) ?? tallyOf(claim.of, rows)
    actual.set(claim.of, tally)
    if ((claim.count ?? tally.count) === tally.count && (claim.fen ?? tally.fen) === tally.fen) return []
    return [{ code: 'HEADER_TOTALS' as const, row: claim.row, message: `账单写明「${claim.label}」${shown(claim.count, claim.fen)}，明细实为 ${shown(claim.count === null ? null : tally.count, claim.fen === null ? null : tally.fen)}` }]
  })
}

function tallyOf(of: Claim['of'], rows: readonly StatementRow[]): { count: number; fen: Fen } {
  const counted = rows.filter((row) => of === 'ALL' || (of === 'REFUND' ? row.nature === 'REFUND_PAID' : row.recorded === of))
  return { count: counted.length, fen: counted.length === 0 ? ZERO_FEN : sumFen(counted.map((row) => row.amountFen)) }
}

function shown(count: number | null, amount: Fen | null): string {
  return [count === null ? '' : `${count} 笔`, amount === null ? '' : `${formatYuan(amount)} 元`].join(' ').trim()
}
