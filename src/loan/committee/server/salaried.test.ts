import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Dossier } from '#loan/committee/domain'
import type { Visits } from '#loan/investigation/domain'
import { exampleCase } from '../../../../sim/cases.ts'
import { fill, intake, newCustomer } from '../../investigation/server/testing/branch.ts'
import { type Evening, RESOLVE, agree, castAll, convened, expected, itemAs, openEvening, reviewed, voting } from './testing/evening.ts'

let evening: Evening
beforeAll(async () => { evening = await openEvening() })
afterAll(() => evening.close())

const gc02 = exampleCase('gc-02')

/** GC-02 filed at the counter and admitted. */
async function openGc02(): Promise<string> {
  const { as, officer, assistant } = evening
  const { customerId } = expected<{ customerId: string }>(await as(officer, 'POST', '/api/customers', { body: { ...newCustomer(gc02.applicant.name), customerType: 'SALARIED' } }), 201)
  const asked = intake(customerId, assistant.staffId)
  const { request, business, salary } = gc02
  const { caseId } = expected<{ caseId: string }>(await as(officer, 'POST', '/api/cases', { body: {
    ...asked, spouseName: gc02.spouse?.name ?? null, parties: [{ role: 'SPOUSE', name: gc02.spouse?.name, relation: '配偶' }], consents: asked.consents?.filter(({ party }) => party !== 1), received: ['ID_CARD', 'MARRIAGE', 'INCOME_PROOF', 'RESIDENCE', 'FLOWS'],
    request: { ...asked.request, product: '公务员信用贷款', guarantee: request.guarantee, amountFen: request.amountFen, periods: request.periods, method: request.method, purpose: request.purpose, purposeLabel: request.purposeItems[0]?.label, purposeFen: request.purposeItems[0]?.amountFen, ownContributionFen: request.ownContributionFen },
    business: { name: business.name, trade: 'general', city: business.city, startedOn: business.startedOn, licensed: false, premises: 'NONE', leaseEndsOn: null },
    job: { employerKind: salary?.employerKind, postKind: salary?.postKind, post: salary?.post, monthlyWageFen: 625_000 },
  } }), 201)
  expected(await as(officer, 'POST', `/api/cases/${caseId}/admit`, { body: {} }), 200)
  return caseId
}

/** Small credit loans are decided in the unit: its committee, of the same people. */
async function unitCommittee(): Promise<Evening> {
  const { as, president, officer, five } = evening
  const { bodyId } = expected<{ bodyId: string }>(await as(president, 'POST', '/api/committee/bodies', { body: { authority: 'UNIT_COMMITTEE', unitId: officer.unitId, name: '营业部审贷会' } }), 201)
  for (const [i, { staffId }] of five.entries()) expected(await as(president, 'POST', `/api/committee/bodies/${bodyId}/members`, { body: { staffId, seat: i === 0 ? 'CHAIR' : 'MEMBER', certificate: 'MATURE', certifiedUntil: '2026-12-31' } }), 201)
  return { ...evening, bodyId }
}

describe('a civil servant before the committee', () => {
  it('GC-02: investigated on wages, reviewed, voted on and approved with 60,000 at 6.70 %; sales, profit and margin are unknown, not nought [S3-04, S0-39]', async () => {
    const { as, officer, recorder, five } = evening
    const caseId = await openGc02()
    const rowVersion = await fill(evening, caseId, gc02)
    const { visits } = (await as(officer, 'GET', `/api/cases/${caseId}/visits`)).json<Visits>()
    expect(visits[0]?.figures.map(({ name, value }) => [name, value])).toEqual([['月均工资', '625000'], ['家庭开支占收入', '0.4664'], ['应有权益与眼见资产的偏差', '0.0107']])
    expect(expected(await as(officer, 'POST', `/api/cases/${caseId}/submit`, { body: { rowVersion } }), 200)).toMatchObject({ decision: 'PROPOSE' })
    await reviewed(evening, caseId)
    const { meetingId, items: [itemId = ''] } = await convened(await unitCommittee(), [caseId])
    expect(await itemAs(evening, five[1], itemId)).toMatchObject({ request: { amountFen: gc02.request.amountFen }, proposal: { product: '公务员信用贷款', guarantee: 'CREDIT', amountFen: 6_000_000, annualRate: '0.0670' } })
    await voting(evening, meetingId, itemId, five.slice(0, 3))
    await castAll(evening, itemId, [0, 1, 2].map(agree))
    expect(expected(await as(five[0], 'POST', `/api/committee/items/${itemId}/resolution`, { body: RESOLVE }), 201)).toMatchObject({ outcome: 'APPROVED_WITH_CHANGE' })
    const { decisions } = (await as(officer, 'GET', `/api/cases/${caseId}/decision`)).json<{ decisions: { state: string; terms: { terms: { product: string; amountFen: number } }[] }[] }>()
    expect(decisions[0]).toMatchObject({ state: 'APPROVED', terms: [{ terms: { product: '公务员信用贷款', amountFen: 6_000_000 } }] })
    expected(await as(recorder, 'POST', `/api/committee/meetings/${meetingId}/close`), 204)
    const { peers } = (await as(officer, 'GET', `/api/cases/${caseId}/committee/dossier`)).json<Dossier>()
    expect(peers.filter(({ isThis }) => isThis)).toMatchObject([{ annualSalesFen: null, netProfitMonthlyFen: null, margin: null }])
  }, 60_000)
})
