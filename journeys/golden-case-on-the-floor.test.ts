import { randomInt } from 'node:crypto'
import type { Page } from '@playwright/test'
import type { Meeting } from '#loan/committee/domain'
import { BAIYUN, type Way, startCase } from './carry/index.ts'
import { type House, type Person, expect, expectFits, test } from './people.ts'

test('[S2-45] [S2-51] GC-01 passes the stations of the floor, each in other hands', async ({ house }) => {
  test.setTimeout(180_000)
  const people = house('baiyun')
  const way = startCase(house, { cast: BAIYUN, owner: '王建国' })
  await way.to('FILED')
  const manager = await way.by.acceptor()
  const floor = await (await people.as('pu.cun')).open('/floor')
  await test.step('the supervisor sees it queue and names lead and assistant this evening', async () => {
    await assign(floor, way)
    way.reached('ASSIGNED')
  })
  await test.step('central operations admits it and asks the bureau; the investigator may not', async () => {
    const investigator = await (await way.by.lead()).open('/today')
    const desk = await (await way.by.admits()).open('/tasks')
    await admit(desk, way)
    way.reached('ADMITTED')
    await investigator.goto(`/cases/${way.caseId}/bureau`)
    await expect(investigator.getByRole('button', { name: '登记报告' }).first()).toHaveAccessibleDescription('征信由集中作业岗查询')
    await enterReport(desk, way)
    await way.to('WRITTEN')
  })
  await test.step('who manages the customer may not investigate him', () => managesOnly(manager, way))
  await test.step('the reviewer finds it at her station', async () => {
    await way.to('SUBMITTED')
    await queuesAtReview(floor, way)
    await way.to('REVIEWED')
  })
  await test.step('nobody of the line sits on its committee', async () => {
    const goes = await lineMember(people)
    await convene(await way.by.recorder(), way)
    await goes()
    way.reached('CONVENED')
  })
  await test.step('the committee decides, and the manager tells his customer', async () => {
    await way.to('RESOLVED')
    await answer(await manager.open(`/cases/${way.caseId}/decision`, 'phone'))
  })
})

/** Row of a station: name, queue, unclaimed, late, oldest. */
function station(floor: Page, name: string) {
  return floor.getByRole('region', { name: '工位' }).getByRole('row').filter({ has: floor.getByRole('button', { name, exact: true }) })
}

async function assign(floor: Page, way: Way): Promise<void> {
  const row = station(floor, '派单').getByRole('cell')
  await expect(row.nth(1)).toHaveText(/[1-9]/)
  await expect(row.nth(4)).toHaveText('今天')
  await floor.getByRole('button', { name: '去派单' }).click()
  await floor.getByLabel(`选中 ${way.number}`).check()
  await floor.getByRole('button', { name: '批量派单 1 件' }).click()
  const dialog = floor.getByRole('dialog')
  await expect(dialog.getByLabel('主办').locator('option').filter({ hasText: '安琪' })).toHaveCount(0)
  await dialog.getByLabel('主办').selectOption({ label: await optionOf(dialog, '卞涛') })
  await dialog.getByLabel('协办').selectOption({ label: await optionOf(dialog, '柴玲') })
  await dialog.getByRole('button', { name: '派单', exact: true }).click()
  await expect(dialog).toHaveCount(0)
  await expect(floor.getByLabel(`选中 ${way.number}`)).toHaveCount(0)
}

async function optionOf(dialog: ReturnType<Page['getByRole']>, name: string): Promise<string> {
  return await dialog.getByLabel('主办').locator('option').filter({ hasText: name }).first().textContent() ?? ''
}

async function admit(desk: Page, way: Way): Promise<void> {
  const line = desk.getByRole('listitem').filter({ hasText: way.number }).filter({ hasText: '准入' })
  await line.getByRole('button', { name: '认领' }).click()
  await line.getByRole('button', { name: '去办理' }).click()
  await desk.getByRole('button', { name: '准入', exact: true }).click()
  await desk.getByRole('dialog').getByRole('button', { name: '准入', exact: true }).click()
  await expect(desk.getByText('已准入，调查开始')).toBeVisible()
}

async function enterReport(desk: Page, way: Way): Promise<void> {
  await desk.goto('/tasks')
  const line = desk.getByRole('listitem').filter({ hasText: way.number }).filter({ hasText: '征信查询' })
  await line.getByRole('button', { name: '认领' }).click()
  await line.getByRole('button', { name: '去办理' }).click()
  const guarantor = desk.getByRole('listitem').filter({ hasText: '保证人' }).filter({ hasText: '李强' })
  await guarantor.getByRole('button', { name: '登记报告' }).click()
  await guarantor.getByRole('button', { name: '登记李强的报告' }).click()
  await expect(guarantor.getByRole('list', { name: '征信五问' }).getByRole('listitem')).toHaveCount(5)
}

async function managesOnly(manager: Person, way: Way): Promise<void> {
  const page = await manager.open(`/cases/${way.caseId}/visit`)
  await expect(page.getByText('还没有访前计划')).toBeVisible()
  await page.goto(`/cases/${way.caseId}/basics`)
  await expect(page.getByRole('heading', { name: '贷款需求' })).toBeVisible()
  await expect(page.getByRole('button', { name: '提交审查' }).first()).toHaveAttribute('aria-disabled', 'true')
  await expect(page.getByLabel('申请金额')).toHaveCount(0)
  const refused = await manager.ask('PUT', `/api/cases/${way.caseId}/draft`, { rowVersion: 1, caseFile: way.file })
  expect(refused.status).toBe(403)
  await page.close()
}

async function queuesAtReview(floor: Page, way: Way): Promise<void> {
  await floor.goto('/floor')
  await expect(station(floor, '审查').getByRole('cell').nth(2)).toHaveText(/[1-9]/)
  await expect(station(floor, '审查').getByRole('cell').nth(4)).toHaveText(/今天|天/)
  await station(floor, '审查').getByRole('button').click()
  await expect(floor.getByRole('region', { name: '审查', exact: true }).getByRole('listitem').filter({ hasText: way.number })).toContainText('岗位池：审查')
}

/** Somebody of the line is given the post of a member and a seat, against the order of the house. */
async function lineMember(people: House): Promise<() => Promise<unknown>> {
  const [president, administrator] = [await people.as('tu.yin'), await people.as('admin')]
  const { staffId } = await administrator.post<{ staffId: string }>('/api/staff', { login: `line${randomInt(1_000_000)}`, name: '尹航', unitId: president.unitId, posts: [{ post: 'INVESTIGATION', unitId: president.unitId }, { post: 'COMMITTEE_MEMBER', unitId: president.unitId }] })
  const { bodies } = await president.get<{ bodies: { bodyId: string; authority: string }[] }>('/api/committee/bodies')
  for (const { bodyId } of bodies.filter(({ authority }) => authority === 'DEPARTMENT_COMMITTEE')) await president.post(`/api/committee/bodies/${bodyId}/members`, { staffId, seat: 'MEMBER', certificate: 'MATURE', certifiedUntil: '2026-12-31' })
  return () => administrator.post(`/api/staff/${staffId}/suspension`, { reason: '不作审贷会委员' })
}

async function convene(recorder: Person, way: Way): Promise<void> {
  const desk = await recorder.open('/committee')
  await desk.getByLabel(new RegExp(way.number)).check()
  await desk.getByRole('button', { name: /排会/ }).click()
  const drawer = desk.getByRole('dialog')
  await drawer.getByLabel('地点').fill('三楼会议室')
  await drawer.getByLabel('时间').fill('2025-03-12T19:00')
  await expect(drawer.getByRole('listitem').filter({ hasText: '尹航' }).first()).toContainText('业务条线人员不作审贷会委员')
  await drawer.getByRole('button', { name: '召集并送阅' }).click()
  await desk.waitForURL(/committee\/[0-9a-f-]{36}/)
  way.meetingId = desk.url().split('/').at(-1)!.split('?')[0]!
  way.itemId = (await recorder.get<Meeting>(`/api/committee/meetings/${way.meetingId}`)).agenda[0]!.itemId
  await expect(desk.getByRole('heading', { name: '委员' })).toBeVisible()
}

async function answer(phone: Page): Promise<void> {
  await expect(phone.getByRole('main')).toContainText('118,000.00')
  await phone.getByLabel('答复方式').selectOption({ index: 1 })
  await phone.getByLabel('客户反映').fill('客户接受')
  await phone.getByRole('button', { name: '已答复客户' }).tap()
  await expect(phone.getByText('客户反映：客户接受')).toBeVisible()
  await expectFits(phone)
}
