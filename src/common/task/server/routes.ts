import { READS_CASES } from '#common/staff/domain'
import { Assign, AssignMany, Because, Candidates, CaseTasks, ManyMoved, Preview, PreviewMany, Seen, TaskCaseRef, TaskMoved, TaskRef, Tray, TrayQuery } from '#common/task/domain'
import { type Route, route } from '#platform/http'
import { accountRoutes } from './account-routes.ts'
import { floorRoutes } from './floor-routes.ts'
import { follow, readCaseTasks } from './follow.ts'
import { assignTask, claimTask, handBack, releaseTask } from './hand-over.ts'
import { markSeen, readTray } from './inbox.ts'
import { noticeRoutes } from './notice-routes.ts'
import { suggestFor } from './suggest.ts'
import { supervisorsFor } from './supervisors.ts'
import type { TaskSurroundings } from './surroundings.ts'

/** Inbox, hand-over, floor, stand-ins, accountability, notices and the bank's calendar. */
export function taskRoutes(around: TaskSurroundings): Route[] {
  return [...inboxRoutes(around), ...caseTaskRoutes(around), ...handOverRoutes(), ...assignRoutes(), ...floorRoutes(), ...accountRoutes(), ...noticeRoutes(around)]
}

function inboxRoutes({ errandsOf }: TaskSurroundings): Route[] {
  return [
    route({
      act: 'task.list', says: '待办、已办、我关注的', method: 'GET', path: '/api/tasks', may: 'task.work', query: TrayQuery, answer: Tray,
      handle: ({ query, staff, businessDate, now, inBank }) => inBank((tx) => readTray(tx, staff, query.tray, { today: businessDate, now, errandsOf })),
    }),
    route({
      act: 'task.seen', says: '记下看过，此后来的算未读', method: 'PUT', path: '/api/tasks/seen', may: 'task.work', body: Seen, answer: Seen, repeatable: true,
      handle: ({ body, staff, now, inBank }) => inBank(async (tx) => {
        await markSeen(tx, staff.id, body.tray, now)
        return body
      }),
    }),
  ]
}

function caseTaskRoutes({ refuseOutOfSight }: TaskSurroundings): Route[] {
  const following = (follows: boolean) => route({
    act: follows ? 'task.follow' : 'task.unfollow', says: follows ? '关注一笔业务' : '不再关注', method: follows ? 'PUT' : 'DELETE', path: '/api/cases/:caseId/follow', may: READS_CASES, params: TaskCaseRef, answer: CaseTasks, repeatable: true,
    handle: ({ params, staff, businessDate, now, inBank }) => inBank(async (tx) => {
      await refuseOutOfSight(tx, staff, params.caseId)
      await follow(tx, staff.id, params.caseId, follows, now)
      return readCaseTasks(tx, staff, params.caseId, businessDate, now)
    }),
  })
  return [
    route({
      act: 'task.of-case', says: '本案的任务与所处状态', method: 'GET', path: '/api/cases/:caseId/tasks', may: READS_CASES, params: TaskCaseRef, answer: CaseTasks,
      handle: ({ params, staff, businessDate, now, inBank }) => inBank(async (tx) => {
        await refuseOutOfSight(tx, staff, params.caseId)
        return readCaseTasks(tx, staff, params.caseId, businessDate, now)
      }),
    }),
    following(true), following(false),
  ]
}

function handOverRoutes(): Route[] {
  return [
    route({
      act: 'task.claim', says: '认领岗位池里的任务', method: 'POST', path: '/api/tasks/:taskId/claim', may: 'task.work', params: TaskRef, answer: TaskMoved,
      handle: ({ params, staff, businessDate: on, now, inBank }) => inBank((tx) => claimTask(tx, { staff, taskId: params.taskId, on, now })),
    }),
    route({
      act: 'task.release', says: '释放已认领的任务', method: 'POST', path: '/api/tasks/:taskId/release', may: 'task.work', params: TaskRef, body: Because, answer: TaskMoved,
      handle: ({ params, body, staff, businessDate: on, now, inBank }) => inBank((tx) => releaseTask(tx, { staff, taskId: params.taskId, on, now }, body.reason)),
    }),
    route({
      act: 'task.hand-back', says: '退回任务，说明理由', method: 'POST', path: '/api/tasks/:taskId/hand-back', may: 'task.work', params: TaskRef, body: Because, answer: TaskMoved,
      handle: ({ params, body, staff, businessDate: on, now, inBank }) => inBank(async (tx) => handBack(tx, { staff, taskId: params.taskId, on, now }, body.reason, await supervisorsFor(tx, params.taskId, on))),
    }),
  ]
}

function assignRoutes(): Route[] {
  return [
    route({
      act: 'task.assign', says: '派给或改派给一人', method: 'POST', path: '/api/tasks/:taskId/assign', may: 'task.assign', params: TaskRef, body: Assign, answer: TaskMoved,
      handle: ({ params, body, staff, businessDate: on, now, inBank }) => inBank((tx) => assignTask(tx, { staff, taskId: params.taskId, on, now }, body.assigneeId, body.reason)),
    }),
    route({
      act: 'task.candidates', says: '谁能办此任务：经验、负荷、所在机构', method: 'GET', path: '/api/tasks/:taskId/candidates', may: 'task.assign', params: TaskRef, answer: Candidates,
      handle: ({ params, staff, businessDate, now, inBank }) => inBank(async (tx) => ({ candidates: (await suggestFor(tx, staff, [params.taskId], businessDate, now))[0]?.candidates ?? [] })),
    }),
    route({
      act: 'task.preview', says: '批量派单的预览，按负荷建议', method: 'PUT', path: '/api/tasks/preview', may: 'task.assign', body: PreviewMany, answer: Preview, repeatable: true,
      handle: ({ body, staff, businessDate, now, inBank }) => inBank(async (tx) => ({ rows: await suggestFor(tx, staff, body.taskIds, businessDate, now) })),
    }),
    route({
      act: 'task.assign-many', says: '批量派单，全成或全不成', method: 'POST', path: '/api/tasks/assignments', may: 'task.assign', body: AssignMany, answer: ManyMoved,
      handle: ({ body, staff, businessDate: on, now, inBank }) => inBank(async (tx) => {
        const moved = []
        for (const { taskId, assigneeId } of body.assignments) moved.push(await assignTask(tx, { staff, taskId, on, now }, assigneeId, null))
        return { moved }
      }),
    }),
  ]
}
