import { type Fen, sumFen, formatYuan } from '#kernel'
import { percentText } from './money.tsx'

interface Common<R> {
  readonly id: string
  readonly label: string
  /** Not shown until someone chooses it. */
  readonly optional?: boolean
  readonly width?: number
  readonly render?: (row: R) => React.ReactNode
}

/** A column of a worklist: what it holds decides how it is aligned, sorted, summed and exported. */
export type Column<R> = Common<R> & (
  | { readonly kind: 'text'; readonly of: (row: R) => string | null }
  | { readonly kind: 'day'; readonly of: (row: R) => string | null }
  | { readonly kind: 'money'; readonly of: (row: R) => Fen | null; readonly sum?: boolean }
  | { readonly kind: 'rate'; readonly of: (row: R) => string | null }
  | { readonly kind: 'count'; readonly of: (row: R) => number | null; readonly sum?: boolean }
)

export interface Sorting { readonly column: string; readonly falling: boolean }

/** A sorted copy; empty cells go last in either direction, Chinese sorts by pinyin. */
export function sortRows<R>(rows: readonly R[], columns: readonly Column<R>[], sorting: Sorting | null): readonly R[] {
  const column = columns.find((one) => one.id === sorting?.column)
  if (column === undefined || sorting === null) return rows
  const sign = sorting.falling ? -1 : 1
  return [...rows].sort((a, b) => {
    const [x, y] = [column.of(a), column.of(b)]
    if (x === null || y === null) return x === y ? 0 : x === null ? 1 : -1
    return sign * (typeof x === 'number' && typeof y === 'number' ? x - y : column.kind === 'rate' ? Number(x) - Number(y) : String(x).localeCompare(String(y), 'zh-CN'))
  })
}

/** Sum of a column over the rows shown, null where a sum has no meaning. */
export function columnSum<R>(rows: readonly R[], column: Column<R>): Fen | number | null {
  if (column.kind === 'money' && column.sum) return sumFen(rows.flatMap((row) => column.of(row) ?? []))
  if (column.kind === 'count' && column.sum) return rows.reduce((sum, row) => sum + (column.of(row) ?? 0), 0)
  return null
}

/** The cell as it goes into a file: yuan with two places, percent without its sign, days as they are. */
export function exportCell<R>(row: R, column: Column<R>): string | number | null {
  switch (column.kind) {
    case 'money': { const amount = column.of(row); return amount === null ? null : Number(`${amount < 0 ? '-' : ''}${formatYuan(Math.abs(amount)).replaceAll(',', '')}`) }
    case 'rate': { const rate = column.of(row); return rate === null ? null : Number(percentText(rate, 4)) }
    case 'count': case 'text': case 'day': return column.of(row)
  }
}
