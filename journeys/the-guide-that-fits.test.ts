import { expect, expectFits, test } from './people.ts'

test('a case leads to the guide that fits it; guide, blank sheets and procedure are read at the desk and on the phone, issued as Word and PDF [S4-36]', async ({ house }) => {
  test.setTimeout(120_000)
  const officer = await house('hengchuan').as('wang.lei')
  const { cases } = await officer.get<{ cases: { caseId: string }[] }>(`/api/cases?q=${encodeURIComponent('王建国')}`)
  const page = await officer.open(`/cases/${cases[0]!.caseId}`)
  const paper = page.getByRole('article')

  await test.step('from the case: its trade, product and guarantee, under the rules of its day', async () => {
    await page.getByRole('link', { name: '作业指引', exact: true }).click()
    await expect(paper.getByRole('heading', { name: '调查尽职指引' })).toBeVisible()
    await expect(page.getByLabel('产品')).toHaveValue('MICRO_LOAN')
    await expect(page.getByLabel('行业')).toHaveValue('fmcg-wholesale')
    await expect(page.getByLabel('担保方式')).toHaveValue('PERSONAL_GUARANTEE')
    for (const says of ['保证人与借款人什么关系', '必检科目与方法', '基准政策 2025.1']) await expect(paper).toContainText(says)
  })

  await test.step('another guarantee asks otherwise; its procedure says what is done with the house', async () => {
    await page.getByLabel('产品').selectOption('MORTGAGE_MICRO')
    await expect(paper).toContainText('房屋登记在谁名下')
    await expect(paper).not.toContainText('保证人与借款人什么关系')
    await page.getByRole('button', { name: '到期与逾期处置规程' }).click()
    await expect(paper).toContainText('申请实现担保物权')
  })

  await test.step('issued under a number; the PDF opens', async () => {
    await page.getByRole('button', { name: '编号出具' }).click()
    const issued = page.getByRole('region', { name: '出具' }).getByRole('listitem').first()
    await expect(issued).toContainText(/GC-2025-\d{6}/)
    const href = await issued.getByRole('link', { name: 'PDF' }).getAttribute('href')
    const file = await page.request.get(href ?? '')
    expect([file.status(), (await file.body()).subarray(0, 5).toString()]).toEqual([200, '%PDF-'])
  })

  await test.step('the blank sheets on the phone, with the workbook beside them', async () => {
    const phone = await officer.open('/guides?kind=ANALYSIS_SHEETS&product=MICRO_LOAN&trade=catering', 'phone')
    await expect(phone.getByRole('article').getByRole('heading', { name: '权益检验表' })).toBeVisible()
    await expect(phone.getByRole('link', { name: /工作簿/ })).toHaveAttribute('href', /\/api\/workbooks\/catering/)
    await expectFits(phone)
  })
})

test('finance registers what a team cost; the cost of a loan is shown with its formula, and a month nobody registered is named [S4-11]', async ({ house }) => {
  test.setTimeout(120_000)
  const finance = await house('hengchuan').as('ding.yi')
  const page = await finance.open('/figures')
  const cost = page.getByRole('region', { name: '单位成本', exact: true })

  await test.step('twelve registered months give a cost of a loan', async () => {
    const card = cost.getByRole('article', { name: '每笔放款成本' })
    await expect(card).toContainText('期间机构费用 ÷ 期间放款笔数')
    await expect(card).toContainText(/= [\d,.]+ ÷ \d+/)
    await expect(page.getByRole('region', { name: /^登记的机构费用/ })).toContainText('房租调价，漏登差额')
  })

  await test.step('a month before that nobody registered is named, not taken as nothing, until it is registered', async () => {
    await cost.getByLabel('自', { exact: true }).selectOption('2024-01')
    await cost.getByLabel('至', { exact: true }).selectOption('2024-01')
    await expect(cost.getByRole('article', { name: '每笔放款成本' })).toContainText('—')
    await page.getByRole('button', { name: '登记机构费用' }).click()
    const drawer = page.getByRole('dialog', { name: '登记机构费用' })
    await drawer.getByLabel('机构', { exact: true }).selectOption({ label: '城东微贷团队' })
    await drawer.getByLabel('月份', { exact: true }).selectOption('2024-01')
    await drawer.getByLabel('金额').first().fill('3200')
    await drawer.getByRole('button', { name: '登记', exact: true }).click()
    await expect(drawer).toBeHidden()
    await expect(cost).toContainText('3,200.00')
    await cost.getByLabel('至', { exact: true }).selectOption('2024-02')
    await expect(cost).toContainText(/缺 \d+ 个机构月的费用.*城东微贷团队 2024-02/)
  })

  await test.step('whoever may not register is told why; the page fits a phone', async () => {
    const head = await house('hengchuan').as('liu.yang')
    const phone = await head.open('/figures', 'phone')
    await expect(phone.getByRole('button', { name: '登记机构费用' })).toHaveAttribute('aria-disabled', 'true')
    await expect(phone.getByRole('region', { name: '单位成本', exact: true })).toContainText('每万元放款成本')
    await expectFits(phone)
  })
})
