import type { Page } from '@playwright/test'
import { expect, test } from './people.ts'

/** Everything a newcomer clicks, counted on every page he opens. */
async function counting(page: Page): Promise<() => Promise<number>> {
  await page.evaluate(() => {
    const counted = globalThis as unknown as { clicks: number }
    counted.clicks = 0
    document.addEventListener('click', () => { counted.clicks += 1 }, true)
  })
  return () => page.evaluate(() => (globalThis as unknown as { clicks: number }).clicks)
}

test('[S4-29] [S2-119] a newcomer who follows the README pays out a first loan in four roles and few clicks', async ({ house }) => {
  const bank = house('hengchuan')
  const began = Date.now()
  let clicks = 0
  const asPerson = async (login: string, work: (page: Page) => Promise<void>): Promise<void> => {
    const page = await (await bank.as(login)).open('/today')
    const clicked = await counting(page)
    await page.getByText('曾丽华').first().click()
    await page.getByRole('navigation', { name: '路径' }).getByRole('link', { name: '签约' }).click()
    await work(page)
    clicks += await clicked()
  }

  await asPerson('chen.jing', async (page) => {
    await expect(page.getByRole('button', { name: '流程合规' })).toBeVisible()
    for (const question of await page.locator('section.panel textarea').all()) await question.fill('是，没有')
    await page.getByRole('button', { name: '流程合规' }).click()
    await expect(page.getByText('已确认，可以录入放款')).toBeVisible()
  })
  await asPerson('shen.bo', async (page) => {
    await page.getByRole('button', { name: '录入放款' }).click()
    await expect(page.getByText('等待另一人复核').first()).toBeVisible()
  })
  const checker = await bank.as('su.qing')
  const code = await checker.code()
  await asPerson('su.qing', async (page) => {
    await page.getByLabel('借据金额').fill('82000')
    await page.getByLabel(/放款账号末/).fill('2018')
    await page.getByLabel('验证码').fill(code)
    await page.getByRole('button', { name: '复核无误，放款' }).click()
    await expect(page.getByText('款已放出').first()).toBeVisible()
  })
  await asPerson('li.na', async (page) => {
    await page.getByRole('button', { name: '确认到账…' }).click()
    await page.getByRole('button', { name: '客户已见到钱' }).click()
    await expect(page.getByText('到账已确认')).toBeVisible()
    await page.getByRole('link', { name: '打开还款' }).click()
    await expect(page.getByRole('heading', { name: /借据 JJ2025/ })).toBeVisible()
  })
  test.info().annotations.push({ type: 'first loan', description: `${clicks} clicks, ${Math.round((Date.now() - began) / 1000)} s of machine time` })
  expect(clicks).toBeLessThan(30)
})
