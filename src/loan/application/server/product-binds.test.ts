import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Assessment, CaseFile } from '#common/assessment/domain'
import { day } from '#kernel'
import type { PolicyPack } from '#common/policy/domain'
import type { Filed } from '#loan/application/domain'
import { type Branch, draftOf, fillGc01, intake, newCustomer, openBranch, submitGc01 } from '../../investigation/server/testing/branch.ts'

let branch: Branch
beforeAll(async () => { branch = await openBranch() })
afterAll(() => branch.close())

const file = async (request: object) => {
  const { customerId } = (await branch.as(branch.officer, 'POST', '/api/customers', { body: newCustomer() })).json<{ customerId: string }>()
  const asked = intake(customerId, branch.assistant.staffId)
  return branch.as(branch.officer, 'POST', '/api/cases', { body: { ...asked, request: { ...asked.request, ...request } } })
}

describe('a product', () => {
  it.each([
    ['nobody offers', { product: '天使贷' }, 'product.unknown', '/request/product', '本行没有「天使贷」这个产品'],
    ['for other customers', { product: '公职贷', guarantee: 'CREDIT', purpose: 'CONSUMPTION' }, 'product.customer-type', '/request/product', '公职贷不对个体工商户办理'],
    ['with another guarantee', { guarantee: 'MORTGAGE' }, 'product.guarantee', '/request/guarantee', '小微贷款不接受抵押'],
    ['for another use', { purpose: 'CONSUMPTION' }, 'product.purpose', '/request/purpose', '小微贷款不用于消费'],
    ['for longer', { periods: 36 }, 'product.term', '/request/periods', '小微贷款的期限为 3 至 24 个月'],
    ['for longer, counted in quarters', { method: 'INTEREST_ONLY_Q', periods: 12 }, 'product.term', '/request/periods', '小微贷款的期限为 3 至 24 个月'],
    ['by another method', { product: '创业贷', method: 'BULLET' }, 'product.method', '/request/method', '创业贷不按到期一次还本付息还款'],
    ['outside its pilot', { product: '轴承贷' }, 'product.pilot', '/request/product', '轴承贷为试点产品，本机构不在试点范围'],
  ])('%s is refused at the counter', async (_what, request, code, at, detail) => {
    expect((await file(request)).json()).toMatchObject({ code, status: 422, at, detail })
  })

  it('binds the case with its own limit, price and haircut, from the counter to the judgement [S1-29]', async () => {
    const { caseId } = (await file({ product: '创业贷' })).json<Filed>()
    expect((await branch.as(branch.officer, 'POST', `/api/cases/${caseId}/admit`, { body: {} })).statusCode).toBe(200)
    const { pack } = (await branch.as(branch.officer, 'GET', `/api/cases/${caseId}/pack`)).json<{ pack: PolicyPack }>()
    expect([pack.limit.firstLoanHaircut, pack.limit.productCaps.maxAmount, pack.price.margin, pack.monitoring.firstCheckDays]).toEqual(['0.30', 10_000_000, '0.0080', 5])
    await submitGc01(branch, caseId, (found) => ({ ...found, request: { ...found.request, product: '创业贷' } }))
    const { assessment } = (await branch.as(branch.reviewer, 'GET', `/api/cases/${caseId}/versions/1`)).json<{ assessment: Assessment }>()
    expect([assessment.limit?.bindingCap, assessment.limit?.amountFen]).toEqual(['capProduct', 7_000_000])
  })

  it('still binds what the investigation writes: its term, its way of repayment, the kind of customer', async () => {
    const { caseId } = (await file({ product: '创业贷' })).json<Filed>()
    expect((await branch.as(branch.officer, 'POST', `/api/cases/${caseId}/admit`, { body: {} })).statusCode).toBe(200)
    await fillGc01(branch, caseId, (found) => ({ ...found, request: { ...found.request, product: '创业贷' } }))
    const submitted = async (change: (found: CaseFile) => CaseFile) => {
      const { rowVersion, caseFile } = await draftOf(branch, caseId)
      const saved = (await branch.as(branch.officer, 'PUT', `/api/cases/${caseId}/draft`, { body: { rowVersion, caseFile: change({ ...caseFile, request: { ...caseFile.request, periods: 12, method: 'ANNUITY', firstDueOn: day('2025-04-14') } }) } })).json<{ rowVersion: number }>()
      return branch.as(branch.officer, 'POST', `/api/cases/${caseId}/submit`, { body: { rowVersion: saved.rowVersion } })
    }
    const longer = await submitted((found) => ({ ...found, request: { ...found.request, periods: 60 } }))
    expect([longer.statusCode, longer.body]).toEqual([422, expect.stringContaining('创业贷的期限为')])
    const bullet = await submitted((found) => ({ ...found, request: { ...found.request, method: 'BULLET', periods: 1, firstDueOn: day('2026-03-14') } }))
    expect([bullet.statusCode, bullet.body]).toEqual([422, expect.stringContaining('创业贷不按到期一次还本付息还款')])
    const other = await submitted((found) => ({ ...found, applicant: { ...found.applicant, customerType: 'FARMER' } }))
    expect([other.statusCode, other.body]).toEqual([422, expect.stringContaining('客户在本行登记为个体工商户')])
  })
})
