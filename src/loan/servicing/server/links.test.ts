import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ask } from '#platform/http'
import type { CustomerView } from '#loan/servicing/domain'
import type { Port } from '#platform/notices'
import { sendLink } from './send-link.ts'
import { type Counter, onDay, openCounter, openNote, pageOf, payOn } from './testing/note.ts'

let counter: Counter
let clock = new Date('2025-04-14T03:00:00Z')

beforeAll(async () => {
  clock = new Date()
  counter = await openCounter(() => clock)
})
afterAll(() => counter.close())

async function linkTo(noteId: string): Promise<{ linkId: string; token: string }> {
  const made = await counter.as(counter.officer, 'POST', `/api/notes/${noteId}/links`)
  expect(made.statusCode).toBe(201)
  const { linkId } = made.json<{ linkId: string }>()
  const { path } = (await counter.as(counter.officer, 'GET', `/api/notes/${noteId}/links/${linkId}`)).json<{ path: string }>()
  return { linkId, token: path.replace('/l/', '') }
}

const opened = (token: string, more = '') => ask(counter.app, undefined, 'GET', `/api/links/${token}${more}`)

describe('the link of a customer', () => {
  it('shows his own loan without a sign-in, and names him only so far that he knows himself', async () => {
    const { noteId, number } = await openNote(counter)
    await payOn(counter, noteId, '2025-04-14', 1_022_104)
    await onDay(counter, '2025-05-20')
    const { token } = await linkTo(noteId)
    const answer = await opened(token)
    expect(answer.statusCode).toBe(200)
    const view = answer.json<CustomerView>()
    expect(view).toMatchObject({ name: '王*国', noteNumber: number, balanceFen: 10_848_696, overdueDays: 6, next: { name: '第 3 期', dueOn: '2025-06-14', amountFen: 1_022_104 } })
    expect(view.rows.slice(0, 3).map((row) => row.state)).toEqual(['PAID', 'OVERDUE', 'COMING'])
    // 9,570.12 × 10.8 % ÷ 360 × 6 = 17.23, 650.92 likewise 1.17
    expect(view.overdueFen).toBe(1_022_104 + 1723 + 117)
    expect(view.receipts[0]).toMatchObject({ amountFen: 1_022_104, says: ['第 1 期利息 708.00', '第 1 期本金 9,513.04'], hasFile: false })
    expect(answer.body).not.toContain('王建国')
    expect(answer.body).not.toMatch(/caseId|customerId|noteId|lineId/)
  })

  it('ends when it is revoked or past its days; a wrong one, a changed one and one of another bank are not found', async () => {
    const { noteId } = await openNote(counter)
    const { linkId, token } = await linkTo(noteId)
    expect((await opened(token)).statusCode).toBe(200)
    const [bank, other] = counter.banks
    for (const wrong of [token.replace(`${bank}-`, `${other}-`), `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`, `99-${token.split('-').slice(1).join('-')}`]) {
      expect((await opened(wrong)).statusCode).toBe(404)
    }
    expect((await opened('short')).statusCode).toBe(400)
    const again = await counter.as(counter.officer, 'GET', `/api/notes/${noteId}/links/${linkId}`)
    expect(again.json()).toMatchObject({ path: `/l/${token}` })
    expect((await counter.as(counter.officer, 'POST', `/api/notes/${noteId}/links/${linkId}/revocation`, { body: { reason: '客户手机丢失' } })).statusCode).toBe(200)
    expect((await opened(token)).json()).toMatchObject({ code: 'not-found' })
    const next = await linkTo(noteId)
    const before = clock
    for (const days of [-1, 1, 400]) {
      clock = new Date(before.getTime() + days * 86_400_000)
      expect((await opened(next.token)).statusCode).toBe(200)
    }
    clock = before
    for (const [on, status] of [['2025-04-12', 200], ['2025-04-13', 404], ['2025-03-14', 200]] as const) {
      await onDay(counter, on)
      expect([on, (await opened(next.token)).statusCode]).toEqual([on, status])
    }
    expect((await pageOf(counter, noteId)).links.map((one) => one.state)).toEqual(['OPEN', 'REVOKED'])
  })

  it('goes to his phone with the address he can open, waits while a way is missing, and is not sent once it is revoked', async () => {
    const { noteId } = await openNote(counter)
    const { linkId, token } = await linkTo(noteId)
    const sent: { to: string; text: string }[] = []
    const sms: Port = { why: null, send: async ({ to, text }) => void sent.push({ to, text }) }
    const message = async (of: string) => String((await counter.db.asOwner(`select message_id from outbox where body->>'linkId' = $1`, [of]))[0]!['message_id'])
    const send = async (of: string, address: string | undefined) => counter.db.database.inBank(counter.banks[0], async (tx) => sendLink(tx, { sms, address }, await message(of), clock))
    expect(await send(linkId, undefined)).toBe('WAITING')
    expect(await send(linkId, 'https://bank.example')).toBe('SENT')
    expect(await send(linkId, 'https://bank.example')).toBe('SENT')
    expect(sent).toHaveLength(1)
    expect(sent[0]!.to).toMatch(/^1380000\d{4}$/)
    expect(sent[0]!.text).toContain(`https://bank.example/l/${token}`)
    const second = await linkTo(noteId)
    await counter.as(counter.officer, 'POST', `/api/notes/${noteId}/links/${second.linkId}/revocation`, { body: { reason: '发错了人' } })
    expect(await send(second.linkId, 'https://bank.example')).toBe('DROPPED')
    expect(sent).toHaveLength(1)
  })

  it('leaves no secret in the database', async () => {
    const { noteId } = await openNote(counter)
    const { token } = await linkTo(noteId)
    const rows = await counter.db.asOwner(`select (select json_agg(l) from customer_link l)::text || (select json_agg(o) from outbox o)::text || (select json_agg(a) from audit_event a)::text || (select json_agg(i) from idempotency_key i)::text as everything`)
    expect(String(rows[0]!['everything'])).not.toContain(token.slice(token.indexOf('-') + 1))
  })

  it('hands out the receipts of this note and of no other', async () => {
    const [mine, other] = [await openNote(counter), await openNote(counter)]
    const paid = async (noteId: string) => (await payOn(counter, noteId, '2025-04-14', 1_022_104)).json<{ repaymentId: string }>().repaymentId
    const [ownId, otherId] = [await paid(mine.noteId), await paid(other.noteId)]
    for (const [noteId, id] of [[mine.noteId, ownId], [other.noteId, otherId]]) {
      const issued = await counter.as(counter.cashier, 'POST', `/api/notes/${noteId}/repayments/${id}/receipt`)
      expect(issued.body).toContain('"number":"')
    }
    const { token } = await linkTo(mine.noteId)
    const file = await opened(token, `/receipts/${ownId}`)
    expect([file.statusCode, file.headers['content-type'], file.rawPayload.subarray(0, 5).toString()]).toEqual([200, 'application/pdf', '%PDF-'])
    expect((await opened(token, `/receipts/${otherId}`)).statusCode).toBe(404)
  }, 60_000)

  it('may be tried thirty times a minute, no more', async () => {
    const tries = await Promise.all(Array.from({ length: 40 }, (_, k) => ask(counter.app, undefined, 'GET', `/api/links/1-${String(k).padStart(43, 'x')}`)))
    expect(tries.filter((one) => one.statusCode === 429).length).toBeGreaterThan(0)
  })
})
