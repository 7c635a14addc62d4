import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Day, addDays } from '#kernel'
import { debitWanted } from '#loan/servicing/domain'
import { loadWhole } from '../bulk/index.ts'
import { runDayEnd } from '../day-end/index.ts'
import { type BookAtHand, openBook } from '../testing/book.ts'

/** As the policy of a new bank says. */
const WAITED = 5
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

it('while an order is unanswered its note is not debited again; after the days of the policy it is', async () => {
  const { today, bankId, db: { database } } = book
  const noteIds = (on: Day) => database.inBank(bankId, async (tx) => (await tx.selectFrom('debit_order').select('note_id').where('bank_id', '=', bankId).where('day', '=', on).orderBy('note_id').execute()).map((row) => row.note_id))
  const first = await noteIds(addDays(today, 1))
  const end = async (on: Day): Promise<void> => { expect((await runDayEnd(database, bankId, on, { tell: async () => undefined })).state).toBe('DONE') }
  await end(addDays(today, 1))
  const second = await noteIds(addDays(today, 2))
  expect(second.filter((noteId) => first.includes(noteId))).toEqual([])
  for (let days = 2; days <= WAITED; days++) await end(addDays(today, days))
  expect(await noteIds(addDays(today, WAITED + 1))).not.toContain(first[0])
  await end(addDays(today, WAITED + 1))
  const again = await noteIds(addDays(today, WAITED + 2))
  expect(first.filter((noteId) => again.includes(noteId)).length).toBeGreaterThan(50)
}, 120_000)
