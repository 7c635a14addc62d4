import { type Fen, ZERO_FEN, fen } from '#kernel'
import type { Cells } from '../cells.ts'
import type { Entry } from '../layout.ts'
import { judge } from '../nature.ts'
import { topicOf } from '../words.ts'

/** A row of a bank account: one signed amount, or one column for what came in and one for what went out. */
export function readBankRow(cells: Cells): Entry {
  cells.refuseForeignMoney()
  const amount = cells.has('income') ? fromPair(cells) : cells.amount('amount')
  const recorded = amount < 0 ? 'OUT' : 'IN'
  const amountFen = fen(Math.abs(amount))
  const kind = cells.text('kind')
  const { nature, refundFen } = judge({
    recorded, amountFen, refundFen: ZERO_FEN, status: '', receipt: true, topic: topicOf(`${kind} ${cells.text('detail')} ${cells.text('note')}`),
  })
  return {
    id: cells.text('id'), at: cells.at(), recorded, nature, amountFen, refundFen, balanceFen: cells.balance(),
    counterparty: cells.counterparty(), kind, status: '',
  }
}

function fromPair(cells: Cells): Fen {
  const income = cells.amountIfAny('income')
  const expense = cells.amountIfAny('expense')
  if (income === null && expense === null) cells.refuse('income', '收入与支出两列中恰有一列有金额')
  if (income !== null && expense !== null && income !== 0 && expense !== 0) cells.refuse('expense', '收入与支出两列中恰有一列有金额')
  return fen((income ?? 0) - (expense ?? 0))
}
