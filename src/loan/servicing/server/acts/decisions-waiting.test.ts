import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Tray } from '#common/task/domain'
import { day } from '#kernel'
import { type TestStaff, testStaff } from '#platform/http'
import { type Counter, onDay, openCounter, openNote, pageOf } from '../testing/note.ts'
import { openTakenOver } from '../testing/taken-over.ts'

let counter: Counter
let [head, elsewhere, president, risk]: TestStaff[] = []
beforeAll(async () => {
  counter = await openCounter()
  const { db: { database }, banks: [bank, other] } = counter
  head = await testStaff(database, bank, { posts: ['UNIT_HEAD'], name: '周行长' })
  elsewhere = await testStaff(database, other, { posts: ['UNIT_HEAD'], name: '别行行长' })
  president = await testStaff(database, bank, { posts: ['PRESIDENT'], name: '秦行长' })
  risk = await testStaff(database, bank, { posts: ['RISK_MANAGER'], name: '钱风险' })
})
afterAll(() => counter.close())

const trayOf = async (who: TestStaff | undefined) => (await counter.as(who!, 'GET', '/api/tasks')).json<Tray>()
const waiting = async (who: TestStaff | undefined) => (await trayOf(who)).errands.map((one) => `${one.name} ${one.number}`)

it('what waits for a second person stands in the inbox of those who may decide it, with its figures and the way to the note, with and without a case', async () => {
  const on = await onDay(counter, '2025-05-20')
  const taken = await openTakenOver(counter, { on, paidInstalments: 2 })
  const own = await openNote(counter, { on: '2025-05-20', firstDueOn: day('2025-06-20') })
  const ask = async (noteId: string, act: string, body: Record<string, unknown>, who = counter.officer) => counter.as(who, 'POST', `/api/notes/${noteId}/requests/${act}`, { body: { rowVersion: (await pageOf(counter, noteId)).rowVersion, body: { reason: '客户申请并经核实', ...body }, grounds: {} } })
  const asked = await ask(taken.noteId, 'change-rate', { annualRate: '0.06', penaltyRate: '0.09' })
  expect(asked.statusCode, asked.body).toBe(201)
  expect((await ask(own.noteId, 'accelerate', {}, risk)).statusCode).toBe(201)
  const [first] = (await trayOf(head)).errands
  expect(first).toMatchObject({ name: '复核调息', number: taken.number, amountFen: 9_891_684, asked: { staffId: counter.officer.staffId }, place: { noteId: taken.noteId, caseId: null }, unread: true })
  expect(first!.says).toContainEqual({ label: '新利率', value: '6 %' })
  expect(await waiting(head)).toEqual([`复核调息 ${taken.number}`, `复核宣布提前到期 ${own.number}`])
  expect((await trayOf(head)).errands[1]!.place).toEqual({ noteId: own.noteId, caseId: own.caseId })
  // Who asked, whose post approves no such act, and another bank have nothing to decide.
  expect([await waiting(risk), await waiting(counter.officer), await waiting(president), await waiting(elsewhere)]).toEqual([[`复核调息 ${taken.number}`], [], [], []])
  expect((await trayOf(head)).counts).toMatchObject({ todo: 2, todoUnread: 2 })
  expect((await counter.as(head!, 'GET', '/api/inbox')).json()).toMatchObject({ waiting: 2 })
  expect((await counter.as(head!, 'GET', '/api/today')).json()).toMatchObject({ errandCount: 2, errands: [{ customer: expect.any(String) as string, number: taken.number }, { number: own.number }] })
  expect((await counter.as(head!, 'POST', '/api/note-requests/approval', { body: { requestIds: [asked.json<{ requestId: string }>().requestId], says: '同意办理' } })).statusCode).toBe(200)
  expect(await waiting(head)).toEqual([`复核宣布提前到期 ${own.number}`])
})

it('a loss is for the president to decide, a class that of who confirms and then of who approves', async () => {
  const on = await onDay(counter, '2025-05-20')
  const { noteId, number } = await openTakenOver(counter, { on, paidInstalments: 1 })
  const { rowVersion } = await pageOf(counter, noteId)
  const relieve = await counter.as(counter.officer, 'POST', `/api/notes/${noteId}/requests/relieve`, { body: { rowVersion, body: { parts: ['PENALTY'], amountFen: 100, reason: '客户申请并经核实' }, grounds: {} } })
  expect(relieve.statusCode, relieve.body).toBe(201)
  expect(await waiting(president)).toEqual([`复核减免 ${number}`])
  const proposed = await counter.as(counter.officer, 'POST', `/api/notes/${noteId}/class-proposals`, { body: { riskClass: 'SUBSTANDARD', reasons: ['BUSINESS_STOPPED'], says: '店铺已关门停业' } })
  expect(proposed.statusCode, proposed.body).toBe(201)
  expect(await waiting(head)).toContain(`认定风险分类 ${number}`)
  const { proposals: [proposal] } = proposed.json<{ proposals: { proposalId: string }[] }>()
  expect((await counter.as(head!, 'POST', `/api/notes/${noteId}/class-proposals/${proposal!.proposalId}/confirmation`, { body: { says: '情况属实' } })).statusCode).toBe(200)
  expect(await waiting(head)).not.toContain(`认定风险分类 ${number}`)
  expect(await waiting(risk)).toContain(`审批风险分类 ${number}`)
})
