import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Answers, QUESTION_CODES, type Concluded, type Reviews, type Statistics } from '#loan/review/domain'
import type { Versions } from '#loan/investigation/domain'
import { type TestStaff, testStaff } from '#platform/http'
import type { z } from 'zod'
import { type Branch, openBranch, openCase, submitGc01 } from '../../investigation/server/testing/branch.ts'

const ANSWERS = Object.fromEntries(QUESTION_CODES.map((code) => [code, { yes: true }])) as unknown as Answers
const RETURN = { reasons: ['UNCLEAR'], says: '请补一张仓库照片', points: [{ sheet: 'inventory', at: null, says: '存货未见盘点照片' }] }

let branch: Branch
let clock = Date.parse('2025-03-12T02:00:00Z')
beforeAll(async () => { branch = await openBranch(() => new Date(clock)) }, 120_000)
afterAll(() => branch.close())

const person = (posts: Parameters<typeof testStaff>[2]['posts'], name: string): Promise<TestStaff> => testStaff(branch.db.database, branch.banks[0], { posts, name, now: new Date(clock) })
const act = (who: TestStaff, caseId: string, what: 'begin' | 'pass' | 'return', body?: unknown) => branch.as(who, 'POST', `/api/cases/${caseId}/review/${what}`, body === undefined ? {} : { body })
const reviewsOf = async (who: TestStaff, caseId: string): Promise<Reviews> => (await branch.as(who, 'GET', `/api/cases/${caseId}/review`)).json<Reviews>()
async function submitted(change?: Parameters<typeof submitGc01>[2]): Promise<string> {
  const caseId = await openCase(branch)
  await submitGc01(branch, caseId, change)
  return caseId
}
async function again(caseId: string): Promise<void> {
  const { rowVersion } = (await branch.as(branch.officer, 'GET', `/api/cases/${caseId}/draft`)).json<{ rowVersion: number }>()
  expect((await branch.as(branch.officer, 'POST', `/api/cases/${caseId}/submit`, { body: { rowVersion } })).statusCode).toBe(200)
}

describe('a review', () => {
  it('is opened by the submission, timed from taking it up, and passes to the decision', async () => {
    const caseId = await submitted()
    expect(await reviewsOf(branch.reviewer, caseId)).toMatchObject({ second: null, whyNot: null, returned: 0, reviews: [{ round: 1, version: 1, seat: 1, reviewer: null, outcome: null }] })
    expect((await act(branch.reviewer, caseId, 'begin')).statusCode).toBe(200)
    clock += 25 * 60_000
    const passed = await act(branch.reviewer, caseId, 'pass', { answers: { ...ANSWERS, PROSPECTS: { yes: false, remark: '旺季后回落' } }, says: '同意上会' })
    expect(passed.json<Concluded>()).toMatchObject({ outcome: 'PASSED', next: 'DECISION' })
    const [review] = (await reviewsOf(branch.reviewer, caseId)).reviews
    expect(review).toMatchObject({ reviewer: { name: '张伟' }, outcome: { is: 'PASSED', kind: 'BUSINESS', deskSeconds: 1500, answers: { PROSPECTS: { yes: false, remark: '旺季后回落' } } } })
    expect((await act(branch.reviewer, caseId, 'pass', { answers: ANSWERS })).json()).toMatchObject({ status: 409 })
  })

  it('returned twice by different reviewers shows both, and the investigation reads each reason [S1-15]', async () => {
    const caseId = await submitted()
    const second = await person(['REVIEWER'], '陈静')
    expect((await act(branch.reviewer, caseId, 'return', RETURN)).json<Concluded>()).toMatchObject({ round: 1, next: 'CORRECTION' })
    await again(caseId)
    expect((await act(second, caseId, 'return', { ...RETURN, reasons: ['NOT_COOPERATIVE'], says: '客户拒绝提供流水' })).statusCode).toBe(200)
    await again(caseId)
    const { reviews, returned } = await reviewsOf(branch.officer, caseId)
    expect(returned).toBe(2)
    expect(reviews.map(({ round, reviewer, outcome }) => [round, reviewer?.name ?? null, outcome?.is ?? null])).toEqual([[3, null, null], [2, '陈静', 'RETURNED'], [1, '张伟', 'RETURNED']])
    const { versions } = (await branch.as(branch.officer, 'GET', `/api/cases/${caseId}/versions`)).json<z.output<typeof Versions>>()
    expect(versions.map(({ version, returned: given }) => [version, given?.by.name ?? null, given?.reason ?? null])).toEqual([
      [1, '张伟', '调查不清楚：请补一张仓库照片\n1．存货未见盘点照片'], [2, '陈静', '客户不配合：客户拒绝提供流水\n1．存货未见盘点照片'], [3, null, null],
    ])
  })

  it('cannot be by-passed: nothing goes to a decision before it, and the old way back is gone [S1-15]', async () => {
    const caseId = await submitted()
    expect((await branch.as(branch.reviewer, 'POST', `/api/cases/${caseId}/return`, { body: { reason: '直接退回' } })).statusCode).toBe(404)
    expect((await branch.as(branch.reviewer, 'GET', `/api/cases/${caseId}/decision`)).json()).toMatchObject({ decisions: [] })
    expect((await act(branch.reviewer, caseId, 'pass', { answers: { ...ANSWERS, SOURCE: undefined } })).statusCode).toBe(400)
  })

  it('is not for who investigated, took part or manages the customer, whatever posts they hold [S1-11]', async () => {
    const caseId = await submitted()
    const { db, officer, assistant } = branch
    await db.asOwner(`insert into staff_post (bank_id, staff_post_id, staff_id, post, unit_id, from_day) select bank_id, gen_random_uuid(), staff_id, 'REVIEWER', unit_id, '2000-01-01' from staff where staff_id = any($1)`, [[officer.staffId, assistant.staffId]])
    for (const who of [officer, assistant]) {
      expect((await reviewsOf(who, caseId)).whyNot).toContain('不同的人')
      for (const what of ['begin', 'pass', 'return'] as const) expect((await act(who, caseId, what, what === 'begin' ? undefined : what === 'pass' ? { answers: ANSWERS } : RETURN)).json(), what).toMatchObject({ code: 'role.incompatible', status: 403 })
    }
    await db.asOwner(`delete from staff_post where post = 'REVIEWER' and staff_id = any($1)`, [[officer.staffId, assistant.staffId]])
  })

  it('nor for who stands in for the investigator today [S1-11]', async () => {
    const caseId = await submitted()
    const { db, banks, officer } = branch
    const deputy = await person(['REVIEWER'], '代岗人')
    await db.asOwner(`insert into stand_in (bank_id, stand_in_id, absent_id, deputy_id, post, from_day, until_day, reason, made_by, made_on, made_at)
      values ($1, gen_random_uuid(), $2, $3, 'OFFICER', '2025-03-12', '2025-03-13', '培训', $3, '2025-03-12', now())`, [banks[0], officer.staffId, deputy.staffId])
    expect((await act(deputy, caseId, 'pass', { answers: ANSWERS })).json()).toMatchObject({ code: 'role.incompatible', status: 403 })
  })

  it('taken up by one is not concluded by another', async () => {
    const caseId = await submitted()
    await act(branch.reviewer, caseId, 'begin')
    expect((await act(await person(['REVIEWER'], '陈静'), caseId, 'pass', { answers: ANSWERS })).json()).toMatchObject({ code: 'task.held', status: 409 })
  })
})

describe('a case that wants two reviewers', () => {
  it('passes only after two different people looked at it', async () => {
    const caseId = await submitted((file) => ({ ...file, application: { ...file.application, source: 'PERSONAL_INTRODUCTION' } }))
    expect((await reviewsOf(branch.reviewer, caseId)).second).toContain('FR20')
    expect((await act(branch.reviewer, caseId, 'pass', { answers: ANSWERS })).json<Concluded>()).toMatchObject({ next: 'SECOND_REVIEW' })
    expect((await branch.as(branch.reviewer, 'GET', `/api/cases/${caseId}/decision`)).json()).toMatchObject({ decisions: [] })
    expect((await act(branch.reviewer, caseId, 'pass', { answers: ANSWERS })).json()).toMatchObject({ code: 'review.same-reviewer', status: 403 })
    expect((await reviewsOf(branch.reviewer, caseId)).whyNot).toContain('另一人')
    const other = await person(['RISK_MANAGER'], '风控老刘')
    expect((await act(other, caseId, 'pass', { answers: ANSWERS })).json<Concluded>()).toMatchObject({ next: 'DECISION' })
    expect((await reviewsOf(other, caseId)).reviews.map(({ seat, reviewer, outcome }) => [seat, reviewer?.name, outcome?.is])).toEqual([[2, '风控老刘', 'PASSED'], [1, '张伟', 'PASSED']])
  })
})

describe('a case the rules rejected', () => {
  it('is given back by a reviewer too, and its reason stands on record', async () => {
    const caseId = await submitted((file) => ({ ...file, findings: [{ flag: 'FR06', confirmedBy: 'THIRD_PARTY', says: '介绍人说其常年赌博', evidence: [] }] }))
    expect((await act(branch.reviewer, caseId, 'return', { ...RETURN, says: '请核实第三方的说法', points: [] })).json<Concluded>()).toMatchObject({ next: 'CORRECTION' })
    expect((await branch.as(branch.officer, 'GET', `/api/cases/${caseId}/draft`)).json()).toMatchObject({ state: 'RETURNED', version: 2 })
  })
})

describe('return rates', () => {
  it('are counted for reviewers and officers, for those whose business it is', async () => {
    const head = await person(['UNIT_HEAD'], '主任')
    const { reviewers, officers } = (await branch.as(head, 'GET', '/api/reviews/statistics')).json<Statistics>()
    expect(reviewers.find(({ name }) => name === '张伟')).toMatchObject({ reviews: 4, returned: 2, returnRate: '0.5000' })
    expect(officers).toEqual([expect.objectContaining({ name: '王磊', reviews: 6, returned: 3 })])
    expect((await branch.as(branch.reviewer, 'GET', '/api/reviews/statistics')).statusCode).toBe(403)
  })
})
