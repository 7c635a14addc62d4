import { type Day, type Fen, type WorkingCalendar, fen, sumFen } from '#kernel'
import type { LateRule, Part, Standing } from './note.ts'
import { type Owed, compoundOf, penaltyOf } from './owed.ts'

/** Where a part of a repayment went. */
export interface Allocation extends Owed {
  readonly amountFen: Fen
}

/** Sets an amount against what is owed, in the order given; what is left over comes back beside it. */
export function allocate(owed: readonly Owed[], amountFen: Fen): { lines: Allocation[]; leftFen: Fen } {
  let left: number = amountFen
  const lines: Allocation[] = []
  for (const one of owed) {
    const taken = Math.min(left, one.owedFen)
    if (taken > 0) lines.push({ ...one, amountFen: fen(taken) })
    left -= taken
  }
  return { lines, leftFen: fen(left) }
}

/** The instalments after a repayment. A stretch of penalty ends where its principal changes, so that it is rounded once. */
export function applyAllocation(instalments: readonly Standing[], lines: readonly Allocation[], { on, rule, calendar }: { on: Day; rule: LateRule; calendar: WorkingCalendar }): Standing[] {
  return instalments.map((row) => {
    const own = lines.filter((line) => line.seq === row.seq)
    return own.length === 0 ? row : settle(paidOf(row, own, { on, rule, calendar }), { on, rule, calendar })
  })
}

function paidOf(row: Standing, own: readonly Allocation[], { on, rule, calendar }: { on: Day; rule: LateRule; calendar: WorkingCalendar }): Standing {
  const of = (part: Part): Fen => sumFen(own.filter((line) => line.part === part).map((line) => line.amountFen))
  const [principal, interest] = [of('PRINCIPAL'), of('INTEREST')]
  const penalty = penaltyOf(row, rule, on, calendar)
  const compound = compoundOf(row, rule, on, calendar)
  return {
    ...row,
    principalPaidFen: fen(row.principalPaidFen + principal), interestPaidFen: fen(row.interestPaidFen + interest),
    penaltyPaidFen: fen(row.penaltyPaidFen + of('PENALTY')), compoundPaidFen: fen(row.compoundPaidFen + of('COMPOUND')),
    ...(principal > 0 && penalty.days > 0 ? { penaltyClosedFen: fen(row.penaltyClosedFen + penalty.runningFen), penaltyFrom: on } : {}),
    ...(interest > 0 && compound.days > 0 ? { compoundClosedFen: fen(row.compoundClosedFen + compound.runningFen), compoundFrom: on } : {}),
  }
}

function settle(row: Standing, { on, rule, calendar }: { on: Day; rule: LateRule; calendar: WorkingCalendar }): Standing {
  const isPaid = row.principalPaidFen === row.principalFen && row.interestPaidFen === row.interestFen && penaltyOf(row, rule, on, calendar).owedFen === 0 && compoundOf(row, rule, on, calendar).owedFen === 0
  return isPaid ? { ...row, settledOn: on } : row
}
