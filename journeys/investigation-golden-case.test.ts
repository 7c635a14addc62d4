import type { Page } from '@playwright/test'
import { expect, test } from './support.ts'

/** Every figure of the golden case as the specification prints it, by the sheet on which it stands. */
const SHEETS: Readonly<Record<string, readonly string[]>> = {
  balance: ['36,200.00', '103,920.00', '240,000.00', '40,000.00', '338,880.00', '759,000.00', '79,200.00', '32,000.00', '870,200.00', '132,000.00', '15,200.00', '12,000.00', '48,000.00', '207,200.00', '663,000.00', '23.81%', '3.6631', '202.76%', '24.00 天', '15.00 天', '9.35 天'],
  income: ['450,000.00', '435,000.00', '465,000.00', '495,000.00', '510,000.00', '525,000.00', '480,000.00', '645,000.00', '360,000.00', '5,760,000.00', '5,083,200.00', '676,800.00', '28,800.00', '348,000.00', '4,440.00', '300,000.00', '240,000.00', '25,000.00', '20,000.00', '43,652.50', '6,610.00'],
  margin: ['11.75%', '4.40%', '3.75%', '1.60%', '1.00%', '100.00%'],
  inventory: ['142,000.00', '88,880.00', '61,000.00', '18,000.00', '29,000.00', '159,550.56', '104,564.71', '66,304.35', '20,000.00', '36,250.00', '386,669.62', '0.8056'],
  'fixed-assets': ['43,200.00', '4,800.00', '12,000.00', '19,200.00', '216,000.00', '79,200.00'],
  equity: ['180,000.00', '760,000.00', '50,000.00', '171,000.00', '26,000.00', '116,400.00', '676,600.00', '663,000.00', '13,600.00', '2.05%', '0.24%', '0.22%'],
  'cash-flow': ['108,120.00', '116,966.46', '129,207.92', '194,844.38', '214,188.34', '279,864.80', '298,936.26', '311,277.72', '320,264.18', '334,333.14', '318,984.60', '319,593.56', '330,347.54', '(15,348.54)', '10,221.02', '11.4437'],
  checks: ['1.26 %', '0.00 %', '2.03 %', '1.39 %', '0.08 %', '1.93 %', '1.72 %', '2.15 %', '2.05 %', '1.20 %'],
  score: ['147,773.63', '148,720.00', '150,000.00', '168,000.00', '271,500.00', '455,800.00', '1,668,000.00', '500,000.00', '118,218.90', '118,000.00', '1.5654', '63.88%', '1.0371', '0.7729', '1.4194', '32.91%', '0.3708', '7.19%', '7.20%', '92', 'A → B'],
  schedule: ['10,221.04', '9,513.04', '708.00', '108,486.96', '10,221.02', '10,160.06', '60.96', '122,652.46', '118,000.00', '4,652.46', '7.20 %', '7.44 %'],
}
/** Method, its value and its deviation, by account. */
const CHECKS: Readonly<Record<string, readonly (readonly [method: string, value: string, deviation: string])[]>> = {
  sales: [['X07', '5,752,203.97', '0.14%'], ['X14', '5,695,652.17', '1.12%'], ['X08', '5,823,529.41', '-1.10%'], ['X06', '5,687,500.00', '1.26%'], ['X13', '5,721,600.00', '0.67%']],
  inventory: [['X18', '332,000.00', '2.03%']], receivables: [['X01', '198,800.00', '1.39%'], ['X16', '238,080.00', '0.80%']], payables: [['X20', '132,111.67', '-0.08%']],
  cash: [['X12', '36,900.00', '-1.93%']], bankDeposit: [['X15', '102,130.43', '1.72%']], fixedAssets: [['X19', '77,500.00', '2.15%']], householdExpense: [['X28', '4,940.00', '1.20%']],
}
const POINTS = { A1: 8, A2: 4, A3: 4, A4: 4, A5: 6, B1: 6, B2: 4, B3: 3, B4: 3, B5: 3, C1: 4, C2: 2, C3: 3, C4: 2, C5: 3, C6: 3, C7: 2, D1: 3, D2: 3, D3: 3, D4: 3, D5: 4, D6: 2, E1: 3, E2: 2, E3: 2, E4: 3 }

async function openGolden(page: Page): Promise<string> {
  await page.goto('/sign-in')
  await page.getByLabel('银行').selectOption({ label: '衡川农商银行' })
  await page.getByLabel('登录名').fill('wang.lei')
  await page.getByLabel('密码').fill('xiaowei-2025')
  await page.getByLabel('密码').press('Enter')
  await page.waitForURL('**/today')
  const answer = await page.request.get('/api/cases')
  const { cases } = (await answer.json()) as { cases: { caseId: string; customer: { name: string } }[] }
  return `/cases/${cases.find((one) => one.customer.name === '王建国')!.caseId}`
}

test('[S2-54] the golden case shows every figure of its statements, equity, cash flow, limit and schedule', async ({ page }) => {
  await page.goto(`${await openGolden(page)}/basics`)
  for (const [sheet, figures] of Object.entries(SHEETS)) {
    await page.locator(`.case-sheets a[href$="/${sheet}"]`).click()
    await expect.poll(async () => missing(page, figures), { message: sheet }).toEqual([])
  }
})

test('[S2-63] the golden case shows every check with its value and deviation', async ({ page }) => {
  await page.goto(`${await openGolden(page)}/checks`)
  for (const [account, checks] of Object.entries(CHECKS)) {
    await page.locator(`#account-${account} .account-toggle`).click()
    for (const [method, value, deviation] of checks) {
      const check = page.getByRole('article', { name: new RegExp(`^${method} `) })
      await expect(check.locator('.check-outcome')).toContainText(value)
      await expect(check.locator('.check-outcome')).toContainText(deviation)
    }
  }
})

test('[S1-26] the golden case is scored by 27 indicators in five dimensions under a named scorecard', async ({ page }) => {
  const address = await openGolden(page)
  await page.goto(`${address}/score`)
  await expect(page.locator('.dimension')).toHaveCount(5)
  await expect(page.locator('.indicator')).toHaveCount(27)
  await expect(page.getByRole('region', { name: '评分' })).toContainText('SC-2025-01')
  for (const [id, points] of Object.entries(POINTS)) await expect(page.locator(`.indicator [data-figure="${id}"]`)).toHaveText(String(points))
})

/** Figures that stand nowhere on the sheet: typed ones are read from their fields. */
async function missing(page: Page, figures: readonly string[]): Promise<string[]> {
  const text = await page.locator('.case').evaluate((root) => `${root.textContent} ${[...root.querySelectorAll('input')].map((input) => input.value).join(' ')}`)
  return figures.filter((figure) => !text.includes(figure))
}
