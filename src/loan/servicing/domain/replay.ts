import type { Day, Fen, WorkingCalendar } from '#kernel'
import { allocate, applyAllocation } from './allocate.ts'
import type { Allocation } from './due.ts'
import { type NoteAtHand, type PlanRow, type Standing, isOpen } from './note.ts'
import { duesOn } from './owed.ts'
import { unpaid } from './plan.ts'
import type { RepaymentKind } from './repay.ts'

/** A repayment that stands, as an event. */
export interface RepaymentEvent {
  readonly repaymentId: string
  readonly kind: RepaymentKind
  readonly amountFen: Fen
  readonly paidOn: Day
}

export interface Replayed {
  readonly instalments: readonly Standing[]
  /** Where each repayment went, by its id. */
  readonly lines: ReadonlyMap<string, readonly Allocation[]>
}

/**
 * The state of a note from its events alone: the plan in force and the repayments that stand, in their order. Plans before
 * it need not be replayed, since a plan keeps the rows that lay behind it when it was made.
 */
export function replay(note: Omit<NoteAtHand, 'instalments' | 'lastPaidOn'>, plan: readonly PlanRow[], events: readonly RepaymentEvent[], calendar: WorkingCalendar): Replayed {
  let instalments: readonly Standing[] = unpaid(plan)
  const lines = new Map<string, readonly Allocation[]>()
  for (const { repaymentId, kind, amountFen, paidOn } of events) {
    const at: NoteAtHand = { ...note, instalments: seenBy(kind, instalments), lastPaidOn: null }
    const next = instalments.find((row) => isOpen(row) && row.dueOn > paidOn)
    const taken = allocate(duesOn(at, paidOn, calendar, kind === 'AHEAD' ? next?.dueOn : paidOn), amountFen)
    if (taken.leftFen !== 0) throw new Error(`invariant broken: repayment ${repaymentId} leaves ${taken.leftFen} fen over`)
    lines.set(repaymentId, taken.lines)
    instalments = applyAllocation(instalments, taken.lines, { on: paidOn, rule: note.rule, calendar })
  }
  return { instalments, lines }
}

/** A row made by an early repayment is there for that repayment; one recorded earlier on the same day did not know it. */
function seenBy(kind: RepaymentKind, instalments: readonly Standing[]): readonly Standing[] {
  const made = kind === 'PART' || kind === 'FULL' ? instalments.find((row) => row.kind === 'PREPAID' && row.settledOn === null) : undefined
  return instalments.filter((row) => row.kind === 'REGULAR' || row === made)
}
