import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { policyOn } from '#common/policy/server'
import { type Day, addDays, day } from '#kernel'
import type { DayEndAt } from '../day-end/step.ts'
import { type Counter, openCounter, openNote } from '../testing/note.ts'
import { classFloorsStep } from './class-floors.ts'

let counter: Counter

beforeAll(async () => {
  counter = await openCounter()
})
afterAll(() => counter.close())

/** The step over the unit of the branch on a closed day. */
const runOn = (on: Day) => counter.db.database.inBank(counter.banks[0], (tx) => classFloorsStep.run(tx, {
  day: on, next: addDays(on, 1), unitId: counter.officer.unitId, part: counter.officer.unitId, calendar: { holidays: new Set(), makeUpDays: new Set() }, policyOf: async () => (await policyOn(tx, on)).policy,
  voucherId: () => '', now: '2025-04-16T01:00:00Z', tell: () => Promise.resolve(),
} satisfies DayEndAt))

const classOf = async (noteId: string) => (await counter.db.asOwner('select risk_class from note where note_id = $1', [noteId]))[0]!['risk_class']
const moves = async (noteId: string) => (await counter.db.asOwner('select seq, class_before, class, source, overdue_days from classification where note_id = $1 order by seq', [noteId])).map((row) => [row['seq'], row['class_before'], row['class'], row['overdue_days']])

describe('the floor of a class', () => {
  it('moves a note on the day it passes a threshold, writes that down, and leaves it alone on all others', async () => {
    const { noteId } = await openNote(counter)
    expect((await runOn(day('2025-04-14'))).rows).toBe(0)
    expect((await runOn(day('2025-04-15'))).rows).toBe(2)
    expect((await runOn(day('2025-04-16'))).rows).toBe(0)
    expect((await runOn(day('2025-07-13'))).rows).toBe(0)
    expect((await runOn(day('2025-07-14'))).figures).toMatchObject({ 下调笔数: 1, 转次级: 1 })
    expect(await moves(noteId)).toEqual([[1, 'NORMAL', 'SPECIAL_MENTION', 1], [2, 'SPECIAL_MENTION', 'SUBSTANDARD', 91]])
    await counter.db.asOwner(`update note set state = 'SETTLED', settled_on = '2025-07-14' where note_id = $1`, [noteId])
  })

  it('never lifts a note that judgement put further down', async () => {
    const { noteId } = await openNote(counter)
    await counter.db.asOwner(`update note set risk_class = 'DOUBTFUL' where note_id = $1`, [noteId])
    expect((await runOn(day('2025-04-20'))).rows).toBe(0)
    expect(await classOf(noteId)).toBe('DOUBTFUL')
    await counter.db.asOwner(`update note set state = 'SETTLED', settled_on = '2025-04-20' where note_id = $1`, [noteId])
  })

  it('reads a note as it was when the day closed, though it was paid before the day-end came to it', async () => {
    const { noteId } = await openNote(counter)
    await counter.db.asOwner(`insert into note_before (bank_id, day, note_id, unit_id, product_code, book, state, balance_fen, annual_rate, schedule_version, oldest_due_on, period_interest_fen, due_principal_fen, due_interest_fen, written_off_fen, risk_class, instalment_states)
      select bank_id, '2025-04-15', note_id, unit_id, product_code, book, state, balance_fen, annual_rate, schedule_version, oldest_due_on, 0, 0, 0, 0, risk_class, '[]' from note where note_id = $1`, [noteId])
    await counter.db.asOwner(`update note set oldest_due_on = '2025-05-14' where note_id = $1`, [noteId])
    expect((await runOn(day('2025-04-15'))).rows).toBe(2)
    expect(await classOf(noteId)).toBe('SPECIAL_MENTION')
    expect((await counter.db.asOwner('select risk_class from note_before where note_id = $1', [noteId]))[0]).toEqual({ risk_class: 'SPECIAL_MENTION' })
    expect((await runOn(day('2025-04-15'))).rows).toBe(0)
  })
})
