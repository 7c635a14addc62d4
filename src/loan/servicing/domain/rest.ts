import { type ScheduleTerms, buildSchedule, shapeOf, termsOfRest } from '#common/schedule/domain'
import { type Day, type Fen, compare, fen, shareOut, sumFen } from '#kernel'
import { dueDayFor, interestOfPeriod, rateOf, stretchesOf } from './interest.ts'
import type { NoteAtHand, PlanRow } from './note.ts'
import { contractedDueDay, contractedDueDays, planRows } from './plan.ts'

/** Where a plan is cut: the instalments behind stay, the rest is planned anew from the contracted day the last of them fell due. */
export interface Cut {
  /** Rows that are due or paid already. */
  readonly kept: readonly PlanRow[]
  /** Principal of the rows after them. */
  readonly restFen: Fen
  /** How many of the rows kept are regular instalments. */
  readonly regular: number
  /** Contracted day on which the running period began. */
  readonly from: Day
}

/** The cut at a day: what is due by then or paid already stays. */
export function cutAt(note: Pick<NoteAtHand, 'amountFen' | 'disbursedOn' | 'terms' | 'instalments'>, on: Day): Cut {
  const kept = note.instalments.slice(0, note.instalments.findLastIndex((row) => row.settledOn !== null || row.dueOn <= on) + 1).map(bareRow)
  const regular = kept.reduce((count, row) => (row.kind === 'REGULAR' ? count + 1 : count), 0)
  return { kept, regular, restFen: fen(note.amountFen - sumFen(kept.map((row) => row.principalFen))), from: regular === 0 ? note.disbursedOn : contractedDueDay(note.terms, regular - 1) }
}

/** Instalments of the plan after the cut. */
export function rowsAfter(note: Pick<NoteAtHand, 'instalments'>, { regular }: Pick<Cut, 'regular'>): PlanRow[] {
  return note.instalments.filter((row) => row.kind === 'REGULAR').slice(regular)
}

type Planned = Pick<NoteAtHand, 'disbursedOn' | 'terms' | 'instalments'>

/**
 * The rest over the due days it has: level and equal instalments and loans repaid at the end are worked out anew, amounts
 * that were given keep their proportion.
 */
export function overSameTerm(note: Planned, leftFen: Fen, cut: Pick<Cut, 'regular'>): PlanRow[] {
  const old = rowsAfter(note, cut)
  const days = contractedDueDays(note.terms)
  const { regular } = cut
  const firstDueOn = days[regular]!
  const rest = termsOfRest(note.terms, { behind: regular - (note.terms.behind ?? 0), leftFen })
  if (shapeOf(rest.method) === 'GIVEN' || (rest.gracePeriods ?? 0) >= old.length) return withInterest(note, shareOut(leftFen, weightsOf(old)), cut)
  // Read when they were agreed; only the rate is text as it is kept.
  const schedule = { ...rest, annualRate: rateOf(rest.annualRate), periods: old.length, dueDay: dueDayFor(note.terms, firstDueOn), holidayRule: undefined, disbursedOn: days[regular - 1] ?? note.disbursedOn, firstDueOn } as ScheduleTerms
  const rows = planRows(buildSchedule(schedule).rows)
  return bearsOtherRate(note, cut) ? withInterest(note, rows.map((row) => row.principalFen), cut) : onOldDays(rows, old)
}

/** The rest at the instalment it has, until nothing is left: the whole amount of a level one, the principal of another. */
export function atSameInstalment(note: Planned, leftFen: Fen, cut: Pick<Cut, 'regular'>): PlanRow[] {
  const isLevel = shapeOf(note.terms.method) === 'LEVEL'
  const old = rowsAfter(note, cut)
  const interestOf = interestAfter(note, cut)
  const rows: PlanRow[] = []
  let left: Fen = leftFen
  for (const [k, row] of old.entries()) {
    if (left === 0) break
    const interestFen = interestOf(left, k)
    const wanted = isLevel && row.principalFen > 0 ? row.principalFen + row.interestFen - interestFen : row.principalFen
    const principalFen = fen(k === old.length - 1 ? left : Math.min(left, Math.max(0, wanted)))
    left = fen(left - principalFen)
    rows.push({ ...bareRow(row), principalFen, interestFen, balanceFen: left })
  }
  return rows
}

/** The same principals with the interest of the rates as they are now. */
export function withInterest(note: Planned, principals: readonly Fen[], cut: Pick<Cut, 'regular'>): PlanRow[] {
  const old = rowsAfter(note, cut)
  const interestOf = interestAfter(note, cut)
  let left: Fen = sumFen(principals)
  return principals.map((principalFen, k) => {
    const interestFen = interestOf(left, k)
    left = fen(left - principalFen)
    return { ...bareRow(old[k]!), principalFen, interestFen, balanceFen: left }
  })
}

/** Numbers rows on from those before them. */
export function numbered(rows: readonly PlanRow[], after: number): PlanRow[] {
  return rows.map((row, index) => ({ ...row, seq: after + 1 + index }))
}

/** A row of the plan alone, without what is paid of it. */
export function bareRow({ seq, kind, dueOn, principalFen, interestFen, balanceFen }: PlanRow): PlanRow {
  return { seq, kind, dueOn, principalFen, interestFen, balanceFen }
}

/** Interest of the k-th period after the cut on a balance. */
function interestAfter(note: Planned, { regular }: Pick<Cut, 'regular'>): (balanceFen: Fen, k: number) => Fen {
  const days = contractedDueDays(note.terms)
  return (balanceFen, k) => interestOfPeriod(note.terms, balanceFen, days[regular + k - 1] ?? note.disbursedOn, days[regular + k]!)
}

/** True where days after the cut, or of the period that runs at it, bear another rate than the one in force. */
function bearsOtherRate(note: Planned, { regular }: Pick<Cut, 'regular'>): boolean {
  const days = contractedDueDays(note.terms)
  const now = rateOf(note.terms.annualRate)
  return note.terms.rates !== undefined && stretchesOf(note.terms, days[regular - 1] ?? note.disbursedOn, days.at(-1)!).some(({ annualRate }) => compare(annualRate, now) !== 0)
}

/** Days that were moved off a holiday stay moved. */
function onOldDays(rows: readonly PlanRow[], old: readonly PlanRow[]): PlanRow[] {
  return rows.map((row, index) => ({ ...row, dueOn: old[index]?.dueOn ?? row.dueOn }))
}

/** Shares need one weight at least; where nothing was to be repaid any more, the last instalment carries it. */
function weightsOf(rows: readonly PlanRow[]): number[] {
  const weights = rows.map((row) => row.principalFen as number)
  return weights.some((weight) => weight > 0) ? weights : weights.map((_, k) => (k === weights.length - 1 ? 1 : 0))
}
