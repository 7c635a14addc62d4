import { READS_CASES } from '#common/staff/domain'
import { AnswerCorrection, AskCorrection, CaseRef, CorrectionRef, Corrections, FactCorrectionRef, FactCorrections, ProposeCorrection, RefuseCorrection, SayCorrection } from '#loan/application/domain'
import { STAGES, type StageId } from '#path'
import { type Route, route } from '#platform/http'
import { z } from 'zod'
import { atWork } from './at-work.ts'
import { readCorrections } from './correction-reads.ts'
import { actOnCorrection, answerCorrection, askForCorrection } from './corrections.ts'
import { confirmCorrection, proposeCorrection, readFactCorrections, refuseCorrection } from './fact-corrections.ts'
import { readApplication } from './scope.ts'

const Asked = AskCorrection.extend({ stage: z.enum(STAGES.map(({ id }) => id) as [StageId, ...StageId[]]).default('application').meta({ title: '环节' }) })
const ANSWERS = ['case.open', 'case.investigate', 'case.admit'] as const

/** Documents asked for and brought; facts corrected by two people. */
export function correctionRoutes(): Route[] {
  return [
    route({
      act: 'application.my-corrections', says: '等我补的与我要求补的', method: 'GET', path: '/api/corrections', may: READS_CASES, answer: Corrections,
      handle: ({ staff, inBank }) => inBank(async (tx) => ({ corrections: await readCorrections(tx, staff, 'mine') })),
    }),
    route({
      act: 'application.corrections', says: '本案的补件', method: 'GET', path: '/api/cases/:caseId/corrections', may: READS_CASES, params: CaseRef, answer: Corrections,
      handle: ({ params, staff, inBank }) => inBank(async (tx) => {
        await readApplication(tx, staff, params.caseId)
        return { corrections: await readCorrections(tx, staff, params) }
      }),
    }),
    route({
      act: 'application.ask-correction', says: '要求补件：补什么、由谁补、何时前', method: 'POST', path: '/api/cases/:caseId/corrections', may: 'case.ask', params: CaseRef, body: Asked, answer: Corrections, status: 201,
      handle: (request) => request.inBank(async (tx) => {
        await askForCorrection(tx, atWork(request), request.body)
        return { corrections: await readCorrections(tx, request.staff, request.params) }
      }),
    }),
    route({
      act: 'application.answer-correction', says: '补件答复，附上材料', method: 'POST', path: '/api/cases/:caseId/corrections/:requestId/answer', may: ANSWERS, params: CorrectionRef, body: AnswerCorrection, answer: Corrections,
      handle: (request) => request.inBank(async (tx) => {
        await answerCorrection(tx, atWork(request), request.params.requestId, request.body)
        return { corrections: await readCorrections(tx, request.staff, request.params) }
      }),
    }),
    ...(['settle', 'reopen', 'cancel'] as const).map((act) => route({
      act: `application.${act}-correction`, says: { settle: '确认收到补件', reopen: '补件不够，再要', cancel: '撤销补件' }[act], method: 'POST', path: `/api/cases/:caseId/corrections/:requestId/${act}`, may: 'case.ask', params: CorrectionRef, body: SayCorrection, answer: Corrections,
      handle: (request) => request.inBank(async (tx) => {
        await actOnCorrection(tx, atWork(request), request.params.requestId, act, request.body.says)
        return { corrections: await readCorrections(tx, request.staff, request.params) }
      }),
    })),
    ...factRoutes(),
  ]
}

function factRoutes(): Route[] {
  return [
    route({
      act: 'application.fact-corrections', says: '本案的更正，旧值留存', method: 'GET', path: '/api/cases/:caseId/fact-corrections', may: READS_CASES, params: CaseRef, answer: FactCorrections,
      handle: ({ params, staff, inBank }) => inBank(async (tx) => {
        await readApplication(tx, staff, params.caseId)
        return { corrections: await readFactCorrections(tx, params.caseId) }
      }),
    }),
    route({
      act: 'application.propose-correction', says: '提出更正，待另一人确认', method: 'POST', path: '/api/cases/:caseId/fact-corrections', may: 'case.correct', params: CaseRef, body: ProposeCorrection, answer: FactCorrections, status: 201,
      handle: (request) => request.inBank(async (tx) => {
        await proposeCorrection(tx, atWork(request), request.body)
        return { corrections: await readFactCorrections(tx, request.params.caseId) }
      }),
    }),
    route({
      act: 'application.confirm-correction', says: '确认更正，须提出人以外的人', method: 'POST', path: '/api/cases/:caseId/fact-corrections/:correctionId/confirmation', may: 'case.correct', params: FactCorrectionRef, answer: FactCorrections,
      handle: (request) => request.inBank(async (tx) => {
        await confirmCorrection(tx, atWork(request), request.params.correctionId)
        return { corrections: await readFactCorrections(tx, request.params.caseId) }
      }),
    }),
    route({
      act: 'application.refuse-correction', says: '不同意更正，须说明理由', method: 'POST', path: '/api/cases/:caseId/fact-corrections/:correctionId/refusal', may: 'case.correct', params: FactCorrectionRef, body: RefuseCorrection, answer: FactCorrections,
      handle: (request) => request.inBank(async (tx) => {
        await refuseCorrection(tx, atWork(request), request.params.correctionId, request.body.reason)
        return { corrections: await readFactCorrections(tx, request.params.caseId) }
      }),
    }),
  ]
}
