import { afterAll, beforeAll, expect, it } from 'vitest'
import { readDocument } from '#common/document/server'
import type { NotePapers } from '#loan/servicing/domain'
import { type Counter, onDay, openCounter, pageOf, payOn } from '../testing/note.ts'
import { openTakenOver } from '../testing/taken-over.ts'

let counter: Counter
beforeAll(async () => {
  counter = await openCounter()
})
afterAll(() => counter.close())

const issue = (noteId: string, kind: string, body?: Record<string, unknown>) => counter.as(counter.cashier, 'POST', `/api/notes/${noteId}/${kind}`, body === undefined ? {} : { body })
const wordsOf = (noteId: string, documentId: string): Promise<string> => counter.db.database.inBank(counter.banks[0], async (tx) => JSON.stringify((await readDocument(tx, { noteId }, documentId)).paper))

it('a note taken over from the core bank has statement, quote, schedule, receipt and certificate like any other, each opened by who sees the note', async () => {
  const { noteId } = await openTakenOver(counter, { on: await onDay(counter, '2025-05-20'), paidInstalments: 2 })
  const papers = async () => (await counter.as(counter.cashier, 'GET', `/api/notes/${noteId}/papers`)).json<NotePapers>()
  expect(await papers()).toMatchObject({ noPaper: null, papers: [], noQuote: null })
  const statement = (await issue(noteId, 'papers/statement', { from: '2025-03-14', to: '2025-05-20' })).json<{ documentId: string }>()
  expect(await wordsOf(noteId, statement.documentId)).toContain('98,916.84')
  expect((await issue(noteId, 'papers/statement', { from: '2025-03-14', to: '2025-05-20' })).json()).toMatchObject({ documentId: statement.documentId })
  const quote = await issue(noteId, 'papers/quote', { on: '2025-05-24' })
  expect(quote.statusCode, quote.body).toBe(201)
  // 98,916.84 × 7.2 % ÷ 360 × 10 = 197.83
  expect(await wordsOf(noteId, quote.json<{ documentId: string }>().documentId)).toContain('99,114.67')
  const schedule = await issue(noteId, 'schedule-paper')
  expect(schedule.statusCode, schedule.body).toBe(201)
  expect((await pageOf(counter, noteId)).schedulePaper).toBe(schedule.json<{ documentId: string }>().documentId)
  const { fullFen } = (await counter.as(counter.cashier, 'GET', `/api/notes/${noteId}/settlement-quote`)).json<{ fullFen: number }>()
  const { repaymentId } = (await payOn(counter, noteId, '2025-05-20', fullFen, { kind: 'FULL' })).json<{ repaymentId: string }>()
  const receipt = await issue(noteId, `repayments/${repaymentId}/receipt`)
  expect(receipt.statusCode, receipt.body).toBe(201)
  const clearing = await issue(noteId, 'papers/clearing')
  expect(clearing.statusCode, clearing.body).toBe(201)
  expect((await papers()).papers.map((one) => one.kind)).toEqual(['CLEARING_CERTIFICATE', 'EARLY_QUOTE', 'ACCOUNT_STATEMENT'])
  for (const made of [statement, quote.json<{ documentId: string }>(), schedule.json<{ documentId: string }>(), receipt.json<{ documentId: string }>(), clearing.json<{ documentId: string }>()]) {
    const file = await counter.as(counter.cashier, 'GET', `/api/notes/${noteId}/papers/${made.documentId}/file`)
    expect([file.statusCode, file.headers['content-type']]).toEqual([200, 'application/pdf'])
  }
  const other = await openTakenOver(counter, { on: await onDay(counter, '2025-05-20') })
  expect((await counter.as(counter.cashier, 'GET', `/api/notes/${other.noteId}/papers/${statement.documentId}/file`)).statusCode).toBe(404)
  expect((await counter.as(counter.second, 'POST', `/api/notes/${noteId}/repayments/${repaymentId}/reversal`, { body: { reason: '支票退票' } })).statusCode).toBe(200)
  const voided = await counter.db.asOwner('select kind, void_reason from document where note_id = $1 and voided_at is not null order by kind', [noteId])
  expect(voided).toEqual([{ kind: 'CLEARING_CERTIFICATE', void_reason: '还款冲正，借款不再结清' }, { kind: 'REPAYMENT_RECEIPT', void_reason: '还款已冲正' }])
}, 120_000)
