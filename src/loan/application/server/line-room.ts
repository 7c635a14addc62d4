import { availableOf } from '#common/line/domain'
import { type Fen } from '#kernel'
import { type Tx, businessDate } from '#platform/db'

/** Of what is promised under the line a case applies under, the part its own amount will use: that is no further exposure. A line past its end promises nothing. */
export async function roomUnderOwnLine(tx: Tx, caseId: string, guarantee?: string): Promise<number> {
  const row = await tx.selectFrom('application as a').innerJoin('line as l', (on) => on.onRef('l.bank_id', '=', 'a.bank_id').onRef('l.line_id', '=', 'a.line_id'))
    .select(['a.amount_fen', 'l.cap_fen', 'l.taken_fen', 'l.drawn_fen', 'l.revolving', 'l.state', 'l.valid_until', 'l.guarantee']).where('a.bank_id', '=', tx.bankId).where('a.case_id', '=', caseId).executeTakeFirst()
  if (row === undefined || row.state !== 'OPEN' || row.valid_until <= await businessDate(tx) || (guarantee !== undefined && row.guarantee !== guarantee)) return 0
  return Math.min(row.amount_fen, availableOf({ capFen: row.cap_fen as Fen, drawnFen: row.drawn_fen as Fen, takenFen: row.taken_fen as Fen }, row.revolving))
}
