import { type Fen, ZERO_FEN } from '#kernel'
import type { Direction, Nature } from './statement.ts'
import { type Topic, saysUndone } from './words.ts'

/** What a row says about itself, as far as its nature depends on it. */
export interface Signs {
  readonly recorded: Direction
  readonly amountFen: Fen
  /** What the status or a column says was refunded of this very row. */
  readonly refundFen: Fen
  readonly status: string
  /** What its words say it is for. */
  readonly topic: Topic | null
  /** Whether money coming in is a sale unless its topic is another. */
  readonly receipt: boolean
}

/** The nature of a row and its refunded part. */
export function judge(signs: Signs): { nature: Nature; refundFen: Fen } {
  if (saysUndone(signs.status)) return { nature: 'CLOSED', refundFen: signs.refundFen }
  if (signs.topic === 'REFUND' || signs.status === '退款成功') {
    return { nature: signs.recorded === 'OUT' ? 'REFUND_PAID' : 'REFUND_RECEIVED', refundFen: signs.amountFen }
  }
  switch (signs.recorded) {
    case 'NEUTRAL':
      return { nature: 'OWN', refundFen: signs.refundFen }
    case 'OUT':
      return { nature: natureOfPayment(signs), refundFen: signs.refundFen }
    case 'IN':
      return { nature: natureOfReceipt(signs), refundFen: signs.refundFen }
  }
}

/** A payment that came back whole never took place. */
function natureOfPayment(signs: Signs): Nature {
  if (signs.refundFen > ZERO_FEN && signs.refundFen >= signs.amountFen) return 'CLOSED'
  return signs.topic === 'OWN' ? 'OWN' : 'PAYMENT'
}

function natureOfReceipt(signs: Signs): Nature {
  if (signs.topic === 'OWN' || signs.topic === 'LOAN') return signs.topic
  return signs.receipt && signs.topic === null ? 'TRADE' : 'OTHER'
}

/** Undone rows, refunds received and moves between own pockets are neither income nor spending. */
export function directionOf(nature: Nature, recorded: Direction): Direction {
  switch (nature) {
    case 'CLOSED':
    case 'OWN':
    case 'REFUND_RECEIVED':
      return 'NEUTRAL'
    case 'REFUND_PAID':
      return 'OUT'
    case 'TRADE':
    case 'PAYMENT':
    case 'LOAN':
    case 'OTHER':
      return recorded
  }
}
