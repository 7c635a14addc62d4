import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ClassList, NoteClass, ProposeClass } from '#loan/servicing/domain'
import { type TestStaff, testStaff } from '#platform/http'
import type { z } from 'zod'
import { type Counter, onDay, openCounter, openNote, payOn } from '../testing/note.ts'

let counter: Counter
let supervisor: TestStaff
let risk: TestStaff

beforeAll(async () => {
  counter = await openCounter()
  const hire = (posts: Parameters<typeof testStaff>[2]['posts'], name: string) => testStaff(counter.db.database, counter.banks[0], { posts, name })
  supervisor = await hire(['AREA_SUPERVISOR'], '周主管')
  risk = await hire(['RISK_MANAGER'], '吴风险')
})
afterAll(() => counter.close())

type Answer = NoteClass & { code?: string; detail?: string }
const propose = async (who: TestStaff, noteId: string, body: ProposeClass) => (await counter.as(who, 'POST', `/api/notes/${noteId}/class-proposals`, { body })).json<Answer>()
const judge = async (who: TestStaff, noteId: string, proposalId: string, what: 'confirmation' | 'approval' | 'return') => (await counter.as(who, 'POST', `/api/notes/${noteId}/class-proposals/${proposalId}/${what}`, { body: { says: '情况属实' } })).json<Answer>()
const readClass = async (noteId: string) => (await counter.as(risk, 'GET', `/api/notes/${noteId}/class`)).json<NoteClass>()
const list = async (view: string) => (await counter.as(risk, 'GET', `/api/classes?view=${view}`)).json<z.output<typeof ClassList>>()

/** All that is due on a day. */
async function payDue(noteId: string, on: string): Promise<void> {
  await onDay(counter, on)
  const { dueFen } = (await counter.as(counter.cashier, 'GET', `/api/notes/${noteId}/settlement-quote?on=${on}`)).json<{ dueFen: number }>()
  expect((await payOn(counter, noteId, on, dueFen)).statusCode).toBe(201)
}

describe('a class beside the days overdue', () => {
  it('is given by three people, each another: proposed, confirmed, approved, and written down', async () => {
    const { noteId, number } = await openNote(counter)
    await onDay(counter, '2025-04-01')
    const { open } = await propose(counter.officer, noteId, { riskClass: 'SUBSTANDARD', reasons: ['BUSINESS_STOPPED'], says: '店铺已关门两周' })
    const proposalId = open!.proposalId
    expect((await propose(supervisor, noteId, { riskClass: 'LOSS', reasons: ['FRAUD'], says: '另有看法' })).code).toBe('class.open')
    expect((await list('confirm')).rows).toMatchObject([{ number, riskClass: 'NORMAL', proposal: { riskClass: 'SUBSTANDARD', state: 'PROPOSED' } }])
    expect((await judge(risk, noteId, proposalId, 'approval')).code).toBe('class.not-its-turn')
    expect((await judge(supervisor, noteId, proposalId, 'confirmation')).open?.state).toBe('CONFIRMED')
    expect((await judge(risk, noteId, proposalId, 'approval')).riskClass).toBe('SUBSTANDARD')
    const { history, proposals } = await readClass(noteId)
    expect(history).toMatchObject([{ seq: 1, classBefore: 'NORMAL', riskClass: 'SUBSTANDARD', source: 'JUDGED', on: '2025-04-01' }])
    expect(proposals[0]).toMatchObject({ state: 'APPROVED', confirmed: { by: '周主管' }, approved: { by: '吴风险', says: '情况属实' } })
    const acts = await counter.db.asOwner(`select act from audit_event where act like 'servicing.%class' order by seq`)
    expect(acts.map((row) => row['act'])).toEqual(['servicing.propose-class', 'servicing.confirm-class', 'servicing.approve-class'])
  })

  it('is not confirmed by who proposed it', async () => {
    const { noteId } = await openNote(counter)
    const { open } = await propose(supervisor, noteId, { riskClass: 'SPECIAL_MENTION', reasons: ['LAWSUIT'], says: '账户被冻结' })
    expect((await judge(supervisor, noteId, open!.proposalId, 'confirmation')).code).toBe('class.same-person')
  })

  it('sent back leaves the note where it was, and may be proposed again', async () => {
    const { noteId } = await openNote(counter)
    const first = await propose(counter.officer, noteId, { riskClass: 'SPECIAL_MENTION', reasons: ['LAWSUIT'], says: '账户被冻结' })
    expect((await judge(counter.officer, noteId, first.open!.proposalId, 'return')).riskClass).toBe('NORMAL')
    const again = await propose(counter.officer, noteId, { riskClass: 'SPECIAL_MENTION', reasons: ['LAWSUIT'], says: '判决已下' })
    expect([again.open?.state, again.proposals.length]).toEqual(['PROPOSED', 2])
  })

  it('goes up only after the arrears are paid and six months have passed', async () => {
    const { noteId } = await openNote(counter)
    await onDay(counter, '2025-05-20')
    const down = await propose(counter.officer, noteId, { riskClass: 'SUBSTANDARD', reasons: ['GUARANTOR_LOST'], says: '保证人失去能力' })
    await judge(supervisor, noteId, down.open!.proposalId, 'confirmation')
    await judge(risk, noteId, down.open!.proposalId, 'approval')
    const up: ProposeClass = { riskClass: 'NORMAL', reasons: ['ARREARS_CLEARED'], says: '欠款已清，经营恢复' }
    expect(await propose(counter.officer, noteId, up)).toMatchObject({ code: 'class.above-floor' })
    await payDue(noteId, '2025-05-20')
    expect(await propose(counter.officer, noteId, up)).toMatchObject({ code: 'class.observed', detail: expect.stringContaining('2025-11-20') as string })
    for (const month of ['06', '07', '08', '09', '10', '11']) await payDue(noteId, `2025-${month}-14`)
    await onDay(counter, '2025-11-20')
    expect((await list('upgrade')).rows.map((row) => row.noteId)).toContain(noteId)
    expect((await propose(counter.officer, noteId, up)).open?.riskClass).toBe('NORMAL')
  })
})
