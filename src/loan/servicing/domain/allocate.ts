import { type Day, type Fen, type WorkingCalendar, fen } from '#kernel'
import type { Allocation, Due } from './due.ts'
import type { Part, Standing } from './note.ts'
import { type Late, compoundOf, penaltyOf } from './owed.ts'

/** Sets an amount against what is owed, in the order given; what is left over comes back beside it. */
export function allocate(dues: readonly Due[], amountFen: Fen): { lines: Allocation[]; leftFen: Fen } {
  let left: number = amountFen
  const lines: Allocation[] = []
  for (const { seq, part, owedFen, explain } of dues) {
    if (left === 0) break
    const taken = Math.min(left, owedFen)
    lines.push({ seq, part, owedFen, says: explain(), amountFen: fen(taken) })
    left -= taken
  }
  return { lines, leftFen: fen(left) }
}

interface Moment { readonly on: Day; readonly note: Omit<Late, 'instalments'>; readonly calendar: WorkingCalendar }
type Within = Moment & { readonly note: Late }

/** The instalments after a repayment. A stretch of penalty ends where its principal changes, so that it is rounded once. */
export function applyAllocation(instalments: readonly Standing[], lines: readonly Allocation[], moment: Moment): readonly Standing[] {
  if (lines.length === 0) return instalments
  const at = { ...moment, note: { ...moment.note, instalments } }
  return instalments.map((row) => (lines.some((line) => line.seq === row.seq) ? settle(paidOf(row, lines, at), at) : row))
}

function paidOf(row: Standing, lines: readonly Allocation[], { on, note, calendar }: Within): Standing {
  const of = (part: Part): number => lines.reduce((sum, line) => (line.seq === row.seq && line.part === part ? sum + line.amountFen : sum), 0)
  const [principal, interest] = [of('PRINCIPAL'), of('INTEREST')]
  const paid = { ...row, principalPaidFen: fen(row.principalPaidFen + principal), interestPaidFen: fen(row.interestPaidFen + interest) }
  if (on <= row.dueOn) return paid
  const penalty = penaltyOf(row, note.rule, on, calendar)
  const compound = compoundOf(row, note, on, calendar)
  return {
    ...paid, penaltyPaidFen: fen(row.penaltyPaidFen + of('PENALTY')), compoundPaidFen: fen(row.compoundPaidFen + of('COMPOUND')),
    ...(principal > 0 && penalty.days > 0 ? { penaltyClosedFen: fen(row.penaltyClosedFen + penalty.runningFen), penaltyFrom: on } : {}),
    ...(interest > 0 && compound.days > 0 ? { compoundClosedFen: fen(row.compoundClosedFen + compound.runningFen), compoundFrom: on } : {}),
  }
}

/** An instalment of which nothing is owed any more is settled on that day. */
export function settle(row: Standing, { on, note, calendar }: Within): Standing {
  const isPaid = row.settledOn === null && row.principalPaidFen === row.principalFen && row.interestPaidFen === row.interestFen
    && (on <= row.dueOn || (penaltyOf(row, note.rule, on, calendar).owedFen === 0 && compoundOf(row, note, on, calendar).owedFen === 0))
  return isPaid ? { ...row, settledOn: on } : row
}
