import { ScheduleShape, ScheduleTerms, buildSchedule, fitShape, shapeOf } from '#common/schedule/domain'
import { type Day, type Fen, type WorkingCalendar, ZERO_FEN, fen } from '#kernel'
import { z } from 'zod'
import { settle } from './allocate.ts'
import { earlyInterest } from './early.ts'
import type { RestTerms } from './events.ts'
import { atRate, interestOfPeriod, stretchesOf } from './interest.ts'
import type { NoteAtHand, PlanRow, PlanTerms, Standing } from './note.ts'
import { closeStretches } from './owed.ts'
import { contractedDueDays, movedDueDay, onPlan } from './plan.ts'
import { bareRow, cutAt, numbered, overSameTerm, rowsAfter, withInterest } from './rest.ts'

/** What a type needs beside periods and days, among other terms. */
const Amounts = z.object(ScheduleShape.shape)

/** A note on a new plan, or the note as it was where nothing was left to plan. */
export interface Changed {
  readonly note: NoteAtHand
  readonly plan: readonly PlanRow[] | null
}

/** The contract's rate and the penalty rate that follows it, from a day on: the running period counts each rate by its days, later ones bear the new one; level instalments are worked out anew. */
export function changeRate(before: NoteAtHand, on: Day, { annualRate, penaltyRate }: { annualRate: string; penaltyRate: string }): Changed {
  const note = { ...atNewRates(before, on, { annualRate, penaltyRate }), terms: atRate(before.terms, on, annualRate) }
  const cut = cutAt(note, on)
  if (cut.restFen === 0) return { note, plan: null }
  const rows = shapeOf(note.terms.method) === 'LEVEL' ? overSameTerm(note, cut.restFen, cut) : withInterest(note, rowsAfter(note, cut).map((row) => row.principalFen), cut)
  return onNewPlan(note, note.terms, [...cut.kept, ...numbered(rows, cut.kept.length)])
}

/** All the rest falls due on a day, with its interest to the day; from then on it is overdue principal. */
export function accelerate(note: NoteAtHand, on: Day): Changed {
  const cut = cutAt(note, on)
  if (cut.restFen === 0) return { note, plan: null }
  const last: PlanRow = { seq: cut.kept.length + 1, kind: 'REGULAR', dueOn: on, principalFen: cut.restFen, interestFen: earlyInterest(note, cut.restFen, { from: cut.from, on }), balanceFen: ZERO_FEN }
  return onNewPlan(note, { ...note.terms, dueDays: [...contractedDueDays(note.terms).slice(0, cut.regular), on] }, [...cut.kept, last])
}

export interface Replanned {
  readonly rest: RestTerms
  /** The principal these terms were agreed for; another one found when history is rewritten takes the same shape. */
  readonly principalFen: Fen
  readonly annualRate: string | null
  readonly penaltyRate: string | null
  /** Principal overdue is planned anew with the rest. */
  readonly takesOverdue: boolean
}

/** The principal not yet due on other terms (展期, 调整还款计划); interest runs on from where the old plan left off. */
export function replan(before: NoteAtHand, on: Day, { rest, principalFen, annualRate, penaltyRate, takesOverdue }: Replanned, calendar: WorkingCalendar): Changed {
  const atNew = atNewRates(before, on, { annualRate, penaltyRate })
  const note = takesOverdue ? withoutOverdue(atNew, on, calendar) : atNew
  const cut = cutAt(note, on)
  const startsOn = takesOverdue && on > cut.from ? on : cut.from
  if (cut.restFen === 0 || rest.firstDueOn <= startsOn) return { note: before, plan: null }
  // Overdue principal bore penalty until today; the rest bore interest, which the first new instalment brings.
  const broughtFen = takesOverdue ? earlyInterest(before, cutAt(before, on).restFen, { from: cut.from, on }) : ZERO_FEN
  const { holidayRule = 'NONE', ...kept } = rest
  const fitted = fitShape(rest.method, Amounts.parse(rest), { principalFen, periods: rest.periods }, { principalFen: cut.restFen, periods: rest.periods })
  const schedule = { ...kept, ...fitted, principalFen: cut.restFen, annualRate: annualRate ?? note.terms.annualRate, disbursedOn: startsOn }
  const { rows } = buildSchedule(ScheduleTerms.parse(schedule))
  const rated = annualRate === null ? note.terms : atRate(note.terms, on, annualRate)
  const terms: PlanTerms = { ...schedule, behind: cut.regular, dueDays: [...contractedDueDays(note.terms).slice(0, cut.regular), ...rows.map((row) => row.dueOn)], ...(rated.rates === undefined ? {} : { rates: rated.rates }) }
  // Days of the running period that went by at another rate bear that rate.
  const firstFen = stretchesOf(terms, startsOn, terms.dueDays![cut.regular]!).length > 1 ? interestOfPeriod(terms, cut.restFen, startsOn, terms.dueDays![cut.regular]!) : rows[0]!.interestFen
  const planned = rows.map((row, k): PlanRow => bareRow({ ...row, kind: 'REGULAR', dueOn: movedDueDay(row.dueOn, holidayRule, calendar, on > startsOn ? on : startsOn), interestFen: k === 0 ? fen(firstFen + broughtFen) : row.interestFen }))
  return onNewPlan(note, terms, [...cut.kept, ...numbered(planned, cut.kept.length)])
}

function onNewPlan(note: NoteAtHand, terms: PlanTerms, plan: readonly PlanRow[]): Changed {
  return { note: { ...note, terms, instalments: onPlan(plan, note.instalments) }, plan }
}

/** Stretches that ran at an old rate end where the new one begins: overdue interest may bear the contract's. */
function atNewRates(note: NoteAtHand, on: Day, { annualRate, penaltyRate }: { readonly annualRate: string | null; readonly penaltyRate: string | null }): NoteAtHand {
  if ((penaltyRate ?? note.rule.penaltyRate) === note.rule.penaltyRate && (annualRate ?? note.terms.annualRate) === note.terms.annualRate) return note
  return { ...note, rule: { ...note.rule, penaltyRate: penaltyRate ?? note.rule.penaltyRate }, instalments: note.instalments.map((row) => closeStretches(row, note, on)) }
}

/** The plan without the principal overdue on a day: it leaves the instalments it was due with and joins the rest. */
function withoutOverdue(note: NoteAtHand, on: Day, calendar: WorkingCalendar): NoteAtHand {
  let left: number = note.amountFen
  const instalments = note.instalments.map((row): Standing => {
    const isTaken = row.settledOn === null && row.dueOn <= on
    const principalFen = isTaken ? row.principalPaidFen : row.principalFen
    left -= principalFen
    const balanceFen = left as Fen
    return isTaken ? settle({ ...closeStretches(row, note, on), principalFen, balanceFen }, { on, note, calendar }) : { ...row, balanceFen }
  })
  return { ...note, instalments }
}
