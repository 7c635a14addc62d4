import { readdirSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { expect, expectFits, test } from './people.ts'

const FOLDER = 'examples/x-ray'
const FILES = readdirSync(FOLDER).map((name) => `${FOLDER}/${name}`)
const drop = (page: Page) => page.locator('input[data-picks="X-RAY"]').setInputFiles(FILES)

test('a folder of a bank\'s last cases dropped in says what they look like: one check, deviations, shared guarantors and phones, own transfers as sales', async ({ house }) => {
  test.setTimeout(180_000)
  const head = await house('hengchuan').as('liu.yang')
  const page = await head.open('/x-ray')
  const report = page.getByLabel('体检报告')
  const finding = (name: string) => page.getByRole('region', { name: '发现' }).getByRole('listitem').filter({ has: page.locator('summary b', { hasText: name }) })

  await test.step('workbooks, case files, a ledger of the bank and its list of loans are known as what they are', async () => {
    await drop(page)
    await expect(page.getByText(`已读 ${FILES.length} / ${FILES.length}`)).toBeVisible({ timeout: 60_000 })
    const files = page.getByRole('region', { name: '文件' })
    await expect(files.getByRole('listitem').filter({ hasText: '03-谢建军' })).toContainText('案件 谢建军')
    await expect(files.getByText('未读')).toHaveCount(0)
  })

  await test.step('a column read otherwise changes the report at once, and is set right again', async () => {
    await page.getByRole('listitem').filter({ hasText: '本行台账.csv' }).getByRole('button', { name: '对应各列' }).click()
    const columns = page.getByRole('list', { name: '各列含义' })
    const guarantor = columns.getByRole('listitem').filter({ hasText: '担保人电话' }).getByRole('combobox')
    const means = await guarantor.inputValue()
    expect(means).not.toBe('')
    await guarantor.selectOption('')
    await guarantor.selectOption(means)
    await page.getByRole('region', { name: /^对应各列/ }).getByRole('button', { name: '完成' }).click()
  })

  await test.step('each finding names its cases, each case what its file says', async () => {
    for (const name of ['检验不足', '偏差超限', '共用担保人', '共用手机', '互转当作销售']) await expect(finding(name).locator('.x-ray-count')).toContainText(/[1-9]\d* \/ \d+ 案/)
    await finding('互转当作销售').locator('summary').click()
    await finding('互转当作销售').getByRole('button', { name: '谢建军' }).click()
    await expect(page.getByRole('dialog', { name: '谢建军' })).toContainText('算作销售')
    await page.keyboard.press('Escape')
    await expect(report).toContainText('逾期率')
  })

  await test.step('the same on the phone', async () => {
    const phone = await head.open('/x-ray', 'phone')
    await drop(phone)
    await expect(phone.getByText(`已读 ${FILES.length} / ${FILES.length}`)).toBeVisible({ timeout: 60_000 })
    await expect(phone.getByLabel('体检报告')).toContainText('互转当作销售')
    await expectFits(phone)
  })
})
