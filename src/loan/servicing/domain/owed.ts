import { type Day, type Fen, type WorkingCalendar, ZERO_FEN, addDays, daysBetween, fen, formatYuan, workingDayFrom } from '#kernel'
import { besideDues } from './beside.ts'
import { type Due, type Owed, percentOf, plainPercent } from './due.ts'
import { interestOfDays, interestOfStretches, rateOf, stretchesOf } from './interest.ts'
import { type LateRule, type NoteAtHand, type Part, type Standing, isOpen, rowName } from './note.ts'
import { contractedDueDay } from './plan.ts'

/** Penalty of an instalment, or interest on its interest: what running stretch and closed ones give. */
export interface LateCharge {
  readonly baseFen: Fen
  readonly from: Day
  readonly days: number
  readonly runningFen: Fen
  readonly owedFen: Fen
  /** Days of the running stretch by the rate they bear; none while nothing runs. */
  readonly stretches: readonly Bearing[]
}

/** Days in a row that bear one rate. */
interface Bearing { readonly rate: string; readonly days: number }

/** A note as far as lateness asks for it. */
export type Late = Pick<NoteAtHand, 'rule' | 'terms' | 'instalments'>

/** The last day on which the instalment may be paid without penalty; paid later, penalty counts from the due day. */
export function freeUntil(dueOn: Day, rule: LateRule, calendar: WorkingCalendar): Day {
  const graced = rule.graceDays === 0 ? dueOn : addDays(dueOn, rule.graceDays)
  const working = rule.graceToWorkingDay ? workingDayFrom(dueOn, calendar) : dueOn
  return working > graced ? working : graced
}

/** Penalty on the overdue principal of an instalment as of a day. */
export function penaltyOf(row: Standing, rule: LateRule, on: Day, calendar: WorkingCalendar): LateCharge {
  const baseFen = fen(row.principalFen - row.principalPaidFen)
  const from = row.penaltyFrom ?? row.dueOn
  return charge({ baseFen, from, closedFen: row.penaltyClosedFen, paidFen: row.penaltyPaidFen, bearing: atPenalty(rule, from, on) }, isLate(row, rule, on, calendar), rule)
}

/** Interest on the overdue interest of an instalment as of a day. */
export function compoundOf(row: Standing, note: Late, on: Day, calendar: WorkingCalendar): LateCharge {
  const { rule } = note
  const baseFen = fen(row.interestFen - row.interestPaidFen)
  const from = row.compoundFrom ?? row.dueOn
  return charge({ baseFen, from, closedFen: row.compoundClosedFen, paidFen: row.compoundPaidFen, bearing: rule.compound ? onInterest(row, note, from, on) : [] }, isLate(row, rule, on, calendar), rule)
}

/** Overdue interest bears the contract's rate while the principal it belongs to is not due, and the penalty rate from the day it is. A change of either rate ends the stretch, so the rate of today holds for all of it. */
function onInterest(row: Standing, note: Late, from: Day, on: Day): Bearing[] {
  const due = principalDueOn(row, note.instalments) ?? on
  const until = due < from ? from : due > on ? on : due
  return [...(until > from ? [{ rate: note.terms.annualRate, days: daysBetween(from, until) }] : []), ...atPenalty(note.rule, until, on)]
}

/** The principal falls due with its interest, or with the next instalment that repays any; none: not before the end of what is known of the plan. */
function principalDueOn(row: Standing, instalments: readonly Standing[]): Day | undefined {
  return row.principalFen > 0 ? row.dueOn : instalments.find((one) => one.kind === 'REGULAR' && one.seq > row.seq && one.principalFen > 0)?.dueOn
}

function atPenalty({ penaltyRate }: LateRule, from: Day, on: Day): Bearing[] {
  return on > from ? [{ rate: penaltyRate, days: daysBetween(from, on) }] : []
}

function isLate(row: Standing, rule: LateRule, on: Day, calendar: WorkingCalendar): boolean {
  return on > row.dueOn && row.kind === 'REGULAR' && on > freeUntil(row.dueOn, rule, calendar)
}

interface Charged { readonly baseFen: Fen; readonly from: Day; readonly closedFen: Fen; readonly paidFen: Fen; readonly bearing: readonly Bearing[] }

/** Within its days of grace nothing is charged, also not for stretches that a change of the rate has closed meanwhile. */
function charge({ baseFen, from, closedFen, paidFen, bearing }: Charged, late: boolean, rule: LateRule): LateCharge {
  if (!late) return { baseFen, from, days: 0, runningFen: ZERO_FEN, owedFen: ZERO_FEN, stretches: [] }
  const stretches = baseFen > 0 ? bearing : []
  const runningFen = costOf(baseFen, stretches, rule)
  return { baseFen, from, days: stretches.reduce((sum, one) => sum + one.days, 0), runningFen, owedFen: fen(closedFen + runningFen - paidFen), stretches }
}

function costOf(baseFen: Fen, bearing: readonly Bearing[], { daysPerYear }: LateRule): Fen {
  const [first, second] = bearing
  if (first === undefined) return ZERO_FEN
  return second === undefined ? interestOfDays(baseFen, first.rate, first.days, daysPerYear) : interestOfStretches(baseFen, bearing.map(({ rate, days }) => ({ annualRate: rateOf(rate), days })), daysPerYear)
}

/** Ends the running stretches of an instalment on a day, because what they were worked out from changes then. */
export function closeStretches(row: Standing, note: Late, on: Day): Standing {
  if (row.settledOn !== null || row.kind !== 'REGULAR' || row.dueOn >= on) return row
  const { rule } = note
  const closed = (base: number, bearing: readonly Bearing[]): Fen => (base > 0 ? costOf(fen(base), bearing, rule) : ZERO_FEN)
  return {
    ...row, penaltyClosedFen: fen(row.penaltyClosedFen + closed(row.principalFen - row.principalPaidFen, atPenalty(rule, row.penaltyFrom ?? row.dueOn, on))), penaltyFrom: on,
    ...(rule.compound ? { compoundClosedFen: fen(row.compoundClosedFen + closed(row.interestFen - row.interestPaidFen, onInterest(row, note, row.compoundFrom ?? row.dueOn, on))), compoundFrom: on } : {}),
  }
}

/** Days the oldest unpaid instalment is overdue; grace does not shorten them. */
export function overdueDays(note: Pick<NoteAtHand, 'instalments'>, on: Day): number {
  const oldest = oldestUnpaid(note)
  return oldest === undefined || oldest.dueOn >= on ? 0 : daysBetween(oldest.dueOn, on)
}

/** The oldest instalment not paid in full. */
export function oldestUnpaid(note: Pick<NoteAtHand, 'instalments'>): Standing | undefined {
  return note.instalments.find(isOpen)
}

/** All that is owed on a day of the instalments due by then (or by `until`), in the order in which money is set against it. */
export function owedOn(note: NoteAtHand, on: Day, calendar: WorkingCalendar, until: Day = on): Owed[] {
  return duesOn(note, on, calendar, until).map(({ seq, part, owedFen, explain }) => ({ seq, part, owedFen, says: explain() }))
}

/** The same, for who needs the amounts more than the words. Of a claim written off nothing is set off: what comes is recovery. */
export function duesOn(note: NoteAtHand, on: Day, calendar: WorkingCalendar, until: Day = on): Due[] {
  if ((note.writtenOff ?? null) !== null) return []
  const each: (readonly Due[])[] = [besideDues(note, on)]
  for (const row of note.instalments) if (row.settledOn === null && row.dueOn <= until) each.push(partsOf(row, note, on, calendar))
  const { normal, nonAccrual } = note.rule.allocation
  if (!principalFirst(note, on)) return each.flatMap((parts) => inOrder(parts, normal))
  return nonAccrual.flatMap((part) => each.flatMap((parts) => parts.filter((one) => one.part === part)))
}

/** After so many days, or once its interest is off the balance sheet, money goes to all principal first. */
function principalFirst(note: NoteAtHand, on: Day): boolean {
  return (note.nonAccrualOn ?? null) !== null || overdueDays(note, on) > note.rule.allocation.nonAccrualAfterDays
}

function inOrder(parts: readonly Due[], order: readonly Part[]): readonly Due[] {
  return parts.length < 2 ? parts : order.flatMap((part) => parts.filter((one) => one.part === part))
}

function partsOf(row: Standing, note: NoteAtHand, on: Day, calendar: WorkingCalendar): Due[] {
  const { seq } = row
  const name = () => rowName(note.instalments, seq)
  const parts: Due[] = []
  if (on > row.dueOn) {
    const compound = compoundOf(row, note, on, calendar)
    if (compound.owedFen > 0) parts.push({ seq, part: 'COMPOUND', owedFen: compound.owedFen, explain: () => chargeText(`${name()}复利`, '逾期利息', compound, note.rule, on) })
    const penalty = penaltyOf(row, note.rule, on, calendar)
    if (penalty.owedFen > 0) parts.push({ seq, part: 'PENALTY', owedFen: penalty.owedFen, explain: () => chargeText(`${name()}罚息`, '逾期本金', penalty, note.rule, on) })
  }
  if (row.interestFen > row.interestPaidFen) parts.push({ seq, part: 'INTEREST', owedFen: fen(row.interestFen - row.interestPaidFen), explain: () => (row.kind === 'PREPAID' ? earlyText(name(), row, note) : leftText(`${name()}利息`, row.interestFen, row.interestPaidFen)) })
  if (row.principalFen > row.principalPaidFen) parts.push({ seq, part: 'PRINCIPAL', owedFen: fen(row.principalFen - row.principalPaidFen), explain: () => leftText(`${name()}本金`, row.principalFen, row.principalPaidFen) })
  return parts
}

function leftText(name: string, wholeFen: Fen, paidFen: Fen): string {
  return paidFen === 0 ? `${name} ${formatYuan(wholeFen)}` : `${name} ${formatYuan(wholeFen)}，已还 ${formatYuan(paidFen)}，尚欠 ${formatYuan(wholeFen - paidFen)}`
}

/** Interest to the day on principal repaid before its time, by the rates of the days since the running period began. */
function earlyText(name: string, { seq, dueOn, principalFen, interestFen }: Standing, note: NoteAtHand): string {
  const behind = note.instalments.filter((row) => row.kind === 'REGULAR' && row.seq < seq).length
  const from = behind === 0 ? note.disbursedOn : contractedDueDay(note.terms, behind - 1)
  const stretches = stretchesOf(note.terms, from, dueOn).map(({ annualRate, days }) => `${plainPercent(annualRate)} ÷ ${note.rule.daysPerYear} × ${days} 天`)
  return `${name}利息：本金 ${formatYuan(principalFen)} × ${stretches.length === 1 ? stretches[0] : `（${stretches.join(' + ')}）`}（${from} 至 ${dueOn}，算头不算尾）= ${formatYuan(interestFen)}`
}

function chargeText(name: string, base: string, { baseFen, from, days, runningFen, owedFen, stretches }: LateCharge, rule: LateRule, on: Day): string {
  const earlier = owedFen - runningFen
  const each = stretches.map(({ rate, days: count }) => `${percentOf(rate)} ÷ ${rule.daysPerYear} × ${count} 天`)
  const running = `${base} ${formatYuan(baseFen)} × ${each.length === 1 ? each[0] : `（${each.join(' + ')}）`}（${from} 至 ${on}，算头不算尾）= ${formatYuan(runningFen)}`
  if (earlier === 0) return `${name}：${running}`
  return days === 0 ? `${name}：以前计收未还 ${formatYuan(earlier)}` : `${name}：${running}，${earlier > 0 ? `加以前计收未还 ${formatYuan(earlier)}` : `减已还 ${formatYuan(-earlier)}`}`
}
