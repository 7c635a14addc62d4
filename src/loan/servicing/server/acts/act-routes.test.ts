import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { day, formatYuan } from '#kernel'
import type { NotePage, RepricingRow } from '#loan/servicing/domain'
import { type Acting, actingAt } from '../testing/acting.ts'
import { type Counter, onDay, openCounter, openNote, pageOf, payOn } from '../testing/note.ts'
import { keptBy, openTakenOver } from '../testing/taken-over.ts'

let counter: Counter
let acting: Acting
beforeAll(async () => {
  counter = await openCounter()
  acting = await actingAt(counter)
})
afterAll(() => counter.close())

const yuan = (page: NotePage): string => formatYuan(page.balanceFen)
/** Each kind of note there is: here or at the core bank, with a case or taken over without one. */
const NOTES = [['BOOK', true], ['BOOK', false], ['MIRROR', true], ['MIRROR', false]] as const
async function openOne(book: 'BOOK' | 'MIRROR', hasCase: boolean): Promise<string> {
  await keptBy(counter, book)
  const { noteId } = hasCase ? await openNote(counter) : await openTakenOver(counter, { on: await onDay(counter, '2025-03-20') })
  await keptBy(counter, 'BOOK')
  return noteId
}
const REST = { method: 'ANNUITY', periods: 9, every: 'MONTH', firstDueOn: '2025-07-24', dayCount: 'M30' }
const STEPS = (['DEMAND', 'VISIT', 'GUARANTOR', 'LAWSUIT'] as const).map((step) => ({ step, doneOn: '2025-07-24', says: '未收回' }))

/** Every act that leaves the note its life, one after the other, and then its end; what it comes to after each. */
async function live(noteId: string): Promise<string[]> {
  const told: string[] = []
  const tell = async (what: string): Promise<void> => {
    const page = await pageOf(counter, noteId)
    told.push(`${what} ${page.state} ${yuan(page)} ${page.annualRate} ${page.maturesOn} ${page.riskClass}`)
  }
  for (const on of ['2025-04-14', '2025-05-14']) expect((await payOn(counter, noteId, on, 1_022_104)).statusCode).toBe(201)
  await acting.done(noteId, 'change-rate', { annualRate: '0.06', penaltyRate: '0.09' })
  await tell('rate')
  const part = await payOn(counter, noteId, '2025-05-14', 3_000_000, { kind: 'PART', keep: 'KEEP_TERM' })
  expect(part.statusCode, part.body).toBe(201)
  await tell('keep-term')
  expect((await acting.state(noteId, 'find-misuse', { amountFen: 5_000_000, annualRate: '0.12' })).statusCode).toBe(201)
  await onDay(counter, '2025-06-10')
  expect((await acting.state(noteId, 'end-misuse', {})).statusCode).toBe(201)
  expect((await acting.state(noteId, 'charge-cost', { amountFen: 20_000 })).statusCode).toBe(201)
  await onDay(counter, '2025-06-14')
  const { dueFen } = (await acting.trial(noteId, 'COST_CHARGED', null, { amountFen: 1, reason: '试算应还款' })).before
  told.push(`due ${formatYuan(dueFen)}`)
  expect((await payOn(counter, noteId, '2025-06-14', dueFen)).statusCode).toBe(201)
  await acting.done(noteId, 'refund', { part: 'COSTS', amountFen: 20_000, payBy: '2025-06-17' })
  await acting.done(noteId, 'accelerate', {})
  await tell('accelerated')
  await onDay(counter, '2025-07-14')
  await acting.done(noteId, 'relieve', { parts: ['PENALTY'], amountFen: 1_000 }, {}, acting.president)
  const principalFen = (await pageOf(counter, noteId)).balanceFen
  await acting.done(noteId, 'reschedule', { rest: REST, principalFen, isDistressed: true, takesOverdue: true }, { grounds: { consents: [] } })
  await tell('rescheduled')
  await onDay(counter, '2025-07-20')
  const corrected = await payOn(counter, noteId, '2025-07-20', 1_000, { paidOn: '2025-07-12', channel: 'TRANSFER', reference: `T-${noteId}` })
  expect(corrected.statusCode, corrected.body).toBe(201)
  await tell('back-dated')
  const { repaymentId } = corrected.json<{ repaymentId: string }>()
  const undo = await acting.trial(noteId, 'REVERSED', null, { reverses: repaymentId })
  expect((await counter.as(counter.second, 'POST', `/api/notes/${noteId}/repayments/${repaymentId}/reversal`, { body: { reason: '记错借据', seen: undo.seen } })).statusCode).toBe(200)
  await tell('reversed')
  await onDay(counter, '2025-09-01')
  await acting.done(noteId, 'write-off', {}, { grounds: { steps: STEPS, resolution: '审贷会 2025 年第 3 次会议同意核销' } }, acting.president)
  expect((await acting.state(noteId, 'recover', { amountFen: 500_000 })).json()).toMatchObject({ state: 'WRITTEN_OFF' })
  await tell('written-off')
  return told
}

describe('the same acts on every note', () => {
  const lives: Record<string, string[]> = {}

  it.each(NOTES)('a life of acts on a note kept in %s, with a case: %s', async (book, hasCase) => {
    const noteId = await openOne(book, hasCase)
    lives[`${book} ${hasCase}`] = await live(noteId)
    expect((await pageOf(counter, noteId)).book).toBe(book)
    const [chain] = await counter.db.asOwner("select count(*)::int as acts from audit_event where case_id = (select coalesce(case_id, note_id) from note where note_id = $1) and act like 'servicing.%'", [noteId])
    expect(Number(chain?.['acts'])).toBeGreaterThan(15)
    const facts = await counter.db.asOwner("select fact from case_fact where case_id = (select case_id from note where note_id = $1) and fact in ('loan.accelerated', 'loan.restructured', 'loan.written-off', 'loan.recovered')", [noteId])
    expect(facts.length).toBe(hasCase ? 4 : 0)
    const accounts = await acting.accounts(noteId)
    // The ledger of a mirrored note is the core bank's; here nothing of it is booked.
    if (book === 'MIRROR') expect(accounts).toEqual({})
    else expect(accounts).toMatchObject({ WRITTEN_OFF: '57,178.80' })
  }, 60_000)

  it('comes to the same figures with and without a case, here and at the core bank', () => {
    const all = Object.values(lives)
    expect(all).toHaveLength(4)
    expect(all[0]).toEqual([
      'rate RUNNING 98,916.84 0.06 2026-03-14 NORMAL', 'keep-term RUNNING 68,916.84 0.06 2026-03-14 NORMAL', 
      // 7,082.62 of the plan, 200.00 of costs, and for 27 days of misuse 50,000 × (12 % − 6 %) ÷ 360 × 27 = 225.00 over the contract's interest.
      'due 7,507.62', 'accelerated RUNNING 62,178.80 0.06 2025-06-14 NORMAL', 'rescheduled RUNNING 62,178.80 0.06 2026-03-24 SPECIAL_MENTION',
      'back-dated RUNNING 62,178.80 0.06 2026-03-24 SPECIAL_MENTION', 'reversed RUNNING 62,178.80 0.06 2026-03-24 SPECIAL_MENTION', 'written-off WRITTEN_OFF 0.00 0.06 2026-03-24 SPECIAL_MENTION',
    ])
    for (const one of all) expect(one).toEqual(all[0])
  })
})

describe('money of an earlier day', () => {
  it.each(NOTES)('changes nothing of what was closed and books the difference today, on a note kept in %s, with a case: %s', async (book, hasCase) => {
    const noteId = await openOne(book, hasCase)
    for (const on of ['2025-04-14', '2025-05-14', '2025-06-14']) expect((await payOn(counter, noteId, on, 1_022_104)).statusCode).toBe(201)
    expect((await payOn(counter, noteId, '2025-07-24', 1_025_171)).statusCode).toBe(201)
    const closed = () => counter.db.asOwner("select voucher_id, line_no, debit_code, credit_code, amount_fen from transfer where note_id = $1 and business_day <= '2025-07-24' order by 1, 2", [noteId])
    const before = await closed()
    await onDay(counter, '2025-07-25')
    const late = { kind: 'DUE', amountFen: 500_000, paidOn: '2025-07-14', channel: 'TRANSFER', payer: 'OWN', reference: `N-${noteId}` }
    expect((await payOn(counter, noteId, '2025-07-25', 500_000, late)).json()).toMatchObject({ code: 'note.differences-unseen' })
    const { seen } = await acting.trial(noteId, 'REPAID', '2025-07-14', { kind: 'DUE', amountFen: 500_000 })
    expect((await payOn(counter, noteId, '2025-07-25', 500_000, { ...late, seen })).statusCode).toBe(201)
    const page = await pageOf(counter, noteId)
    expect([page.suspenseFen, yuan(page), page.repayments.find((one) => one.paidOn === '2025-07-24')!.lines.map((line) => `${line.part} ${formatYuan(line.amountFen)}`)]).toEqual([501_501, '79,604.00', ['PENALTY 15.66', 'PRINCIPAL 5,221.04']])
    expect(await closed()).toEqual(before)
    const booked = await counter.db.asOwner("select distinct business_day::text, value_day::text from transfer where note_id = $1 and kind = 'CORRECTED'", [noteId])
    expect(booked).toEqual(book === 'MIRROR' ? [] : [{ business_day: '2025-07-25', value_day: '2025-07-14' }])
  })
})

describe('what is asked for', () => {
  it('is done once however often it is sent, and another request under the same key is refused', async () => {
    const { noteId } = await openNote(counter)
    const { rowVersion } = await pageOf(counter, noteId)
    const twice = async (path: string, who: Parameters<Counter['as']>[0], body: Record<string, unknown>, other: Record<string, unknown>): Promise<string> => {
      const send = (sent: Record<string, unknown>) => counter.as(who, 'POST', path, { body: sent, key })
      const key = crypto.randomUUID()
      const [first, again] = [await send(body), await send(body)]
      expect([again.statusCode, again.body]).toEqual([first.statusCode, first.body])
      expect(first.statusCode, first.body).toBeLessThan(300)
      expect((await send(other)).json()).toMatchObject({ status: 422, code: 'idempotency.other-request' })
      return first.body
    }
    const cost = (amountFen: number) => ({ rowVersion, body: { amountFen, reason: '诉讼费由行代垫' } })
    await twice(`/api/notes/${noteId}/events/charge-cost`, counter.cashier, cost(30_000), cost(40_000))
    const rate = (annualRate: string) => ({ rowVersion: rowVersion + 1, body: { annualRate, penaltyRate: '0.078', reason: '客户申请并经核实' }, grounds: {} })
    const { requestId } = JSON.parse(await twice(`/api/notes/${noteId}/requests/change-rate`, counter.officer, rate('0.06'), rate('0.055'))) as { requestId: string }
    await twice('/api/note-requests/approval', acting.head, { requestIds: [requestId], says: '同意办理' }, { requestIds: [requestId], says: '同意办理，即日起' })
    await twice(`/api/notes/${noteId}/events/E1/reversal`, counter.second, { reason: '费用由客户自付' }, { reason: '费用重复登记了' })
    const events = await counter.db.asOwner('select kind from note_event where note_id = $1 order by seq', [noteId])
    expect(events.map((one) => one['kind'])).toEqual(['COST_CHARGED', 'RATE_CHANGED', 'REVERSED'])
    expect((await acting.accounts(noteId))['COSTS_RECEIVABLE']).toBeUndefined()
  })

  it('is withdrawn by who asked or refused by another, leaves the note as it was, and may be asked for again', async () => {
    const { noteId } = await openNote(counter)
    const asked = async () => (await acting.ask(noteId, 'change-rate', { annualRate: '0.06', penaltyRate: '0.09' })).json<{ requestId: string }>().requestId
    const first = await asked()
    expect((await counter.as(counter.assistant, 'POST', `/api/note-requests/${first}/withdrawal`, { body: { reason: '不是本人的申请' } })).statusCode).toBeGreaterThanOrEqual(403)
    expect((await counter.as(counter.officer, 'POST', `/api/note-requests/${first}/withdrawal`, { body: { reason: '客户不再申请' } })).json()).toMatchObject({ state: 'WITHDRAWN' })
    const second = await asked()
    expect((await counter.as(acting.head, 'POST', `/api/note-requests/${second}/refusal`, { body: { says: '理由不充分' } })).json()).toMatchObject({ state: 'REFUSED' })
    expect((await acting.decide(second)).json()).toMatchObject({ code: 'note.request-decided' })
    expect(await pageOf(counter, noteId)).toMatchObject({ annualRate: '0.072', events: [], versions: [{ reason: 'DISBURSED' }] })
    expect((await acting.decide(await asked())).statusCode).toBe(200)
  })

  it('nothing is half-written: a refused act leaves note, plan, books and requests as they were', async () => {
    const { noteId } = await openNote(counter)
    await onDay(counter, '2025-05-20')
    const before = await pageOf(counter, noteId)
    const books = await acting.accounts(noteId)
    const wrong: readonly [string, string, Record<string, unknown>, Record<string, unknown>, string][] = [
      ['ask', 'change-rate', { annualRate: '0.072', penaltyRate: '0.108' }, {}, 'note.same-rate'], ['ask', 'change-rate', { annualRate: '0.06', penaltyRate: '0.0779' }, {}, 'note.penalty-range'], ['ask', 'change-rate', { annualRate: '0.06', penaltyRate: '0.108' }, {}, 'note.penalty-range'],
      ['ask', 'change-rate', { annualRate: '0.06', penaltyRate: '0.09' }, { valueDay: '2025-05-21' }, 'note.in-the-future'], ['ask', 'change-rate', { annualRate: '0.06', penaltyRate: '0.09' }, { valueDay: '2025-03-13' }, 'note.before-drawdown'],
      ['ask', 'relieve', { parts: ['PENALTY'], amountFen: 99_999_999 }, {}, 'note.relief-too-much'], ['ask', 'refund', { part: 'SUSPENSE', amountFen: 1, payBy: '2025-05-20' }, {}, 'note.refund-too-much'],
      ['ask', 'write-off', {}, { grounds: { steps: [], resolution: '审贷会 2025 年第 3 次会议同意核销' } }, 'note.recovery-incomplete'], ['ask', 'reschedule', { rest: { ...REST, firstDueOn: '2025-05-20' }, principalFen: 11_800_000 }, { grounds: { consents: [] } }, 'note.first-due-past'],
      ['state', 'find-misuse', { amountFen: 99_999_999, annualRate: '0.144' }, {}, 'note.misuse-too-much'], ['state', 'find-misuse', { amountFen: 1_000_000, annualRate: '0.1079' }, {}, 'note.misuse-range'], ['state', 'find-misuse', { amountFen: 1_000_000, annualRate: '0.145' }, {}, 'note.misuse-range'],
      ['state', 'end-misuse', {}, {}, 'note.no-misuse'], ['state', 'recover', { amountFen: 100 }, {}, 'note.not-written-off'], ['state', 'charge-cost', { amountFen: 100 }, { valueDay: '2025-05-21' }, 'note.in-the-future'],
    ]
    for (const [way, act, body, more, code] of wrong) {
      const answer = await (way === 'ask' ? acting.ask : acting.state)(noteId, act, body, more)
      expect([act, answer.statusCode, answer.json<{ code: string }>().code]).toEqual([act, 422, code])
    }
    for (const amountFen of [0, -1, 1.5, 'abc', null]) expect((await acting.state(noteId, 'charge-cost', { amountFen })).statusCode).toBe(400)
    expect(await pageOf(counter, noteId)).toEqual(before)
    expect(await acting.accounts(noteId)).toEqual(books)
    expect((await counter.as(counter.officer, 'GET', `/api/notes/${noteId}/requests`)).json()).toEqual({ requests: [] })
  })
})

describe('renewal and repricing', () => {
  it('a renewal settles the old note with the money of a new contract of the same customer, signed before the old one ends', async () => {
    const old = await openNote(counter)
    const stranger = await openNote(counter)
    await onDay(counter, '2025-03-20')
    const { fullFen } = (await counter.as(counter.cashier, 'GET', `/api/notes/${old.noteId}/settlement-quote`)).json<{ fullFen: number }>()
    const renew = (newNoteId: string, amountFen = fullFen) => acting.ask(old.noteId, 'renew', { newNoteId, amountFen }, { grounds: { conditions: ['LAWFUL', 'STABLE', 'CREDIT', 'STANDARDS', 'OTHER'] } })
    expect((await renew(stranger.noteId)).json()).toMatchObject({ code: 'note.renewal-not-his' })
    expect((await renew(old.noteId)).json()).toMatchObject({ code: 'note.renewal-same-contract' })
    await counter.db.asOwner('update note set customer_id = $1 where note_id = $2', [old.customerId, stranger.noteId])
    expect((await renew(stranger.noteId, fullFen - 1)).json()).toMatchObject({ code: 'note.renewal-not-the-settlement' })
    // The new note has to carry what the old one takes: 118,000.00 and six days of interest do not fit into 118,000.00.
    expect((await renew(stranger.noteId)).json()).toMatchObject({ code: 'note.renewal-not-enough' })
    expect((await payOn(counter, old.noteId, '2025-04-14', 1_022_104)).statusCode).toBe(201)
    const later = (await counter.as(counter.cashier, 'GET', `/api/notes/${old.noteId}/settlement-quote`)).json<{ fullFen: number }>().fullFen
    const asked = await renew(stranger.noteId, later)
    expect(asked.statusCode, asked.body).toBe(201)
    expect((await acting.decide(asked.json<{ requestId: string }>().requestId)).statusCode).toBe(200)
    expect(await pageOf(counter, old.noteId)).toMatchObject({ state: 'SETTLED', balanceFen: 0, riskClass: 'NORMAL' })
    const [line] = await counter.db.asOwner('select drawn_fen::int from line where line_id = $1', [old.lineId])
    expect(line).toEqual({ drawn_fen: 0 })
    const facts = await counter.db.asOwner("select fact from case_fact where case_id = $1 and fact in ('loan.renewed', 'loan.settled') order by fact", [old.caseId])
    expect(facts.map((one) => one['fact'])).toEqual(['loan.renewed', 'loan.settled'])
  })

  it('a note that follows the published rate is listed on its day, asked for and approved, and listed again a year on', async () => {
    const { noteId } = await openNote(counter, { periods: 36, firstDueOn: day('2025-04-14') })
    await counter.db.asOwner("update note set repricing = 'ANNIVERSARY', lpr_tenor = 'ONE_YEAR', lpr_spread = 0.041, reprice_on = '2025-05-20' where note_id = $1", [noteId])
    await onDay(counter, '2025-05-19')
    const list = async () => (await counter.as(counter.officer, 'GET', '/api/repricing')).json<{ rows: RepricingRow[] }>().rows.filter((row) => row.noteId === noteId)
    expect(await list()).toEqual([])
    await onDay(counter, '2025-05-20')
    expect(await list()).toMatchObject([{ oldRate: '0.072', newRate: '0.071', lpr: '0.03', publishedOn: '2025-05-20', isAsked: false }])
    const asked = await counter.as(counter.officer, 'POST', '/api/repricing', { body: { noteIds: [noteId], reason: '按重定价日的报价利率调整' } })
    expect(asked.json()).toMatchObject({ unchanged: [] })
    expect((await list())[0]?.isAsked).toBe(true)
    expect((await acting.decide(asked.json<{ requestIds: string[] }>().requestIds[0]!)).statusCode).toBe(200)
    expect(await pageOf(counter, noteId)).toMatchObject({ annualRate: '0.071', acting: { repriceOn: '2026-03-14' } })
    expect(await list()).toEqual([])
  })
})
