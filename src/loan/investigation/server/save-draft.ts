import { createHash } from 'node:crypto'
import type { CaseFile } from '#common/assessment/domain'
import { type SaveDraft, moveInvestigation } from '#loan/investigation/domain'
import { touchApplication } from '#loan/application/server'
import { record } from '#platform/audit'
import type { Tx } from '#platform/db'
import { type AtWork, type CaseAtHand, takeUp } from './case-at-hand.ts'

/** Saves the draft as typed; nothing is written when nothing changed. Evidence, case number and what the bank's records found are the server's and stay. */
export async function saveDraft(tx: Tx, work: AtWork, { rowVersion, caseFile }: SaveDraft) {
  const held = await takeUp(tx, work, 'save', rowVersion)
  const state = moveInvestigation(held.state, 'save')
  const saved = await writeDraft(tx, work, held, caseFile)
  if (saved.changed.length > 0) {
    await record(tx, { caseId: work.caseId, act: 'investigation.save', who: work.staff.id, businessDate: work.on, body: { version: held.version, rowVersion: saved.rowVersion, changed: saved.changed, hash: saved.hash } })
  }
  return { rowVersion: saved.rowVersion, savedAt: saved.savedAt, state }
}

/** Writes the draft of a case that is held, and says which parts of it changed. */
export async function writeDraft(tx: Tx, work: AtWork, held: CaseAtHand, caseFile: CaseFile) {
  const draft: CaseFile = { ...caseFile, id: held.number, system: held.draft.system, evidence: [] }
  const changed = (Object.keys(draft) as (keyof CaseFile)[]).filter((part) => JSON.stringify(draft[part]) !== JSON.stringify(held.draft[part]))
  const text = JSON.stringify(draft)
  const hash = createHash('sha256').update(text).digest('hex')
  if (changed.length === 0) return { changed, hash, rowVersion: held.rowVersion, savedAt: held.savedAt }
  const rowVersion = held.rowVersion + 1
  const savedAt = work.now.toISOString()
  await tx.updateTable('investigation').set({ draft: text, row_version: rowVersion, saved_by: work.staff.id, saved_at: savedAt })
    .where('bank_id', '=', tx.bankId).where('case_id', '=', work.caseId).execute()
  await touchApplication(tx, work.caseId, work.now)
  return { changed, hash, rowVersion, savedAt }
}
