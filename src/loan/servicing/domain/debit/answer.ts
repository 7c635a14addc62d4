import { type Day, type Fen, fen } from '#kernel'
import type { AnswerOutcome } from './order.ts'

/** A line of a result file, as the exchange reads it. */
export interface ResultLine {
  readonly orderId: string
  readonly noteNumber: string | null
  readonly account: string | null
  readonly amountFen: number | null
  readonly paidFen: number | null
  /** OK, PENDING, INSUFFICIENT, ACCOUNT_CLOSED, FROZEN or OTHER. */
  readonly result: string
  readonly reason: string | null
  readonly resultText: string | null
  readonly reference: string | null
  readonly paidOn: Day | null
}

/** What a line says, settled: whether money moved, how much, and the mark by which the same answer is known again. */
export interface Answer {
  readonly mark: string
  readonly outcome: AnswerOutcome
  readonly amountFen: Fen
  readonly reason: string | null
}

/**
 * Reads one line. PENDING is no answer: another file follows. A line that says OK without a sum debited means the sum of the
 * order; one that says INSUFFICIENT with a sum debited is a partial debit.
 */
export function answerOf(line: ResultLine, orderFen: number | undefined): Answer | undefined {
  if (line.result === 'PENDING') return undefined
  const moved = fen(line.paidFen ?? (line.result === 'OK' ? line.amountFen ?? orderFen ?? 0 : 0))
  const short = line.result === 'INSUFFICIENT' || line.reason === 'INSUFFICIENT'
  const outcome: AnswerOutcome = moved > 0 ? 'DEBITED' : short ? 'INSUFFICIENT' : 'REFUSED'
  const why = line.resultText ?? line.reason ?? (line.result === 'OK' ? null : line.result)
  return { mark: `${line.orderId}:${line.reference ?? `${outcome}:${moved}`}`, outcome, amountFen: moved, reason: why }
}

/** Why money cannot be set off against a note. */
export const SUSPENSE_CAUSES = {
  UNKNOWN_ORDER: '没有这笔扣款指令', UNKNOWN_NOTE: '没有这张借据', WRONG_ACCOUNT: '不是借据的还款账户', CLOSED_NOTE: '借据已结清或不再还款', TOO_MUCH: '超过应还金额', NOT_TAKEN: '其后已有还款，不能按起息日入账',
} as const satisfies Record<string, string>
export type SuspenseCause = keyof typeof SUSPENSE_CAUSES

/** What is known of money that came in, beside the answer itself. */
export interface Known {
  readonly order: boolean
  readonly note: { readonly state: string } | null
  /** Whether the account debited is the note's own; null where the file does not name it. */
  readonly accountMatches: boolean | null
}

/** Whether money may be set off against its note, or why not. Money nobody ordered is never set off without a person, even where its note can be guessed. */
export function placeMoney({ order, note, accountMatches }: Known): SuspenseCause | undefined {
  if (note === null) return order ? 'UNKNOWN_NOTE' : 'UNKNOWN_ORDER'
  if (!order) return 'UNKNOWN_ORDER'
  if (accountMatches === false) return 'WRONG_ACCOUNT'
  if (note.state !== 'RUNNING' && note.state !== 'WRITTEN_OFF') return 'CLOSED_NOTE'
  return undefined
}
