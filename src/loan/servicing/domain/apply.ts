import { type Day, type Fen, type WorkingCalendar, ZERO_FEN, fen, formatYuan, sumFen } from '#kernel'
import { allocate, applyAllocation } from './allocate.ts'
import { NOTHING_BESIDE, closeMisuse, payBeside } from './beside.ts'
import { type Changed, accelerate, changeRate, replan } from './changes.ts'
import type { Allocation, Due } from './due.ts'
import { earlyInterest, earlyOn } from './early.ts'
import type { EventBody, NoteEvent } from './events.ts'
import { BESIDE, type NoteAtHand, type PlanRow, type Standing, outstandingFen } from './note.ts'
import { claimOf, refundOpenFen } from './on-accounts.ts'
import type { PlanReason } from './note-page.ts'
import { duesOn } from './owed.ts'
import { type Wanted, take } from './repay.ts'
import type { Outcome } from './transfers.ts'

/** What an event does to a note. */
export interface Applied {
  readonly note: NoteAtHand
  /** Where money, relief or recovery went, each line with its words. */
  readonly lines: readonly Allocation[]
  /** Money that could not be set off. */
  readonly leftFen: Fen
  /** The plan it makes, and why, where it makes one. */
  readonly plan: readonly PlanRow[] | null
  readonly planReason: PlanReason | null
  readonly outcomes: readonly Outcome[]
}

/**
 * The note after an event on its day or later than any before it. It refuses nothing: what an event can no longer do, since
 * an earlier one was taken back or came late, it leaves undone. What may be done at all is asked before (`refuseEvent`).
 */
export function apply(before: NoteAtHand, event: NoteEvent, calendar: WorkingCalendar): Applied {
  if (event.kind === 'REPAID') return repaid(before, { ...event.body, paidOn: event.on }, 'REPAID', calendar)
  const { note, chargedFen } = closeMisuse(before, event.on)
  const done = changed(note, event, calendar)
  return chargedFen === 0 ? done : { ...done, outcomes: [misuseOutcome(chargedFen), ...done.outcomes] }
}

function changed(note: NoteAtHand, event: Exclude<NoteEvent, { kind: 'REPAID' }>, calendar: WorkingCalendar): Applied {
  const { on } = event
  switch (event.kind) {
    case 'RATE_CHANGED': return planned(changeRate(note, on, event.body), 'RATE_CHANGED')
    case 'ACCELERATED': return planned(accelerate(note, on), 'ACCELERATED')
    case 'EXTENDED': return planned(replan(note, on, { ...event.body, takesOverdue: false }, calendar), 'EXTENDED')
    case 'RESCHEDULED': return planned(replan(note, on, event.body, calendar), 'RESCHEDULED')
    case 'RENEWED': return repaid(note, { kind: 'FULL', keep: null, amountFen: event.body.amountFen, paidOn: on }, 'RENEWED', calendar)
    case 'MISUSE_FOUND': return withBeside(note, { misuse: { amountFen: event.body.amountFen, annualRate: event.body.annualRate, from: on } })
    case 'MISUSE_ENDED': return withBeside(note, { misuse: null })
    case 'COST_CHARGED': return charged(note, event.body.amountFen)
    case 'RELIEVED': return relieved(note, on, event.body, calendar)
    case 'WRITTEN_OFF': return writtenOff(note, on, calendar)
    case 'RECOVERED': return recovered(note, event.body.amountFen)
    case 'REFUNDED': return refunded(note, event.body)
    case 'REFUND_PAID': return refundPaid(note, event.body.amountFen)
    case 'NON_ACCRUAL': return untouched({ ...note, nonAccrualOn: note.nonAccrualOn ?? on })
    case 'ACCRUAL_AGAIN': return untouched({ ...note, nonAccrualOn: null })
    case 'REVERSED': throw new Error(`invariant broken: reversal ${event.id} is played, not applied`)
  }
}

function untouched(note: NoteAtHand, outcomes: readonly Outcome[] = []): Applied {
  return { note, lines: [], leftFen: ZERO_FEN, plan: null, planReason: null, outcomes }
}

function planned({ note, plan }: Changed, reason: PlanReason): Applied {
  return { ...untouched(note), plan, planReason: plan === null ? null : reason }
}

/** Money for a claim written off recovers it; for any other note it is set off. */
function repaid(note: NoteAtHand, wanted: Wanted, kind: 'REPAID' | 'RENEWED', calendar: WorkingCalendar): Applied {
  if ((note.writtenOff ?? null) !== null) return recovered(note, wanted.amountFen)
  const done = take(note, wanted, calendar)
  const outcome: Outcome = { kind, lines: done.lines, leftFen: done.leftFen }
  return {
    note: { ...note, instalments: done.instalments, ...(done.beside === null ? {} : { beside: done.beside }), ...kept(note, done.leftFen), lastPaidOn: wanted.paidOn }, lines: done.lines, leftFen: done.leftFen,
    plan: done.plan, planReason: done.plan === null ? null : 'PREPAID', outcomes: done.chargedFen === 0 ? [outcome] : [misuseOutcome(done.chargedFen), outcome],
  }
}

function kept(note: NoteAtHand, leftFen: Fen): Partial<NoteAtHand> {
  return leftFen === 0 ? {} : { suspenseFen: fen((note.suspenseFen ?? 0) + leftFen) }
}

function misuseOutcome(amountFen: Fen): Outcome {
  return { kind: 'CHARGED', lines: [{ part: 'PENALTY', amountFen }] }
}

function withBeside(note: NoteAtHand, change: Partial<NonNullable<NoteAtHand['beside']>>, outcomes: readonly Outcome[] = []): Applied {
  return untouched({ ...note, beside: { ...(note.beside ?? NOTHING_BESIDE), ...change } }, outcomes)
}

function charged(note: NoteAtHand, amountFen: Fen): Applied {
  return withBeside(note, { costsFen: fen((note.beside?.costsFen ?? 0) + amountFen) }, [{ kind: 'CHARGED', lines: [{ part: 'COSTS', amountFen }] }])
}

function relieved(note: NoteAtHand, on: Day, { parts, seq, amountFen }: EventBody<'RELIEVED'>, calendar: WorkingCalendar): Applied {
  const dues = duesOn(note, on, calendar).filter((due) => parts.some((part) => part === due.part) && (seq === null || due.seq === seq))
  const { lines } = allocate(dues, amountFen)
  const instalments = applyAllocation(note.instalments, lines, { on, note, calendar })
  const beside = payBeside(note.beside, lines)
  return { ...untouched({ ...note, instalments, ...(beside === null ? {} : { beside }) }, lines.length === 0 ? [] : [{ kind: 'RELIEVED', lines }]), lines }
}

/** Principal and costs leave the balance sheet, the claim stays: what is owed on that day, with nothing added later. */
function writtenOff(note: NoteAtHand, on: Day, calendar: WorkingCalendar): Applied {
  const principalFen = outstandingFen(note)
  if (principalFen === 0 || (note.writtenOff ?? null) !== null) return untouched(note)
  const early = earlyOn(note, on)
  const dues = duesOn(note, on, calendar)
  const restFen = fen(owedBeyondPrincipal(dues) + earlyInterest(note, early.restFen, early))
  const costsFen = sumFen(dues.filter((due) => due.part === 'COSTS').map((due) => due.owedFen))
  const beside = note.beside === null || note.beside === undefined ? {} : { beside: { ...note.beside, costsFen: fen(note.beside.costsFen - costsFen) } }
  return untouched({ ...note, ...beside, writtenOff: { on, principalFen, restFen, costsFen, recoveredFen: ZERO_FEN } }, [{ kind: 'WRITTEN_OFF', amountFen: principalFen, costsFen }])
}

function owedBeyondPrincipal(dues: readonly Due[]): Fen {
  return sumFen(dues.filter((due) => due.part !== 'PRINCIPAL').map((due) => due.owedFen))
}

/** Recovery makes the principal of the claim smaller first, then the costs. */
function recovered(note: NoteAtHand, amountFen: Fen): Applied {
  const claim = note.writtenOff ?? null
  if (claim === null) return { ...untouched({ ...note, ...kept(note, amountFen) }, [{ kind: 'REPAID', lines: [], leftFen: amountFen }]), leftFen: amountFen }
  const principalOwed = Math.max(0, claim.principalFen - claim.recoveredFen)
  const restOwed = claim.principalFen + claim.restFen - claim.recoveredFen - principalOwed
  const principalFen = fen(Math.min(amountFen, principalOwed))
  const restFen = fen(Math.min(amountFen - principalFen, restOwed))
  const [takenFen, leftFen] = [fen(principalFen + restFen), fen(amountFen - principalFen - restFen)]
  const lines: Allocation[] = [
    { seq: BESIDE, part: 'PRINCIPAL' as const, owedFen: fen(principalOwed), amountFen: principalFen, says: `已核销本金 ${formatYuan(claim.principalFen)}，尚未收回 ${formatYuan(principalOwed)}` },
    { seq: BESIDE, part: 'INTEREST' as const, owedFen: fen(restOwed), amountFen: restFen, says: `核销日所欠利息与费用 ${formatYuan(claim.restFen)}，尚未收回 ${formatYuan(restOwed)}` },
  ].filter((line) => line.amountFen > 0)
  const bookedFen = fen(claimOf(claim) - claimOf({ ...claim, recoveredFen: fen(claim.recoveredFen + takenFen) }))
  const outcomes: Outcome[] = [{ kind: 'RECOVERED', amountFen: takenFen, claimFen: bookedFen }]
  if (leftFen > 0) outcomes.push({ kind: 'REPAID', lines: [], leftFen })
  return { ...untouched({ ...note, ...kept(note, leftFen), writtenOff: { ...claim, recoveredFen: fen(claim.recoveredFen + takenFen) } }, outcomes), lines, leftFen }
}

/** A refund out of suspense gives back what could not be set off; one of a part takes back a charge and what was paid of it. */
function refunded(note: NoteAtHand, { part, seq, amountFen }: EventBody<'REFUNDED'>): Applied {
  const of = (most: number): Fen => fen(Math.max(0, Math.min(amountFen, most)))
  const done = (givenFen: Fen, change: Partial<NoteAtHand>): Applied => (givenFen === 0 ? untouched(note) : untouched({ ...note, ...change, refundedFen: fen((note.refundedFen ?? 0) + givenFen) }, [{ kind: 'REFUNDED', amountFen: givenFen, part }]))
  if (part === 'SUSPENSE') {
    const givenFen = of(note.suspenseFen ?? 0)
    return done(givenFen, { suspenseFen: fen((note.suspenseFen ?? 0) - givenFen) })
  }
  const beside = note.beside ?? NOTHING_BESIDE
  if (part === 'COSTS') {
    const givenFen = of(beside.costsPaidFen)
    return done(givenFen, { beside: { ...beside, costsFen: fen(beside.costsFen - givenFen), costsPaidFen: fen(beside.costsPaidFen - givenFen) } })
  }
  if (seq === BESIDE || seq === null) {
    const givenFen = of(part === 'PENALTY' ? Math.min(beside.misuseClosedFen, beside.misusePaidFen) : 0)
    return done(givenFen, { beside: { ...beside, misuseClosedFen: fen(beside.misuseClosedFen - givenFen), misusePaidFen: fen(beside.misusePaidFen - givenFen) } })
  }
  const row = note.instalments.find((one) => one.seq === seq)
  if (row === undefined) return untouched(note)
  const givenFen = of(refundableOf(row, part))
  const given: Standing = part === 'PENALTY' ? { ...row, penaltyClosedFen: fen(row.penaltyClosedFen - givenFen), penaltyPaidFen: fen(row.penaltyPaidFen - givenFen) } : { ...row, compoundClosedFen: fen(row.compoundClosedFen - givenFen), compoundPaidFen: fen(row.compoundPaidFen - givenFen) }
  return done(givenFen, { instalments: note.instalments.map((one) => (one === row ? given : one)) })
}

/** Money given back has left the bank. More than is still to be paid out never leaves. */
function refundPaid(note: NoteAtHand, amountFen: Fen): Applied {
  const paidFen = fen(Math.min(amountFen, refundOpenFen(note)))
  return paidFen === 0 ? untouched(note) : untouched({ ...note, refundPaidFen: fen((note.refundPaidFen ?? 0) + paidFen) }, [{ kind: 'REFUND_PAID', amountFen: paidFen }])
}

/** What was paid of closed stretches; one that still runs is no charge that could have been wrong. */
export function refundableOf(row: Standing, part: 'PENALTY' | 'COMPOUND'): number {
  return part === 'PENALTY' ? Math.min(row.penaltyClosedFen, row.penaltyPaidFen) : Math.min(row.compoundClosedFen, row.compoundPaidFen)
}
