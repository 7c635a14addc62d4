import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CHART, type TrialBalance } from '#common/ledger/domain'
import { ledgerRoutes, postVoucher } from '#common/ledger/server'
import { policyOn } from '#common/policy/server'
import { addDays, day, fen, month } from '#kernel'
import { type QualityPage, type RiskClass, RISK_CLASSES, bucketOf, classFloor, classRank } from '#loan/servicing/domain'
import { type Tx, newId } from '#platform/db'
import { type TestStaff, ask as askServer, buildServer, testStaff } from '#platform/http'
import { createLogger } from '#platform/logs'
import type { FastifyInstance } from 'fastify'
import { runDayEnd } from '../day-end/index.ts'
import { type BookAtHand, openBook } from '../testing/book.ts'
import { figuresOfMonth, qualityRoutes } from './index.ts'

let book: BookAtHand
let app: FastifyInstance
let finance: TestStaff
let second: TestStaff
const FIRST = day('2025-06-28')
const END = day('2025-06-30')

const inBank = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => book.db.database.inBank(book.bankId, work)
const one = async (text: string, ...values: unknown[]): Promise<number> => Number((await book.db.asOwner(text, values))[0]!['n'])

beforeAll(async () => {
  book = await openBook({ today: FIRST, loans: 300, overdueShare: 0.3 })
  for (let on = FIRST; on <= END; on = addDays(on, 1)) {
    const { state, failed } = await runDayEnd(book.db.database, book.bankId, on, { tell: () => Promise.resolve() })
    expect([state, failed?.refusal.message]).toEqual(['DONE', undefined])
  }
  finance = await testStaff(book.db.database, book.bankId, { posts: ['FINANCE'] })
  second = await testStaff(book.db.database, book.bankId, { posts: ['FINANCE'] })
  app = await buildServer({ database: book.db.database, routes: [...ledgerRoutes({ figuresOfMonth }), ...qualityRoutes()], logger: createLogger({ level: 'silent' }) })
}, 240_000)
afterAll(async () => {
  await app.close()
  await book.db.drop()
})

const ask = async <T>(who: TestStaff, method: 'GET' | 'POST', url: string, body?: unknown): Promise<{ status: number; body: T }> => {
  const answer = await askServer(app, who, method, url, body === undefined ? {} : { body })
  return { status: answer.statusCode, body: answer.json<T>() }
}

describe('classes by days overdue', () => {
  it('are at least what each note’s oldest unpaid instalment asks for, and every move is written down', async () => {
    const floors = (await inBank((tx) => policyOn(tx, END))).policy.servicing.classFloors
    const late = await book.db.asOwner(`select risk_class, $1::date - oldest_due_on as days from note where state = 'RUNNING' and oldest_due_on < $1`, [END])
    expect(late.length).toBeGreaterThan(30)
    for (const note of late) expect(classRank(note['risk_class'] as RiskClass)).toBeGreaterThanOrEqual(classRank(classFloor(Number(note['days']), floors)))
    expect(await one(`select count(*) as n from classification c join note n using (note_id) where c.class <> n.risk_class and c.seq = (select max(seq) from classification x where x.note_id = c.note_id)`)).toBe(0)
  })
})

describe('the portfolio of a closed day', () => {
  it('is what a count of the notes gives', async () => {
    const rows = await book.db.asOwner(`select bucket, sum(notes)::int as notes, sum(balance_fen)::bigint as balance from portfolio_day where day = $1 group by 1`, [END])
    const notes = await book.db.asOwner(`select balance_fen, greatest(0, $1::date - oldest_due_on) as days from note where state = 'RUNNING'`, [END])
    for (const row of rows) {
      const own = notes.filter((note) => bucketOf(Number(note['days'] ?? 0)) === row['bucket'])
      expect([row['bucket'], own.length, own.reduce((sum, note) => sum + Number(note['balance_fen']), 0)]).toEqual([row['bucket'], row['notes'], Number(row['balance'])])
    }
  })
})

describe('the ledger at month end', () => {
  it('agrees with the notes on every control account, unit and product', async () => {
    expect(await book.db.asOwner('select * from ledger_difference')).toEqual([])
    expect(await one(`select count(*) as n from day_end_part where step = 'checks' and day = $1 and (figures ->> '核对科目')::int > 0`, END)).toBeGreaterThan(0)
  })

  it('holds the provision the classes ask for, whatever stood there before', async () => {
    const required = await one(`select sum(required_fen) as n from provision where day = $1 and book = 'BOOK'`, END)
    expect(required).toBeGreaterThan(0)
    expect(await one(`select -sum(closing_fen) as n from account_balance where day = $1 and account_code = $2`, END, CHART.PROVISION.code)).toBe(required)
    const [row] = await book.db.asOwner(`select balance_fen, required_fen from provision where day = $1 and risk_class = 'NORMAL' limit 1`, [END])
    expect(Number(row!['required_fen'])).toBe(Math.round(Number(row!['balance_fen']) * 0.015))
  })

  it('charges each unit for the money it lent, by term, on the average of its days', async () => {
    const [row] = await book.db.asOwner(`select f.*, u.n from ftp_charge f, lateral (select sum(balance_fen) as n from portfolio_day p where p.unit_id = f.unit_id and p.product_code = f.product_code and p.book = f.book and p.term = f.term) u where f.month = '2025-06' limit 1`)
    expect([Number(row!['day_count']), Number(row!['balance_days_fen'])]).toEqual([3, Number(row!['n'])])
    expect(Number(row!['charge_fen'])).toBe(Math.round((Number(row!['balance_days_fen']) * Number(row!['annual_rate'])) / 360))
  })

  it('takes nothing more on a closed day', async () => {
    const [{ unit_id: unitId }] = await book.db.asOwner('select unit_id from note limit 1') as [{ unit_id: string }]
    const post = (businessDay: typeof END) => inBank((tx) => postVoucher(tx, { voucherId: newId(), businessDay }, [{ kind: 'CHARGED', debit: 'RELIEF_LOSS', credit: 'SETTLEMENT', amountFen: fen(1), noteId: null, unitId, productCode: 'MICRO', valueDay: END }]))
    await expect(post(END)).rejects.toMatchObject({ code: 'ledger.day-closed' })
    await post(addDays(END, 1))
  })

  it('shows a trial balance with both sides the same, and the way down to the voucher', async () => {
    const { body } = await ask<TrialBalance>(finance, 'GET', `/api/ledger/trial-balance?day=${END}`)
    expect(body.totals.debitFen).toBe(body.totals.creditFen)
    expect(body.totals.debitBalanceFen).toBe(body.totals.creditBalanceFen)
    expect(body.totals.offDebitBalanceFen).toBe(body.totals.offCreditBalanceFen)
    const principal = body.rows.find((row) => row.code === CHART.PRINCIPAL.code)!
    expect(principal.closingFen).toBe(await one(`select sum(balance_fen) as n from note where state = 'RUNNING' and book = 'BOOK'`))
    const moves = await ask<{ rows: { voucherId: string }[]; debitFen: number }>(finance, 'GET', `/api/ledger/transfers?account=${CHART.PROVISION.code}&from=${END}&until=${END}`)
    const voucher = await ask<{ rows: unknown[]; totalFen: number }>(finance, 'GET', `/api/ledger/vouchers/${moves.body.rows[0]!.voucherId}`)
    expect(voucher.body.rows.length).toBeGreaterThan(0)
    // The open day is read from what is booked so far.
    const open = await ask<TrialBalance>(finance, 'GET', `/api/ledger/trial-balance?day=${addDays(END, 1)}`)
    expect([open.body.closed, open.body.rows.find((row) => row.code === CHART.PRINCIPAL.code)!.openingFen]).toEqual([false, principal.closingFen])
  })
})

describe('a month', () => {
  it('is closed by one person and confirmed by another, on the same figures', async () => {
    const post = (who: TestStaff, what: string, body?: unknown) => ask<{ code?: string; months: { month: string; state: string; hash: string | null }[] }>(who, 'POST', `/api/ledger/periods/2025-06/${what}`, body)
    expect((await post(finance, 'confirmation')).status).toBe(404)
    expect((await ask<{ code: string }>(finance, 'POST', '/api/ledger/periods/2025-07/closing')).body.code).toBe('ledger.period-not-ready')
    expect((await post(finance, 'closing')).status).toBe(200)
    expect((await post(finance, 'confirmation')).body.code).toBe('ledger.same-person')
    expect((await post(second, 'withdrawal', { reason: '准备金要复核' })).status).toBe(200)
    expect((await post(second, 'closing')).status).toBe(200)
    const { body } = await post(finance, 'confirmation')
    expect(body.months.find((each) => each.month === '2025-06')).toMatchObject({ state: 'CONFIRMED', hash: expect.stringMatching(/^[0-9a-f]{64}$/) as string })
    expect((await post(second, 'withdrawal', { reason: '不该退回的' })).body.code).toBe('ledger.period-confirmed')
    expect((await post(second, 'closing')).body.code).toBe('ledger.period-closed')
    expect((await inBank((tx) => figuresOfMonth(tx, month('2025-06'))))['不良率']).toMatch(/^0\.\d{4}$/)
  })
})

describe('a ledger that is not the notes', () => {
  it('shows the amount until someone says why, and no month closes over it', async () => {
    const on = addDays(END, 1)
    const [{ unit_id: unitId, product_code: productCode }] = await book.db.asOwner(`select unit_id, product_code from note where state = 'RUNNING' and book = 'BOOK' limit 1`) as [{ unit_id: string; product_code: string }]
    await inBank((tx) => postVoucher(tx, { voucherId: newId(), businessDay: on }, [{ kind: 'CHARGED', debit: 'PRINCIPAL', credit: 'SETTLEMENT', amountFen: fen(7), noteId: null, unitId, productCode, valueDay: on }]))
    expect((await runDayEnd(book.db.database, book.bankId, on, { tell: () => Promise.resolve() })).state).toBe('DONE')
    const read = () => ask<{ open: number; rows: { differenceFen: number; accountName: string }[] }>(finance, 'GET', '/api/ledger/differences')
    expect((await read()).body).toMatchObject({ open: 1, rows: [{ differenceFen: 7, accountName: '贷款本金' }] })
    const hindrances = async () => (await ask<{ months: { month: string; hindrances: string[] }[] }>(finance, 'GET', '/api/ledger/periods')).body.months.find(({ month: one }) => one === '2025-07')!.hindrances
    expect(await hindrances()).toContain('还有 1 笔账务差异没有说明')
    const explain = () => ask<{ code?: string; open?: number }>(finance, 'POST', '/api/ledger/differences/explanation', { day: on, unitId, productCode, accountCode: CHART.PRINCIPAL.code, explanation: '手工补录七分，次日冲回' })
    expect((await explain()).body.open).toBe(0)
    expect((await explain()).body.code).toBe('ledger.already-explained')
    expect(await hindrances()).not.toContain('还有 1 笔账务差异没有说明')
  }, 60_000)
})

describe('asset quality', () => {
  it('reads the closed day: classes, buckets, ratios, provision, the days behind it', async () => {
    const { body } = await ask<QualityPage>(finance, 'GET', `/api/quality?day=${END}`)
    expect(body.day).toBe(END)
    expect(body.classes.map((row) => row.riskClass)).toEqual([...RISK_CLASSES])
    expect(body.classes.reduce((sum, row) => sum + row.balanceFen, 0)).toBe(body.balanceFen)
    expect(body.buckets.reduce((sum, row) => sum + row.notes, 0)).toBe(body.notes)
    expect(body.series.map((row) => row.day)).toEqual(['2025-06-28', '2025-06-29', '2025-06-30'])
    expect(body.provision!.requiredFen).toBe(await one(`select sum(required_fen) as n from provision where day = $1`, END))
    expect(body.ftp!.totalFen).toBeGreaterThan(0)
  })
})
