import { sql } from 'kysely'
import { GUARANTEE_NAMES } from '#loan/decision/domain'
import { type Day, divide, firstDay, formatExact, monthOf } from '#kernel'
import { type AccountCell, type AccountSums, type Dimension, type FigureInput, type FigureRow, type FiguresPage, type FiguresQuestion, figuresOf, shareOf, sumOf } from '#loan/servicing/domain'
import type { Tx } from '#platform/db'
import { type Asked, asked } from './asked-figures.ts'
import { inclusiveOf } from './inclusive.ts'
import { resultsOf } from './unit-results.ts'

/** 经营指标: the figures of the last counted day up to the day asked for. Nothing here reads a note. */
export async function readFigures(tx: Tx, question: FiguresQuestion, on: Day): Promise<FiguresPage> {
  const [units, products] = [await namesOf(tx, 'unit'), await namesOf(tx, 'product')]
  const choices = { unitChoices: units.map(({ id, name }) => ({ unitId: id, name })), productChoices: products.map(({ id, name }) => ({ productCode: id, name })) }
  const latest = await tx.selectFrom('account_figure').select(({ fn }) => fn.max('day').as('day')).where('bank_id', '=', tx.bankId).where('day', '<=', question.day ?? on).executeTakeFirst()
  const day = (latest?.day ?? null) as Day | null
  if (day === null) return { day, on, figures: [], dimensions: { PRODUCT: [], GUARANTEE: [], UNIT: [], MANAGER: [], FIRST: [] }, dueFrom: null, inclusive: null, results: null, ...choices }
  const wanted: Asked = { day, units: question.unitId === undefined ? units.map(({ id }) => id) : [question.unitId], productCode: question.productCode }
  const cells = await cellsOf(tx, wanted)
  const due = await dueOf(tx, wanted)
  const inclusive = wanted.productCode === undefined ? await inclusiveOf(tx, wanted) : null
  const staff = await tx.selectFrom('staff').select(['staff_id', 'name']).where('bank_id', '=', tx.bankId).where('staff_id', 'in', ['00000000-0000-0000-0000-000000000000', ...new Set(cells.map(({ managerId }) => managerId))]).execute()
  const names: Readonly<Record<Dimension, (key: string) => string>> = {
    PRODUCT: (key) => products.find(({ id }) => id === key)?.name ?? key, GUARANTEE: (key) => (GUARANTEE_NAMES as Readonly<Record<string, string>>)[key] ?? key, UNIT: (key) => units.find(({ id }) => id === key)?.name ?? key,
    MANAGER: (key) => staff.find((one) => one.staff_id === key)?.name ?? key, FIRST: (key) => (key === 'true' ? '客户首笔贷款' : '复贷'),
  }
  const customers = inclusive === null ? null : inclusive.all
  return {
    day, on, figures: figuresOf({ cells, customers, collected: await collectedOf(tx, wanted), due }), dueFrom: due.from,
    dimensions: {
      PRODUCT: rowsBy(cells, ({ productCode }) => productCode, names.PRODUCT), GUARANTEE: rowsBy(cells, ({ guarantee }) => guarantee, names.GUARANTEE), UNIT: rowsBy(cells, ({ unitId }) => unitId, names.UNIT),
      MANAGER: rowsBy(cells, ({ managerId }) => managerId, names.MANAGER), FIRST: rowsBy(cells, ({ isFirst }) => String(isFirst), names.FIRST),
    },
    inclusive: inclusive?.shown ?? null, results: wanted.productCode === undefined ? await resultsOf(tx, wanted, units) : null, ...choices,
  }
}

async function namesOf(tx: Tx, of: 'unit' | 'product'): Promise<{ id: string; name: string }[]> {
  if (of === 'unit') return (await tx.selectFrom('unit').select(['unit_id', 'name']).where('bank_id', '=', tx.bankId).orderBy('code').execute()).map((row) => ({ id: row.unit_id, name: row.name }))
  return (await tx.selectFrom('product').select(['product_code', 'name']).where('bank_id', '=', tx.bankId).orderBy('product_code').execute()).map((row) => ({ id: row.product_code, name: row.name }))
}

async function cellsOf(tx: Tx, wanted: Asked): Promise<AccountCell[]> {
  const { rows } = await sql<AccountCell>`
    select unit_id as "unitId", product_code as "productCode", guarantee, manager_id as "managerId", first_loan as "isFirst", lent, lent_fen as "lentFen", written_off_fen as "writtenOffFen", notes, balance_fen as "balanceFen",
      overdue_notes as "overdueNotes", overdue_fen as "overdueFen", overdue_principal_fen as "overduePrincipalFen", par30_fen as "par30Fen", non_performing_fen as "nonPerformingFen"
    from account_figure where day = ${wanted.day} and ${asked(tx, wanted)}`.execute(tx)
  return rows
}

async function collectedOf(tx: Tx, wanted: Asked): Promise<FigureInput['collected']> {
  const { rows: [row] } = await sql<{ interestFen: number; chargesFen: number }>`
    select coalesce(sum(interest_fen), 0)::bigint as "interestFen", coalesce(sum(charges_fen), 0)::bigint as "chargesFen" from collected_of_day where day <= ${wanted.day} and ${asked(tx, wanted)}`.execute(tx)
  return row!
}

async function dueOf(tx: Tx, wanted: Asked): Promise<FigureInput['due'] & { from: string | null }> {
  const { rows: [row] } = await sql<FigureInput['due'] & { from: string | null }>`
    select min(from_day) as from, coalesce(sum(instalments), 0)::int as instalments, coalesce(sum(principal_fen), 0)::bigint as "principalFen", coalesce(sum(unpaid), 0)::int as unpaid, coalesce(sum(unpaid_fen), 0)::bigint as "unpaidFen"
    from maturity_figure where day = ${wanted.day} and ${asked(tx, wanted)}`.execute(tx)
  return row ?? { from: firstDay(monthOf(wanted.day)), instalments: 0, principalFen: 0, unpaid: 0, unpaidFen: 0 }
}

/** The book broken down, the largest balance first. */
function rowsBy(cells: readonly AccountCell[], keyOf: (cell: AccountCell) => string, nameOf: (key: string) => string): FigureRow[] {
  const groups = new Map<string, AccountCell[]>()
  for (const cell of cells) groups.set(keyOf(cell), [...groups.get(keyOf(cell)) ?? [], cell])
  return [...groups].map(([key, own]) => rowOf(key, nameOf(key), sumOf(own))).sort((a, b) => b.balanceFen - a.balanceFen || a.name.localeCompare(b.name))
}

function rowOf(key: string, name: string, sums: AccountSums): FigureRow {
  const of = (part: number): string | null => shareOf(part, sums.balanceFen)
  return {
    key, name, lent: sums.lent, lentFen: sums.lentFen, avgFen: sums.lent === 0 ? null : Number(formatExact(divide(sums.lentFen, sums.lent), 0)), notes: sums.notes, balanceFen: sums.balanceFen,
    overdue: of(sums.overdueFen), overdueAmount: of(sums.overduePrincipalFen), par30: of(sums.par30Fen), npl: of(sums.nonPerformingFen),
  }
}
