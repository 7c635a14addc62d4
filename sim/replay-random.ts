import { EVERY, type Every, METHODS, type Method, cyclesOf, usualShape } from '#common/schedule/domain'
import { type Day, type WorkingCalendar, addDays, addMonths, daysBetween, fen } from '#kernel'
import { type Closing, type LateRule, type NoteEvent, type NoteOrigin, type PlanTerms, type PlayedNote, type RepaymentKind, cutAt, duesOn, earlyInterest, earlyOn, firstPlan, outstandingFen, overdueDays, possibleOn } from '#loan/servicing/domain'
import type { Chance } from './chance.ts'

/** How a customer pays: on his day, some days later, or seldom. */
export type Habit = 'GOOD' | 'LATE' | 'BAD'

const ALLOCATION: LateRule['allocation'] = { normal: ['COSTS', 'COMPOUND', 'PENALTY', 'INTEREST', 'PRINCIPAL'], nonAccrual: ['COSTS', 'PRINCIPAL', 'INTEREST', 'PENALTY', 'COMPOUND'], nonAccrualAfterDays: 90 }
const RATES = [['0', '0.108'], ['0.0385', '0.05775'], ['0.072', '0.108'], ['0.1125', '0.16875'], ['0.154', '0.2002'], ['0.24', '0.312']] as const
const REASON = '随机生成的事件'

/** Public holidays of four years, the longer ones with the working weekends made up for them. */
export function randomCalendar(chance: Chance): WorkingCalendar {
  const [holidays, makeUpDays] = [new Set<string>(), new Set<string>()]
  for (let year = 2023; year <= 2027; year++) {
    for (const [from, days] of [[`${year}-01-01`, 1], [`${year}-${chance.pick(['01-28', '02-10', '02-17'])}`, 8], [`${year}-04-04`, 3], [`${year}-05-01`, 5], [`${year}-10-01`, 8]] as const) {
      for (let k = 0; k < days; k++) holidays.add(addDays(from as Day, k))
      if (days > 3) makeUpDays.add(addDays(from as Day, -chance.whole(1, 6)))
    }
  }
  return { holidays, makeUpDays }
}

/** A note of any type, cycle, size and rule. */
export function randomOrigin(chance: Chance, calendar: WorkingCalendar): NoteOrigin {
  const method = chance.happens(0.5) ? chance.pick(['ANNUITY', 'ANNUITY', 'EQUAL_PRINCIPAL', 'INTEREST_ONLY_M'] as const) : chance.pick(METHODS)
  const cycles = cyclesOf(method)
  const every = chance.happens(0.7) ? cycles[0] : chance.pick(EVERY.filter((one) => cycles.includes(one)))
  const principalFen = fen(chance.whole(100_000, 50_000_000))
  const periods = every === 'ONCE' ? 1 : chance.whole(2, PERIODS[every])
  const disbursedOn = addDays('2024-01-01' as Day, chance.whole(0, 600))
  const [annualRate, penaltyRate] = chance.pick(RATES)
  const dayCount = chance.pick(['M30', 'M30', 'M30', 'ACT_360', 'ACT_365'] as const)
  const terms: PlanTerms = {
    principalFen, annualRate, method, periods, every, disbursedOn, firstDueOn: firstDueOf(chance, every, disbursedOn), dayCount,
    ...(chance.happens(0.1) ? { rounding: 'UP' as const } : {}), ...usualShape(method, { principalFen, periods }),
  }
  const rule: LateRule = {
    penaltyRate, compound: chance.happens(0.7), daysPerYear: dayCount === 'ACT_365' ? 365 : 360, graceDays: chance.pick([0, 0, 0, 1, 3]), graceToWorkingDay: chance.happens(0.8),
    allocation: { ...ALLOCATION, nonAccrualAfterDays: chance.pick([90, 90, 60]) },
  }
  return { amountFen: principalFen, disbursedOn, terms, rule, plan: firstPlan(terms, chance.pick(['NONE', 'NONE', 'NONE', 'FOLLOWING', 'MODIFIED_FOLLOWING', 'PRECEDING']), calendar) }
}

const PERIODS: Readonly<Record<Exclude<Every, 'ONCE'>, number>> = { WEEK: 60, FORTNIGHT: 40, MONTH: 36, QUARTER: 12, HALF_YEAR: 6 }

function firstDueOf(chance: Chance, every: Every, disbursedOn: Day): Day {
  switch (every) {
    case 'WEEK': return addDays(disbursedOn, 7)
    case 'FORTNIGHT': return addDays(disbursedOn, 14)
    case 'MONTH': return chance.happens(0.6) ? addMonths(disbursedOn, 1) : addDays(disbursedOn, chance.whole(5, 55))
    case 'QUARTER': return addMonths(disbursedOn, 3)
    case 'HALF_YEAR': return addMonths(disbursedOn, 6)
    case 'ONCE': return addDays(disbursedOn, chance.whole(30, 380))
  }
}

/** What happens to a note on a day, most days nothing. */
export function randomEvents(state: PlayedNote, closing: Closing, on: Day, { chance, habit, calendar, id }: { chance: Chance; habit: Habit; calendar: WorkingCalendar; id: string }): NoteEvent[] {
  const { note } = state
  const isOff = (note.writtenOff ?? null) !== null
  const dated = { id, on }
  if (isOff) return chance.happens(0.02) ? [{ ...dated, kind: 'RECOVERED', body: { amountFen: fen(chance.whole(1, 2_000_000)), reason: REASON } }] : rewritten(state, on, chance, id)
  const late = overdueDays(note, on)
  if (late > note.rule.allocation.nonAccrualAfterDays && (note.nonAccrualOn ?? null) === null) return [{ ...dated, kind: 'NON_ACCRUAL', body: { reason: REASON } }]
  if (late === 0 && (note.nonAccrualOn ?? null) !== null) return [{ ...dated, kind: 'ACCRUAL_AGAIN', body: { reason: REASON } }]
  const event = paymentOf(state, closing, on, { chance, habit, calendar, id }) ?? (chance.happens(0.03) ? seldom(state, on, { chance, calendar, id, late }) : null)
  return event === null ? rewritten(state, on, chance, id) : [event]
}

interface Made { readonly chance: Chance; readonly habit: Habit; readonly calendar: WorkingCalendar; readonly id: string }

/** Pays what is due by habit: all of it, a part, or more than it is; where nothing is due, seldom before its time. */
function paymentOf(state: PlayedNote, closing: Closing, on: Day, { chance, habit, calendar, id }: Made): NoteEvent | null {
  const { note } = state
  const isDue = closing.duePrincipalFen + closing.dueInterestFen > 0 || ((note.beside ?? null) !== null && chance.happens(0.1))
  const paid = (kind: RepaymentKind, amountFen: number, keep: 'SHORTEN' | 'KEEP_TERM' | null = null): NoteEvent | null => (amountFen > 0 ? { id, on, kind: 'REPAID', body: { kind, keep, amountFen: fen(amountFen) } } : null)
  if (!isDue) {
    if (closing.settledOn !== null || !chance.happens(0.006)) return null
    const { nextFen, fullFen, restFen } = earlyFigures(state, on, calendar)
    const [kind, share] = [chance.weighted({ AHEAD: 5, PART: 4, FULL: 1 }), chance.whole(5, 60)]
    if (kind === 'AHEAD') return paid('AHEAD', nextFen)
    if (kind === 'FULL') return paid('FULL', fullFen)
    const early = earlyOn(note, on)
    const principal = fen(Math.floor((restFen * share) / 100))
    return paid('PART', principal + earlyInterest(note, principal, early), chance.pick(['SHORTEN', 'KEEP_TERM']))
  }
  if (!chance.happens(habit === 'GOOD' ? 0.8 : habit === 'LATE' ? 0.12 : 0.025)) return null
  const dueFen = duesOn(note, on, calendar).reduce((sum, one) => sum + one.owedFen, 0)
  const how = chance.weighted({ WHOLE: habit === 'BAD' ? 3 : 8, PART: 2, MORE: 0.6, SMALL: 0.4 })
  if (how === 'WHOLE') return paid('DUE', dueFen)
  if (how === 'MORE') return paid(chance.pick(['DUE', 'DUE', 'PART', 'FULL']), dueFen + chance.whole(1, 500_000), null)
  return paid('DUE', how === 'SMALL' ? chance.whole(1, 300) : Math.max(1, Math.floor((dueFen * chance.whole(1, 99)) / 100)))
}

function earlyFigures({ note }: PlayedNote, on: Day, calendar: WorkingCalendar): { nextFen: number; fullFen: number; restFen: number } {
  const possible = possibleOn(note, on, calendar)
  return { nextFen: possible.next === null ? 0 : possible.dueFen + possible.next.amountFen, fullFen: possible.fullFen, restFen: possible.restFen }
}

/** Everything that is no payment. */
function seldom(state: PlayedNote, on: Day, { chance, calendar, id, late }: { chance: Chance; calendar: WorkingCalendar; id: string; late: number }): NoteEvent | null {
  const { note } = state
  const dated = { id, on }
  const balance = outstandingFen(note)
  const [annualRate, penaltyRate] = chance.pick(RATES)
  const kind = chance.weighted({ RATE_CHANGED: 5, COST_CHARGED: 3, MISUSE_FOUND: 2, MISUSE_ENDED: 5, RELIEVED: late > 10 ? 8 : 0.01, RESCHEDULED: 2, EXTENDED: 2, ACCELERATED: late > 60 ? 4 : 0.2, WRITTEN_OFF: late > 150 ? 10 : 0.01, REFUNDED: (note.suspenseFen ?? 0) > 0 ? 20 : 2, NOTHING: 10 })
  switch (kind) {
    case 'RATE_CHANGED': return { ...dated, kind, body: { annualRate, penaltyRate, lpr: null, reason: REASON } }
    case 'COST_CHARGED': return { ...dated, kind, body: { amountFen: fen(chance.whole(100, 200_000)), reason: REASON } }
    case 'MISUSE_FOUND': return balance === 0 ? null : { ...dated, kind, body: { amountFen: fen(chance.whole(1, balance)), annualRate: '0.48', reason: REASON } }
    case 'MISUSE_ENDED': return (note.beside?.misuse ?? null) === null ? null : { ...dated, kind, body: { reason: REASON } }
    case 'RELIEVED': {
      const owed = duesOn(note, on, calendar).filter((due) => due.part !== 'PRINCIPAL').reduce((sum, due) => sum + due.owedFen, 0)
      return owed === 0 ? null : { ...dated, kind, body: { parts: chance.pick([['PENALTY', 'COMPOUND'], ['INTEREST'], ['INTEREST', 'PENALTY', 'COMPOUND', 'COSTS']] as const).slice(), seq: null, amountFen: fen(chance.whole(1, owed)), reason: REASON } }
    }
    case 'RESCHEDULED': case 'EXTENDED': return newPlan(state, on, { chance, id, kind, takesOverdue: kind === 'RESCHEDULED' && chance.happens(0.5) })
    case 'ACCELERATED': return { ...dated, kind, body: { reason: REASON } }
    case 'WRITTEN_OFF': return { ...dated, kind, body: { resolutionId: null, reason: REASON } }
    case 'REFUNDED': {
      const part = (note.suspenseFen ?? 0) > 0 ? 'SUSPENSE' : chance.pick(['PENALTY', 'COMPOUND', 'COSTS'] as const)
      return { ...dated, kind, body: { part, seq: chance.happens(0.3) ? null : chance.pick(note.instalments).seq, amountFen: fen(chance.whole(1, 10_000)), payBy: addDays(on, 3), reason: REASON } }
    }
    case 'NOTHING': return null
  }
}

function newPlan({ note }: PlayedNote, on: Day, { chance, id, kind, takesOverdue }: { chance: Chance; id: string; kind: 'EXTENDED' | 'RESCHEDULED'; takesOverdue: boolean }): NoteEvent | null {
  const { restFen, from } = cutAt(note, on)
  const overdue = takesOverdue ? note.instalments.reduce((sum, row) => (row.settledOn === null && row.dueOn <= on ? sum + row.principalFen - row.principalPaidFen : sum), 0) : 0
  const principalFen = fen(restFen + overdue)
  if (principalFen < 1000) return null
  const method: Method = kind === 'EXTENDED' ? 'BULLET' : chance.pick(['ANNUITY', 'EQUAL_PRINCIPAL', 'INTEREST_ONLY_M', 'GRACE_ANNUITY', 'BALLOON_RESIDUAL', 'FIXED_PRINCIPAL', 'STEP_DOWN', 'IRREGULAR'])
  const periods = method === 'BULLET' ? 1 : chance.whole(2, 18)
  const firstDueOn = addDays(from > on ? from : on, chance.whole(10, 60))
  const [annualRate, penaltyRate] = chance.pick(RATES)
  const isNewRate = chance.happens(0.3)
  const body = { rest: { method, periods, firstDueOn, dayCount: note.terms.dayCount, ...usualShape(method, { principalFen, periods }) }, principalFen, annualRate: isNewRate ? annualRate : null, penaltyRate: isNewRate ? penaltyRate : null, isDistressed: false, reason: REASON }
  return kind === 'EXTENDED' ? { id, on, kind, body } : { id, on, kind, body: { ...body, takesOverdue } }
}

/** History is rewritten: a payment or a rate comes to be known late, or something is taken back. */
function rewritten(state: PlayedNote, on: Day, chance: Chance, id: string): NoteEvent[] {
  if (!chance.happens(0.006)) return []
  const back = chance.whole(1, Math.min(60, Math.max(1, daysBetween(state.origin.disbursedOn, on))))
  const earlier = addDays(on, -back)
  const [annualRate, penaltyRate] = chance.pick(RATES)
  const kind = chance.weighted({ REVERSED: 5, REPAID: 3, RATE_CHANGED: 0.5 })
  if (kind === 'REVERSED') return state.events.length === 0 ? [] : [{ id, on, kind, body: { reverses: chance.pick(state.events).id, reason: REASON } }]
  if (earlier < state.origin.disbursedOn) return []
  if (kind === 'RATE_CHANGED') return [{ id, on: earlier, kind, body: { annualRate, penaltyRate, lpr: null, reason: REASON } }]
  return [{ id, on: earlier, kind, body: { kind: chance.pick(['DUE', 'DUE', 'DUE', 'AHEAD', 'PART', 'FULL']), keep: 'SHORTEN', amountFen: fen(chance.whole(1, 2_000_000)) } }]
}
