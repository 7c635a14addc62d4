import { type Day, type Exact, type Fen, ZERO_FEN, add, daysBetween, divide, fen, formatYuan, multiply, roundFen, subtract } from '#kernel'
import { type Allocation, type Due, percentOf } from './due.ts'
import { interestOfDays, isHigher, rateOf } from './interest.ts'
import { BESIDE, type Beside, type NoteAtHand, outstandingFen } from './note.ts'

export const NOTHING_BESIDE: Beside = { costsFen: ZERO_FEN, costsPaidFen: ZERO_FEN, misuse: null, misuseClosedFen: ZERO_FEN, misusePaidFen: ZERO_FEN }

/** Interest for misuse over its running stretch. */
export interface MisuseCharge {
  readonly baseFen: Fen
  readonly days: number
  /** At the misuse rate, contract interest included. */
  readonly grossFen: Fen
  /** What it costs beyond the contract's interest, or beyond penalty where the principal is overdue as well. */
  readonly extraFen: Fen
}

/**
 * Misused principal bears the misuse rate in place of the contract's; where it is overdue as well, the higher of misuse and
 * penalty rate, not both. The plan already brings contract interest and lateness brings penalty, so what is charged here is
 * the difference. Overdue principal counts as misused first.
 */
export function misuseCharge(note: NoteAtHand, on: Day): MisuseCharge | null {
  const misuse = note.beside?.misuse ?? null
  if (misuse === null || on <= misuse.from) return null
  const baseFen = fen(Math.min(misuse.amountFen, outstandingFen(note)))
  const { daysPerYear, penaltyRate } = note.rule
  const overContract = subtract(rateOf(misuse.annualRate), rateOf(note.terms.annualRate))
  const overPenalty: Exact = isHigher(misuse.annualRate, penaltyRate) ? subtract(rateOf(misuse.annualRate), rateOf(penaltyRate)) : 0
  const late = note.instalments.filter((row) => row.settledOn === null && row.kind === 'REGULAR' && row.dueOn < on)
  const days = [misuse.from, ...late.map((row) => row.dueOn).filter((due) => due > misuse.from), on].toSorted()
  let sum: Exact = 0
  for (const [k, from] of days.entries()) {
    const length = k === days.length - 1 ? 0 : daysBetween(from, days[k + 1]!)
    if (length === 0) continue
    const overdue = late.reduce((total, row) => (row.dueOn <= from ? total + row.principalFen - row.principalPaidFen : total), 0)
    const both = Math.min(overdue, baseFen)
    sum = add(sum, multiply(add(multiply(baseFen - both, overContract), multiply(both, overPenalty)), length))
  }
  const all = daysBetween(misuse.from, on)
  return { baseFen, days: all, grossFen: interestOfDays(baseFen, misuse.annualRate, all, daysPerYear), extraFen: roundFen(divide(sum, daysPerYear)) }
}

/** Ends the running stretch of misuse interest on a day, so that it is rounded once and booked. */
export function closeMisuse(note: NoteAtHand, on: Day): { note: NoteAtHand; chargedFen: Fen } {
  const charge = misuseCharge(note, on)
  const { beside } = note
  if (charge === null || beside === null || beside === undefined || beside.misuse === null) return { note, chargedFen: ZERO_FEN }
  return { note: { ...note, beside: { ...beside, misuse: { ...beside.misuse, from: on }, misuseClosedFen: fen(beside.misuseClosedFen + charge.extraFen) } }, chargedFen: charge.extraFen }
}

/** What is owed beside the plan on a day. */
export function besideDues(note: NoteAtHand, on: Day): Due[] {
  const { beside } = note
  if (beside === null || beside === undefined) return []
  const charge = misuseCharge(note, on)
  const costsFen = fen(beside.costsFen - beside.costsPaidFen)
  const misuseFen = fen(beside.misuseClosedFen + (charge?.extraFen ?? 0) - beside.misusePaidFen)
  const dues: Due[] = []
  if (costsFen > 0) dues.push({ seq: BESIDE, part: 'COSTS', owedFen: costsFen, explain: () => `代垫费用 ${formatYuan(beside.costsFen)}${beside.costsPaidFen === 0 ? '' : `，已还 ${formatYuan(beside.costsPaidFen)}，尚欠 ${formatYuan(costsFen)}`}` })
  if (misuseFen > 0) dues.push({ seq: BESIDE, part: 'PENALTY', owedFen: misuseFen, explain: () => misuseText(note, charge, misuseFen, on) })
  return dues
}

function misuseText(note: NoteAtHand, charge: MisuseCharge | null, owedFen: Fen, on: Day): string {
  const misuse = note.beside?.misuse
  if (charge === null || misuse === null || misuse === undefined) return `挪用罚息：以前计收未还 ${formatYuan(owedFen)}`
  const earlier = owedFen - charge.extraFen
  const running = `挪用本金 ${formatYuan(charge.baseFen)} × ${percentOf(misuse.annualRate)} ÷ ${note.rule.daysPerYear} × ${charge.days} 天（${misuse.from} 至 ${on}，算头不算尾）= ${formatYuan(charge.grossFen)}，其中 ${formatYuan(charge.grossFen - charge.extraFen)} 已含在合同利息或罚息中，另收 ${formatYuan(charge.extraFen)}`
  return `挪用罚息：${running}${earlier === 0 ? '' : earlier > 0 ? `，加以前计收未还 ${formatYuan(earlier)}` : `，减已还 ${formatYuan(-earlier)}`}`
}

/** What is owed beside the plan after money was set against it. */
export function payBeside(beside: Beside | null | undefined, lines: readonly Allocation[]): Beside | null {
  if (beside === null || beside === undefined) return null
  const own = lines.filter((line) => line.seq === BESIDE)
  if (own.length === 0) return beside
  const of = (part: 'COSTS' | 'PENALTY'): number => own.reduce((sum, line) => (line.part === part ? sum + line.amountFen : sum), 0)
  return { ...beside, costsPaidFen: fen(beside.costsPaidFen + of('COSTS')), misusePaidFen: fen(beside.misusePaidFen + of('PENALTY')) }
}

/** True where nothing is owed beside the plan and nothing runs there. */
export function isClear(beside: Beside | null | undefined): boolean {
  return beside === null || beside === undefined || (beside.misuse === null && beside.costsFen === beside.costsPaidFen && beside.misuseClosedFen === beside.misusePaidFen)
}
