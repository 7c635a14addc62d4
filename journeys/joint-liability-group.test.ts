import type { Page } from '@playwright/test'
import { CaseFile } from '#common/assessment/domain'
import type { ApplicationPanel } from '#loan/application/domain'
import { HENGCHUAN, draftOf, gc01, idNumber, mobile, startCase, writeFigures } from './carry/index.ts'
import { expect, expectFits, test } from './people.ts'

const GROUP = '东岭批发组'

/** GC-01 on joint liability: no guarantor, the group stands for him. */
function joint(): CaseFile {
  const { request, ...file } = gc01()
  return CaseFile.parse({ ...file, guarantor: null, request: { ...request, product: '联保贷款', guarantee: 'JOINT_LIABILITY', amountFen: 10_000_000 } })
}

test('[S4-42] three borrowers form a group: what the others can answer for bounds the limit, and each of them signs', async ({ house }) => {
  test.setTimeout(150_000)
  const officer = await house('hengchuan').as('wang.lei')
  const members = await Promise.all(([['段文山', '19740305'], ['计长顺', '19790611'], ['褚守信', '19851122']] as const).map(async ([name, born]) => {
    const card = idNumber(born)
    return { name, card, ...(await officer.post<{ customerId: string; number: string }>('/api/customers', { name, customerType: 'SELF_EMPLOYED', idNumber: card, phone: mobile() })) }
  }))
  const [own, ...others] = members
  const way = startCase(house, { cast: HENGCHUAN, owner: own!.name, customerId: own!.customerId, file: joint() })
  for (const { name, customerId } of others) await startCase(house, { cast: HENGCHUAN, owner: name, customerId }).to('SUBMITTED')
  await way.to('ASSIGNED')
  const desk = await officer.open(`/cases/${way.caseId}/application`)
  const phone = await officer.open('/today', 'phone')
  await test.step('the group is formed on the case of one; it shows the others with what they earn', async () => {
    await formGroup(desk, own!.name, others)
    await phone.goto(`/cases/${way.caseId}/application`)
    const group = phone.getByRole('region', { name: `联保小组 ${GROUP}` })
    for (const { name } of others) await expect(group.getByRole('listitem').filter({ hasText: name })).toContainText('月可支配 20,000.00')
    await expectFits(phone)
    await group.scrollIntoViewIfNeeded()
  })
  await test.step('what they can answer for is a cap of the limit', async () => {
    const { parties } = await officer.get<ApplicationPanel>(`/api/cases/${way.caseId}/application`)
    for (const { partyId, role } of parties) if (role === 'GUARANTOR') await officer.post(`/api/cases/${way.caseId}/consents`, { kind: 'BUREAU', partyId, signedOn: '2025-03-11', evidenceId: null, note: '原件在案卷' })
    await way.to('ASKED')
    await writeFigures(officer, way.caseId, { ...way.file, jointGroup: (await draftOf(officer, way.caseId)).caseFile.jointGroup })
    way.reached('WRITTEN')
    await desk.goto(`/cases/${way.caseId}/score`)
    const caps = desk.getByRole('region', { name: '额度约束' })
    await expect(caps.locator('[data-figure="capJoint"]')).toHaveText('648,000.00')
    await expect(desk.locator('.rail-limit')).toHaveText('80,000.00')
  })
  await test.step('approved, every member stands in the contract and signs', async () => {
    await way.to('INFORMED')
    await desk.goto(`/cases/${way.caseId}/contract`)
    for (const { name, card } of others) await addSigner(desk, name, card)
    await way.to('DRAWN_UP')
    await desk.reload()
    await expect(desk.getByRole('listitem').filter({ hasText: '联保小组全体成员已登记为保证人' })).toContainText('，已办2 位，合计 160,000.00 元')
    await way.to('SIGNED')
    await phone.goto(`/cases/${way.caseId}/contract`)
    await phone.getByRole('navigation', { name: '签约与放款' }).getByRole('button', { name: '制作合同' }).tap()
    for (const { name } of others) await expect(phone.getByText(`保证人 ${name}`).locator('..')).toContainText('已签')
    await expectFits(phone)
  })
})

async function addSigner(desk: Page, name: string, card: string): Promise<void> {
  await desk.getByRole('button', { name: '登记签字人…' }).click()
  const form = desk.getByRole('dialog', { name: '登记签字人' })
  for (const [label, text] of [['姓名', name], ['与借款人关系', '联保成员'], ['身份证号', card], ['手机号', mobile()], ['住址', '新城路 8 号']] as const) await form.getByRole('textbox', { name: label }).fill(text)
  await form.getByRole('button', { name: '登记', exact: true }).click()
  await expect(desk.getByText(`已登记${name}`)).toBeVisible()
}

async function formGroup(desk: Page, own: string, others: readonly { readonly name: string; readonly number: string }[]): Promise<void> {
  await desk.getByRole('button', { name: '组成小组' }).click()
  const form = desk.getByRole('dialog', { name: '组成联保小组' })
  await form.getByLabel('小组名称').fill(GROUP)
  await expect(form.getByRole('button', { name: '组成小组' })).toHaveAccessibleDescription('还差 2 户')
  for (const { name, number } of others) {
    await form.getByLabel('找客户').fill(name)
    const pick = form.getByLabel('选入')
    await pick.selectOption(await pick.getByRole('option', { name: number }).getAttribute('value'))
  }
  await form.getByRole('button', { name: '组成小组' }).click()
  await expect(desk.getByRole('region', { name: `联保小组 ${GROUP}` })).toContainText(`${own}（本案）`)
}
