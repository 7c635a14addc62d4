import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { z } from 'zod'
import type { ApplicationPanel, CorrectionRow, FactCorrectionRow, FileApplication, Filed } from '#loan/application/domain'
import { type TestStaff, testStaff } from '#platform/http'
import { type Branch, intake, newCustomer, openBranch } from '../../investigation/server/testing/branch.ts'

type Intake = z.input<typeof FileApplication>

let branch: Branch
let inside: TestStaff
let colleague: TestStaff
beforeAll(async () => {
  branch = await openBranch()
  inside = await testStaff(branch.db.database, branch.banks[0], { posts: ['INSIDE'], name: '蒋燕' })
  colleague = await testStaff(branch.db.database, branch.banks[0], { posts: ['OFFICER'], name: '赵敏' })
})
afterAll(() => branch.close())

async function file(who = branch.officer, change: (full: Intake) => Intake = (full) => full) {
  const { customerId } = (await branch.as(who, 'POST', '/api/customers', { body: newCustomer() })).json<{ customerId: string }>()
  return (await branch.as(who, 'POST', '/api/cases', { body: change(intake(customerId, who === branch.officer ? branch.assistant.staffId : null)) })).json<Filed>()
}
const panel = async (caseId: string, who = branch.supervisor): Promise<ApplicationPanel> => (await branch.as(who, 'GET', `/api/cases/${caseId}/application`)).json<ApplicationPanel>()
const act = (caseId: string, what: string, who: TestStaff, body?: object) => branch.as(who, 'POST', `/api/cases/${caseId}/${what}`, body === undefined ? {} : { body })
const assign = (caseId: string, who: TestStaff, lead: TestStaff, assist: TestStaff | null, reason?: string) => act(caseId, 'assignment', who, { leadId: lead.staffId, assistId: assist?.staffId ?? null, ...(reason === undefined ? {} : { reason }) })

describe('assignment', () => {
  it('is due on the evening of the day the application was taken in [S2-45]', async () => {
    const { caseId } = await file(inside)
    expect((await panel(caseId)).clocks.find(({ step }) => step === 'ASSIGN')).toMatchObject({ name: '派单', dueOn: '2025-03-12' })
    expect((await assign(caseId, branch.supervisor, branch.officer, branch.assistant)).statusCode).toBe(200)
    const { clocks, assignments, assigned } = await panel(caseId)
    expect([assigned, clocks.some(({ step }) => step === 'ASSIGN')]).toEqual([true, false])
    expect(assignments).toMatchObject([{ lead: { name: '王磊' }, assist: { name: '李娜' }, by: { name: '孙主管' }, reason: null }])
  })

  it('may give the case to others than who took it in [S2-51]', async () => {
    const { caseId } = await file(inside)
    const { acceptor, assignments } = (await assign(caseId, branch.supervisor, branch.officer, branch.assistant)).json<ApplicationPanel>()
    expect([acceptor.name, assignments[0]?.lead.name]).toEqual(['蒋燕', '王磊'])
  })

  it('is the officer\'s own where one goes end to end; nobody below a supervisor gives a case to another', async () => {
    const own = await file()
    expect((await panel(own.caseId)).assignments).toMatchObject([{ lead: { name: '王磊' }, by: { name: '王磊' } }])
    const single = await file(branch.officer, (full) => ({ ...full, assistId: null }))
    expect((await panel(single.caseId)).assigned).toBe(false)
    expect((await assign(single.caseId, branch.officer, branch.officer, null)).json()).toMatchObject({ code: 'application.assist-missing' })
    expect((await assign(single.caseId, branch.officer, colleague, branch.assistant)).json()).toMatchObject({ code: 'application.assign-others', status: 403 })
    expect((await assign(single.caseId, branch.officer, branch.officer, branch.officer)).json()).toMatchObject({ code: 'application.same-person' })
    expect((await assign(single.caseId, branch.supervisor, branch.reviewer, branch.assistant)).json()).toMatchObject({ code: 'application.not-investigator' })
    expect((await assign(single.caseId, branch.officer, branch.officer, branch.assistant)).statusCode).toBe(200)
  })

  it('is changed by a supervisor for a reason; what waited goes to the new lead, and the one before stays named', async () => {
    const { caseId } = await file()
    await act(caseId, 'admit', branch.officer)
    expect((await assign(caseId, branch.supervisor, colleague, branch.assistant)).json()).toMatchObject({ code: 'application.reassign-reason' })
    expect((await assign(caseId, branch.officer, colleague, branch.assistant, '我要去培训')).json()).toMatchObject({ code: 'application.assign-others' })
    expect((await assign(caseId, branch.supervisor, colleague, branch.assistant, '王磊下周脱产培训')).statusCode).toBe(200)
    const { assignments, clocks } = await panel(caseId)
    expect(assignments.map(({ lead, reason }) => [lead.name, reason])).toEqual([['赵敏', '王磊下周脱产培训'], ['王磊', null]])
    expect(clocks.find(({ step }) => step === 'VISIT')?.assignee?.name).toBe('赵敏')
    expect((await branch.as(colleague, 'GET', `/api/cases/${caseId}/draft`)).statusCode).toBe(200)
  })
})

describe('documents asked for later', () => {
  const corrections = async (caseId: string, who: TestStaff): Promise<CorrectionRow[]> => (await branch.as(who, 'GET', `/api/cases/${caseId}/corrections`)).json<{ corrections: CorrectionRow[] }>().corrections
  const ask = (caseId: string, who: TestStaff, more: object = {}) => act(caseId, 'corrections', who, { stage: 'review', asks: ['仓库外景照片', '第二家供应商对账单'], dueOn: '2025-03-14', ...more })

  it('say what, of whom, by when; they are brought with evidence and settled by who asked', async () => {
    const { caseId } = await file()
    await act(caseId, 'admit', branch.officer)
    expect((await ask(caseId, branch.reviewer)).statusCode).toBe(201)
    const [asked] = await corrections(caseId, branch.officer)
    expect(asked).toMatchObject({ stage: 'review', asks: ['仓库外景照片', '第二家供应商对账单'], askedOf: { name: '王磊' }, by: { name: '张伟' }, dueOn: '2025-03-14', state: 'OPEN', acts: ['answer'] })
    const mine = (await branch.as(branch.officer, 'GET', '/api/corrections')).json<{ corrections: CorrectionRow[] }>().corrections
    expect(mine.map(({ requestId }) => requestId)).toContain(asked!.requestId)
    expect((await panel(caseId)).clocks.find(({ step }) => step === 'CORRECT')).toMatchObject({ dueOn: '2025-03-14', assignee: { name: '王磊' } })
    const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')
    const { evidence } = (await branch.as(branch.officer, 'POST', `/api/cases/${caseId}/papers`, { body: { class: 'SEEN', kind: 'PHOTO', title: '仓库外景', placeMissing: '室内无信号' }, file: { filename: 'a.png', mediaType: 'image/png', bytes: png } })).json<{ evidence: { evidenceId: string } }>()
    expect((await act(caseId, `corrections/${asked!.requestId}/answer`, branch.reviewer, { says: '已补' })).statusCode).toBe(403)
    await act(caseId, `corrections/${asked!.requestId}/answer`, branch.officer, { says: '照片与对账单已补', evidenceIds: [evidence.evidenceId] })
    expect((await panel(caseId)).clocks.some(({ step }) => step === 'CORRECT')).toBe(false)
    expect((await act(caseId, `corrections/${asked!.requestId}/settle`, branch.officer, { says: '齐了' })).json()).toMatchObject({ code: 'correction.other-person' })
    await act(caseId, `corrections/${asked!.requestId}/reopen`, branch.reviewer, { says: '对账单没有盖章' })
    await act(caseId, `corrections/${asked!.requestId}/answer`, branch.assistant, { says: '已盖章重拍' })
    await act(caseId, `corrections/${asked!.requestId}/settle`, branch.reviewer, { says: '已收齐' })
    const [settled] = await corrections(caseId, branch.reviewer)
    expect(settled).toMatchObject({ state: 'SETTLED' })
    expect(settled!.events.map(({ kind, by }) => [kind, by.name])).toEqual([['ANSWERED', '王磊'], ['REOPENED', '张伟'], ['ANSWERED', '李娜'], ['SETTLED', '张伟']])
    expect(settled!.events[0]?.evidenceIds).toEqual([evidence.evidenceId])
  })

  it('end when the customer withdraws, and a day that has passed is refused', async () => {
    const { caseId } = await file()
    expect((await ask(caseId, branch.reviewer, { dueOn: '2025-03-11' })).json()).toMatchObject({ code: 'correction.due' })
    await ask(caseId, branch.reviewer)
    await act(caseId, 'withdraw', branch.officer, { reason: '客户改向亲戚借款' })
    expect(await corrections(caseId, branch.reviewer)).toMatchObject([{ state: 'CANCELLED', events: [{ kind: 'CANCELLED', says: '客户撤回申请' }] }])
    expect((await ask(caseId, branch.reviewer)).json()).toMatchObject({ code: 'application.closed' })
  })
})

describe('a filed fact', () => {
  const propose = (caseId: string, who: TestStaff, place: string, value: unknown) => act(caseId, 'fact-corrections', who, { place, value, reason: '受理时听错，客户当面更正' })
  const last = async (caseId: string): Promise<FactCorrectionRow> => (await branch.as(branch.officer, 'GET', `/api/cases/${caseId}/fact-corrections`)).json<{ corrections: FactCorrectionRow[] }>().corrections[0]!

  it('is corrected by two people, and the old value stays', async () => {
    const { caseId } = await file()
    expect((await propose(caseId, branch.officer, '/request/amountFen', 15_000_000)).json()).toMatchObject({ code: 'correction.same' })
    expect((await propose(caseId, branch.officer, '/request/amountFen', -1)).statusCode).toBe(400)
    expect((await propose(caseId, branch.officer, '/request/amountFen', 12_000_000)).statusCode).toBe(201)
    const { correctionId } = await last(caseId)
    expect((await act(caseId, `fact-corrections/${correctionId}/confirmation`, branch.officer)).json()).toMatchObject({ code: 'correction.same-person', status: 403 })
    const asked = async (): Promise<number> => (await branch.as(branch.officer, 'GET', `/api/cases/${caseId}`)).json<{ amountFen: number }>().amountFen
    expect(await asked()).toBe(15_000_000)
    const answers = await Promise.all([branch.assistant, branch.supervisor, branch.assistant].map((who) => act(caseId, `fact-corrections/${correctionId}/confirmation`, who)))
    expect(answers.map(({ statusCode }) => statusCode).toSorted((a, b) => a - b)).toEqual([200, 409, 409])
    expect(await asked()).toBe(12_000_000)
    expect(await last(caseId)).toMatchObject({ title: '申请金额', oldValue: 15_000_000, newValue: 12_000_000, state: 'CONFIRMED', proposed: { by: { name: '王磊' } } })
  })

  it('stays as it was when the other does not agree, and a changed guarantee brings its documents', async () => {
    const { caseId } = await file(branch.officer, (full) => ({ ...full, documentsComplete: false }))
    await propose(caseId, branch.officer, '/request/guarantee', 'MORTGAGE')
    await act(caseId, `fact-corrections/${(await last(caseId)).correctionId}/refusal`, branch.assistant, { reason: '客户说的是保证' })
    expect((await panel(caseId)).documents.map(({ item }) => item)).not.toContain('TITLE_DEED')
    await propose(caseId, branch.officer, '/request/guarantee', 'MORTGAGE')
    await act(caseId, `fact-corrections/${(await last(caseId)).correctionId}/confirmation`, branch.assistant)
    expect((await panel(caseId)).documents.map(({ item }) => item)).toContain('TITLE_DEED')
  })
})

describe('an application taken back', () => {
  it('rests with everything kept, and taken up again is answered anew', async () => {
    const { caseId } = await file()
    await act(caseId, 'admit', branch.officer)
    expect((await act(caseId, 'withdraw', branch.officer, { reason: '客户暂时不需要' })).json()).toEqual({ state: 'WITHDRAWN' })
    const rest = await panel(caseId)
    expect([rest.clocks, rest.acts.map(({ act: id }) => id)]).toEqual([[], ['reopen']])
    expect((await act(caseId, 'reopen', branch.officer, { reason: '客户又来申请' })).json()).toEqual({ state: 'FILED' })
    const again = await panel(caseId)
    expect([again.consents.length, again.parties.length, again.documentsComplete !== null, again.admission.length]).toEqual([rest.consents.length, rest.parties.length, true, 1])
    expect(again.clocks.find(({ step }) => step === 'ADMISSION')).toMatchObject({ dueOn: '2025-03-13' })
    expect((await act(caseId, 'admit', branch.officer)).statusCode).toBe(200)
    expect((await panel(caseId)).admission.map(({ outcome }) => outcome)).toEqual(['ADMITTED', 'ADMITTED'])
  })

  it('cannot be once the money has gone out', async () => {
    const { caseId } = await file()
    await act(caseId, 'admit', branch.officer)
    await branch.db.asOwner(`update case_progress set state = 'DISBURSED' where case_id = '${caseId}'`)
    expect((await act(caseId, 'withdraw', branch.officer, { reason: '客户反悔了' })).json()).toMatchObject({ code: 'application.paid-out', status: 409 })
  })

  it('moves once when two officers end it at the same instant', async () => {
    const { caseId } = await file()
    const answers = await Promise.all([act(caseId, 'withdraw', branch.officer, { reason: '客户撤回申请' }), act(caseId, 'decline', branch.officer, { reason: '不符合条件' }), act(caseId, 'withdraw', branch.assistant, { reason: '客户撤回申请' })])
    expect(answers.filter(({ statusCode }) => statusCode === 200)).toHaveLength(1)
    expect(answers.filter(({ statusCode }) => statusCode === 409)).toHaveLength(2)
  })
})

describe('a customer on file twice', () => {
  it('has his cases under the file that goes on, and no business under the other', async () => {
    const [one, two] = [await file(), await file()]
    const [a, b] = [(await panel(one.caseId)).customer, (await panel(two.caseId)).customer]
    const { merges } = (await branch.as(branch.officer, 'POST', `/api/customers/${a.customerId}/merges`, { body: { intoId: b.customerId, reason: '录入时重复建档' } })).json<{ merges: { mergeId: string }[] }>()
    await branch.as(branch.supervisor, 'POST', `/api/customer-merges/${merges[0]!.mergeId}`, { body: { act: 'confirm' } })
    const found = (await branch.as(branch.reviewer, 'GET', `/api/cases?q=${b.number}`)).json<{ cases: { number: string }[] }>().cases.map(({ number }) => number)
    expect(found.toSorted()).toEqual([one.number, two.number].toSorted())
    expect((await panel(two.caseId)).running.map(({ number }) => number)).toEqual([one.number])
    expect((await branch.as(branch.officer, 'POST', '/api/cases', { body: intake(a.customerId) })).json()).toMatchObject({ code: 'customer.merged', detail: expect.stringContaining(b.number) })
  })
})
