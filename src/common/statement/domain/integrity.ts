import { type Day, type Fen, fen, formatYuan } from '#kernel'
import { type CheckedDay, type Gap, after, before, checkDays } from './balance.ts'
import type { StatementRow } from './statement.ts'

/** Where the rows of an account do not follow each other, and what may have been done there. */
export interface Break {
  readonly row: StatementRow
  readonly on: Day
  /** BALANCE: the row's own balance was written over; ROW: an amount was changed, or rows were taken out or put in before it. */
  readonly kind: 'BALANCE' | 'ROW'
  /** What is lacking between the row before and this one; null where the order inside the day leaves it open. */
  readonly differenceFen: Fen | null
  readonly says: string
}

/** Whether the balances of one account follow each other from its first row to its last. */
export interface Integrity {
  /** UNKNOWN: the balance is hidden or not given. */
  readonly verdict: 'HOLDS' | 'BROKEN' | 'UNKNOWN'
  readonly rows: number
  readonly days: number
  /** Days whose rows follow each other only in another order than the file's: no fault. */
  readonly reorderedDays: number
  readonly breaks: readonly Break[]
  /** The balance at the end of each day with rows, the earliest first. */
  readonly closings: readonly { readonly on: Day; readonly fen: number }[]
}

/** Replays one account row by row, putting the rows of a day in order before it calls anything altered. */
export function integrityOf(rows: readonly StatementRow[]): Integrity {
  if (rows.length === 0 || rows.some(({ balanceFen }) => balanceFen === null)) return { verdict: 'UNKNOWN', rows: rows.length, days: 0, reorderedDays: 0, breaks: [], closings: [] }
  const days = checkDays(rows)
  const breaks = breaksIn(days)
  return {
    verdict: breaks.length === 0 ? 'HOLDS' : 'BROKEN', rows: rows.length, days: days.length, reorderedDays: days.filter(({ reordered }) => reordered).length, breaks,
    closings: days.map(({ on, closingFen }) => ({ on, fen: closingFen })),
  }
}

/** A balance written over breaks twice, by as much up as down: the two are one. */
function breaksIn(days: readonly CheckedDay[]): Break[] {
  const gaps = days.flatMap((day) => day.gaps.map((gap) => ({ ...gap, on: day.on })))
  const breaks: Break[] = []
  for (let at = 0; at < gaps.length; at++) {
    const gap = gaps[at]!
    const next = gaps[at + 1]
    const [by, back] = [differenceOf(gap), next === undefined ? null : differenceOf(next)]
    if (by !== null && back === -by && next !== undefined && next.expectedFen === after(gap.row)) {
      breaks.push(rewritten(gap, by))
      at++
    } else breaks.push(torn(gap, by))
  }
  return breaks
}

function differenceOf({ row, expectedFen }: Gap): number | null {
  return expectedFen === null ? null : before(row) - expectedFen
}

function rewritten({ row, on }: Gap & { on: Day }, by: number): Break {
  return { row, on, kind: 'BALANCE', differenceFen: fen(by), says: `${on} 第 ${row.row} 行的余额 ${formatYuan(after(row))} 与前后两笔都对不上，应为 ${formatYuan(after(row) - by)}` }
}

function torn({ row, on, expectedFen }: Gap & { on: Day }, by: number | null): Break {
  if (by === null || expectedFen === null) return { row, on, kind: 'ROW', differenceFen: null, says: `${on} 第 ${row.row} 行接不上同日其他明细，当日重新排序后仍对不上` }
  const amount = after(row) - expectedFen
  const lacking = `少了${by > 0 ? '收入' : '支出'} ${formatYuan(Math.abs(by))} 元的明细`
  const changed = `本行金额应为${amount >= 0 ? '收入' : '支出'} ${formatYuan(Math.abs(amount))} 元`
  return { row, on, kind: 'ROW', differenceFen: fen(by), says: `${on} 第 ${row.row} 行之前的余额应为 ${formatYuan(expectedFen)}，按本行倒推为 ${formatYuan(before(row))}，相差 ${formatYuan(by)}：或${lacking}，或${changed}，或上下有增加、换日的明细` }
}
