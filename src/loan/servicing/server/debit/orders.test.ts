import { afterAll, beforeAll, expect, it } from 'vitest'
import { addDays } from '#kernel'
import { debitWanted } from '#loan/servicing/domain'
import { loadWhole } from '../bulk/index.ts'
import { runDayEnd } from '../day-end/index.ts'
import { type BookAtHand, openBook } from '../testing/book.ts'

let book: BookAtHand
beforeAll(async () => {
  book = await openBook({ loans: 400 })
  await book.db.asOwner("update product set core_channel = 'FILE' where bank_id = $1", [book.bankId])
}, 60_000)
afterAll(() => book.db.drop())

it('the orders of a day ask for what the rules say is owed on each note, and no other note is asked', async () => {
  const { today, bankId, db: { database } } = book
  const next = addDays(today, 1)
  expect((await runDayEnd(database, bankId, today, { tell: async () => undefined })).state).toBe('DONE')
  await database.inBank(bankId, async (tx) => {
    const notes = await tx.selectFrom('note').select('note_id').where('bank_id', '=', bankId).where('state', '=', 'RUNNING').execute()
    const wanted = (await loadWhole(tx, notes.map((row) => row.note_id), next)).flatMap(({ row, note, calendar }) => {
      const debit = debitWanted(note, next, calendar)
      return debit === undefined ? [] : [{ note_id: row.note_id, amount_fen: debit.amountFen, overdue_fen: debit.overdueFen }]
    })
    const orders = await tx.selectFrom('debit_order').select(['note_id', 'amount_fen', 'overdue_fen']).where('bank_id', '=', bankId).where('day', '=', next).orderBy('note_id').execute()
    expect(orders).toEqual(wanted)
    expect(orders.filter((order) => order.overdue_fen > 0).length).toBeGreaterThan(50)
    expect(orders.filter((order) => order.overdue_fen === 0).length).toBeGreaterThan(3)
  })
}, 60_000)
