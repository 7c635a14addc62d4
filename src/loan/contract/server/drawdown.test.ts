import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { newId } from '#platform/db'
import { testStaff } from '#platform/http'
import { BEFORE, type PayingBranch, TERMS, act, addPeople, checkBody, confirmed, done, drawnUp, enrol, fileOf, onDay, openApproved, openFurther, openPayingBranch, ordered, photo, readyToPay, signed, DRAW_UP } from './testing/approved.ts'

let branch: PayingBranch
let clock = new Date('2025-03-12T06:30:00Z')

beforeAll(async () => {
  branch = await openPayingBranch(() => clock)
})
afterAll(() => branch.close())
beforeEach(async () => {
  clock = new Date('2025-03-12T06:30:00Z')
  await onDay(branch, '2025-03-12')
})

const MINUTE = 60_000
const order = (who: PayingBranch['maker'], caseId: string, amountFen = TERMS.amountFen) => act(branch, who, caseId, 'drawdowns', { body: { amountFen, firstDueOn: '2025-04-12' } })

/** Signed and confirmed, nothing ordered yet. */
async function confirmedCase(change: Parameters<typeof openApproved>[1] = {}, validUntil?: Parameters<typeof openApproved>[2]): Promise<string> {
  const caseId = await openApproved(branch, change, validUntil)
  await drawnUp(branch, caseId)
  await signed(branch, caseId)
  await confirmed(branch, caseId)
  return caseId
}

describe('money is stopped', () => {
  it('by each condition before it that is open, whichever kind', async () => {
    const caseId = await openApproved(branch, { conditions: [{ ...BEFORE, kind: 'INSURANCE', says: '店铺财产保险' }, { ...BEFORE, kind: 'GUARANTOR_SIGNS', says: '保证人签字' }, { ...BEFORE, when: 'AFTER', kind: 'INVOICES', says: '15 天内补发票' }] })
    await drawnUp(branch, caseId)
    await signed(branch, caseId)
    await confirmed(branch, caseId)
    const { conditions } = await fileOf(branch, caseId)
    const meet = async (index: number): Promise<void> => {
      await done(branch, branch.officer, caseId, `conditions/${conditions[index]?.conditionId}`, { note: '已落实', evidence: [await photo(branch, branch.officer, caseId)] })
    }
    expect((await order(branch.maker, caseId)).json()).toMatchObject({ code: 'loan.not-ready', detail: expect.stringContaining('店铺财产保险、保证人签字') })
    expect((await act(branch, branch.officer, caseId, `conditions/${conditions[0]?.conditionId}`, { body: { note: '口头说有' } })).json()).toMatchObject({ code: 'contract.evidence-needed' })
    await meet(0)
    expect((await order(branch.maker, caseId)).json()).toMatchObject({ code: 'loan.not-ready', detail: expect.stringContaining('保证人签字') })
    await meet(1)
    expect((await order(branch.maker, caseId)).statusCode).toBe(201)
    expect((await act(branch, branch.officer, caseId, `conditions/${conditions[1]?.conditionId}`, { body: { note: '再来一次' } })).json()).toMatchObject({ code: 'contract.condition-met' })
  }, MINUTE)

  it('before the supervisor asked the customer, and after he heard something bad [S4-29]', async () => {
    const caseId = await openApproved(branch)
    await drawnUp(branch, caseId)
    await signed(branch, caseId)
    expect((await order(branch.maker, caseId)).json()).toMatchObject({ code: 'contract.not-confirmed', detail: '主管尚未向客户确认，不能放款' })
    const { ask } = await fileOf(branch, caseId)
    const answers = ask.confirm.map((question) => ({ question, answer: '客户经理收了两条烟' }))
    expect((await act(branch, branch.supervisor, caseId, 'confirmation', { body: { how: 'VISIT', spokeWith: '王建国', answers: answers.slice(1), passed: false, says: '有收礼' } })).json()).toMatchObject({ code: 'contract.confirm-unanswered' })
    await done(branch, branch.supervisor, caseId, 'confirmation', { how: 'VISIT', spokeWith: '王建国', answers, passed: false, says: '有收礼，停办' })
    expect((await order(branch.maker, caseId)).json()).toMatchObject({ code: 'contract.not-confirmed' })
    expect((await act(branch, branch.officer, caseId, 'confirmation', { body: { how: 'CALL', spokeWith: '王建国', answers, passed: true, says: '没事' } })).statusCode).toBe(403)
  }, MINUTE)

  it('when the approval has run out', async () => {
    const caseId = await confirmedCase()
    await onDay(branch, '2025-04-12')
    expect((await order(branch.maker, caseId)).json()).toMatchObject({ code: 'loan.not-ready', detail: expect.stringContaining('有效至 2025-04-11，今日 2025-04-12') })
  }, MINUTE)

  it('when the customer withdrew; taken up again the old contract is no longer there', async () => {
    const caseId = await confirmedCase()
    expect((await branch.as(branch.officer, 'POST', `/api/cases/${caseId}/withdraw`, { body: { reason: '客户不要了' } })).statusCode).toBe(200)
    expect((await order(branch.maker, caseId)).statusCode).toBe(404)
    expect(await branch.db.asOwner('select f.state, c.state as contract, l.state as line from contract_file f join contract c using (bank_id, contract_id) join line l on l.bank_id = c.bank_id and l.line_id = c.line_id where f.case_id = $1', [caseId])).toEqual([{ state: 'CLOSED', contract: 'CANCELLED', line: 'CLOSED' }])
  }, MINUTE)

  it('after the bank’s hour', async () => {
    const caseId = await confirmedCase()
    clock = new Date('2025-03-12T15:31:00Z')
    expect((await order(branch.maker, caseId)).json()).toMatchObject({ code: 'loan.after-cut-off', value: '23:31' })
    clock = new Date('2025-03-12T16:05:00Z')
    expect((await order(branch.maker, caseId)).json()).toMatchObject({ code: 'loan.after-cut-off', value: '2025-03-13 00:05', expected: '日终之后的下一营业日' })
    clock = new Date('2025-03-12T15:29:00Z')
    expect((await order(branch.maker, caseId)).statusCode).toBe(201)
  }, MINUTE)

  it('but by no hour where the books are on another day than the calendar', async () => {
    const caseId = await confirmedCase()
    clock = new Date('2026-11-22T15:41:00Z')
    expect((await order(branch.maker, caseId)).statusCode).toBe(201)
  }, MINUTE)
})

describe('maker and checker', () => {
  it('are two people, also when one stands in for the other', async () => {
    const { caseId, drawdownId } = await readyToPay(branch)
    const check = async (who: PayingBranch['maker'], body: Record<string, unknown>) => (await act(branch, who, caseId, `drawdowns/${drawdownId}/check`, { body })).json<{ status: number; code: string }>()
    expect(await check(branch.maker, await checkBody(branch, branch.maker, caseId))).toMatchObject({ status: 403, code: 'loan.same-person' })
    const { db, banks, maker } = branch
    const deputy = await testStaff(db.database, banks[0], { posts: ['BACK_OFFICE'], name: '代岗员' })
    const codes = new Map(branch.codes).set(deputy.staffId, await enrol(branch, deputy))
    await db.asOwner("insert into stand_in (bank_id, stand_in_id, absent_id, deputy_id, post, from_day, until_day, reason, made_by, made_on, made_at) values ($1, $2, $3, $4, 'BACK_OFFICE', '2025-03-10', '2025-03-20', '年假', $3, '2025-03-10', now())", [banks[0], newId(), maker.staffId, deputy.staffId])
    expect(await check(deputy, await checkBody({ ...branch, codes }, deputy, caseId))).toMatchObject({ status: 403, code: 'role.incompatible' })
    expect((await act(branch, branch.checker, caseId, `drawdowns/${drawdownId}/check`, { body: await checkBody(branch, branch.checker, caseId) })).statusCode).toBe(200)
  }, MINUTE)

  it('the checker reads amount and account from the paper and proves himself', async () => {
    const { caseId, drawdownId } = await readyToPay(branch)
    const check = async (body: Record<string, unknown>) => (await act(branch, branch.checker, caseId, `drawdowns/${drawdownId}/check`, { body })).json<{ code: string }>()
    const body = await checkBody(branch, branch.checker, caseId)
    expect(await check({ ...body, amountFen: 11_800_001 })).toMatchObject({ code: 'loan.amount-differs' })
    expect(await check({ ...body, accountEnd: '2019' })).toMatchObject({ code: 'loan.account-differs' })
    expect(await check({ ...body, stepUp: null })).toMatchObject({ code: 'factor.required' })
    expect(await check(body)).toMatchObject({ state: 'DISBURSED' })
  }, MINUTE)

  it('ordered yesterday is not paid today; taken back it is ordered again under a new number', async () => {
    const { caseId, drawdownId } = await readyToPay(branch)
    await onDay(branch, '2025-03-13')
    expect((await act(branch, branch.checker, caseId, `drawdowns/${drawdownId}/check`, { body: await checkBody(branch, branch.checker, caseId) })).json()).toMatchObject({ code: 'loan.other-day' })
    await done(branch, branch.checker, caseId, `drawdowns/${drawdownId}/cancel`, { reason: '过夜重录' })
    await done(branch, branch.maker, caseId, 'drawdowns', { amountFen: TERMS.amountFen, firstDueOn: '2025-04-13' })
    const { drawdowns } = await fileOf(branch, caseId)
    expect(drawdowns.map(({ state, valueOn }) => `${state} ${valueOn}`)).toEqual(['CANCELLED 2025-03-12', 'ORDERED 2025-03-13'])
    expect(new Set(drawdowns.map(({ noteNumber }) => noteNumber)).size).toBe(2)
  }, MINUTE)

  it('a hundred equal sends are one payment', async () => {
    const { caseId, drawdownId } = await readyToPay(branch)
    const [body, key] = [await checkBody(branch, branch.checker, caseId), randomUUID()]
    const answers = await Promise.all(Array.from({ length: 100 }, (_, index) => act(branch, branch.checker, caseId, `drawdowns/${drawdownId}/check`, { body, key: index < 50 ? key : randomUUID() })))
    expect(answers.filter(({ statusCode }) => statusCode === 200).length).toBeGreaterThan(0)
    expect(answers.every(({ statusCode }) => statusCode === 200 || statusCode === 409 || statusCode === 503)).toBe(true)
    expect(await branch.db.asOwner('select count(*)::int as n, sum(amount_fen)::int as paid from note where case_id = $1', [caseId])).toEqual([{ n: 1, paid: TERMS.amountFen }])
    expect(await branch.db.asOwner("select count(*)::int as n from audit_event where case_id = $1 and act = 'contract.check'", [caseId])).toEqual([{ n: 1 }])
  }, MINUTE)
})

describe('one line', () => {
  it('drawn on twice at the same instant gives once and refuses once', async () => {
    const first = await openApproved(branch)
    await drawnUp(branch, first, { revolving: true })
    await signed(branch, first)
    await confirmed(branch, first)
    const second = await openFurther(branch, first, { product: '设备贷款' })
    const [line] = (await fileOf(branch, second)).lines
    expect(line).toMatchObject({ availableFen: TERMS.amountFen })
    await drawnUp(branch, second, { useLineId: line?.lineId ?? null })
    await signed(branch, second)
    await confirmed(branch, second)
    const both = [{ caseId: first, drawdownId: await ordered(branch, first) }, { caseId: second, drawdownId: await ordered(branch, second) }]
    const bodies = [await checkBody(branch, branch.checker, first), await checkBody(branch, branch.checker, second)]
    const answers = await Promise.all(both.map(({ caseId, drawdownId }, index) => act(branch, branch.checker, caseId, `drawdowns/${drawdownId}/check`, { body: bodies[index] ?? {} })))
    expect(answers.map(({ statusCode }) => statusCode).toSorted((a, b) => a - b)).toEqual([200, 422])
    expect(answers.find(({ statusCode }) => statusCode === 422)?.json()).toMatchObject({ code: 'line.over-cap', detail: expect.stringContaining('还可用 0.00 元') })
    expect(await branch.db.asOwner('select drawn_fen::int from line where line_id = $1', [line?.lineId])).toEqual([{ drawn_fen: TERMS.amountFen }])
    expect(await branch.db.asOwner('select count(*)::int as n from note where line_id = $1', [line?.lineId])).toEqual([{ n: 1 }])
  }, MINUTE)
})

describe('entrusted payment', () => {
  it('is required above the threshold, with payee and trade contract', async () => {
    const caseId = await openApproved(branch, { amountFen: 60_000_000 })
    await addPeople(branch, caseId, 60_000_000)
    const drawing = async (more: Record<string, unknown>) => (await act(branch, branch.officer, caseId, 'draw-up', { body: { ...DRAW_UP, ...more } })).json<{ code: string }>()
    expect(await drawing({})).toMatchObject({ code: 'contract.entrusted-required', detail: expect.stringContaining('超过 500,000.00 元') })
    expect(await drawing({ payment: 'ENTRUSTED' })).toMatchObject({ code: 'input.invalid' })
    const payee = { name: '示范饮料批发部', bank: '示范银行', account: '6230000000000009001', amountFen: 60_000_000, tradeContract: 'XS-2025-031', goods: '夏季饮料', evidenceId: await photo(branch, branch.officer, caseId, '购销合同') }
    expect(await drawing({ payment: 'ENTRUSTED', payees: [{ ...payee, amountFen: 1_000_000 }] })).toMatchObject({ code: 'contract.payees-amount' })
    expect(await drawing({ payment: 'ENTRUSTED', payees: [{ ...payee, evidenceId: newId() }] })).toMatchObject({ code: 'contract.unknown-evidence' })
    await done(branch, branch.officer, caseId, 'draw-up', { ...DRAW_UP, payment: 'ENTRUSTED', payees: [payee] })
    expect((await fileOf(branch, caseId)).papers.map(({ kind }) => kind)).toContain('ENTRUSTED_PAYMENT')
  }, MINUTE)

  it('is required where one purpose was split: the earlier drawdowns are named', async () => {
    const amountFen = 30_000_000
    const caseId = await openApproved(branch, { amountFen })
    await addPeople(branch, caseId, amountFen)
    await done(branch, branch.officer, caseId, 'draw-up', DRAW_UP)
    await signed(branch, caseId)
    await confirmed(branch, caseId)
    const drawdownId = await ordered(branch, caseId, amountFen)
    await done(branch, branch.checker, caseId, `drawdowns/${drawdownId}/check`, await checkBody(branch, branch.checker, caseId, amountFen))
    const { drawdowns } = await fileOf(branch, caseId)
    const next = await openFurther(branch, caseId, { product: '设备贷款', amountFen })
    await addPeople(branch, next, amountFen)
    const refused = await act(branch, branch.officer, next, 'draw-up', { body: DRAW_UP })
    expect(refused.json()).toMatchObject({ code: 'contract.split-payment', detail: expect.stringContaining(drawdowns[0]?.noteNumber ?? '') })
  }, MINUTE)
})

describe('reversal', () => {
  it('is for the same day, with a reason, by two people, and leaves the line as it was', async () => {
    const { caseId, drawdownId } = await readyToPay(branch)
    await done(branch, branch.checker, caseId, `drawdowns/${drawdownId}/check`, await checkBody(branch, branch.checker, caseId))
    const at = (path: string, who: PayingBranch['maker'], body?: unknown) => act(branch, who, caseId, `drawdowns/${drawdownId}/${path}`, body === undefined ? {} : { body })
    expect((await at('reverse', branch.head)).json()).toMatchObject({ code: 'loan.reversal-not-asked' })
    await done(branch, branch.maker, caseId, `drawdowns/${drawdownId}/reversal`, { reason: '户名输错，款已退回' })
    expect((await at('reverse', branch.maker)).json()).toMatchObject({ status: 403, code: 'loan.same-person' })
    await done(branch, branch.head, caseId, `drawdowns/${drawdownId}/reverse`)
    expect(await branch.db.asOwner('select n.state, l.drawn_fen::int from note n join line l using (bank_id, line_id) where n.case_id = $1', [caseId])).toEqual([{ state: 'REVERSED', drawn_fen: 0 }])
    await ordered(branch, caseId)
  }, MINUTE)

  it('of yesterday’s money is refused', async () => {
    const { caseId, drawdownId } = await readyToPay(branch)
    await done(branch, branch.checker, caseId, `drawdowns/${drawdownId}/check`, await checkBody(branch, branch.checker, caseId))
    await onDay(branch, '2025-03-13')
    expect((await act(branch, branch.maker, caseId, `drawdowns/${drawdownId}/reversal`, { body: { reason: '昨日放错' } })).json()).toMatchObject({ code: 'loan.reversal-late' })
    expect((await branch.as(branch.officer, 'POST', `/api/cases/${caseId}/withdraw`, { body: { reason: '客户不要了' } })).json()).toMatchObject({ code: 'application.paid-out' })
  }, MINUTE)
})
