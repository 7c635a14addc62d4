import { z } from 'zod'
import { CaseRef } from '#loan/application/domain'
import { Attend, Candidates, CandidatesQuery, CaseCommittee, Committee, Convene, Convened, Dossier, ListCase, Meeting, MeetingRef } from '#loan/committee/domain'
import { READS_CASES } from '#common/staff/domain'
import { type Route, route } from '#platform/http'
import { attend } from './attendance.ts'
import { readCaseCommittee, readDossier } from './case-reads.ts'
import { closeMeeting } from './close-meeting.ts'
import { convene, listCase } from './convene.ts'
import { holdMeeting } from './hold-meeting.ts'
import { readCandidates, readCommittee, readMeeting } from './meeting-reads.ts'
import { type CommitteeSurroundings, handOf } from './surroundings.ts'

/** What waits, meetings and who is in them. */
export function meetingRoutes({ tell }: CommitteeSurroundings): Route[] {
  return [
    route({ act: 'committee.overview', says: '待上会的业务与会议', method: 'GET', path: '/api/committee', may: 'committee.read', answer: Committee, handle: ({ staff, inBank }) => inBank((tx) => readCommittee(tx, staff)) }),
    route({
      act: 'committee.candidates', says: '一案的候选委员与回避情形', method: 'GET', path: '/api/committee/candidates', may: 'committee.read', query: CandidatesQuery, answer: Candidates,
      handle: ({ staff, query, businessDate, inBank }) => inBank((tx) => readCandidates(tx, staff, query, businessDate)),
    }),
    route({
      act: 'committee.convene', says: '召集会议，通知委员，开始送阅', method: 'POST', path: '/api/committee/meetings', may: 'committee.record', body: Convene, answer: Convened, status: 201,
      handle: (request) => request.inBank((tx) => convene(tx, handOf(request), request.body, tell)),
    }),
    route({
      act: 'committee.list', says: '把一案加入议程', method: 'POST', path: '/api/committee/meetings/:meetingId/cases', may: 'committee.record', params: MeetingRef, body: ListCase, answer: z.object({ itemId: z.uuid() }), status: 201,
      handle: (request) => request.inBank(async (tx) => {
        const meeting = await holdMeeting(tx, request.params.meetingId)
        return { itemId: await listCase(tx, handOf(request), { meetingId: meeting.meeting_id, number: meeting.number, bodyId: meeting.body_id, chairId: meeting.chair_id }, request.body.caseId, tell) }
      }),
    }),
    route({
      act: 'committee.meeting', says: '会议室：议程、到会的人', method: 'GET', path: '/api/committee/meetings/:meetingId', may: 'committee.read', params: MeetingRef, answer: Meeting,
      handle: ({ staff, params, inBank }) => inBank((tx) => readMeeting(tx, staff, params.meetingId)),
    }),
    route({
      act: 'committee.attend', says: '到会或离会，现场或远程', method: 'POST', path: '/api/committee/meetings/:meetingId/attendance', may: ['committee.record', 'committee.vote', 'committee.present'], params: MeetingRef, body: Attend, answer: z.undefined(),
      handle: (request) => request.inBank((tx) => attend(tx, handOf(request), request.params.meetingId, request.body, tell)),
    }),
    route({
      act: 'committee.close', says: '散会', method: 'POST', path: '/api/committee/meetings/:meetingId/close', may: 'committee.record', params: MeetingRef, answer: z.undefined(),
      handle: (request) => request.inBank((tx) => closeMeeting(tx, handOf(request), request.params.meetingId)),
    }),
    route({
      act: 'committee.of-case', says: '一案的审贷会：送审、会议、决议，开票后的各票', method: 'GET', path: '/api/cases/:caseId/committee', may: READS_CASES, params: CaseRef, answer: CaseCommittee,
      handle: ({ staff, params, now, inBank }) => inBank((tx) => readCaseCommittee(tx, staff, params.caseId, now)),
    }),
    route({
      act: 'committee.dossier', says: '上会材料：同业近期案件对照', method: 'GET', path: '/api/cases/:caseId/committee/dossier', may: READS_CASES, params: CaseRef, answer: Dossier,
      handle: ({ staff, params, businessDate, inBank }) => inBank((tx) => readDossier(tx, staff, params.caseId, businessDate)),
    }),
  ]
}
