import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Counter, onDay, openCounter } from './testing/note.ts'
import { openTakenOver } from './testing/taken-over.ts'

let counter: Counter
beforeAll(async () => { counter = await openCounter() }, 60_000)
afterAll(() => counter.close())

it('the contract and the line of a loan taken over end with its note', async () => {
  const { noteId } = await openTakenOver(counter, { on: await onDay(counter, '2025-03-20') })
  const [ends] = await counter.db.asOwner(`
    select n.matures_on::text as note, c.matures_on::text as contract, l.valid_until::text as line
    from note n join contract c using (bank_id, contract_id) join line l on l.bank_id = n.bank_id and l.line_id = n.line_id where n.note_id = $1`, [noteId])
  expect(ends).toEqual({ note: '2026-03-14', contract: '2026-03-14', line: '2026-03-14' })
})
