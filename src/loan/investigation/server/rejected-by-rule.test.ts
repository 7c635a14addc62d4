import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CustomerNotice } from '#loan/investigation/domain'
import { type Branch, fillGc01, openBranch, openCase } from './testing/branch.ts'

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
    await as(reviewer, 'POST', `/api/cases/${caseId}/return`, { body: { reason: '介绍人的话须另行核实' } })
    expect((await as(officer, 'GET', `/api/cases/${caseId}/notice`)).statusCode).toBe(404)
  })

  it('of any other case there is nothing to tell', async () => {
    expect((await branch.as(branch.officer, 'GET', `/api/cases/${await openCase(branch)}/notice`)).json()).toMatchObject({ status: 404, code: 'not-found' })
  })
})
