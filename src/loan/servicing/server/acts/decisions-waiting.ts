import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Errand } from '#common/task/domain'
import { formatYuan } from '#kernel'
import { type AnyGrounds, CLASS_NAMES, CLASS_REASONS, type ClassReason, EVENT_NAMES, LOSS_KINDS, type AskedKind, type RiskClass, SUSPENSE_ACTS, type SuspenseActKind, sayEvent } from '#loan/servicing/domain'
import type { Staff } from '#platform/auth'
import type { Tx } from '#platform/db'
import { suspenseInSight } from '../debit/read-suspense.ts'
import { noteSight } from '../quality/sight.ts'

type Waiting = Omit<Errand, 'unread'>

const SHOWN = 100

/** What others asked for on notes in sight of this person that he may decide, the oldest first; never what he asked for himself. */
export async function decisionsWaiting(tx: Tx, staff: Staff): Promise<readonly Waiting[]> {
  const all = [...await requestsFor(tx, staff), ...await classesFor(tx, staff), ...await suspenseFor(tx, staff)]
  return all.sort((a, b) => (a.askedAt < b.askedAt ? -1 : 1))
}

async function requestsFor(tx: Tx, staff: Staff): Promise<Waiting[]> {
  const [approves, writesOff] = [staff.permissions.has('note.approve'), staff.permissions.has('note.write-off')]
  if (!approves && !writesOff) return []
  const rows = await tx.selectFrom('note_request as r').innerJoin('note as n', (join) => join.onRef('n.bank_id', '=', 'r.bank_id').onRef('n.note_id', '=', 'r.note_id'))
    .innerJoin('customer as k', (join) => join.onRef('k.bank_id', '=', 'n.bank_id').onRef('k.customer_id', '=', 'n.customer_id'))
    .innerJoin('unit as u', (join) => join.onRef('u.bank_id', '=', 'n.bank_id').onRef('u.unit_id', '=', 'n.unit_id'))
    .innerJoin('staff as a', (join) => join.onRef('a.bank_id', '=', 'r.bank_id').onRef('a.staff_id', '=', 'r.asked_by'))
    .select(['r.request_id', 'r.kind', 'r.body', 'r.grounds', 'r.asked_by', 'r.asked_at', 'a.name as asker', 'n.note_id', 'n.case_id', 'n.number', 'n.balance_fen', 'k.name as customer', 'u.name as unit'])
    .where('r.bank_id', '=', tx.bankId).where('r.state', '=', 'PROPOSED').where('r.asked_by', '<>', staff.id).where(await noteSight(tx, staff))
    .$if(!approves, (query) => query.where('r.kind', 'in', LOSS_KINDS)).$if(!writesOff, (query) => query.where('r.kind', 'not in', LOSS_KINDS)).orderBy('r.asked_at').limit(SHOWN).execute()
  return rows.map((row) => ({
    errandId: row.request_id, name: `复核${EVENT_NAMES[row.kind as AskedKind]}`, customer: row.customer, number: row.number, unit: row.unit, amountFen: row.balance_fen, says: sayEvent(row.kind as AskedKind, row.body as Parameters<typeof sayEvent>[1], row.grounds as AnyGrounds),
    asked: { staffId: row.asked_by, name: row.asker }, askedAt: row.asked_at, place: { noteId: row.note_id, caseId: row.case_id },
  }))
}

async function classesFor(tx: Tx, staff: Staff): Promise<Waiting[]> {
  const states = [...staff.permissions.has('class.confirm') ? ['PROPOSED'] : [], ...staff.permissions.has('class.approve') ? ['CONFIRMED'] : []]
  if (states.length === 0) return []
  const rows = await tx.selectFrom('class_proposal as p').innerJoin('note as n', (join) => join.onRef('n.bank_id', '=', 'p.bank_id').onRef('n.note_id', '=', 'p.note_id'))
    .innerJoin('customer as k', (join) => join.onRef('k.bank_id', '=', 'n.bank_id').onRef('k.customer_id', '=', 'n.customer_id'))
    .innerJoin('unit as u', (join) => join.onRef('u.bank_id', '=', 'n.bank_id').onRef('u.unit_id', '=', 'n.unit_id'))
    .innerJoin('staff as a', (join) => join.onRef('a.bank_id', '=', 'p.bank_id').onRef('a.staff_id', '=', 'p.proposed_by'))
    .select(['p.proposal_id', 'p.state', 'p.class_before', 'p.class', 'p.reasons', 'p.says', 'p.proposed_by', 'p.proposed_at', 'a.name as asker', 'n.note_id', 'n.case_id', 'n.number', 'n.balance_fen', 'k.name as customer', 'u.name as unit'])
    .where('p.bank_id', '=', tx.bankId).where('p.state', 'in', states).where('p.proposed_by', '<>', staff.id).where(sql<SqlBool>`p.confirmed_by is distinct from ${staff.id}`).where(await noteSight(tx, staff)).orderBy('p.proposed_at').limit(SHOWN).execute()
  return rows.map((row) => ({
    errandId: row.proposal_id, name: row.state === 'PROPOSED' ? '认定风险分类' : '审批风险分类', customer: row.customer, number: row.number, unit: row.unit, amountFen: row.balance_fen,
    says: [{ label: '分类', value: `${CLASS_NAMES[row.class_before as RiskClass]} → ${CLASS_NAMES[row.class as RiskClass]}` }, { label: '理由', value: (row.reasons as unknown as ClassReason[]).map((one) => CLASS_REASONS[one]).join('、') }, { label: '说明', value: row.says }],
    asked: { staffId: row.proposed_by, name: row.asker }, askedAt: row.proposed_at, place: { noteId: row.note_id, caseId: row.case_id },
  }))
}

async function suspenseFor(tx: Tx, staff: Staff): Promise<Waiting[]> {
  if (!staff.permissions.has('suspense.confirm')) return []
  const names: RawBuilder<string | null> = staff.permissions.has('customer.read') ? sql<string | null>`k.name` : sql<string | null>`null`
  const rows = await (await suspenseInSight(tx, staff)).innerJoin('suspense_act as w', (join) => join.onRef('w.bank_id', '=', 'i.bank_id').onRef('w.suspense_id', '=', 'i.suspense_id'))
    .innerJoin('unit as u', (join) => join.onRef('u.bank_id', '=', 'i.bank_id').onRef('u.unit_id', '=', 'i.unit_id'))
    .innerJoin('staff as a', (join) => join.onRef('a.bank_id', '=', 'w.bank_id').onRef('a.staff_id', '=', 'w.asked_by'))
    .leftJoin('note as n', (join) => join.onRef('n.bank_id', '=', 'i.bank_id').onRef('n.note_id', '=', 'i.note_id'))
    .leftJoin('customer as k', (join) => join.onRef('k.bank_id', '=', 'n.bank_id').onRef('k.customer_id', '=', 'n.customer_id'))
    .select(['w.act_id', 'w.kind', 'w.amount_fen', 'w.reason', 'w.asked_by', 'w.asked_at', 'a.name as asker', 'i.suspense_id', 'i.number', 'u.name as unit', names.as('customer')])
    .where('w.state', '=', 'PROPOSED').where('w.asked_by', '<>', staff.id).orderBy('w.asked_at').limit(SHOWN).execute()
  return rows.map((row) => ({
    errandId: row.act_id, name: `复核暂收款${SUSPENSE_ACTS[row.kind as SuspenseActKind]}`, customer: row.customer, number: row.number, unit: row.unit, amountFen: row.amount_fen,
    says: [{ label: '金额', value: `${formatYuan(row.amount_fen)} 元` }, { label: '原因', value: row.reason }], asked: { staffId: row.asked_by, name: row.asker }, askedAt: row.asked_at, place: { suspenseId: row.suspense_id },
  }))
}
