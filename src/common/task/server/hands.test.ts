import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Candidates, CaseTasks, Preview, Tray } from '#common/task/domain'
import type { z } from 'zod'
import { openTask, rolesOf, takeRole, takeTask } from './index.ts'
import { type House, type Member, later, openHouse } from './testing/house.ts'

let house: House
let officer: Member
let deputy: Member
let reviewer: Member
let other: Member
let head: Member
beforeAll(async () => {
  house = await openHouse()
  officer = await house.member(['OFFICER'], '王磊')
  deputy = await house.member(['OFFICER'], '李梅')
  reviewer = await house.member(['REVIEWER'], '张伟')
  other = await house.member(['REVIEWER'], '刘洋')
  head = await house.member(['UNIT_HEAD'], '陈静')
})
afterAll(() => house.close())

const trayOf = async (who: Member, tray = 'TODO'): Promise<Tray> => (await house.as(who, 'GET', `/api/tasks?tray=${tray}`)).json<Tray>()

async function submitted(): Promise<{ caseId: string; taskId: string }> {
  const caseId = await house.file(officer)
  for (const fact of ['application.filed', 'application.assigned', 'application.admitted', 'investigation.submitted']) await house.tell(caseId, fact, officer)
  const task = (await trayOf(reviewer)).tasks.find((row) => row.case.caseId === caseId)
  return { caseId, taskId: task!.taskId }
}

describe('from the pool', () => {
  test('of two who claim at once one has it and the other reads who [S1-15]', async () => {
    const { taskId } = await submitted()
    const answers = await Promise.all([reviewer, other].map((who) => house.as(who, 'POST', `/api/tasks/${taskId}/claim`)))
    const [won, lost] = answers.toSorted((a, b) => a.statusCode - b.statusCode)
    expect([won?.statusCode, lost?.statusCode]).toEqual([200, 409])
    const name = won?.json<{ assigneeId: string }>().assigneeId === reviewer.staffId ? '张伟' : '刘洋'
    expect(lost?.json()).toMatchObject({ code: 'task.held', detail: `「审查」由${name}办理` })
  })

  test('released and handed back it lies in the pool again, with the reason; the head reads it [S1-09]', async () => {
    const { taskId } = await submitted()
    await house.as(reviewer, 'POST', `/api/tasks/${taskId}/claim`)
    expect((await house.as(other, 'POST', `/api/tasks/${taskId}/hand-back`, { body: { reason: '不是我的任务' } })).json()).toMatchObject({ status: 403, code: 'task.not-yours' })
    expect((await house.as(reviewer, 'POST', `/api/tasks/${taskId}/hand-back`, { body: { reason: '本周出差，不能审查' } })).json()).toEqual({ taskId, assigneeId: null })
    expect((await trayOf(other)).tasks.find((row) => row.taskId === taskId)).toMatchObject({ assignee: null, handedBack: 1, handBackReason: '本周出差，不能审查' })
    const { notices } = (await house.as(head, 'GET', '/api/notices')).json<{ notices: { says: string }[] }>()
    expect(notices[0]?.says).toContain('「审查」：本周出差，不能审查')
    await house.as(other, 'POST', `/api/tasks/${taskId}/claim`)
    expect((await house.as(other, 'POST', `/api/tasks/${taskId}/release`, { body: { reason: '先办更急的' } })).json()).toEqual({ taskId, assigneeId: null })
  })

  test('a task is for the posts of the process only', async () => {
    const { taskId } = await submitted()
    expect((await house.as(officer, 'POST', `/api/tasks/${taskId}/claim`)).json()).toMatchObject({ status: 403, code: 'task.other-post' })
  })
})

describe('assigned by the supervisor', () => {
  test('who sees experience, load and unit of each, the least loaded first [S1-12] [S1-13]', async () => {
    const { taskId } = await submitted()
    const { candidates } = (await house.as(head, 'GET', `/api/tasks/${taskId}/candidates`)).json<z.output<typeof Candidates>>()
    expect(candidates.map(({ load }) => load)).toEqual(candidates.map(({ load }) => load).toSorted((a, b) => a - b))
    expect(candidates.map(({ name }) => name)).toEqual(expect.arrayContaining(['张伟', '刘洋']))
    const chosen = candidates.find(({ name }) => name === '刘洋')!
    expect((await house.as(head, 'POST', `/api/tasks/${taskId}/assign`, { body: { assigneeId: chosen.staffId } })).json()).toEqual({ taskId, assigneeId: other.staffId })
    expect((await house.as(head, 'POST', `/api/tasks/${taskId}/assign`, { body: { assigneeId: officer.staffId } })).json()).toMatchObject({ status: 403, code: 'task.other-post' })
    expect((await house.as(other, 'GET', '/api/notices')).json<{ notices: { says: string }[] }>().notices[0]?.says).toContain('陈静派给您')
  })

  test('a vote is its member\'s, and nobody gives it to another', async () => {
    const [member, colleague] = [await house.member(['COMMITTEE_MEMBER'], '赵敏'), await house.member(['COMMITTEE_MEMBER'], '吴旺')]
    const { caseId } = await submitted()
    const { on, now } = await house.work(member, caseId)
    await house.inBank((tx) => openTask(tx, { caseId, step: 'VOTE', assigneeId: member.staffId, on, at: now.toISOString() }))
    const { taskId } = (await trayOf(member)).tasks.find(({ step }) => step === 'VOTE')!
    expect((await house.as(head, 'POST', `/api/tasks/${taskId}/assign`, { body: { assigneeId: colleague.staffId } })).json()).toMatchObject({ status: 409, code: 'task.personal' })
  })

  test('many at once by a preview that spreads the load, all or none', async () => {
    const tasks = [await submitted(), await submitted()].map(({ taskId }) => taskId)
    const { rows } = (await house.as(head, 'PUT', '/api/tasks/preview', { body: { taskIds: tasks } })).json<z.output<typeof Preview>>()
    const first = rows[0]!.suggested!
    expect(first.load).toBe(Math.min(...rows[0]!.candidates.map(({ load }) => load)))
    expect(rows[1]!.candidates.find(({ staffId }) => staffId === first.staffId)?.load).toBe(first.load + 1)
    const assignments = rows.map(({ task, suggested }) => ({ taskId: task.taskId, assigneeId: suggested!.staffId }))
    const broken = await house.as(head, 'POST', '/api/tasks/assignments', { body: { assignments: [assignments[0], { ...assignments[1], assigneeId: officer.staffId }] } })
    expect(broken.statusCode).toBe(403)
    expect((await trayOf(reviewer)).tasks.filter((row) => tasks.includes(row.taskId)).map(({ assignee }) => assignee)).toEqual([null, null])
    expect((await house.as(head, 'POST', '/api/tasks/assignments', { body: { assignments } })).json<{ moved: unknown[] }>().moved).toHaveLength(2)
  })
})

describe('a stand-in week', () => {
  test('the deputy does what waits for the absent colleague, and both names stay on the act, the task and the role', async () => {
    const caseId = await house.file(officer)
    for (const fact of ['application.filed', 'application.assigned', 'application.admitted']) await house.tell(caseId, fact, officer)
    const before = await house.work(deputy, caseId)
    await expect(house.inBank((tx) => takeTask(tx, before, 'INVESTIGATE'))).rejects.toMatchObject({ status: 409, code: 'task.held' })
    const wanted = { absentId: officer.staffId, deputyId: deputy.staffId, post: 'OFFICER', fromDay: later(0), untilDay: later(7), reason: '年休假一周' }
    expect((await house.as(officer, 'POST', '/api/stand-ins', { body: wanted })).statusCode).toBe(403)
    expect((await house.as(head, 'POST', '/api/stand-ins', { body: { ...wanted, deputyId: reviewer.staffId } })).json()).toMatchObject({ status: 422, code: 'stand-in.other-post' })
    const made = await house.as(head, 'POST', '/api/stand-ins', { body: wanted })
    expect(made.statusCode).toBe(201)
    expect((await trayOf(deputy)).tasks.find((row) => row.case.caseId === caseId && row.step === 'INVESTIGATE')).toMatchObject({ standsInFor: { name: '王磊' } })

    const work = await house.work(deputy, caseId)
    await house.inBank(async (tx) => {
      expect(await takeTask(tx, work, 'INVESTIGATE')).toMatchObject({ assigneeId: officer.staffId, onBehalfOf: officer.staffId })
      await takeRole(tx, work, 'INVESTIGATOR')
    })
    await house.tell(caseId, 'investigation.submitted', deputy)
    const done = (await trayOf(deputy, 'DONE')).tasks.find((row) => row.step === 'INVESTIGATE')
    expect(done).toMatchObject({ assignee: { name: '王磊' }, closedBy: { staffId: deputy.staffId }, closedFor: { name: '王磊' } })
    expect(await house.inBank((tx) => rolesOf(tx, caseId))).toContainEqual({ role: 'INVESTIGATOR', staffId: deputy.staffId, onBehalfOf: officer.staffId })
    const [event] = await house.db.asOwner(`select who, body from audit_event where case_id = $1 and act = 'task.stand-in'`, [caseId])
    expect(event).toMatchObject({ who: deputy.staffId, body: { onBehalfOf: officer.staffId } })

    await house.as(head, 'POST', `/api/stand-ins/${made.json<{ standInId: string }>().standInId}/end`)
    expect((await house.as(deputy, 'GET', '/api/stand-ins')).json<{ standIns: { current: boolean }[] }>().standIns[0]).toMatchObject({ current: false, endedOn: later(0) })
  })

  test('who investigated in another\'s place reviews neither as himself nor does the other [S1-11] [S1-15]', async () => {
    const both = await house.member(['OFFICER', 'REVIEWER'], '高原')
    const away = await house.member(['OFFICER', 'REVIEWER'], '江河')
    await house.as(head, 'POST', '/api/stand-ins', { body: { absentId: away.staffId, deputyId: both.staffId, post: 'OFFICER', fromDay: later(0), untilDay: later(3), reason: '外出培训' } })
    const caseId = await house.file(away)
    for (const fact of ['application.filed', 'application.admitted']) await house.tell(caseId, fact, away)
    const work = await house.work(both, caseId)
    await house.inBank(async (tx) => {
      await takeTask(tx, work, 'INVESTIGATE')
      await takeRole(tx, work, 'INVESTIGATOR')
    })
    for (const who of [both, away]) {
      const asReviewer = await house.work(who, caseId)
      await expect(house.inBank((tx) => takeRole(tx, asReviewer, 'REVIEWER'))).rejects.toMatchObject({ status: 403, code: 'role.incompatible', message: expect.stringContaining('审查与调查须由不同的人承担') as string })
    }
    const asReviewer = await house.work(reviewer, caseId)
    await expect(house.inBank((tx) => takeRole(tx, asReviewer, 'REVIEWER'))).resolves.toBeUndefined()
  })

  test('the system administrator has no role on a case [S2-43]', async () => {
    const administrator = await house.member(['SYS_ADMIN'], '管理员')
    const { caseId } = await submitted()
    const work = await house.work(administrator, caseId)
    await expect(house.inBank((tx) => takeRole(tx, work, 'CHECKER'))).rejects.toMatchObject({ status: 403, code: 'role.administrator' })
    for (const path of ['/api/tasks', '/api/floor', `/api/cases/${caseId}/tasks`]) expect((await house.as(administrator, 'GET', path)).statusCode).toBe(403)
  })
})

describe('the inbox', () => {
  test('counts what came since it was last looked at, and follows cases', async () => {
    const caseId = await house.file(officer)
    await house.tell(caseId, 'application.filed', officer)
    const before = await trayOf(officer)
    expect(before.counts.todoUnread).toBe(before.counts.todo)
    await house.as(officer, 'PUT', '/api/tasks/seen', { body: { tray: 'TODO' } })
    expect((await trayOf(officer)).counts.todoUnread).toBe(0)
    expect((await house.as(head, 'PUT', `/api/cases/${caseId}/follow`)).json<z.output<typeof CaseTasks>>()).toMatchObject({ following: true, stateName: '已受理' })
    await house.tell(caseId, 'application.admitted', officer)
    expect((await trayOf(head, 'FOLLOWED')).followed.find((row) => row.caseId === caseId)).toMatchObject({ stateName: '已准入', unread: true, waitsAt: expect.arrayContaining(['编表与检验']) as string[] })
    expect((await house.as(head, 'GET', '/api/notices')).json<{ notices: { says: string }[] }>().notices[0]?.says).toContain('进入「已准入」')
    await house.as(head, 'DELETE', `/api/cases/${caseId}/follow`)
    expect((await trayOf(head, 'FOLLOWED')).followed.some((row) => row.caseId === caseId)).toBe(false)
  })

  test('a case out of sight is not followed', async () => {
    const caseId = await house.file(officer)
    await house.tell(caseId, 'application.filed', officer)
    const stranger = await house.member(['OFFICER'], '外人')
    expect((await house.as(stranger, 'PUT', `/api/cases/${caseId}/follow`)).statusCode).toBe(404)
  })
})
