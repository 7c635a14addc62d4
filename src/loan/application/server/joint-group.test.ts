import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CaseFile } from '#common/assessment/domain'
import { openLine } from '#common/line/server'
import { day, exact, fen } from '#kernel'
import { type GroupOfCase, refuseBeyondGroup } from '#loan/application/domain'
import { refuseBeyondJointGroup } from './joint-reads.ts'
import { type Branch, draftOf, intake, newCustomer, openBranch } from '../../investigation/server/testing/branch.ts'

let branch: Branch
let members: string[] = []
let secondCase = ''
beforeAll(async () => {
  branch = await openBranch()
  members = []
  for (const name of ['孙大成', '钱德旺', '李守田', '周来福']) members.push((await branch.as(branch.officer, 'POST', '/api/customers', { body: newCustomer(name) })).json<{ customerId: string }>().customerId)
})

afterAll(() => branch.close())

/** Files a case on joint liability and admits it. */
async function jointCase(customerId: string): Promise<string> {
  const { as, officer, assistant } = branch
  const asked = intake(customerId, assistant.staffId)
  const filed = await as(officer, 'POST', '/api/cases', { body: { ...asked, parties: [{ role: 'SPOUSE', name: '李梅', relation: '配偶' }], consents: asked.consents?.filter(({ party }) => party !== 1), request: { ...asked.request, guarantee: 'JOINT_LIABILITY', amountFen: 10_000_000, product: '联保贷款' }, received: ['ID_CARD', 'MARRIAGE', 'LICENCE', 'PREMISES', 'RESIDENCE', 'FLOWS', 'JOINT_AGREEMENT'] } })
  expect([filed.statusCode, filed.body.slice(0, 300)]).toEqual([201, expect.any(String)])
  return filed.json<{ caseId: string }>().caseId
}

const groupOf = async (caseId: string): Promise<GroupOfCase> => (await branch.as(branch.officer, 'GET', `/api/cases/${caseId}/joint-group`)).json<GroupOfCase>()
const partiesOf = async (caseId: string) => (await branch.as(branch.officer, 'GET', `/api/cases/${caseId}/application`)).json<{ parties: { name: string; relation: string; role: string }[] }>().parties.filter(({ role }) => role === 'GUARANTOR').map(({ name }) => name)

describe('a joint-liability group on its cases', () => {
  it('is formed of three and more, each in one group only, and its members stand for each other on every case [S4-42]', async () => {
    const { as, officer } = branch
    const [first, second] = [await jointCase(members[0]!), await jointCase(members[1]!)]
    secondCase = second
    expect(await groupOf(first)).toMatchObject({ isAsked: true, from: 3, to: 10, group: null })
    const alone = await as(officer, 'POST', `/api/cases/${first}/joint-group`, { body: { name: '瓜菜组', customerIds: [members[1]] } })
    expect([alone.statusCode, alone.body]).toEqual([422, expect.stringContaining('联保小组须 3 至 10 户，现为 2 户')])

    const formed = await as(officer, 'POST', `/api/cases/${first}/joint-group`, { body: { name: '瓜菜组', customerIds: [members[1], members[2]] } })
    expect([formed.statusCode, formed.json<GroupOfCase>().group?.members.map(({ name, isApplicant, monthlyDisposableFen }) => [name, isApplicant, monthlyDisposableFen])]).toEqual([201, [['孙大成', true, null], ['钱德旺', false, null], ['李守田', false, null]]])
    expect((await groupOf(second)).group?.name).toBe('瓜菜组')
    expect([await partiesOf(first), await partiesOf(second)]).toEqual([['钱德旺', '李守田'], ['孙大成', '李守田']])

    const again = await as(officer, 'POST', `/api/cases/${second}/joint-group`, { body: { name: '另一组', customerIds: [members[2], members[3]] } })
    expect(again.statusCode).toBe(409)
  })

  it('is part of each member\'s case as the bank has it today, with a newcomer at once and one who left no more', async () => {
    const { as, officer } = branch
    const caseId = await jointCase(members[2]!)
    expect(await partiesOf(caseId)).toEqual(['孙大成', '钱德旺'])
    expect((await as(officer, 'POST', `/api/cases/${caseId}/joint-group/members`, { body: { customerId: members[3] } })).statusCode).toBe(200)
    expect(await partiesOf(caseId)).toEqual(['孙大成', '钱德旺', '周来福'])
    expect((await as(officer, 'POST', `/api/cases/${caseId}/admit`, { body: {} })).statusCode).toBe(200)
    const { jointGroup }: CaseFile = (await draftOf(branch, caseId)).caseFile
    expect([jointGroup?.capFen, jointGroup?.members.map(({ label, monthlyDisposableFen }) => [label, monthlyDisposableFen])]).toEqual([100_000_000, [['孙大成', 0], ['钱德旺', 0], ['周来福', 0]]])
    const draft = await draftOf(branch, caseId)
    const income = { ...draft.caseFile.income, sales: [{ label: '瓜菜', monthlyFen: 2_500_000, evidence: [] }], margins: [{ label: '瓜菜', salesShare: '1', marginRate: '0.40', evidence: [] }] }
    const balance = { ...draft.caseFile.balance, privateLoans: [{ label: '亲戚', amountFen: 3_000_000, evidence: [] }] }
    expect((await as(officer, 'PUT', `/api/cases/${caseId}/draft`, { body: { rowVersion: draft.rowVersion, caseFile: { ...draft.caseFile, income, balance } } })).statusCode).toBe(200)
    expect((await groupOf(secondCase)).group?.members.find(({ name }) => name === '李守田')).toMatchObject({ basis: 'DRAFT', monthlyDisposableFen: 1_000_000, debtsFen: 3_000_000 })
    expect((await as(officer, 'POST', `/api/cases/${caseId}/joint-group/leaving`, { body: { customerId: members[3], reason: '迁往外地' } })).statusCode).toBe(200)
    expect((await draftOf(branch, caseId)).caseFile.jointGroup?.members.map(({ label }) => label)).toEqual(['孙大成', '钱德旺'])
  })

  it('answers for each loan once: of two members judged side by side the second signs only what is left', async () => {
    const others = [['钱德旺', 300_000], ['李守田', 200_000]] as const
    const group = (lent: Readonly<Record<string, number>>): NonNullable<GroupOfCase['group']> => ({ groupId: '', number: 'LB20250001', name: '瓜菜组', capFen: 8_000_000, formedOn: '2025-03-12', members: [['孙大成', null] as const, ...others].map(([name, monthlyDisposableFen]) => ({ customerId: '', number: '', name, joinedOn: '2025-03-12', isApplicant: name === '孙大成', basis: 'SUBMITTED' as const, caseNumber: null, monthlyDisposableFen, debtsFen: 0, groupLoanFen: lent[name] ?? 0, overdueDays: 0 })) })
    const answering = { guarantorMonths: 24, jointFactor: exact('0.5') } // 500,000 × 24 × 0.5 = 6,000,000
    expect(() => refuseBeyondGroup(group({}), 6_000_000, answering)).not.toThrow()
    expect(() => refuseBeyondGroup(group({}), 6_000_001, answering)).toThrow('其他成员代偿能力 60,000.00 元')
    expect(() => refuseBeyondGroup(group({ 钱德旺: 4_000_000 }), 2_000_001, answering)).toThrow('组内已有 40,000.00 元')
    expect(() => refuseBeyondGroup(group({ 孙大成: 4_000_000 }), 4_000_001, answering)).toThrow('限额 80,000.00 元')
    const signing = branch.db.database.inBank(branch.banks[0], (tx) => refuseBeyondJointGroup(tx, members[0]!, 1_000_000, answering))
    await expect(signing).rejects.toMatchObject({ code: 'joint-group.over-capacity', status: 409 })
  })

  it('lets nobody go while a signed loan may still be drawn', async () => {
    const { as, officer, db, banks } = branch
    await db.database.inBank(banks[0], (tx) => openLine(tx, { customerId: members[0]!, unitId: officer.unitId, capFen: fen(5_000_000), products: [{ productCode: '联保贷款', capFen: fen(5_000_000) }], revolving: false, guarantee: 'JOINT_LIABILITY', validFrom: day('2025-03-12'), validUntil: day('2026-03-12'), resolutionId: null }))
    expect((await as(officer, 'POST', `/api/cases/${secondCase}/joint-group/leaving`, { body: { customerId: members[2], reason: '迁往外地' } })).json()).toMatchObject({ status: 409, code: 'joint-group.owed' })
  })

  it('is asked for on joint liability only', async () => {
    const { as, officer, assistant } = branch
    const customer = (await as(officer, 'POST', '/api/customers', { body: newCustomer() })).json<{ customerId: string }>()
    const { caseId } = (await as(officer, 'POST', '/api/cases', { body: intake(customer.customerId, assistant.staffId) })).json<{ caseId: string }>()
    const formed = await as(officer, 'POST', `/api/cases/${caseId}/joint-group`, { body: { name: '瓜菜组', customerIds: [members[0], members[1]] } })
    expect([formed.statusCode, formed.body]).toEqual([409, expect.stringContaining('joint-group.not-asked')])
  })
})

describe('an intake by kind of customer', () => {
  it('asks a salaried customer for employer and wage, begins his case with them, and keeps who referred him [S3-03, S2-13]', async () => {
    const { as, officer, assistant } = branch
    const customer = (await as(officer, 'POST', '/api/customers', { body: { ...newCustomer('陈志远'), customerType: 'SALARIED' } })).json<{ customerId: string }>()
    const asked = intake(customer.customerId, assistant.staffId)
    const body = {
      ...asked, source: 'REFERRAL', referredBy: '王建国', parties: [{ role: 'SPOUSE', name: '李梅', relation: '配偶' }], consents: asked.consents?.filter(({ party }) => party !== 1), received: ['ID_CARD', 'MARRIAGE', 'INCOME_PROOF', 'RESIDENCE', 'FLOWS'],
      request: { ...asked.request, product: '公务员信用贷款', guarantee: 'CREDIT', amountFen: 8_000_000, purpose: 'DECORATION', purposeLabel: '自住房装修', purposeFen: 9_800_000 },
      business: { name: '衡川县自然资源局', trade: 'general', city: '衡川', startedOn: '2013-08-01', licensed: false, premises: 'NONE', leaseEndsOn: null },
    }
    const without = await as(officer, 'POST', '/api/cases', { body })
    expect([without.statusCode, without.body]).toEqual([422, expect.stringContaining('工薪客户须填单位性质、用工性质、职务与月工资')])
    const job = { employerKind: 'GOVERNMENT', postKind: 'ESTABLISHED', post: '一级科员', monthlyWageFen: 625_000 }
    const filed = await as(officer, 'POST', '/api/cases', { body: { ...body, job } })
    expect([filed.statusCode, filed.body.slice(0, 200)]).toEqual([201, expect.any(String)])
    const { caseId } = filed.json<{ caseId: string }>()
    const admitted = await as(officer, 'POST', `/api/cases/${caseId}/admit`, { body: {} })
    expect([admitted.statusCode, admitted.body.slice(0, 300)]).toEqual([200, expect.any(String)])
    expect((await draftOf(branch, caseId)).caseFile).toMatchObject({ application: { source: 'REFERRAL', referredBy: '王建国' }, salary: { employerKind: 'GOVERNMENT', post: '一级科员', since: '2013-08-01', wages: [{ monthlyFen: 625_000 }] } })
  })
})
