import { randomInt } from 'node:crypto'
import type { Locator, Page } from '@playwright/test'
import { HENGCHUAN, asking, gc01, startCase } from './carry/index.ts'
import type { Worksheet } from '#desk/audit/domain'
import { expect, test } from './people.ts'

const SEED = 'journey-2025-03'
/** Asked for by no other case, so that a sample inside it is this one. */
const ASKED_YUAN = 131_000 + randomInt(1, 1000)
const MISSING = '查询结果未见打印件，请补入案卷'

test('the auditor draws a sample that a seed repeats, fills a worksheet, raises a finding that is answered and closed', async ({ house }) => {
  test.setTimeout(120_000)
  const people = house('hengchuan')
  const one = startCase(house, { cast: HENGCHUAN, owner: '闻人敏', file: asking(gc01(), ASKED_YUAN * 100) })
  await one.to('ADMITTED')
  const auditor = await people.as('xu.lan')
  const desk = await auditor.open('/')
  await test.step('the same seed draws the same cases in the same order', async () => {
    const drawn: (readonly string[])[] = []
    for (const purpose of ['一季度专项抽查', '复核一季度抽查']) {
      await draw(desk, purpose, { 样本数: '4', 随机种子: SEED })
      await expect(desk.getByText(`随机种子 ${SEED}`)).toBeVisible()
      const numbers = desk.getByRole('row').getByText(/^SQ2025\d+$/)
      await expect(numbers).toHaveCount(4)
      drawn.push(await numbers.allTextContents())
    }
    expect(drawn[1]).toEqual(drawn[0])
  })
  await test.step('a sample inside an amount has the one case', async () => {
    await draw(desk, '新受理业务抽查', { 金额下限: String(ASKED_YUAN), 金额上限: String(ASKED_YUAN) })
    await expect(desk.getByText('从 1 件中抽取 1 件')).toBeVisible()
    await desk.getByRole('row', { name: /闻人敏/ }).click()
    await expect(desk.getByRole('heading', { level: 1 })).toContainText(one.number)
  })
  const [, , sampleId] = new URL(desk.url()).pathname.split('/')
  const sheet = `/api/audit/samples/${sampleId}/cases/${one.caseId}`
  const items = desk.getByRole('region', { name: '稽核底稿' }).getByRole('listitem')
  await test.step('item by item beside what the system finds; a problem says what it is; no conclusion before the last', async () => {
    await expect(items).toHaveCount(25)
    await items.nth(0).getByRole('button', { name: '相符' }).click()
    await expect(desk.getByText('还有 24 项未核').first()).toBeVisible()
    await items.nth(1).getByRole('button', { name: '有问题' }).click()
    const ask = desk.getByRole('dialog')
    await expect(ask.getByRole('button', { name: '记下' })).toBeDisabled()
    await ask.getByLabel('说明').fill('打印件缺失')
    await ask.getByRole('button', { name: '记下' }).click()
    await expect(items.nth(1)).toContainText('稽核：打印件缺失')
    await expect(desk.getByRole('button', { name: '结论：未见问题' })).toBeDisabled()
    const { items: all } = await auditor.get<Worksheet>(sheet)
    for (const { no, tick } of all) if (tick === null) await auditor.post(`${sheet}/ticks`, { item: no, verdict: 'OK' })
  })
  await test.step('a finding names who must answer and until when; with it the case is not in order', async () => {
    await desk.reload()
    await raise(desk)
    await expect(desk.getByRole('region', { name: '稽核发现' }).getByRole('listitem')).toContainText('王磊于 2025-03-20 前整改')
    await desk.getByRole('button', { name: '结论：有问题' }).click()
    await expect(desk.getByText('25 项已全部核对').first()).toContainText('结论：有问题')
  })
  await test.step('the officer is told, and answers', async () => {
    const page = await (await one.by.lead()).open('/notices')
    await page.getByRole('link', { name: /稽核发现 JF2025\d+，请于 2025-03-20 前整改/ }).first().click()
    const line = page.getByRole('listitem').filter({ hasText: one.number })
    await expect(line).toContainText(MISSING)
    await say(page, line, '答复', '打印件已补入案卷')
    await expect(line).toContainText('王磊答复：打印件已补入案卷')
    await expect(line.getByRole('button', { name: '答复' })).toHaveCount(0)
    await page.close()
  })
  await test.step('the auditor closes it; what he did is in no chain of the case', async () => {
    await desk.reload()
    const line = desk.getByRole('region', { name: '稽核发现' }).getByRole('listitem')
    await say(desk, line, '了结', '已见打印件')
    await expect(line).toContainText('已了结')
    const { acts } = await auditor.get<{ acts: { act: string; who: string }[] }>(`/api/cases/${one.caseId}/history`)
    expect(acts.length).toBeGreaterThan(0)
    expect(acts.filter(({ who }) => who === '徐岚')).toEqual([])
  })
})

test('the auditor checks every chain of the bank with one click', async ({ house }) => {
  const desk = await (await house('hengchuan').as('xu.lan')).open('/audit')
  await desk.getByRole('button', { name: '一键核对' }).click()
  await expect(desk.getByRole('region', { name: '办理链' })).toContainText(/全部相符：\d+ 条链、\d+ 条记录/)
})

async function draw(desk: Page, purpose: string, fields: Readonly<Record<string, string>>): Promise<void> {
  await desk.goto('/audit')
  await desk.getByRole('button', { name: '抽样', exact: true }).first().click()
  const form = desk.getByRole('dialog')
  for (const [label, text] of Object.entries({ 抽样目的: purpose, ...fields })) {
    await form.getByLabel(label).click()
    await form.getByLabel(label).fill(text)
  }
  await form.getByRole('button', { name: '抽样', exact: true }).click()
  await expect(desk.getByRole('heading', { level: 1 })).toContainText('JH2025')
}

/** A finding on the second item, for the officer to answer. */
async function raise(desk: Page): Promise<void> {
  await desk.getByRole('button', { name: '提出发现' }).click()
  const form = desk.getByRole('dialog')
  await form.getByLabel('案卷项').selectOption('2')
  await form.getByLabel('程度').selectOption({ label: '较重' })
  await form.getByLabel('问题').fill(MISSING)
  await form.getByLabel('整改人').selectOption({ label: '王磊' })
  await form.getByRole('textbox', { name: '整改期限' }).fill('2025-03-20')
  await form.getByRole('button', { name: '提出', exact: true }).click()
}

/** The next word on a finding. */
async function say(page: Page, finding: Locator, act: string, says: string): Promise<void> {
  await finding.getByRole('button', { name: act }).click()
  const form = page.getByRole('dialog')
  await form.getByLabel('内容').fill(says)
  await form.getByRole('button', { name: act }).click()
}
