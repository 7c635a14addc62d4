import { Workbook } from '@cj-tech-master/excelts'
import type { Page } from '@playwright/test'
import { HENGCHUAN, startCase } from './carry/index.ts'
import { type Attached, expect, expectFits, test } from './people.ts'

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const OWNER = '钟离山'
/** A file is read in a process of its own, which waits its turn on a busy machine. */
const LONGEST_FILE_MS = 45_000
const DAY_MS = 86_400_000
const [FIRST, LAST] = ['2024-03-13', '2025-03-12']
/** What a newcomer takes for one act, reading included, and the longest the whole may take. */
const SECONDS_AN_ACT = 15
const SECONDS_AT_MOST = 180

/** An export of no bank there is: titles of its own, a column of fees that looks like the amounts, the owner beside the partner. */
async function unseen(name: string, from: string): Promise<Attached> {
  const workbook = new Workbook()
  const sheet = workbook.addWorksheet('交割清单')
  sheet.addRow(['云岭互助社 交割清单'])
  sheet.addRow([`户名：${OWNER}`])
  sheet.addRow(['记账日', '来去', '数目', '手续费金额', '账上余额', '跟谁', '缘故', '本户户名'])
  let balance = 60_000
  for (let day = Date.parse(FIRST); day <= Date.parse(LAST); day += DAY_MS) {
    const on = new Date(day).toISOString().slice(0, 10)
    for (const [way, amount, who, why] of [['来', 14_800, '红旗超市', '货款'], ['去', 14_500, '饮料厂家', '进货']] as const) {
      balance += way === '来' ? amount : -amount
      if (on >= from) sheet.addRow([on, way, amount, way === '来' ? 0 : 2, balance, who, why, OWNER])
    }
  }
  return { name, mimeType: XLSX, buffer: Buffer.from(await workbook.xlsx.writeBuffer()) }
}

/** What a column is said to mean, by its title. */
const columnIn = (page: Page, title: string) => page.getByRole('list', { name: '各列含义' }).getByRole('listitem').filter({ hasText: title }).getByRole('combobox')

/** What a person does on the page, counted. */
class Hand {
  acts = 0
  readonly #page: Page

  constructor(page: Page) {
    this.#page = page
  }

  async press(name: string): Promise<void> {
    this.acts += 1
    await this.#page.getByRole('button', { name }).click()
  }

  async say(column: string, means: string): Promise<void> {
    this.acts += 2
    await columnIn(this.#page, column).selectOption({ label: means })
  }
}

const drop = (page: Page, file: Attached) => page.locator('input[data-picks=BILL]').setInputFiles(file)

test('a statement in a layout nobody has seen is mapped by a newcomer in under three minutes; the next file of it is known at once', async ({ house }) => {
  test.setTimeout(240_000)
  const way = startCase(house, { cast: HENGCHUAN, owner: OWNER })
  await way.to('WRITTEN')
  const officer = await way.by.lead()
  const page = await officer.open(`/cases/${way.caseId}/flows`)
  const phone = await officer.open(`/cases/${way.caseId}/flows`, 'phone')
  const year = await unseen('云岭互助社 交割清单.xlsx', FIRST)

  await test.step('it is not known, and on the phone the mapping fits the screen', async () => {
    await drop(phone, year)
    await expect(phone.getByText('账单版式无法识别')).toBeVisible({ timeout: LONGEST_FILE_MS })
    await phone.getByRole('button', { name: '对应各列，教会系统读这种流水' }).click()
    await expect(phone.getByRole('region', { name: '预览' })).toContainText('行', { timeout: LONGEST_FILE_MS })
    await expectFits(phone)
    await phone.getByRole('button', { name: '取消' }).click()
  })

  const hand = new Hand(page)
  await test.step('what is proposed is looked at against the preview, and set right', async () => {
    await page.getByLabel('文件外销售占比').fill('6')
    await drop(page, year)
    hand.acts += 2
    await expect(page.getByText('账单版式无法识别')).toBeVisible({ timeout: LONGEST_FILE_MS })
    await hand.press('对应各列，教会系统读这种流水')
    const preview = page.getByRole('region', { name: '预览' })
    await expect(columnIn(page, '记账日')).toHaveValue('at', { timeout: LONGEST_FILE_MS })
    // The column of fees is titled as an amount, but the balance steps by the other.
    await expect(columnIn(page, '数目')).toHaveValue('amount')
    await expect(columnIn(page, '手续费金额')).toHaveValue('')
    await expect(preview).toContainText('余额逐行对得上')
    await hand.say('手续费金额', '金额')
    await expect(preview).toContainText('请核对金额、方向与余额列')
    await hand.say('数目', '金额')
    await expect(preview).toContainText('余额逐行对得上')
    await hand.say('跟谁', '对方户名')
    await expect(preview.getByRole('row').nth(1)).toContainText('红旗超市')
    await expect(preview.getByRole('row').nth(1)).toContainText('14,800.00')
    await hand.press('记住版式并读取')
  })

  await test.step('the rows are in the checks of sales and on the sheet of flows', async () => {
    const read = page.getByRole('article', { name: '流水读取结果' })
    await expect(read).toContainText('云岭互助社 交割清单', { timeout: LONGEST_FILE_MS })
    await expect(read.getByRole('listitem').filter({ hasText: 'X14 流水还原' })).toBeVisible()
    expect(hand.acts * SECONDS_AN_ACT, `${hand.acts} acts of a newcomer`).toBeLessThanOrEqual(SECONDS_AT_MOST)
    const sales = page.getByRole('region', { name: '从入账到销售' })
    await expect(sales.getByRole('row', { name: /^计入销售/ })).toContainText('5,402,000.00')
    await expect(page.getByRole('region', { name: /^账户 / })).toContainText('730 笔')
    await page.goto(`/cases/${way.caseId}/checks?account=sales`)
    await expect(page.getByRole('article', { name: 'X14 流水还原' })).toHaveCount(2)
  })

  await test.step('the bank keeps the layout with who taught it', async () => {
    await page.goto('/bill-layouts')
    await expect(page.getByText('云岭互助社 交割清单').first()).toBeVisible()
    await expect(page.getByText('王磊').first()).toBeVisible()
  })

  await test.step('a second file of the layout is read on the phone without a question, and its rows count once', async () => {
    await phone.goto(`/cases/${way.caseId}/flows`)
    await drop(phone, await unseen('二月三月.xlsx', '2025-02-01'))
    await expect(phone.getByRole('article', { name: '流水读取结果' })).toContainText('云岭互助社 交割清单', { timeout: LONGEST_FILE_MS })
    await expect(phone.getByRole('region', { name: /^账户 / })).toContainText('另有 80 笔与其他文件重复，未再计')
    await expect(phone.getByRole('row', { name: /^计入销售/ })).toContainText('5,402,000.00')
    await expectFits(phone)
  })
})
