import { readFileSync } from 'node:fs'
import type { Locator, Page } from '@playwright/test'
import { CaseFile } from '#common/assessment/domain'
import type { ApplicationPanel } from '#loan/application/domain'
import { HENGCHUAN, idNumber, mobile, startCase } from './carry/index.ts'
import { type Person, expect, expectFits, test } from './people.ts'

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
    await putOnFile(phone)
    await takeIn(phone)
    way.caseId = /cases\/([0-9a-f-]{36})/.exec(phone.url())![1]!
    await counterPapers(officer, way.caseId)
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
    await submit(phone, way.caseId)
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

async function putOnFile(phone: Page): Promise<void> {
  await phone.getByRole('button', { name: '新客户建档' }).tap()
  const form = phone.getByRole('dialog')
  await form.getByLabel('姓名').fill('陈志远')
  await form.getByLabel('类型').selectOption('工薪客户')
  await form.getByLabel('身份证号').fill(idNumber('19880520'))
  await form.getByLabel('手机').fill(mobile())
  await form.getByRole('button', { name: '建档', exact: true }).tap()
  await phone.getByRole('main').getByRole('link', { name: '受理申请' }).first().tap()
}

async function takeIn(phone: Page): Promise<void> {
  const figure = async (label: string, text: string): Promise<void> => {
    await phone.getByLabel(label).fill(text)
    await phone.getByRole('button', { name: '完成' }).tap()
  }
  const next = async (): Promise<void> => {
    await expectFits(phone)
    await phone.getByRole('button', { name: '下一步' }).tap()
  }
  await phone.getByLabel('担保方式').selectOption('信用')
  await phone.getByLabel('用途类别').selectOption('装修')
  await phone.getByLabel('产品').selectOption('公务员信用贷款')
  await expect(phone.getByRole('status').filter({ hasText: '面向公务员' })).toContainText('5,000')
  await figure('申请金额', '8万')
  await figure('期数', '24')
  await phone.getByLabel('用途说明').fill('自住房装修')
  await figure('用途总额', '98000')
  await figure('自有资金', '18000')
  await next()
  await phone.getByLabel('婚姻状况').selectOption('已婚')
  await phone.getByLabel('配偶姓名').fill('周敏')
  await phone.getByLabel('子女情况').selectOption({ index: 1 })
  await phone.getByLabel('家庭财产').selectOption('自有住房')
  await phone.getByLabel('居住城市').fill('衡川')
  await phone.getByLabel('居住年数').fill('36')
  await phone.getByLabel('手机归属地').fill('衡川')
  await figure('号码使用年数', '13')
  await next()
  for (const label of ['字号', '行业', '经营场所', '有营业执照']) await expect(phone.getByLabel(label)).toHaveCount(0)
  await phone.getByLabel('工作单位').fill('衡川县自然资源局')
  await phone.getByLabel('单位性质').selectOption('机关')
  await phone.getByLabel('用工性质').selectOption('在编')
  await phone.getByLabel('职务').fill('一级科员')
  await phone.getByLabel('单位所在城市').fill('衡川')
  await phone.getByRole('textbox', { name: '入职日期' }).fill('20130801')
  await figure('月实发工资', '6250')
  await next()
  await phone.getByLabel('身份核验方式').selectOption({ index: 1 })
  await phone.getByLabel('名单核查').selectOption('无记录')
  for (const told of ['已介绍贷款全流程', '已交付资料清单', /已告知行为准则/]) await phone.getByLabel(told).check()
  await phone.getByRole('textbox', { name: '个人信息同意书签署日' }).fill('20250311')
  await phone.getByRole('textbox', { name: '征信查询授权书签署日' }).fill('20250311')
  await phone.getByLabel('签署件存放何处').fill('原件在案卷第 3 页')
  await next()
  const assist = phone.getByLabel('协办')
  await assist.selectOption(await assist.getByRole('option', { name: '李娜' }).getAttribute('value'))
  await phone.getByRole('button', { name: '受理', exact: true }).tap()
  await phone.waitForURL(/\/cases\/[0-9a-f-]{36}/)
}

/** The sheets the spouse signed, and the documents as they came over the counter: an income proof, no licence. */
async function counterPapers(officer: Person, caseId: string): Promise<void> {
  const panel = await officer.get<ApplicationPanel>(`/api/cases/${caseId}/application`)
  expect(panel.documents.map(({ item }) => item)).toEqual(expect.arrayContaining(['INCOME_PROOF']))
  expect(panel.documents.map(({ item }) => item)).not.toContain('LICENCE')
  for (const { partyId } of panel.parties) await officer.post(`/api/cases/${caseId}/consents`, { kind: 'BUREAU', partyId, signedOn: '2025-03-11', evidenceId: null, note: '原件在案卷' })
  for (const { item, isRequired } of panel.documents) if (isRequired) await officer.post(`/api/cases/${caseId}/documents-list`, { item, state: 'RECEIVED', evidenceId: null })
}

async function admit(phone: Page): Promise<void> {
  await phone.reload()
  await phone.getByRole('button', { name: '资料齐备' }).tap()
  await phone.getByRole('button', { name: '准入', exact: true }).tap()
  await phone.getByRole('dialog').getByRole('button', { name: '准入', exact: true }).tap()
  await expect(phone.getByRole('heading', { name: '准入结论' })).toBeVisible()
  await expectFits(phone)
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

async function submit(phone: Page, caseId: string): Promise<void> {
  await phone.goto(`/cases/${caseId}/salary`)
  await expect.poll(() => missing(phone.locator('.case'), SHOWN['salary']!)).toEqual([])
  await expectFits(phone)
  await expect(phone.locator('.fold-pull')).toContainText('60,000.00')
  await phone.getByRole('button', { name: '提交审查' }).filter({ visible: true }).tap()
  await phone.getByRole('dialog').getByRole('button', { name: '提交', exact: true }).tap()
  await expect(phone.getByText('第 1 版已提交，等待审查')).toBeVisible()
}

/** Figures that stand nowhere on the sheet: typed ones are read from their fields. */
async function missing(sheet: Locator, figures: readonly string[]): Promise<string[]> {
  const text = await sheet.evaluate((root) => `${root.textContent} ${[...root.querySelectorAll('input')].map((input) => input.value).join(' ')}`)
  return figures.filter((figure) => !text.includes(figure))
}
