import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { day } from '#kernel'
import type { CoreFigures, DifferenceList } from '#loan/servicing/domain'
import { type TestStaff, testStaff } from '#platform/http'
import { type CoreBankAtHand, beginOn, openCoreBank, openMirrored } from '../testing/core-bank.ts'
import { type Counter, type Opened, openCounter, pageOf } from '../testing/note.ts'

let counter: Counter
let bank: CoreBankAtHand
let operator: TestStaff
let notes: Opened[]

const ACCOUNTS = Array.from({ length: 8 }, (_, at) => `623058000000${String(1000 + at)}`)
const FIRST_DUE = day('2025-03-18')

beforeAll(async () => {
  counter = await openCounter()
  operator = await testStaff(counter.db.database, counter.banks[0], { posts: ['CENTRAL_OPS'], name: '陈静' })
  bank = await openCoreBank(counter)
  await beginOn(counter, '2025-03-14')
  notes = []
  for (const account of ACCOUNTS) notes.push(await openMirrored(counter, account, { amountFen: 600_000 as never, firstDueOn: FIRST_DUE }))
  bank.switches({ plant: { rate: [notes[1]!.number], dayCount: [notes[2]!.number] } })
  await bank.exchange()
}, 60_000)
afterAll(async () => {
  bank.close()
  await counter.close()
})

const list = async (query = ''): Promise<DifferenceList> => (await counter.as(operator, 'GET', `/api/core-differences${query}`)).json<DifferenceList>()
const causes = async (query = '') => (await list(query)).differences.map((one) => [one.noteNumber, one.cause, one.figures.map(({ figure }) => figure)]).toSorted((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b)))

describe('a product whose ledger is the core bank', () => {
  it('has its drawdowns sent, and the core bank’s numbers back', async () => {
    const rows = await counter.db.asOwner('select o.state, c.core_number from drawdown_order o left join core_note c using (bank_id, note_id) order by o.note_number')
    expect(rows.map((row) => row['state'])).toEqual(notes.map(() => 'PAID'))
    expect(new Set(rows.map((row) => row['core_number'])).size).toBe(notes.length)
  })

  it('finds a planted rate and a planted day count on the first day they show, and nothing else', async () => {
    await bank.nextDay()
    await bank.nextDay()
    expect(await causes()).toEqual([[notes[1]!.number, 'RATE', ['ACCRUED', 'RATE']], [notes[2]!.number, 'DAY_COUNT', ['ACCRUED']]])
    const [rate] = (await list('?cause=RATE')).differences
    expect(rate).toMatchObject({ why: '我方年利率 0.072，核心 0.0756', openedOn: '2025-03-15', state: 'OPEN' })
  })

  it('finds a posting by hand with its amount, and does not open what is open twice', async () => {
    bank.switches({ plant: { rate: [notes[1]!.number], dayCount: [notes[2]!.number], manual: [notes[3]!.number] } })
    await bank.nextDay()
    await bank.nextDay()
    expect(await causes()).toEqual([[notes[1]!.number, 'RATE', ['ACCRUED', 'RATE']], [notes[2]!.number, 'DAY_COUNT', ['ACCRUED']], [notes[3]!.number, 'MANUAL_POSTING', ['BALANCE']]])
    const [manual] = (await list('?cause=MANUAL_POSTING')).differences
    expect(manual).toMatchObject({ balanceDeltaFen: -10_000, openedOn: '2025-03-17', seenOn: '2025-03-17' })
    const [rate] = (await list('?cause=RATE')).differences
    expect(rate).toMatchObject({ openedOn: '2025-03-15', seenOn: '2025-03-17' })
  })

  it('records the core bank’s repayments of the due day, each once, and books nothing itself', async () => {
    await bank.nextDay()
    const paid = await counter.db.asOwner(`select n.number, r.amount_fen::int as amount, r.channel, r.paid_on::text from repayment r join note n using (bank_id, note_id) order by n.number`)
    expect(paid.length).toBeGreaterThan(3)
    expect(new Set(paid.map((row) => `${String(row['channel'])} ${String(row['paid_on'])}`))).toEqual(new Set(['CORE 2025-03-18']))
    expect(new Set(paid.map((row) => row['number'])).size).toBe(paid.length)
    expect(await counter.db.asOwner('select count(*)::int as n from transfer where note_id is not null')).toEqual([{ n: 0 }])
    expect((await list()).byCause.UNKNOWN.count).toBe(0)
  })

  it('shows both sides on the page of a note', async () => {
    const [clean] = notes
    const figures = (await counter.as(operator, 'GET', `/api/notes/${clean!.noteId}/core-figures`)).json<CoreFigures>()
    expect(figures).toMatchObject({ book: 'MIRROR', on: '2025-03-19', differences: [] })
    expect(figures.theirs?.balanceFen).toBe(figures.ours?.balanceFen)
    expect((await pageOf(counter, clean!.noteId)).balanceFen).toBe(figures.theirs?.balanceFen)
  })

  it('keeps what a person accepted with a reason, and lets what vanished go', async () => {
    const [manual] = (await list('?cause=MANUAL_POSTING')).differences
    const close = (rowVersion: number) => counter.as(operator, 'POST', `/api/core-differences/${manual!.differenceId}/closing`, { body: { rowVersion, reason: '核心柜面补记，下月冲回' } })
    expect((await close(manual!.rowVersion)).json()).toMatchObject({ state: 'ACCEPTED' })
    expect((await close(manual!.rowVersion)).json()).toMatchObject({ code: 'difference.closed' })
    await bank.nextDay()
    expect((await list()).differences.map((one) => one.cause)).not.toContain('MANUAL_POSTING')
    expect((await list('?state=ACCEPTED')).differences).toMatchObject([{ cause: 'MANUAL_POSTING', closedBy: { name: '陈静' } }])
  })

  it('says which file is late, and takes it back when the file has come', async () => {
    bank.switches({ late: true, plant: { rate: [notes[1]!.number], dayCount: [notes[2]!.number], manual: [notes[3]!.number] } })
    await bank.nextDay()
    await bank.nextDay()
    const late = (await list('?cause=LATE_FILE&state=GONE')).differences
    expect(late.map((one) => one.why)).toEqual(expect.arrayContaining([expect.stringContaining('余额文件未到'), expect.stringContaining('交易流水文件未到')]))
  })
})
