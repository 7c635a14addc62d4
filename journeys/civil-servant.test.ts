import { readFileSync } from 'node:fs'
import type { Locator, Page } from '@playwright/test'
import { CaseFile } from '#common/assessment/domain'
import { HENGCHUAN, startCase } from './carry/index.ts'
import { admit, counterPapers, handIn, nextStep, putOnFileOnPhone, signAndTakeIn, tellOfHome, typeFigure } from './on-the-phone.ts'
import { expect, expectFits, test } from './people.ts'

const GC_02 = CaseFile.parse(JSON.parse(readFileSync(new URL('../examples/gc-02.json', import.meta.url), 'utf8')))
/** Sheets of a shop, which a household on wages has not. */
const OF_A_SHOP = ['损益表', '毛利检验', '库存表', '固定资产'] as const
/** What GC-02 owns, earns and owes, as the household form shows it. */
const SHOWN: Readonly<Record<string, readonly string[]>> = {
  salary: ['6,180.00', '6,320.00', '75,000.00', '24,000.00', '5,400.00', '6,750.00', '1,968.00', '一级科员'],
  balance: ['793,500.00', '271,600.00', '521,900.00'],
  household: ['527,500.00', '1.07%', '620,000.00', '268,000.00'],
}

test('[S2-13] [S0-39] a civil servant is taken in by product and household form, and approved for 60,000.00', async ({ house }) => {
  test.setTimeout(120_000)
  const way = startCase(house, { cast: HENGCHUAN, owner: '陈志远', file: GC_02 })
  const officer = await way.by.lead()
  const phone = await officer.open('/customers', 'phone')
  await test.step('the officer takes him in on his phone, by employer, post and wage', async () => {
    await putOnFileOnPhone(phone, { name: '陈志远', bornOn: '19880520', kind: '工薪客户' })
    way.caseId = await takeIn(phone)
    const items = (await counterPapers(officer, way.caseId)).map(({ item }) => item)
    expect(items).toContain('INCOME_PROOF')
    expect(items).not.toContain('LICENCE')
    await admit(phone)
    way.reached('ADMITTED')
  })
  await test.step('the form is that of a household: wages, property and debts, nothing of a shop', async () => {
    await way.to('WRITTEN')
    const desk = await officer.open(`/cases/${way.caseId}/basics`)
    await readHousehold(desk)
    await readLimit(desk)
    await desk.close()
  })
  await test.step('on the phone it is the same, and from there it is handed in', async () => {
    await way.to('VISITED')
    await phone.goto(`/cases/${way.caseId}/salary`)
    await expect.poll(() => missing(phone.locator('.case'), SHOWN['salary']!)).toEqual([])
    await handIn(phone, '60,000.00')
    way.reached('SUBMITTED')
  })
  await test.step('reviewed and decided, the amount stands to the fen', async () => {
    await way.to('RESOLVED')
    await phone.goto(`/cases/${way.caseId}/decision`)
    await expect(phone.getByRole('main')).toContainText('60,000.00')
    await expect(phone.getByRole('main')).toContainText('6.70%')
    await expectFits(phone)
    const desk = await officer.open(`/cases/${way.caseId}/decision`)
    await expect(desk.getByRole('main')).toContainText('60,000.00')
  })
})

async function takeIn(phone: Page): Promise<string> {
  await phone.getByLabel('担保方式').selectOption('信用')
  await phone.getByLabel('用途类别').selectOption('装修')
  await phone.getByLabel('产品').selectOption('公务员信用贷款')
  await expect(phone.getByRole('status').filter({ hasText: '面向公务员' })).toContainText('5,000')
  await typeFigure(phone, '申请金额', '8万')
  await typeFigure(phone, '期数', '24')
  await phone.getByLabel('用途说明').fill('自住房装修')
  await typeFigure(phone, '用途总额', '98000')
  await typeFigure(phone, '自有资金', '18000')
  await nextStep(phone)
  await tellOfHome(phone, { spouse: '周敏', years: '36', phoneYears: '13' })
  await nextStep(phone)
  for (const label of ['字号', '行业', '经营场所', '有营业执照']) await expect(phone.getByLabel(label)).toHaveCount(0)
  await phone.getByLabel('工作单位').fill('衡川县自然资源局')
  await phone.getByLabel('单位性质').selectOption('机关')
  await phone.getByLabel('用工性质').selectOption('在编')
  await phone.getByLabel('职务').fill('一级科员')
  await phone.getByLabel('单位所在城市').fill('衡川')
  await phone.getByRole('textbox', { name: '入职日期' }).fill('20130801')
  await typeFigure(phone, '月实发工资', '6250')
  await nextStep(phone)
  return signAndTakeIn(phone, /^李娜/)
}

async function readHousehold(desk: Page): Promise<void> {
  const sheets = desk.locator('.case-sheets')
  await expect(sheets.getByRole('link', { name: '工薪收入' })).toBeVisible()
  for (const name of OF_A_SHOP) await expect(sheets.getByRole('link', { name, exact: true })).toHaveCount(0)
  for (const [sheet, figures] of Object.entries(SHOWN)) {
    await sheets.locator(`a[href$="/${sheet}"]`).click()
    await expect.poll(() => missing(desk.locator('.case'), figures), { message: sheet }).toEqual([])
  }
}

async function readLimit(desk: Page): Promise<void> {
  await desk.locator('.case-sheets a[href$="/score"]').click()
  await expect(desk.locator('.rail-limit')).toHaveText('60,000.00')
  await expect(desk.getByRole('region', { name: '评分' }).locator('.score-total')).toHaveText('94 A → B')
  await expect(desk.getByRole('region', { name: '额度约束' })).toContainText('工资倍数约束')
}

/** Figures that stand nowhere on the sheet: typed ones are read from their fields. */
async function missing(sheet: Locator, figures: readonly string[]): Promise<string[]> {
  const text = await sheet.evaluate((root) => `${root.textContent} ${[...root.querySelectorAll('input')].map((input) => input.value).join(' ')}`)
  return figures.filter((figure) => !text.includes(figure))
}
