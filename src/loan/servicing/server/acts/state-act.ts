import { type Day, Refusal } from '#kernel'
import { EVENT_NAMES, type StatedKind, step, refuseEvent } from '#loan/servicing/domain'
import { record } from '#platform/audit'
import type { Staff } from '#platform/auth'
import { type Tx, newId } from '#platform/db'
import { missing } from '#platform/http'
import { readNote } from '../note-at-hand.ts'
import { numbersOf } from '../read-repayments.ts'
import type { At } from '../at.ts'
import { actedOn, doEvent } from './do-event.ts'
import { eventId, readPlayed } from './played.ts'
import { refuseChanged } from './requests.ts'
import { namedDifferences, refuseUnseen, seenOf } from './seen.ts'
import { factOf, tellSettled } from './tell-after.ts'
import { doneBy, writeStep } from './write-step.ts'

export interface Stating {
  readonly kind: StatedKind
  readonly rowVersion: number
  readonly valueDay: string | null
  readonly body: unknown
  readonly seen: string | null
}

/** Writes down what has happened: misuse found or ended, costs paid for the customer, money recovered after a write-off. */
export async function stateAct(tx: Tx, staff: Staff, noteId: string, { kind, rowVersion, valueDay, body, seen }: Stating, at: At) {
  const held = await readNote(tx, staff, noteId, at.on, 'for update')
  refuseChanged(held, rowVersion)
  const { seq, after } = await doEvent(tx, held, { kind, valueDay: (valueDay ?? at.on) as Day, body, grounds: {}, by: staff.id, approvedBy: null, requestId: null, seen }, at)
  return { eventSeq: seq, balanceFen: after.closing.balanceFen, state: after.state }
}

/** Takes an event back, by another person than who made or approved it; what came later is worked out anew. */
export async function reverseEvent(tx: Tx, staff: Staff, { noteId, happening, reason, seen }: { noteId: string; happening: string; reason: string; seen: string | null }, at: At) {
  const held = await readNote(tx, staff, noteId, at.on, 'for update')
  const { row } = held
  const event = await tx.selectFrom('note_event').selectAll().where('bank_id', '=', tx.bankId).where('note_id', '=', noteId).where('seq', '=', Number(happening.slice(1)) || 0).executeTakeFirst()
  if (event === undefined) throw missing('借据变更')
  refuseReversal(event, staff)
  const twin = await tx.selectFrom('note_event').select('seq').where('bank_id', '=', tx.bankId).where('note_id', '=', noteId).where('reverses_seq', '=', event.seq).executeTakeFirst()
  if (twin !== undefined) throw new Refusal({ code: 'note.event-reversed-already', message: '该项变更已经冲正', expected: '有效的变更' }, 409)
  const played = held.played ?? await readPlayed(tx, row, held.calendar)
  const [seq, voucherId] = [row.event_count + 1, newId()]
  const taken = { id: eventId(seq), on: event.value_day as Day, kind: 'REVERSED' as const, body: { reverses: happening, reason } }
  refuseEvent(await actedOn(tx, held), taken)
  const stepped = step(played, taken, held.calendar)
  const changed = stepped.differences.filter(({ id }) => id !== happening)
  refuseUnseen(seenOf(noteId, row.row_version, changed), seen, namedDifferences(played, await numbersOf(tx, noteId), changed))
  await tx.insertInto('note_event').values({
    bank_id: tx.bankId, note_id: noteId, seq, kind: 'REVERSED', value_day: event.value_day, business_day: at.on, body: JSON.stringify(taken.body), reverses_seq: event.seq, voucher_id: voucherId, made_by: staff.id, at: at.now.toISOString(), repayments_before: row.repayment_count,
  }).execute()
  const after = await writeStep(tx, held, doneBy(stepped), { on: at.on, now: at.now, by: staff.id, voucherId, valueDay: event.value_day as Day, planReason: 'REVERSED', repaymentId: null, eventSeq: seq, newRepayments: 0, concerns: happening, reverses: event.voucher_id })
  await record(tx, { caseId: held.chain, act: 'servicing.reverse-event', who: staff.id, businessDate: at.on, body: { noteId, number: row.number, seq, reverses: event.seq, kind: event.kind, reason, before: row.balance_fen, after: after.closing.balanceFen, changed } })
  const common = factOf(held, staff.id, at)
  if (common !== null) await at.tell(tx, { ...common, fact: 'loan.act-reversed', kind: event.kind as keyof typeof EVENT_NAMES })
  await tellSettled(tx, held, after, staff.id, at)
  return { eventSeq: seq, balanceFen: after.closing.balanceFen, state: after.state }
}

function refuseReversal(event: { kind: string; made_by: string | null; approved_by: string | null }, staff: Staff): void {
  const name = EVENT_NAMES[event.kind as keyof typeof EVENT_NAMES]
  if (event.kind === 'REVERSED' || event.made_by === null) throw new Refusal({ code: 'note.event-not-reversible', message: `${name}不能冲正${event.kind === 'REVERSED' ? '，须重新办理原事项' : '，由日终按规则办理'}`, value: event.kind, expected: '由人办理的变更' }, 409)
  if (event.made_by === staff.id || event.approved_by === staff.id) throw new Refusal({ code: 'note.event-own', message: `经办人和复核人不能冲正自己办的${name}，须由另一人办理`, expected: '另一名有权的同事' }, 403)
}
