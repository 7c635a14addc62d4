import type { Page } from '@playwright/test'
import { QINGSHAN, startCase } from './carry/index.ts'
import { expect, expectFits, test } from './people.ts'

/** What the forward cash flow of GC-01 leads to: much in the summer, when stock is sold off, interest alone in the month of the rent. */
const PRINCIPALS = ['5,900.00', '7,100.00', '25,900.00', '9,800.00', '26,100.00', '9,900.00', '7,600.00', '6,500.00', '8,300.00', '0.00', '3,700.00', '7,200.00']

test('[S4-26] [S2-78] [S2-125] a shop repays by its season: out of eleven ways the one fitted to its cash goes from the workbook to the note', async ({ house }) => {
  test.setTimeout(180_000)
  const way = startCase(house, { cast: QINGSHAN, owner: '邱逢春' })
  await way.to('VISITED')
  const officer = await (await way.by.lead()).open(`/cases/${way.caseId}/schedule`)
  await test.step('the officer compares the ways and takes over the fitted one', () => takeOver(officer))
  await way.to('REVIEWED')
  await way.to('RESOLVED')
  await test.step('the decision shows it row by row beside the falling curve, on the phone too', async () => {
    for (const desk of [officer, await (await way.by.lead()).open('/today', 'phone')]) {
      await desk.goto(`/cases/${way.caseId}/decision`)
      await expect(desk.getByRole('img', { name: /风险敞口随还款下降，2026-03-\d\d 降到 0/ })).toBeVisible()
      await expect(desk.locator('.plan-rows tbody tr')).toHaveCount(PRINCIPALS.length)
      await expect(desk.locator('.plan-rows tbody td:nth-child(4)')).toHaveText(PRINCIPALS)
      await expect(desk.getByRole('main')).toContainText('按现金流不规则还本')
      await expectFits(desk)
    }
  })
  await test.step('contract and note keep every one of its amounts', async () => {
    await way.to('PAID')
    await officer.goto(`/cases/${way.caseId}/servicing`)
    await expect(officer.locator('.servicing-plan tbody td:nth-child(4)')).toHaveText(PRINCIPALS)
    await expect(officer.getByRole('img', { name: /风险敞口|剩余本金|余额/ }).first()).toBeVisible()
  })
})

async function takeOver(officer: Page): Promise<void> {
  const ways = officer.getByRole('region', { name: '按现金流安排还款' })
  await expect(ways).toContainText('每月以净现金的 34.98 % 还款')
  await expect(ways.locator('.way-name')).toHaveCount(11)
  await expect(ways).toContainText('当月没有净现金，只付利息')
  await ways.getByRole('button', { name: '采用现金流匹配方案' }).click()
  await expect(ways).toContainText('这就是现在的还款方式')
  await expect(officer.getByText('已保存').first()).toBeVisible()
}
