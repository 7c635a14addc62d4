import type { Page } from '@playwright/test'
import { LINHU, QINGSHAN, agree, castAll, gc01, seatedOf, sixPercentOff, startCase } from './carry/index.ts'
import { type Person, expect, expectFits, test } from './people.ts'

const WHY = '应付账款相差百分之六，另一车货没有凭据'

test.describe.configure({ timeout: 180_000 })

test('[S3-26] a case 6 % off is vetoed by one member against four, and rejected under m3-jinxin', async ({ house }) => {
  const way = startCase(house, { cast: LINHU, owner: '邬玉梅', file: sixPercentOff(gc01()) })
  await way.to('REVIEWED')
  const recorder = await way.by.recorder()
  await test.step('the recorder sees the right of veto before he convenes', async () => {
    const desk = await recorder.open('/committee')
    await expect(desk.getByRole('row', { name: way.number })).toContainText('否决权')
    await desk.close()
  })
  await way.to('VOTING')
  const table = await way.table()
  const [chair, , , , last] = await seatedOf(table, way.itemId) as [Person, Person, Person, Person, Person]
  await test.step('four agree', () => castAll(table, way.itemId, agree, [last]))
  await test.step('the fifth reads the right of veto and uses it on his phone', async () => {
    const phone = await last.open(`/committee/${way.meetingId}`, 'phone')
    await expect(phone.getByText('一票否决权成立：每位委员可单独否决本案。')).toBeVisible()
    await expectFits(phone)
    await phone.getByRole('button', { name: '表决', exact: true }).tap()
    const ballot = phone.getByRole('dialog')
    await ballot.getByRole('button', { name: '一票否决', exact: true }).tap()
    const seal = ballot.getByRole('button', { name: '一票否决，封存此票' })
    await expect(seal).toHaveAttribute('aria-disabled', 'true')
    await ballot.getByLabel('检验偏差超限').check()
    await ballot.getByLabel('理由').fill(WHY)
    await seal.tap()
    await expect(phone.getByText('本案被一票否决。')).toBeVisible()
    await expect(phone.getByText(WHY)).toBeVisible()
    await expectFits(phone)
  })
  await test.step('the chair can only resolve what the veto made of it', async () => {
    const desk = await chair.open(`/committee/${way.meetingId}`)
    const result = desk.locator('.panel').filter({ has: desk.getByRole('heading', { name: '表决结果' }) })
    await expect(result).toContainText('不同意')
    await expect(result).toContainText('原因：检验偏差超限')
    await expect(result.getByRole('button', { name: '核定条款…' })).toHaveCount(0)
    await result.getByRole('button', { name: '形成决议' }).click()
    const drawer = desk.getByRole('dialog')
    await expect(drawer.getByLabel('检验偏差超限')).toBeChecked()
    await drawer.getByLabel('决议理由').fill('偏差超限，一票否决')
    await drawer.getByRole('button', { name: '形成决议' }).click()
    await expect(desk.getByText('决议已编号')).toBeVisible()
  })
  await test.step('the officer reads that it is rejected, by whom and why', async () => {
    const officer = await (await way.by.lead()).open(`/cases/${way.caseId}/committee`)
    await expect(officer.getByText('本案被一票否决。')).toBeVisible()
    const votes = officer.locator('.committee-votes > li')
    await expect(votes).toHaveCount(5)
    await expect(votes.filter({ hasText: last.name })).toContainText('一票否决')
    await expect(votes.filter({ hasText: '同意' })).toHaveCount(4)
    await officer.goto(`/cases/${way.caseId}/decision`)
    await expect(outcome(officer)).toContainText('已否决')
    await officer.goto(`/cases/${way.caseId}/contract`)
    await expect(officer.getByRole('button', { name: '制作合同' })).toHaveCount(0)
  })
})

test('[S3-26] under m2-ipc the same 6 % gives nobody a veto: the five decide together', async ({ house }) => {
  const way = startCase(house, { cast: QINGSHAN, owner: '邬玉兰', file: sixPercentOff(gc01()) })
  await way.to('VOTING')
  const table = await way.table()
  const last = (await seatedOf(table, way.itemId)).at(-1)!
  await castAll(table, way.itemId, agree, [last])
  const desk = await last.open(`/committee/${way.meetingId}`)
  await desk.getByRole('button', { name: '表决', exact: true }).click()
  const ballot = desk.getByRole('dialog')
  await expect(ballot.getByRole('group', { name: '表决' }).getByRole('button')).toHaveText(['同意', '变更后同意', '不同意', '缓议', '重新调查'])
  await expect(desk.getByText('一票否决权成立', { exact: false })).toHaveCount(0)
  const refused = await last.ask('POST', `/api/committee/items/${way.itemId}/votes`, { kind: 'VETO', reason: WHY, codes: ['DEVIATION'] })
  expect(refused).toMatchObject({ status: 422, body: { code: 'committee.no-veto' } })
  await ballot.getByRole('button', { name: '不同意', exact: true }).click()
  await ballot.getByLabel('检验偏差超限').check()
  await ballot.getByLabel('理由').fill(WHY)
  await ballot.getByRole('button', { name: '不同意，封存此票' }).click()
  await expect(desk.getByRole('heading', { name: '表决结果' })).toBeVisible()
  way.reached('VOTED')
  await way.to('RESOLVED')
  const officer = await (await way.by.lead()).open(`/cases/${way.caseId}/decision`)
  await expect(outcome(officer)).toContainText('已批准')
  await officer.goto(`/cases/${way.caseId}/committee`)
  await expect(officer.locator('.committee-votes > li').filter({ hasText: last.name })).toContainText('不同意')
})

function outcome(page: Page) {
  return page.locator('.panel').filter({ has: page.getByRole('heading', { name: '结果', exact: true }) })
}
