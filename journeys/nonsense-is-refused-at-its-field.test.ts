import type { Locator, Page } from '@playwright/test'
import { type Person, expect, test } from './people.ts'

/** Paid out by the demonstration; what is tried here is never sent. */
const CUSTOMER = '罗明辉'

interface Wrong { readonly field: string; readonly typed: string; readonly says: RegExp }
const DAYS: readonly Wrong[] = [{ field: '起息日', typed: '昨天', says: /日期/ }, { field: '起息日', typed: '20250101', says: /早于放款日/ }, { field: '起息日', typed: '20290101', says: /晚于营业日/ }]
/** Letters, nothing, and more than there is. */
const money = (field: string, most: RegExp | null = null): readonly Wrong[] => [{ field, typed: '一万块', says: /金额/ }, { field, typed: '0', says: /大于零/ }, ...(most === null ? [] : [{ field, typed: '99999999', says: most }])]
const rate = (field: string): readonly Wrong[] => [{ field, typed: '七厘二', says: /比率|百分|数/ }, { field, typed: '0.01', says: /利率/ }]

/** What a person of the counter states, and what an officer asks for: each form with what may be typed wrong into it. */
const STATED: Readonly<Record<string, readonly Wrong[]>> = { 认定挪用: [...DAYS, ...money('挪用本金', /超过剩余本金/)], 代垫费用: [...DAYS, ...money('金额')] }
const ASKED: Readonly<Record<string, readonly Wrong[]>> = {
  调息: [...DAYS, ...rate('新罚息利率')], 减免: money('金额', /共欠/), 退款: [...money('金额', /可退/), { field: '最迟退付日', typed: '后天', says: /日期/ }],
  展期: [{ field: '首次还款日', typed: '20250101', says: /须晚于/ }, { field: '客户申请日', typed: '下周', says: /日期/ }, { field: '期数', typed: '零', says: /数/ }],
  调整还款计划: [{ field: '首次还款日', typed: '20250101', says: /须晚于/ }],
}

test('nonsense typed into an act is refused at its field, and nothing is written', async ({ house }) => {
  test.setTimeout(240_000)
  const people = house('hengchuan')
  const [cashier, officer] = [await people.as('shen.bo'), await people.as('li.na')]
  const { notes } = await cashier.get<{ notes: { noteId: string }[] }>(`/api/notes?q=${encodeURIComponent(CUSTOMER)}`)
  const noteId = notes[0]!.noteId
  const life = (who: Person) => who.get<unknown>(`/api/notes/${noteId}/history`)
  const before = await life(cashier)
  const [counter, desk] = [await cashier.open(`/notes/${noteId}`), await officer.open(`/notes/${noteId}`)]
  await test.step('money at the counter', () => refusesRepayment(counter))
  for (const [name, wrong] of Object.entries(STATED)) await test.step(name, () => refusesAct(counter, name, wrong, '登记'))
  for (const [name, wrong] of Object.entries(ASKED)) await test.step(name, () => refusesAct(desk, name, wrong, '提交复核'))
  expect(await life(cashier)).toEqual(before)
  expect(await officer.get(`/api/notes/${noteId}/requests`)).toEqual({ requests: [] })
})

async function refusesRepayment(page: Page): Promise<void> {
  await page.getByRole('button', { name: '记还款' }).click()
  const form = page.getByRole('dialog')
  await form.getByLabel('还款种类').selectOption({ label: '归还到期款' })
  await form.getByLabel('还款渠道').selectOption({ label: '现金' })
  await refuses(form, [...money('金额', /应还|没有到期应还/), { field: '还款日', typed: '20290101', says: /晚于营业日/ }, { field: '还款日', typed: '20240101', says: /早于放款日/ }, { field: '还款日', typed: '明天', says: /日期/ }], /^入账/)
  await form.getByRole('button', { name: '取消' }).click()
}

async function refusesAct(page: Page, name: string, wrong: readonly Wrong[], send: string): Promise<void> {
  await page.getByRole('button', { name: '办理变更' }).click()
  const line = page.getByRole('dialog').getByRole('listitem').filter({ has: page.getByText(name, { exact: true }) })
  await line.getByRole('button').click()
  const form = page.getByRole('dialog')
  await form.getByLabel('事由').fill('客户申请并经核实')
  await refuses(form, wrong, new RegExp(`^${send}$`))
  await form.getByRole('button', { name: '返回' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '关闭' }).last().click()
}

/** Each wrong figure is said beneath its own field in Chinese, and the act stays off. */
async function refuses(form: Locator, wrong: readonly Wrong[], send: RegExp): Promise<void> {
  for (const { field, typed, says } of wrong) {
    const control = form.getByRole('textbox', { name: field }).first()
    await control.fill(typed)
    await control.blur()
    await expect(control.locator('xpath=ancestor::*[contains(concat(" ", @class, " "), " field ")][1]').getByRole('alert'), `${field} ${typed}`).toContainText(says)
    await expect(form.getByRole('button', { name: send })).toHaveAttribute('aria-disabled', 'true')
    await control.fill('')
  }
}
