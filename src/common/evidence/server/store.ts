import { type Day, Refusal } from '#kernel'
import type { EvidenceClass } from '#common/assessment/domain'
import type { EvidenceKind, NewNote } from '#common/evidence/domain'
import { type Tx, newId } from '#platform/db'
import { missing } from '#platform/http'

/** Who puts evidence on a case, and when. */
export interface Adding {
  readonly caseId: string
  readonly by: string
  readonly on: Day
  readonly now: Date
}

type Place = Pick<NewNote, 'takenAt' | 'latitude' | 'longitude' | 'accuracyM' | 'placeMissing'>

export interface FileEvidence extends Place {
  readonly class: EvidenceClass
  readonly kind: Exclude<EvidenceKind, 'NOTE'>
  readonly title: string
  readonly filename: string
  /** Content already in the file store. */
  readonly sha256: string
}

/** Puts a stored file on a case. The same bytes are the same evidence: then nothing is added and `known` says so. */
export async function attachFile(tx: Tx, file: FileEvidence, adding: Adding): Promise<{ evidenceId: string; known: boolean }> {
  const { kind, filename, sha256 } = file
  const evidenceId = newId()
  const added = await tx.insertInto('evidence').values({ ...columns(tx, evidenceId, file, adding), kind, filename, file_hash: sha256 })
    .onConflict((conflict) => conflict.columns(['bank_id', 'case_id', 'file_hash']).where('file_hash', 'is not', null).where('detached_at', 'is', null).doNothing())
    .executeTakeFirst()
  if (added.numInsertedOrUpdatedRows === 1n) return { evidenceId, known: false }
  const there = await tx.selectFrom('evidence').select(['evidence_id', 'kind']).where('bank_id', '=', tx.bankId).where('case_id', '=', adding.caseId)
    .where('file_hash', '=', sha256).where('detached_at', 'is', null).executeTakeFirstOrThrow()
  if (there.kind !== kind) throw new Refusal({ code: 'evidence.other-kind', message: '同一文件已作为另一种证据附在本案', value: there.kind, expected: '先移出原证据，再重新附上' }, 409)
  return { evidenceId: there.evidence_id, known: true }
}

/** Writes down what somebody said or saw. */
export async function attachNote(tx: Tx, note: NewNote, adding: Adding): Promise<{ evidenceId: string }> {
  const evidenceId = newId()
  await tx.insertInto('evidence').values({ ...columns(tx, evidenceId, note, adding), kind: 'NOTE', text: note.text }).execute()
  return { evidenceId }
}

function columns(tx: Tx, evidenceId: string, one: Place & { readonly class: EvidenceClass; readonly title: string }, { caseId, by, on, now }: Adding) {
  return {
    bank_id: tx.bankId, evidence_id: evidenceId, case_id: caseId, class: one.class, title: one.title,
    taken_at: one.takenAt ?? null, latitude: one.latitude?.toFixed(7) ?? null, longitude: one.longitude?.toFixed(7) ?? null, accuracy_m: one.accuracyM ?? null, place_missing: one.placeMissing ?? null,
    added_by: by, added_on: on, added_at: now.toISOString(),
  }
}

/** Takes evidence off a case; the row and its file stay, with who and why. */
export async function detachEvidence(tx: Tx, evidenceId: string, reason: string, { caseId, by, now }: Omit<Adding, 'on'>): Promise<{ title: string }> {
  const row = await tx.updateTable('evidence').set({ detached_by: by, detached_at: now.toISOString(), detach_reason: reason })
    .where('bank_id', '=', tx.bankId).where('case_id', '=', caseId).where('evidence_id', '=', evidenceId).where('detached_at', 'is', null)
    .returning('title').executeTakeFirst()
  if (row === undefined) throw missing('证据')
  return row
}
