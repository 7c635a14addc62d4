import { type Day, type Fen, Refusal, read } from '#kernel'
import { CHART, asWritten } from '#common/ledger/domain'
import { EVENT_BODIES, GROUNDS, type AskedKind, type Booking, type NoteAtHand, type PlayedNote, type Reallocated, type StatedKind, type Tried, TryRepayment, possibleOn, transfersOf } from '#loan/servicing/domain'
import type { Staff } from '#platform/auth'
import type { Tx } from '#platform/db'
import { type NoteHeld, readNote } from '../note-at-hand.ts'
import { numbersOf } from '../read-repayments.ts'
import { workOut } from '../record-repayment.ts'
import { takeBack } from '../reverse-repayment.ts'
import { tryEvent } from './do-event.ts'
import { readPlayed } from './played.ts'
import { namedDifferences, seenOf } from './seen.ts'

export interface Trying {
  readonly kind: 'REPAID' | 'REVERSED' | AskedKind | StatedKind
  readonly valueDay: string | null
  readonly body: Readonly<Record<string, unknown>>
  readonly grounds: Readonly<Record<string, unknown>>
}

/** What an act would do to a note, with every difference it makes to what came later; nothing is written. */
export async function tryAct(tx: Tx, staff: Staff, noteId: string, trying: Trying, on: Day): Promise<Tried> {
  const held = await readNote(tx, staff, noteId, on)
  const valueDay = (trying.valueDay ?? on) as Day
  if (valueDay > on) throw new Refusal({ code: 'note.in-the-future', message: `起息日 ${valueDay} 晚于营业日 ${on}`, at: '/valueDay', value: valueDay, expected: `${on} 或以前` }, 422)
  switch (trying.kind) {
    case 'REPAID': return tryRepayment(tx, held, trying, { valueDay, on })
    case 'REVERSED': return tryReversal(tx, held, trying, on)
    default: {
      const grounds = GROUNDS[trying.kind as AskedKind] as (typeof GROUNDS)[AskedKind] | undefined
      const { event, stepped, played } = await tryEvent(tx, held, { kind: trying.kind, valueDay, body: read(EVENT_BODIES[trying.kind], trying.body), grounds: grounds === undefined ? {} : read(grounds, trying.grounds) })
      const changed = stepped.differences.filter(({ id }) => id !== event.id)
      return shown(tx, held, { note: stepped.state.note, plan: stepped.plan, lines: stepped.lines, leftFen: stepped.leftFen, bookings: stepped.bookings, changed, played }, { valueDay, on })
    }
  }
}

interface Moments { readonly valueDay: Day; readonly on: Day }

async function tryRepayment(tx: Tx, held: NoteHeld, { body }: Trying, at: Moments): Promise<Tried> {
  const wanted = read(TryRepayment, body)
  const worked = await workOut(tx, held, { ...wanted, amountFen: wanted.amountFen as Fen, paidOn: at.valueDay }, NEW)
  return shown(tx, held, { note: worked.done.note, plan: worked.done.plan, lines: worked.lines, leftFen: worked.restFen, bookings: worked.done.bookings, changed: worked.done.differences, played: worked.played }, at)
}

const NEW = 'NEW'

async function tryReversal(tx: Tx, held: NoteHeld, { body }: Trying, on: Day): Promise<Tried> {
  const id = typeof body['reverses'] === 'string' ? body['reverses'] : ''
  const known = held.played ?? await readPlayed(tx, held.row, held.calendar)
  const taken = known.entries.find((entry) => entry.event.id === id)?.event
  if (taken === undefined) throw new Refusal({ code: 'note.nothing-to-reverse', message: '没有这笔有效的还款或变更', at: '/body/reverses', value: id, expected: '有效的还款或变更' }, 404)
  const { stepped, changed, played } = await takeBack(tx, held, id, { on: taken.on, reason: '试算' })
  return shown(tx, held, { note: stepped.state.note, plan: stepped.plan, lines: [], leftFen: stepped.leftFen, bookings: stepped.bookings, changed, played }, { valueDay: taken.on, on })
}

interface Outcome {
  readonly note: NoteAtHand
  readonly plan: Tried['plan'] | readonly NonNullable<Tried['plan']>[number][]
  readonly lines: readonly Tried['lines'][number][]
  readonly leftFen: Fen
  readonly bookings: readonly Booking[]
  readonly changed: readonly Reallocated[]
  readonly played: PlayedNote | null
}

async function shown(tx: Tx, held: NoteHeld, { note, plan, lines, leftFen, bookings, changed, played }: Outcome, { valueDay, on }: Moments): Promise<Tried> {
  const { row, calendar } = held
  const transfers = row.book === 'MIRROR' ? [] : bookings.flatMap(({ outcome, nonAccrual }) => transfersOf(outcome, { noteId: row.note_id, unitId: row.unit_id, productCode: row.product_code, nonAccrual, valueDay }))
  const figures = (of: NoteAtHand) => {
    const possible = possibleOn(of, on, calendar)
    return { balanceFen: possible.outstandingFen, dueFen: possible.dueFen }
  }
  return {
    lines: [...lines], leftFen, differences: played === null ? [] : namedDifferences(played, await numbersOf(tx, row.note_id), changed), plan: plan === null ? null : [...plan],
    transfers: asWritten(transfers).map(({ kind, debit, credit, amountFen, valueDay: from }) => ({ kind, debit: CHART[debit].name, credit: CHART[credit].name, amountFen, valueDay: from })),
    before: figures(held.note), after: figures(note), seen: seenOf(row.note_id, row.row_version, changed),
  }
}
