import { sql } from 'kysely'
import { type Exact, add, divide, exact, formatExact } from '#kernel'
import { type FigureInput, type FiguresPage, type InclusiveRow, SIZES, type Size, shareOf } from '#loan/servicing/domain'
import type { Tx } from '#platform/db'
import type { Asked } from './asked-figures.ts'

interface Row { customerType: string; size: Size; customers: number; balanceFen: number; rateFen: string; lentYear: number; lentYearFen: number; overdueFen: number; overdue90Fen: number; badFen: number }

const RATE_PLACES = 4
const SMALL: readonly string[] = ['SELF_EMPLOYED', 'MICRO_OWNER']
const SMALL_UP_TO: readonly Size[] = ['TO_1M', 'TO_5M', 'TO_10M']
const FARMERS_UP_TO: readonly Size[] = ['TO_1M', 'TO_5M']

/** 普惠: customers by kind and size, the sole traders and small owners up to ten million, farmers up to five; each customer once. */
export async function inclusiveOf(tx: Tx, { day, units }: Asked): Promise<{ all: NonNullable<FigureInput['customers']>; shown: NonNullable<FiguresPage['inclusive']> }> {
  const { rows } = await sql<Row>`
    select customer_type as "customerType", size, sum(customers)::int as customers, sum(balance_fen)::bigint as "balanceFen", sum(rate_fen)::text as "rateFen", sum(lent_year)::int as "lentYear", sum(lent_year_fen)::bigint as "lentYearFen",
      sum(overdue_fen)::bigint as "overdueFen", sum(overdue90_fen)::bigint as "overdue90Fen", sum(non_performing_fen)::bigint as "badFen"
    from customer_figure where bank_id = ${tx.bankId} and day = ${day} and unit_id = any(${units}::uuid[]) group by 1, 2`.execute(tx)
  const order = (size: Size): number => SIZES.findIndex(({ id }) => id === size)
  const sorted = rows.toSorted((a, b) => a.customerType.localeCompare(b.customerType) || order(a.size) - order(b.size))
  const { npl: allNpl } = summed(rows)
  return {
    all: rows.map(({ size, customers, balanceFen }) => ({ size, customers, balanceFen })),
    shown: { rows: sorted.map(shown), small: summed(rows.filter((row) => SMALL.includes(row.customerType) && SMALL_UP_TO.includes(row.size))), farmers: summed(rows.filter((row) => row.customerType === 'FARMER' && FARMERS_UP_TO.includes(row.size))), allNpl },
  }
}

function shown(row: Row): InclusiveRow {
  const { customerType, size, customers, balanceFen, lentYear, lentYearFen } = row
  return { customerType, size, customers, balanceFen, annualRate: summed([row]).annualRate, lentYear, lentYearFen, overdue: shareOf(row.overdueFen, balanceFen), overdue90: shareOf(row.overdue90Fen, balanceFen), npl: shareOf(row.badFen, balanceFen) }
}

/** Rates weighted by balance. */
function summed(rows: readonly Row[]): NonNullable<FiguresPage['inclusive']>['small'] {
  const of = (pick: (row: Row) => number): number => rows.reduce((sum, row) => sum + pick(row), 0)
  const [balanceFen, rateFen] = [of((row) => row.balanceFen), rows.reduce<Exact>((sum, row) => add(sum, exact(row.rateFen)), 0)]
  return { customers: of((row) => row.customers), balanceFen, annualRate: balanceFen === 0 ? null : formatExact(divide(rateFen, balanceFen), RATE_PLACES), npl: shareOf(of((row) => row.badFen), balanceFen) }
}
