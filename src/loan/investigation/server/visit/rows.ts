import type { Visit } from '#loan/investigation/domain'
import type { Tx } from '#platform/db'
import { missing } from '#platform/http'

/** The visits of a case, the first first. */
export function visitRows(tx: Tx, caseId: string) {
  return tx.selectFrom('visit as v')
    .innerJoin('staff as p', (on) => on.onRef('p.bank_id', '=', 'v.bank_id').onRef('p.staff_id', '=', 'v.planned_by'))
    .leftJoin('staff as s', (on) => on.onRef('s.bank_id', '=', 'v.bank_id').onRef('s.staff_id', '=', 'v.started_by'))
    .leftJoin('staff as c', (on) => on.onRef('c.bank_id', '=', 'v.bank_id').onRef('c.staff_id', '=', 'v.closed_by'))
    .selectAll('v').select(['p.name as planned_by_name', 's.name as started_by_name', 'c.name as closed_by_name'])
    .where('v.bank_id', '=', tx.bankId).where('v.case_id', '=', caseId).orderBy('v.round').execute()
}
export type VisitRow = Awaited<ReturnType<typeof visitRows>>[number]

/** One visit of this case. */
export async function visitRow(tx: Tx, caseId: string, visitId: string): Promise<VisitRow> {
  const row = (await visitRows(tx, caseId)).find((one) => one.visit_id === visitId)
  if (row === undefined) throw missing('这次实地调查')
  return row
}

/** Where a place was seen, as answers show it. */
export function placeOf(row: { latitude: string | null; longitude: string | null; accuracy_m: number | null }): Visit['sites'][number]['place'] {
  return row.latitude === null || row.longitude === null ? null : { latitude: Number(row.latitude), longitude: Number(row.longitude), accuracyM: row.accuracy_m }
}

/** The investigators who confirmed that they are there, in the order they did. */
export function presenceRows(tx: Tx, visitIds: readonly string[]) {
  if (visitIds.length === 0) return Promise.resolve([])
  return tx.selectFrom('visit_presence as p')
    .innerJoin('staff as s', (on) => on.onRef('s.bank_id', '=', 'p.bank_id').onRef('s.staff_id', '=', 'p.staff_id'))
    .leftJoin('staff as o', (on) => on.onRef('o.bank_id', '=', 'p.bank_id').onRef('o.staff_id', '=', 'p.on_behalf_of'))
    .selectAll('p').select(['s.name', 'o.name as on_behalf_of_name']).where('p.bank_id', '=', tx.bankId).where('p.visit_id', 'in', visitIds).orderBy('p.present_at').execute()
}

/** The sites of these visits in the order they were named. */
export function siteRows(tx: Tx, visitIds: readonly string[]) {
  if (visitIds.length === 0) return Promise.resolve([])
  return tx.selectFrom('visit_site as l')
    .leftJoin('staff as s', (on) => on.onRef('s.bank_id', '=', 'l.bank_id').onRef('s.staff_id', '=', 'l.arrived_by'))
    .selectAll('l').select('s.name as arrived_by_name').where('l.bank_id', '=', tx.bankId).where('l.visit_id', 'in', visitIds).orderBy('l.seq').execute()
}

/** Photos of these visits that are still on the case. */
export function photoRows(tx: Tx, visitIds: readonly string[]) {
  if (visitIds.length === 0) return Promise.resolve([])
  return tx.selectFrom('visit_photo as f')
    .innerJoin('evidence as e', (on) => on.onRef('e.bank_id', '=', 'f.bank_id').onRef('e.evidence_id', '=', 'f.evidence_id'))
    .selectAll('f').where('f.bank_id', '=', tx.bankId).where('f.visit_id', 'in', visitIds).where('e.detached_at', 'is', null).orderBy('f.added_at').execute()
}

/** Side inquiries of these visits whose note is still on the case. */
export function inquiryRows(tx: Tx, visitIds: readonly string[]) {
  if (visitIds.length === 0) return Promise.resolve([])
  return tx.selectFrom('visit_inquiry as q')
    .innerJoin('evidence as e', (on) => on.onRef('e.bank_id', '=', 'q.bank_id').onRef('e.evidence_id', '=', 'q.evidence_id'))
    .innerJoin('staff as s', (on) => on.onRef('s.bank_id', '=', 'q.bank_id').onRef('s.staff_id', '=', 'q.asked_by'))
    .selectAll('q').select('s.name').where('q.bank_id', '=', tx.bankId).where('q.visit_id', 'in', visitIds).where('e.detached_at', 'is', null).orderBy('q.asked_at').execute()
}

/** The parts of the record saved so far. */
export function partRows(tx: Tx, visitIds: readonly string[]) {
  if (visitIds.length === 0) return Promise.resolve([])
  return tx.selectFrom('visit_part as r').selectAll('r').where('r.bank_id', '=', tx.bankId).where('r.visit_id', 'in', visitIds).execute()
}

/** How often the committee asked for another investigation, and when it last did. */
export async function reInvestigations(tx: Tx, caseId: string): Promise<{ count: number; last: string | null }> {
  const rows = await tx.selectFrom('investigation_return as r').select('r.returned_at').where('r.bank_id', '=', tx.bankId).where('r.case_id', '=', caseId).where('r.source', '=', 'RE_INVESTIGATE').orderBy('r.version').execute()
  return { count: rows.length, last: rows.at(-1)?.returned_at ?? null }
}
