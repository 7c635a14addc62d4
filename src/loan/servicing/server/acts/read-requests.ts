import { type AnyGrounds, type AskedKind, type RequestShown, type RequestState, sayEvent } from '#loan/servicing/domain'
import type { Staff } from '#platform/auth'
import type { Tx } from '#platform/db'
import { missing } from '#platform/http'
import { noteSight, seesNote } from '../quality/sight.ts'
import { cannotDecide } from './requests.ts'

/** Requests this person may see, those that wait the longest first. */
export async function listRequests(tx: Tx, staff: Staff, { state, limit }: { readonly state: RequestState; readonly limit: number }) {
  const query = (await inSight(tx, staff)).where('r.state', '=', state)
  const rows = await query.orderBy('r.asked_at', state === 'PROPOSED' ? 'asc' : 'desc').limit(limit).select(COLUMNS).execute()
  const { count } = await query.select(({ fn }) => fn.countAll<number>().as('count')).executeTakeFirstOrThrow()
  return { requests: rows.map((row) => shown(row, staff)), count: Number(count) }
}

/** Requests on one note, the newest first; who may see the note may see them, to anyone else it does not exist. */
export async function requestsOfNote(tx: Tx, staff: Staff, noteId: string): Promise<RequestShown[]> {
  if (!await seesNote(tx, staff, noteId)) throw missing('借据')
  const rows = await (await inSight(tx, staff)).where('r.note_id', '=', noteId).orderBy('r.asked_at', 'desc').select(COLUMNS).execute()
  return rows.map((row) => shown(row, staff))
}

const COLUMNS = ['r.request_id', 'r.note_id', 'r.kind', 'r.value_day', 'r.body', 'r.grounds', 'r.state', 'r.asked_by', 'r.asked_on', 'r.decided_by', 'r.decided_on', 'r.decision', 'n.number', 'n.case_id', 'k.name as customer_name', 'u.name as unit_name', 'a.name as asker', 'd.name as decider'] as const

async function inSight(tx: Tx, staff: Staff) {
  return tx.selectFrom('note_request as r')
    .innerJoin('note as n', (join) => join.onRef('n.bank_id', '=', 'r.bank_id').onRef('n.note_id', '=', 'r.note_id'))
    .innerJoin('customer as k', (join) => join.onRef('k.bank_id', '=', 'n.bank_id').onRef('k.customer_id', '=', 'n.customer_id'))
    .innerJoin('unit as u', (join) => join.onRef('u.bank_id', '=', 'n.bank_id').onRef('u.unit_id', '=', 'n.unit_id'))
    .innerJoin('staff as a', (join) => join.onRef('a.bank_id', '=', 'r.bank_id').onRef('a.staff_id', '=', 'r.asked_by'))
    .leftJoin('staff as d', (join) => join.onRef('d.bank_id', '=', 'r.bank_id').onRef('d.staff_id', '=', 'r.decided_by'))
    .where('r.bank_id', '=', tx.bankId).where(await noteSight(tx, staff))
}

interface Row {
  readonly request_id: string; readonly note_id: string; readonly kind: string; readonly value_day: string | null; readonly body: unknown; readonly grounds: unknown; readonly state: string; readonly asked_by: string; readonly asked_on: string
  readonly decided_by: string | null; readonly decided_on: string | null; readonly decision: string | null; readonly number: string; readonly case_id: string | null; readonly customer_name: string; readonly unit_name: string; readonly asker: string; readonly decider: string | null
}

function shown(row: Row, staff: Staff): RequestShown {
  const kind = row.kind as AskedKind
  return {
    requestId: row.request_id, noteId: row.note_id, noteNumber: row.number, caseId: row.case_id, customerName: row.customer_name, unitName: row.unit_name, kind, valueDay: row.value_day, body: row.body as RequestShown['body'], grounds: row.grounds as RequestShown['grounds'],
    says: sayEvent(kind, row.body as Parameters<typeof sayEvent>[1], row.grounds as AnyGrounds), state: row.state as RequestState, asked: { staffId: row.asked_by, name: row.asker }, askedOn: row.asked_on,
    decided: row.decided_by === null ? null : { staffId: row.decided_by, name: row.decider ?? '' }, decidedOn: row.decided_on, decision: row.decision, cannotDecide: cannotDecide(staff, { kind, askedBy: row.asked_by }), isMine: row.asked_by === staff.id,
  }
}
