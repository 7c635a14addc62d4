import type { Page } from '@playwright/test'
import type { Committee } from '#loan/committee/domain'
import { QINGSHAN, type Way, rc01, startCase } from './carry/index.ts'
import { expect, expectFits, test } from './people.ts'

/** What the bank knows from third persons and from its own rules: none of it may stand in a letter to the customer. */
const CONFIDENTIAL = ['赌博', '介绍人', '无实际经营', '过账', '表述模糊', 'FR0', 'H04', 'H05', '评分', '规则']

test('[S0-46] RC-01 is stopped before the committee; the customer reads neutral words and stays on the watch list', async ({ house }) => {
  const way = startCase(house, { cast: QINGSHAN, owner: '蔡贵荣', file: rc01() })
  await way.to('VISITED')
  const officer = await way.by.lead()
  const phone = await officer.open(`/cases/${way.caseId}/soft`, 'phone')
  await test.step('submitting ends the case: every rule broken is named to the officer', () => submit(phone))
  way.reached('SUBMITTED')
  await test.step('it waits for nobody any more, neither at review nor at the committee', () => waitsForNobody(way))
  await test.step('the letter to the customer says no and gives nothing away', () => readLetter(phone, way))
  await test.step('the watch list remembers, for whoever takes in the next application', async () => {
    const other = await (await way.by.assist()).open(`/customers/${way.customerId}`)
    await expect(other.getByRole('region', { name: '关注名单' }).getByRole('listitem')).toContainText('FR06')
      await other.getByRole('main').getByRole('link', { name: '受理申请' }).first().click()
    await expect(other.getByText('此客户在关注名单上')).toBeVisible()
  })
})

async function submit(phone: Page): Promise<void> {
  await phone.getByRole('button', { name: '展开测评' }).tap()
  const reasons = phone.getByRole('region', { name: '拒绝理由' }).filter({ visible: true })
  for (const says of ['有赌博行为并经证实', '无实际经营', '现有债务月支出 8,437.50 超过月可支配资金', '没有还款来源']) await expect(reasons).toContainText(says)
  await expectFits(phone)
  await phone.keyboard.press('Escape')
  await phone.getByRole('button', { name: '提交审查' }).filter({ visible: true }).tap()
  const dialog = phone.getByRole('dialog').filter({ has: phone.getByRole('button', { name: '提交', exact: true }) })
  await expect(dialog).toContainText('按规则拒绝，不再进入审查')
  await dialog.getByRole('button', { name: '提交', exact: true }).tap()
  await expect(phone.getByText('第 1 版按规则拒绝，已归入拒绝案例')).toBeVisible()
}

async function waitsForNobody(way: Way): Promise<void> {
  const reviewer = await way.by.reviewer()
  const desk = await reviewer.open('/tasks')
  await expect(desk.getByRole('heading', { level: 1, name: '待办' })).toBeVisible()
  await expect(desk.getByText(way.number)).toHaveCount(0)
  await desk.goto(`/cases/${way.caseId}/review`)
  await expect(desk.getByText('按规则拒绝的业务不再审查')).toBeVisible()
  await expect(desk.getByRole('button', { name: '开始审查' })).toHaveCount(0)
  expect((await reviewer.ask('POST', `/api/cases/${way.caseId}/review/begin`)).status).toBe(409)
  const { waiting } = await (await way.by.recorder()).get<Committee>('/api/committee')
  expect(waiting.map(({ caseId }) => caseId)).not.toContain(way.caseId)
}

async function readLetter(phone: Page, way: Way): Promise<void> {
  await phone.goto(`/cases/${way.caseId}/soft`)
  await phone.getByRole('button', { name: '给客户的通知' }).filter({ visible: true }).first().tap()
  const letter = phone.getByRole('dialog', { name: '给客户的通知' })
  await expect(letter).toContainText('蔡贵荣 客户')
  await expect(letter).toContainText(way.number)
  const text = await letter.innerText()
  expect(CONFIDENTIAL.filter((word) => text.includes(word))).toEqual([])
  await expectFits(phone)
}
