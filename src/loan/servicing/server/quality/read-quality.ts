import { sql } from 'kysely'
import { policyOn } from '#common/policy/server'
import { type Day, type Month, exact, firstDay, lastDay, monthOf, multiply, roundFen } from '#kernel'
import { BUCKETS, type Bucket, type QualityPage, type QualityQuestion, type QualityRow, RISK_CLASSES, type RiskClass, type Term, coverageOf, isNonPerforming, qualityOf, shareOf } from '#loan/servicing/domain'
import type { Tx } from '#platform/db'

const DAYS_SHOWN = 90

interface Cell extends QualityRow { readonly day: string; readonly unitId: string; readonly principalFen: number; readonly interestFen: number }
type Ratios = Pick<QualityPage['series'][number], 'par'>['par']

/** 资产质量: the portfolio of a closed day with what was provided for it, the units, and how the ratios came there. */
export async function readQuality(tx: Tx, asked: QualityQuestion, on: Day): Promise<QualityPage> {
  const units = await allUnits(tx)
  const chosen = asked.unitId === undefined ? units : units.filter(({ unitId }) => unitId === asked.unitId)
  const ids = chosen.map(({ unitId }) => unitId)
  const latest = await tx.selectFrom('portfolio_day').select(({ fn }) => fn.max('day').as('day')).where('bank_id', '=', tx.bankId).where('day', '<=', asked.day ?? on).executeTakeFirst()
  const day = (latest?.day ?? null) as Day | null
  const products = await tx.selectFrom('product').select(['product_code', 'name']).where('bank_id', '=', tx.bankId).orderBy('product_code').execute()
  const choices = { unitChoices: units, productChoices: products.map((row) => ({ productCode: row.product_code, name: row.name })) }
  const cells = day === null ? [] : await cellsOf(tx, day, ids, asked.productCode)
  const figures = qualityOf(cells)
  const provided = day === null ? null : await provisionOf(tx, day, ids, asked.productCode, figures.nonPerformingFen)
  return {
    day, on, notes: figures.notes, balanceFen: figures.balanceFen, nonPerformingFen: figures.nonPerformingFen, nplRatio: figures.nplRatio, par: figures.par, provision: provided?.sum ?? null,
    classes: RISK_CLASSES.map((riskClass) => {
      const own = cells.filter((cell) => cell.riskClass === riskClass)
      return { riskClass, notes: total(own, (cell) => cell.notes), balanceFen: total(own, (cell) => cell.balanceFen), share: shareOf(total(own, (cell) => cell.balanceFen), figures.balanceFen), provisionFen: provided?.byClass.get(riskClass) ?? null }
    }),
    buckets: BUCKETS.map(({ id: bucket }) => {
      const own = cells.filter((cell) => cell.bucket === bucket)
      return { bucket, notes: total(own, (cell) => cell.notes), balanceFen: total(own, (cell) => cell.balanceFen), overduePrincipalFen: total(own, (cell) => cell.principalFen), overdueInterestFen: total(own, (cell) => cell.interestFen), share: shareOf(total(own, (cell) => cell.balanceFen), figures.balanceFen) }
    }),
    units: chosen.map(({ unitId, name }) => {
      const own = qualityOf(cells.filter((cell) => cell.unitId === unitId))
      return { unitId, name, notes: own.notes, balanceFen: own.balanceFen, nplRatio: own.nplRatio, par1: own.par.PAR1, par30: own.par.PAR30 }
    }).filter(({ notes }) => notes > 0),
    series: day === null ? [] : await seriesOf(tx, day, ids, asked.productCode),
    migration: day === null ? { from: firstDay(monthOf(on)), cells: [] } : await migrationOf(tx, day, ids, asked.productCode),
    ftp: day === null ? null : await ftpOf(tx, day, ids, asked.productCode), ...choices,
  }
}

const total = <T>(of: readonly T[], pick: (one: T) => number): number => of.reduce((sum, one) => sum + pick(one), 0)

async function allUnits(tx: Tx): Promise<{ unitId: string; name: string }[]> {
  const rows = await tx.selectFrom('unit').select(['unit_id', 'name']).where('bank_id', '=', tx.bankId).orderBy('code').execute()
  return rows.map((row) => ({ unitId: row.unit_id, name: row.name }))
}

async function cellsOf(tx: Tx, day: Day, units: readonly string[], product: string | undefined): Promise<Cell[]> {
  const { rows } = await sql<Cell>`
    select day, unit_id as "unitId", risk_class as "riskClass", bucket, sum(notes)::int as notes, sum(balance_fen)::bigint as "balanceFen", sum(overdue_principal_fen)::bigint as "principalFen", sum(overdue_interest_fen)::bigint as "interestFen"
    from portfolio_day where bank_id = ${tx.bankId} and day = ${day} and unit_id = any(${units}::uuid[]) ${ofProduct(product)} group by 1, 2, 3, 4`.execute(tx)
  return rows
}

const ofProduct = (product: string | undefined) => (product === undefined ? sql`` : sql`and product_code = ${product}`)

async function seriesOf(tx: Tx, day: Day, units: readonly string[], product: string | undefined): Promise<QualityPage['series']> {
  const { rows } = await sql<{ day: string; riskClass: RiskClass; bucket: Bucket; notes: number; balanceFen: number }>`
    select day, risk_class as "riskClass", bucket, sum(notes)::int as notes, sum(balance_fen)::bigint as "balanceFen" from portfolio_day
    where bank_id = ${tx.bankId} and day <= ${day} and day > ${day}::date - ${DAYS_SHOWN}::int and unit_id = any(${units}::uuid[]) ${ofProduct(product)} group by 1, 2, 3 order by 1`.execute(tx)
  const days = new Map<string, QualityRow[]>()
  for (const row of rows) days.set(row.day, [...(days.get(row.day) ?? []), row])
  return [...days].map(([one, cells]) => {
    const { balanceFen, nplRatio, par } = qualityOf(cells)
    return { day: one, balanceFen, nplRatio, par: par as Ratios }
  })
}

interface Provided { readonly sum: NonNullable<QualityPage['provision']>; readonly byClass: ReadonlyMap<RiskClass, number> }

/** The last provision up to a day. Coverage is over what does not perform on the day of the portfolio when that is the day of the provision, else on its own day. */
async function provisionOf(tx: Tx, day: Day, units: readonly string[], product: string | undefined, nonPerformingFen: number): Promise<Provided | null> {
  const latest = await tx.selectFrom('provision').select(({ fn }) => fn.max('day').as('day')).where('bank_id', '=', tx.bankId).where('day', '<=', day).executeTakeFirst()
  if (latest?.day === undefined || latest.day === null) return null
  const { rows } = await sql<{ riskClass: RiskClass; balance: number; required: number }>`
    select risk_class as "riskClass", sum(balance_fen)::bigint as balance, sum(required_fen)::bigint as required from provision where bank_id = ${tx.bankId} and day = ${latest.day} and unit_id = any(${units}::uuid[]) ${ofProduct(product)} group by 1`.execute(tx)
  const requiredFen = total(rows, (row) => row.required)
  const bad = latest.day === day ? nonPerformingFen : total(rows.filter((row) => isNonPerforming(row.riskClass)), (row) => row.balance)
  const { policy } = await policyOn(tx, latest.day as Day, product === undefined ? {} : { product })
  return {
    sum: { day: latest.day, requiredFen, coverage: coverageOf(requiredFen, bad), generalReserveFen: roundFen(multiply(total(rows, (row) => row.balance), exact(policy.servicing.generalReserve)), 'UP') },
    byClass: new Map(rows.map((row) => [row.riskClass, row.required])),
  }
}

/** Where notes went in the month of the day: from the class of its beginning to that of its end; who came back is not counted. */
async function migrationOf(tx: Tx, day: Day, units: readonly string[], product: string | undefined): Promise<QualityPage['migration']> {
  const from = firstDay(monthOf(day))
  const { rows } = await sql<{ before: RiskClass; after: RiskClass; notes: number; balanceFen: number }>`
    select m.before, m.after, count(*)::int as notes, sum(m.balance)::bigint as "balanceFen" from (
      select note_id, (array_agg(class_before order by seq))[1] as before, (array_agg(class order by seq desc))[1] as after, (array_agg(balance_fen order by seq desc))[1] as balance
      from classification where bank_id = ${tx.bankId} and business_day >= ${from} and business_day <= ${day} and unit_id = any(${units}::uuid[]) ${ofProduct(product)} group by note_id
    ) m where m.before <> m.after group by 1, 2`.execute(tx)
  return { from, cells: rows }
}

async function ftpOf(tx: Tx, day: Day, units: readonly string[], product: string | undefined): Promise<QualityPage['ftp']> {
  const latest = await tx.selectFrom('ftp_charge').select(({ fn }) => fn.max('month').as('month')).where('bank_id', '=', tx.bankId).where('month', '<=', monthOf(day)).executeTakeFirst()
  if (latest?.month === undefined || latest.month === null) return null
  const { rows } = await sql<{ unitName: string; term: Term; averageFen: number; annualRate: string; chargeFen: number }>`
    select u.name as "unitName", f.term, round(sum(f.balance_days_fen) / max(f.day_count))::bigint as "averageFen", f.annual_rate::text as "annualRate", sum(f.charge_fen)::bigint as "chargeFen"
    from ftp_charge f join unit u on u.bank_id = f.bank_id and u.unit_id = f.unit_id where f.bank_id = ${tx.bankId} and f.month = ${latest.month} and f.unit_id = any(${units}::uuid[]) ${product === undefined ? sql`` : sql`and f.product_code = ${product}`}
    group by u.code, u.name, f.term, f.annual_rate order by u.code, f.term`.execute(tx)
  return { month: latest.month, rows, totalFen: total(rows, (row) => row.chargeFen) }
}

/** What the report of a closed month says of the portfolio. */
export async function figuresOfMonth(tx: Tx, month: Month): Promise<Record<string, string | number | null>> {
  const day = lastDay(month)
  const units = (await allUnits(tx)).map(({ unitId }) => unitId)
  const figures = qualityOf(await cellsOf(tx, day, units, undefined))
  const provided = await provisionOf(tx, day, units, undefined, figures.nonPerformingFen)
  const { rows: [ftp] } = await sql<{ charge: number }>`select coalesce(sum(charge_fen), 0)::bigint as charge from ftp_charge where bank_id = ${tx.bankId} and month = ${month}`.execute(tx)
  return {
    贷款笔数: figures.notes, 贷款余额: figures.balanceFen, 不良余额: figures.nonPerformingFen, 不良率: figures.nplRatio, PAR30: figures.par.PAR30, 应提准备: provided?.sum.requiredFen ?? null, 拨备覆盖率: provided?.sum.coverage ?? null, 内部资金成本: ftp?.charge ?? 0,
  }
}
