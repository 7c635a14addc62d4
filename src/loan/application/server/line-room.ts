import type { Tx } from '#platform/db'

/** Of what is promised under the line a case applies under, the part its own amount will use: that is no further exposure. */
export async function roomUnderOwnLine(tx: Tx, caseId: string, guarantee?: string): Promise<number> {
  const row = await tx.selectFrom('application as a').innerJoin('line as l', (on) => on.onRef('l.bank_id', '=', 'a.bank_id').onRef('l.line_id', '=', 'a.line_id'))
    .select(['a.amount_fen', 'l.cap_fen', 'l.taken_fen', 'l.drawn_fen', 'l.revolving', 'l.state', 'l.guarantee']).where('a.bank_id', '=', tx.bankId).where('a.case_id', '=', caseId).executeTakeFirst()
  if (row === undefined || row.state !== 'OPEN' || (guarantee !== undefined && row.guarantee !== guarantee)) return 0
  return Math.min(row.amount_fen, Math.max(0, row.cap_fen - (row.revolving ? row.drawn_fen : row.taken_fen)))
}
