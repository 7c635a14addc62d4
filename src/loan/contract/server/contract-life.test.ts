import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { BEFORE, DRAW_UP, type PayingBranch, act, addPeople, checkBody, confirmed, done, drawnUp, fileOf, openApproved, openPayingBranch, ordered, photo, readyToSign, signed } from './testing/approved.ts'

let branch: PayingBranch

beforeAll(async () => {
  branch = await openPayingBranch(() => new Date('2025-03-12T06:30:00Z'))
})
afterAll(() => branch.close())

const MINUTE = 60_000

describe('from the approval to the money', () => {
  it('goes through conditions, papers, two people, the supervisor, maker and checker, to the customer who sees the money [S4-29] [S0-35] [S2-119]', async () => {
    const { officer, maker, checker, db } = branch
    const caseId = await openApproved(branch, { conditions: [BEFORE] })
    expect((await fileOf(branch, caseId)).steps.map(({ id, state }) => `${id} ${state}`)).toEqual(['conditions NOW', 'papers NOW', 'signing LATER', 'confirm LATER', 'order LATER', 'check LATER', 'arrival LATER'])
    await drawnUp(branch, caseId)
    const { conditions } = await fileOf(branch, caseId)
    await done(branch, officer, caseId, `conditions/${conditions[0]?.conditionId}`, { note: '合同已收，核对无误', evidence: [await photo(branch, officer, caseId, '购销合同')] })
    await signed(branch, caseId)
    const afterSigning = await fileOf(branch, caseId)
    expect(afterSigning).toMatchObject({ state: 'SIGNED', version: 1 })
    expect(afterSigning.papers.every((one) => one.signedOn === '2025-03-12' && one.number !== null)).toBe(true)
    expect(afterSigning.papers.map(({ kind }) => kind)).toContain('INTERVIEW_RECORD')
    await confirmed(branch, caseId)
    const drawdownId = await ordered(branch, caseId)
    const paid = await done(branch, checker, caseId, `drawdowns/${drawdownId}/check`, await checkBody(branch, checker, caseId))
    expect(paid).toMatchObject({ state: 'DISBURSED', noteNumber: 'JJ2025000001' })
    await done(branch, officer, caseId, `drawdowns/${drawdownId}/arrival`, { how: 'ATM', with: '王建国' })
    const file = await fileOf(branch, caseId)
    expect(file.steps.every(({ state }) => state === 'DONE')).toBe(true)
    expect(file.drawdowns[0]).toMatchObject({ state: 'ARRIVED', ordered: { name: '刘洋' }, checked: { name: '陈静' }, arrived: { how: 'ATM', with: '王建国', by: { name: '王磊' } } })
    expect(await db.asOwner('select amount_fen::int, balance_fen::int, state from note where case_id = $1', [caseId])).toEqual([{ amount_fen: 11_800_000, balance_fen: 11_800_000, state: 'RUNNING' }])
    expect(await db.asOwner('select l.drawn_fen::int, l.cap_fen::int from line l join contract c using (bank_id, line_id) join contract_file f using (bank_id, contract_id) where f.case_id = $1', [caseId])).toEqual([{ drawn_fen: 11_800_000, cap_fen: 11_800_000 }])
    expect(maker.staffId).not.toBe(checker.staffId)
  }, MINUTE)

  it('the contract is what was decided: more is refused, less needs a reason [S0-12]', async () => {
    const { officer } = branch
    const caseId = await openApproved(branch)
    await addPeople(branch, caseId)
    const drawing = async (terms: Record<string, unknown>, more: Record<string, unknown> = {}) => (await act(branch, officer, caseId, 'draw-up', { body: { ...DRAW_UP, terms, ...more } })).json<{ code: string; errors?: { at: string }[] }>()
    expect(await drawing({ amountFen: 12_000_000 })).toMatchObject({ code: 'contract.not-as-decided', detail: expect.stringContaining('120,000.00') })
    expect((await drawing({ amountFen: 12_000_000, periods: 18, annualRate: '0.06' })).errors?.map(({ at }) => at)).toEqual(['/terms/amountFen', '/terms/periods', '/terms/annualRate'])
    expect(await drawing({ annualRate: '0.08' })).toMatchObject({ code: 'contract.not-as-decided' })
    expect(await drawing({ amountFen: 10_000_000 })).toMatchObject({ code: 'contract.less-unexplained' })
    await done(branch, officer, caseId, 'draw-up', { ...DRAW_UP, terms: { amountFen: 10_000_000 }, lessBecause: '客户只要十万元' })
    const { drawn } = await fileOf(branch, caseId)
    expect(drawn).toMatchObject({ terms: { amountFen: 10_000_000, periods: 12 }, lessBecause: '客户只要十万元', differences: [{ name: '金额', decided: '118,000.00 元', drawn: '100,000.00 元', allowed: true }] })
    await signed(branch, caseId)
    await confirmed(branch, caseId)
    expect((await act(branch, branch.maker, caseId, 'drawdowns', { body: { amountFen: 10_000_001, firstDueOn: '2025-04-12' } })).json()).toMatchObject({ code: 'drawdown.above-contract' })
  }, MINUTE)

  it('the account is the borrower’s own, and no screen shows its end', async () => {
    const { officer } = branch
    const caseId = await openApproved(branch)
    await addPeople(branch, caseId)
    expect((await act(branch, officer, caseId, 'draw-up', { body: { ...DRAW_UP, accountName: '李强' } })).json()).toMatchObject({ code: 'contract.other-account', value: '李强' })
    await done(branch, officer, caseId, 'draw-up', DRAW_UP)
    const shown = await branch.as(branch.reviewer, 'GET', `/api/cases/${caseId}/contract`)
    expect(shown.body).toContain('"accountMasked":"623000*************"')
    expect(shown.body).not.toMatch(/[*\d]2018"/)
    const stored = JSON.stringify(await branch.db.asOwner('select * from contract_version v join contract_file f using (bank_id, contract_id) where f.case_id = $1', [caseId]))
    expect(stored).not.toContain(DRAW_UP.account)
  }, MINUTE)

  it('signs only when every line of the checklist is done, and says which are not [S0-35]', async () => {
    const { officer, operator } = branch
    const caseId = await openApproved(branch)
    await drawnUp(branch, caseId)
    await done(branch, officer, caseId, 'marks', { item: 'EXPLAINED', says: '第一次' })
    await done(branch, officer, caseId, 'marks', { item: 'EXPLAINED', says: '同一人同一天再记一次' })
    await done(branch, officer, caseId, 'signing', { placeKind: 'ON_SITE', place: '店内' })
    const { beforeSigning } = await fileOf(branch, caseId)
    const open = beforeSigning.filter(({ done: isDone }) => !isDone).map(({ code }) => code.split(':')[0])
    expect(open).toEqual(['INTERVIEW', 'EXPLAINED', 'CONDUCT', 'IDENTITY', 'PRESENT', 'PRESENT', 'DISCLOSURE', 'TERMS_READ', 'TWO_PEOPLE', 'PHOTO'])
    const refused = await act(branch, officer, caseId, 'signing/complete', { body: { evidence: [await photo(branch, operator, caseId)] } })
    expect(refused.json()).toMatchObject({ status: 422, code: 'contract.not-ready', detail: expect.stringContaining('还款流程已讲解 2 次') })
  }, MINUTE)

  it('two different people of the bank sign with the customer, one of each side', async () => {
    const { officer, assistant, operator, reviewer } = branch
    const caseId = await openApproved(branch)
    await drawnUp(branch, caseId)
    expect((await act(branch, reviewer, caseId, 'signing', { body: { placeKind: 'ON_SITE', place: '店内' } })).statusCode).toBe(403)
    await done(branch, officer, caseId, 'signing', { placeKind: 'ON_SITE', place: '店内' })
    expect((await act(branch, officer, caseId, 'signing/join')).json()).toMatchObject({ code: 'contract.same-witness' })
    expect((await act(branch, assistant, caseId, 'signing/join')).json()).toMatchObject({ code: 'contract.signing-posts' })
    await done(branch, operator, caseId, 'signing/join')
    expect((await act(branch, branch.maker, caseId, 'signing/join')).json()).toMatchObject({ code: 'contract.already-joined' })
  }, MINUTE)

  it('asks the customer to the branch once [S3-17]', async () => {
    const { officer } = branch
    const caseId = await openApproved(branch)
    await drawnUp(branch, caseId)
    await done(branch, officer, caseId, 'signing', { placeKind: 'BRANCH', place: '营业部' })
    await done(branch, officer, caseId, 'signing/refuse', { reason: '客户要求再想一想' })
    expect((await act(branch, officer, caseId, 'signing', { body: { placeKind: 'BRANCH', place: '营业部' } })).json()).toMatchObject({ code: 'contract.branch-visits', value: 1 })
    await done(branch, officer, caseId, 'signing', { placeKind: 'ON_SITE', place: '店内' })
  }, MINUTE)

  it('drawn up anew, the old papers are void and keep their numbers, and what was done on them is done again', async () => {
    const { officer } = branch
    const caseId = await openApproved(branch)
    await drawnUp(branch, caseId)
    await readyToSign(branch, caseId)
    const before = await fileOf(branch, caseId)
    await done(branch, officer, caseId, 'redraw', { reason: '客户地址写错' })
    await done(branch, officer, caseId, 'draw-up', { ...DRAW_UP, residence: '示范县老城路 1 号' })
    const after = await fileOf(branch, caseId)
    expect(after).toMatchObject({ version: 2, state: 'DRAWN_UP', number: before.number })
    expect(after.papers.map(({ number }) => number)).not.toContain(before.papers[0]?.number)
    const voided = await branch.db.asOwner('select count(*)::int as n from document where case_id = $1 and voided_at is not null', [caseId])
    expect(voided).toEqual([{ n: before.papers.length }])
    const open = after.beforeSigning.filter(({ done: isDone }) => !isDone).map(({ code }) => code)
    expect(open).toEqual(expect.arrayContaining(['IDENTITY', 'DISCLOSURE', 'TERMS_READ', 'TWO_PEOPLE']))
    expect(open).not.toContain('EXPLAINED')
  }, MINUTE)
})
