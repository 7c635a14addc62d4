import { type Day, type Fen, daysBetween, fen } from '#kernel'
import { isClear } from './beside.ts'
import { type NoteAtHand, type Standing, isOpen, outstandingFen } from './note.ts'
import { contractedDueDay } from './plan.ts'

/** A note at the end of a business day, as far as a day-end and a list must know it at a glance. */
export interface Closing {
  /** Principal not repaid and not written off. */
  readonly balanceFen: Fen
  /** Due day of the oldest instalment not paid in full: it may lie ahead. */
  readonly oldestDueOn: Day | null
  /** The next day whose day-end has to look at it: the next due day after this one. */
  readonly nextEventOn: Day | null
  /** The contracted period of the next instalment to fall due; its interest accrues over it. */
  readonly periodFrom: Day | null
  readonly periodTo: Day | null
  /** Its interest, less what was paid of it before its day. */
  readonly periodInterestFen: Fen
  /** Fallen due by the end of the day (an instalment is due on its due day) and not paid. */
  readonly duePrincipalFen: Fen
  readonly dueInterestFen: Fen
  /** Day on which the last of it was paid; none while anything is owed. */
  readonly settledOn: Day | null
}

/** The closing figures of a note at the end of a business day. A note written off has left the balance sheet: nothing of it runs or falls due. */
export function closingOf(note: NoteAtHand, on: Day): Closing {
  const balanceFen = outstandingFen(note)
  const oldest = note.instalments.find(isOpen)
  if (oldest === undefined) return { ...NOTHING_RUNS, balanceFen, oldestDueOn: null, settledOn: isClear(note.beside) ? lastSettled(note.instalments) : null }
  if ((note.writtenOff ?? null) !== null) return { ...NOTHING_RUNS, balanceFen, oldestDueOn: oldest.dueOn, settledOn: null }
  let [duePrincipal, dueInterest, regular] = [0, 0, 0]
  let next: Standing | undefined
  for (const row of note.instalments) {
    if (row.kind === 'REGULAR' && next === undefined) {
      if (row.dueOn > on) next = row
      else regular++
    }
    // One paid ahead of its day may stand before one that acceleration made due today.
    if (row.settledOn !== null || row.dueOn > on) continue
    duePrincipal += row.principalFen - row.principalPaidFen
    dueInterest += row.interestFen - row.interestPaidFen
  }
  const due = { balanceFen, oldestDueOn: oldest.dueOn, duePrincipalFen: fen(duePrincipal), dueInterestFen: fen(dueInterest), settledOn: null }
  if (next === undefined) return { ...NOTHING_RUNS, ...due }
  return {
    ...due, nextEventOn: next.dueOn, periodFrom: regular === 0 ? note.disbursedOn : contractedDueDay(note.terms, regular - 1), periodTo: contractedDueDay(note.terms, regular), periodInterestFen: fen(next.interestFen - next.interestPaidFen),
  }
}

const NOTHING = 0 as Fen
const NOTHING_RUNS = { nextEventOn: null, periodFrom: null, periodTo: null, periodInterestFen: NOTHING, duePrincipalFen: NOTHING, dueInterestFen: NOTHING } as const

/**
 * Interest accrued and not paid at the end of a day, for a day from that of the closing figures to before its next event:
 * what has fallen due, and of the running period interest × days so far ÷ days of the period, rounded half-up once. The
 * day on which it was disbursed counts, the day itself does not, as in a settlement on that day. A due day moved off a
 * holiday moves no interest, so days so far stay within the period.
 */
export function accruedOn({ dueInterestFen, periodFrom, periodTo, periodInterestFen }: Pick<Closing, 'dueInterestFen' | 'periodFrom' | 'periodTo' | 'periodInterestFen'>, on: Day): Fen {
  if (periodFrom === null || periodTo === null || periodInterestFen === 0 || on <= periodFrom) return dueInterestFen
  if (on >= periodTo) return fen(dueInterestFen + periodInterestFen)
  const days = daysBetween(periodFrom, periodTo)
  const product = periodInterestFen * daysBetween(periodFrom, on)
  const rest = product % days
  return fen(dueInterestFen + (product - rest) / days + (rest * 2 >= days ? 1 : 0))
}

function lastSettled(instalments: readonly Standing[]): Day | null {
  return instalments.reduce<Day | null>((last, row) => (row.settledOn !== null && (last === null || row.settledOn > last) ? row.settledOn : last), null)
}
