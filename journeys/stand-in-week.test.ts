import type { Page } from '@playwright/test'
import { HENGCHUAN, startCase } from './carry/index.ts'
import { expect, test } from './people.ts'

const WEEK = ['2025-03-12', '2025-03-13', '2025-03-14', '2025-03-15', '2025-03-16', '2025-03-17', '2025-03-18'] as const

test.use({ alone: 'stand-in-week' })

test('in the week of a stand-in the deputy does the officer\'s act and both names stand on it; after the week he cannot', async ({ house, product }) => {
  test.setTimeout(240_000)
  const people = house('hengchuan')
  const [first, second] = [startCase(house, { cast: HENGCHUAN, owner: '单于静' }), startCase(house, { cast: HENGCHUAN, owner: '公冶萍' })]
  await first.to('VISITED')
  await second.to('VISITED')
  const deputy = await people.as('zhao.min')
  const desk = await deputy.open('/tasks')
  await test.step('before, the case is out of the deputy\'s sight', async () => {
    await expect(desk.getByText(/^\d+ 项待办/)).toBeVisible()
    await expect(desk.getByText('单于静')).toHaveCount(0)
    await desk.goto(`/cases/${first.caseId}/basics`)
    await expect(desk.getByText('没有找到业务')).toBeVisible()
  })
  await test.step('the supervisor arranges the week', async () => {
    const supervisor = await (await people.as('chen.jing')).open('/stand-ins')
    await supervisor.getByRole('button', { name: '安排代岗' }).first().click()
    const form = supervisor.getByRole('dialog')
    await form.getByLabel('请假人（A角）').selectOption({ label: '王磊' })
    await form.getByLabel('岗位').selectOption({ label: '客户经理' })
    await form.getByLabel('代岗人（B角）').selectOption({ label: '赵敏' })
    await expect(form.getByRole('textbox', { name: '止（不含）' })).toHaveValue('2025-03-19')
    await form.getByLabel('事由').fill('王磊休年假一周')
    await form.getByRole('button', { name: '安排', exact: true }).click()
    await expect(supervisor.getByRole('listitem').filter({ hasText: '赵敏 代 王磊' })).toContainText('代岗中')
    await supervisor.close()
  })
  await test.step('the deputy is told, finds the task in her inbox and submits', async () => {
    await desk.goto('/tasks')
    const line = desk.getByRole('listitem').filter({ hasText: '单于静' }).filter({ hasText: '编表与检验' })
    await expect(line).toContainText('代王磊办理')
    await line.getByRole('button', { name: '去办理' }).click()
    await submit(desk)
  })
  await test.step('task and history carry both names', async () => {
    const page = await (await first.by.lead()).open(`/cases/${first.caseId}/tasks`)
    await page.getByRole('link', { name: '办理进度' }).click()
    await expect(page.getByRole('listitem').filter({ hasText: '编表与检验' }).first()).toContainText('赵敏（代王磊办理）')
    await page.getByRole('link', { name: '办理经过' }).click()
    await expect(page.getByRole('listitem').filter({ hasText: '代岗办理' })).toContainText('赵敏（代王磊）')
    await page.close()
  })
  await test.step('the week passes', () => {
    for (const day of WEEK) {
      const { code, said } = product.weidai('day', 'close', day, '--bank', 'hengchuan')
      expect(code, said).toBe(0)
    }
  })
  await test.step('the deputy cannot any more: not in her inbox, not on the case, not by request', async () => {
    await desk.goto('/tasks')
    await expect(desk.getByRole('banner')).toContainText('2025-03-19')
    await expect(desk.getByText(/^\d+ 项待办/)).toBeVisible()
    await expect(desk.getByText('公冶萍')).toHaveCount(0)
    await desk.goto(`/cases/${second.caseId}/basics`)
    await expect(desk.getByText('没有找到业务')).toBeVisible()
    const refused = await deputy.ask('POST', `/api/cases/${second.caseId}/submit`, { rowVersion: 2 })
    expect([403, 404]).toContain(refused.status)
  })
  await test.step('the officer is back and finds it with him', async () => {
    const page = await (await second.by.lead()).open('/tasks')
    await expect(page.getByRole('listitem').filter({ hasText: '公冶萍' }).filter({ hasText: '编表与检验' })).toContainText('王磊')
    await page.goto('/stand-ins')
    await expect(page.getByRole('listitem').filter({ hasText: '赵敏 代 王磊' })).toContainText('已过')
  })
})

async function submit(desk: Page): Promise<void> {
  await desk.getByRole('button', { name: '提交审查' }).filter({ visible: true }).click()
  await desk.getByRole('dialog').getByRole('button', { name: '提交', exact: true }).click()
  await expect(desk.getByText(/版已提交，等待审查/)).toBeVisible()
}
