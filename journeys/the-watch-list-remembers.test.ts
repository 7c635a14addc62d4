import type { Page } from '@playwright/test'
import { expect, test } from './support.ts'

async function signIn(page: Page, login: string): Promise<void> {
  await page.goto('/sign-in')
  await page.getByLabel('登录名').fill(login)
  await expect(page.getByLabel('银行')).not.toHaveValue('')
  await page.getByLabel('密码').fill('xiaowei-2025')
  await page.getByLabel('密码').press('Enter')
  await expect(page.getByRole('banner')).toBeVisible()
}

test('who was rejected by rule is known at the next application, until the risk manager says otherwise', async ({ page, browser, baseURL }) => {
  await signIn(page, 'zhao.min')
  await page.goto(`/customers?search=${encodeURIComponent('蔡某某')}`)
  await page.getByRole('row', { name: /蔡某某/ }).click()
  const list = page.getByRole('region', { name: '关注名单' })
  await expect(list.getByRole('listitem')).toContainText('H04 FR07、H04 FR12、H05、H07、可贷额度')
  await expect(list.getByRole('button', { name: '移出名单' })).toHaveCount(0)
  const customer = page.url()
  await page.getByRole('main').getByRole('link', { name: '受理申请' }).first().click()
  await expect(page.getByText('此客户在关注名单上')).toBeVisible()

  const other = await browser.newPage({ baseURL })
  await signIn(other, 'zhou.hua')
  await other.goto(customer)
  await other.getByRole('button', { name: '移出名单' }).click()
  await other.getByRole('dialog').getByLabel('理由').fill('实地复查，经营属实')
  await other.getByRole('dialog').getByRole('button', { name: '移出名单' }).click()
  await expect(other.getByRole('region', { name: '关注名单' })).toContainText('周华移出：实地复查，经营属实')
  await other.close()

  await page.reload()
  await expect(page.getByRole('heading', { level: 1, name: '受理申请' })).toBeVisible()
  await expect(page.getByText('此客户在关注名单上')).toHaveCount(0)
})
