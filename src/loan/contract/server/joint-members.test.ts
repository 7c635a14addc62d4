import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { assert } from '#kernel'
import type { Party } from '#loan/application/domain'
import { intake, newCustomer } from '../../investigation/server/testing/branch.ts'
import { DRAW_UP, type PayingBranch, act, approve, done, fileOf, idNumber, openPayingBranch } from './testing/approved.ts'

const MINUTE = 60_000
const NAMES = ['王建国', '李守田', '钱德旺'] as const
let branch: PayingBranch
let caseId = ''
const people: ReturnType<typeof newCustomer>[] = []

beforeAll(async () => {
  branch = await openPayingBranch(() => new Date('2025-03-12T06:30:00Z'))
  const { as, officer, assistant } = branch
  const ids: string[] = []
  for (const name of NAMES) {
    const body = newCustomer(name)
    people.push(body)
    ids.push((await as(officer, 'POST', '/api/customers', { body })).json<{ customerId: string }>().customerId)
  }
  const asked = intake(ids[0]!, assistant.staffId)
  const filed = await as(officer, 'POST', '/api/cases', { body: { ...asked, parties: [{ role: 'SPOUSE', name: '李梅', relation: '配偶' }], consents: asked.consents?.filter(({ party }) => party !== 1), request: { ...asked.request, guarantee: 'JOINT_LIABILITY', amountFen: 10_000_000, product: '联保贷款' }, received: ['ID_CARD', 'MARRIAGE', 'LICENCE', 'PREMISES', 'RESIDENCE', 'FLOWS', 'JOINT_AGREEMENT'] } })
  assert(filed.statusCode === 201, `the application is filed: ${filed.body}`)
  caseId = filed.json<{ caseId: string }>().caseId
  const formed = await as(officer, 'POST', `/api/cases/${caseId}/joint-group`, { body: { name: '瓜菜组', customerIds: ids.slice(1) } })
  assert(formed.statusCode === 201, `the group is formed: ${formed.body}`)
  await as(officer, 'POST', `/api/cases/${caseId}/admit`, { body: {} })
  await approve(branch, caseId, { product: '联保贷款', guarantee: 'JOINT_LIABILITY', amountFen: 5_000_000 })
}, MINUTE)
afterAll(() => branch.close())

describe('the papers of a loan on joint liability', () => {
  it('find card and phone of each member on his own file, never whole', async () => {
    const { parties } = (await branch.as(branch.officer, 'GET', `/api/cases/${caseId}/application`)).json<{ parties: Party[] }>()
    const members = parties.filter(({ role }) => role === 'GUARANTOR')
    expect(members.map(({ name }) => name)).toEqual(['李守田', '钱德旺'])
    for (const [at, { idNumberMasked, phoneMasked, customer }] of members.entries()) {
      const { idNumber: card, phone } = people[at + 1]!
      expect([idNumberMasked?.slice(-4), phoneMasked?.slice(-4), customer === null]).toEqual([card.slice(-4), phone.slice(-4), false])
      expect([idNumberMasked, phoneMasked]).not.toEqual([card, phone])
    }
  })

  it('are not drawn up while a member is missing: the contract names who, until each signs under his own card [S4-42]', async () => {
    const member = { role: 'GUARANTOR', relation: '联保成员', phone: '13800000002', address: '示范县新城路 8 号', monthlyDisposableFen: 700_000, guaranteedFen: 5_000_000 }
    const refusal = async () => (await act(branch, branch.officer, caseId, 'draw-up', { body: DRAW_UP })).json<{ code: string }>()
    expect((await fileOf(branch, caseId)).ask.membersMissing).toEqual(['李守田', '钱德旺'])
    expect(await refusal()).toMatchObject({ code: 'contract.members-missing', status: 422, value: '李守田、钱德旺' })
    await done(branch, branch.officer, caseId, 'parties', { ...member, name: '李守田', idNumber: people[1]!.idNumber })
    // Somebody of the same name is not the member.
    await done(branch, branch.officer, caseId, 'parties', { ...member, name: '钱德旺', idNumber: idNumber() })
    expect(await refusal()).toMatchObject({ code: 'contract.members-missing', value: '钱德旺' })
    const other = (await fileOf(branch, caseId)).parties.find(({ name }) => name === '钱德旺')
    await done(branch, branch.officer, caseId, `parties/${other?.partyId}/remove`, { reason: '同名不同人' })
    await done(branch, branch.officer, caseId, 'parties', { ...member, name: '钱德旺', idNumber: people[2]!.idNumber })
    expect((await fileOf(branch, caseId)).ask.membersMissing).toEqual([])
    await done(branch, branch.officer, caseId, 'draw-up', DRAW_UP)
  }, MINUTE)
})
