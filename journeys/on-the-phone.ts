import type { Page } from '@playwright/test'
import type { ApplicationPanel } from '#loan/application/domain'
import { idNumber, mobile } from './carry/index.ts'
import { type Person, expect, expectFits } from './people.ts'

/** A new customer is put on file and his application begun; `kind` where he is not a trader. */
export async function putOnFileOnPhone(phone: Page, { name, bornOn, kind }: { name: string; bornOn: string; kind?: string }): Promise<void> {
  await phone.getByRole('button', { name: '新客户建档' }).tap()
  const form = phone.getByRole('dialog')
  await form.getByLabel('姓名').fill(name)
  if (kind !== undefined) await form.getByLabel('类型').selectOption(kind)
  await form.getByLabel('身份证号').fill(idNumber(bornOn))
  await form.getByLabel('手机').fill(mobile())
  await form.getByRole('button', { name: '建档', exact: true }).tap()
  await phone.getByRole('main').getByRole('link', { name: '受理申请' }).first().tap()
}

/** A figure is typed on the pad, which closes by its own key. */
export async function typeFigure(phone: Page, label: string, text: string): Promise<void> {
  await phone.getByLabel(label).fill(text)
  await phone.getByRole('button', { name: '完成' }).tap()
}

export async function nextStep(phone: Page): Promise<void> {
  await expectFits(phone)
  await phone.getByRole('button', { name: '下一步' }).tap()
}

/** What each applicant tells of his household, before the step that asks for his living. */
export async function tellOfHome(phone: Page, { spouse, years, phoneYears }: { spouse: string; years: string; phoneYears: string }): Promise<void> {
  await phone.getByLabel('婚姻状况').selectOption('已婚')
  await phone.getByLabel('配偶姓名').fill(spouse)
  await phone.getByLabel('子女情况').selectOption({ index: 1 })
  await phone.getByLabel('家庭财产').selectOption('自有住房')
  await phone.getByLabel('居住城市').fill('衡川')
  await phone.getByLabel('居住年数').fill(years)
  await phone.getByLabel('手机归属地').fill('衡川')
  await typeFigure(phone, '号码使用年数', phoneYears)
}

/** The last two steps: who he is, what he was told and signed, and who goes along; then he is taken in. */
export async function signAndTakeIn(phone: Page, assist: RegExp): Promise<string> {
  await phone.getByLabel('身份核验方式').selectOption({ index: 1 })
  await phone.getByLabel('名单核查').selectOption('无记录')
  for (const told of ['已介绍贷款全流程', '已交付资料清单', /已告知行为准则/]) await phone.getByLabel(told).check()
  await phone.getByRole('textbox', { name: '个人信息同意书签署日' }).fill('20250311')
  await phone.getByRole('textbox', { name: '征信查询授权书签署日' }).fill('20250311')
  await phone.getByLabel('签署件存放何处').fill('原件在案卷第 3 页')
  await nextStep(phone)
  const people = phone.getByLabel('协办')
  await people.selectOption(await people.getByRole('option', { name: assist }).getAttribute('value'))
  await phone.getByRole('button', { name: '受理', exact: true }).tap()
  await phone.waitForURL(/\/cases\/[0-9a-f-]{36}/)
  return /cases\/([0-9a-f-]{36})/.exec(phone.url())![1]!
}

/** The sheets the others signed, and the documents as they came over the counter. */
export async function counterPapers(officer: Person, caseId: string): Promise<ApplicationPanel['documents']> {
  const panel = await officer.get<ApplicationPanel>(`/api/cases/${caseId}/application`)
  for (const { partyId } of panel.parties) await officer.post(`/api/cases/${caseId}/consents`, { kind: 'BUREAU', partyId, signedOn: '2025-03-11', evidenceId: null, note: '原件在案卷' })
  for (const { item, isRequired } of panel.documents) if (isRequired) await officer.post(`/api/cases/${caseId}/documents-list`, { item, state: 'RECEIVED', evidenceId: null })
  return panel.documents
}

export async function admit(phone: Page): Promise<void> {
  await phone.reload()
  await phone.getByRole('button', { name: '资料齐备' }).tap()
  await phone.getByRole('button', { name: '准入', exact: true }).tap()
  await phone.getByRole('dialog').getByRole('button', { name: '准入', exact: true }).tap()
  await expect(phone.getByRole('heading', { name: '准入结论' })).toBeVisible()
  await expectFits(phone)
}

/** The investigation is handed in with the limit it came to. */
export async function handIn(phone: Page, limit: string): Promise<void> {
  await expect(phone.locator('.fold-pull')).toContainText(limit)
  await expectFits(phone)
  await phone.getByRole('button', { name: '提交审查' }).filter({ visible: true }).tap()
  await phone.getByRole('dialog').getByRole('button', { name: '提交', exact: true }).tap()
  await expect(phone.getByText('第 1 版已提交，等待审查')).toBeVisible()
}
