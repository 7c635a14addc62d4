import { z } from 'zod'
import { READS_CASES } from '#common/staff/domain'
import { CaseRef } from '#loan/application/domain'
import { ArriveAt, ConfirmPresence, NameCompanion, NewInquiry, NewPhoto, NewSite, NotVisited, PartSaved, PlanVisit, SavePart, SiteRef, StartVisit, VisitRef, Visits } from '#loan/investigation/domain'
import { type Route, route } from '#platform/http'
import { type Telling, atWork } from '../surroundings.ts'
import { closeVisit } from './close.ts'
import { confirmPresence, nameCompanion, startVisit } from './on-the-spot.ts'
import { planVisit } from './plan.ts'
import { readVisits } from './reads.ts'
import { addInquiry, linkPhoto, savePart } from './record-part.ts'
import { addSite, arriveAt, leave, markNotVisited } from './sites.ts'

const Id = z.uuid()
const Done = z.object({ visitId: Id })
const AT = '/api/cases/:caseId/visits/:visitId'

/** Plan, set out, record on the spot, check and close. */
export function visitRoutes(around: Telling): Route[] {
  return [...courseRoutes(around), ...siteRoutes(), ...recordRoutes()]
}

function courseRoutes({ tell }: Telling): Route[] {
  return [
    route({
      act: 'investigation.visits', says: '本案历次实地调查与现场检查', method: 'GET', path: '/api/cases/:caseId/visits', may: READS_CASES, params: CaseRef, answer: Visits,
      handle: ({ params, staff, businessDate, inBank }) => inBank((tx) => readVisits(tx, staff, params.caseId, businessDate)),
    }),
    route({
      act: 'investigation.plan-visit', says: '访前计划；未出发前可重写', method: 'POST', path: '/api/cases/:caseId/visits', may: 'case.investigate', params: CaseRef, body: PlanVisit, answer: z.object({ visitId: Id, round: z.int() }), status: 201,
      handle: (request) => request.inBank((tx) => planVisit(tx, atWork(request), request.body, tell)),
    }),
    route({
      act: 'investigation.start-visit', says: '出发，开始实地调查', method: 'POST', path: `${AT}/start`, may: 'case.investigate', params: VisitRef, body: StartVisit, answer: Done,
      handle: (request) => request.inBank(async (tx) => {
        await startVisit(tx, atWork(request), request.params.visitId, request.body, tell)
        return { visitId: request.params.visitId }
      }),
    }),
    route({
      act: 'investigation.confirm-presence', says: '第二名调查人从本人账号确认在场', method: 'POST', path: `${AT}/presence`, may: 'case.investigate', params: VisitRef, body: ConfirmPresence, answer: Done,
      handle: (request) => request.inBank(async (tx) => {
        await confirmPresence(tx, atWork(request), request.params.visitId, request.body.place)
        return { visitId: request.params.visitId }
      }),
    }),
    route({
      act: 'investigation.name-companion', says: '登记陪同人', method: 'POST', path: `${AT}/companion`, may: 'case.investigate', params: VisitRef, body: NameCompanion, answer: Done,
      handle: (request) => request.inBank(async (tx) => {
        await nameCompanion(tx, atWork(request), request.params.visitId, request.body.companion)
        return { visitId: request.params.visitId }
      }),
    }),
    route({
      act: 'investigation.close-visit', says: '现场检查完整后结束实地调查；缺什么一次列全', method: 'POST', path: `${AT}/close`, may: 'case.investigate', params: VisitRef, answer: Done,
      handle: (request) => request.inBank(async (tx) => {
        await closeVisit(tx, atWork(request), request.params.visitId, tell)
        return { visitId: request.params.visitId }
      }),
    }),
  ]
}

function siteRoutes(): Route[] {
  return [
    route({
      act: 'investigation.add-site', says: '现场又得知一处场所', method: 'POST', path: `${AT}/sites`, may: 'case.investigate', params: VisitRef, body: NewSite, answer: z.object({ siteId: Id }), status: 201,
      handle: (request) => request.inBank((tx) => addSite(tx, atWork(request), request.params.visitId, request.body)),
    }),
    route({
      act: 'investigation.arrive', says: '到达场所，记时间与位置', method: 'POST', path: `${AT}/sites/:siteId/arrive`, may: 'case.investigate', params: SiteRef, body: ArriveAt, answer: Done,
      handle: (request) => request.inBank(async (tx) => {
        await arriveAt(tx, atWork(request), request.params, request.body.place)
        return { visitId: request.params.visitId }
      }),
    }),
    route({
      act: 'investigation.leave', says: '离开场所', method: 'POST', path: `${AT}/sites/:siteId/leave`, may: 'case.investigate', params: SiteRef, answer: Done,
      handle: (request) => request.inBank(async (tx) => {
        await leave(tx, atWork(request), request.params)
        return { visitId: request.params.visitId }
      }),
    }),
    route({
      act: 'investigation.not-visited', says: '不能到的场所，说明理由', method: 'POST', path: `${AT}/sites/:siteId/not-visited`, may: 'case.investigate', params: SiteRef, body: NotVisited, answer: Done,
      handle: (request) => request.inBank(async (tx) => {
        await markNotVisited(tx, atWork(request), request.params, request.body.reason)
        return { visitId: request.params.visitId }
      }),
    }),
  ]
}

function recordRoutes(): Route[] {
  return [
    route({
      act: 'investigation.record-visit', says: '保存现场记录的一部分；行版本过期时拒绝', method: 'PUT', path: `${AT}/parts`, may: 'case.investigate', params: VisitRef, body: SavePart, answer: PartSaved,
      handle: (request) => request.inBank((tx) => savePart(tx, atWork(request), request.params.visitId, request.body)),
    }),
    route({
      act: 'investigation.link-photo', says: '标明照片拍的是什么、在哪处场所', method: 'POST', path: `${AT}/photos`, may: 'case.investigate', params: VisitRef, body: NewPhoto, answer: Done, status: 201,
      handle: (request) => request.inBank(async (tx) => {
        await linkPhoto(tx, atWork(request), request.params.visitId, request.body)
        return { visitId: request.params.visitId }
      }),
    }),
    route({
      act: 'investigation.side-inquiry', says: '登记侧面调查，同时记入案卷', method: 'POST', path: `${AT}/inquiries`, may: 'case.investigate', params: VisitRef, body: NewInquiry, answer: z.object({ evidenceId: Id }), status: 201,
      handle: (request) => request.inBank((tx) => addInquiry(tx, atWork(request), request.params.visitId, request.body)),
    }),
  ]
}
