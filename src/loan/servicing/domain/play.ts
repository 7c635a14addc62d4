import { type Day, type Fen, type WorkingCalendar, ZERO_FEN, fen } from '#kernel'
import { type Applied, apply } from './apply.ts'
import type { Allocation } from './due.ts'
import type { NoteEvent } from './events.ts'
import type { LateRule, NoteAtHand, Part, PlanRow, PlanTerms } from './note.ts'
import { unpaid } from './plan.ts'
import type { Moved, Outcome } from './transfers.ts'

/** A note as it was when the money went out. */
export interface NoteOrigin {
  readonly amountFen: Fen
  readonly disbursedOn: Day
  readonly terms: PlanTerms
  readonly rule: LateRule
  readonly plan: readonly PlanRow[]
}

/** What one event did, in the order in which events count. */
export interface Entry extends Omit<Applied, 'note'> {
  readonly event: NoteEvent
  /** Whether the interest of the note was off the balance sheet when it was booked. */
  readonly nonAccrual: boolean
  /** Terms of the plan in force after it. */
  readonly terms: PlanTerms
}

/** A note with all that happened to it. */
export interface PlayedNote {
  readonly origin: NoteOrigin
  readonly note: NoteAtHand
  /** Everything recorded, what was taken back and its reversal included, in the order in which it was recorded. */
  readonly events: readonly NoteEvent[]
  /** What stands, by value day; events of one day in the order in which they were recorded. */
  readonly entries: readonly Entry[]
}

/** What a correction changes: more (or less) than before for a part of one event. */
export interface Reallocated {
  /** The event whose allocation it is. */
  readonly id: string
  readonly part: Part | 'SUSPENSE'
  readonly beforeFen: Fen
  readonly afterFen: Fen
}

export interface Stepped {
  readonly state: PlayedNote
  readonly lines: readonly Allocation[]
  readonly leftFen: Fen
  readonly plan: readonly PlanRow[] | null
  /** To be booked, each with the side of the balance sheet it is booked on. */
  readonly bookings: readonly Booking[]
  /** What went elsewhere than before; empty for an event on its day. */
  readonly differences: readonly Reallocated[]
}

export interface Booking {
  readonly outcome: Outcome
  readonly nonAccrual: boolean
}

/** A note to which nothing has happened yet. */
export function begin(origin: NoteOrigin): PlayedNote {
  const { amountFen, disbursedOn, terms, rule, plan } = origin
  return { origin, note: { amountFen, disbursedOn, terms, rule, instalments: unpaid(plan), lastPaidOn: null }, events: [], entries: [] }
}

/** The state of a note from its events alone: folded from nothing, by value day. It is what every other way must come to. */
export function play(origin: NoteOrigin, events: readonly NoteEvent[], calendar: WorkingCalendar): PlayedNote {
  const { note: first } = begin(origin)
  let note = first
  const entries = standing(events).map((event): Entry => {
    const nonAccrual = isNonAccrual(note)
    const { note: after, ...done } = apply(note, event, calendar)
    note = after
    return { ...done, event, nonAccrual, terms: after.terms }
  })
  return { origin, note, events, entries }
}

/** The events that stand, by value day: what was taken back is left out with its reversal. */
export function standing(events: readonly NoteEvent[]): NoteEvent[] {
  const reversed = new Set<string>()
  for (const event of events.toReversed()) if (event.kind === 'REVERSED' && !reversed.has(event.id)) reversed.add(event.body.reverses)
  return events.filter((event) => event.kind !== 'REVERSED' && !reversed.has(event.id)).toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
}

/**
 * One more event. On its day or later than all others it is added to the note as it stands; one with an earlier value day,
 * and the reversal of any event, plays the note anew from its origin and says what that changes.
 */
export function step(before: PlayedNote, event: NoteEvent, calendar: WorkingCalendar): Stepped {
  const last = before.entries.at(-1)?.event.on
  const events = [...before.events, event]
  if (event.kind === 'REVERSED' || (last !== undefined && event.on < last)) return corrected(before, play(before.origin, events, calendar), event)
  const { note, ...done } = apply(before.note, event, calendar)
  const nonAccrual = isNonAccrual(before.note)
  const entry: Entry = { ...done, event, nonAccrual, terms: note.terms }
  return {
    state: { origin: before.origin, note, events, entries: [...before.entries, entry] }, lines: done.lines, leftFen: done.leftFen, plan: done.plan,
    bookings: done.outcomes.map((outcome) => ({ outcome, nonAccrual })), differences: [],
  }
}

function corrected(before: PlayedNote, state: PlayedNote, event: NoteEvent): Stepped {
  const own = state.entries.find((entry) => entry.event.id === event.id)
  const isNewPlan = JSON.stringify(planOf(before.note)) !== JSON.stringify(planOf(state.note))
  return {
    state, lines: own?.lines ?? [], leftFen: own?.leftFen ?? ZERO_FEN, plan: isNewPlan ? planOf(state.note) : null,
    bookings: correctionOf(before, state), differences: differences(before, state),
  }
}

/** The plan in force, without what is paid of it. */
export function planOf({ instalments }: Pick<NoteAtHand, 'instalments'>): PlanRow[] {
  return instalments.map(({ seq, kind, dueOn, principalFen, interestFen, balanceFen }) => ({ seq, kind, dueOn, principalFen, interestFen, balanceFen }))
}

function isNonAccrual(note: NoteAtHand): boolean {
  return (note.nonAccrualOn ?? null) !== null
}

/** What went elsewhere than before, event by event. */
export function differences(before: Pick<PlayedNote, 'entries'>, after: Pick<PlayedNote, 'entries'>): Reallocated[] {
  const old = amountsOf(before.entries)
  const now = amountsOf(after.entries)
  const keys = [...new Set([...old.keys(), ...now.keys()])]
  return keys.flatMap((key) => {
    const [beforeFen, afterFen] = [old.get(key)?.fen ?? 0, now.get(key)?.fen ?? 0]
    const { id, part } = (old.get(key) ?? now.get(key))!
    return beforeFen === afterFen ? [] : [{ id, part, beforeFen: fen(beforeFen), afterFen: fen(afterFen) }]
  })
}

interface Amount { readonly id: string; readonly part: Part | 'SUSPENSE'; fen: number }

function amountsOf(entries: readonly Entry[]): Map<string, Amount> {
  const sums = new Map<string, Amount>()
  const put = (id: string, part: Part | 'SUSPENSE', amountFen: Fen) => {
    const key = `${part} ${id}`
    const sum = sums.get(key)
    if (sum === undefined) sums.set(key, { id, part, fen: amountFen })
    else sum.fen += amountFen
  }
  for (const { event, lines, leftFen } of entries) {
    for (const line of lines) put(event.id, line.part, line.amountFen)
    if (leftFen > 0) put(event.id, 'SUSPENSE', leftFen)
  }
  return sums
}

/** What is booked to come from one state to another: the difference of all that was booked for it, kind by kind. */
export function correctionOf(before: Pick<PlayedNote, 'entries'>, after: Pick<PlayedNote, 'entries'>): Booking[] {
  const sums = new Map<string, { outcome: Outcome; nonAccrual: boolean; fen: number; beside: number }>()
  const put = (outcome: Outcome, nonAccrual: boolean, key: string, amountFen: number, beside = 0) => {
    const at = `${outcome.kind} ${nonAccrual} ${key}`
    const sum = sums.get(at)
    if (sum === undefined) sums.set(at, { outcome, nonAccrual, fen: amountFen, beside })
    else [sum.fen, sum.beside] = [sum.fen + amountFen, sum.beside + beside]
  }
  for (const [entries, sign] of [[before.entries, -1], [after.entries, 1]] as const) {
    for (const { outcomes, nonAccrual } of entries) for (const outcome of outcomes) putOutcome(outcome, sign, (key, amountFen, beside) => put(outcome, nonAccrual, key, amountFen, beside))
  }
  return [...sums.entries()].flatMap(([key, sum]) => (sum.fen === 0 && sum.beside === 0 ? [] : [{ nonAccrual: sum.nonAccrual, outcome: asCorrection(sum.outcome, key.split(' ')[2]!, fen(sum.fen), fen(sum.beside)) }]))
}

function putOutcome(outcome: Outcome, sign: number, put: (key: string, amountFen: number, principal?: number) => void): void {
  switch (outcome.kind) {
    case 'REPAID': case 'RENEWED': case 'CORRECTED':
      for (const line of outcome.lines) put(line.part, sign * line.amountFen)
      if (outcome.leftFen !== 0) put('SUSPENSE', sign * outcome.leftFen)
      break
    case 'RELIEVED': case 'CHARGED':
      for (const line of outcome.lines) put(line.part, sign * line.amountFen)
      break
    case 'RECOVERED': put('RECOVERED', sign * outcome.amountFen, sign * outcome.claimFen); break
    case 'REFUNDED': put(outcome.part, sign * outcome.amountFen); break
    case 'WRITTEN_OFF': put('ALL', sign * outcome.amountFen, sign * outcome.costsFen); break
    case 'DISBURSED': case 'REFUND_PAID': put('ALL', sign * outcome.amountFen); break
  }
}

function asCorrection(outcome: Outcome, key: string, amountFen: Fen, besideFen: Fen): Outcome {
  const lines: Moved[] = key === 'SUSPENSE' ? [] : [{ part: key as Part, amountFen }]
  switch (outcome.kind) {
    case 'REPAID': case 'RENEWED': case 'CORRECTED': return { kind: 'CORRECTED', lines, leftFen: key === 'SUSPENSE' ? amountFen : ZERO_FEN }
    case 'RELIEVED': case 'CHARGED': return { kind: outcome.kind, lines }
    case 'RECOVERED': return { kind: 'RECOVERED', amountFen, claimFen: besideFen }
    case 'REFUNDED': return { ...outcome, amountFen }
    case 'WRITTEN_OFF': return { kind: 'WRITTEN_OFF', amountFen, costsFen: besideFen }
    case 'DISBURSED': case 'REFUND_PAID': return { kind: outcome.kind, amountFen }
  }
}
