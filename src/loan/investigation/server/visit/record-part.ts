import { attachNote, readEvidence } from '#common/evidence/server'
import { Refusal } from '#kernel'
import { Answers, type NewInquiry, type NewPhoto, type SavePart } from '#loan/investigation/domain'
import { record } from '#platform/audit'
import type { Tx } from '#platform/db'
import { type AtWork, CLOCK, nameOf } from '../case-at-hand.ts'
import { writeDraft } from '../save-draft.ts'
import { takeVisit } from './on-the-spot.ts'
import { siteRows } from './rows.ts'
import { fillChecks } from './trade-answers.ts'

/** Saves one part of the record; from an older version it is refused and says who saved when. */
export async function savePart(tx: Tx, work: AtWork, visitId: string, { part, rowVersion, content }: SavePart) {
  const { held, row } = await takeVisit(tx, work, visitId)
  const last = await tx.selectFrom('visit_part').selectAll().where('bank_id', '=', tx.bankId).where('visit_id', '=', visitId).where('part', '=', part).executeTakeFirst()
  if ((last?.row_version ?? 0) !== rowVersion) {
    throw new Refusal({ code: 'visit.stale', message: `这一部分已由${last === undefined ? '' : await nameOf(tx, last.saved_by)}于 ${last === undefined ? '' : CLOCK.format(new Date(last.saved_at))} 保存，本次没有覆盖`, at: '/rowVersion', value: rowVersion, expected: '重新载入后再改' }, 409)
  }
  const savedAt = work.now.toISOString()
  const values = { row_version: rowVersion + 1, content: JSON.stringify(content), saved_by: work.staff.id, saved_at: savedAt }
  await tx.insertInto('visit_part').values({ bank_id: tx.bankId, visit_id: visitId, part, ...values }).onConflict((conflict) => conflict.columns(['bank_id', 'visit_id', 'part']).doUpdateSet(values)).execute()
  const filled = part === 'ANSWERS' ? await fillChecks(tx, work, held, { before: last === undefined ? {} : Answers.parse(last.content), after: content, round: row.round }) : []
  await record(tx, { caseId: work.caseId, act: 'investigation.record-visit', who: work.staff.id, businessDate: work.on, body: { visitId, part, rowVersion: rowVersion + 1, content, ...(filled.length > 0 ? { filled } : {}) } })
  return { part, rowVersion: rowVersion + 1, savedAt }
}

/** Says of a photo on the case what it shows and where; the same photo twice changes nothing. */
export async function linkPhoto(tx: Tx, work: AtWork, visitId: string, { evidenceId, siteId, shows }: NewPhoto) {
  await takeVisit(tx, work, visitId)
  const { kind, detached } = await readEvidence(tx, work.caseId, evidenceId)
  if (kind !== 'PHOTO' || detached !== null) throw new Refusal({ code: 'visit.no-photo', message: '这份资料不是本案现有的照片', at: '/evidenceId', value: evidenceId, expected: '先上传照片' }, 422)
  if (siteId !== null && !(await siteRows(tx, [visitId])).some((site) => site.site_id === siteId)) throw new Refusal({ code: 'visit.unknown-site', message: '没有这处场所', at: '/siteId', value: siteId, expected: '本次调查的场所' }, 422)
  const linked = await tx.insertInto('visit_photo').values({ bank_id: tx.bankId, visit_id: visitId, evidence_id: evidenceId, site_id: siteId, shows, added_by: work.staff.id, added_at: work.now.toISOString() })
    .onConflict((conflict) => conflict.columns(['bank_id', 'visit_id', 'evidence_id']).doNothing()).executeTakeFirst()
  if (linked.numInsertedOrUpdatedRows === 1n) await record(tx, { caseId: work.caseId, act: 'investigation.link-photo', who: work.staff.id, businessDate: work.on, body: { visitId, evidenceId, siteId, shows } })
}

/** Somebody was asked about the customer: kept as a note and put into the case file, where judgement reads it. */
export async function addInquiry(tx: Tx, work: AtWork, visitId: string, inquiry: NewInquiry) {
  const { held } = await takeVisit(tx, work, visitId)
  const { who, relation, positive, says } = inquiry
  const { evidenceId } = await attachNote(tx, { class: 'THIRD_PARTY', title: `侧面调查：${who}（${relation}）`.slice(0, 100), text: says }, { caseId: work.caseId, by: work.staff.id, on: work.on, now: work.now })
  await tx.insertInto('visit_inquiry').values({ bank_id: tx.bankId, visit_id: visitId, evidence_id: evidenceId, who, relation, positive, says, asked_by: work.staff.id, asked_at: work.now.toISOString() }).execute()
  await writeDraft(tx, work, held, { ...held.draft, soft: { ...held.draft.soft, inquiries: [...held.draft.soft.inquiries, { ...inquiry, evidence: [evidenceId] }] } })
  await record(tx, { caseId: work.caseId, act: 'investigation.side-inquiry', who: work.staff.id, businessDate: work.on, body: { visitId, evidenceId, ...inquiry } })
  return { evidenceId }
}
