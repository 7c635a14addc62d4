import { sql } from 'kysely'
import { type Day, type Month, firstDay, lastDay, monthOf, shiftMonth } from '#kernel'
import { type CostLine, type CostQuestion, type KeptCost, type UnitCosts, type UnitMonth, expected, monthsFrom, unitCostOf } from '#loan/servicing/domain'
import type { Staff } from '#platform/auth'
import type { Tx } from '#platform/db'
import { mayKeepCosts } from './who-keeps.ts'

/** Months shown where none are asked for, and months that can be chosen. */
const [SHOWN, CHOICES] = [12, 24]

/** 单位成本 of the months asked for, up to the last month that is over [S4-11]. */
export async function readCosts(tx: Tx, { from, until, unitId }: CostQuestion, { staff, on }: { readonly staff: Staff; readonly on: Day }): Promise<UnitCosts> {
  const over = shiftMonth(monthOf(on), -1)
  const last = until === undefined || until > over ? over : until
  const first = from === undefined || from > last ? shiftMonth(last, 1 - SHOWN) : from < shiftMonth(last, 1 - CHOICES) ? shiftMonth(last, 1 - CHOICES) : from
  const units = await tx.selectFrom('unit').select(['unit_id', 'name']).where('bank_id', '=', tx.bankId).orderBy('code').execute()
  const nameOf = (id: string): string => units.find((unit) => unit.unit_id === id)?.name ?? ''
  // The month before the first is read for the comparison.
  const before = shiftMonth(first, -1)
  // What runs is shown beside the months that are over, and counts in no sum: its cost is registered when it has ended.
  const shownUntil = last === over ? monthOf(on) : last
  const kept = await keptCosts(tx, before, shownUntil)
  const asked = await factsOf(tx, { from: before, until: shownUntil, kept, units: unitId === undefined ? units.map(({ unit_id }) => unit_id) : [unitId] })
  const inside = asked.filter(({ month }) => month >= first && month <= last)
  const costs = monthsFrom(before, shownUntil).map((month) => ({ month, ...unitCostOf(asked.filter((row) => row.month === month)) }))
  const named = [...new Set(inside.map((row) => row.unitId))]
  const may = await mayKeepCosts(tx, staff, on)
  return {
    from: first, until: last, period: shown(unitCostOf(inside)),
    months: costs.slice(1).map((cost, at) => ({ ...shown(cost), month: cost.month, changeFen: cost.perLoanFen === null || costs[at]!.perLoanFen === null ? null : cost.perLoanFen - costs[at]!.perLoanFen })).toReversed(),
    units: units.filter(({ unit_id }) => named.includes(unit_id)).map(({ unit_id }) => ({ unitId: unit_id, name: nameOf(unit_id), ...shown(unitCostOf(inside.filter((row) => row.unitId === unit_id))) })),
    kept: kept.filter(({ month, unitId: of }) => month >= first && (unitId === undefined || of === unitId)),
    choices: { months: monthsFrom(shiftMonth(over, 1 - CHOICES), over).toReversed(), units: units.filter(({ unit_id }) => may.units.includes(unit_id)).map(({ unit_id }) => ({ unitId: unit_id, name: nameOf(unit_id) })), why: may.why },
  }
}

function shown({ missing, ...cost }: ReturnType<typeof unitCostOf>): UnitCosts['period'] {
  return { ...cost, missing: [...missing] }
}

/** What holds of each unit and month: the last version, where it has lines. */
async function keptCosts(tx: Tx, from: Month, until: Month): Promise<KeptCost[]> {
  const rows = await tx.selectFrom('unit_cost as c').innerJoin('staff as s', (on) => on.onRef('s.bank_id', '=', 'c.bank_id').onRef('s.staff_id', '=', 'c.written_by'))
    .distinctOn(['c.unit_id', 'c.month']).select(['c.unit_id', 'c.month', 'c.version', 'c.lines', 'c.total_fen', 'c.reason', 'c.business_date', 's.name'])
    .where('c.bank_id', '=', tx.bankId).where('c.month', '>=', from).where('c.month', '<=', until).orderBy('c.unit_id').orderBy('c.month').orderBy('c.version', 'desc').execute()
  return rows.map((row) => ({ unitId: row.unit_id, month: row.month, version: row.version, lines: row.lines as CostLine[], totalFen: row.total_fen, reason: row.reason, writtenBy: row.name, businessDate: row.business_date }))
}

interface Counted { readonly unitId: string; readonly month: Month; readonly count: number; readonly sum: number }

async function factsOf(tx: Tx, { from, until, kept, units }: { from: Month; until: Month; kept: readonly KeptCost[]; units: readonly string[] }): Promise<UnitMonth[]> {
  const [start, end] = [firstDay(from), lastDay(until)]
  const { rows: lent } = await sql<Counted>`
    select unit_id as "unitId", to_char(disbursed_on, 'YYYY-MM') as month, count(*)::int as count, sum(amount_fen)::bigint as sum
    from note where bank_id = ${tx.bankId} and disbursed_on between ${start} and ${end} and unit_id = any(${units}::uuid[]) and state <> 'REVERSED' group by 1, 2`.execute(tx)
  const { rows: visits } = await sql<Counted>`
    select a.unit_id as "unitId", to_char(v.started_on, 'YYYY-MM') as month, count(distinct v.case_id)::int as count, round(sum(extract(epoch from s.left_at - s.arrived_at)) / 60)::bigint as sum
    from visit v join visit_site s on s.bank_id = v.bank_id and s.visit_id = v.visit_id and s.left_at is not null join application a on a.bank_id = v.bank_id and a.case_id = v.case_id
    where v.bank_id = ${tx.bankId} and v.started_on between ${start} and ${end} and a.unit_id = any(${units}::uuid[]) group by 1, 2`.execute(tx)
  const at = (rows: readonly Counted[], unitId: string, month: Month): { count: number; sum: number } => rows.find((row) => row.unitId === unitId && row.month === month) ?? { count: 0, sum: 0 }
  return expected(units.flatMap((unitId) => monthsFrom(from, until).map((month): UnitMonth => {
    const [cost, loans, visited] = [kept.find((row) => row.unitId === unitId && row.month === month), at(lent, unitId, month), at(visits, unitId, month)]
    return { unitId, month, costFen: cost === undefined || cost.lines.length === 0 ? null : cost.totalFen, loans: loans.count, lentFen: loans.sum, visited: visited.count, minutes: visited.sum }
  })))
}
