import { Floor, MakeStandIn, StandInMade, StandInRef, StandIns, StationTasks, StepRef } from '#common/task/domain'
import { type Route, route } from '#platform/http'
import { readFloor, stationTasks, unassigned } from './floor.ts'
import { endStandIn, listStandIns, makeStandIn } from './stand-ins-of-unit.ts'

/** The floor of a unit and who stands in for whom. */
export function floorRoutes(): Route[] {
  return [
    route({
      act: 'floor.read', says: '作业车间：各工位的排队、时长、退回与负荷', method: 'GET', path: '/api/floor', may: 'task.floor', answer: Floor,
      handle: ({ staff, businessDate, now, inBank }) => inBank((tx) => readFloor(tx, staff, businessDate, now)),
    }),
    route({
      act: 'floor.station', says: '一个工位的待办', method: 'GET', path: '/api/floor/stations/:step', may: 'task.floor', params: StepRef, answer: StationTasks,
      handle: ({ params, staff, businessDate, now, inBank }) => inBank(async (tx) => ({ tasks: await stationTasks(tx, staff, params.step, businessDate, now) })),
    }),
    route({
      act: 'floor.evening', says: '当晚仍未派单的业务', method: 'GET', path: '/api/floor/evening', may: 'task.floor', answer: StationTasks,
      handle: ({ staff, businessDate, now, inBank }) => inBank(async (tx) => ({ tasks: await unassigned(tx, staff, businessDate, now) })),
    }),
    route({
      act: 'stand-in.list', says: '代岗安排', method: 'GET', path: '/api/stand-ins', may: 'task.work', answer: StandIns,
      handle: ({ staff, businessDate, inBank }) => inBank(async (tx) => ({ standIns: await listStandIns(tx, staff, businessDate) })),
    }),
    route({
      act: 'stand-in.make', says: '安排代岗（AB角）', method: 'POST', path: '/api/stand-ins', may: 'task.assign', body: MakeStandIn, answer: StandInMade, status: 201,
      handle: ({ body, staff, businessDate: on, now, inBank }) => inBank((tx) => makeStandIn(tx, body, { staff, on, now })),
    }),
    route({
      act: 'stand-in.end', says: '提前结束代岗', method: 'POST', path: '/api/stand-ins/:standInId/end', may: 'task.assign', params: StandInRef, answer: StandInMade,
      handle: ({ params, staff, businessDate: on, now, inBank }) => inBank((tx) => endStandIn(tx, params.standInId, { staff, on, now })),
    }),
  ]
}
