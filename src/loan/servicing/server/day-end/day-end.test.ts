import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Refusal, addDays, day, fen, sumFen } from '#kernel'
import { accruedOn, compoundOf, penaltyOf } from '#loan/servicing/domain'
import { type BookAtHand, openBook } from '../testing/book.ts'
import { brokenInvariants } from '../testing/invariants.ts'
import { loadWhole, settlePayments } from '../bulk/index.ts'
import { DAY_END_STEPS, type DayEndEvent, catchUp, runDayEnd, sumAccrued, sumLate } from './index.ts'

let book: BookAtHand
beforeAll(async () => { book = await openBook({ loans: 120 }) })
afterAll(() => book.db.drop())

const DAYS = 3
const tell = () => Promise.resolve()

describe('a day-end', () => {
  it('leaves every note as the domain works it out, and the ledger agreeing with the notes, day after day', async () => {
    const { db: { database }, bankId } = book
    for (let on = book.today, days = 0; days < DAYS; on = addDays(on, 1), days++) {
      const due = await database.inBank(bankId, (tx) => tx.selectFrom('note').select(['note_id', 'due_principal_fen', 'due_interest_fen', 'period_interest_fen', 'next_event_on']).where('bank_id', '=', tx.bankId).where((eb) => eb.or([eb('next_event_on', '=', on), eb('oldest_due_on', '<', on)])).orderBy('note_id').execute())
      const items = due.filter((_, at) => at % 3 !== 0).map((row, at) => ({ noteId: row.note_id, amountFen: fen(at % 4 === 0 ? 20_000 : 4_000_000), paidOn: on, source: `test:${on}:${at}` }))
      const paid = await database.inBank(bankId, (tx) => settlePayments(tx, { day: on, channel: 'DIRECT_DEBIT', items }))
      expect(paid.every((one, at) => one.settledFen + one.leftFen === items[at]!.amountFen)).toBe(true)
      expect(paid.some((one) => one.settledFen > 0)).toBe(true)
      const events: unknown[] = []
      expect(await runDayEnd(database, bankId, on, { tell, on: (event) => events.push(event) }), JSON.stringify(events.slice(-1), (_, value: unknown) => (value instanceof Error ? `${value.stack}` : value))).toMatchObject({ state: 'DONE' })
      expect(await database.inBank(bankId, (tx) => brokenInvariants(tx, on))).toEqual([])
    }
  }, 240_000)
  it('sums in SQL what the domain says of each note: interest, penalty, compound interest', async () => {
    const { db: { database }, bankId } = book
    await database.inBank(bankId, async (tx) => {
      const ids = (await tx.selectFrom('note').select('note_id').where('bank_id', '=', tx.bankId).where('state', '=', 'RUNNING').execute()).map((row) => row.note_id)
      const notes = await loadWhole(tx, ids, book.today)
      // Days far behind and ahead, across which grace ends, half fens are rounded and periods run out.
      for (const on of ['2025-06-18', '2025-06-22', '2025-06-28', '2025-07-04'].map((text) => day(text))) {
        const late = await sumLate(tx, on)
        const sum = (sums: readonly { amountFen: number }[]): number => sums.reduce((total, one) => total + one.amountFen, 0)
        const open = notes.flatMap(({ note, calendar }) => note.instalments.filter((row) => row.settledOn === null && row.dueOn < addDays(book.today, DAYS)).map((row) => ({ row, note, calendar })))
        expect(sum(late.penalty)).toBe(sumFen(open.map(({ row, note, calendar }) => penaltyOf(row, note.rule, on, calendar).owedFen)))
        expect(sum(late.compound)).toBe(sumFen(open.map(({ row, note, calendar }) => compoundOf(row, note, on, calendar).owedFen)))
        const columns = notes.map(({ row }) => accruedOn({ dueInterestFen: fen(row.due_interest_fen), periodFrom: row.period_from === null ? null : day(row.period_from), periodTo: row.period_to === null ? null : day(row.period_to), periodInterestFen: fen(row.period_interest_fen) }, on))
        expect(sum(await sumAccrued(tx, on))).toBe(sumFen(columns))
      }
    })
  })

  it('is taken up where it stopped, and ends once: asked again it changes nothing', async () => {
    const { db: { database, asOwner }, bankId } = book
    const on = addDays(book.today, DAYS)
    const failing = DAY_END_STEPS.map((step) => (step.id === 'accrual' ? { ...step, run: () => Promise.reject(new Refusal({ code: 'test.refused', message: '利率缺失', expected: '补录利率' })) } : step))
    expect(await runDayEnd(database, bankId, on, { tell, steps: failing })).toMatchObject({ state: 'FAILED', failed: { step: 'accrual', part: 'BANK', refusal: { code: 'test.refused' } } })
    expect(await asOwner("select state, error from day_end_part where day = $1 and state <> 'DONE' order by step_no limit 1", [on])).toEqual([{ state: 'FAILED', error: '利率缺失；补录利率' }])
    await expect(runDayEnd(database, bankId, addDays(on, 1), { tell })).rejects.toThrow(`营业日 ${on} 的日终尚未完成`)
    const done = async (): Promise<unknown> => asOwner("select step, part, attempts, finished_at from day_end_part where day = $1 and state = 'DONE' order by step_no, part", [on])
    const before = await done()
    const events: string[] = []
    expect(await runDayEnd(database, bankId, on, { tell, on: (event) => { if (event.kind === 'PART_DONE') events.push(event.step) } })).toMatchObject({ state: 'DONE', before: false })
    expect(new Set(events)).toEqual(new Set(DAY_END_STEPS.slice(DAY_END_STEPS.findIndex(({ id }) => id === 'accrual')).filter(({ when }) => when?.(on) !== false).map(({ id }) => id)))
    expect(await done()).toEqual(expect.arrayContaining(before as unknown[]))
    const after = await done()
    expect(await runDayEnd(database, bankId, on, { tell })).toMatchObject({ state: 'DONE', before: true })
    expect(await done()).toEqual(after)
    expect(await database.inBank(bankId, (tx) => brokenInvariants(tx, on))).toEqual([])
  })

  it('of two runs at once does each part once, and missed days are caught up one by one', async () => {
    const { db: { database, asOwner }, bankId } = book
    const on = addDays(book.today, DAYS + 1)
    const ran: string[] = []
    const listen = (event: DayEndEvent): void => { if (event.kind === 'PART_DONE') ran.push(`${event.step} ${event.part}`) }
    const results = await Promise.all([1, 2, 3].map(() => runDayEnd(database, bankId, on, { tell, on: listen })))
    expect(results.every(({ state }) => state === 'DONE')).toBe(true)
    expect(ran.length).toBe(new Set(ran).size)
    await asOwner('update business_day set today = today + 2 where bank_id = $1', [bankId])
    expect((await catchUp(database, bankId, addDays(on, 3), { tell })).map((each) => [each.day, each.state])).toEqual([1, 2, 3].map((days) => [addDays(on, days), 'DONE']))
    expect(await asOwner('select today::text, ended_on::text from business_day where bank_id = $1', [bankId])).toEqual([{ today: addDays(on, 4), ended_on: addDays(on, 3) }])
    expect(await database.inBank(bankId, (tx) => brokenInvariants(tx, addDays(on, 3)))).toEqual([])
  })
})
