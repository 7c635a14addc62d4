import { type Fen, ZERO_FEN, fen } from '#kernel'
import type { Cells } from '../cells.ts'
import type { Entry } from '../layout.ts'
import { judge } from '../nature.ts'
import type { Direction } from '../statement.ts'
import { narrow } from '../text.ts'
import { type FlowWords, FLOW_WORDS, flowOf, topicOf } from '../words.ts'

/** A row of a bank account: one signed amount, an amount with a word for its direction, or one column each way. Where payer and payee have a column each, the other side is the payee (`order`) of what went out. `plusIsOut`: amounts above zero went out. */
export function readBankRow(cells: Cells, words: FlowWords = FLOW_WORDS, plusIsOut = false): Entry {
  cells.refuseForeignMoney()
  const amount = signedAmount(cells, words, plusIsOut)
  const recorded: Direction = amount < 0 ? 'OUT' : 'IN'
  const amountFen = fen(Math.abs(amount))
  const kind = cells.text('kind')
  const { nature, refundFen } = judge({
    recorded, amountFen, refundFen: ZERO_FEN, status: cells.text('status'), receipt: true, topic: topicOf(`${kind} ${cells.text('detail')} ${cells.text('note')}`),
  })
  return {
    id: cells.text('id'), at: cells.at(), recorded, nature, amountFen, refundFen, balanceFen: cells.balance(),
    counterparty: recorded === 'OUT' && cells.has('order') ? cells.text('order') : cells.counterparty(), kind, status: '',
  }
}

function signedAmount(cells: Cells, words: FlowWords, plusIsOut: boolean): Fen {
  if (cells.has('income') || cells.has('expense')) return fromPair(cells)
  const amount = cells.amount('amount')
  if (!cells.has('flow')) return plusIsOut ? fen(-amount) : amount
  // beside a direction a sign says the same again; a correction in red turns both round
  switch (flowOf(narrow(cells.text('flow')), words)) {
    case 'IN':
      return amount
    case 'OUT':
      return fen(-Math.abs(amount))
    case null:
      return cells.refuse('flow', `方向用词：收入如 ${words.in.slice(0, 3).join('、')}，支出如 ${words.out.slice(0, 3).join('、')}`)
  }
}

/** The amount of a row with one column each way; below zero for what went out. */
export function fromPair(cells: Cells): Fen {
  const income = cells.amountIfAny('income')
  const expense = cells.amountIfAny('expense')
  const role = cells.has('income') ? 'income' : 'expense'
  if (income === null && expense === null) cells.refuse(role, '收入与支出两列中恰有一列有金额')
  if (income !== null && expense !== null && income !== 0 && expense !== 0) cells.refuse('expense', '收入与支出两列中恰有一列有金额')
  // a column of what went out may carry its minus
  return fen((income ?? 0) - Math.abs(expense ?? 0))
}
