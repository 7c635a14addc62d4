import { type Exact, type Fen, type Month, divide, formatExact, multiply, roundFen, shiftMonth } from '#kernel'

/** What running a unit costs. */
export const COST_KINDS = { PEOPLE: '人员', RENT: '房租', TRANSPORT: '交通', OTHER: '其他' } as const satisfies Record<string, string>
export type CostKind = keyof typeof COST_KINDS

/** What is known of one unit in one month; no cost where none was registered. */
export interface UnitMonth {
  readonly unitId: string
  readonly month: Month
  readonly costFen: number | null
  readonly loans: number
  readonly lentFen: number
  readonly visited: number
  readonly minutes: number
}

/** 单位成本 of a month, a unit or a stretch of months. */
export interface UnitCost {
  /** None while a cost is missing: a part of the cost over all of the loans would flatter. */
  readonly costFen: number | null
  readonly loans: number
  readonly lentFen: number
  readonly perLoanFen: Fen | null
  readonly perWanFen: Fen | null
  readonly visited: number
  readonly minutes: number
  /** Minutes a case was visited, whole; none where nobody went. */
  readonly minutesPerCase: string | null
  /** Units and months whose cost is not registered. */
  readonly missing: readonly { readonly unitId: string; readonly month: Month }[]
}

/** How the figures are worked out, in words that name numerator and denominator. */
export const COST_FORMULAS = { perLoan: '期间机构费用 ÷ 期间放款笔数', perWan: '期间机构费用 ÷ 期间放款金额（万元）', minutes: '实地调查登记的到离分钟 ÷ 到场的案件数' } as const

const FEN_A_WAN = 1_000_000

/** The unit cost over some units and months [S4-11]. A cost nobody registered is said, never taken as nothing. */
export function unitCostOf(rows: readonly UnitMonth[]): UnitCost {
  const missing = rows.filter(({ costFen }) => costFen === null).map(({ unitId, month }) => ({ unitId, month }))
  const total = (of: (row: UnitMonth) => number): number => rows.reduce((sum, row) => sum + of(row), 0)
  const [loans, lentFen, visited, minutes] = [total((row) => row.loans), total((row) => row.lentFen), total((row) => row.visited), total((row) => row.minutes)]
  const costFen = missing.length > 0 || rows.length === 0 ? null : total((row) => row.costFen ?? 0)
  const each = (by: Exact): Fen | null => (costFen === null || by === 0 ? null : roundFen(divide(costFen, by)))
  return { costFen, loans, lentFen, perLoanFen: each(loans), perWanFen: costFen === null || lentFen === 0 ? null : roundFen(multiply(divide(costFen, lentFen), FEN_A_WAN)), visited, minutes, minutesPerCase: visited === 0 ? null : formatExact(divide(minutes, visited), 0), missing }
}

/** Which units owe a cost in which months: those that lent or went out in it, and those that ever register one. */
export function expected(rows: readonly UnitMonth[]): UnitMonth[] {
  const keeps = new Set(rows.filter(({ costFen }) => costFen !== null).map(({ unitId }) => unitId))
  return rows.filter(({ unitId, costFen, loans, visited }) => costFen !== null || loans > 0 || visited > 0 || keeps.has(unitId))
}

/** The months from the first to the last, both included. */
export function monthsFrom(from: Month, until: Month): Month[] {
  const months: Month[] = []
  for (let month = from; month <= until; month = shiftMonth(month, 1)) months.push(month)
  return months
}
