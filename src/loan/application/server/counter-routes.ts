import { CustomerRef } from '#common/customer/domain'
import { EvidenceAdded, LARGEST, NewFileEvidence } from '#common/evidence/domain'
import { acceptableUpload, attachFile, readEvidence } from '#common/evidence/server'
import { ApplicationPanel, CaseRef, ConsentRef, DoStep, IntakeDraft, KeepDraft, MarkDocument, NewConsent, NewParty, PartyRef, RemoveParty, RevokeConsent } from '#loan/application/domain'
import { storeFile } from '#platform/files'
import { type Route, route } from '#platform/http'
import { type ApplicationSurroundings, atWork } from './at-work.ts'
import { addConsent, revokeConsent } from './consents.ts'
import { completeDocuments, markDocument } from './documents.ts'
import { keepDraft, readDraft } from './draft.ts'
import { holdOpen, noteAct } from './held.ts'
import { readPanel } from './panel.ts'
import { addParty, removeParty } from './parties.ts'
import { doStep } from './steps.ts'

const COUNTER = ['case.open', 'case.investigate'] as const
const DOCUMENTS = ['case.open', 'case.admit', 'case.investigate'] as const

/** What is done at the counter, step by step, each by a named person; the form before it is filed. */
export function counterRoutes({ tell, files }: ApplicationSurroundings): Route[] {
  return [
    route({
      act: 'application.draft', says: '本人对此客户填到一半的申请', method: 'GET', path: '/api/customers/:customerId/intake', may: 'case.open', params: CustomerRef, answer: IntakeDraft,
      handle: ({ params, staff, businessDate, inBank }) => inBank((tx) => readDraft(tx, staff, params.customerId, businessDate)),
    }),
    route({
      act: 'application.keep-draft', says: '保存填到一半的申请', method: 'PUT', path: '/api/customers/:customerId/intake', may: 'case.open', params: CustomerRef, body: KeepDraft, answer: IntakeDraft, repeatable: true,
      handle: ({ params, body, staff, businessDate, now, inBank }) => inBank(async (tx) => {
        await keepDraft(tx, staff, params.customerId, body.form, now)
        return readDraft(tx, staff, params.customerId, businessDate)
      }),
    }),
    route({
      act: 'application.step', says: '登记受理事项：核验身份、介绍流程、交付清单、告知准则、核查名单', method: 'POST', path: '/api/cases/:caseId/steps', may: COUNTER, params: CaseRef, body: DoStep, answer: ApplicationPanel,
      handle: (request) => request.inBank(async (tx) => {
        await doStep(tx, atWork(request), request.body)
        return readPanel(tx, request.staff, request.params.caseId, request.businessDate)
      }),
    }),
    route({
      act: 'application.add-party', says: '登记关系人', method: 'POST', path: '/api/cases/:caseId/parties', may: COUNTER, params: CaseRef, body: NewParty, answer: ApplicationPanel, status: 201,
      handle: (request) => request.inBank(async (tx) => {
        await addParty(tx, atWork(request), request.body)
        return readPanel(tx, request.staff, request.params.caseId, request.businessDate)
      }),
    }),
    route({
      act: 'application.remove-party', says: '移出关系人，须说明理由', method: 'POST', path: '/api/cases/:caseId/parties/:partyId/removal', may: COUNTER, params: PartyRef, body: RemoveParty, answer: ApplicationPanel,
      handle: (request) => request.inBank(async (tx) => {
        await removeParty(tx, atWork(request), request.params.partyId, request.body.reason)
        return readPanel(tx, request.staff, request.params.caseId, request.businessDate)
      }),
    }),
    route({
      act: 'application.consent', says: '登记同意书与征信授权书', method: 'POST', path: '/api/cases/:caseId/consents', may: COUNTER, params: CaseRef, body: NewConsent, answer: ApplicationPanel, status: 201,
      handle: (request) => request.inBank(async (tx) => {
        await addConsent(tx, atWork(request), request.body)
        return readPanel(tx, request.staff, request.params.caseId, request.businessDate)
      }),
    }),
    route({
      act: 'application.revoke-consent', says: '客户撤回同意或授权', method: 'POST', path: '/api/cases/:caseId/consents/:consentId/revocation', may: COUNTER, params: ConsentRef, body: RevokeConsent, answer: ApplicationPanel,
      handle: (request) => request.inBank(async (tx) => {
        await revokeConsent(tx, atWork(request), request.params.consentId, request.body.reason)
        return readPanel(tx, request.staff, request.params.caseId, request.businessDate)
      }),
    }),
    ...paperRoutes({ tell, files }),
  ]
}

/** What the customer brings: photos and scans, the list ticked off, and the act that says it is all there. */
function paperRoutes({ tell, files }: ApplicationSurroundings): Route[] {
  return [
    route({
      act: 'application.attach', says: '附受理材料：签署件、资料、补件', method: 'POST', path: '/api/cases/:caseId/papers', may: DOCUMENTS, params: CaseRef, body: NewFileEvidence, upload: { largestBytes: LARGEST.FILE }, answer: EvidenceAdded, status: 201,
      handle: (request) => request.inBank(async (tx) => {
        const { body, upload } = request
        const work = atWork(request)
        const mediaType = acceptableUpload(upload, body.kind)
        await holdOpen(tx, work)
        const { hash } = await storeFile(tx, files, { content: upload.bytes, mediaType, storedBy: work.staff.id, mostBytes: LARGEST.FILE })
        const { evidenceId, known } = await attachFile(tx, { ...body, filename: upload.filename, sha256: hash }, { caseId: work.caseId, by: work.staff.id, on: work.on, now: work.now })
        if (!known) await noteAct(tx, work, 'attach', { evidenceId, class: body.class, kind: body.kind, title: body.title, sha256: hash })
        return { evidence: await readEvidence(tx, work.caseId, evidenceId), known }
      }),
    }),
    route({
      act: 'application.document', says: '收资料：已收、免交（须说明理由）、待交', method: 'POST', path: '/api/cases/:caseId/documents-list', may: DOCUMENTS, params: CaseRef, body: MarkDocument, answer: ApplicationPanel,
      handle: (request) => request.inBank(async (tx) => {
        await markDocument(tx, atWork(request), request.body)
        return readPanel(tx, request.staff, request.params.caseId, request.businessDate)
      }),
    }),
    route({
      act: 'application.complete-documents', says: '资料齐备，准入答复时限由此起算', method: 'POST', path: '/api/cases/:caseId/documents-complete', may: ['case.open', 'case.admit'], params: CaseRef, answer: ApplicationPanel,
      handle: (request) => request.inBank(async (tx) => {
        await completeDocuments(tx, atWork(request), tell)
        return readPanel(tx, request.staff, request.params.caseId, request.businessDate)
      }),
    }),
  ]
}
