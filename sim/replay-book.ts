import { type Day, type WorkingCalendar, addDays, fen } from '#kernel'
import { type Booking, type Closing, type NoteAtHand, type NoteEvent, type PlayedNote, accruedOn, begin, closingOf, duesOn, outstandingFen, play, step, transfersOf } from '#loan/servicing/domain'
import { Chance } from './chance.ts'
import { type Habit, randomCalendar, randomEvents, randomOrigin } from './replay-random.ts'
import { SecondBook } from './replay-second.ts'

/** What a run of notes came to. */
export interface ReplayTally {
  notes: number
  noteDays: number
  /** Events applied by `step`, and by `play` in comparison. */
  steps: number
  played: number
  /** Events that rewrote history. */
  rewritten: number
  settled: number
  writtenOff: number
  readonly events: Record<string, number>
  readonly methods: Record<string, number>
  readonly faults: string[]
}

const MOST_FAULTS = 20

/** Lives of random notes over so many days: every day the state kept event by event is held against events alone, a second book and what must always be true. */
export function replayNotes(seed: number, first: number, count: number, days: number): ReplayTally {
  const tally: ReplayTally = { notes: 0, noteDays: 0, steps: 0, played: 0, rewritten: 0, settled: 0, writtenOff: 0, events: {}, methods: {}, faults: [] }
  for (let number = first; number < first + count && tally.faults.length < MOST_FAULTS; number++) new Life(seed, number, tally).live(days)
  return tally
}

/** Several tallies as one. */
export function addedTallies(tallies: readonly ReplayTally[]): ReplayTally {
  const sum: ReplayTally = { notes: 0, noteDays: 0, steps: 0, played: 0, rewritten: 0, settled: 0, writtenOff: 0, events: {}, methods: {}, faults: [] }
  for (const tally of tallies) {
    for (const key of ['notes', 'noteDays', 'steps', 'played', 'rewritten', 'settled', 'writtenOff'] as const) sum[key] += tally[key]
    for (const key of ['events', 'methods'] as const) for (const [name, times] of Object.entries(tally[key])) sum[key][name] = (sum[key][name] ?? 0) + times
    sum.faults.push(...tally.faults)
  }
  return sum
}

class Life {
  private readonly tally: ReplayTally
  private readonly number: number
  private readonly chance: Chance
  private readonly calendar: WorkingCalendar
  private readonly habit: Habit
  private state: PlayedNote
  /** The columns of the note as a day-end and acts leave them: written on a day on which something happened, and on no other. */
  private closing: Closing
  private second: SecondBook
  private readonly bookings: Booking[] = []
  private on: Day

  constructor(seed: number, number: number, tally: ReplayTally) {
    this.tally = tally
    this.number = number
    this.chance = new Chance((Math.imul(seed, 0x9e3779b1) + number) >>> 0)
    this.calendar = randomCalendar(this.chance)
    this.habit = this.chance.weighted({ GOOD: 6, LATE: 3, BAD: 1.5 })
    const origin = randomOrigin(this.chance, this.calendar)
    this.state = begin(origin)
    this.on = origin.disbursedOn
    this.closing = closingOf(this.state.note, this.on)
    this.second = new SecondBook(origin, this.calendar)
    tally.notes++
    tally.methods[origin.terms.method] = (tally.methods[origin.terms.method] ?? 0) + 1
  }

  live(days: number): void {
    for (let day = 0; day < days && this.tally.faults.length < MOST_FAULTS; day++) {
      if (day > 0) {
        this.on = addDays(this.on, 1)
        this.second.nextDay()
      }
      const before = this.state
      const { chance, habit, calendar } = this
      const seen = this.closing.nextEventOn === this.on ? closingOf(this.state.note, this.on) : this.closing
      for (const event of randomEvents(this.state, seen, this.on, { chance, habit, calendar, id: String(this.tally.steps) })) this.happen(event)
      if (this.state !== before || this.closing.nextEventOn === this.on) this.closing = closingOf(this.state.note, this.on)
      if (this.state !== before) this.compareWithPlay()
      this.check()
      this.tally.noteDays++
    }
    this.compareBookings()
    if (this.closing.settledOn !== null) this.tally.settled++
    if ((this.state.note.writtenOff ?? null) !== null) this.tally.writtenOff++
  }

  private happen(event: NoteEvent): void {
    const count = this.state.entries.length
    const done = step(this.state, event, this.calendar)
    this.state = done.state
    this.bookings.push(...done.bookings)
    this.tally.steps++
    this.tally.events[event.kind] = (this.tally.events[event.kind] ?? 0) + 1
    if (event.on !== this.on || event.kind === 'REVERSED' || done.state.entries.length !== count + 1 || done.state.entries.at(-1)!.event !== event) {
      this.tally.rewritten++
      this.second = this.secondAnew()
    } else this.second.take(done.state.entries.at(-1)!)
  }

  /** The second book from its first day, with what stands now. */
  private secondAnew(): SecondBook {
    const { origin, entries } = this.state
    const second = new SecondBook(origin, this.calendar)
    let at = 0
    for (let on = origin.disbursedOn; on <= this.on; on = addDays(on, 1)) {
      if (on > origin.disbursedOn) second.nextDay()
      for (; at < entries.length && entries[at]!.event.on === on; at++) second.take(entries[at]!)
    }
    return second
  }

  private compareWithPlay(): void {
    const played = play(this.state.origin, this.state.events, this.calendar)
    this.tally.played += played.entries.length
    const fault = noteFault(this.state.note, played.note)
    if (fault !== null) this.fault(`state differs from events alone: ${fault}`)
    if (played.entries.length !== this.state.entries.length) this.fault('entries differ from events alone')
  }

  private check(): void {
    const { note, origin } = this.state
    const closing = closingOf(note, this.on)
    const stale = closingFault(this.closing, closing)
    if (stale !== null) this.fault(`nothing called for a look at it, yet ${stale} changed`)
    if (closing.nextEventOn !== null && closing.nextEventOn <= this.on) this.fault(`next event ${closing.nextEventOn} lies behind`)
    if (closing.nextEventOn === null && closing.settledOn === null && closing.balanceFen > closing.duePrincipalFen) this.fault('principal is left that nothing will call due')
    this.checkSums(note)
    this.checkSecond(closing)
    if (origin.amountFen !== note.amountFen) this.fault('the amount changed')
  }

  private checkSums(note: NoteAtHand): void {
    let [planned, paid] = [0, 0]
    for (const row of note.instalments) {
      planned += row.principalFen
      paid += row.principalPaidFen
      if (row.principalFen < 0 || row.interestFen < 0 || row.principalPaidFen < 0 || row.interestPaidFen < 0 || row.penaltyClosedFen < 0 || row.penaltyPaidFen < 0 || row.compoundClosedFen < 0 || row.compoundPaidFen < 0) this.fault(`row ${row.seq} has a negative figure`)
      if (row.principalPaidFen > row.principalFen || row.interestPaidFen > row.interestFen) this.fault(`row ${row.seq} is overpaid`)
    }
    if (planned !== note.amountFen) this.fault(`the plan repays ${planned} of ${note.amountFen}`)
    const writtenOff = note.writtenOff?.principalFen ?? 0
    if (paid + this.closing.balanceFen + writtenOff !== note.amountFen || this.closing.balanceFen < 0 || outstandingFen(note) !== this.closing.balanceFen) this.fault('paid, outstanding and written off are not what was disbursed')
    if ((note.suspenseFen ?? 0) < 0) this.fault('suspense is negative')
  }

  private checkSecond(closing: Closing): void {
    const { note } = this.state
    const figures = this.second.figures()
    const main = { balance: closing.balanceFen, duePrincipal: closing.duePrincipalFen, dueInterest: closing.dueInterestFen, penalty: 0, compound: 0, beside: 0 }
    if (closing.duePrincipalFen + closing.dueInterestFen > 0 || (note.beside ?? null) !== null || figures.penalty + figures.compound + figures.beside > 0) {
      for (const due of duesOn(note, this.on, this.calendar)) {
        if (due.seq === 0) main.beside += due.owedFen
        else if (due.part === 'PENALTY') main.penalty += due.owedFen
        else if (due.part === 'COMPOUND') main.compound += due.owedFen
      }
    }
    for (const key of Object.keys(main) as (keyof typeof main)[]) if (main[key] !== figures[key]) this.fault(`${key} is ${main[key]}, counted day by day ${figures[key]}`)
    const accrued = accruedOn(this.closing, this.on)
    const expected = closing.dueInterestFen + runningOf(this.closing, this.on)
    if (accrued !== expected) this.fault(`accrued ${accrued}, counted ${expected}`)
    for (const says of this.second.faults.splice(0)) this.fault(says)
  }

  /** Booked event by event and by corrections, the ledger comes to what the events that stand would have booked at once. */
  private compareBookings(): void {
    const now = this.state.entries.flatMap(({ outcomes, nonAccrual }) => outcomes.map((outcome) => ({ outcome, nonAccrual })))
    const [booked, standing] = [this.accounts(this.bookings), this.accounts(now)]
    for (const account of new Set([...booked.keys(), ...standing.keys()])) {
      if ((booked.get(account) ?? 0) !== (standing.get(account) ?? 0)) this.fault(`account ${account} is ${booked.get(account) ?? 0}, by what stands ${standing.get(account) ?? 0}`)
    }
  }

  private accounts(bookings: readonly Booking[]): Map<string, number> {
    const sums = new Map<string, number>()
    for (const { outcome, nonAccrual } of bookings) {
      for (const { debit, credit, amountFen } of transfersOf(outcome, { noteId: '', unitId: '', productCode: '', nonAccrual, valueDay: this.on })) {
        sums.set(debit, (sums.get(debit) ?? 0) + amountFen)
        sums.set(credit, (sums.get(credit) ?? 0) - amountFen)
      }
    }
    return sums
  }

  private fault(says: string): void {
    this.tally.faults.push(`note ${this.number} on ${this.on}: ${says}`)
  }
}

/** Interest of the running period by counting days from its first one. */
function runningOf({ periodFrom, periodTo, periodInterestFen }: Closing, on: Day): number {
  if (periodFrom === null || periodTo === null) return 0
  const at = (text: string) => Date.parse(`${text}T00:00:00Z`) / 86_400_000
  const days = at(periodTo) - at(periodFrom)
  const soFar = Math.max(0, Math.min(days, at(on) - at(periodFrom)))
  return days === 0 ? periodInterestFen : Number((2n * BigInt(periodInterestFen) * BigInt(soFar) + BigInt(days)) / (2n * BigInt(days)))
}

function closingFault(a: Closing, b: Closing): string | null {
  for (const key of Object.keys(b) as (keyof Closing)[]) if (a[key] !== b[key]) return `${key} ${a[key]} → ${b[key]}`
  return null
}

function noteFault(a: NoteAtHand, b: NoteAtHand): string | null {
  if (a.instalments.length !== b.instalments.length) return 'number of instalments'
  for (const [k, row] of a.instalments.entries()) {
    const other = b.instalments[k]!
    for (const key of Object.keys(row) as (keyof typeof row)[]) if (row[key] !== other[key]) return `${key} of row ${row.seq}: ${row[key]} and ${other[key]}`
  }
  const rest = (note: NoteAtHand) => JSON.stringify([note.terms, note.rule.penaltyRate, note.beside ?? null, note.writtenOff ?? null, note.nonAccrualOn ?? null, fen(note.suspenseFen ?? 0), note.lastPaidOn])
  return rest(a) === rest(b) ? null : `${rest(a)} and ${rest(b)}`
}
