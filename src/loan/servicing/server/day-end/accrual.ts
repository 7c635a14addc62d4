import { sql } from 'kysely'
import type { Day } from '#kernel'
import type { Tx } from '#platform/db'
import { keepPortfolio, portfolioOf } from '../quality/index.ts'
import { type AccruedSum, bookAccrued } from './accrued.ts'
import type { DayEndStep } from './step.ts'

/** The one scan over the notes: what is late how long, and what has accrued. */
export const agingStep: DayEndStep = {
  id: 'aging', name: '账龄', perUnit: false,
  run: async (tx, at) => {
    const portfolio = await portfolioOf(tx, at.day)
    await keepPortfolio(tx, at.day, portfolio)
    const cells = groups(portfolio)
    const of = (pick: (cell: Cell) => string | number | boolean): unknown[] => cells.map(pick)
    await sql`
      insert into aging_of_day (bank_id, day, unit_id, product_code, book, off_balance, bucket, note_count, balance_fen, overdue_principal_fen, overdue_interest_fen, accrued_fen)
      select ${tx.bankId}::int, ${at.day}::date, c.* from unnest(${of((cell) => cell.unitId)}::uuid[], ${of((cell) => cell.productCode)}::text[], ${of((cell) => cell.book)}::text[], ${of((cell) => cell.nonAccrual)}::bool[], ${of((cell) => cell.bucket)}::text[],
        ${of((cell) => cell.notes)}::int[], ${of((cell) => cell.balanceFen)}::bigint[], ${of((cell) => cell.overduePrincipalFen)}::bigint[], ${of((cell) => cell.overdueInterestFen)}::bigint[], ${of((cell) => cell.accruedFen)}::bigint[]) as c`.execute(tx)
    const sum = (pick: (cell: Cell) => number, some = cells): number => some.reduce((total, cell) => total + pick(cell), 0)
    const late = cells.filter(({ bucket }) => bucket !== 'NONE')
    return {
      rows: cells.length, controlFen: sum((cell) => cell.balanceFen),
      figures: { 在贷笔数: sum((cell) => cell.notes), 贷款余额: sum((cell) => cell.balanceFen), 逾期笔数: sum((cell) => cell.notes, late), 逾期贷款余额: sum((cell) => cell.balanceFen, late) },
    }
  },
}

type Cell = Pick<Awaited<ReturnType<typeof portfolioOf>>[number], 'unitId' | 'productCode' | 'book' | 'nonAccrual' | 'bucket' | 'notes' | 'balanceFen' | 'overduePrincipalFen' | 'overdueInterestFen' | 'accruedFen'>

/** The portfolio without what aging does not tell apart. */
function groups(cells: readonly Cell[]): Cell[] {
  const sums = new Map<string, Cell>()
  for (const cell of cells) {
    const key = [cell.unitId, cell.productCode, cell.book, cell.nonAccrual, cell.bucket].join(' ')
    const before = sums.get(key)
    sums.set(key, before === undefined ? cell : {
      ...before, notes: before.notes + cell.notes, balanceFen: before.balanceFen + cell.balanceFen, overduePrincipalFen: before.overduePrincipalFen + cell.overduePrincipalFen,
      overdueInterestFen: before.overdueInterestFen + cell.overdueInterestFen, accruedFen: before.accruedFen + cell.accruedFen,
    })
  }
  return [...sums.values()]
}

/** Books the interest of the day from what the scan of the same day-end added up. */
export const accrualStep: DayEndStep = {
  id: 'accrual', name: '计提利息', perUnit: false,
  run: async (tx, at) => {
    const { rows } = await sql<{ unit_id: string; product_code: string; off_balance: boolean; accrued: number; notes: number; balance: number }>`
      select unit_id, product_code, off_balance, sum(accrued_fen)::bigint as accrued, sum(note_count)::int as notes, sum(balance_fen)::bigint as balance
      from aging_of_day where bank_id = ${tx.bankId} and day = ${at.day} and book = 'BOOK' group by 1, 2, 3 order by 1, 2, 3`.execute(tx)
    return bookAccrued(tx, at, 'interest', rows.map((row) => ({ unitId: row.unit_id, productCode: row.product_code, off: row.off_balance, amountFen: row.accrued, notes: row.notes, balanceFen: row.balance })))
  },
}

/** S(D) by unit and product, on and off the balance sheet, of notes kept in this ledger: a scan of its own, for a book taken over. */
export async function sumAccrued(tx: Tx, day: Day): Promise<AccruedSum[]> {
  const sums = new Map<string, AccruedSum & { notes: number; balanceFen: number }>()
  for (const { book, unitId, productCode, nonAccrual: off, accruedFen, notes, balanceFen } of await portfolioOf(tx, day)) {
    if (book !== 'BOOK') continue
    const key = `${unitId} ${productCode} ${off}`
    const { amountFen: amount, notes: count, balanceFen: balance } = sums.get(key) ?? { amountFen: 0, notes: 0, balanceFen: 0 }
    sums.set(key, { unitId, productCode, off, amountFen: amount + accruedFen, notes: count + notes, balanceFen: balance + balanceFen })
  }
  return [...sums.values()]
}
