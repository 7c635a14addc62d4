import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ledgerRoutes } from '#common/ledger/server'
import { addDays, day } from '#kernel'
import type { FigureNotes, FiguresPage, UnitCosts } from '#loan/servicing/domain'
import { type TestStaff, ask as askServer, buildServer, testStaff } from '#platform/http'
import { createLogger } from '#platform/logs'
import type { FastifyInstance } from 'fastify'
import { runDayEnd } from '../day-end/index.ts'
import { settlePayments } from '../bulk/index.ts'
import { type BookAtHand, openBook } from '../testing/book.ts'
import { costRoutes } from '../cost/index.ts'
import { figuresOfMonth, qualityRoutes } from './index.ts'

const FIRST = day('2025-06-16')
const LAST = day('2025-06-17')
let book: BookAtHand
let app: FastifyInstance
let president: TestStaff

beforeAll(async () => {
  book = await openBook({ today: FIRST, loans: 300, overdueShare: 0.2, change: async (client) => {
    await client.query(`update line set guarantee = 'CREDIT' where right(number, 1) in ('0', '1', '2')`)
    await client.query(`update customer set customer_type = 'FARMER' where right(number, 1) = '3'`)
  } })
  await book.db.database.inBank(book.bankId, async (tx) => {
    const due = await tx.selectFrom('note').select(['note_id', 'due_principal_fen', 'due_interest_fen', 'period_interest_fen']).where('bank_id', '=', book.bankId).where('next_event_on', '=', FIRST).orderBy('note_id').limit(4).execute()
    await settlePayments(tx, { day: FIRST, channel: 'DIRECT_DEBIT', now: `${FIRST}T08:00:00Z`, items: due.map((row, at) => ({ noteId: row.note_id, amountFen: 500_000 as never, paidOn: FIRST, source: `test:${at}` })) })
  })
  for (let on = FIRST; on <= LAST; on = addDays(on, 1)) {
    const { state, failed } = await runDayEnd(book.db.database, book.bankId, on, { tell: () => Promise.resolve() })
    expect([state, failed?.refusal.message]).toEqual(['DONE', undefined])
  }
  president = await testStaff(book.db.database, book.bankId, { posts: ['PRESIDENT'] })
  app = await buildServer({ database: book.db.database, routes: [...ledgerRoutes({ figuresOfMonth }), ...qualityRoutes(), ...costRoutes()], logger: createLogger({ level: 'silent' }) })
}, 240_000)
afterAll(async () => {
  await app.close()
  await book.db.drop()
})

const ask = async <T>(url: string): Promise<T> => (await askServer(app, president, 'GET', url)).json<T>()
const row = async (text: string, ...values: unknown[]): Promise<Record<string, unknown>> => (await book.db.asOwner(text, values))[0]!
const fenOf = (page: FiguresPage, id: string): number => Number(page.figures.find((one) => one.id === id)!.value)

describe('figures of a closed day', () => {
  it('are a count of the notes as of that day, by product, guarantee, unit and client manager [S4-01] [S4-44] [S3-33]', async () => {
    const page = await ask<FiguresPage>(`/api/figures?day=${LAST}`)
    const all = await row(`select count(*)::int as lent, sum(amount_fen)::bigint as amount, (sum(balance_fen) filter (where state = 'RUNNING'))::bigint as balance, (sum(balance_fen) filter (where state = 'RUNNING' and oldest_due_on < $1))::bigint as overdue from note`, LAST)
    expect([page.day, fenOf(page, 'lent'), fenOf(page, 'lentFen'), fenOf(page, 'balance'), page.figures.find(({ id }) => id === 'overdue')!.parts[0]!.value]).toEqual([LAST, all['lent'], Number(all['amount']), Number(all['balance']), Number(all['overdue'])])
    for (const rows of Object.values(page.dimensions)) expect(rows!.reduce((sum, one) => sum + one.balanceFen, 0)).toBe(Number(all['balance']))
    for (const one of page.dimensions.PRODUCT!) expect(await row(`select count(*)::int as lent, sum(amount_fen)::float8 as amount from note where product_code = $1`, one.key)).toEqual({ lent: one.lent, amount: one.lentFen })
    const credit = page.dimensions.GUARANTEE!.find(({ key }) => key === 'CREDIT')!
    expect(await row(`select count(*)::int as lent, sum(n.balance_fen)::float8 as balance from note n join line l using (bank_id, line_id) where l.guarantee = 'CREDIT'`)).toEqual({ lent: credit.lent, balance: credit.balanceFen })
    expect(page.dimensions.MANAGER).toHaveLength(3)
  })

  it('stay what they were once the day is over', async () => {
    const before = await ask<FiguresPage>(`/api/figures?day=${FIRST}`)
    expect(before.day).toBe(FIRST)
    expect(fenOf(before, 'balance')).toBe(Number((await row(`select sum(balance_fen)::bigint as balance from portfolio_day where day = $1`, FIRST))['balance']))
  })

  it('what fell due and what of it came in is counted from the plans and the payments [S3-18]', async () => {
    const { parts } = (await ask<FiguresPage>(`/api/figures?day=${LAST}`)).figures.find(({ id }) => id === 'maturity')!
    const due = await row(`select sum(i.principal_fen)::bigint as due, (sum(i.principal_fen - coalesce(s.principal_paid_fen, 0)) filter (where s.settled_on is null))::bigint as unpaid
      from note n join instalment i on i.note_id = n.note_id and i.version = n.schedule_version and i.due_on between $1 and $2 and i.kind = 'REGULAR' left join instalment_state s on s.note_id = n.note_id and s.seq = i.seq`, FIRST, LAST)
    expect(parts.map(({ value }) => value)).toEqual([Number(due['due']) - Number(due['unpaid']), Number(due['due'])])
    expect(Number(due['due'])).toBeGreaterThan(0)
  })

  it('what came in is told by its parts, with all that came in before the first day that was counted [S2-17]', async () => {
    const page = await ask<FiguresPage>(`/api/figures?day=${LAST}`)
    const paid = await row(`select sum(amount_fen) filter (where part = 'INTEREST') as interest from repayment_allocation`)
    expect(fenOf(page, 'interest')).toBe(Number(paid['interest']))
    expect(fenOf(page, 'collected')).toBe(fenOf(page, 'lentFen') - fenOf(page, 'balance'))
  })

  it('each customer is counted once, by kind and by all his lines [S3-01] [S2-102]', async () => {
    const { inclusive, figures } = await ask<FiguresPage>(`/api/figures?day=${LAST}`)
    const customers = await row(`select count(distinct customer_id)::int as n from note where state = 'RUNNING'`)
    expect(figures.find(({ id }) => id === 'customers')!.value).toBe(customers['n'])
    expect(inclusive!.rows.reduce((sum, one) => sum + one.customers, 0)).toBe(customers['n'])
    expect(inclusive!.farmers.customers).toBe((await row(`select count(*)::int as n from customer k where customer_type = 'FARMER' and exists (select from note n where n.customer_id = k.customer_id and n.state = 'RUNNING')`))['n'])
    expect(Number(inclusive!.small.annualRate)).toBeGreaterThan(0.03)
  })

  it('a unit earns what it was paid less the price of the money it lent [S4-46]', async () => {
    const { results } = await ask<FiguresPage>(`/api/figures?day=${LAST}`)
    expect(results!.isCharged).toBe(false)
    expect(results!.rows).toHaveLength(3)
    for (const one of results!.rows) expect(one.contributionFen).toBe(one.incomeFen - one.ftpFen - one.provisionFen)
    expect(results!.total.ftpFen).toBeGreaterThan(0)
  })

  it('a figure leads to its notes', async () => {
    const page = await ask<FiguresPage>(`/api/figures?day=${LAST}`)
    const { rows } = await ask<FigureNotes>('/api/figures/notes?drill=OVERDUE&day=2025-06-17')
    expect(rows.reduce((sum, one) => sum + one.balanceFen, 0)).toBe(page.figures.find(({ id }) => id === 'overdue')!.parts[0]!.value)
    const one = await ask<FigureNotes>(`/api/figures/notes?drill=CREDIT_OVERDUE&day=${LAST}&unitId=${page.dimensions.UNIT![0]!.key}`)
    expect(one.rows.every((each) => each.guarantee === 'CREDIT' && each.overdueDays > 0)).toBe(true)
  })
})

describe('unit cost', () => {
  const keep = (who: TestStaff, body: object) => askServer(app, who, 'POST', '/api/unit-costs', { body: { version: 0, lines: [{ kind: 'PEOPLE', says: '工资', amountFen: 1_200_000 }, { kind: 'RENT', says: '门面租金', amountFen: 300_001 }], ...body } })

  it('is the registered cost of a month over the loans disbursed in it, and a month without a cost is named [S4-11]', async () => {
    const finance = await testStaff(book.db.database, book.bankId, { posts: ['FINANCE'], name: '财务甲' })
    const [busy] = await book.db.asOwner(`select unit_id, to_char(disbursed_on, 'YYYY-MM') as month, count(*)::int as loans, sum(amount_fen)::float8 as lent from note where state <> 'REVERSED' and disbursed_on between '2025-01-01' and '2025-05-31' group by 1, 2 order by 3 desc, 2 limit 1`)
    const at = { unitId: String(busy!['unit_id']), month: String(busy!['month']) }
    const asked = `/api/unit-costs?from=${at.month}&until=${at.month}&unitId=${at.unitId}`
    const before = await ask<UnitCosts>(asked)
    expect([before.period.perLoanFen, before.period.missing, before.period.loans]).toEqual([null, [at], busy!['loans']])
    expect((await keep(finance, at)).statusCode).toBe(201)
    const after = await ask<UnitCosts>(asked)
    expect(after.period).toMatchObject({ costFen: 1_500_001, loans: busy!['loans'], lentFen: busy!['lent'], perLoanFen: Math.round(1_500_001 / Number(busy!['loans'])), perWanFen: Math.round((1_500_001 * 1_000_000) / Number(busy!['lent'])), missing: [] })
    // The bank as a whole still lacks the other units.
    const bank = await ask<UnitCosts>(`/api/unit-costs?from=${at.month}&until=${at.month}`)
    expect([bank.period.perLoanFen, bank.period.missing.some(({ unitId }) => unitId === at.unitId)]).toEqual([null, false])
    expect(bank.period.missing.length).toBeGreaterThan(0)
  })

  it('is corrected by a further version with its reason, by the posts the pack allows, for months that are over', async () => {
    const finance = await testStaff(book.db.database, book.bankId, { posts: ['FINANCE'] })
    const at = { unitId: finance.unitId, month: '2025-04' }
    const code = async (who: TestStaff, body: object): Promise<string> => /"code":"([^"]+)"/.exec((await keep(who, body)).body)?.[1] ?? 'done'
    const head = await testStaff(book.db.database, book.bankId, { posts: ['UNIT_HEAD'] })
    expect([await code(head, at), await code(president, at), await code(finance, { ...at, month: '2025-06' }), await code(finance, { ...at, lines: [] })]).toEqual(['cost.not-your-post', 'permission.missing', 'cost.month-open', 'cost.no-lines'])
    expect([await code(finance, at), await code(finance, at), await code(finance, { ...at, version: 1 }), await code(finance, { ...at, version: 1, reason: '租金漏登', lines: [{ kind: 'RENT', says: '租金', amountFen: 900_000 }] })]).toEqual(['done', 'cost.changed', 'cost.no-reason', 'done'])
    const kept = async () => (await ask<UnitCosts>(`/api/unit-costs?from=2025-04&until=2025-04&unitId=${at.unitId}`)).kept
    expect(await kept()).toMatchObject([{ version: 2, totalFen: 900_000, reason: '租金漏登' }])
    expect(await code(finance, { ...at, version: 2, reason: '登错机构', lines: [] })).toBe('done')
    expect((await ask<UnitCosts>(`/api/unit-costs?from=2025-04&until=2025-04&unitId=${at.unitId}`)).period.costFen).toBeNull()
    expect(await row('select count(*)::int as versions from unit_cost where month = $1', '2025-04')).toEqual({ versions: 3 })
  })
})
