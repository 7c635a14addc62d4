import type { Page } from '@playwright/test'
import { expect, test } from './support.ts'

const PASSWORD = 'xiaowei-2025'
const WIDTHS = [{ name: 'at the desk', width: 1440, height: 900 }, { name: 'on the phone', width: 390, height: 844 }] as const

async function signIn(page: Page, login: string): Promise<void> {
  await page.goto('/sign-in')
  await page.getByLabel('银行').selectOption({ label: '衡川农商银行' })
  await page.getByLabel('登录名').fill(login)
  await page.getByLabel('密码').fill(PASSWORD)
  await page.getByLabel('密码').press('Enter')
  await page.waitForURL('**/today')
}

/** Opens a sheet of the case of this customer. */
async function openCase(page: Page, customer: string, sheet: string): Promise<string> {
  const answer = await page.request.get('/api/cases')
  const { cases } = (await answer.json()) as { cases: { caseId: string; customer: { name: string } }[] }
  const { caseId } = cases.find((one) => one.customer.name === customer)!
  await page.goto(`/cases/${caseId}/${sheet}`)
  return caseId
}

/** The limit as it stands: in the rail at the desk, in the folded line on the phone. */
function limit(page: Page, isPhone: boolean) {
  return page.locator(isPhone ? '.fold-pull' : '.rail-limit')
}

for (const { name, width, height } of WIDTHS) {
  const isPhone = width < 600
  test.describe(name, () => {
    test.use({ viewport: { width, height } })

    test('[S1-22] [S1-25] March sales are typed, and statements, checks and limit follow and are saved', async ({ page }) => {
      await signIn(page, 'wang.lei')
      await openCase(page, '王建国', 'income')
      await expect(limit(page, isPhone)).toContainText('118,000.00')
      const march = page.getByLabel('批发销售 第 1 个月')
      await march.fill('35万')
      await march.press('Tab')
      await expect(page.getByRole('row', { name: /^净利润/ }).getByRole('cell').first()).toContainText('10,265.00')
      await expect(limit(page, isPhone)).not.toContainText('118,000.00')
      await expect(page.getByText(/已保存 \d\d:\d\d/)).toBeVisible()
      await page.reload()
      await expect(march).toHaveValue('350,000.00')
      await march.fill('450000')
      await expect(limit(page, isPhone)).toContainText('118,000.00')
      await expect(page.getByText(/已保存 \d\d:\d\d/)).toBeVisible()
    })

    test('from the limit one walks down to the counted stock and its photo', async ({ page }) => {
      await signIn(page, 'wang.lei')
      await openCase(page, '王建国', 'score')
      await page.getByRole('region', { name: '额度约束' }).locator('[data-figure="limit"]').click()
      const tree = page.getByRole('tree', { name: '额度' })
      await expect(tree.getByText('起约束', { exact: true }).first()).toBeVisible()
      for (const step of ['权益约束', '实际权益', '总资产', '流动资产合计', '存货', '存货(盘点)', '存货行(进价) · 饮料']) await tree.getByRole('button', { name: `展开${step}`, exact: true }).first().click()
      await tree.getByRole('button', { name: /全部存货盘点表与照片/ }).first().click()
      const photo = page.getByRole('dialog', { name: '全部存货盘点表与照片' }).getByRole('img')
      await expect(photo).toBeVisible()
      await expect.poll(() => photo.evaluate((image) => (image as unknown as { naturalWidth: number }).naturalWidth)).toBeGreaterThan(100)
    })

    test('[S0-46] the rejected case shows every reason in full sentences', async ({ page }) => {
      await signIn(page, 'wang.lei')
      await openCase(page, '蔡某', 'soft')
      if (isPhone) await page.getByRole('button', { name: '展开测评' }).click()
      const reasons = page.getByRole('region', { name: '拒绝理由' }).filter({ visible: true })
      await expect(reasons).toContainText('有赌博行为并经证实')
      await expect(reasons).toContainText('无实际经营')
      await expect(reasons).toContainText('现有债务月支出 8,437.50 超过月可支配资金')
      await expect(reasons).toContainText('没有还款来源')
      await expect(page.getByText('建议拒绝').filter({ visible: true }).first()).toBeVisible()
    })
  })
}

test('[S3-26] [S2-65] a figure out of tolerance raises the veto right, asks for its cause and is named', async ({ page }) => {
  await signIn(page, 'wang.lei')
  await openCase(page, '王建国', 'checks?account=cash')
  const counted = page.getByRole('article', { name: /X12/ }).getByLabel('昨日结存')
  await counted.fill('40000')
  await expect(page.getByRole('alert').filter({ hasText: '一票否决权成立' })).toBeVisible()
  await expect(page.getByRole('article', { name: /X12/ }).getByLabel(/的原因/)).toBeVisible()
  await counted.fill('31500')
  await expect(page.getByText('一票否决权成立')).toHaveCount(0)
  await expect(page.getByText(/已保存 \d\d:\d\d/)).toBeVisible()
})

test('text that is no amount stays in its field, is listed above and keeps the case from being submitted', async ({ page }) => {
  await signIn(page, 'wang.lei')
  await openCase(page, '王建国', 'income')
  const march = page.getByLabel('批发销售 第 1 个月')
  await march.fill('四十五万')
  await march.press('Tab')
  await page.getByRole('link', { name: '库存表' }).click()
  await expect(page.getByText('「四十五万」')).toBeVisible()
  await expect(page.getByRole('button', { name: '提交审查' })).toHaveAttribute('aria-disabled', 'true')
  await page.getByRole('button', { name: /营业额 第1行/ }).click()
  await expect(march).toBeFocused()
  await march.fill('450000')
  await expect(page.getByText('「四十五万」')).toHaveCount(0)
})

test('[S2-70] an account with one method keeps the case from being submitted; the act says so', async ({ page }) => {
  await signIn(page, 'wang.lei')
  await openCase(page, '王建国', 'checks?account=netProfit')
  const submit = page.getByRole('button', { name: '提交审查' })
  await expect(submit).toHaveAttribute('aria-disabled', 'false')
  await page.getByRole('button', { name: '删去 X11 收入成本对比' }).click()
  await expect(submit).toHaveAttribute('aria-disabled', 'true')
  await expect(page.getByRole('tooltip').filter({ hasText: '独立检验不足 2 种' })).toHaveCount(1)
  await page.getByRole('button', { name: '撤销' }).click()
  await expect(submit).toHaveAttribute('aria-disabled', 'false')
  await expect(page.getByText(/已保存 \d\d:\d\d/)).toBeVisible()
})

test('a row copied from a spreadsheet fills the months', async ({ page }) => {
  await signIn(page, 'wang.lei')
  await openCase(page, '王建国', 'income')
  const march = page.getByLabel('批发销售 第 1 个月')
  await march.focus()
  await march.evaluate((input) => {
    const clipboard = new DataTransfer()
    clipboard.setData('text/plain', '450,000\t435000\t46.5万\t495000\r\n')
    input.dispatchEvent(new ClipboardEvent('paste', { clipboardData: clipboard, bubbles: true, cancelable: true }))
  })
  await expect(page.getByLabel('批发销售 第 3 个月')).toHaveValue('465,000.00')
  await expect(page.getByLabel('批发销售 第 4 个月')).toHaveValue('495,000.00')
  await expect(limit(page, false)).toContainText('118,000.00')
})

test('a WeChat bill dropped on the case is read and enters the checks of sales', async ({ page }) => {
  await signIn(page, 'wang.lei')
  const caseId = await openCase(page, '王建国', 'evidence')
  await page.getByLabel('文件外销售占比').fill('8')
  await page.locator('input[data-picks=BILL]').setInputFiles('examples/bills/wechat-gc-01.csv')
  const bill = page.getByRole('article', { name: '流水读取结果' })
  await expect(bill).toContainText('微信支付个人账单')
  await expect(bill.getByRole('listitem').filter({ hasText: 'X14 流水还原' })).toBeVisible()
  await bill.getByRole('link', { name: '到交叉检验查看' }).first().click()
  await expect(page).toHaveURL(new RegExp(`/cases/${caseId}/checks`))
  await expect(page.getByRole('article', { name: 'X14 流水还原' })).toHaveCount(2)
  await page.goto(`/cases/${caseId}/evidence`)
  await page.getByRole('button', { name: '移出 wechat-gc-01.csv' }).click()
  await page.getByLabel('理由').fill('演示完毕')
  await page.getByRole('button', { name: '移出', exact: true }).click()
  await expect(page.getByRole('button', { name: '移出 wechat-gc-01.csv' })).toHaveCount(0)
})

test('submitted, returned by another person with a reason, the next version opens', async ({ page }) => {
  await signIn(page, 'wang.lei')
  const caseId = await openCase(page, '孙秀英', 'basics')
  await expect(page.getByText('退回', { exact: false }).first()).toBeVisible()
  await page.getByRole('button', { name: '提交审查' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '提交', exact: true }).click()
  await expect(page.getByText(/版已提交，等待审查/)).toBeVisible()
  await expect(page.getByLabel('申请金额')).toHaveCount(0)
  await signIn(page, 'zhang.wei')
  await page.goto(`/cases/${caseId}/basics`)
  await page.getByRole('button', { name: '去审查' }).click()
  await page.getByRole('button', { name: '开始审查' }).click()
  await page.getByRole('button', { name: '退回…' }).click()
  await page.getByRole('dialog').getByLabel('资料不齐').check()
  await page.getByRole('dialog').getByLabel('退回说明').fill('请补拍仓库照片')
  await page.getByRole('dialog').getByRole('button', { name: '退回', exact: true }).click()
  await expect(page.getByText('已退回，主办补正')).toBeVisible()
  await signIn(page, 'wang.lei')
  await page.goto(`/cases/${caseId}/versions`)
  await expect(page.getByText('请补拍仓库照片').first()).toBeVisible()
  await page.getByRole('link', { name: '查看这一版' }).first().click()
  await expect(page.getByText('不再改变').first()).toBeVisible()
  await page.getByRole('link', { name: '回到当前草稿' }).click()
  await expect(page.getByLabel('申请金额')).toBeEditable()
})
