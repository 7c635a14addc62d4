import { DayEndBegun, DayEndDetail, DayEndPage, DayEndRef, FailedJobs, RunDayEnd, TryAgain } from '#loan/servicing/domain'
import { day } from '#kernel'
import { type Route, route } from '#platform/http'
import { askRun } from './ask-run.ts'
import { listFailed, tryJobAgain } from './failed-jobs.ts'
import { isAlive, readDayEnd, readDayEnds } from './reads.ts'

const READS = ['operations.read', 'day-end.run'] as const

/** The day-end: read by who looks after the bank's books and machines, run early by them. */
export function dayEndRoutes(): Route[] {
  return [
    route({
      act: 'servicing.day-ends', says: '日终：营业日、进度、近期各日', method: 'GET', path: '/api/day-ends', may: READS, answer: DayEndPage,
      handle: ({ now, inBank }) => inBank(async (tx) => {
        const workers = await tx.selectFrom('job_heartbeat').select(['modes', 'seen_at']).execute()
        return { ...await readDayEnds(tx, now), worker: isAlive(workers, now) }
      }),
    }),
    route({ act: 'servicing.day-end', says: '一日的日终：各环节、各机构', method: 'GET', path: '/api/day-ends/:day', may: READS, params: DayEndRef, answer: DayEndDetail, handle: ({ params, inBank }) => inBank((tx) => readDayEnd(tx, day(params.day))) }),
    route({
      act: 'servicing.run-day-end', says: '提前日终，或让失败的日终继续', method: 'POST', path: '/api/day-ends', may: 'day-end.run', body: RunDayEnd, answer: DayEndBegun, status: 202,
      handle: ({ body, staff, businessDate, now, inBank }) => inBank((tx) => askRun(tx, staff, day(body.day), { on: businessDate, now })),
    }),
    route({ act: 'servicing.failed-jobs', says: '多次失败后停下的后台任务', method: 'GET', path: '/api/failed-jobs', may: READS, answer: FailedJobs, handle: ({ inBank }) => inBank(async (tx) => ({ jobs: await listFailed(tx) })) }),
    route({
      act: 'servicing.try-job-again', says: '让停下的后台任务重新尝试', method: 'POST', path: '/api/failed-jobs', may: 'day-end.run', body: TryAgain, answer: FailedJobs,
      handle: ({ body, staff, businessDate, inBank }) => inBank((tx) => tryJobAgain(tx, staff, { ...body, day: day(body.day) }, businessDate)),
    }),
  ]
}
