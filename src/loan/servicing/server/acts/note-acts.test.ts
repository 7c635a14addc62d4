import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestStaff, testStaff } from '#platform/http'
import { day, fen, formatYuan } from '#kernel'
import type { Tried } from '#loan/servicing/domain'
import { type Counter, onDay, openCounter, openNote, pageOf, payOn } from '../testing/note.ts'

let counter: Counter
let head: TestStaff
let president: TestStaff

beforeAll(async () => {
  counter = await openCounter()
  head = await testStaff(counter.db.database, counter.banks[0], { posts: ['UNIT_HEAD'], name: '周行长' })
  president = await testStaff(counter.db.database, counter.banks[0], { posts: ['PRESIDENT'], name: '秦行长' })
})
afterAll(() => counter.close())

const REASON = '客户申请并经核实'
const DUE_DAYS: readonly string[] = ['2025-04-14', '2025-05-14', '2025-06-14', '2025-07-14', '2025-08-14', '2025-09-14']

async function payUntil(noteId: string, count: number): Promise<void> {
  for (const on of DUE_DAYS.slice(0, count)) expect((await payOn(counter, noteId, on, 1_022_104)).statusCode).toBe(201)
}

async function ask(noteId: string, act: string, body: Record<string, unknown>, more: Record<string, unknown> = {}) {
  const { rowVersion } = await pageOf(counter, noteId)
  return counter.as(counter.officer, 'POST', `/api/notes/${noteId}/requests/${act}`, { body: { rowVersion, body: { reason: REASON, ...body }, grounds: {}, ...more } })
}

async function approve(requestId: string, who = head) {
  return counter.as(who, 'POST', '/api/note-requests/approval', { body: { requestIds: [requestId], says: '同意办理' } })
}

async function askAndApprove(noteId: string, act: string, body: Record<string, unknown>, more: Record<string, unknown> = {}, who = head): Promise<void> {
  const asked = await ask(noteId, act, body, more)
  expect(asked.json()).toMatchObject({ requestId: expect.any(String) as string })
  expect((await approve(asked.json<{ requestId: string }>().requestId, who)).json()).toMatchObject({ approved: [{ noteId }] })
}

async function state(noteId: string, act: string, body: Record<string, unknown>, more: Record<string, unknown> = {}) {
  const { rowVersion } = await pageOf(counter, noteId)
  return counter.as(counter.cashier, 'POST', `/api/notes/${noteId}/events/${act}`, { body: { rowVersion, body: { reason: REASON, ...body }, ...more } })
}

async function trial(noteId: string, kind: string, valueDay: string | null, body: Record<string, unknown>): Promise<Tried> {
  const answer = await counter.as(counter.cashier, 'POST', `/api/notes/${noteId}/trial`, { body: { kind, valueDay, body } })
  expect(answer.statusCode, answer.body).toBe(200)
  return answer.json<Tried>()
}

/** Balances of the accounts of a note: every transfer once to each side. */
async function accountsOf(noteId: string): Promise<Record<string, string>> {
  const rows = await counter.db.asOwner(`select a.purpose, sum(case when t.debit_code = a.code then t.amount_fen else -t.amount_fen end)::bigint as fen from transfer t join ledger_account a on a.bank_id = t.bank_id and a.code in (t.debit_code, t.credit_code) where t.note_id = $1 group by 1`, [noteId])
  return Object.fromEntries(rows.filter((row) => Number(row['fen']) !== 0).map((row) => [String(row['purpose']), `${Number(row['fen']) < 0 ? '-' : ''}${formatYuan(Math.abs(Number(row['fen'])))}`]))
}

const rest = (periods: number, firstDueOn: string) => ({ method: 'ANNUITY', periods, every: 'MONTH', firstDueOn, dayCount: 'M30' })

describe('acts of two people', () => {
  it('a rate is asked for by one and approved by another; the plan gets its next version', async () => {
    const { noteId } = await openNote(counter)
    await payUntil(noteId, 2)
    const asked = (await ask(noteId, 'change-rate', { annualRate: '0.06', penaltyRate: '0.09' })).json<{ requestId: string }>()
    expect((await ask(noteId, 'change-rate', { annualRate: '0.05', penaltyRate: '0.075' })).json()).toMatchObject({ code: 'note.request-waiting' })
    expect((await approve(asked.requestId, counter.officer)).statusCode).toBe(403)
    expect((await pageOf(counter, noteId)).annualRate).toBe('0.072')
    const done = await approve(asked.requestId)
    expect(done.statusCode, done.body).toBe(200)
    expect((await approve(asked.requestId)).json()).toMatchObject({ code: 'note.request-decided' })
    const page = await pageOf(counter, noteId)
    expect([page.annualRate, page.rule.penaltyRate, page.versions.map((one) => one.reason)]).toEqual(['0.06', '0.09', ['DISBURSED', 'RATE_CHANGED']])
    // 98,916.84 over ten months at 6 %.
    expect(formatYuan(page.instalments[2]!.principalFen + page.instalments[2]!.interestFen)).toBe('10,165.74')
    expect(page.events[0]).toMatchObject({ kind: 'RATE_CHANGED', madeBy: { name: expect.any(String) as string }, approvedBy: { name: '周行长' } })
    const [rule] = await counter.db.asOwner('select count(*)::int as rules from note_rule where note_id = $1', [noteId])
    expect(rule).toEqual({ rules: 2 })
  })

  it('whoever may approve may not approve what he asked for himself, and relief is approved by the president', async () => {
    const { noteId } = await openNote(counter)
    await onDay(counter, '2025-04-24')
    const asked = (await ask(noteId, 'relieve', { parts: ['PENALTY'], amountFen: 1_000 })).json<{ requestId: string }>()
    expect((await approve(asked.requestId)).json()).toMatchObject({ code: 'note.request-not-yours' })
    expect((await approve(asked.requestId, president)).statusCode).toBe(200)
    const page = await pageOf(counter, noteId)
    expect(page.events[0]!.lines.map((line) => `${line.part} ${formatYuan(line.amountFen)}`)).toEqual(['PENALTY 10.00'])
    expect(await accountsOf(noteId)).toMatchObject({ RELIEF_LOSS: '10.00', PENALTY_RECEIVABLE: '-10.00' })
    expect((await ask(noteId, 'relieve', { parts: ['COSTS'], amountFen: 1 })).json()).toMatchObject({ code: 'note.relief-too-much' })
  })

  it('an extension is asked for in time, agreed by the guarantor and no longer than the first term', async () => {
    const { noteId } = await openNote(counter, { method: 'BULLET', every: 'ONCE', periods: 1, firstDueOn: day('2025-09-15') })
    const body = { rest: { method: 'BULLET', every: 'ONCE', periods: 1, firstDueOn: '2025-12-15' }, principalFen: 11_800_000 }
    const [contract] = await counter.db.asOwner('select contract_id from note where note_id = $1', [noteId])
    await counter.db.asOwner("insert into contract_file (bank_id, contract_id, case_id, resolution_id, customer_id, unit_id, terms, valid_until, state, opened_on, opened_at) select bank_id, contract_id, case_id, gen_random_uuid(), customer_id, unit_id, '{}', '2026-01-01', 'SIGNED', '2025-03-14', now() from note where note_id = $1", [noteId])
    await counter.db.asOwner(
      `insert into contract_party (bank_id, party_id, contract_id, customer_id, role, name, relation, id_number_cipher, id_number_key, id_number_masked, id_number_hash, phone_cipher, phone_key, phone_masked, address, monthly_disposable_fen, guaranteed_fen, added_by, added_at)
      select bank_id, gen_random_uuid(), $1, customer_id, 'GUARANTOR', '李强', '朋友', 'x', 'k', '4301**', repeat('a', 64), 'x', 'k', '138**', '衡川市', 700000, 11800000, $2, now() from note where note_id = $3`, [contract!['contract_id'], counter.officer.staffId, noteId])
    await onDay(counter, '2025-09-08')
    const consents = [{ name: '李强', signedOn: '2025-09-01', paper: 'TY-2025-001' }]
    expect((await ask(noteId, 'extend', body, { grounds: { appliedOn: '2025-09-08', consents } })).json()).toMatchObject({ code: 'note.extension-late' })
    expect((await ask(noteId, 'extend', body, { grounds: { appliedOn: '2025-08-25', consents: [] } })).json()).toMatchObject({ code: 'note.no-consent' })
    expect((await ask(noteId, 'extend', { ...body, rest: { ...body.rest, firstDueOn: '2026-04-15' } }, { grounds: { appliedOn: '2025-08-25', consents } })).json()).toMatchObject({ code: 'note.extension-too-long' })
    await askAndApprove(noteId, 'extend', { ...body, isDistressed: true }, { grounds: { appliedOn: '2025-08-25', consents } })
    expect(await pageOf(counter, noteId)).toMatchObject({ maturesOn: '2025-12-15', riskClass: 'SPECIAL_MENTION' })
    const [life] = await counter.db.asOwner("select fact from case_fact where case_id = (select case_id from note where note_id = $1) and fact = 'loan.extended'", [noteId])
    expect(life).toBeDefined()
  })

  it('a loan declared due is overdue with all its principal; a new plan takes it up again and the old one stays', async () => {
    const { noteId } = await openNote(counter)
    await payUntil(noteId, 3)
    await askAndApprove(noteId, 'accelerate', {})
    const due = await pageOf(counter, noteId)
    expect([due.maturesOn, due.instalments.at(-1)!.principalFen]).toEqual(['2025-06-14', 8_928_930])
    await onDay(counter, '2025-06-24')
    const owed = await trial(noteId, 'COST_CHARGED', null, { amountFen: 1, reason: REASON })
    // 89,289.30 × 10.8 % ÷ 360 × 10 = 267.87
    expect(formatYuan(owed.before.dueFen)).toBe('89,557.17')
    await askAndApprove(noteId, 'reschedule', { rest: rest(9, '2025-07-24'), principalFen: 8_928_930, isDistressed: true, takesOverdue: true }, { grounds: { consents: [] } })
    const page = await pageOf(counter, noteId)
    expect([page.versions.map((one) => one.reason), page.riskClass, page.instalments.length]).toEqual([['DISBURSED', 'ACCELERATED', 'RESCHEDULED'], 'SPECIAL_MENTION', 13])
    const plans = (await counter.as(counter.officer, 'GET', `/api/notes/${noteId}/plans`)).json<{ plans: { rows: unknown[] }[] }>()
    expect(plans.plans.map((one) => one.rows.length)).toEqual([12, 4, 13])
  })

  it('a write-off names the recovery steps and the resolution; what comes later is recovery', async () => {
    const { noteId, lineId } = await openNote(counter)
    await payUntil(noteId, 3)
    await onDay(counter, '2026-06-14')
    const steps = (['DEMAND', 'VISIT', 'GUARANTOR'] as const).map((step) => ({ step, doneOn: '2026-03-01', says: '未收回' }))
    const grounds = { steps: [...steps, { step: 'LAWSUIT', doneOn: '2026-04-01', says: '终结执行' }], resolution: '审贷会 2026 年第 3 次会议同意核销' }
    expect((await ask(noteId, 'write-off', {}, { grounds: { ...grounds, steps } })).json()).toMatchObject({ code: 'note.recovery-incomplete' })
    await askAndApprove(noteId, 'write-off', {}, { grounds }, president)
    const page = await pageOf(counter, noteId)
    expect([page.state, page.balanceFen, formatYuan(page.writtenOff!.principalFen)]).toEqual(['WRITTEN_OFF', 0, '89,289.30'])
    expect((await state(noteId, 'recover', { amountFen: 99_999_999 })).json()).toMatchObject({ code: 'note.recovery-too-much', at: '/body/amountFen' })
    const recovered = await state(noteId, 'recover', { amountFen: 1_000_000 })
    expect(recovered.json()).toMatchObject({ state: 'WRITTEN_OFF' })
    expect(await accountsOf(noteId)).toMatchObject({ PROVISION: '89,289.30', WRITTEN_OFF: '79,289.30', RECOVERY_INCOME: '-10,000.00' })
    const [line] = await counter.db.asOwner('select drawn_fen::int from line where line_id = $1', [lineId])
    expect(line).toEqual({ drawn_fen: 8_928_930 })
  })
})

describe('what is stated', () => {
  it('costs are charged and paid first; a refund gives them back within three working days', async () => {
    const { noteId } = await openNote(counter)
    await onDay(counter, '2025-04-14')
    expect((await state(noteId, 'charge-cost', { amountFen: 30_000 })).statusCode).toBe(201)
    const paid = await payOn(counter, noteId, '2025-04-14', 1_052_104)
    expect(paid.json<{ lines: { part: string; amountFen: number }[] }>().lines.map((line) => `${line.part} ${formatYuan(line.amountFen)}`)).toEqual(['COSTS 300.00', 'INTEREST 708.00', 'PRINCIPAL 9,513.04'])
    expect((await ask(noteId, 'refund', { part: 'COSTS', amountFen: 30_000, payBy: '2025-04-18' })).json()).toMatchObject({ code: 'note.refund-late' })
    await askAndApprove(noteId, 'refund', { part: 'COSTS', amountFen: 30_000, payBy: '2025-04-17' })
    expect(await accountsOf(noteId)).toMatchObject({ REFUND_PAYABLE: '-300.00' })
  })

  it('misuse found for thirty days costs 1,416.00, contract interest included; taking it back takes the charge back', async () => {
    const { noteId } = await openNote(counter)
    expect((await state(noteId, 'find-misuse', { amountFen: 11_800_000, annualRate: '0.144' })).statusCode).toBe(201)
    await onDay(counter, '2025-04-13')
    expect((await state(noteId, 'end-misuse', {})).statusCode).toBe(201)
    expect(await accountsOf(noteId)).toMatchObject({ PENALTY_RECEIVABLE: '708.00' })
    await onDay(counter, '2025-04-14')
    expect(formatYuan((await trial(noteId, 'COST_CHARGED', null, { amountFen: 1, reason: REASON })).before.dueFen)).toBe('10,929.04')
    const own = await counter.as(counter.cashier, 'POST', `/api/notes/${noteId}/events/E1/reversal`, { body: { reason: '认定有误' } })
    expect(own.json()).toMatchObject({ code: 'note.event-own' })
    const back = await counter.as(counter.second, 'POST', `/api/notes/${noteId}/events/E1/reversal`, { body: { reason: '认定有误' } })
    expect(back.statusCode, back.body).toBe(200)
    expect((await accountsOf(noteId))['PENALTY_RECEIVABLE']).toBeUndefined()
    expect((await pageOf(counter, noteId)).events.map((one) => [one.kind, one.reversedBySeq])).toEqual([['REVERSED', null], ['MISUSE_ENDED', null], ['MISUSE_FOUND', 3]])
  })
})

describe('an earlier day', () => {
  it('money of an earlier day is set off on that day; the difference is shown before it is confirmed and booked today', async () => {
    const { noteId } = await openNote(counter)
    await payUntil(noteId, 3)
    // The instalment of July came on the 24th; later it turns out that 5,000 had come on the 14th.
    expect((await payOn(counter, noteId, '2025-07-24', 1_025_171)).statusCode).toBe(201)
    await onDay(counter, '2025-07-25')
    const late = { kind: 'DUE', amountFen: 500_000, paidOn: '2025-07-14', channel: 'TRANSFER', payer: 'OWN', reference: 'T-7' }
    const refused = await payOn(counter, noteId, '2025-07-25', 500_000, late)
    expect(refused.json()).toMatchObject({ code: 'note.differences-unseen' })
    const shown = await trial(noteId, 'REPAID', '2025-07-14', { kind: 'DUE', amountFen: 500_000 })
    expect(shown.differences.map((one) => `${one.part} ${formatYuan(one.beforeFen)} → ${formatYuan(one.afterFen)}`).toSorted()).toEqual(['利息 535.74 → 0.00', '复利 1.61 → 0.00', '暂收款 0.00 → 5,015.01', '本金 9,685.30 → 5,221.04', '罚息 29.06 → 15.66'].toSorted())
    const done = await payOn(counter, noteId, '2025-07-25', 500_000, { ...late, seen: shown.seen })
    expect(done.statusCode, done.body).toBe(201)
    const page = await pageOf(counter, noteId)
    expect([page.suspenseFen, formatYuan(page.balanceFen)]).toEqual([501_501, '79,604.00'])
    expect(page.repayments.find((one) => one.paidOn === '2025-07-24')!.lines.map((line) => `${line.part} ${formatYuan(line.amountFen)}`)).toEqual(['PENALTY 15.66', 'PRINCIPAL 5,221.04'])
    expect(await accountsOf(noteId)).toMatchObject({ PRINCIPAL: '79,604.00', SUSPENSE: '-5,015.01' })
    const booked = await counter.db.asOwner('select distinct business_day::text, value_day::text from transfer where note_id = $1 and kind = $2', [noteId, 'CORRECTED'])
    expect(booked).toEqual([{ business_day: '2025-07-25', value_day: '2025-07-14' }])
  })

  it('an earlier repayment is taken back after its differences were shown; later ones are allocated anew', async () => {
    const { noteId, lineId } = await openNote(counter)
    await payUntil(noteId, 3)
    const [, , first] = (await pageOf(counter, noteId)).repayments
    const address = `/api/notes/${noteId}/repayments/${first!.repaymentId}/reversal`
    expect((await counter.as(counter.second, 'POST', address, { body: { reason: '记错客户账户' } })).json()).toMatchObject({ code: 'note.differences-unseen' })
    const shown = await trial(noteId, 'REVERSED', null, { reverses: first!.repaymentId })
    expect(shown.differences.length).toBeGreaterThan(0)
    const back = await counter.as(counter.second, 'POST', address, { body: { reason: '记错客户账户', seen: shown.seen } })
    expect(back.statusCode, back.body).toBe(200)
    const page = await pageOf(counter, noteId)
    expect(page.instalments.slice(0, 3).map((row) => row.settledOn !== null)).toEqual([true, false, false])
    const [line] = await counter.db.asOwner('select drawn_fen from line where line_id = $1', [lineId])
    expect(Number(line!['drawn_fen'])).toBe(page.balanceFen)
    expect((await accountsOf(noteId))['PRINCIPAL']).toBe(formatYuan(page.balanceFen))
  })

  it('of more than is due the rest is kept for the customer where the cashier says so, and the contract ends with its note', async () => {
    const { noteId } = await openNote(counter, { method: 'BULLET', every: 'ONCE', periods: 1, firstDueOn: day('2025-06-16'), amountFen: fen(1_000_000) })
    await onDay(counter, '2025-06-16')
    const { dueFen } = (await trial(noteId, 'COST_CHARGED', null, { amountFen: 1, reason: REASON })).before
    expect((await payOn(counter, noteId, '2025-06-16', dueFen + 100)).json()).toMatchObject({ code: 'repayment.too-much' })
    const paid = await payOn(counter, noteId, '2025-06-16', dueFen + 100, { keepsRest: true })
    expect(paid.json()).toMatchObject({ isSettled: true, suspenseFen: 100 })
    const [item] = await counter.db.asOwner('select cause, left_fen::int from suspense_item where note_id = $1', [noteId])
    expect(item).toEqual({ cause: 'TOO_MUCH', left_fen: 100 })
    const [contract] = await counter.db.asOwner('select c.state from contract c join note n using (bank_id, contract_id) where n.note_id = $1', [noteId])
    expect(contract).toEqual({ state: 'ENDED' })
  })
})
