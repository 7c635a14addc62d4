import { type Day, Refusal } from '#kernel'
import { ACT_IDS, type AnyGrounds, type AskedKind, EVENT_NAMES, LOSS_KINDS, REQUEST_STATES, type RequestState } from '#loan/servicing/domain'
import { record } from '#platform/audit'
import type { Staff } from '#platform/auth'
import { type Tx, newId } from '#platform/db'
import { missing } from '#platform/http'
import { type NoteHeld, readNote } from '../note-at-hand.ts'
import { seesNote } from '../quality/sight.ts'
import type { At } from '../at.ts'
import { doEvent, tryEvent } from './do-event.ts'
import { refuseRenewal } from './renewal.ts'

export interface Asking {
  readonly kind: AskedKind
  readonly rowVersion: number
  readonly valueDay: string | null
  readonly body: unknown
  readonly grounds: AnyGrounds
}

/** One person asks for an act on a note; it is worked out now, so that nothing impossible waits for the second person. */
export async function askAct(tx: Tx, staff: Staff, noteId: string, asking: Asking, at: At): Promise<{ requestId: string }> {
  const held = await readNote(tx, staff, noteId, at.on, 'for update')
  refuseChanged(held, asking.rowVersion)
  return { requestId: await ask(tx, staff, held, asking, at) }
}

/** The same for a note that is held already. */
export async function ask(tx: Tx, staff: Staff, held: NoteHeld, { kind, valueDay, body, grounds }: Asking, at: At): Promise<string> {
  const { row } = held
  if (valueDay !== null && valueDay > at.on) throw new Refusal({ code: 'note.in-the-future', message: `起息日 ${valueDay} 晚于营业日 ${at.on}`, at: '/valueDay', value: valueDay, expected: `${at.on} 或以前` }, 422)
  const waiting = await tx.selectFrom('note_request').select('request_id').where('bank_id', '=', tx.bankId).where('note_id', '=', row.note_id).where('kind', '=', kind).where('state', '=', 'PROPOSED').executeTakeFirst()
  if (waiting !== undefined) throw new Refusal({ code: 'note.request-waiting', message: `借据 ${row.number} 已有一项${EVENT_NAMES[kind]}申请待复核`, expected: '先复核或撤回该项申请' }, 409)
  if (kind === 'RENEWED') await refuseRenewal(tx, held, body as Parameters<typeof refuseRenewal>[2], at.on)
  await tryEvent(tx, held, { kind, valueDay: (valueDay ?? at.on) as Day, body, grounds })
  const requestId = newId()
  await tx.insertInto('note_request').values({
    bank_id: tx.bankId, request_id: requestId, note_id: row.note_id, kind, value_day: valueDay, body: JSON.stringify(body), grounds: JSON.stringify(grounds), note_version: row.row_version, state: 'PROPOSED', asked_by: staff.id, asked_on: at.on, asked_at: at.now.toISOString(),
  }).execute()
  await record(tx, { caseId: held.chain, act: `servicing.ask-${ACT_IDS[kind]}`, who: staff.id, businessDate: at.on, body: { noteId: row.note_id, number: row.number, requestId, valueDay, body, grounds } })
  return requestId
}

/** The second person approves: the act is done as of its value day, or of today. */
export async function approveRequest(tx: Tx, staff: Staff, requestId: string, says: string, at: At): Promise<{ requestId: string; noteId: string; eventSeq: number }> {
  const { request, held } = await open(tx, staff, requestId, at)
  const refusal = cannotDecide(staff, { kind: request.kind as AskedKind, askedBy: request.asked_by })
  if (refusal !== null) throw new Refusal({ code: 'note.request-not-yours', message: refusal, expected: '申请人以外有权的人' }, 403)
  const kind = request.kind as AskedKind
  if (kind === 'RENEWED') await refuseRenewal(tx, held, request.body as Parameters<typeof refuseRenewal>[2], at.on)
  const { seq } = await doEvent(tx, held, { kind, valueDay: (request.value_day ?? at.on) as Day, body: request.body, grounds: request.grounds as AnyGrounds, by: request.asked_by, approvedBy: staff.id, requestId, seen: null }, at)
  await decide(tx, staff, requestId, { state: 'DONE', says, seq }, at)
  return { requestId, noteId: held.row.note_id, eventSeq: seq }
}

/** The second person does not agree. */
export async function refuseRequest(tx: Tx, staff: Staff, requestId: string, says: string, at: At): Promise<{ requestId: string; state: RequestState }> {
  const { request, held } = await open(tx, staff, requestId, at)
  const refusal = cannotDecide(staff, { kind: request.kind as AskedKind, askedBy: request.asked_by })
  if (refusal !== null) throw new Refusal({ code: 'note.request-not-yours', message: refusal, expected: '申请人以外有权的人' }, 403)
  await decide(tx, staff, requestId, { state: 'REFUSED', says, seq: null }, at)
  await record(tx, { caseId: held.chain, act: 'servicing.refuse-request', who: staff.id, businessDate: at.on, body: { noteId: held.row.note_id, requestId, kind: request.kind, says } })
  return { requestId, state: 'REFUSED' }
}

/** Who asked takes it back. */
export async function withdrawRequest(tx: Tx, staff: Staff, requestId: string, reason: string, at: At): Promise<{ requestId: string; state: RequestState }> {
  const { request, held } = await open(tx, staff, requestId, at)
  if (request.asked_by !== staff.id) throw new Refusal({ code: 'note.request-not-yours', message: '只有申请人可以撤回', expected: '申请人' }, 403)
  await decide(tx, staff, requestId, { state: 'WITHDRAWN', says: reason, seq: null }, at)
  await record(tx, { caseId: held.chain, act: 'servicing.withdraw-request', who: staff.id, businessDate: at.on, body: { noteId: held.row.note_id, requestId, kind: request.kind, reason } })
  return { requestId, state: 'WITHDRAWN' }
}

/** Why a person may not decide a request; none when he may. What costs the bank money is approved higher up. */
export function cannotDecide(staff: Pick<Staff, 'id' | 'permissions'>, { kind, askedBy }: { readonly kind: AskedKind; readonly askedBy: string }): string | null {
  if (askedBy === staff.id) return '申请人不能复核自己的申请'
  if (LOSS_KINDS.includes(kind)) return staff.permissions.has('note.write-off') ? null : `${EVENT_NAMES[kind]}由行长或分管副行长审批`
  return staff.permissions.has('note.approve') ? null : '您的岗位不复核借据变更'
}

async function open(tx: Tx, staff: Staff, requestId: string, at: At) {
  const found = await tx.selectFrom('note_request').select('note_id').where('bank_id', '=', tx.bankId).where('request_id', '=', requestId).executeTakeFirst()
  // Out of sight is answered as nowhere: in the words of a request, not in those of its note.
  if (found === undefined || !await seesNote(tx, staff, found.note_id)) throw missing('申请')
  const held = await readNote(tx, staff, found.note_id, at.on, 'for update')
  const request = await tx.selectFrom('note_request').selectAll().where('bank_id', '=', tx.bankId).where('request_id', '=', requestId).executeTakeFirstOrThrow()
  if (request.state !== 'PROPOSED') throw new Refusal({ code: 'note.request-decided', message: `该申请${REQUEST_STATES[request.state as RequestState]}`, value: request.state, expected: '待复核的申请' }, 409)
  return { request, held }
}

async function decide(tx: Tx, staff: Staff, requestId: string, { state, says, seq }: { state: RequestState; says: string; seq: number | null }, at: At): Promise<void> {
  await tx.updateTable('note_request').set({ state, decided_by: staff.id, decided_on: at.on, decided_at: at.now.toISOString(), decision: says, event_seq: seq }).where('bank_id', '=', tx.bankId).where('request_id', '=', requestId).execute()
}

/** Someone else changed the note since it was looked at. */
export function refuseChanged({ row }: NoteHeld, seen: number): void {
  if (row.row_version !== seen) throw new Refusal({ code: 'note.changed', message: `借据 ${row.number} 刚有变动，请核对后再办`, at: '/rowVersion', value: seen, expected: `最新版本 ${row.row_version}` }, 409)
}

