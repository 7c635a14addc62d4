import type { WorkingCalendar } from '#kernel'
import type { Entry, NoteOrigin, PlanRow, PlanTerms } from '#loan/servicing/domain'
import { contractedDueDays } from '#loan/servicing/domain'

/** Rates here have at most six places; a day of interest is a whole number of millionths of a year's. */
const UNITS = 1_000_000
const DAY_MS = 86_400_000

interface Row {
  readonly seq: number
  readonly isRegular: boolean
  readonly due: number
  readonly free: number
  principal: number
  readonly interest: number
  paidPrincipal: number
  paidInterest: number
  /** Rate units of the days since the running stretch began; times the base it is the charge. */
  penaltyRun: number
  penaltyClosed: number
  penaltyPaid: number
  compoundRun: number
  compoundClosed: number
  compoundPaid: number
  isSettled: boolean
}

export interface SecondFigures { readonly balance: number; readonly duePrincipal: number; readonly dueInterest: number; readonly penalty: number; readonly compound: number; readonly beside: number }

/**
 * The same note kept a second way: it goes through every day and adds a day's charge to each instalment that is late, in whole
 * numbers, and knows nothing of the rules' own arithmetic. Of an event it takes plan and amounts, and holds against its own
 * figures what each line says was owed.
 */
export class SecondBook {
  private readonly origin: NoteOrigin
  private readonly calendar: WorkingCalendar
  private rows: Row[]
  private today: number
  private penaltyUnits: number
  /** Rate units of all days from the disbursement to the k-th after it. */
  private readonly summed: number[] = [0]
  private rate: number
  private costs = 0
  private misuse: { amount: number; units: number; run: number } | null = null
  private misuseClosed = 0
  private misusePaid = 0
  private writtenOff = 0
  private terms: PlanTerms
  private isNonAccrual = false
  readonly faults: string[] = []

  constructor(origin: NoteOrigin, calendar: WorkingCalendar) {
    this.origin = origin
    this.calendar = calendar
    this.rows = origin.plan.map((row) => this.rowOf(row))
    this.today = numberOf(origin.disbursedOn)
    this.penaltyUnits = unitsOf(origin.rule.penaltyRate)
    this.rate = unitsOf(origin.terms.annualRate)
    this.terms = origin.terms
    this.checkPeriods(origin.plan, new Map(), 'DISBURSED')
  }

  /** A night passes: every late instalment and misused fen costs one day more. */
  nextDay(): void {
    this.summed.push(this.summed.at(-1)! + this.rate)
    let overdue = 0
    for (const row of this.rows) {
      if (row.isSettled || row.due > this.today) continue
      if (row.isRegular) overdue += row.principal - row.paidPrincipal
      row.penaltyRun += this.penaltyUnits
      if (this.origin.rule.compound) row.compoundRun += this.today < this.principalDue(row) ? this.rate : this.penaltyUnits
    }
    if (this.misuse !== null) {
      const base = Math.min(this.misuse.amount, this.balance())
      const both = Math.min(overdue, base)
      this.misuse.run += (base - both) * (this.misuse.units - this.rate) + both * Math.max(0, this.misuse.units - this.penaltyUnits)
    }
    this.today++
  }

  /** An event of today. */
  take(entry: Entry): void {
    const { event } = entry
    this.closeMisuse()
    if (event.kind === 'RATE_CHANGED') this.newRates(event.body.annualRate, event.body.penaltyRate)
    if (event.kind === 'EXTENDED' && entry.plan !== null) this.newRates(event.body.annualRate, event.body.penaltyRate)
    if (event.kind === 'RESCHEDULED' && entry.plan !== null) this.reschedule(event.body)
    const before = this.terms
    this.terms = entry.terms
    if (entry.plan !== null) this.newPlan(entry.plan, before, event.kind)
    if (event.kind === 'MISUSE_FOUND') this.misuse = { amount: event.body.amountFen, units: unitsOf(event.body.annualRate), run: 0 }
    if (event.kind === 'MISUSE_ENDED') this.misuse = null
    if (event.kind === 'COST_CHARGED') this.costs += event.body.amountFen
    if (event.kind === 'WRITTEN_OFF' && this.writtenOff === 0) this.writtenOff = this.balance()
    if (event.kind === 'NON_ACCRUAL') this.isNonAccrual = true
    if (event.kind === 'ACCRUAL_AGAIN') this.isNonAccrual = false
    if (this.writtenOff === 0 && (event.kind === 'REPAID' || event.kind === 'RENEWED' || event.kind === 'RELIEVED')) this.setOff(entry)
    if (event.kind === 'REFUNDED') this.refund(entry)
  }

  figures(): SecondFigures {
    let [duePrincipal, dueInterest, penalty, compound] = [0, 0, 0, 0]
    if (this.writtenOff === 0) for (const row of this.rows) {
      if (row.isSettled || row.due > this.today) continue
      duePrincipal += row.principal - row.paidPrincipal
      dueInterest += row.interest - row.paidInterest
      penalty += this.penaltyOf(row)
      compound += this.compoundOf(row)
    }
    return { balance: this.balance(), duePrincipal, dueInterest, penalty, compound, beside: this.writtenOff > 0 ? 0 : this.costs + this.misuseOwed() }
  }

  private balance(): number {
    return this.rows.reduce((left, row) => left - row.paidPrincipal, this.origin.amountFen - this.writtenOff)
  }

  private rowOf({ seq, kind, dueOn, principalFen, interestFen }: PlanRow): Row {
    const due = numberOf(dueOn)
    return { seq, isRegular: kind === 'REGULAR', due, free: this.freeUntil(due), principal: principalFen, interest: interestFen, paidPrincipal: 0, paidInterest: 0, penaltyRun: 0, penaltyClosed: 0, penaltyPaid: 0, compoundRun: 0, compoundClosed: 0, compoundPaid: 0, isSettled: false }
  }

  private freeUntil(due: number): number {
    let working = due
    if (this.origin.rule.graceToWorkingDay) while (!this.isWorked(working)) working++
    return Math.max(working, due + this.origin.rule.graceDays)
  }

  private isWorked(day: number): boolean {
    const date = new Date(day * DAY_MS)
    const text = date.toISOString().slice(0, 10)
    if (this.calendar.makeUpDays.has(text)) return true
    return date.getUTCDay() !== 0 && date.getUTCDay() !== 6 && !this.calendar.holidays.has(text)
  }

  private penaltyOf(row: Row): number {
    return this.isLate(row) ? row.penaltyClosed + this.cost(row.principal - row.paidPrincipal, row.penaltyRun) - row.penaltyPaid : 0
  }

  private compoundOf(row: Row): number {
    return this.isLate(row) ? row.compoundClosed + this.cost(row.interest - row.paidInterest, row.compoundRun) - row.compoundPaid : 0
  }

  /** The day from which the principal behind an instalment's interest is due: its own, or that of the next one that repays some. */
  private principalDue(row: Row): number {
    return row.principal > 0 ? row.due : Math.min(...this.rows.filter((one) => one.isRegular && one.seq > row.seq && one.principal > 0).map((one) => one.due))
  }

  private isLate(row: Row): boolean {
    return row.isRegular && this.today > row.free
  }

  private cost(base: number, units: number): number {
    return halfUp(BigInt(base) * BigInt(units), BigInt(UNITS * this.origin.rule.daysPerYear))
  }

  private misuseOwed(): number {
    return this.misuseClosed + (this.misuse === null ? 0 : halfUp(BigInt(this.misuse.run), BigInt(UNITS * this.origin.rule.daysPerYear))) - this.misusePaid
  }

  private closeMisuse(): void {
    if (this.misuse === null) return
    this.misuseClosed += halfUp(BigInt(this.misuse.run), BigInt(UNITS * this.origin.rule.daysPerYear))
    this.misuse.run = 0
  }

  private newRates(annual: string | null, penalty: string | null): void {
    const [newPenalty, newRate] = [penalty === null ? this.penaltyUnits : unitsOf(penalty), annual === null ? this.rate : unitsOf(annual)]
    if (newPenalty === this.penaltyUnits && newRate === this.rate) return
    for (const row of this.rows) if (row.isRegular && !row.isSettled && row.due < this.today) this.closeRow(row)
    this.penaltyUnits = newPenalty
    this.rate = newRate
  }

  private closeRow(row: Row): void {
    row.penaltyClosed += this.cost(row.principal - row.paidPrincipal, row.penaltyRun)
    row.compoundClosed += this.cost(row.interest - row.paidInterest, row.compoundRun)
    row.penaltyRun = 0
    row.compoundRun = 0
  }

  private reschedule({ annualRate, penaltyRate, takesOverdue }: { annualRate: string | null; penaltyRate: string | null; takesOverdue: boolean }): void {
    this.newRates(annualRate, penaltyRate)
    if (!takesOverdue) return
    for (const row of this.rows) {
      if (row.isSettled || row.due > this.today) continue
      if (row.isRegular && row.due < this.today) this.closeRow(row)
      row.principal = row.paidPrincipal
      this.settle(row)
    }
  }

  /** Rows paid or due, and those before them, stay as they are; the new plan must say the same of them. */
  private newPlan(plan: readonly PlanRow[], before: PlanTerms, kind: string): void {
    const behind = this.rows.findLastIndex((row) => row.isSettled || row.due <= this.today)
    const kept = new Map(this.rows.slice(0, behind + 1).map((row) => [row.seq, row]))
    let balance: number = this.origin.amountFen
    this.rows = plan.map((made) => {
      const old = kept.get(made.seq)
      balance -= made.principalFen
      if (made.balanceFen !== balance) this.fault(`row ${made.seq} of a plan leaves ${made.balanceFen}, not ${balance}`)
      if (old === undefined) return this.rowOf(made)
      if (old.principal !== made.principalFen || old.interest !== made.interestFen || old.due !== numberOf(made.dueOn)) this.fault(`row ${made.seq} was rewritten by ${kind}`)
      return old
    })
    if (balance !== 0) this.fault(`a plan leaves ${balance}`)
    if (kind !== 'ACCELERATED') this.checkPeriods(plan, kept, kind)
    const made = plan.find((row) => !kept.has(row.seq))
    if (made !== undefined && (made.kind === 'PREPAID' || kind === 'ACCELERATED')) this.checkInterestToDay(made, before, plan.filter((row) => row.seq < made.seq && row.kind === 'REGULAR').length)
  }

  /** Interest of each instalment planned anew: its balance by the rate of each day of its period, and the part of a year the period is. */
  private checkPeriods(plan: readonly PlanRow[], kept: ReadonlyMap<number, Row>, kind: string): void {
    if (this.terms.rounding === 'UP') return
    const days = contractedDueDays(this.terms).map(numberOf)
    let regular = 0
    for (const row of plan) {
      if (row.kind !== 'REGULAR') continue
      const [from, to] = [days[regular - 1] ?? numberOf(this.origin.disbursedOn), days[regular]!]
      regular++
      // Where overdue principal is planned anew the first instalment brings interest of the old plan with it.
      const isMixed = kind === 'RESCHEDULED' && regular === (this.terms.behind ?? 0) + 1
      if (kept.has(row.seq) || isMixed) continue
      const expected = this.periodCost(row.balanceFen + row.principalFen, from, to)
      if (expected !== row.interestFen) this.fault(`interest of row ${row.seq} planned by ${kind} is ${row.interestFen}, not ${expected}`)
    }
  }

  private periodCost(balance: number, from: number, to: number): number {
    const units = this.unitsBetween(from, to)
    const [n, d] = this.partOfYear(from, to)
    return halfUp(BigInt(balance) * BigInt(units) * BigInt(n), BigInt(UNITS * (to - from)) * BigInt(d))
  }

  /** Days gone by at the rate each had, days to come at the rate of today. */
  private unitsBetween(from: number, to: number): number {
    const first = numberOf(this.origin.disbursedOn)
    const upTo = (day: number) => this.summed[Math.min(day, this.today) - first]! + Math.max(0, day - this.today) * this.rate
    return upTo(to) - upTo(from)
  }

  /** Whole months are twelfths by M30; weeks, days of a revolving line and odd periods are counted. */
  private partOfYear(from: number, to: number): [number, number] {
    const { dayCount = 'M30', every, method, firstDueOn, dueDay = Number(firstDueOn.slice(8)) } = this.terms
    const isCounted = every === 'WEEK' || every === 'FORTNIGHT' || method === 'REVOLVING' || dayCount !== 'M30'
    const [a, b] = [new Date(from * DAY_MS), new Date(to * DAY_MS)]
    const months = (b.getUTCFullYear() - a.getUTCFullYear()) * 12 + b.getUTCMonth() - a.getUTCMonth()
    const last = (date: Date) => new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate()
    const wanted = Math.min(dueDay, last(b)) === b.getUTCDate() ? dueDay : b.getUTCDate()
    const isWhole = months > 0 && (Math.min(a.getUTCDate(), last(b)) === b.getUTCDate() || Math.min(wanted, last(a)) === a.getUTCDate())
    return !isCounted && isWhole ? [months, 12] : [to - from, dayCount === 'ACT_365' ? 365 : 360]
  }

  /** Interest of principal repaid before its time: the rate of each day since the running period began. */
  private checkInterestToDay(made: PlanRow, before: PlanTerms, regular: number): void {
    const from = regular === 0 ? numberOf(this.origin.disbursedOn) : numberOf(contractedDueDays(before)[regular - 1]!)
    const expected = this.cost(made.principalFen, from < this.today ? this.unitsBetween(from, this.today) : 0)
    if (expected !== made.interestFen) this.fault(`interest to the day is ${made.interestFen}, not ${expected}`)
  }

  private setOff({ event, lines, leftFen }: Entry): void {
    const isAhead = lines.some((line) => this.rows.some((row) => row.seq === line.seq && row.due > this.today))
    const owed = event.kind === 'RELIEVED' || isAhead ? null : this.inOrder()
    for (const [at, line] of lines.entries()) {
      const row = this.rows.find((one) => one.seq === line.seq)
      const expected = this.owedOf(row, line.part)
      if (expected !== line.owedFen) this.fault(`${event.kind} ${line.part} of row ${line.seq}: owed ${line.owedFen}, not ${expected}`)
      const next = owed?.[at]
      if (next !== undefined && (next.seq !== line.seq || next.part !== line.part)) this.fault(`line ${at + 1} goes to ${line.part} of row ${line.seq}, not ${next.part} of row ${next.seq}`)
    }
    const touched = new Map<Row, { before: { penalty: number; compound: number }; principal: number; interest: number }>()
    for (const line of lines) {
      if (line.seq === 0) {
        if (line.part === 'COSTS') this.costs -= line.amountFen
        else this.misusePaid += line.amountFen
        continue
      }
      const row = this.rows.find((one) => one.seq === line.seq)!
      const seen = touched.get(row) ?? { before: { penalty: this.isLate(row) ? this.cost(row.principal - row.paidPrincipal, row.penaltyRun) : 0, compound: this.isLate(row) ? this.cost(row.interest - row.paidInterest, row.compoundRun) : 0 }, principal: 0, interest: 0 }
      touched.set(row, seen)
      if (line.part === 'PRINCIPAL') seen.principal += line.amountFen
      if (line.part === 'INTEREST') seen.interest += line.amountFen
      if (line.part === 'PENALTY') row.penaltyPaid += line.amountFen
      if (line.part === 'COMPOUND') row.compoundPaid += line.amountFen
    }
    for (const [row, { before, principal, interest }] of touched) this.lower(row, before, principal, interest)
    if (event.kind === 'REPAID' && leftFen > 0 && this.writtenOff === 0) {
      const { duePrincipal, dueInterest, penalty, compound } = this.figures()
      if (duePrincipal + dueInterest + penalty + compound > 0) this.fault(`${leftFen} left over while something is due`)
    }
  }

  private lower(row: Row, before: { penalty: number; compound: number }, principal: number, interest: number): void {
    if (principal > 0 && this.isLate(row)) {
      row.penaltyClosed += before.penalty
      row.penaltyRun = 0
    }
    if (interest > 0 && this.isLate(row)) {
      row.compoundClosed += before.compound
      row.compoundRun = 0
    }
    row.paidPrincipal += principal
    row.paidInterest += interest
    this.settle(row)
  }

  private settle(row: Row): void {
    row.isSettled ||= row.paidPrincipal === row.principal && row.paidInterest === row.interest && this.penaltyOf(row) === 0 && this.compoundOf(row) === 0
  }

  private refund({ event, outcomes }: Entry): void {
    if (event.kind !== 'REFUNDED') return
    const given = outcomes.reduce((sum, outcome) => (outcome.kind === 'REFUNDED' ? sum + outcome.amountFen : sum), 0)
    const { part, seq } = event.body
    const row = this.rows.find((one) => one.seq === seq)
    if (part === 'SUSPENSE' || part === 'COSTS') return
    if (row === undefined) {
      this.misuseClosed -= given
      this.misusePaid -= given
    } else if (part === 'PENALTY') {
      row.penaltyClosed -= given
      row.penaltyPaid -= given
    } else {
      row.compoundClosed -= given
      row.compoundPaid -= given
    }
  }

  private owedOf(row: Row | undefined, part: string): number {
    if (row === undefined) return part === 'COSTS' ? this.costs : this.misuseOwed()
    switch (part) {
      case 'PRINCIPAL': return row.principal - row.paidPrincipal
      case 'INTEREST': return row.interest - row.paidInterest
      case 'PENALTY': return this.penaltyOf(row)
      default: return this.compoundOf(row)
    }
  }

  /** What is due, in the order money goes to it; rows paid ahead of their day follow by themselves. */
  private inOrder(): { seq: number; part: string }[] {
    const due = this.rows.filter((row) => !row.isSettled && row.due <= this.today && (row.principal > row.paidPrincipal || row.interest > row.paidInterest || this.penaltyOf(row) + this.compoundOf(row) > 0))
    const oldest = this.rows.find((row) => !row.isSettled && row.principal + row.interest > 0)
    const { normal, nonAccrual, nonAccrualAfterDays } = this.origin.rule.allocation
    const each = [undefined, ...due]
    const parts = (row: Row | undefined, order: readonly string[]) => order.filter((part) => (row === undefined ? part === 'COSTS' || part === 'PENALTY' : part !== 'COSTS') && this.owedOf(row, part) > 0).map((part) => ({ seq: row?.seq ?? 0, part }))
    const isLong = this.isNonAccrual || (oldest !== undefined && this.today - oldest.due > nonAccrualAfterDays)
    return isLong ? nonAccrual.flatMap((part) => each.flatMap((row) => parts(row, [part]))) : each.flatMap((row) => parts(row, normal))
  }

  private fault(says: string): void {
    this.faults.push(`${new Date(this.today * DAY_MS).toISOString().slice(0, 10)}: ${says}`)
  }
}

function numberOf(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) / DAY_MS
}

function unitsOf(rate: string): number {
  return Math.round(Number(rate) * UNITS)
}

function halfUp(n: bigint, d: bigint): number {
  return Number((2n * n + d) / (2n * d))
}
