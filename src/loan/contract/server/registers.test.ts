import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { z } from 'zod'
import type { CollateralList, GuarantorList } from '#loan/contract/domain'
import { testStaff } from '#platform/http'
import { DRAW_UP, type PayingBranch, TERMS, act, addPeople, confirmed, done, drawnUp, fileOf, openApproved, openPayingBranch, ordered, signed } from './testing/approved.ts'

let branch: PayingBranch

beforeAll(async () => {
  branch = await openPayingBranch(() => new Date('2025-03-12T06:30:00Z'))
})
afterAll(() => branch.close())

const MINUTE = 60_000
const HOUSE = { kind: 'HOUSE', item: '住宅一套', ownerName: '王建国', place: '示范县新城路 8 号 2 幢 301', titleNumber: '示范字第 0012345 号', pledgedFen: TERMS.amountFen, valueFen: 30_000_000, priorClaimsFen: 5_000_000, source: '示范房地产评估所', valuedOn: '2025-03-01' }

const register = async (query = ''): Promise<z.output<typeof CollateralList>['collateral']> => (await branch.as(branch.operator, 'GET', `/api/registers/collateral${query}`)).json<z.output<typeof CollateralList>>().collateral

/** A mortgage loan with its collateral entered. */
async function mortgage(change: Partial<typeof HOUSE> = {}): Promise<{ caseId: string; collateralId: string }> {
  const caseId = await openApproved(branch, { guarantee: 'MORTGAGE' })
  const { collateralId } = await done(branch, branch.officer, caseId, 'collateral', { ...HOUSE, ...change })
  return { caseId, collateralId: collateralId ?? '' }
}

describe('collateral', () => {
  it('lends on value less haircut and earlier claims, and money waits for its registration', async () => {
    const { caseId, collateralId } = await mortgage()
    expect((await fileOf(branch, caseId)).collateral[0]?.valuations[0]).toMatchObject({ haircut: '0.70', lendingFen: 16_000_000, endsOn: '2026-03-01' })
    await drawnUp(branch, caseId)
    await signed(branch, caseId)
    await confirmed(branch, caseId)
    const order = await act(branch, branch.maker, caseId, 'drawdowns', { body: { amountFen: TERMS.amountFen, firstDueOn: '2025-04-12' } })
    expect(order.json()).toMatchObject({ code: 'loan.not-ready', detail: expect.stringContaining('未登记：住宅一套') })
    await done(branch, branch.operator, caseId, `collateral/${collateralId}/registration`, { office: '示范县不动产登记中心', number: 'DJ-2025-0312', registeredOn: '2025-03-12' })
    await ordered(branch, caseId)
    expect((await fileOf(branch, caseId)).papers.map(({ kind }) => kind)).toContain('MORTGAGE_CONTRACT')
  }, MINUTE)

  it('too little or valued too long ago keeps the customer from signing', async () => {
    const { caseId, collateralId } = await mortgage({ valueFen: 20_000_000 })
    await addPeople(branch, caseId)
    await done(branch, branch.officer, caseId, 'draw-up', DRAW_UP)
    const line = async () => (await fileOf(branch, caseId)).beforeSigning.find(({ code }) => code === 'COLLATERAL')
    expect(await line()).toMatchObject({ done: false, says: '可抵押 90,000.00 元' })
    await done(branch, branch.officer, caseId, `collateral/${collateralId}/valuations`, { valueFen: 40_000_000, source: '重新评估', valuedOn: '2025-03-12' })
    expect(await line()).toMatchObject({ done: true, says: '可抵押 118,000.00 元' })
    const old = await mortgage({ valuedOn: '2024-03-12' })
    expect((await fileOf(branch, old.caseId)).beforeSigning.find(({ code }) => code === 'COLLATERAL')).toMatchObject({ done: false, says: '估值已过期：住宅一套' })
    expect((await register('?expiring=true')).map((one) => one.collateralId)).toContain(old.collateralId)
  }, MINUTE)

  it('insurance that runs out soon is on the list, long cover is not', async () => {
    const { caseId, collateralId } = await mortgage()
    const insure = (until: string) => done(branch, branch.officer, caseId, `collateral/${collateralId}/insurances`, { insurer: '示范财险', policyNumber: `P-${until}`, insuredFen: 30_000_000, from: '2025-03-12', until })
    await insure('2025-04-01')
    expect((await register('?expiring=true')).map((one) => one.collateralId)).toContain(collateralId)
    await insure('2026-03-12')
    expect((await register('?expiring=true')).map((one) => one.collateralId)).not.toContain(collateralId)
  }, MINUTE)

  it('its papers come in and go out through two people, and it is released when all is settled', async () => {
    const { caseId, collateralId } = await mortgage()
    const custody = (who: PayingBranch['maker'], path: string, body?: unknown) => branch.as(who, 'POST', `/api/collateral/${collateralId}/${path}`, body === undefined ? {} : { body })
    const move = { paper: '他项权证', direction: 'IN', reason: '登记后入库', counterpart: '王建国' }
    const entered = await custody(branch.operator, 'custody', move)
    const { movementId, number } = entered.json<{ movementId: string; number: string }>()
    expect(number).toBe('QZ2025000001')
    expect((await custody(branch.operator, `custody/${movementId}/count`)).json()).toMatchObject({ status: 403, code: 'custody.same-person' })
    expect((await register()).find((one) => one.collateralId === collateralId)?.held).toEqual([])
    expect((await custody(branch.maker, `custody/${movementId}/count`)).statusCode).toBe(200)
    expect((await register()).find((one) => one.collateralId === collateralId)?.held).toEqual(['他项权证'])
    expect((await custody(branch.operator, 'custody', move)).json()).toMatchObject({ code: 'custody.where' })
    expect((await custody(branch.operator, 'release', { reason: '客户要求解押' })).json()).toMatchObject({ code: 'contract.not-settled' })
    expect((await branch.as(branch.officer, 'POST', `/api/cases/${caseId}/withdraw`, { body: { reason: '客户不要了' } })).statusCode).toBe(200)
    expect((await custody(branch.operator, 'release', { reason: '合同终止，解除抵押' })).json()).toMatchObject({ code: 'custody.still-held' })
    const out = (await custody(branch.maker, 'custody', { ...move, direction: 'OUT', reason: '交还客户' })).json<{ movementId: string }>()
    await custody(branch.operator, `custody/${out.movementId}/count`)
    expect((await custody(branch.operator, 'release', { reason: '合同终止，解除抵押' })).json()).toEqual({ state: 'RELEASED' })
  }, MINUTE)
})

describe('guarantors', () => {
  it('are found with what each guarantees besides, and only by who may see the case', async () => {
    const caseId = await openApproved(branch)
    await addPeople(branch, caseId)
    const list = async (who: PayingBranch['maker']): Promise<z.output<typeof GuarantorList>['guarantors']> => (await branch.as(who, 'GET', '/api/registers/guarantors')).json<z.output<typeof GuarantorList>>().guarantors
    expect((await list(branch.operator)).find((one) => one.caseId === caseId)).toMatchObject({ name: '李强', guaranteedFen: TERMS.amountFen, monthlyDisposableFen: 700_000, otherGuaranteesFen: 0, signedOn: null })
    const stranger = await testStaff(branch.db.database, branch.banks[1], { posts: ['INTERNAL_AUDIT'] })
    expect(await list(stranger)).toEqual([])
    expect(JSON.stringify(await list(branch.operator))).not.toMatch(/\d{17}[\dX]/)
  }, MINUTE)

  it('are entered before the papers name them, and a loan without them is not signed', async () => {
    const caseId = await openApproved(branch)
    await addPeople(branch, caseId)
    const { parties } = await fileOf(branch, caseId)
    expect(parties.map(({ role }) => role)).toEqual(['SPOUSE', 'GUARANTOR'])
    await done(branch, branch.officer, caseId, `parties/${parties[1]?.partyId}/remove`, { reason: '保证人反悔' })
    await done(branch, branch.officer, caseId, 'draw-up', DRAW_UP)
    expect((await fileOf(branch, caseId)).beforeSigning.find(({ code }) => code === 'GUARANTORS')).toMatchObject({ done: false, says: '尚未登记保证人' })
    expect((await act(branch, branch.officer, caseId, `parties/${parties[0]?.partyId}/remove`, { body: { reason: '不该有她' } })).json()).toMatchObject({ code: 'contract.drawn-up' })
  }, MINUTE)
})
