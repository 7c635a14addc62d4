import { unitsInSight } from '#common/staff/server'
import { policyFor } from '#common/policy/server'
import { type Day, daysBetween } from '#kernel'
import { SUSPENSE_VIEWS, type SuspenseActKind, type SuspenseActState, type SuspenseCause, type SuspenseList, type SuspenseQuestion, type SuspenseShown, type SuspenseView } from '#loan/servicing/domain'
import type { Staff } from '#platform/auth'
import type { Schema, Tx } from '#platform/db'
import { type RawBuilder, type Selectable, type SqlBool, sql } from 'kysely'
import { groupBy } from './group-by.ts'

export type SuspenseRow = Selectable<Schema['suspense_item']>

/** Items whose work is in the units this person's posts reach, and money that no note is known for: it is nobody's unit's, so whoever has this work looks after it. */
export async function suspenseInSight(tx: Tx, staff: Staff) {
  const units = await unitsInSight(tx, staff.posts, 'debit.read')
  return tx.selectFrom('suspense_item as i').where('i.bank_id', '=', tx.bankId).where(sql<SqlBool>`(i.unit_id = any(${units}::uuid[]) or i.note_id is null)`)
}

const WAITING: RawBuilder<SqlBool> = sql`exists (select from suspense_act w where w.bank_id = i.bank_id and w.suspense_id = i.suspense_id and w.state = 'PROPOSED')`
const inView: Readonly<Record<SuspenseView, RawBuilder<SqlBool>>> = { open: sql`i.left_fen > 0`, waiting: WAITING, done: sql`i.left_fen = 0` }

/** 暂收款: the work list, the oldest first. */
export async function listSuspense(tx: Tx, staff: Staff, { view, limit }: SuspenseQuestion, on: Day): Promise<SuspenseList> {
  const sight = await suspenseInSight(tx, staff)
  const counts = await sight.select(({ fn }) => [fn.countAll<number>().filterWhere(inView.open).as('open'), fn.countAll<number>().filterWhere(WAITING).as('waiting'), fn.countAll<number>().filterWhere(inView.done).as('done')]).executeTakeFirstOrThrow()
  const sum = await sight.where(inView[view]).select(({ fn }) => [fn.countAll<number>().as('count'), sql<number>`coalesce(sum(i.left_fen), 0)::bigint`.as('left')]).executeTakeFirstOrThrow()
  const rows = await sight.where(inView[view])
    .innerJoin('unit as u', (join) => join.onRef('u.bank_id', '=', 'i.bank_id').onRef('u.unit_id', '=', 'i.unit_id'))
    .leftJoin('note as n', (join) => join.onRef('n.bank_id', '=', 'i.bank_id').onRef('n.note_id', '=', 'i.note_id'))
    .leftJoin('customer as k', (join) => join.onRef('k.bank_id', '=', 'n.bank_id').onRef('k.customer_id', '=', 'n.customer_id'))
    .selectAll('i').select(['u.name as unit_name', 'k.name as customer_name']).orderBy('i.received_on').orderBy('i.number').limit(limit).execute()
  const acts = await actsOf(tx, rows.map((row) => row.suspense_id))
  const { servicing } = await policyFor(tx, { applicationOn: on })
  const names = staff.permissions.has('customer.read')
  return {
    on, count: Number(sum.count), leftFen: Number(sum.left), counts: Object.fromEntries((Object.keys(SUSPENSE_VIEWS) as SuspenseView[]).map((one) => [one, Number(counts[one])])) as Record<SuspenseView, number>, secondPersonFromFen: servicing.suspenseSecondPersonFrom,
    items: rows.map((row): SuspenseShown => ({
      suspenseId: row.suspense_id, number: row.number, cause: row.cause as SuspenseCause, says: row.says, amountFen: row.amount_fen, leftFen: row.left_fen, paidOn: row.paid_on, receivedOn: row.received_on, days: Math.max(0, daysBetween(row.received_on as Day, on)),
      unitName: row.unit_name, productCode: row.product_code, noteNumber: row.note_number, customerName: names ? row.customer_name : null, orderNo: row.order_no, accountMasked: row.account_masked, rowVersion: row.row_version, acts: acts.get(row.suspense_id) ?? [],
    })),
  }
}

async function actsOf(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, SuspenseShown['acts']>> {
  if (ids.length === 0) return new Map()
  const rows = await tx.selectFrom('suspense_act as a')
    .innerJoin('staff as s', (join) => join.onRef('s.bank_id', '=', 'a.bank_id').onRef('s.staff_id', '=', 'a.asked_by'))
    .leftJoin('staff as d', (join) => join.onRef('d.bank_id', '=', 'a.bank_id').onRef('d.staff_id', '=', 'a.decided_by'))
    .leftJoin('note as n', (join) => join.onRef('n.bank_id', '=', 'a.bank_id').onRef('n.note_id', '=', 'a.note_id'))
    .selectAll('a').select(['s.name as asked_name', 'd.name as decided_name', 'n.number']).where('a.bank_id', '=', tx.bankId).where('a.suspense_id', 'in', ids).orderBy('a.asked_at').orderBy('a.act_id').execute()
  return new Map([...groupBy(rows, (row) => row.suspense_id)].map(([id, own]) => [id, own.map((row) => ({
    actId: row.act_id, kind: row.kind as SuspenseActKind, amountFen: row.amount_fen, doneFen: row.done_fen, noteNumber: row.number, reason: row.reason, state: row.state as SuspenseActState, askedBy: { staffId: row.asked_by, name: row.asked_name }, askedOn: row.asked_on,
    decidedBy: row.decided_by === null ? null : { staffId: row.decided_by, name: row.decided_name ?? '' }, decidedOn: row.decided_on, decision: row.decision, authorisation: row.authorised_paper === null ? null : { paper: row.authorised_paper, signedOn: row.authorised_on! },
  }))]))
}
