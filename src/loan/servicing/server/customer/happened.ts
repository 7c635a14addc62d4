import { type Day, fen } from '#kernel'
import { CHANNELS, EVENT_NAMES, type Entry, type Happened, type NoteEvent, type RepaymentShown, type Statement, statementOf } from '#loan/servicing/domain'
import type { NoteHeld } from '../note-at-hand.ts'

/** The account of a note over a period. Where more happened than repayments, the note as it is played tells where each went. */
export function statementOfNote({ row, played }: Pick<NoteHeld, 'row' | 'played'>, repayments: readonly RepaymentShown[], period: { from: Day; to: Day }): Statement {
  const of = { amountFen: fen(row.amount_fen), disbursedOn: row.disbursed_on as Day }
  const standing = repayments.filter((one) => one.reversed === null).toReversed()
  if (played === null) return statementOf(of, standing.map((one) => repaid(one, one.lines.map(({ part, amountFen }) => ({ part, amountFen: fen(amountFen) })))), period)
  const byId = new Map(standing.map((one) => [one.repaymentId, one]))
  return statementOf(of, played.entries.flatMap((entry) => happened(entry, byId)), period)
}

function repaid(one: RepaymentShown, lines: Happened['lines']): Happened {
  return { on: one.paidOn as Day, name: `还款（${CHANNELS[one.channel]}）`, number: one.number, amountFen: fen(one.amountFen), lines, moves: 'LINES' }
}

/** What a customer has no part in (the side of the balance sheet its interest stands on) is not on his statement. */
function happened({ event, lines }: Entry, repayments: ReadonlyMap<string, RepaymentShown>): Happened[] {
  const of = (amountFen: number, moves: Happened['moves'], shown: Happened['lines'] = lines): Happened => ({ on: event.on, name: EVENT_NAMES[event.kind as Exclude<NoteEvent['kind'], 'REPAID'>], number: null, amountFen: fen(amountFen), lines: shown, moves })
  switch (event.kind) {
    case 'REPAID': {
      const repayment = repayments.get(event.id)
      return repayment === undefined ? [] : [repaid(repayment, lines)]
    }
    case 'NON_ACCRUAL': case 'ACCRUAL_AGAIN': case 'REVERSED': return []
    case 'RELIEVED': return [of(event.body.amountFen, 'NOTHING', [])]
    case 'WRITTEN_OFF': return [of(0, 'ALL', [])]
    case 'RECOVERED': return [of(event.body.amountFen, 'NOTHING')]
    case 'RENEWED': return [of(event.body.amountFen, 'LINES')]
    case 'COST_CHARGED': case 'REFUNDED': case 'REFUND_PAID': return [of(event.body.amountFen, 'NOTHING', [])]
    default: return [of(0, 'NOTHING', [])]
  }
}
