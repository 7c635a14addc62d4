import { EvidenceAdded, LARGEST, NewFileEvidence } from '#common/evidence/domain'
import { acceptableUpload, attachFile, readEvidence } from '#common/evidence/server'
import { CaseRef } from '#loan/application/domain'
import { record } from '#platform/audit'
import { storeFile } from '#platform/files'
import { type Route, route } from '#platform/http'
import { takeFile } from './held.ts'
import { type ContractSurroundings, atWork } from './surroundings.ts'

/** Photos of the signing, trade contracts, certificates: evidence that comes after the investigation was submitted. */
export function evidenceRoute({ files }: Pick<ContractSurroundings, 'files'>): Route {
  return route({
    act: 'contract.attach-evidence', says: '附签约与放款的照片或文件', method: 'POST', path: '/api/cases/:caseId/contract/evidence', may: ['contract.condition', 'contract.sign', 'contract.confirm', 'contract.register', 'loan.confirm-arrival'], params: CaseRef, body: NewFileEvidence, upload: { largestBytes: LARGEST.FILE }, answer: EvidenceAdded, status: 201,
    handle: (request) => request.inBank(async (tx) => {
      const { body, upload, staff, now } = request
      const work = atWork(request)
      const mediaType = acceptableUpload(upload, body.kind)
      await takeFile(tx, work)
      const { hash } = await storeFile(tx, files, { content: upload.bytes, mediaType, storedBy: staff.id, mostBytes: LARGEST.FILE })
      const { evidenceId, known } = await attachFile(tx, { ...body, filename: upload.filename, sha256: hash }, { caseId: work.caseId, by: staff.id, on: work.on, now })
      if (!known) await record(tx, { caseId: work.caseId, act: 'contract.attach-evidence', who: staff.id, businessDate: work.on, body: { evidenceId, class: body.class, kind: body.kind, title: body.title, sha256: hash } })
      return { evidence: await readEvidence(tx, work.caseId, evidenceId), known }
    }),
  })
}
