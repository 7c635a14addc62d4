import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Refusal } from '#kernel'
import { type CustomerQuote, type CustomerView, type NotePapers, type Reminders } from '#loan/servicing/domain'
import { readDocument } from '#common/document/server'
import { ask } from '#platform/http'
import type { Port } from '#platform/notices'
import { type Counter, onDay, openCounter, openNote, payOn } from '../testing/note.ts'
import { sendMessages } from './send-messages.ts'

let counter: Counter
beforeAll(async () => {
  counter = await openCounter()
})
afterAll(() => counter.close())

const issue = (noteId: string, kind: string, body?: unknown) => counter.as(counter.officer, 'POST', `/api/notes/${noteId}/papers/${kind}`, body === undefined ? {} : { body: body as Record<string, unknown> })
const papersOf = async (noteId: string) => (await counter.as(counter.officer, 'GET', `/api/notes/${noteId}/papers`)).json<NotePapers>()
const wordsOf = (caseId: string, documentId: string): Promise<string> => counter.db.database.inBank(counter.banks[0], async (tx) => JSON.stringify((await readDocument(tx, { caseId }, documentId)).paper))

async function settledNote() {
  const opened = await openNote(counter)
  await payOn(counter, opened.noteId, '2025-04-14', 1_022_104)
  await onDay(counter, '2025-04-20')
  const { fullFen } = (await counter.as(counter.cashier, 'GET', `/api/notes/${opened.noteId}/settlement-quote`)).json<{ fullFen: number }>()
  const paid = await payOn(counter, opened.noteId, '2025-04-20', fullFen, { kind: 'FULL' })
  expect(paid.statusCode).toBe(201)
  return { ...opened, repaymentId: paid.json<{ repaymentId: string }>().repaymentId }
}

describe('papers for the customer', () => {
  it('a statement runs from the opening to the closing balance by each movement, and is issued once while nothing changes', async () => {
    const { noteId, caseId } = await openNote(counter)
    await payOn(counter, noteId, '2025-04-14', 1_022_104)
    await payOn(counter, noteId, '2025-05-14', 1_022_104)
    const made = await issue(noteId, 'statement', { from: '2025-04-15', to: '2025-05-14' })
    expect(made.statusCode).toBe(201)
    const { documentId } = made.json<{ documentId: string }>()
    const words = await wordsOf(caseId, documentId)
    // 118,000.00 − 9,513.04 stood on 15 April; the second instalment repays 9,570.12 of it.
    for (const figure of ['108,486.96 元', '9,570.12', '650.92', '98,916.84', '对账单（2025-04-15 至 2025-05-14）']) expect(words).toContain(figure)
    expect(words).not.toContain('放款"')
    expect((await issue(noteId, 'statement', { from: '2025-04-15', to: '2025-05-14' })).json()).toMatchObject({ documentId })
    expect((await issue(noteId, 'statement', { from: '2025-04-15', to: '2025-05-15' })).json()).toMatchObject({ code: 'paper.in-the-future' })
    expect((await issue(noteId, 'statement', { from: '2025-05-14', to: '2025-04-15' })).statusCode).toBe(400)
  }, 60_000)

  it('a clearing certificate is for settled loans only, and falls when the last payment is taken back', async () => {
    const open = await openNote(counter)
    const refused = await issue(open.noteId, 'clearing')
    expect([refused.statusCode, refused.body]).toEqual([409, expect.stringContaining('借据还有 118,000.00 元本金未还，结清后才能出具')])
    expect(await papersOf(open.noteId)).toMatchObject({ noClearing: '借据还有 118,000.00 元本金未还，结清后才能出具', papers: [] })
    const { noteId, caseId, repaymentId } = await settledNote()
    const made = await issue(noteId, 'clearing')
    expect(made.statusCode).toBe(201)
    expect(await wordsOf(caseId, made.json<{ documentId: string }>().documentId)).toContain('已于 2025-04-20 全部还清')
    expect((await papersOf(noteId)).papers.map((one) => one.kind)).toEqual(['CLEARING_CERTIFICATE'])
    expect((await counter.as(counter.second, 'POST', `/api/notes/${noteId}/repayments/${repaymentId}/reversal`, { body: { reason: '支票退票' } })).statusCode).toBe(200)
    expect(await papersOf(noteId)).toMatchObject({ papers: [], noQuote: null })
    const [row] = await counter.db.asOwner(`select void_reason from document where subject like $1`, [`${noteId}/%`])
    expect(row?.['void_reason']).toBe('还款冲正，借款不再结清')
  }, 60_000)

  it('a quote says what settles the loan on one day and that it is good on that day alone', async () => {
    const { noteId, caseId } = await openNote(counter)
    await payOn(counter, noteId, '2025-04-14', 1_022_104)
    const made = await issue(noteId, 'quote', { on: '2025-04-24' })
    const words = await wordsOf(caseId, made.json<{ documentId: string }>().documentId)
    // 108,486.96 × 7.2 % ÷ 360 × 10 days = 216.97
    for (const figure of ['108,703.93 元', '216.97', '（10 天', '本试算单仅 2025-04-24 当日有效。']) expect(words).toContain(figure)
    expect((await issue(noteId, 'quote', { on: '2025-04-13' })).json()).toMatchObject({ code: 'paper.quote-day' })
  }, 60_000)
})

describe('what the link shows', () => {
  const linkTo = async (noteId: string): Promise<string> => {
    const { linkId } = (await counter.as(counter.officer, 'POST', `/api/notes/${noteId}/links`)).json<{ linkId: string }>()
    return (await counter.as(counter.officer, 'GET', `/api/notes/${noteId}/links/${linkId}`)).json<{ path: string }>().path.replace('/l/', '')
  }
  it('his papers of this loan and of no other, and what settles it on a day', async () => {
    const { noteId } = await openNote(counter)
    const other = await openNote(counter)
    const paperOf = async (id: string) => (await issue(id, 'statement', { from: '2025-03-14', to: '2025-03-14' })).json<{ documentId: string }>().documentId
    const [mine, theirs] = [await paperOf(noteId), await paperOf(other.noteId)]
    const token = await linkTo(noteId)
    const opened = (more: string) => ask(counter.app, undefined, 'GET', `/api/links/${token}${more}`)
    expect((await opened('')).json<CustomerView>().papers.map((one) => one.paper)).toEqual([mine])
    expect((await opened(`/papers/${mine}`)).rawPayload.subarray(0, 5).toString()).toBe('%PDF-')
    expect((await opened(`/papers/${theirs}`)).statusCode).toBe(404)
    expect((await opened('/quote?on=2025-03-24')).json<CustomerQuote>()).toMatchObject({ on: '2025-03-24', dueFen: 0, restFen: 11_800_000, restInterestFen: 23_600, fullFen: 11_823_600, days: 10 })
    expect((await opened('/quote?on=2025-03-01')).json()).toMatchObject({ code: 'paper.quote-day' })
  }, 60_000)
})

describe('messages to customers', () => {
  const now = new Date('2025-04-11T02:00:00Z')
  const put = async (noteId: string, kind: string, dueOn: string | null): Promise<string> => {
    const [row] = await counter.db.asOwner(
      `insert into customer_message (bank_id, message_id, note_id, kind, day, due_on, says, created_at, due_at) values ($1, gen_random_uuid(), $2, $3, '2025-04-11', $4, '您的借款将于 2025-04-14 还款', $5, $5) returning message_id`,
      [counter.banks[0], noteId, kind, dueOn, now.toISOString()],
    )
    return String(row?.['message_id'])
  }
  const shown = async (view: string) => (await counter.as(counter.officer, 'GET', `/api/reminders?view=${view}`)).json<Reminders>()
  const send = (sms: Port, at = now) => sendMessages(counter.db.database, counter.banks[0], sms, at)

  it('wait while there is no gateway and say why, then leave once each with the phone put to them at the last moment', async () => {
    const { noteId } = await openNote(counter)
    const messageId = await put(noteId, 'DUE_SOON', '2025-04-14')
    expect(await send({ why: '未设置 WEIDAI_SMS_URL', send: () => Promise.reject(new Error('never asked')) })).toBe(0)
    expect((await shown('waiting')).messages.find((one) => one.messageId === messageId)).toMatchObject({ error: '未设置 WEIDAI_SMS_URL', attempts: 0, kind: 'DUE_SOON' })
    const sent: { id: string; to: string }[] = []
    const sms: Port = { why: null, send: async ({ id, to }) => void sent.push({ id, to }) }
    await Promise.all([send(sms), send(sms), send(sms)])
    expect(sent.filter((one) => one.id === messageId)).toEqual([{ id: messageId, to: expect.stringMatching(/^1380000\d{4}$/) as string }])
    expect((await shown('sent')).messages.find((one) => one.messageId === messageId)).toMatchObject({ attempts: 1, error: null })
    const rows = await counter.db.asOwner('select (select json_agg(m) from customer_message m)::text as everything')
    expect(String(rows[0]!['everything'])).not.toContain(sent[0]!.to)
  })

  it('are tried again later and later, five times, and then by a person once more', async () => {
    const { noteId } = await openNote(counter)
    const messageId = await put(noteId, 'DUE_SOON', '2025-04-14')
    let tried = 0
    const broken: Port = { why: null, send: () => { tried++; return Promise.reject(new Refusal({ code: 'notice.not-sent', message: '短信网关返回 503' })) } }
    let minutes = 0
    for (const [round, wait] of [0, 1, 2, 4, 8, 16].entries()) {
      minutes += wait
      await send(broken, new Date(now.getTime() + minutes * 60_000 - 1000))
      expect(tried).toBeLessThanOrEqual(round)
      await send(broken, new Date(now.getTime() + minutes * 60_000))
    }
    expect(tried).toBe(5)
    expect((await shown('failed')).messages.find((one) => one.messageId === messageId)).toMatchObject({ attempts: 5, error: '短信网关返回 503' })
    expect((await counter.as(counter.officer, 'POST', `/api/reminders/${messageId}/sending`)).statusCode).toBe(200)
    expect((await counter.as(counter.officer, 'POST', `/api/reminders/${messageId}/sending`)).json()).toMatchObject({ code: 'message.waiting' })
    const sent: string[] = []
    await send({ why: null, send: async ({ id }) => void sent.push(id) }, new Date(Date.now() + 60_000))
    expect(sent).toContain(messageId)
  })

  it('say nothing that no longer holds', async () => {
    const { noteId } = await openNote(counter)
    await payOn(counter, noteId, '2025-04-11', 1_022_104, { kind: 'AHEAD' })
    const messageId = await put(noteId, 'DUE_SOON', '2025-04-14')
    const sent: string[] = []
    await send({ why: null, send: async ({ id }) => void sent.push(id) })
    expect(sent).not.toContain(messageId)
    expect((await shown('failed')).messages.find((one) => one.messageId === messageId)?.error).toBe('情况已变（已还或已撤销），不再发送')
  })

  it('[S2-36] the evening list has what fell due today and is unpaid, with what its repayment account lacks; the days before have their own list [S2-85]', async () => {
    const [short, paid, soon] = [await openNote(counter), await openNote(counter), await openNote(counter, { firstDueOn: '2025-04-17' as never })]
    await payOn(counter, paid.noteId, '2025-04-14', 1_022_104)
    const [row] = await counter.db.asOwner('select unit_id from note where note_id = $1', [short.noteId])
    await counter.db.asOwner(`insert into debit_order (bank_id, day, note_id, order_no, unit_id, product_code, amount_fen, overdue_fen, debited_fen, state, answered_on) values ($1, '2025-04-14', $2, $3, $4, 'MICRO', 1022104, 0, 1000000, 'PARTIAL', '2025-04-14')`, [counter.banks[0], short.noteId, `20250414${short.number}`, row?.['unit_id']])
    await counter.db.asOwner(`insert into customer_message (bank_id, message_id, note_id, kind, day, due_on, amount_fen, says, created_at, due_at) values ($1, gen_random_uuid(), $2, 'DUE_SOON', '2025-04-14', '2025-04-17', 1022104, '您的借款将于 2025-04-17 还款', $3, $3)`, [counter.banks[0], soon.noteId, now.toISOString()])
    const evening = await shown('short')
    expect(evening.notes.find((one) => one.noteId === short.noteId)).toMatchObject({ amountFen: 1_022_104, debitedFen: 1_000_000, shortFen: 22_104, says: '账户余额不足', accountMasked: '6230 **** 0018', dueOn: '2025-04-14' })
    expect(evening.notes.some((one) => one.noteId === paid.noteId || one.noteId === soon.noteId)).toBe(false)
    expect((await shown('soon')).notes).toEqual([expect.objectContaining({ noteId: soon.noteId, dueOn: '2025-04-17', amountFen: 1_022_104, says: '短信待发' })])
  })
})
