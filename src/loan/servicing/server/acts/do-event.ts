import { sql } from 'kysely'
import { type Day, Refusal, type WorkingCalendar, addMonths } from '#kernel'
import { ACT_IDS, type ActedOn, type AnyGrounds, type AskedKind, type EventKind, type NoteEvent, type NoteState, type PlanReason, type PlayedNote, type Stepped, type StatedKind, isRepricingDay, readEvent, refuseEvent, step } from '#loan/servicing/domain'
import { record } from '#platform/audit'
import { type Tx, newId } from '#platform/db'
import { type NoteHeld } from '../note-at-hand.ts'
import type { NoteRecord } from '../note-record.ts'
import { keepClassAtLeast } from '../quality/judge.ts'
import { numbersOf } from '../read-repayments.ts'
import type { At } from '../at.ts'
import { eventId, readPlayed } from './played.ts'
import { namedDifferences, refuseUnseen, seenOf } from './seen.ts'
import { factOf, tellSettled } from './tell-after.ts'
import { type NoteAfter, doneBy, writeStep } from './write-step.ts'

/** An act as it is to be done. */
export interface Doing {
  readonly kind: AskedKind | StatedKind
  readonly valueDay: Day
  readonly body: unknown
  readonly grounds: AnyGrounds
  /** Who states it, or asked for it. */
  readonly by: string
  readonly approvedBy: string | null
  readonly requestId: string | null
  /** The differences that were looked at; who approves looks at them with the request. */
  readonly seen: string | null
}

/** What an act would make of a note, or the refusal that says what is possible instead. */
export async function tryEvent(tx: Tx, held: NoteHeld, { kind, valueDay, body, grounds }: Pick<Doing, 'kind' | 'valueDay' | 'body' | 'grounds'>): Promise<{ event: NoteEvent; stepped: Stepped; played: PlayedNote }> {
  const played = held.played ?? await readPlayed(tx, held.row, held.calendar)
  const event = readEvent(eventId(held.row.event_count + 1), valueDay, kind, body)
  refuseEvent(await actedOn(tx, held), event, grounds)
  return { event, stepped: step(played, event, held.calendar), played }
}

/** Does an act on a note whose row is held: the event, what it makes of the note, the books, the chain, and who has to hear of it. */
export async function doEvent(tx: Tx, held: NoteHeld, doing: Doing, at: At): Promise<{ seq: number; after: NoteAfter }> {
  const { row } = held
  if (doing.valueDay > at.on) throw new Refusal({ code: 'note.in-the-future', message: `起息日 ${doing.valueDay} 晚于营业日 ${at.on}`, at: '/valueDay', value: doing.valueDay, expected: `${at.on} 或以前` }, 422)
  const { event, stepped, played } = await tryEvent(tx, held, doing)
  const changed = stepped.differences.filter(({ id }) => id !== event.id)
  if (doing.approvedBy === null) refuseUnseen(seenOf(row.note_id, row.row_version, changed), doing.seen, namedDifferences(played, await numbersOf(tx, row.note_id), changed))
  const [seq, voucherId] = [row.event_count + 1, newId()]
  await tx.insertInto('note_event').values({
    bank_id: tx.bankId, note_id: row.note_id, seq, kind: doing.kind, value_day: doing.valueDay, business_day: at.on, body: JSON.stringify('body' in event ? event.body : {}), voucher_id: voucherId, made_by: doing.by, approved_by: doing.approvedBy,
    at: at.now.toISOString(), repayments_before: row.repayment_count, request_id: doing.requestId,
  }).execute()
  const after = await writeStep(tx, held, doneBy(stepped), { on: at.on, now: at.now, by: doing.by, voucherId, valueDay: doing.valueDay, planReason: planReasonOf(doing.kind, changed.length > 0), repaymentId: null, eventSeq: seq, newRepayments: 0, concerns: event.id })
  if (isDistressed(event)) await keepClassAtLeast(tx, row, 'SPECIAL_MENTION', at)
  if (event.kind === 'RATE_CHANGED' && event.body.lpr !== null) await nextRepricing(tx, row, doing.valueDay)
  await record(tx, { caseId: held.chain, act: `servicing.${doing.approvedBy === null ? '' : 'approve-'}${ACT_IDS[doing.kind]}`, who: doing.approvedBy ?? doing.by, businessDate: at.on, body: { noteId: row.note_id, number: row.number, seq, askedBy: doing.by, valueDay: doing.valueDay, ...('body' in event ? { body: event.body } : {}), grounds: doing.grounds, before: row.balance_fen, after: after.closing.balanceFen } })
  await tellDone(tx, held, event, after, doing, at)
  return { seq, after }
}

function planReasonOf(kind: EventKind, isCorrection: boolean): PlanReason {
  if (isCorrection) return 'CORRECTED'
  switch (kind) {
    case 'RATE_CHANGED': case 'ACCELERATED': case 'EXTENDED': case 'RESCHEDULED': return kind
    default: return 'PREPAID'
  }
}

function isDistressed(event: NoteEvent): boolean {
  return (event.kind === 'EXTENDED' || event.kind === 'RESCHEDULED') && event.body.isDistressed
}

async function tellDone(tx: Tx, held: NoteHeld, event: NoteEvent, after: NoteAfter, { by, grounds }: Doing, at: At): Promise<void> {
  const common = factOf(held, by, at)
  if (common === null) return
  const maturesOn = held.row.matures_on as Day
  switch (event.kind) {
    case 'ACCELERATED': await at.tell(tx, { ...common, fact: 'loan.accelerated', balanceFen: after.closing.balanceFen }); break
    case 'EXTENDED': await at.tell(tx, { ...common, fact: 'loan.extended', maturesOn, isDistressed: event.body.isDistressed }); break
    case 'RESCHEDULED': await at.tell(tx, { ...common, fact: event.body.isDistressed ? 'loan.restructured' : 'loan.rescheduled', maturesOn }); break
    case 'MISUSE_FOUND': await at.tell(tx, { ...common, fact: 'loan.misuse-found', amountFen: event.body.amountFen }); break
    case 'WRITTEN_OFF': await at.tell(tx, { ...common, fact: 'loan.written-off', amountFen: held.row.balance_fen as typeof after.closing.balanceFen }); break
    case 'RECOVERED': await at.tell(tx, { ...common, fact: 'loan.recovered', amountFen: event.body.amountFen }); break
    default: break
  }
  await tellSettled(tx, held, after, by, at)
  if (event.kind === 'RENEWED') await at.tell(tx, { ...common, fact: 'loan.renewed', newNoteId: event.body.newNoteId, keepsClass: grounds.conditions?.length === RENEWAL_COUNT })
}

const RENEWAL_COUNT: number = 5

/** The next day on which a note that follows the published rate is looked at. */
export async function nextRepricing(tx: Tx, row: NoteRecord, from: Day): Promise<void> {
  const next = repricingAfter(row.repricing as Parameters<typeof isRepricingDay>[2], row.disbursed_on as Day, from)
  await tx.updateTable('note').set({ reprice_on: next }).where('bank_id', '=', tx.bankId).where('note_id', '=', row.note_id).execute()
}

/** The first repricing day after a day; none for a fixed rate. */
export function repricingAfter(repricing: Parameters<typeof isRepricingDay>[2], disbursedOn: Day, from: Day): Day | null {
  if (repricing === 'NEVER') return null
  const years = Number(from.slice(0, 4)) - Number(disbursedOn.slice(0, 4))
  const candidates = [0, 1, 2].map((more) => repricing === 'YEAR_START' ? `${Number(from.slice(0, 4)) + more}-01-01` as Day : addMonths(disbursedOn, (years + more) * 12))
  return candidates.find((one) => one > from && isRepricingDay(one, disbursedOn, repricing)) ?? null
}

/** A note with what an act on it is measured by. */
export async function actedOn(tx: Tx, held: NoteHeld): Promise<ActedOn> {
  const { row, note, calendar, policy } = held
  const { servicing } = policy
  const { firstMaturity, guarantors } = await agreed(tx, row)
  return {
    note, state: row.state as NoteState, calendar: calendar as WorkingCalendar, firstMaturity, maturity: row.matures_on as Day, guarantors,
    rules: { extensionNoticeDays: servicing.extensionNoticeDays, longestMonths: servicing.longestMonths, refundWorkingDays: servicing.refundWorkingDays, writeOffSteps: servicing.writeOffSteps },
  }
}

/** What was agreed at drawdown: the maturity, and who guarantees. */
export async function agreed(tx: Tx, row: NoteRecord): Promise<{ firstMaturity: Day; guarantors: string[] }> {
  const { rows: [found] } = await sql<{ firstMaturity: Day; guarantors: string[] }>`
    select (select max(due_on) from instalment where bank_id = ${tx.bankId} and note_id = ${row.note_id} and version = 1) as "firstMaturity",
      array(select name from contract_party where bank_id = ${tx.bankId} and contract_id = ${row.contract_id} and role in ('GUARANTOR', 'PLEDGOR') and removed_at is null order by name) as guarantors`.execute(tx)
  return found!
}
