import { type Day, type Fen, type WorkingCalendar, ZERO_FEN, fen, sumFen } from '#kernel'
import type { NoteAtHand } from '../note.ts'
import { owedOn } from '../owed.ts'

/** States of an order to debit an account, from the answers to it. */
export const ORDER_STATES = { SENT: '未回盘', FULL: '全额扣到', PARTIAL: '部分扣到', INSUFFICIENT: '余额不足', REFUSED: '扣款失败' } as const satisfies Record<string, string>
export type OrderState = keyof typeof ORDER_STATES

/** What the core bank made of an order, as far as money is concerned. */
export const ANSWER_OUTCOMES = { DEBITED: '已扣款', INSUFFICIENT: '余额不足', REFUSED: '失败' } as const satisfies Record<string, string>
export type AnswerOutcome = keyof typeof ANSWER_OUTCOMES

/** What an order asks for on a day. */
export interface DebitWanted {
  readonly amountFen: Fen
  /** What of it fell due before the day, with its penalty and compound interest. */
  readonly overdueFen: Fen
}

/** All that is due on a day and overdue on it, as one order on the repayment account; undefined where nothing is owed. */
export function debitWanted(note: NoteAtHand, on: Day, calendar: WorkingCalendar): DebitWanted | undefined {
  const owed = owedOn(note, on, calendar)
  const amountFen = sumFen(owed.map((one) => one.owedFen))
  if (amountFen === 0) return undefined
  const early = new Set(note.instalments.filter((row) => row.dueOn < on).map((row) => row.seq))
  return { amountFen, overdueFen: sumFen(owed.filter((one) => early.has(one.seq)).map((one) => one.owedFen)) }
}

/** What the core bank answers to: the day and the note are one order, so the number says both. */
export function orderNumber(on: Day, noteNumber: string): string {
  return `${on.replaceAll('-', '')}${noteNumber}`
}

/**
 * The state of an order from all answers to it. Answers come late, twice and in any order, so only their sum and their
 * kinds count, never which came last.
 */
export function orderState(amountFen: number, answers: readonly { readonly outcome: AnswerOutcome; readonly amountFen: number }[]): { state: OrderState; debitedFen: Fen } {
  const debitedFen = fen(answers.reduce((sum, one) => sum + one.amountFen, ZERO_FEN as number))
  if (answers.length === 0) return { state: 'SENT', debitedFen }
  if (debitedFen >= amountFen) return { state: 'FULL', debitedFen }
  if (debitedFen > 0) return { state: 'PARTIAL', debitedFen }
  return { state: answers.some((one) => one.outcome === 'INSUFFICIENT') ? 'INSUFFICIENT' : 'REFUSED', debitedFen }
}
