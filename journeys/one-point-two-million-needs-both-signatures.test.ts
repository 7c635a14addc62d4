import type { CaseFile } from '#common/assessment/domain'
import { QINGSHAN, asking, gc01, startCase, timesAsLarge } from './carry/index.ts'
import { type Person, expect, expectFits, test } from './people.ts'

/** The product of which the bank raised the cap to three million. */
const PRODUCT = '小企业自营贷款'
/** A first loan is cut by a fifth: 1.2 million of these are approved. */
const ASKED_FEN = 150_000_000

function productOf(file: CaseFile): CaseFile {
  return { ...file, request: { ...file.request, product: PRODUCT } }
}

test('[S2-97] 1.2 million goes through the committee and is signed by vice-president and president, each on a phone with a code', async ({ house }) => {
  test.setTimeout(180_000)
  const people = house('qingshan')
  const way = startCase(house, { cast: QINGSHAN, owner: '申屠志远', file: productOf(asking(timesAsLarge(gc01(), 12), ASKED_FEN)) })
  await way.to('REVIEWED')
  const officer = await (await way.by.lead()).open(`/cases/${way.caseId}/decision`)
  await test.step('the matrix says who decides, and why', async () => {
    await expect(officer.getByText('主管副行长 → 行长')).toBeVisible()
    await expect(officer.getByRole('main')).toContainText('超过 1,000,000.00 元、不超过 5,000,000.00 元')
  })
  await way.to('RESOLVED')
  let code = ''
  const [vice, president] = [await people.as('song.yi'), await people.as('tian.wei')]
  await test.step('after the committee it is not approved yet: two signatures are missing', async () => {
    await officer.reload()
    await expect(officer.getByRole('heading', { name: '有权人签批' })).toBeVisible()
    await expect(officer.locator('.decision-chain > li')).toHaveText([/待签批主管副行长/, /未到行长/])
  })
  await test.step('the president cannot sign before the vice-president', async () => {
    const phone = await president.open(`/sign/${way.caseId}`, 'phone')
    await expect(phone.getByRole('button', { name: '同意签批' })).toHaveAttribute('aria-disabled', 'true')
    await expect(phone.getByText('现在由主管副行长签批', { exact: false }).first()).toBeVisible()
    await expectFits(phone)
    await phone.close()
  })
  await test.step('without a device there is no signature, and without a code neither', async () => {
    const attempt = async () => vice.ask('POST', `/api/cases/${way.caseId}/decision/signature`, { outcome: 'SIGNED', reason: '', termsHash: await hashOf(vice, way.caseId), stepUp: null })
    expect(await attempt()).toMatchObject({ status: 409, body: { code: 'factor.not-enrolled' } })
    code = await vice.code()
    expect(await attempt()).toMatchObject({ status: 403, body: { code: 'factor.required' } })
  })
  await test.step('the vice-president reads and signs', () => sign(vice, code, '第一还款来源充足，同意'))
  await test.step('then the president', async () => {
    await officer.reload()
    await expect(officer.locator('.decision-chain > li')).toHaveText([/已签批主管副行长 宋毅/, /待签批行长/])
    await sign(president, await president.code(), '同意')
  })
  await test.step('now it is approved, and the officer reads both signatures', async () => {
    await officer.reload()
    await expect(officer.locator('.decision-chain > li')).toHaveText([/已签批主管副行长 宋毅/, /已签批行长 田伟/])
    await expect(officer.getByText('批复有效期至', { exact: false })).toBeVisible()
  })
})

async function sign(who: Person, code: string, says: string): Promise<void> {
  const phone = await who.open('/tasks', 'phone')
  await phone.getByRole('listitem').filter({ hasText: '申屠志远' }).getByRole('button', { name: '去办理' }).tap()
  await phone.getByRole('link', { name: '打开签批页' }).tap()
  const act = phone.getByRole('button', { name: '同意签批' })
  await expect(act).toHaveAttribute('aria-disabled', 'true')
  await expect(phone.getByRole('main')).toContainText('1,200,000.00')
  await phone.getByLabel('意见').fill(says)
  await phone.getByLabel('验证码').fill('000000')
  await act.tap()
  await expect(phone.getByText('验证码不正确', { exact: false })).toBeVisible()
  await phone.getByLabel('验证码').fill(code)
  await expectFits(phone)
  await act.tap()
  await expect(phone.getByText('已签批', { exact: true }).first()).toBeVisible()
  await expect(phone.locator('.decision-chain > li').filter({ hasText: who.name })).toContainText(says)
  await phone.close()
}

async function hashOf(who: Person, caseId: string): Promise<string> {
  const { decision } = await who.get<{ decision: { termsHash: string } }>(`/api/cases/${caseId}/decision/signature`)
  return decision.termsHash
}
