import { type CorrectionRow, type CorrectionState, correctionActs } from '#loan/application/domain'
import { caseScope, inScope } from './scope.ts'
import type { Staff } from '#platform/auth'
import type { Tx } from '#platform/db'

type Kind = CorrectionRow['events'][number]['kind']

/** Requests for documents this person may see: of one case, or those that wait for him and those he asked. */
export async function readCorrections(tx: Tx, staff: Staff, of: { readonly caseId: string } | 'mine'): Promise<CorrectionRow[]> {
  const scope = await caseScope(tx, staff)
  const query = tx.selectFrom('correction_request as r')
    .innerJoin('application as a', (on) => on.onRef('a.bank_id', '=', 'r.bank_id').onRef('a.case_id', '=', 'r.case_id'))
    .innerJoin('customer as c', (on) => on.onRef('c.bank_id', '=', 'a.bank_id').onRef('c.customer_id', '=', 'a.customer_id'))
    .innerJoin('staff as o', (on) => on.onRef('o.bank_id', '=', 'r.bank_id').onRef('o.staff_id', '=', 'r.asked_of'))
    .innerJoin('staff as b', (on) => on.onRef('b.bank_id', '=', 'r.bank_id').onRef('b.staff_id', '=', 'r.asked_by'))
    .selectAll('r').select(['a.number', 'a.lead_id', 'a.assist_id', 'c.name as customer', 'o.name as asked_of_name', 'b.name as asked_by_name'])
    .where('r.bank_id', '=', tx.bankId).where((eb) => inScope(eb, scope))
  const rows = await (of === 'mine'
    ? query.where((eb) => eb.or([eb('r.asked_of', '=', staff.id), eb('r.asked_by', '=', staff.id), eb('a.lead_id', '=', staff.id), eb('a.assist_id', '=', staff.id)])).where('r.state', 'in', ['OPEN', 'ANSWERED'])
    : query.where('r.case_id', '=', of.caseId)).orderBy('r.due_on').orderBy('r.asked_at').execute()
  const events = await eventsOf(tx, rows.map((row) => row.request_id))
  return rows.map((row) => ({
    requestId: row.request_id, caseId: row.case_id, caseNumber: row.number, customerName: row.customer, stage: row.stage, asks: row.asks as string[], askedOf: { staffId: row.asked_of, name: row.asked_of_name },
    dueOn: row.due_on, state: row.state as CorrectionState, by: { staffId: row.asked_by, name: row.asked_by_name }, on: row.asked_on, at: row.asked_at, events: events.get(row.request_id) ?? [],
    acts: correctionActs({ state: row.state as CorrectionState, askedOf: row.asked_of, askedBy: row.asked_by }, staff.id, [row.lead_id, ...(row.assist_id === null ? [] : [row.assist_id])]),
  }))
}

async function eventsOf(tx: Tx, requestIds: readonly string[]): Promise<Map<string, CorrectionRow['events']>> {
  if (requestIds.length === 0) return new Map()
  const rows = await tx.selectFrom('correction_event as e').innerJoin('staff as s', (on) => on.onRef('s.bank_id', '=', 'e.bank_id').onRef('s.staff_id', '=', 'e.done_by'))
    .selectAll('e').select('s.name').where('e.bank_id', '=', tx.bankId).where('e.request_id', 'in', requestIds).orderBy('e.request_id').orderBy('e.seq').execute()
  return new Map(requestIds.map((requestId) => [requestId, rows.filter((row) => row.request_id === requestId).map((row) => ({ kind: row.kind as Kind, says: row.says, evidenceIds: row.evidence as string[], by: { staffId: row.done_by, name: row.name }, at: row.done_at }))]))
}
