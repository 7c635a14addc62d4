import type { Page } from '@playwright/test'
import { QINGSHAN, addSigners, asking, confirm, contractOf, explain, gc01, sign, startCase } from './carry/index.ts'
import { type Person, expect, test } from './people.ts'

const FIRST_DRAWN_FEN = 6_000_000
const SECOND = '季节周转贷'

test('[S1-27] a second product is drawn under the same line: the exposure is shown, what is above the cap is refused', async ({ house }) => {
  test.setTimeout(240_000)
  const people = house('qingshan')
  const first = startCase(house, { cast: QINGSHAN, owner: '公孙秀' })
  await first.to('CONFIRMED')
  const [officer, maker, checker] = [await first.by.lead(), await first.by.maker(), await first.by.checker()]
  await draw(maker, checker, first.caseId, FIRST_DRAWN_FEN)
  const desk = await officer.open(`/customers/${first.customerId}`)
  await test.step('the line carries 118,000, of which 60,000 are drawn', async () => {
    const lines = desk.getByRole('region', { name: '授信与敞口' })
    await expect(lines.getByRole('row', { name: '本人' })).toContainText('60,000.00')
    await expect(lines).toContainText('118,000.00')
    await expect(lines).toContainText('58,000.00')
  })
  const { lines } = await officer.get<{ lines: { lineId: string; number: string }[] }>(`/api/customers/${first.customerId}/lines`)
  const line = lines[0]!
  await test.step('the intake offers the line for a further product, and not the same product twice', async () => {
    await desk.getByRole('main').getByRole('link', { name: '受理申请' }).first().click()
    await expect(desk.getByRole('option', { name: new RegExp(line.number) })).toHaveCount(1)
  })
  const base = asking(gc01(), 9_000_000)
  const second = startCase(house, { cast: QINGSHAN, owner: '公孙秀', file: { ...base, request: { ...base.request, product: SECOND } }, under: { customerId: first.customerId, lineId: line.lineId } })
  await second.to('FILED')
  await test.step('the application stands under the line, with the exposure beside it', async () => {
    await desk.goto(`/cases/${second.caseId}/application`)
    await expect(desk.getByText('在授信下申请')).toBeVisible()
    await expect(desk.getByRole('main')).toContainText(line.number)
  })
  await second.to('INFORMED')
  await test.step('who decides looks at all the customer owes', async () => {
    await desk.goto(`/cases/${second.caseId}/decision`)
    await expect(desk.getByRole('main')).toContainText('已有授信')
  })
  await test.step('a contract above what the line has left is refused with the figure', async () => {
    await addSigners(officer, second.caseId, second.file)
    await desk.goto(`/cases/${second.caseId}/contract`)
    await expect(desk.getByLabel('授信', { exact: true })).toHaveValue(line.lineId)
    await desk.getByLabel('开户行').fill('本行营业部')
    await desk.getByLabel('放款账号').fill('6230000000000002018')
    for (const label of ['借款人住址', '经营地址', '送达地址']) await desk.getByLabel(label).fill('衡川市新城路 8 号')
    await desk.getByRole('button', { name: '制作全套文书', exact: true }).click()
    await expect(desk.getByText(new RegExp(`授信 ${line.number} 可用 58,000.00 元，不足`))).toBeVisible()
    await typeAmount(desk, '合同金额', '50000')
    await desk.getByLabel('低于决议的原因').fill('授信只余五万八千元，客户先用五万')
    await desk.getByRole('button', { name: '制作全套文书', exact: true }).click()
    await expect(desk.getByText('全套文书已制作，等待面签')).toBeVisible()
    second.reached('DRAWN_UP')
  })
  await explain([officer, await people.as('dai.yue')], second.caseId, second.file)
  await sign(officer, second.caseId)
  await confirm(await second.by.confirms(), second.caseId, second.file)
  await draw(checker, maker, second.caseId, 5_000_000)
  await test.step('both products stand under one line', async () => {
    await desk.goto(`/customers/${first.customerId}`)
    const shown = desk.getByRole('region', { name: '授信与敞口' })
    await expect(shown.getByRole('row', { name: '本人' })).toContainText('110,000.00')
    await expect(shown).toContainText(`${SECOND} 可用`)
    await expect(shown.getByRole('heading', { level: 3 })).toHaveCount(1)
  })
  await test.step('what the first contract has left is above the cap now: the checker is refused, no money goes out', async () => {
    await maker.post(`/api/cases/${first.caseId}/contract/drawdowns`, { amountFen: 5_800_000, firstDueOn: '2025-04-12' })
    const page = await checker.open(`/cases/${first.caseId}/contract`)
    await typeAmount(page, '借据金额', '58000')
    await page.getByLabel(/放款账号末/).fill('2018')
    await page.getByLabel('验证码').fill(await checker.code())
    await page.getByRole('button', { name: '复核无误，放款' }).click()
    await expect(page.getByText(/额度 118,000.00 元，已用 110,000.00 元（不循环），还可用 8,000.00 元，不能再用 58,000.00 元/)).toBeVisible()
    expect((await contractOf(checker, first.caseId)).drawdowns.at(-1)?.state).toBe('ORDERED')
  })
})

/** An amount is shown with its commas until the field is entered. */
async function typeAmount(page: Page, label: string, yuan: string): Promise<void> {
  await page.getByLabel(label).click()
  await page.getByLabel(label).fill(yuan)
}

/** Maker and checker pay out a part of a confirmed contract. */
async function draw(maker: Person, checker: Person, caseId: string, amountFen: number): Promise<void> {
  const { drawdownId } = await maker.post<{ drawdownId: string }>(`/api/cases/${caseId}/contract/drawdowns`, { amountFen, firstDueOn: '2025-04-12' })
  const { token } = await checker.post<{ token: string }>('/api/me/step-up', { act: 'loan.check', subject: caseId, code: await checker.code() })
  await checker.post(`/api/cases/${caseId}/contract/drawdowns/${drawdownId}/check`, { amountFen, accountEnd: '2018', stepUp: token })
}
