import type { Locator, Page } from '@playwright/test'
import { CaseFile } from '#common/assessment/domain'
import { QINGSHAN, type Way, gc01, startCase } from './carry/index.ts'
import { type House, expect, expectFits, test } from './people.ts'

const HOME = '住房一套'
const DEED = '他项权证'

/** GC-01 that pledges a house in place of a guarantor. */
function mortgaged(): CaseFile {
  const { request, evidence, ...file } = gc01()
  return CaseFile.parse({ ...file, evidence, guarantor: null, request: { ...request, product: '抵押微贷', guarantee: 'MORTGAGE' }, collateral: [{ label: HOME, kind: 'HOUSE', valueFen: 60_000_000, priorClaimsFen: 20_000_000, evidence: evidence.slice(0, 1).map(({ id }) => id) }] })
}

test('a mortgage loan is paid out once its house is valued, insured, registered and the deed lies in custody', async ({ house }) => {
  test.setTimeout(150_000)
  const way = startCase(house, { cast: QINGSHAN, owner: '柳长青', file: mortgaged() })
  await way.to('INFORMED')
  const officer = await (await way.by.lead()).open(`/cases/${way.caseId}/contract`)
  await test.step('the house is entered with its valuation, and what it carries', () => enterHouse(officer))
  await test.step('it is insured', () => insure(officer))
  await way.to('CONFIRMED')
  await test.step('not registered, the money does not go', () => blocked(way))
  await test.step('it is registered, and two people take the deed into custody', async () => {
    await register(officer)
    await keepDeed(house('qingshan'))
  })
  await test.step('now it is paid out', async () => {
    const maker = await (await way.by.maker()).open(`/cases/${way.caseId}/contract`)
    await openStep(maker, '放款录入')
    await maker.getByRole('button', { name: '录入放款' }).click()
    await expect(maker.getByText(/放款已录入/)).toBeVisible()
    way.drawdownId = await drawdownOf(way)
    way.reached('ORDERED')
    await way.to('PAID')
    const phone = await (await way.by.lead()).open(`/cases/${way.caseId}/servicing`, 'phone')
    await expect(phone.getByRole('region', { name: '还款计划' })).toBeVisible()
    await expectFits(phone)
  })
})

function openStep(page: Page, title: string): Promise<void> {
  return page.getByRole('navigation', { name: '签约与放款' }).getByRole('button', { name: title }).click()
}

async function fill(form: Locator, texts: Readonly<Record<string, string>>): Promise<void> {
  for (const [label, text] of Object.entries(texts)) await form.getByRole('textbox', { name: label }).fill(text)
}

async function enterHouse(page: Page): Promise<void> {
  await page.getByRole('button', { name: '登记抵押物…' }).click()
  const form = page.getByRole('dialog')
  await expect(form.getByRole('button', { name: '登记', exact: true })).toHaveAccessibleDescription('各项都须填写')
  await fill(form, { 抵押物: HOME, 坐落: '青山市解放路 3 栋 502', 权属证号: '湘(2019)青山不动产权第 0012345 号', 评估价值: '60万', 在先债权: '20万', 估值来源: '青山房地产评估公司' })
  await form.getByRole('button', { name: '登记', exact: true }).click()
  await expect(page.getByText(`已登记${HOME}`)).toBeVisible()
  await expect(page.getByRole('main')).toContainText('600,000.00')
  await expect(page.getByText('待登记', { exact: true })).toBeVisible()
  await expect(page.getByRole('main')).toContainText('抵押率 60.00%')
  await expect(page.getByRole('main')).toContainText('没有保险')
}

async function insure(page: Page): Promise<void> {
  await page.getByRole('button', { name: '登记保险…' }).click()
  const form = page.getByRole('dialog')
  await fill(form, { 保险公司: '青山财险', 保单号: 'QS-2025-0312', 保险金额: '60万', 到期日: '20260312' })
  await form.getByRole('button', { name: '登记', exact: true }).click()
  await expect(page.getByText('保险已登记')).toBeVisible()
  await expect(page.getByRole('main')).toContainText('青山财险 QS-2025-0312，2026-03-12')
}

async function blocked(way: Way): Promise<void> {
  const maker = await way.by.maker()
  const page = await maker.open(`/cases/${way.caseId}/contract`)
  await openStep(page, '放款录入')
  await expect(page.getByRole('button', { name: '录入放款' })).toHaveAccessibleDescription('放款前检查还有 1 项未办')
  const { status, body } = await maker.ask('POST', `/api/cases/${way.caseId}/contract/drawdowns`, { amountFen: 11_800_000, firstDueOn: '2025-04-12' })
  expect([status, JSON.stringify(body)]).toEqual([422, expect.stringContaining('抵押')])
  await page.close()
}

async function register(page: Page): Promise<void> {
  await page.reload()
  await openStep(page, '制作合同')
  await page.getByRole('button', { name: '抵押登记…' }).click()
  const form = page.getByRole('dialog')
  await fill(form, { 登记机关: '青山市不动产登记中心', 登记编号: '青他项(2025)第 88 号' })
  await form.getByRole('button', { name: '记入登记' }).click()
  await expect(page.getByText('抵押登记已记入')).toBeVisible()
  await expect(page.getByRole('main')).toContainText('青他项(2025)第 88 号')
  await expect(page.getByText('在押', { exact: true })).toBeVisible()
}

/** One takes the deed in, another counts it. */
async function keepDeed(people: House): Promise<void> {
  const open = async (login: string): Promise<Page> => {
    const page = await (await people.as(login)).open('/registers')
    await page.getByRole('searchbox', { name: '查找借款人' }).fill('柳长青')
    await page.getByRole('row', { name: new RegExp(HOME) }).first().click()
    return page
  }
  const [clerk, second] = [await open('dai.yue'), await open('lei.gang')]
  const drawer = clerk.getByRole('dialog', { name: HOME })
  await fill(drawer, { 权证: DEED, 交来人: '柳长青', 事由: '办理抵押' })
  await drawer.getByRole('button', { name: '登记出入库' }).click()
  await expect(drawer.getByRole('button', { name: '清点' })).toHaveAccessibleDescription('经手人不能清点，由另一人办理')
  await second.reload()
  await second.getByRole('row', { name: new RegExp(HOME) }).first().click()
  await second.getByRole('dialog', { name: HOME }).getByRole('button', { name: '清点' }).click()
  await expect(second.getByText(`已清点${DEED}`)).toBeVisible()
  await expect(second.getByRole('dialog', { name: HOME })).toContainText('雷刚清点')
}

async function drawdownOf(way: Way): Promise<string> {
  const { file } = await (await way.by.maker()).get<{ file: { drawdowns: { drawdownId: string }[] } }>(`/api/cases/${way.caseId}/contract`)
  return file.drawdowns.at(-1)!.drawdownId
}
