import { type Day, type Exact, type Fen, type WorkingCalendar, ZERO_FEN, addDays, daysBetween, divide, exact, fen, formatExact, formatYuan, multiply, roundFen, workingDayFrom } from '#kernel'
import { type LateRule, type NoteAtHand, type Part, type Standing, rowNames } from './note.ts'

/** What of an instalment is owed, and how it was worked out. */
export interface Owed {
  readonly seq: number
  readonly part: Part
  readonly owedFen: Fen
  readonly says: string
}

/** Penalty of an instalment, or interest on its interest: what running stretch and closed ones give. */
export interface LateCharge {
  readonly baseFen: Fen
  readonly from: Day
  readonly days: number
  readonly runningFen: Fen
  readonly owedFen: Fen
}

/** The last day on which the instalment may be paid without penalty; paid later, penalty counts from the due day. */
export function freeUntil(dueOn: Day, rule: LateRule, calendar: WorkingCalendar): Day {
  const graced = addDays(dueOn, rule.graceDays)
  const working = rule.graceToWorkingDay ? workingDayFrom(dueOn, calendar) : dueOn
  return working > graced ? working : graced
}

/** Interest of whole days on an amount, rounded once: amount × yearly rate ÷ days of the year × days. */
export function interestOfDays(amountFen: Fen, annualRate: string, days: number, daysPerYear: number): Fen {
  return roundFen(divide(multiply(multiply(amountFen, exact(annualRate)), days), daysPerYear))
}

/** Penalty on the overdue principal of an instalment as of a day. */
export function penaltyOf(row: Standing, rule: LateRule, on: Day, calendar: WorkingCalendar): LateCharge {
  const baseFen = fen(row.principalFen - row.principalPaidFen)
  return charge({ baseFen, from: row.penaltyFrom ?? row.dueOn, closedFen: row.penaltyClosedFen, paidFen: row.penaltyPaidFen }, isLate(row, rule, on, calendar), rule, on)
}

/** Interest on the overdue interest of an instalment as of a day; at the penalty rate, since it is overdue. */
export function compoundOf(row: Standing, rule: LateRule, on: Day, calendar: WorkingCalendar): LateCharge {
  const baseFen = fen(row.interestFen - row.interestPaidFen)
  return charge({ baseFen, from: row.compoundFrom ?? row.dueOn, closedFen: row.compoundClosedFen, paidFen: row.compoundPaidFen }, rule.compound && isLate(row, rule, on, calendar), rule, on)
}

function isLate(row: Standing, rule: LateRule, on: Day, calendar: WorkingCalendar): boolean {
  return row.kind === 'REGULAR' && on > freeUntil(row.dueOn, rule, calendar)
}

function charge({ baseFen, from, closedFen, paidFen }: { baseFen: Fen; from: Day; closedFen: Fen; paidFen: Fen }, late: boolean, rule: LateRule, on: Day): LateCharge {
  const days = late && baseFen > 0 && on > from ? daysBetween(from, on) : 0
  const runningFen = days === 0 ? ZERO_FEN : interestOfDays(baseFen, rule.penaltyRate, days, rule.daysPerYear)
  return { baseFen, from, days, runningFen, owedFen: fen(closedFen + runningFen - paidFen) }
}

/** Days the oldest unpaid instalment is overdue; grace does not shorten them. */
export function overdueDays(note: Pick<NoteAtHand, 'instalments'>, on: Day): number {
  const oldest = oldestUnpaid(note)
  return oldest === undefined || oldest.dueOn >= on ? 0 : daysBetween(oldest.dueOn, on)
}

/** The oldest instalment not paid in full. */
export function oldestUnpaid(note: Pick<NoteAtHand, 'instalments'>): Standing | undefined {
  return note.instalments.find((row) => row.settledOn === null)
}

/** All that is owed on a day of the instalments due by then (or by `until`), in the order in which money is set against it. */
export function owedOn(note: NoteAtHand, on: Day, calendar: WorkingCalendar, until: Day = on): Owed[] {
  const names = rowNames(note.instalments)
  const due = note.instalments.filter((row) => row.settledOn === null && row.dueOn <= until)
  const each = due.map((row) => partsOf(row, note, on, calendar, names.get(row.seq) ?? ''))
  const { normal, nonAccrual, nonAccrualAfterDays } = note.rule.allocation
  if (overdueDays(note, on) <= nonAccrualAfterDays) return each.flatMap((parts) => normal.flatMap((part) => parts.filter((one) => one.part === part)))
  return nonAccrual.flatMap((part) => each.flatMap((parts) => parts.filter((one) => one.part === part)))
}

function partsOf(row: Standing, note: NoteAtHand, on: Day, calendar: WorkingCalendar, name: string): Owed[] {
  const penalty = penaltyOf(row, note.rule, on, calendar)
  const compound = compoundOf(row, note.rule, on, calendar)
  const parts: Owed[] = [
    { seq: row.seq, part: 'COMPOUND', owedFen: compound.owedFen, says: chargeText(`${name}复利`, '逾期利息', compound, note.rule, on) },
    { seq: row.seq, part: 'PENALTY', owedFen: penalty.owedFen, says: chargeText(`${name}罚息`, '逾期本金', penalty, note.rule, on) },
    { seq: row.seq, part: 'INTEREST', owedFen: fen(row.interestFen - row.interestPaidFen), says: leftText(`${name}利息`, row.interestFen, row.interestPaidFen) },
    { seq: row.seq, part: 'PRINCIPAL', owedFen: fen(row.principalFen - row.principalPaidFen), says: leftText(`${name}本金`, row.principalFen, row.principalPaidFen) },
  ]
  return parts.filter((one) => one.owedFen > 0)
}

function leftText(name: string, wholeFen: Fen, paidFen: Fen): string {
  return paidFen === 0 ? `${name} ${formatYuan(wholeFen)}` : `${name} ${formatYuan(wholeFen)}，已还 ${formatYuan(paidFen)}，尚欠 ${formatYuan(wholeFen - paidFen)}`
}

function chargeText(name: string, base: string, { baseFen, from, days, runningFen, owedFen }: LateCharge, rule: LateRule, on: Day): string {
  const earlier = owedFen - runningFen
  const running = `${base} ${formatYuan(baseFen)} × ${plainPercent(exact(rule.penaltyRate))} ÷ ${rule.daysPerYear} × ${days} 天（${from} 至 ${on}，算头不算尾）= ${formatYuan(runningFen)}`
  if (earlier === 0) return `${name}：${running}`
  return days === 0 ? `${name}：以前计收未还 ${formatYuan(earlier)}` : `${name}：${running}，${earlier > 0 ? `加以前计收未还 ${formatYuan(earlier)}` : `减已还 ${formatYuan(-earlier)}`}`
}

const PLACES = 4
/** 0.108 → `10.8 %`, no zeros behind. */
export function plainPercent(rate: Exact): string {
  return `${formatExact(multiply(rate, 100), PLACES).replace(/\.?0+$/, '')} %`
}
