import { addDays } from '#kernel'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { AccountRow, Floor, Station, TaskRow, Tray } from '#common/task/domain'
import { businessDate } from '#platform/db'
import { digestReaders, escalate, findLate, lateTasks, messagesDue, openTask, sendDigest, sendMessage, tasksToEscalate } from './index.ts'
import { type House, type Member, later, openHouse } from './testing/house.ts'

let house: House
let officer: Member
let reviewer: Member
let head: Member
let risk: Member
beforeAll(async () => {
  house = await openHouse('m2-ipc')
  officer = await house.member(['OFFICER'], '王磊')
  reviewer = await house.member(['REVIEWER'], '张伟')
  head = await house.member(['UNIT_HEAD'], '陈静')
  risk = await house.member(['RISK_MANAGER'], '林风')
})
afterAll(() => house.close())

const late = () => house.inBank(async (tx) => findLate(tx, { today: await businessDate(tx), now: new Date() }))
const records = async (who: Member): Promise<AccountRow[]> => (await house.as(who, 'GET', '/api/accountability')).json<{ records: AccountRow[] }>().records
const tasksOf = async (caseId: string): Promise<TaskRow[]> => (await house.as(head, 'GET', `/api/cases/${caseId}/tasks`)).json<{ tasks: TaskRow[] }>().tasks
const dueOf = async (caseId: string, step: string): Promise<string | null | undefined> => (await tasksOf(caseId)).find((row) => row.step === step)?.due.on

describe('clocks of a case', () => {
  test('start at their fact: assignment ends with the evening, the visit two days after the application, admission a working day after the last document, the answer three days after the visit [S2-45] [S3-13]', async () => {
    const caseId = await house.file(officer)
    await house.tell(caseId, 'application.filed', officer)
    expect([await dueOf(caseId, 'ASSIGN'), await dueOf(caseId, 'ADMISSION')]).toEqual([later(0), null])
    await house.tell(caseId, 'application.documents-complete', officer)
    expect(await dueOf(caseId, 'ADMISSION')).toBe(later(1))
    for (const fact of ['application.assigned', 'application.admitted']) await house.tell(caseId, fact, officer)
    expect(await dueOf(caseId, 'VISIT')).toBe(later(2))
    for (const fact of ['visit.started', 'visit.closed', 'investigation.submitted', 'review.passed', 'decision.approved']) await house.tell(caseId, fact, officer)
    expect(await dueOf(caseId, 'ANSWER')).toBe(later(3))
  })

  test('two working days to the visit pass over the weekend where the pack counts working days [S3-12]', async () => {
    const other = await openHouse('m3-jinxin')
    const [lead, boss] = [await other.member(['OFFICER'], '周一'), await other.member(['UNIT_HEAD'], '周二')]
    await other.nextDay() // Thursday
    await other.nextDay() // Friday 14 March
    const caseId = await other.file(lead)
    for (const fact of ['application.filed', 'application.admitted']) await other.tell(caseId, fact, lead)
    const { tasks } = (await other.as(boss, 'GET', `/api/cases/${caseId}/tasks`)).json<{ tasks: TaskRow[] }>()
    // The centre of this pack works six days, so Saturday counts and Sunday does not.
    expect(tasks.find((row) => row.step === 'VISIT')?.due.on).toBe('2025-03-17')
    await other.close()
  })

  test('a visit that began in time is not late, however long it takes', async () => {
    const caseId = await house.file(officer)
    for (const fact of ['application.filed', 'application.assigned', 'application.admitted', 'visit.started']) await house.tell(caseId, fact, officer)
    const before = await house.inBank((tx) => lateTasks(tx, { today: later(30), now: new Date() }))
    const visit = (await tasksOf(caseId)).find((row) => row.step === 'VISIT')
    expect(before).not.toContain(visit?.taskId)
  })

  test('the supervisor is told before time runs out', async () => {
    const caseId = await house.file(officer)
    for (const fact of ['application.filed', 'application.assigned', 'application.admitted']) await house.tell(caseId, fact, officer)
    const investigate = (await tasksOf(caseId)).find((row) => row.step === 'INVESTIGATE')!
    expect(investigate.due.on).toBe('2025-03-17') // three working days from a Wednesday
    const dueFrom = (today: typeof investigate.due.on) => house.inBank((tx) => tasksToEscalate(tx, { today: today as ReturnType<typeof later>, now: new Date() }))
    expect(await dueFrom(later(3))).not.toContain(investigate.taskId)
    expect(await dueFrom(later(4))).toContain(investigate.taskId)
    await house.inBank((tx) => escalate(tx, investigate.taskId, { today: later(4), now: new Date() }))
    expect(await dueFrom(later(4))).not.toContain(investigate.taskId)
    expect((await house.as(head, 'GET', '/api/notices')).json<{ notices: { kind: string; says: string }[] }>().notices[0]).toMatchObject({ kind: 'ESCALATED', says: expect.stringContaining('时限将到') as string })
  })
})

describe('a breach', () => {
  test('opens one record that names the person, who explains; a supervisor decides, the person appeals, another decides [S3-14]', async () => {
    const caseId = await house.file(officer)
    for (const fact of ['application.filed', 'application.assigned', 'application.documents-complete']) await house.tell(caseId, fact, officer)
    await house.nextDay()
    await late()
    expect((await records(officer)).filter((row) => row.caseId === caseId)).toEqual([])
    await house.nextDay()
    await late()
    await late()
    const mine = (await records(officer)).filter((row) => row.caseId === caseId)
    expect(mine).toHaveLength(1)
    const [{ accountabilityId }] = mine as [AccountRow]
    expect(mine[0]).toMatchObject({ step: 'ADMISSION', state: 'OPEN', person: { name: '王磊' }, post: null, dueOn: later(1), next: [{ act: 'EXPLAIN', why: null }] })
    const act = (who: Member, name: string, body: unknown) => house.as(who, 'POST', `/api/accountability/${accountabilityId}/${name}`, { body })
    expect((await act(head, 'explain', { says: '替他说明一下' })).json()).toMatchObject({ status: 403, code: 'accountability.wrong-person' })
    expect((await act(head, 'decide', { says: '未说明先认定', outcome: 'HELD' })).json()).toMatchObject({ status: 409, code: 'accountability.move' })
    expect((await act(officer, 'explain', { says: '客户资料当晚才补齐' })).json()).toEqual({ state: 'EXPLAINED' })
    expect((await act(head, 'decide', { says: '应当日答复，予以提醒', outcome: 'REMINDED' })).json()).toEqual({ state: 'DECIDED' })
    expect((await act(officer, 'appeal', { says: '系统停机两小时' })).json()).toEqual({ state: 'APPEALED' })
    expect((await act(head, 'decide-appeal', { says: '维持原认定', outcome: 'REMINDED' })).json()).toMatchObject({ status: 403, code: 'accountability.wrong-person' })
    expect((await act(risk, 'decide-appeal', { says: '停机属实，予以免责', outcome: 'EXCUSED' })).json()).toEqual({ state: 'SETTLED' })
    const [settled] = (await records(officer)).filter((row) => row.caseId === caseId)
    expect(settled?.steps.map(({ name, by, outcome }) => [name, by.name, outcome])).toEqual([['说明', '王磊', null], ['认定', '陈静', '提醒'], ['申诉', '王磊', null], ['裁定申诉', '林风', '免责']])
  })

  test('of what nobody claimed names post and head of the unit, who does not judge himself [S3-14]', async () => {
    const caseId = await house.file(officer)
    for (const fact of ['application.filed', 'application.assigned', 'application.admitted', 'investigation.submitted']) await house.tell(caseId, fact, officer)
    for (let day = 0; day < 5; day++) await house.nextDay()
    await late()
    const [row] = (await records(head)).filter((one) => one.caseId === caseId && one.step === 'REVIEW')
    expect(row).toMatchObject({ person: null, post: 'REVIEWER', head: { name: '陈静' } })
    const act = (who: Member, name: string, body: unknown) => house.as(who, 'POST', `/api/accountability/${row?.accountabilityId}/${name}`, { body })
    expect((await act(head, 'explain', { says: '两名审查员同时请假' })).statusCode).toBe(200)
    expect((await act(head, 'decide', { says: '自行免责', outcome: 'EXCUSED' })).json()).toMatchObject({ status: 403 })
    expect((await records(reviewer)).filter((one) => one.caseId === caseId)).toEqual([])
    expect((await act(risk, 'decide', { says: '应提前安排代岗', outcome: 'REMINDED' })).statusCode).toBe(200)
  })

  test('late tasks stand first in the inbox, with how late they are', async () => {
    const { tasks, counts } = (await house.as(officer, 'GET', '/api/tasks')).json<Tray>()
    const marks = tasks.map(({ due }) => due.mark)
    expect(counts.late).toBeGreaterThan(0)
    expect(marks.lastIndexOf('LATE')).toBe(counts.late - 1)
    expect(tasks[0]?.due.says).toMatch(/^超时 \d+ 天$/)
  })
})

describe('the floor', () => {
  test('shows queue, age, station time, returns and load of each station, and drills to the list [S1-09]', async () => {
    const before = (await house.as(head, 'GET', '/api/floor')).json<{ stations: Station[] }>().stations.find((one) => one.step === 'REVIEW')!
    const caseId = await house.file(officer)
    for (const fact of ['application.filed', 'application.assigned', 'application.admitted', 'investigation.submitted', 'review.returned', 'investigation.returned']) await house.tell(caseId, fact, officer)
    const { stations } = (await house.as(head, 'GET', '/api/floor')).json<{ stations: Station[] }>()
    const at = (step: string): Station => stations.find((one) => one.step === step)!
    expect(at('CORRECT')).toMatchObject({ waiting: 1, unclaimed: 0, people: [{ name: '王磊', load: 1 }] })
    expect(at('REVIEW')).toMatchObject({ doneToday: before.doneToday + 1, returned: before.returned + 1, closed: before.closed + 1 })
    expect(at('REVIEW').oldestDays).toBeGreaterThan(0)
    expect(at('INVESTIGATE').meanMinutes).not.toBeNull()
    const { tasks } = (await house.as(head, 'GET', '/api/floor/stations/CORRECT')).json<{ tasks: TaskRow[] }>()
    expect(tasks.map((row) => row.case.caseId)).toEqual([caseId])
    expect((await house.as(officer, 'GET', '/api/floor')).statusCode).toBe(403)
  })

  test('lists in the evening what was taken in and given to nobody [S2-45]', async () => {
    const caseId = await house.file(officer)
    await house.tell(caseId, 'application.filed', officer)
    const evening = async () => (await house.as(head, 'GET', '/api/floor/evening')).json<{ tasks: TaskRow[] }>().tasks.map((row) => row.case.caseId)
    expect(await evening()).toContain(caseId)
    expect((await house.as(head, 'GET', '/api/floor')).json<{ unassignedThisEvening: number } & typeof Floor>().unassignedThisEvening).toBe((await evening()).length)
    await house.tell(caseId, 'application.assigned', officer)
    expect(await evening()).not.toContain(caseId)
  })
})

describe('messages that leave the house', () => {
  test('wait with the reason where a bank has no settings, and go when it has; the page never shows what they say', async () => {
    await house.as(reviewer, 'PUT', '/api/me/contacts', { body: { contacts: [{ channel: 'SMS', address: '13800138000', digest: true }] } })
    const caseId = await house.file(officer)
    for (const fact of ['application.filed', 'application.assigned', 'application.admitted', 'investigation.submitted']) await house.tell(caseId, fact, officer)
    expect(await house.inBank(digestReaders)).toEqual([reviewer.staffId])
    await house.inBank(async (tx) => sendDigest(tx, reviewer.staffId, await businessDate(tx), new Date()))
    const due = await house.inBank((tx) => messagesDue(tx, new Date()))
    expect(due).toHaveLength(1)
    const messageId = due[0]!.split(':')[0]!
    const sent: string[] = []
    const ports = (why: string | null) => {
      const port = { why, send: (message: { text: string }) => Promise.resolve(void sent.push(message.text)) }
      return { MAIL: port, SMS: port, WECOM: port }
    }
    expect(await house.inBank((tx) => sendMessage(tx, ports('未设置 WEIDAI_SMS_URL'), messageId, new Date()))).toBe('WAITING')
    const outbox = await house.as(risk, 'GET', '/api/outbox')
    expect(outbox.json()).toMatchObject({ messages: [{ messageId, channel: 'SMS', to: '138***000', state: 'WAITING', attempts: 0, error: '未设置 WEIDAI_SMS_URL' }] })
    expect(outbox.body).not.toContain('待办')
    expect(await house.inBank((tx) => messagesDue(tx, new Date()))).toEqual([])
    expect((await house.as(risk, 'POST', `/api/outbox/${messageId}/resend`)).statusCode).toBe(200)
    const again = await house.inBank((tx) => messagesDue(tx, new Date()))
    expect([again.length, again[0]?.startsWith(messageId), again[0] === due[0]]).toEqual([1, true, false]) // another job than the first
    expect(await house.inBank((tx) => sendMessage(tx, ports(null), messageId, new Date()))).toBe('SENT')
    expect(sent[0]).toMatch(/待办 \d+ 件/)
    expect((await house.as(risk, 'POST', `/api/outbox/${messageId}/resend`)).json()).toMatchObject({ status: 409, code: 'outbox.sent' })
  })
})

describe('hours', () => {
  test('a clock in hours is late by the instant, not by the day [S4-10]', async () => {
    const caseId = await house.file(officer)
    for (const fact of ['application.filed', 'application.assigned', 'application.admitted']) await house.tell(caseId, fact, officer)
    const { on } = await house.work(officer, caseId)
    const opened = `${on}T02:00:00Z`
    await house.inBank((tx) => openTask(tx, { caseId, step: 'PAY_CHECK', on, at: opened }))
    const check = (await tasksOf(caseId)).find((row) => row.step === 'PAY_CHECK')!
    const isLateAfter = async (hours: number, today = on) => (await house.inBank((tx) => lateTasks(tx, { today, now: new Date(Date.parse(opened) + hours * 3_600_000) }))).includes(check.taskId)
    expect([await isLateAfter(3), await isLateAfter(5)]).toEqual([false, true])
    // A clock that jumped a day on, a day back or 400 days calls nobody to account; the next business day does.
    expect([await isLateAfter(24), await isLateAfter(-24), await isLateAfter(24 * 400), await isLateAfter(24, addDays(on, 1))]).toEqual([false, false, false, true])
  })
})
