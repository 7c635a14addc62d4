import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Assessment } from '#common/assessment/domain'
import type { PolicyPack } from '#common/policy/domain'
import type { Filed } from '#loan/application/domain'
import { type Branch, intake, newCustomer, openBranch, submitGc01 } from '../../investigation/server/testing/branch.ts'

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
})
