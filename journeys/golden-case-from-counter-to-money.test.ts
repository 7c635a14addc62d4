import type { Page } from '@playwright/test'
import { day } from '#kernel'
import type { Terms } from '#loan/decision/domain'
import { QUESTIONS } from '#loan/review/domain'
import { QINGSHAN, REASONS, type Way, agree, castAll, noteOf, seatedOf, startCase } from './carry/index.ts'
import { admit, counterPapers, handIn, nextStep, putOnFileOnPhone, signAndTakeIn, tellOfHome, typeFigure } from './on-the-phone.ts'
import { type Person, expect, expectFits, test } from './people.ts'

/** 17.1: two conditions before the money, one after it. */
const CONDITIONS: Terms['conditions'] = [
  { when: 'BEFORE', kind: 'GUARANTOR_SIGNS', says: '保证人李强到场签字', ownerPost: 'OFFICER', dueOn: null, evidenceNeeded: true },
  { when: 'BEFORE', kind: 'SUPPLIER_CONTRACT', says: '收存饮料批发商报价单', ownerPost: 'OFFICER', dueOn: null, evidenceNeeded: true },
  { when: 'AFTER', kind: 'INVOICES', says: '放款后七日内补交进货发票', ownerPost: 'OFFICER', dueOn: day('2025-03-19'), evidenceNeeded: true },
]
/** The schedule of 17.1: instalment, principal, interest and what is left. */
const SCHEDULE = [
  ['10,221.04', '9,513.04', '708.00', '108,486.96'], ['10,221.04', '9,570.12', '650.92', '98,916.84'], ['10,221.04', '9,627.54', '593.50', '89,289.30'], ['10,221.04', '9,685.30', '535.74', '79,604.00'],
  ['10,221.04', '9,743.42', '477.62', '69,860.58'], ['10,221.04', '9,801.88', '419.16', '60,058.70'], ['10,221.04', '9,860.69', '360.35', '50,198.01'], ['10,221.04', '9,919.85', '301.19', '40,278.16'],
  ['10,221.04', '9,979.37', '241.67', '30,298.79'], ['10,221.04', '10,039.25', '181.79', '20,259.54'], ['10,221.04', '10,099.48', '121.56', '10,160.06'], ['10,221.02', '10,160.06', '60.96', '0.00'],
] as const

test('[S2-50] [S3-24] [S3-25] GC-01 goes through nine pairs of hands from the counter to the money', async ({ house, browser, baseURL }) => {
  test.setTimeout(180_000)
  const way = startCase(house, { cast: QINGSHAN, owner: '王建国', conditions: CONDITIONS })
  const officer = await way.by.lead()
  const phone = await officer.open('/customers', 'phone')
  await test.step('the officer takes the application in on his phone', async () => {
    await putOnFileOnPhone(phone, { name: '王建国', bornOn: '19820916' })
    way.caseId = await takeIn(phone)
    await counterPapers(officer, way.caseId)
    await admit(phone)
    way.reached('ADMITTED')
  })
  await test.step('he closes the visit and submits', async () => {
    await way.to('RECORDED')
    await closeVisit(phone, way.caseId)
    way.reached('VISITED')
    await phone.goto(`/cases/${way.caseId}/score`)
    await handIn(phone, '118,000.00')
    way.reached('SUBMITTED')
  })
  await test.step('the reviewer answers six questions', async () => {
    await review(await (await way.by.reviewer()).open('/tasks'), way.caseId)
    way.reached('REVIEWED')
  })
  await test.step('a member votes on her phone; the votes are sealed until the last is in', async () => {
    await way.to('VOTING')
    await vote(way)
    way.reached('VOTED')
    await way.to('RESOLVED')
  })
  await test.step('the resolution says what was decided and why', () => readResolution(phone, way.caseId))
  await test.step('the checker types it again, proves who he is and lets the money go', async () => {
    await way.to('ORDERED')
    await checkPayment(await way.by.checker(), way.caseId)
    way.reached('PAID')
    way.noteId = await noteOf(officer, way.caseId)
    await way.to('ARRIVED')
  })
  const counter = await (await house('qingshan').as('dai.yue')).open(`/cases/${way.caseId}/servicing`)
  await test.step('the note stands with its schedule, and the first repayment says where each fen went', () => repay(counter))
  await test.step('the customer sees it on his phone', async () => {
    const address = await sendLink(counter)
    const customer = await browser.newPage({ baseURL, viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true })
    await customer.goto(address)
    await readLink(customer)
    await customer.close()
  })
})

async function closeVisit(phone: Page, caseId: string): Promise<void> {
  await phone.goto(`/cases/${caseId}/visit`)
  await expect(phone.getByText('逐项齐全，可以结束。')).toBeVisible()
  await expectFits(phone)
  await phone.getByRole('button', { name: '结束实地调查' }).tap()
  await expect(phone.getByText('记录不再改变')).toBeVisible()
}

async function review(desk: Page, caseId: string): Promise<void> {
  const line = desk.getByRole('listitem').filter({ has: desk.locator(`a[href*="${caseId}"]`) })
  await line.getByRole('button', { name: '认领' }).click()
  await line.getByRole('link', { name: '王建国' }).first().click()
  await desk.waitForURL(new RegExp(caseId))
  await desk.getByRole('button', { name: '开始审查' }).click()
  const pass = desk.getByRole('button', { name: '审查通过' })
  for (const question of Object.values(QUESTIONS)) {
    await expect(pass).toHaveAttribute('aria-disabled', 'true')
    await desk.getByRole('group', { name: question }).getByRole('button', { name: '是' }).click()
  }
  await desk.getByLabel('审查意见').fill('资料齐备，五项销售检验相差在百分之一点三以内，同意上会')
  await pass.click()
  await expect(desk.getByText('已通过，按权限表上会')).toBeVisible()
}

/** One member votes on screen, before and between the others. */
async function vote(way: Way): Promise<void> {
  const table = await way.table()
  const member = (await seatedOf(table, way.itemId))[1]!
  const phone = await member.open(`/committee/${way.meetingId}`, 'phone')
  await expectFits(phone)
  await phone.getByRole('button', { name: '表决', exact: true }).tap()
  const ballot = phone.getByRole('dialog')
  await ballot.getByRole('button', { name: '同意', exact: true }).tap()
  await ballot.getByLabel('理由').fill(REASONS[1])
  await ballot.getByRole('button', { name: '同意，封存此票' }).tap()
  await expect(phone.getByText('已封存；全体表决后一并开票')).toBeVisible()
  const others = table.members.filter(({ login }) => login !== member.login)
  await castAll(table, way.itemId, agree, [member, others.at(-1)!])
  await phone.reload()
  await expect(phone.getByRole('button', { name: '重投' })).toBeVisible()
  for (const reason of REASONS) await expect(phone.getByText(reason)).toHaveCount(0)
  await castAll(table, way.itemId, agree, [member, ...others.slice(0, -1)])
  for (const reason of REASONS) await expect(phone.getByText(reason)).toBeVisible()
}

async function readResolution(phone: Page, caseId: string): Promise<void> {
  await phone.goto(`/cases/${caseId}/committee`)
  for (const says of [...REASONS, '保证人李强到场签字', '收存饮料批发商报价单', '放款后七日内补交进货发票']) await expect(phone.getByText(says).first()).toBeVisible()
  await expect(phone.getByRole('main')).toContainText('118,000.00')
  await expect(phone.getByRole('main')).toContainText('7.20%')
  await expectFits(phone)
}

async function checkPayment(checker: Person, caseId: string): Promise<void> {
  const code = await checker.code()
  const desk = await checker.open(`/cases/${caseId}/contract`)
  await desk.getByLabel('借据金额').fill('118000')
  await desk.getByLabel(/放款账号末/).fill('2018')
  await desk.getByLabel('验证码').fill(code)
  await desk.getByRole('button', { name: '复核无误，放款' }).click()
  await expect(desk.getByText(/款已放出，借据/)).toBeVisible()
}

async function repay(desk: Page): Promise<void> {
  const plan = desk.getByRole('region', { name: '还款计划' })
  await expect(plan.getByRole('row')).toHaveCount(14)
  for (const [at, figures] of SCHEDULE.entries()) await expect(plan.getByRole('row').nth(at + 1).locator('.figure')).toHaveText(figures)
  await expect(plan.getByRole('row').last().locator('.figure')).toHaveText(['122,652.46', '118,000.00', '4,652.46'])
  await desk.getByRole('button', { name: '记还款' }).click()
  const drawer = desk.getByRole('dialog')
  await drawer.getByLabel('还款渠道').selectOption({ index: 1 })
  await expect(drawer.getByRole('region', { name: '去处预览' })).toContainText('9,513.04')
  await drawer.getByRole('button', { name: '入账 10,221.04 元' }).click()
  await expect(desk.getByText(/已记还款 .*剩余本金 108,486.96 元/)).toBeVisible()
  const taken = desk.getByRole('region', { name: '履历' })
  await expect(taken.locator('.allocation li')).toHaveText([/^第 1 期利息708\.00/, /^第 1 期本金9,513\.04/])
}

async function sendLink(counter: Page): Promise<string> {
  const made = counter.waitForResponse((answer) => answer.request().method() === 'GET' && /links\/[0-9a-f-]{36}$/.test(answer.url()))
  await counter.getByRole('button', { name: '发给客户' }).click()
  await expect(counter.getByRole('dialog', { name: '客户扫码查看' }).locator('canvas, svg').first()).toBeVisible()
  return ((await (await made).json()) as { path: string }).path
}

async function readLink(customer: Page): Promise<void> {
  await expect(customer.getByRole('heading', { level: 1 })).toContainText('您好')
  await expectFits(customer)
  await expect(customer.getByRole('region', { name: '借款' })).toContainText('108,486.96')
  await customer.getByRole('button', { name: '去处' }).tap()
  await expect(customer.getByRole('region', { name: '还款记录' })).toContainText('708.00')
}

/** The six steps of the intake, as the phone asks for them. */
async function takeIn(phone: Page): Promise<string> {
  await typeFigure(phone, '申请金额', '15万')
  await expect(phone.getByText('壹拾伍万元整')).toBeVisible()
  await phone.getByLabel('用途说明').fill('旺季饮料备货')
  await typeFigure(phone, '用途总额', '190000')
  await typeFigure(phone, '自有资金', '40000')
  await nextStep(phone)
  await tellOfHome(phone, { spouse: '李梅', years: '42', phoneYears: '12' })
  await phone.getByLabel('本地人').check()
  await nextStep(phone)
  await phone.getByLabel('字号').fill('建国副食批发部')
  await phone.getByLabel('行业').selectOption('快消品批发')
  await phone.getByLabel('经营城市').fill('衡川')
  await phone.getByRole('textbox', { name: '开业日期' }).fill('20170220')
  await phone.getByLabel('经营场所').selectOption('租赁')
  await phone.getByRole('textbox', { name: '租约到期日' }).fill('20270630')
  await nextStep(phone)
  await phone.getByLabel('保证人姓名').fill('李强')
  await phone.getByLabel('保证人与申请人的关系').fill('妻弟')
  await nextStep(phone)
  return signAndTakeIn(phone, /^邵琪/)
}
