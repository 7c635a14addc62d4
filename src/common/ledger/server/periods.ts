import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { PeriodReport, PeriodRow } from '#common/ledger/domain'
import { type Day, type Month, Refusal, firstDay, lastDay, month as asMonth, monthOf, shiftMonth } from '#kernel'
import { record } from '#platform/audit'
import type { Staff } from '#platform/auth'
import { type Tx, businessDate } from '#platform/db'
import { missing } from '#platform/http'

/** Figures of a month that a later stage adds to its report: provision, ratios, the price of money. */
export type FiguresOfMonth = (tx: Tx, month: Month) => Promise<Readonly<Record<string, string | number | null>>>
interface Acting { readonly staff: Staff; readonly on: Day; readonly now: Date }

const MONTHS_SHOWN = 13

/** The months of the bank, the latest first, each with what stands in the way of closing it. */
export async function listPeriods(tx: Tx): Promise<{ months: PeriodRow[]; on: Day }> {
  const on = await businessDate(tx)
  const { first_day: first } = await tx.selectFrom('business_day').select('first_day').where('bank_id', '=', tx.bankId).executeTakeFirstOrThrow()
  const rows = await tx.selectFrom('ledger_period as p')
    .innerJoin('staff as c', (join) => join.onRef('c.bank_id', '=', 'p.bank_id').onRef('c.staff_id', '=', 'p.closed_by'))
    .leftJoin('staff as f', (join) => join.onRef('f.bank_id', '=', 'p.bank_id').onRef('f.staff_id', '=', 'p.confirmed_by'))
    .leftJoin('staff as w', (join) => join.onRef('w.bank_id', '=', 'p.bank_id').onRef('w.staff_id', '=', 'p.withdrawn_by'))
    .selectAll('p').select(['c.name as closed_name', 'f.name as confirmed_name', 'w.name as withdrawn_name']).where('p.bank_id', '=', tx.bankId).orderBy('p.seq').execute()
  const months: PeriodRow[] = []
  for (let month = monthOf(on); month >= monthOf(first as Day) && months.length < MONTHS_SHOWN; month = shiftMonth(month, -1)) {
    const mine = rows.filter((row) => row.month === month)
    const standing = mine.find((row) => row.withdrawn_by === null)
    const signed = (by: string | null, name: string | null, day: string | null) => (by === null || name === null || day === null ? null : { by: name, staffId: by, on: day })
    months.push({
      month, state: standing === undefined ? 'OPEN' : standing.confirmed_by === null ? 'CLOSED' : 'CONFIRMED', hindrances: standing === undefined ? await hindrancesTo(tx, month, on) : [],
      hash: standing?.hash ?? null, report: (standing?.report ?? null) as unknown as PeriodReport | null,
      closed: standing === undefined ? null : signed(standing.closed_by, standing.closed_name, standing.closed_on), confirmed: standing === undefined ? null : signed(standing.confirmed_by, standing.confirmed_name, standing.confirmed_on),
      withdrawn: mine.flatMap((row) => (row.withdrawn_by === null ? [] : [{ by: row.withdrawn_name ?? '', staffId: row.withdrawn_by, on: row.withdrawn_on ?? '', reason: row.withdrawn_for ?? '' }])),
    })
  }
  return { months, on }
}

/** What stands in the way of closing a month: days not ended, the month before, differences nobody has explained. */
async function hindrancesTo(tx: Tx, month: Month, on: Day): Promise<string[]> {
  const found: string[] = []
  const { first_day: first } = await tx.selectFrom('business_day').select('first_day').where('bank_id', '=', tx.bankId).executeTakeFirstOrThrow()
  const [from, until] = [firstDay(month) < first ? first as Day : firstDay(month), lastDay(month)]
  if (until >= on) found.push(`${until} 还没有日终`)
  else {
    const { rows: [row] } = await sql<{ n: number }>`
      select count(*)::int as n from unit u cross join generate_series(${from}::date, ${until}::date, interval '1 day') g(day)
      where u.bank_id = ${tx.bankId} and not exists (select from ledger_day d where d.bank_id = ${tx.bankId} and d.unit_id = u.unit_id and d.day = g.day::date)
        and exists (select from ledger_day d where d.bank_id = ${tx.bankId} and d.unit_id = u.unit_id and d.day < g.day::date)`.execute(tx)
    const last = await tx.selectFrom('ledger_day').select('day').where('bank_id', '=', tx.bankId).where('day', '=', until).limit(1).executeTakeFirst()
    if (last === undefined || (row?.n ?? 0) > 0) found.push('当月还有机构的日终没有完成')
  }
  const { open } = await tx.selectFrom('ledger_difference').select(({ fn }) => fn.countAll<number>().as('open')).where('bank_id', '=', tx.bankId).where('day', '<=', until).where('explained_by', 'is', null).executeTakeFirstOrThrow()
  if (Number(open) > 0) found.push(`还有 ${Number(open)} 笔账务差异没有说明`)
  const before = shiftMonth(month, -1)
  if (before >= monthOf(first as Day)) {
    const earlier = await tx.selectFrom('ledger_period').select('month').where('bank_id', '=', tx.bankId).where('month', '=', before).where('withdrawn_by', 'is', null).where('confirmed_by', 'is not', null).executeTakeFirst()
    if (earlier === undefined) found.push(`${before} 还没有确认结账`)
  }
  return found
}

/** Closes a month on its figures. Nothing can be booked into it any more: business days only go forward. */
export async function closePeriod(tx: Tx, month: Month, { staff, on, now }: Acting, figuresOf: FiguresOfMonth): Promise<void> {
  await lockMonths(tx)
  const standing = await tx.selectFrom('ledger_period').select('seq').where('bank_id', '=', tx.bankId).where('month', '=', month).where('withdrawn_by', 'is', null).executeTakeFirst()
  if (standing !== undefined) throw new Refusal({ code: 'ledger.period-closed', message: `${month} 已经结账`, value: month, expected: '未结账的月份' }, 409)
  const [hindrance] = await hindrancesTo(tx, month, on)
  if (hindrance !== undefined) throw new Refusal({ code: 'ledger.period-not-ready', message: `${month} 还不能结账：${hindrance}`, value: month, expected: '当月日终全部完成、差异全部说明、上月已确认' }, 409)
  const report = await reportOf(tx, month, figuresOf)
  const { seq } = await tx.selectFrom('ledger_period').select(({ fn }) => fn.countAll<number>().as('seq')).where('bank_id', '=', tx.bankId).where('month', '=', month).executeTakeFirstOrThrow()
  const text = JSON.stringify(report)
  await tx.insertInto('ledger_period').values({ bank_id: tx.bankId, month, seq: Number(seq) + 1, report: text, hash: hashOf(text), closed_by: staff.id, closed_on: on, closed_at: now.toISOString() }).execute()
  await record(tx, { caseId: staff.id, act: 'ledger.close-period', who: staff.id, businessDate: on, body: { month, hash: hashOf(text) } })
}

/** Another person finds the same figures and confirms them. */
export async function confirmPeriod(tx: Tx, month: Month, { staff, on, now }: Acting, figuresOf: FiguresOfMonth): Promise<void> {
  await lockMonths(tx)
  const row = await waiting(tx, month)
  if (row.closed_by === staff.id) throw new Refusal({ code: 'ledger.same-person', message: `${month} 由您结账，须由他人确认`, value: staff.id, expected: '结账人以外的人' }, 403)
  const hash = hashOf(JSON.stringify(await reportOf(tx, month, figuresOf)))
  if (hash !== row.hash) throw new Refusal({ code: 'ledger.report-changed', message: `${month} 的账面与结账时不同，不能确认`, value: hash, expected: row.hash }, 409)
  await tx.updateTable('ledger_period').set({ confirmed_by: staff.id, confirmed_on: on, confirmed_at: now.toISOString() }).where('bank_id', '=', tx.bankId).where('month', '=', month).where('seq', '=', row.seq).execute()
  await record(tx, { caseId: staff.id, act: 'ledger.confirm-period', who: staff.id, businessDate: on, body: { month, hash } })
}

/** A closing nobody has confirmed yet is taken back, with the reason. */
export async function withdrawPeriod(tx: Tx, month: Month, reason: string, { staff, on, now }: Acting): Promise<void> {
  await lockMonths(tx)
  const row = await waiting(tx, month)
  await tx.updateTable('ledger_period').set({ withdrawn_by: staff.id, withdrawn_on: on, withdrawn_at: now.toISOString(), withdrawn_for: reason }).where('bank_id', '=', tx.bankId).where('month', '=', month).where('seq', '=', row.seq).execute()
  await record(tx, { caseId: staff.id, act: 'ledger.withdraw-period', who: staff.id, businessDate: on, body: { month, reason } })
}

async function waiting(tx: Tx, month: Month) {
  const row = await tx.selectFrom('ledger_period').select(['seq', 'hash', 'closed_by', 'confirmed_by']).where('bank_id', '=', tx.bankId).where('month', '=', month).where('withdrawn_by', 'is', null).executeTakeFirst()
  if (row === undefined) throw missing(`${month} 的结账`)
  if (row.confirmed_by !== null) throw new Refusal({ code: 'ledger.period-confirmed', message: `${month} 已经确认`, value: month, expected: '待确认的月份' }, 409)
  return row
}

/** Closings of one bank follow each other: the row of its business day is the queue. */
async function lockMonths(tx: Tx): Promise<void> {
  await tx.selectFrom('business_day').select('today').where('bank_id', '=', tx.bankId).forUpdate().execute()
}

async function reportOf(tx: Tx, month: Month, figuresOf: FiguresOfMonth): Promise<PeriodReport> {
  const [from, until] = [firstDay(month), lastDay(month)]
  const { rows: accounts } = await sql<PeriodReport['accounts'][number]>`
    select a.code, a.name, (coalesce(sum(b.closing_fen) filter (where b.day = ${until}), 0) - coalesce(sum(b.debit_fen - b.credit_fen), 0))::bigint as "openingFen", coalesce(sum(b.debit_fen), 0)::bigint as "debitFen",
      coalesce(sum(b.credit_fen), 0)::bigint as "creditFen", coalesce(sum(b.closing_fen) filter (where b.day = ${until}), 0)::bigint as "closingFen"
    from ledger_account a join account_balance b on b.bank_id = a.bank_id and b.account_code = a.code where a.bank_id = ${tx.bankId} and b.day >= ${from} and b.day <= ${until} group by 1, 2 order by 1`.execute(tx)
  const days = await tx.selectFrom('ledger_day').select(({ fn }) => [fn.count<number>('unit_id').distinct().as('units'), fn.count<number>('day').distinct().as('days')]).where('bank_id', '=', tx.bankId).where('day', '>=', from).where('day', '<=', until).executeTakeFirstOrThrow()
  const explained = await tx.selectFrom('ledger_difference').select(({ fn }) => fn.countAll<number>().as('n')).where('bank_id', '=', tx.bankId).where('day', '>=', from).where('day', '<=', until).executeTakeFirstOrThrow()
  const sum = (of: (row: PeriodReport['accounts'][number]) => number): number => accounts.reduce((total, row) => total + of(row), 0)
  return {
    month, lastDay: until, units: Number(days.units), days: Number(days.days), accounts, debitFen: sum((row) => row.debitFen), creditFen: sum((row) => row.creditFen), explainedDifferences: Number(explained.n), figures: { ...await figuresOf(tx, month) },
  }
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

/** The month of an address, as the rules carry it. */
export function monthAt(text: string): Month {
  return asMonth(text, '/path/month')
}

