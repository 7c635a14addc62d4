import type { Page } from '@playwright/test'
import { QINGSHAN, seatedOf, startCase } from './carry/index.ts'
import { expect, test } from './people.ts'

test('withdrawn while it waits on the agenda, everything open is cancelled; taken up again its papers are there', async ({ house }) => {
  test.setTimeout(180_000)
  const way = startCase(house, { cast: QINGSHAN, owner: '澹台敏' })
  await way.to('CONVENED')
  const officer = await (await way.by.lead()).open(`/cases/${way.caseId}/application`)
  const member = await (await seatedOf(await way.table(), way.itemId))[1]!.open(`/committee/${way.meetingId}`)
  await expect(member.getByRole('heading', { name: /澹台敏/ })).toBeVisible()
  await test.step('the customer takes his application back', async () => {
    await officer.getByRole('button', { name: '撤回', exact: true }).first().click()
    const dialog = officer.getByRole('dialog')
    await expect(dialog).toContainText('后面各环节未办的事项一并取消')
    await dialog.getByLabel('客户撤回的原因').fill('客户已向亲属借到周转资金')
    await dialog.getByRole('button', { name: '撤回', exact: true }).click()
    await expect(officer.getByText('申请已撤回，材料留存')).toBeVisible()
  })
  await test.step('nobody waits for it any more', async () => {
    await tasks(officer)
    await expect(officer.getByRole('region', { name: '任务' }).getByRole('button', { name: /去办理|认领/ })).toHaveCount(0)
    for (const login of ['dai.yue', 'cui.hai', 'du.juan', 'mao.ning']) {
      const page = await (await house('qingshan').as(login)).open('/tasks')
      await expect(page.getByRole('heading', { level: 1, name: '待办' })).toBeVisible()
      await expect(page.getByRole('region', { name: '待办' }).getByText('澹台敏')).toHaveCount(0)
      await page.close()
    }
  })
  await test.step('it has left the table', async () => {
    await member.reload()
    await expect(member.getByText('本案已延期：客户撤回申请', { exact: false })).toBeVisible()
    await member.goto(`/cases/${way.caseId}/committee`)
  })
  await test.step('taken up again, all its papers and figures are there', async () => {
    await officer.goto(`/cases/${way.caseId}/application`)
    await officer.getByRole('button', { name: '重新受理' }).click()
    const dialog = officer.getByRole('dialog')
    await dialog.getByLabel('理由').fill('亲属的钱没有到位，客户仍要申请')
    await dialog.getByRole('button', { name: '重新受理' }).click()
    await expect(officer.getByText('已重新受理')).toBeVisible()
    await officer.getByRole('button', { name: '准入', exact: true }).click()
    await officer.getByRole('dialog').getByRole('button', { name: '准入', exact: true }).click()
    await officer.goto(`/cases/${way.caseId}/score`)
    await expect(officer.locator('.rail-limit')).toContainText('118,000.00')
    await officer.goto(`/cases/${way.caseId}/versions`)
    await expect(officer.getByRole('heading', { name: '第 1 版' })).toBeVisible()
  })
  await test.step('the committee waits for it anew', async () => {
    const recorder = await (await way.by.recorder()).open('/committee')
    await expect(recorder.getByRole('row', { name: way.number })).toContainText('澹台敏')
    await tasks(officer)
    await expect(officer.getByRole('region', { name: '任务' })).toContainText('排会')
  })
})

async function tasks(page: Page): Promise<void> {
  await page.getByRole('link', { name: '办理进度' }).click()
  await expect(page.getByRole('region', { name: '任务' }).getByRole('listitem').first()).toBeVisible()
}
