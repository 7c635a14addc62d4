import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { WatchList } from '#common/customer/domain'
import { testStaff } from '#platform/http'
import type { Cases } from '#desk/worklist/domain'
import type { z } from 'zod'
import type { CustomerNotice } from '#loan/investigation/domain'
import { type Branch, draftOf, fillGc01, giveBack, intake, newCustomer, openBranch, openCase } from './testing/branch.ts'

let branch: Branch
beforeAll(async () => { branch = await openBranch() })
afterAll(() => branch.close())

/** GC-01 with what makes the rules reject it; returns the case. */
async function rejectedCase(): Promise<string> {
  const caseId = await openCase(branch)
  const rowVersion = await fillGc01(branch, caseId, (file) => ({ ...file, findings: [{ flag: 'FR06', confirmedBy: 'THIRD_PARTY', says: '介绍人老周说其常年赌博', evidence: [] }] }))
  const answer = await branch.as(branch.officer, 'POST', `/api/cases/${caseId}/submit`, { body: { rowVersion } })
  expect(answer.json()).toMatchObject({ state: 'REJECTED_BY_RULE' })
  return caseId
}

describe('the customer of a case rejected by rule', () => {
  it('is told neutrally, and only while the case stands rejected', async () => {
    const { as, officer, reviewer } = branch
    const caseId = await rejectedCase()
    const notice = (await as(officer, 'GET', `/api/cases/${caseId}/notice`)).json<CustomerNotice>()
    expect(notice).toMatchObject({ customer: '王建国', product: '小微贷款', amountFen: 15_000_000, appliedOn: '2025-03-12', decidedOn: '2025-03-12', manager: '王磊' })
    expect(notice.paragraphs[0]).toContain('暂不符合我行微贷业务的办理条件')
    expect(JSON.stringify(notice)).not.toMatch(/赌|老周|介绍|FR06|H04/)
    await giveBack(branch, reviewer, caseId, '介绍人的话须另行核实')
    expect((await as(officer, 'GET', `/api/cases/${caseId}/notice`)).statusCode).toBe(404)
  })

  it('of any other case there is nothing to tell', async () => {
    expect((await branch.as(branch.officer, 'GET', `/api/cases/${await openCase(branch)}/notice`)).json()).toMatchObject({ status: 404, code: 'not-found' })
  })
})

describe('the watch list', () => {
  const customerOf = async (caseId: string): Promise<string> => (await branch.as(branch.officer, 'GET', `/api/cases/${caseId}`)).json<{ customer: { customerId: string } }>().customer.customerId
  const listOf = async (customerId: string): Promise<WatchList['entries']> => (await branch.as(branch.reviewer, 'GET', `/api/customers/${customerId}/watch-list`)).json<WatchList>().entries
  const fileAgain = async (customerId: string): Promise<WatchList['entries']> => (await branch.as(branch.officer, 'POST', '/api/cases', { body: intake(customerId) })).json<{ watched: WatchList['entries'] }>().watched

  it('holds the customer of a rejected case: by whom, when, by which rules, in which case', async () => {
    const caseId = await rejectedCase()
    const { number } = await draftOf(branch, caseId)
    const entries = await listOf(await customerOf(caseId))
    expect(entries).toEqual([{ watchEntryId: expect.any(String) as string, caseId, caseNumber: number, why: ['H04 FR06'], putBy: { staffId: branch.officer.staffId, name: '王磊' }, putOn: '2025-03-12', released: null }])
    expect(JSON.stringify(entries)).not.toMatch(/赌|老周/)
    const library = (await branch.as(branch.reviewer, 'GET', '/api/cases?state=REJECTED_BY_RULE')).json<z.output<typeof Cases>>()
    expect(library.cases.map((one) => one.caseId)).toContain(caseId)
  })

  it('is told at the next application of this person, and of nobody else', async () => {
    const customerId = await customerOf(await rejectedCase())
    expect(await fileAgain(customerId)).toMatchObject([{ why: ['H04 FR06'], released: null }])
    const other = await branch.as(branch.officer, 'POST', '/api/customers', { body: newCustomer('李秀兰') })
    expect(await fileAgain(other.json<{ customerId: string }>().customerId)).toEqual([])
  })

  it('counts a case once, however often it is returned and rejected again', async () => {
    const { as, officer, reviewer } = branch
    const caseId = await rejectedCase()
    await giveBack(branch, reviewer, caseId, '请核实第三方的说法')
    const { rowVersion } = await draftOf(branch, caseId)
    expect((await as(officer, 'POST', `/api/cases/${caseId}/submit`, { body: { rowVersion } })).json()).toMatchObject({ version: 2, state: 'REJECTED_BY_RULE' })
    expect(await listOf(await customerOf(caseId))).toHaveLength(1)
  })

  it('is left by the act of the risk manager alone, once, with a reason that stays', async () => {
    const { as, officer, db, banks } = branch
    const customerId = await customerOf(await rejectedCase())
    const [entry] = await listOf(customerId)
    const release = `/api/customers/${customerId}/watch-list/${entry?.watchEntryId}/release`
    const risk = await testStaff(db.database, banks[0], { posts: ['RISK_MANAGER'], name: '周华' })
    const body = { reason: '第三方的说法查无实据' }
    expect((await as(officer, 'POST', release, { body })).json()).toMatchObject({ status: 403, code: 'permission.missing' })
    expect((await as(risk, 'POST', release, { body: { reason: ' ' } })).statusCode).toBe(400)
    expect((await as(risk, 'POST', release, { body })).json<WatchList>().entries).toMatchObject([{ released: { by: { name: '周华' }, on: '2025-03-12', reason: '第三方的说法查无实据' } }])
    expect((await as(risk, 'POST', release, { body })).json()).toMatchObject({ status: 409, code: 'watch-list.released' })
    expect(await fileAgain(customerId)).toEqual([])
    expect(await db.asOwner('select act from audit_event where case_id = $1 order by seq', [customerId])).toMatchObject([{ act: 'customer.add' }, { act: 'customer.watch' }, { act: 'customer.release-watch' }])
    await expect(db.asOwner('delete from watch_entry where bank_id = $1', [banks[0]])).rejects.toThrow('append-only')
  })
})
