import { type Day, type Fen, ZERO_FEN, fen } from '#kernel'
import type { Allocation } from '../due.ts'
import type { Part } from '../note.ts'

/** Something that happened to a loan, as the customer's statement needs it. */
export interface Happened {
  readonly on: Day
  readonly name: string
  readonly number: string | null
  /** Money that came, or what the act was about. */
  readonly amountFen: Fen
  readonly lines: readonly Pick<Allocation, 'part' | 'amountFen'>[]
  /** Whether its lines lower what the customer is shown to owe; a recovery after a write-off does not. */
  readonly moves: 'LINES' | 'NOTHING' | 'ALL'
}

/** One line of a statement: what came, where it went, what was left of the principal. */
export interface Movement extends Omit<Happened, 'lines' | 'moves'> {
  readonly principalFen: Fen
  readonly interestFen: Fen
  readonly penaltyFen: Fen
  readonly costsFen: Fen
  readonly balanceFen: Fen
}

export interface Statement {
  readonly from: Day
  readonly to: Day
  readonly openingFen: Fen
  readonly movements: readonly Movement[]
  readonly closingFen: Fen
}

export interface LoanOut { readonly amountFen: Fen; readonly disbursedOn: Day }

/** The account of a loan over a period by value day: what stood before, each movement, what stood at its end. */
export function statementOf({ amountFen, disbursedOn }: LoanOut, happened: readonly Happened[], { from, to }: { readonly from: Day; readonly to: Day }): Statement {
  let balanceFen: Fen = ZERO_FEN
  let openingFen: Fen = ZERO_FEN
  const movements: Movement[] = []
  const put = (movement: Omit<Movement, 'balanceFen'>, change: number): void => {
    balanceFen = fen(balanceFen + change)
    if (movement.on < from) openingFen = balanceFen
    else if (movement.on <= to) movements.push({ ...movement, balanceFen })
  }
  put({ on: disbursedOn, name: '放款', number: null, amountFen, principalFen: ZERO_FEN, interestFen: ZERO_FEN, penaltyFen: ZERO_FEN, costsFen: ZERO_FEN }, amountFen)
  for (const { lines, moves, ...one } of happened.toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))) {
    const principalFen = sumOf(lines, 'PRINCIPAL')
    const change = moves === 'LINES' ? -principalFen : moves === 'ALL' ? -balanceFen : 0
    put({ ...one, principalFen, interestFen: sumOf(lines, 'INTEREST'), penaltyFen: sumOf(lines, 'PENALTY', 'COMPOUND'), costsFen: sumOf(lines, 'COSTS') }, change)
  }
  return { from, to, openingFen, movements, closingFen: movements.at(-1)?.balanceFen ?? openingFen }
}

/** Sums of what was paid, by where it went. */
export function paidTotals(movements: readonly Movement[]): Pick<Movement, 'principalFen' | 'interestFen' | 'penaltyFen' | 'costsFen'> {
  const sum = (of: (one: Movement) => Fen): Fen => movements.reduce<Fen>((total, one) => fen(total + of(one)), ZERO_FEN)
  return { principalFen: sum((one) => one.principalFen), interestFen: sum((one) => one.interestFen), penaltyFen: sum((one) => one.penaltyFen), costsFen: sum((one) => one.costsFen) }
}

function sumOf(lines: Happened['lines'], ...parts: Part[]): Fen {
  return lines.reduce<Fen>((sum, line) => (parts.includes(line.part) ? fen(sum + line.amountFen) : sum), ZERO_FEN)
}
