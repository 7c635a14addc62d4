import { READS_CASES } from '#common/staff/domain'
import { buffer } from 'node:stream/consumers'
import { Detach, EvidenceAdded, EvidenceList, EvidenceRow, LARGEST, NewFileEvidence, NewNote, isPicture } from '#common/evidence/domain'
import { acceptableUpload, attachFile, attachNote, listEvidence, readEvidence } from '#common/evidence/server'
import { CaseRef } from '#loan/application/domain'
import { readApplication } from '#loan/application/server'
import { Detached, EvidenceRef } from '#loan/investigation/domain'
import { record } from '#platform/audit'
import { readStoredFile, storeFile } from '#platform/files'
import { type Route, missing, route } from '#platform/http'
import { detach } from './attach-bill.ts'
import { takeUp } from './case-at-hand.ts'
import { type InvestigationSurroundings, atWork } from './surroundings.ts'

/** Photos, files and notes of a case. */
export function evidenceRoutes({ files }: InvestigationSurroundings): Route[] {
  return [
    route({
      act: 'investigation.attach-evidence', says: '附照片或文件', method: 'POST', path: '/api/cases/:caseId/evidence', may: 'case.investigate', params: CaseRef, body: NewFileEvidence, upload: { largestBytes: LARGEST.FILE }, answer: EvidenceAdded, status: 201,
      handle: (request) => request.inBank(async (tx) => {
        const { body, upload, staff, now } = request
        const work = atWork(request)
        const mediaType = acceptableUpload(upload, body.kind)
        await takeUp(tx, work, 'attach')
        const { hash } = await storeFile(tx, files, { content: upload.bytes, mediaType, storedBy: staff.id, mostBytes: LARGEST.FILE })
        const { evidenceId, known } = await attachFile(tx, { ...body, filename: upload.filename, sha256: hash }, { caseId: work.caseId, by: staff.id, on: work.on, now })
        const evidence = await readEvidence(tx, work.caseId, evidenceId)
        if (!known) await record(tx, { caseId: work.caseId, act: 'investigation.attach-evidence', who: staff.id, businessDate: work.on, body: { evidenceId, class: body.class, kind: body.kind, title: body.title, sha256: hash } })
        return { evidence, known }
      }),
    }),
    route({
      act: 'investigation.attach-note', says: '附文字记录', method: 'POST', path: '/api/cases/:caseId/notes', may: 'case.investigate', params: CaseRef, body: NewNote, answer: EvidenceRow, status: 201,
      handle: (request) => request.inBank(async (tx) => {
        const work = atWork(request)
        await takeUp(tx, work, 'attach')
        const { evidenceId } = await attachNote(tx, request.body, { caseId: work.caseId, by: work.staff.id, on: work.on, now: work.now })
        await record(tx, { caseId: work.caseId, act: 'investigation.attach-note', who: work.staff.id, businessDate: work.on, body: { evidenceId, ...request.body } })
        return readEvidence(tx, work.caseId, evidenceId)
      }),
    }),
    route({
      act: 'investigation.detach', says: '移出证据，须说明理由；账单给出的检验随之移出', method: 'POST', path: '/api/cases/:caseId/evidence/:evidenceId/detach', may: 'case.investigate', params: EvidenceRef, body: Detach, answer: Detached,
      handle: (request) => request.inBank((tx) => detach(tx, atWork(request), request.params.evidenceId, request.body.reason)),
    }),
    route({
      act: 'investigation.evidence', says: '本案证据，含已移出的', method: 'GET', path: '/api/cases/:caseId/evidence', may: READS_CASES, params: CaseRef, answer: EvidenceList,
      handle: ({ params, staff, inBank }) => inBank(async (tx) => {
        await readApplication(tx, staff, params.caseId)
        return { evidence: await listEvidence(tx, params.caseId, 'all') }
      }),
    }),
    route({
      act: 'investigation.evidence-file', says: '证据原件', method: 'GET', path: '/api/cases/:caseId/evidence/:evidenceId/file', may: READS_CASES, params: EvidenceRef, answer: 'file',
      handle: ({ params, staff, inBank }) => inBank(async (tx) => {
        await readApplication(tx, staff, params.caseId)
        const { sha256, filename, title } = await readEvidence(tx, params.caseId, params.evidenceId)
        const stored = sha256 === null ? undefined : await readStoredFile(tx, files, sha256)
        if (stored === undefined) throw missing('证据原件')
        const bytes = await buffer(stored.content)
        return { bytes, mediaType: stored.mediaType, filename: filename ?? title, inline: isPicture(stored.mediaType) }
      }),
    }),
  ]
}
