import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Bureau } from '#loan/investigation/domain'
import { testStaff } from '#platform/http'
import { type Branch, draftOf, gc01, openBranch, openCase } from '../testing/branch.ts'

const EXAMPLE: unknown = JSON.parse(readFileSync(new URL('../../../../../examples/credit-report-gc-01.json', import.meta.url), 'utf8'))
const CLEAN = { queriedOn: '2025-03-12', worstOverdueDays: 0, overdueTimes: 0, hardInquiries3Months: 0, hardInquiries6Months: 0, institutions: 0, onlineLenders: 0 }
let branch: Branch
beforeAll(async () => { branch = await openBranch() })
afterAll(() => branch.close())

const bureauOf = async (caseId: string): Promise<Bureau> => (await branch.as(branch.officer, 'GET', `/api/cases/${caseId}/bureau`)).json<Bureau>()
const enter = (caseId: string, subject: string, content: object, who = branch.officer) => branch.as(who, 'POST', `/api/cases/${caseId}/bureau`, { body: { subject, content } })
const importFile = (caseId: string, subject: string, file: unknown) => branch.as(branch.officer, 'POST', `/api/cases/${caseId}/bureau/import`, { body: { subject, file } })

describe('credit reports of a case', () => {
  it('are asked for of the applicant, his wife and his guarantor, each under his own authorisation [S2-33]', async () => {
    const caseId = await openCase(branch)
    const { subjects } = await bureauOf(caseId)
    expect(subjects.map(({ role, name, authorisedOn, whyNot }) => [role, name, authorisedOn, whyNot])).toEqual([['BORROWER', '王建国', '2025-03-11', null], ['SPOUSE', '李梅', '2025-03-11', null], ['GUARANTOR', '李强', '2025-03-11', null]])
    for (const { subject } of subjects) expect((await enter(caseId, subject, CLEAN)).statusCode).toBe(201)
    expect((await bureauOf(caseId)).subjects.map(({ reports }) => reports.length)).toEqual([1, 1, 1])
    expect((await enter(caseId, subjects[1]?.subject ?? '', { ...CLEAN, hardInquiries3Months: 1 })).statusCode).toBe(201)
    expect((await bureauOf(caseId)).subjects[1]?.reports.map(({ content }) => content.hardInquiries3Months)).toEqual([1, 0])
  })

  it('are refused without an authorisation from before, whoever asks', async () => {
    const { db } = branch
    const caseId = await openCase(branch)
    const [applicant, wife] = (await bureauOf(caseId)).subjects
    expect((await enter(caseId, applicant?.subject ?? '', { ...CLEAN, queriedOn: '2025-03-10' })).json()).toMatchObject({ status: 422, code: 'bureau.before-authorisation', expected: '2025-03-11 或之后' })
    expect((await enter(caseId, applicant?.subject ?? '', { ...CLEAN, queriedOn: '2025-03-13' })).json()).toMatchObject({ code: 'bureau.in-future' })
    await db.asOwner(`update application_consent set revoked_by = recorded_by, revoked_on = recorded_on, revoked_at = recorded_at, revoke_reason = '本人撤回' where case_id = $1 and party_id = $2`, [caseId, wife?.subject])
    expect((await enter(caseId, wife?.subject ?? '', CLEAN)).json()).toMatchObject({ status: 403, code: 'bureau.not-authorised', detail: '李梅没有书面授权，不得查询征信' })
    expect((await bureauOf(caseId)).subjects[1]).toMatchObject({ authorisedOn: null, whyNot: '先在申请中登记授权，才可查询', reports: [] })
    expect((await enter(caseId, 'NOBODY', CLEAN)).json()).toMatchObject({ code: 'bureau.unknown-subject' })
    expect(await db.asOwner('select 1 from credit_report where case_id = $1', [caseId])).toEqual([])
  })

  it('of the applicant fill the case file; from a file all that is counted follows from what it lists [S3-19]', async () => {
    const caseId = await openCase(branch)
    const imported = await importFile(caseId, 'APPLICANT', EXAMPLE)
    expect(imported.statusCode).toBe(201)
    const { creditReport } = (await draftOf(branch, caseId)).caseFile
    const [{ evidenceId, answers } = { evidenceId: '', answers: [] }] = (await bureauOf(caseId)).subjects[0]?.reports ?? []
    expect(creditReport).toEqual({ ...gc01.creditReport, evidence: [evidenceId] })
    expect(answers.map(({ says, isConcern }) => [says, isConcern])).toEqual([['硬查询 3 个月 2 次、6 个月 2 次', false], ['没有网络贷款', false], ['没有', false], ['1 张，使用率 24.0%', false], ['看不出紧张的月份', false]])
    expect((await importFile(caseId, 'APPLICANT', { ...(EXAMPLE as object), person: { role: 'BORROWER', name: '王建军' } })).json()).toMatchObject({ code: 'bureau.other-person', expected: '王建国' })
    expect((await importFile(caseId, 'APPLICANT', { ...(EXAMPLE as object), colour: 'red' })).json()).toMatchObject({ code: 'input.invalid' })
  })

  it('are entered by central operations where the bank divides the work, and by nobody else [S1-14]', async () => {
    const { db, banks, supervisor } = branch
    const caseId = await openCase(branch)
    const operations = await testStaff(db.database, banks[0], { posts: ['CENTRAL_OPS'], name: '苏晴' })
    await db.asOwner(`update task set posts = '{CENTRAL_OPS}', goes_to = 'POOL', assignee_id = null, assigned_at = null where case_id = $1 and step = 'BUREAU'`, [caseId])
    expect((await enter(caseId, 'APPLICANT', CLEAN)).json()).toMatchObject({ status: 403, code: 'task.other-post' })
    expect((await enter(caseId, 'APPLICANT', CLEAN, supervisor)).json()).toMatchObject({ code: 'permission.missing' })
    expect((await enter(caseId, 'APPLICANT', CLEAN, operations)).statusCode).toBe(201)
    expect((await draftOf(branch, caseId)).caseFile.creditReport).toMatchObject({ queriedOn: '2025-03-12' })
  })
})
