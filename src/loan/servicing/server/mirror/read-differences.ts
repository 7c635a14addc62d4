import { unitsInSight } from '#common/staff/server'
import { type Day, Refusal, addDays, daysBetween } from '#kernel'
import { CAUSES, type Cause, type CloseDifference, DIFFERENCE_STATES, type DifferenceList, type DifferenceQuestion, type DifferenceShown, type DifferenceState } from '#loan/servicing/domain'
import { record } from '#platform/audit'
import type { Staff } from '#platform/auth'
import type { Tx } from '#platform/db'
import { missing } from '#platform/http'
import { sql } from 'kysely'
import { headOffice } from '../debit/head-office.ts'

const FILE_DAYS = 7

/** Differences in the units this person's posts reach; those of files and unknown numbers belong to the head office. */
async function inSight(tx: Tx, staff: Staff) {
  const units = await unitsInSight(tx, staff.posts, 'debit.read')
  const head = units.includes(await headOffice(tx))
  return sql`d.bank_id = ${tx.bankId} and (d.unit_id = any(${units}::uuid[]) or (${head} and d.unit_id is null))`
}

/** 核心差异: the work list, the largest first. */
export async function listDifferences(tx: Tx, staff: Staff, { state, cause, limit }: DifferenceQuestion, on: Day): Promise<DifferenceList> {
  const sight = await inSight(tx, staff)
  const { rows: sums } = await sql<{ state: DifferenceState; cause: Cause; count: number; total: number }>`
    select d.state, d.cause, count(*)::int as count, coalesce(sum(d.total_delta_fen), 0)::bigint as total from core_difference d where ${sight} and (d.state <> 'GONE' or d.closed_on >= ${addDays(on, -FILE_DAYS)}) group by d.state, d.cause`.execute(tx)
  const { rows } = await sql<Omit<DifferenceShown, 'days' | 'closedBy'> & { closedById: string | null; closedByName: string | null }>`
    select d.difference_id as "differenceId", d.note_id as "noteId", n.number as "noteNumber", coalesce(d.core_number, c.core_number) as "coreNumber", case when ${staff.permissions.has('customer.read')} then k.name end as "customerName", n.case_id as "caseId", u.name as "unitName",
      d.product_code as "productCode", d.cause, d.why, d.figures, d.balance_delta_fen as "balanceDeltaFen", d.total_delta_fen as "totalDeltaFen", d.opened_on as "openedOn", d.seen_on as "seenOn", d.state, d.closed_on as "closedOn", d.closed_by as "closedById", s.name as "closedByName", d.reason, d.row_version as "rowVersion"
    from core_difference d
    left join note n on n.bank_id = d.bank_id and n.note_id = d.note_id
    left join customer k on k.bank_id = n.bank_id and k.customer_id = n.customer_id
    left join core_note c on c.bank_id = d.bank_id and c.note_id = d.note_id
    left join unit u on u.bank_id = d.bank_id and u.unit_id = d.unit_id
    left join staff s on s.bank_id = d.bank_id and s.staff_id = d.closed_by
    where ${sight} and d.state = ${state} and (d.state <> 'GONE' or d.closed_on >= ${addDays(on, -FILE_DAYS)}) ${cause === undefined ? sql`` : sql`and d.cause = ${cause}`}
    order by abs(d.balance_delta_fen) desc, d.total_delta_fen desc, d.opened_on, d.difference_id limit ${limit}`.execute(tx)
  const count = sums.filter((one) => one.state === state && (cause === undefined || one.cause === cause)).reduce((sum, one) => sum + one.count, 0)
  return {
    on, count, files: await filesOf(tx, on),
    byState: Object.fromEntries((Object.keys(DIFFERENCE_STATES) as DifferenceState[]).map((one) => [one, sums.filter((sum) => sum.state === one).reduce((total, sum) => total + sum.count, 0)])) as DifferenceList['byState'],
    byCause: Object.fromEntries((Object.keys(CAUSES) as Cause[]).map((one) => {
      const own = sums.find((sum) => sum.cause === one && sum.state === state)
      return [one, { count: own?.count ?? 0, totalDeltaFen: own?.total ?? 0 }]
    })) as DifferenceList['byCause'],
    differences: rows.map(({ closedById, closedByName, ...row }) => ({ ...row, days: daysBetween(row.openedOn as Day, (row.closedOn ?? row.seenOn) as Day), closedBy: closedById === null ? null : { staffId: closedById, name: closedByName ?? '' } })),
  }
}

/** Which files of the last days have come. */
async function filesOf(tx: Tx, on: Day): Promise<DifferenceList['files']> {
  const { rows } = await sql<DifferenceList['files'][number]>`
    select day, product_code as "productCode", (sum(row_count) filter (where kind = 'BALANCES'))::int as balances, (sum(row_count) filter (where kind = 'STATEMENT'))::int as statements
    from core_file where bank_id = ${tx.bankId} and day > ${addDays(on, -FILE_DAYS)} group by day, product_code order by day desc, product_code`.execute(tx)
  return rows
}

/** A person says why a difference may stay; it is kept as accepted until it vanishes, and opened anew when its principal differs otherwise. */
export async function closeDifference(tx: Tx, { staff, on, now }: { staff: Staff; on: Day; now: Date }, differenceId: string, { rowVersion, reason }: CloseDifference): Promise<{ differenceId: string; state: DifferenceState }> {
  const sight = await inSight(tx, staff)
  const { rows: [row] } = await sql<{ state: DifferenceState; row_version: number; note_id: string | null; cause: Cause; total_delta_fen: number }>`
    select d.state, d.row_version, d.note_id, d.cause, d.total_delta_fen from core_difference d where ${sight} and d.difference_id = ${differenceId} for update`.execute(tx)
  if (row === undefined) throw missing('核心差异')
  if (row.state !== 'OPEN') throw new Refusal({ code: 'difference.closed', message: `该差异${DIFFERENCE_STATES[row.state]}`, value: row.state, expected: '待处理的差异' }, 409)
  if (row.row_version !== rowVersion) throw new Refusal({ code: 'difference.changed', message: '该差异已有变动，请核对后再办', at: '/rowVersion', value: rowVersion, expected: String(row.row_version) }, 409)
  await tx.updateTable('core_difference').set({ state: 'ACCEPTED', closed_on: on, closed_by: staff.id, closed_at: now.toISOString(), reason, row_version: row.row_version + 1 }).where('bank_id', '=', tx.bankId).where('difference_id', '=', differenceId).execute()
  await record(tx, { caseId: differenceId, act: 'servicing.close-difference', who: staff.id, businessDate: on, body: { differenceId, noteId: row.note_id, cause: row.cause, totalDeltaFen: row.total_delta_fen, reason } })
  return { differenceId, state: 'ACCEPTED' }
}
