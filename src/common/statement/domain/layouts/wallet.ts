import type { Cells } from '../cells.ts'
import type { Direction } from '../statement.ts'

/** Which way money went in the bill of a wallet: 收入, 支出, or neither. */
export function walletFlow(cells: Cells): Direction {
  switch (cells.text('flow')) {
    case '收入':
      return 'IN'
    case '支出':
      return 'OUT'
    case '':
    case '/':
    case '其他':
    case '不计收支':
    case '中性交易':
      return 'NEUTRAL'
    default:
      return cells.refuse('flow', '收入、支出或不计收支')
  }
}
