import type { Locator, Page } from '@playwright/test'
import { type House, type Person, expect, test } from './people.ts'

/** Taken over by the bank; 60,000 at 7.8 % in twelve equal parts of principal, five of them paid. */
const CUSTOMER = '施长林'
const DAYS = ['2025-03-12', '2025-03-13', '2025-03-14'] as const
const TODAY = '2025-03-15'
const STEPS: readonly (readonly [step: string, doneOn: string, says: string])[] = [
  ['书面催收', '20250120', '已签收未还款'], ['上门催收', '20250210', '店铺已经关门'], ['向保证人追索', '20250225', '保证人无力代偿'], ['起诉或申请支付令', '20250310', '已终结执行'],
]

test.use({ alone: 'a-note-falls-ninety-one-days-behind' })

test('a note that falls ninety-one days behind is classified, leaves the balance sheet, is partly recovered, written off by two people and recovered from again', async ({ house, product }) => {
  test.setTimeout(240_000)
  const people = house('hengchuan')
  const counter = await people.as('shen.bo')
  const { noteId, number } = await noteOf(counter)
  const desk = await counter.open(`/notes/${noteId}`)
  const head = desk.getByRole('region', { name: '借据', exact: true })
  await test.step('eighty-nine days behind it is special mention and its interest still counts', async () => {
    await expect(head.getByRole('heading')).toContainText('逾期 89 天')
    await figure(head, '剩余本金', '35,000.00')
    await fact(head, '风险分类', '关注')
    await fact(head, '计息', '应计')
  })
  await test.step('three days end', () => {
    for (const day of DAYS) {
      const { code, said } = product.weidai('day', 'close', day, '--bank', 'hengchuan')
      expect(code, said).toBe(0)
    }
  })
  await test.step('the floor made it substandard on the ninety-first day', async () => {
    await desk.reload()
    await expect(head.getByRole('heading')).toContainText('逾期 92 天')
    await fact(head, '风险分类', '次级')
    await fact(head, '计息', '2025-03-14 起非应计')
    const classes = desk.getByRole('region', { name: '风险分类' })
    await expect(classes.getByRole('listitem').first()).toContainText('按逾期天数，逾期 91 天')
  })
  await test.step('its interest stands beside the balance sheet', async () => offTheBalanceSheet(people, number))
  await test.step('five thousand at the counter go to principal first', async () => {
    await desk.getByRole('button', { name: '记还款' }).click()
    const form = desk.getByRole('dialog')
    await form.getByLabel('金额').click()
    await form.getByLabel('金额').fill('5000')
    await form.getByLabel('还款渠道').selectOption({ label: '现金' })
    await expect(form.getByRole('region', { name: '去处预览' }).getByRole('listitem')).toHaveText([/^第 6 期本金5,000\.00$/])
    await form.getByRole('button', { name: '入账 5,000.00 元' }).click()
    await figure(head, '剩余本金', '30,000.00')
  })
  await test.step('an officer asks to write it off, naming what was tried and the resolution', async () => {
    await askWriteOff(await (await people.as('li.na')).open(`/notes/${noteId}`))
  })
  await test.step('the president approves, and the principal leaves the balance sheet', async () => {
    await approveWriteOff(await (await people.as('tang.hong')).open('/note-requests'))
  })
  await test.step('two thousand that come later are recovered', async () => {
    await desk.reload()
    await expect(head.getByRole('heading')).toContainText('已核销')
    await fact(head, '核销本金', '30,000.00')
    await act(desk, '核销收回')
    const form = desk.getByRole('dialog')
    await form.getByLabel('金额').fill('2000')
    await form.getByLabel('事由').fill('借款人亲属代还')
    await form.getByRole('button', { name: '登记', exact: true }).click()
    await fact(head, '核销后收回', '2,000.00')
    const ledger = await (await people.as('ding.yi')).open(`/ledger?day=${TODAY}`)
    await account(ledger, '已核销贷款收回', { credit: '2,000.00', moved: '2,000.00' })
    await account(ledger, '已核销贷款', { debit: '30,000.00', credit: '2,000.00', moved: '28,000.00' })
    await expect(ledger.getByText('借贷平衡')).toBeVisible()
    await ledger.close()
  })
})

async function noteOf(who: Person): Promise<{ noteId: string; number: string }> {
  const { notes } = await who.get<{ notes: { noteId: string; number: string }[] }>(`/api/notes?q=${encodeURIComponent(CUSTOMER)}`)
  return notes[0]!
}

/** Four months of interest and a day of the fifth, taken out of what is owed and kept as a memo. */
async function offTheBalanceSheet(people: House, number: string): Promise<void> {
  const ledger = await (await people.as('ding.yi')).open('/ledger?day=2025-03-14')
  await expect(ledger.getByText('借贷平衡')).toBeVisible()
  for (const [name, column] of [['表外应收未收利息', '借方'], ['应收贷款利息', '贷方']] as const) {
    await ledger.getByRole('button', { name: new RegExp(`${name}$`) }).click()
    const row = ledger.getByRole('row').filter({ hasText: number }).filter({ hasText: '转表外' })
    await expect(row, column).toContainText('718.15')
    await ledger.getByRole('button', { name: '试算平衡表' }).click()
  }
  await ledger.close()
}

async function askWriteOff(page: Page): Promise<void> {
  await act(page, '核销')
  const form = page.getByRole('dialog')
  for (const [step, doneOn, says] of STEPS) {
    const tried = form.getByRole('group', { name: step })
    await tried.getByRole('textbox', { name: '完成日' }).fill(doneOn)
    await tried.getByLabel('结果').fill(says)
  }
  await form.getByLabel('审贷会决议').fill('审贷会 2025 年第 2 次会议同意核销')
  await form.getByLabel('事由').fill('已无财产可供执行')
  await form.getByRole('button', { name: '提交复核' }).click()
  await expect(page.getByRole('region', { name: '核销申请' })).toContainText('李娜')
  await page.close()
}

async function approveWriteOff(page: Page): Promise<void> {
  const request = page.getByRole('region', { name: '核销申请' }).filter({ hasText: CUSTOMER })
  await request.getByRole('button', { name: '同意并办理' }).click()
  await page.getByRole('dialog').getByLabel('复核意见').fill('同意核销，账销案存')
  await page.getByRole('dialog').getByRole('button', { name: '同意并办理' }).click()
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(request).toHaveCount(0)
  await page.goto(`/ledger?day=${TODAY}`)
  await account(page, '已核销贷款', { debit: '30,000.00', moved: '30,000.00' })
  await page.close()
}

/** An account of the trial balance: what moved it on the day, and by how much its end lies above its beginning; other notes stand on it as well. */
async function account(ledger: Page, name: string, says: { debit?: string; credit?: string; moved: string }): Promise<void> {
  const cells = ledger.getByRole('row').filter({ has: ledger.getByRole('button', { name: new RegExp(`^\\d+\\s*${name}$`) }) }).getByRole('cell')
  for (const [at, text] of [[2, says.debit], [3, says.credit]] as const) if (text !== undefined) await expect(cells.nth(at)).toHaveText(text)
  const fenOf = (text: string): number => Math.round(Number(text.replaceAll(/[^\d.]/g, '')) * 100)
  expect(fenOf(await cells.nth(5).innerText()) - fenOf(await cells.nth(1).innerText())).toBe(fenOf(says.moved))
}

/** Opens an act of the note's menu. */
async function act(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: '办理变更' }).click()
  const line = page.getByRole('dialog').getByRole('listitem').filter({ has: page.getByText(name, { exact: true }) })
  await line.getByRole('button').click()
}

/** One of the large figures of a note. */
async function figure(head: Locator, label: string, says: string): Promise<void> {
  await expect(head.locator('.servicing-figures > div').filter({ hasText: label })).toContainText(says)
}

/** A fact of a panel by its label. */
async function fact(panel: Locator, label: string, says: string): Promise<void> {
  await expect(panel.getByRole('term').filter({ hasText: new RegExp(`^${label}$`) }).locator('xpath=following-sibling::*[1]')).toContainText(says)
}
