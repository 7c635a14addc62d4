import { READS_CASES } from '#common/staff/domain'
import { type Route, route } from '#platform/http'
import { CaseFile } from '#common/assessment/domain'
import { CaseRef } from '#loan/application/domain'
import { formulasVersion, packOf, refuseUnknownTrade } from '#loan/application/server'
import { CarriedOver, CasePack, CustomerNotice, Draft, SaveDraft, Saved, Submit, Submitted, Version, VersionRef, Versions } from '#loan/investigation/domain'
import { readCase } from './case-at-hand.ts'
import { type InvestigationSurroundings, type Telling, atWork } from './surroundings.ts'
import { visitRoutes } from './visit/routes.ts'
import { bureauRoutes } from './bureau/routes.ts'
import { registerRoutes } from './register-routes.ts'
import { rulingRoutes } from './ruling-routes.ts'
import { billRoutes } from './bill-routes.ts'
import { workbookRoutes } from './workbook-routes.ts'
import { reportRoutes } from './report-routes.ts'
import { evidenceRoutes } from './evidence-routes.ts'
import { readNotice } from './read-notice.ts'
import { readDraft, readVersion, readVersionPack, readVersions } from './reads.ts'
import { carryOverCase } from './carry-over.ts'
import { saveDraft } from './save-draft.ts'
import { submitInvestigation } from './submit-investigation.ts'

/** Draft, submission, return, versions, evidence and bills of a case. */
export function investigationRoutes(around: InvestigationSurroundings & Telling): Route[] {
  return [...draftRoutes(around), ...versionRoutes(), ...visitRoutes(around), ...bureauRoutes(around), ...registerRoutes(around), ...rulingRoutes(), ...evidenceRoutes(around), ...billRoutes(around), ...workbookRoutes(), ...reportRoutes()]
}

function draftRoutes({ tell }: Telling): Route[] {
  return [
    route({
      act: 'investigation.draft', says: '调查草稿', method: 'GET', path: '/api/cases/:caseId/draft', may: READS_CASES, params: CaseRef, answer: Draft,
      handle: ({ params, staff, inBank }) => inBank((tx) => readDraft(tx, staff, params.caseId)),
    }),
    route({
      act: 'investigation.save', says: '保存调查草稿；行版本过期时拒绝', method: 'PUT', path: '/api/cases/:caseId/draft', may: 'case.investigate', params: CaseRef, body: SaveDraft, answer: Saved,
      handle: (request) => {
        refuseUnknownTrade(request.body.caseFile.business.trade, '/caseFile/business/trade')
        return request.inBank((tx) => saveDraft(tx, atWork(request), request.body))
      },
    }),
    route({
      act: 'investigation.carry-over', says: '复贷沿用上一案：可沿用的内容逐项标明来源，权益检验从上一案资产负债表起', method: 'POST', path: '/api/cases/:caseId/carry-over', may: 'case.investigate', params: CaseRef, body: Submit, answer: CarriedOver,
      handle: (request) => request.inBank((tx) => carryOverCase(tx, atWork(request), request.body.rowVersion)),
    }),
    route({
      act: 'investigation.submit', says: '提交调查，成为不再改变的版本', method: 'POST', path: '/api/cases/:caseId/submit', may: 'case.submit', params: CaseRef, body: Submit, answer: Submitted,
      handle: (request) => request.inBank((tx) => submitInvestigation(tx, atWork(request), request.body.rowVersion, tell)),
    }),
  ]
}

function versionRoutes(): Route[] {
  return [
    route({
      act: 'investigation.versions', says: '已提交的各版', method: 'GET', path: '/api/cases/:caseId/versions', may: READS_CASES, params: CaseRef, answer: Versions,
      handle: ({ params, staff, inBank }) => inBank(async (tx) => ({ versions: await readVersions(tx, staff, params.caseId) })),
    }),
    route({
      act: 'investigation.version', says: '一个已提交的版本：输入、政策、公式、结论', method: 'GET', path: '/api/cases/:caseId/versions/:version', may: READS_CASES, params: VersionRef, answer: Version,
      handle: ({ params, staff, inBank }) => inBank((tx) => readVersion(tx, staff, params.caseId, params.version)),
    }),
    route({
      act: 'investigation.version-pack', says: '一个已提交的版本当时所用的政策', method: 'GET', path: '/api/cases/:caseId/versions/:version/pack', may: READS_CASES, params: VersionRef, answer: CasePack,
      handle: ({ params, staff, inBank }) => inBank((tx) => readVersionPack(tx, staff, params.caseId, params.version)),
    }),
    route({
      act: 'investigation.notice', says: '规则拒绝后给客户的通知，措辞中性', method: 'GET', path: '/api/cases/:caseId/notice', may: READS_CASES, params: CaseRef, answer: CustomerNotice,
      handle: ({ params, staff, inBank }) => inBank((tx) => readNotice(tx, staff, params.caseId)),
    }),
    route({
      act: 'investigation.case-file', says: '案卷文件，可直接交给命令 weidai assess', method: 'GET', path: '/api/cases/:caseId/case-file', may: READS_CASES, params: CaseRef, answer: CaseFile,
      handle: ({ params, staff, inBank }) => inBank(async (tx) => (await readDraft(tx, staff, params.caseId)).caseFile),
    }),
    route({
      act: 'investigation.pack', says: '本案适用的政策与行业指标，供浏览器即时测算', method: 'GET', path: '/api/cases/:caseId/pack', may: READS_CASES, params: CaseRef, answer: CasePack,
      handle: ({ params, staff, businessDate, inBank }) => inBank(async (tx) => {
        const held = await readCase(tx, staff, params.caseId)
        const { pack, name } = await packOf(tx, held, held.draft.business.trade, businessDate)
        return { policy: name, formulas: formulasVersion(pack), pack: { ...pack } }
      }),
    }),
  ]
}
