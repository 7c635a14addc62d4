import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Purpose } from '#common/ledger/domain'
import { postVoucher } from '#common/ledger/server'
import { type Day, addDays, day, fen } from '#kernel'
import { newId } from '#platform/db'
import { runDayEnd } from '../day-end/index.ts'
import { type BookAtHand, openBook } from '../testing/book.ts'

let book: BookAtHand
let on: Day

beforeAll(async () => {
  book = await openBook({ loans: 60, units: 2, today: day('2025-06-30') })
  on = book.today
}, 120_000)
afterAll(() => book.db.drop())

/** Ends the open day; what differed on it, and why it stopped where it did. */
async function endDay(): Promise<{ differences: [string, number][]; failed: string | undefined }> {
  const { failed } = await runDayEnd(book.db.database, book.bankId, on, { tell: () => Promise.resolve() })
  const rows = await book.db.asOwner('select a.purpose, (d.ledger_fen - d.notes_fen)::int as fen from ledger_difference d join ledger_account a on a.bank_id = d.bank_id and a.code = d.account_code where d.day = $1 order by 1', [on])
  if (failed === null) on = addDays(on, 1)
  return { differences: rows.map((row) => [String(row['purpose']), Number(row['fen'])]), failed: failed?.refusal.code }
}

/** Somebody books what no note knows of. */
async function bookBeside(debit: Purpose, credit: Purpose, amountFen: number): Promise<void> {
  const [note] = await book.db.asOwner('select unit_id::text, product_code from note order by note_id limit 1')
  await book.db.database.inBank(book.bankId, (tx) => postVoucher(tx, { voucherId: newId(), businessDay: on }, [{ kind: 'CORRECTED', debit, credit, amountFen: fen(amountFen), noteId: null, unitId: String(note!['unit_id']), productCode: String(note!['product_code']), valueDay: on }]))
}

describe('the checks of a day-end', () => {
  it('find nothing on a day on which nobody booked beside the notes, month end and provision included', async () => {
    expect(await endDay()).toEqual({ differences: [], failed: undefined })
  })

  it('find each control account that was moved beside its notes, to the fen, until it is put right', async () => {
    const moves: readonly (readonly [Purpose, Purpose])[] = [['PRINCIPAL', 'SETTLEMENT'], ['COSTS_RECEIVABLE', 'SETTLEMENT'], ['SETTLEMENT', 'SUSPENSE'], ['SETTLEMENT', 'REFUND_PAYABLE'], ['PROVISION_EXPENSE', 'PROVISION'], ['WRITTEN_OFF', 'OFF_CONTRA']]
    for (const [at, [debit, credit]] of moves.entries()) await bookBeside(debit, credit, 101 + at)
    const wrong = [['COSTS_RECEIVABLE', 102], ['PRINCIPAL', 101], ['PROVISION', -105], ['REFUND_PAYABLE', -104], ['SUSPENSE', -103], ['WRITTEN_OFF', 106]]
    expect((await endDay()).differences).toEqual(wrong)
    expect((await endDay()).differences).toEqual(wrong)
    for (const [at, [debit, credit]] of moves.entries()) await bookBeside(credit, debit, 101 + at)
    expect((await endDay()).differences).toEqual([])
  }, 60_000)

  it('find what accrues moved by hand only as the day’s accrual books it back: the account follows the notes', async () => {
    await bookBeside('INTEREST_RECEIVABLE', 'INTEREST_INCOME', 500)
    expect((await endDay()).differences).toEqual([])
  })

  it('find a note of which paid, outstanding and written off are not what was lent', async () => {
    const [note] = await book.db.asOwner(`select n.note_id::text from note n join repayment r using (bank_id, note_id) where n.state = 'RUNNING' order by 1 limit 1`)
    await book.db.asOwner('update instalment_state set principal_paid_fen = principal_paid_fen + 7 where note_id = $1 and seq = (select min(seq) from instalment_state where note_id = $1)', [note!['note_id']])
    await book.db.asOwner('alter table repayment disable trigger user')
    await book.db.asOwner('update repayment set recorded_on = $2 where repayment_id = (select repayment_id from repayment where note_id = $1 limit 1)', [note!['note_id'], on])
    expect((await endDay()).differences).toEqual([['PRINCIPAL', -7]])
    await book.db.asOwner('update instalment_state set principal_paid_fen = principal_paid_fen - 7 where note_id = $1 and seq = (select min(seq) from instalment_state where note_id = $1)', [note!['note_id']])
  })

  it('stop before the seal where a note was left behind, and go on once it is done', async () => {
    const closing = on
    const [note] = await book.db.asOwner(`select note_id::text, next_event_on::text from note where state = 'RUNNING' and next_event_on > $1 order by next_event_on desc limit 1`, [addDays(on, 2)])
    const ending = new AbortController()
    await runDayEnd(book.db.database, book.bankId, closing, { tell: () => Promise.resolve(), ending: ending.signal, on: (event) => { if ('step' in event && event.step === 'aging') ending.abort() } })
    await book.db.asOwner('update note set next_event_on = $2 where note_id = $1', [note!['note_id'], closing])
    expect((await endDay()).failed).toBe('day.note-skipped')
    await book.db.asOwner('update note set next_event_on = $2 where note_id = $1', [note!['note_id'], note!['next_event_on']])
    expect((await endDay()).failed).toBeUndefined()
  })

  it('stop where something was booked into a day that is closed', async () => {
    await book.db.asOwner('alter table transfer disable trigger user')
    await book.db.asOwner('delete from transfer where (voucher_id, line_no) = (select voucher_id, line_no from transfer where business_day = $1 limit 1)', [addDays(on, -1)])
    expect((await endDay()).failed).toBe('day.closed-day-moved')
  })
})
