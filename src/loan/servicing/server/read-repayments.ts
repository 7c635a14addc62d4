import type { Part, RepaymentShown } from '#loan/servicing/domain'
import type { Tx } from '#platform/db'
import { jsonArrayFrom } from 'kysely/helpers/postgres'

/** Every repayment of a note, reversed ones included, each with where it went; the newest first. */
export async function readRepayments(tx: Tx, noteId: string): Promise<RepaymentShown[]> {
  const rows = await tx.selectFrom('repayment as r').leftJoin('staff as s', (join) => join.onRef('s.bank_id', '=', 'r.bank_id').onRef('s.staff_id', '=', 'r.recorded_by'))
    .leftJoin('repayment_reversal as v', (join) => join.onRef('v.bank_id', '=', 'r.bank_id').onRef('v.repayment_id', '=', 'r.repayment_id'))
    .leftJoin('staff as w', (join) => join.onRef('w.bank_id', '=', 'v.bank_id').onRef('w.staff_id', '=', 'v.reversed_by'))
    .selectAll('r').select(['s.name as recorder', 'v.reason', 'v.reversed_by', 'v.reversed_on', 'v.reversed_at', 'w.name as reverser'])
    .select((eb) => jsonArrayFrom(eb.selectFrom('repayment_allocation as l').select(['l.seq', 'l.part', 'l.owed_fen', 'l.amount_fen', 'l.says']).where('l.bank_id', '=', tx.bankId).where('l.note_id', '=', noteId).whereRef('l.repayment_id', '=', 'r.repayment_id').orderBy('l.line_no')).as('lines'))
    .where('r.bank_id', '=', tx.bankId).where('r.note_id', '=', noteId).orderBy('r.seq', 'desc').execute()
  return rows.map((row) => ({
    repaymentId: row.repayment_id, number: row.number, kind: row.kind as RepaymentShown['kind'], keep: row.keep as RepaymentShown['keep'], amountFen: row.amount_fen, paidOn: row.paid_on, channel: row.channel as RepaymentShown['channel'],
    payer: row.payer as RepaymentShown['payer'], payerName: row.payer_name, reference: row.reference, recordedBy: row.recorded_by === null ? null : { staffId: row.recorded_by, name: row.recorder ?? '' }, recordedOn: row.recorded_on, recordedAt: row.recorded_at,
    lines: row.lines.map((line) => ({ seq: line.seq, part: line.part as Part, owedFen: line.owed_fen, amountFen: line.amount_fen, says: line.says })),
    reversed: row.reversed_by === null ? null : { by: { staffId: row.reversed_by, name: row.reverser ?? '' }, on: row.reversed_on ?? '', at: row.reversed_at ?? '', reason: row.reason ?? '' }, documentId: null,
  }))
}

/** What people call each repayment of a note, by its id. */
export async function numbersOf(tx: Tx, noteId: string): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.selectFrom('repayment').select(['repayment_id', 'number']).where('bank_id', '=', tx.bankId).where('note_id', '=', noteId).execute()
  return new Map(rows.map((row) => [row.repayment_id, row.number]))
}
