import { z } from 'zod'
import { Conclude, DrawSample, FindingRef, Findings, RaiseFinding, Sample, SampleRef, Samples, Says, Tick, Verification, Worksheet, WorksheetRef } from '#desk/audit/domain'
import { verifyOwnBank } from '#platform/audit'
import { type Route, route } from '#platform/http'
import { followUp, raiseFinding, readFindings } from './findings.ts'
import { type AuditorAtWork, drawSample, readSample, readSamples } from './samples.ts'
import { conclude, readWorksheet, tickItem } from './worksheet.ts'

const work = ({ staff, businessDate, now }: { staff: AuditorAtWork['staff']; businessDate: AuditorAtWork['on']; now: Date }): AuditorAtWork => ({ staff, on: businessDate, now })
const Done = z.object({ done: z.literal(true) })
const done = { done: true } as const

/** The auditor's desk: it reads every case and writes nothing but its own papers. */
export function auditRoutes(): Route[] {
  return [...sampleRoutes(), ...findingRoutes(), verification()]
}

function sampleRoutes(): Route[] {
  return [
    route({ act: 'audit.samples', says: '历次抽样', method: 'GET', path: '/api/audit/samples', may: 'audit.sample', answer: Samples, handle: ({ inBank }) => inBank(readSamples) }),
    route({ act: 'audit.draw-sample', says: '按随机种子或条件抽样', method: 'POST', path: '/api/audit/samples', may: 'audit.sample', body: DrawSample, answer: z.object({ sampleId: z.uuid() }), status: 201, handle: (asked) => asked.inBank((tx) => drawSample(tx, work(asked), asked.body)) }),
    route({ act: 'audit.sample', says: '一次抽样的业务', method: 'GET', path: '/api/audit/samples/:sampleId', may: 'audit.sample', params: SampleRef, answer: Sample, handle: ({ params, inBank }) => inBank((tx) => readSample(tx, params.sampleId)) }),
    route({ act: 'audit.worksheet', says: '一案的稽核底稿', method: 'GET', path: '/api/audit/samples/:sampleId/cases/:caseId', may: 'audit.sample', params: WorksheetRef, answer: Worksheet, handle: ({ params, businessDate, inBank }) => inBank((tx) => readWorksheet(tx, params, businessDate)) }),
    route({
      act: 'audit.tick', says: '底稿逐项核对', method: 'POST', path: '/api/audit/samples/:sampleId/cases/:caseId/ticks', may: 'audit.sample', params: WorksheetRef, body: Tick, answer: Done,
      handle: (asked) => asked.inBank(async (tx) => { await tickItem(tx, work(asked), asked.params, asked.body); return done }),
    }),
    route({
      act: 'audit.conclude', says: '一案的稽核结论', method: 'POST', path: '/api/audit/samples/:sampleId/cases/:caseId/conclusion', may: 'audit.sample', params: WorksheetRef, body: Conclude, answer: Done,
      handle: (asked) => asked.inBank(async (tx) => { await conclude(tx, work(asked), asked.params, asked.body); return done }),
    }),
    route({
      act: 'audit.raise-finding', says: '提出稽核发现', method: 'POST', path: '/api/audit/samples/:sampleId/cases/:caseId/findings', may: 'audit.sample', params: WorksheetRef, body: RaiseFinding, answer: z.object({ findingId: z.uuid() }), status: 201,
      handle: (asked) => asked.inBank((tx) => raiseFinding(tx, work(asked), asked.params, asked.body)),
    }),
  ]
}

function findingRoutes(): Route[] {
  const moving = (act: 'reopen' | 'close', says: string): Route => route({
    act: `audit.${act}-finding`, says, method: 'POST', path: `/api/audit/findings/:findingId/${act}`, may: 'audit.sample', params: FindingRef, body: Says, answer: Done,
    handle: (asked) => asked.inBank(async (tx) => { await followUp(tx, work(asked), asked.params.findingId, act === 'close' ? 'CLOSE' : 'REOPEN', asked.body.says); return done }),
  })
  return [
    route({ act: 'audit.findings', says: '全部稽核发现', method: 'GET', path: '/api/audit/findings', may: 'audit.sample', answer: Findings, handle: ({ inBank }) => inBank(async (tx) => ({ findings: await readFindings(tx, {}) })) }),
    route({ act: 'audit.my-findings', says: '须由我整改的稽核发现', method: 'GET', path: '/api/my/findings', may: 'signed-in', answer: Findings, handle: ({ staff, inBank }) => inBank(async (tx) => ({ findings: await readFindings(tx, { answerBy: staff.id }) })) }),
    route({
      act: 'audit.answer-finding', says: '答复稽核发现；只有被点名的人能答复', method: 'POST', path: '/api/my/findings/:findingId/answer', may: 'signed-in', params: FindingRef, body: Says, answer: Done,
      handle: (asked) => asked.inBank(async (tx) => { await followUp(tx, work(asked), asked.params.findingId, 'ANSWER', asked.body.says); return done }),
    }),
    moving('reopen', '退回整改'), moving('close', '了结稽核发现'),
  ]
}

function verification(): Route {
  return route({
    act: 'audit.verify', says: '一键核对全行办理链与封账', method: 'POST', path: '/api/audit/verification', may: 'audit.verify', answer: Verification, repeatable: true,
    handle: ({ inBank }) => inBank(async (tx) => {
      const from = performance.now()
      const { chains, links, seals, findings } = await verifyOwnBank(tx)
      return { chains, links, seals, milliseconds: Math.round(performance.now() - from), whole: findings.length === 0, findings: findings.map(({ chain, at, says }) => ({ chain, at, says })) }
    }),
  })
}
