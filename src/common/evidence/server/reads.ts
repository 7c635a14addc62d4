import type { EvidenceKind, EvidenceRow } from '#common/evidence/domain'
import type { Tx } from '#platform/db'
import { missing } from '#platform/http'

/** Most evidence of one case that is listed; a case file holds no more. */
const LISTED = 2000

function evidenceOf(tx: Tx, caseId: string) {
  return tx.selectFrom('evidence as e')
    .innerJoin('staff as s', (on) => on.onRef('s.bank_id', '=', 'e.bank_id').onRef('s.staff_id', '=', 'e.added_by'))
    .leftJoin('file_object as f', (on) => on.onRef('f.bank_id', '=', 'e.bank_id').onRef('f.hash', '=', 'e.file_hash'))
    .leftJoin('staff as d', (on) => on.onRef('d.bank_id', '=', 'e.bank_id').onRef('d.staff_id', '=', 'e.detached_by'))
    .selectAll('e').select(['s.name as by_name', 'f.media_type', 'f.size', 'd.name as detached_by_name'])
    .where('e.bank_id', '=', tx.bankId).where('e.case_id', '=', caseId)
}
type Row = Awaited<ReturnType<ReturnType<typeof evidenceOf>['execute']>>[number]

/** The evidence of a case in the order it came; what was taken off only when asked for. */
export async function listEvidence(tx: Tx, caseId: string, which: 'attached' | 'all' = 'attached'): Promise<EvidenceRow[]> {
  const query = evidenceOf(tx, caseId)
  const rows = await (which === 'all' ? query : query.where('e.detached_at', 'is', null)).orderBy('e.added_at').orderBy('e.evidence_id').limit(LISTED).execute()
  return rows.map(shape)
}

/** One piece of evidence of this case; also one taken off, for what once rested on it. */
export async function readEvidence(tx: Tx, caseId: string, evidenceId: string): Promise<EvidenceRow> {
  const row = await evidenceOf(tx, caseId).where('e.evidence_id', '=', evidenceId).executeTakeFirst()
  if (row === undefined) throw missing('证据')
  return shape(row)
}

function shape(row: Row): EvidenceRow {
  return {
    evidenceId: row.evidence_id, class: row.class as EvidenceRow['class'], kind: row.kind as EvidenceKind, title: row.title, text: row.text,
    sha256: row.file_hash, filename: row.filename, mediaType: row.media_type, bytes: row.size, takenAt: row.taken_at,
    place: row.latitude === null || row.longitude === null ? null : { latitude: Number(row.latitude), longitude: Number(row.longitude), accuracyM: row.accuracy_m },
    placeMissing: row.place_missing, by: { staffId: row.added_by, name: row.by_name }, addedAt: row.added_at,
    detached: row.detached_at === null ? null : { by: row.detached_by_name ?? '', at: row.detached_at, reason: row.detach_reason ?? '' },
  }
}
