import { sql } from 'kysely'
import { policyOn } from '#common/policy/server'
import { type Day, exact, firstDay, monthOf } from '#kernel'
import { type FiguresPage, type Term, type UnitResult, ftpChargeFor } from '#loan/servicing/domain'
import type { Tx } from '#platform/db'
import type { Asked } from './asked-figures.ts'
import { isMonthEnd } from './provision.ts'

type Results = NonNullable<FiguresPage['results']>
interface Booked { unitId: string; income: number; ftp: number; provision: number }

/** 机构损益 of the month so far: interest booked as income, less the price of the bank's money, less what was provided. Before the month is priced, the price is worked out on the balances so far. */
export async function resultsOf(tx: Tx, { day, units }: Asked, names: readonly { readonly id: string; readonly name: string }[]): Promise<Results | null> {
  const from = firstDay(monthOf(day))
  const { rows: booked } = await sql<Booked>`
    select b.unit_id as "unitId", coalesce(sum(b.credit_fen - b.debit_fen) filter (where a.purpose in ('INTEREST_INCOME', 'PENALTY_INCOME', 'COMPOUND_INCOME')), 0)::bigint as income,
      coalesce(sum(b.debit_fen - b.credit_fen) filter (where a.purpose = 'FTP_CHARGE'), 0)::bigint as ftp, coalesce(sum(b.debit_fen - b.credit_fen) filter (where a.purpose = 'PROVISION_EXPENSE'), 0)::bigint as provision
    from account_balance b join ledger_account a on a.bank_id = ${tx.bankId} and a.code = b.account_code
    where b.bank_id = ${tx.bankId} and b.day between ${from} and ${day} and b.unit_id = any(${units}::uuid[]) and a.purpose in ('INTEREST_INCOME', 'PENALTY_INCOME', 'COMPOUND_INCOME', 'FTP_CHARGE', 'PROVISION_EXPENSE') group by 1`.execute(tx)
  if (booked.length === 0) return null
  const isCharged = isMonthEnd(day)
  const tried = isCharged ? new Map<string, number>() : await ftpSoFar(tx, from, day, units)
  const rows = booked.map(({ unitId, income, ftp, provision }): UnitResult => {
    const ftpFen = isCharged ? ftp : tried.get(unitId) ?? 0
    return { unitId, name: names.find(({ id }) => id === unitId)?.name ?? unitId, incomeFen: income, ftpFen, provisionFen: provision, contributionFen: income - ftpFen - provision }
  }).sort((a, b) => b.contributionFen - a.contributionFen)
  const total = (pick: (row: UnitResult) => number): number => rows.reduce((sum, row) => sum + pick(row), 0)
  return { from, isCharged, rows, total: { incomeFen: total((row) => row.incomeFen), ftpFen: total((row) => row.ftpFen), provisionFen: total((row) => row.provisionFen), contributionFen: total((row) => row.contributionFen) } }
}

/** The price of the bank's money on the balances of the month so far, as month end would charge it for these days. */
async function ftpSoFar(tx: Tx, from: Day, day: Day, units: readonly string[]): Promise<Map<string, number>> {
  const { rows } = await sql<{ unitId: string; productCode: string; term: Term; balanceDays: string }>`
    select unit_id as "unitId", product_code as "productCode", term, sum(balance_fen)::text as "balanceDays" from portfolio_day
    where bank_id = ${tx.bankId} and day between ${from} and ${day} and unit_id = any(${units}::uuid[]) and book = 'BOOK' group by 1, 2, 3`.execute(tx)
  const prices = new Map(await Promise.all([...new Set(rows.map(({ productCode }) => productCode))].map(async (product) => [product, (await policyOn(tx, day, { product })).policy.servicing.ftpByTerm] as const)))
  const sums = new Map<string, number>()
  for (const { unitId, productCode, term, balanceDays } of rows) sums.set(unitId, (sums.get(unitId) ?? 0) + ftpChargeFor(exact(balanceDays), prices.get(productCode)![term]))
  return sums
}
