import { type EventKind, type EventShown, type PlayedNote, sayEvent } from '#loan/servicing/domain'
import type { Tx } from '#platform/db'
import { eventId } from './played.ts'

/** What happened to a note beside repayments, the newest first, each with where it went. */
export async function readEventsShown(tx: Tx, noteId: string, played: PlayedNote | null): Promise<EventShown[]> {
  const rows = await tx.selectFrom('note_event as e')
    .leftJoin('staff as m', (join) => join.onRef('m.bank_id', '=', 'e.bank_id').onRef('m.staff_id', '=', 'e.made_by'))
    .leftJoin('staff as p', (join) => join.onRef('p.bank_id', '=', 'e.bank_id').onRef('p.staff_id', '=', 'e.approved_by'))
    .leftJoin('note_request as r', (join) => join.onRef('r.bank_id', '=', 'e.bank_id').onRef('r.request_id', '=', 'e.request_id'))
    .selectAll('e').select(['m.name as maker', 'p.name as approver', 'r.grounds']).where('e.bank_id', '=', tx.bankId).where('e.note_id', '=', noteId).orderBy('e.seq', 'desc').execute()
  const reversedBy = new Map(rows.flatMap((row) => (row.reverses_seq === null ? [] : [[row.reverses_seq, row.seq] as const])))
  const lines = new Map((played?.entries ?? []).map((entry) => [entry.event.id, entry.lines]))
  return rows.map((row) => ({
    id: eventId(row.seq), seq: row.seq, kind: row.kind as EventKind, valueDay: row.value_day, businessDay: row.business_day, says: sayEvent(row.kind as EventKind, row.body as Parameters<typeof sayEvent>[1], (row.grounds ?? {}) as Parameters<typeof sayEvent>[2]),
    lines: [...(lines.get(eventId(row.seq)) ?? [])], voucherId: row.voucher_id, madeBy: row.made_by === null ? null : { staffId: row.made_by, name: row.maker ?? '' }, approvedBy: row.approved_by === null ? null : { staffId: row.approved_by, name: row.approver ?? '' },
    at: row.at, reversesSeq: row.reverses_seq, reversedBySeq: reversedBy.get(row.seq) ?? null,
  }))
}
