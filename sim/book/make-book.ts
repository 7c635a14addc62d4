import type pg from 'pg'
import { type Day, type WorkingCalendar, addDays, workingDayFrom } from '#kernel'
import { type NoteKind, PRODUCTS, noteKinds } from './kinds.ts'
import { type Rolls, readRolls } from './rolls.ts'

export interface BookWanted {
  readonly bankId: number
  readonly loans: number
  /** The open business day. */
  readonly today: Day
  readonly units: number
  /** Share of the notes that are overdue. */
  readonly overdueShare: number
  /** Every note falls due on the open day: the worst day a bank can have. */
  readonly allDueToday?: boolean
  /** So many fall due on the open day and on each of the days reminders look at, however many notes there are. */
  readonly dueADay?: number | undefined
  readonly calendar: WorkingCalendar
}

export interface BookMade {
  readonly loans: number
  readonly instalments: number
  readonly dueToday: number
  readonly overdue: number
  readonly rolls: Rolls
}

const DAYS_OF_A_ROUND = 30
/** Orders and reminders of a day-end look no further ahead. */
const DAYS_LOOKED_AT = 10
const LONGEST_LIFE = 1_200
const PENALTY_UPLIFT = '1.5'
const HASH = 2_654_435_761

/**
 * Fills a bank with a book taken over from somewhere: customers, lines, contracts and notes in the middle of their lives, their
 * plans and what is paid of them, as a core bank would hand them over. Deterministic; as superuser, past every check, and so
 * for benchmarks and proofs only.
 */
export async function makeBook(client: pg.Client, wanted: BookWanted): Promise<BookMade> {
  const rolls = readRolls()
  await client.query(`set session_replication_role = replica; set synchronous_commit = off; set app.bank_id = '${wanted.bankId}'`)
  await makeUnits(client, wanted)
  await writeKinds(client, noteKinds())
  await writeFreeDays(client, wanted)
  await drawNotes(client, wanted, rolls)
  for (const fill of [CUSTOMERS, LINES, LINE_PRODUCTS, CONTRACTS, NOTES, RULES, VERSIONS, INSTALMENTS, PAID, OVERDUE, REPAYMENTS, ALLOCATIONS, COUNTED]) await client.query(fill.replaceAll(':bank', String(wanted.bankId)).replaceAll(':today', `date '${wanted.today}'`))
  await client.query('set session_replication_role = origin; reset synchronous_commit')
  const counted = await client.query<{ loans: number; due: number; overdue: number; instalments: number }>(`
    select count(*)::int as loans, (count(*) filter (where next_event_on = $2))::int as due, (count(*) filter (where oldest_due_on < $2))::int as overdue,
      (select count(*)::int from instalment where bank_id = $1) as instalments from note where bank_id = $1`, [wanted.bankId, wanted.today])
  const { loans, due, overdue, instalments } = counted.rows[0]!
  return { loans, instalments, dueToday: due, overdue, rolls }
}

/** Statistics as autovacuum would have gathered them in the meantime. */
export async function settleBook(client: pg.Client): Promise<void> {
  await client.query('vacuum (analyze) note, instalment, instalment_state, customer, contract, line, schedule_version, note_rule, repayment, repayment_allocation')
  await client.query('checkpoint')
}

const id = (tag: number, of: string): string => `('01900000-0000-7${String(tag).padStart(3, '0')}-8000-' || lpad(to_hex(${of}), 12, '0'))::uuid`
const CUSTOMER = 1
const LINE = 2
const CONTRACT = 3
const NOTE = 4
const UNIT = 5
const STAFF = 6

async function makeUnits(client: pg.Client, { bankId, units }: BookWanted): Promise<void> {
  await client.query(`insert into unit (bank_id, unit_id, parent_id, code, name) select ${bankId}, ${id(UNIT, 'n::bigint')}, case when n = 0 then null else ${id(UNIT, '0::bigint')} end, 'Z' || lpad(n::text, 4, '0'), case when n = 0 then '总行' else n || ' 号支行' end from generate_series(0, ${units}) n`)
  await client.query(`insert into staff (bank_id, staff_id, login, name, unit_id, status) select ${bankId}, ${id(STAFF, 'n::bigint')}, 'manager' || n, '客户经理' || n, ${id(UNIT, 'n::bigint')}, 'ACTIVE' from generate_series(1, ${units}) n`)
  await client.query(`insert into product (bank_id, product_code, name) select ${bankId}, code, code from unnest($1::text[]) code`, [PRODUCTS])
}

async function writeKinds(client: pg.Client, kinds: readonly NoteKind[]): Promise<void> {
  await client.query('create temp table kind (kind int primary key, product text, method text, periods int, amount_fen bigint, annual_rate text, terms text); create temp table kind_row (kind int, seq int, principal_fen bigint, interest_fen bigint, balance_fen bigint, principal_before bigint, interest_before bigint, primary key (kind, seq))')
  await client.query('insert into kind select * from json_to_recordset($1) as k(kind int, product text, method text, periods int, amount_fen bigint, annual_rate text, terms text)',
    [JSON.stringify(kinds.map((one) => ({ kind: one.kind, product: one.product, method: one.method, periods: one.periods, amount_fen: one.amountFen, annual_rate: one.annualRate, terms: JSON.stringify(one.terms) })))])
  await client.query('insert into kind_row select * from json_to_recordset($1) as r(kind int, seq int, principal_fen bigint, interest_fen bigint, balance_fen bigint, principal_before bigint, interest_before bigint)',
    [JSON.stringify(kinds.flatMap((one) => one.rows.map((row, at) => ({
      kind: one.kind, seq: row.seq, principal_fen: row.principalFen, interest_fen: row.interestFen, balance_fen: row.balanceFen,
      principal_before: one.rows.slice(0, at).reduce((sum, before) => sum + before.principalFen, 0), interest_before: one.rows.slice(0, at).reduce((sum, before) => sum + before.interestFen, 0),
    }))))])
  // The row after the last, so that sums before any row can be read.
  await client.query('insert into kind_row select k.kind, k.periods + 1, 0, 0, 0, k.amount_fen, (select sum(r.interest_fen) from kind_row r where r.kind = k.kind) from kind k')
  await client.query('analyze kind; analyze kind_row')
}

/** For each day something may fall due: the last day on which it may be paid without penalty. */
async function writeFreeDays(client: pg.Client, { today, calendar }: BookWanted): Promise<void> {
  const days = Array.from({ length: LONGEST_LIFE }, (_, at) => addDays(today, at - LONGEST_LIFE + 1))
  await client.query('create temp table free_day (due_on date primary key, free_until date)')
  await client.query('insert into free_day select * from unnest($1::date[], $2::date[])', [days, days.map((on) => workingDayFrom(on, calendar))])
}

/**
 * One row a note: its kind, how many instalments had fallen due before today, how many of those are open, when the next falls due.
 * Which note is late is drawn by hash, how late by the shares counted on real borrowers.
 */
async function drawNotes(client: pg.Client, wanted: BookWanted, { late }: Rolls): Promise<void> {
  const { loans, today, units, overdueShare } = wanted
  const h = (salt: number): string => `(((n::bigint * ${HASH} + ${salt}) % 4294967296) >> 8)`
  const share = `(${h(77_777_777)} % 1000000) / 1000000.0`
  let reached = 0
  const months = late.map((part, at) => `when ${share} < ${(reached += part * overdueShare).toFixed(9)} then ${at + 1}`).join(' ')
  await client.query(`
    create temp table drawn as
    select n, unit_no, kind, q, greatest(q - m, 0) as paid, next_due, extract(day from next_due)::int as due_day, date_trunc('month', next_due)::date as next_month
    from (
      select n, 1 + ${h(11)} % ${units} as unit_no, k.kind, date '${today}' + ${daysAhead(wanted, h(33_333))} as next_due, d.m, greatest(d.m, (${h(5_555_555)} % k.periods)::int) as q
      from generate_series(1, ${loans}) n
      cross join lateral (select case ${months} else 0 end as m) d
      join kind k on k.kind = ${h(999_999_937)} % (select count(*) from kind)
    ) each`)
  // A plan does not go on behind its end.
  await client.query('update drawn set q = periods - 1, paid = least(paid, periods - 1) from kind k where k.kind = drawn.kind and q >= periods; create index on drawn (n); analyze drawn')
  await client.query(`
    create function pg_temp.due(month date, day int, step int) returns date language sql immutable as $$
      select ((month + make_interval(months => step))::date + least(day, extract(day from (month + make_interval(months => step + 1))::date - 1)::int) - 1) $$`)
}

/** In how many days a note falls due next: drawn evenly over a month, all today, or so many on each of the next days and the rest after them. */
function daysAhead({ loans, allDueToday, dueADay }: BookWanted, drawn: string): string {
  if (allDueToday === true) return '0'
  if (dueADay === undefined) return `(${drawn} % ${DAYS_OF_A_ROUND})::int`
  const near = Math.min(dueADay * DAYS_LOOKED_AT, loans)
  return `(case when ${drawn} % ${loans} < ${near} then (${drawn} % ${loans}) * ${DAYS_LOOKED_AT} / ${near} else ${DAYS_LOOKED_AT} + ${drawn} % ${DAYS_OF_A_ROUND - DAYS_LOOKED_AT} end)::int`
}

const DUE = (step: string): string => `pg_temp.due(d.next_month, d.due_day, ${step})`
const DISBURSED = DUE('-d.q - 1')
const SEALED = `'\\x00'::bytea`

const CUSTOMERS = `
  insert into customer (bank_id, customer_id, number, customer_type, name, id_number_cipher, id_number_key, id_number_masked, id_number_hash, phone_cipher, phone_key, phone_masked, born_on, sex, household_id, unit_id, manager_id, created_on)
  select :bank, ${id(CUSTOMER, 'd.n')}, 'K' || lpad(d.n::text, 9, '0'), 'SELF_EMPLOYED', '客户' || d.n, ${SEALED}, 'none', '000000**********', md5(d.n::text), ${SEALED}, 'none', '137****0000', date '1980-01-01', 'MALE', ${id(CUSTOMER, 'd.n')}, ${id(UNIT, 'd.unit_no')}, ${id(STAFF, 'd.unit_no')}, ${DISBURSED}
  from drawn d order by d.n`
const LINES = `
  insert into line (bank_id, line_id, number, customer_id, unit_id, cap_fen, drawn_fen, taken_fen, revolving, guarantee, valid_from, valid_until, state)
  select :bank, ${id(LINE, 'd.n')}, 'S' || lpad(d.n::text, 9, '0'), ${id(CUSTOMER, 'd.n')}, ${id(UNIT, 'd.unit_no')}, k.amount_fen, k.amount_fen - r.principal_before, k.amount_fen, true, 'PERSONAL_GUARANTEE', ${DISBURSED}, ${DISBURSED} + 1000, 'OPEN'
  from drawn d join kind k using (kind) join kind_row r on r.kind = d.kind and r.seq = d.paid + 1 order by d.n`
const LINE_PRODUCTS = `
  insert into line_product (bank_id, line_id, product_code, cap_fen, drawn_fen, taken_fen)
  select :bank, ${id(LINE, 'd.n')}, k.product, k.amount_fen, k.amount_fen - r.principal_before, k.amount_fen from drawn d join kind k using (kind) join kind_row r on r.kind = d.kind and r.seq = d.paid + 1 order by d.n`
const CONTRACTS = `
  insert into contract (bank_id, contract_id, number, line_id, customer_id, product_code, amount_fen, annual_rate, method, every, periods, day_count, rounding, purpose, signed_on, matures_on, state)
  select :bank, ${id(CONTRACT, 'd.n')}, 'H' || lpad(d.n::text, 9, '0'), ${id(LINE, 'd.n')}, ${id(CUSTOMER, 'd.n')}, k.product, k.amount_fen, k.annual_rate::numeric, k.method, 'MONTH', k.periods, 'M30', 'HALF_UP', '经营周转', ${DISBURSED}, ${DUE('k.periods - d.q - 1')}, 'SIGNED'
  from drawn d join kind k using (kind) order by d.n`
const NOTES = `
  insert into note (bank_id, note_id, number, contract_id, line_id, customer_id, unit_id, product_code, amount_fen, balance_fen, annual_rate, disbursed_on, matures_on, account_cipher, account_key, account_masked, schedule_version, state,
    oldest_due_on, next_event_on, period_from, period_to, period_interest_fen, due_principal_fen, due_interest_fen, risk_class, non_accrual_on)
  select :bank, ${id(NOTE, 'd.n')}, 'J' || lpad(d.n::text, 9, '0'), ${id(CONTRACT, 'd.n')}, ${id(LINE, 'd.n')}, ${id(CUSTOMER, 'd.n')}, ${id(UNIT, 'd.unit_no')}, k.product, k.amount_fen, k.amount_fen - first.principal_before, k.annual_rate::numeric, ${DISBURSED}, ${DUE('k.periods - d.q - 1')}, ${SEALED}, 'none', '****0000', 1, 'RUNNING',
    oldest.due_on, d.next_due, ${DUE('-1')}, d.next_due, next.interest_fen, next.principal_before - first.principal_before, next.interest_before - first.interest_before,
    case when :today - oldest.due_on > 361 then 'LOSS' when :today - oldest.due_on > 271 then 'DOUBTFUL' when :today - oldest.due_on > 91 then 'SUBSTANDARD' when :today > oldest.due_on + 1 then 'SPECIAL_MENTION' else 'NORMAL' end,
    case when :today - oldest.due_on > 91 then oldest.due_on + 91 end
  from drawn d join kind k using (kind) join kind_row first on first.kind = d.kind and first.seq = d.paid + 1 join kind_row next on next.kind = d.kind and next.seq = d.q + 1
  cross join lateral (select ${DUE('d.paid - d.q')} as due_on) oldest order by d.n`
const RULES = `
  insert into note_rule (bank_id, note_id, from_day, penalty_rate, compound, days_per_year, grace_days, grace_to_working_day, allocation)
  select :bank, ${id(NOTE, 'd.n')}, ${DISBURSED}, k.annual_rate::numeric * ${PENALTY_UPLIFT}, true, 360, 0, true, '{"normal":["COSTS","COMPOUND","PENALTY","INTEREST","PRINCIPAL"],"nonAccrual":["PRINCIPAL","INTEREST","PENALTY","COMPOUND","COSTS"],"nonAccrualAfterDays":90}'
  from drawn d join kind k using (kind) order by d.n`
const VERSIONS = `
  insert into schedule_version (bank_id, note_id, version, from_day, reason, terms, made_by, made_at)
  select :bank, ${id(NOTE, 'd.n')}, 1, ${DISBURSED}, 'DISBURSED', (k.terms::jsonb || jsonb_build_object('disbursedOn', ${DISBURSED}, 'firstDueOn', ${DUE('-d.q')}, 'dueDay', d.due_day))::json, 'take-over', ${DISBURSED} from drawn d join kind k using (kind) order by d.n`
const INSTALMENTS = `
  insert into instalment (bank_id, note_id, version, seq, due_on, principal_fen, interest_fen, balance_fen)
  select :bank, ${id(NOTE, 'd.n')}, 1, r.seq, ${DUE('r.seq - d.q - 1')}, r.principal_fen, r.interest_fen, r.balance_fen from drawn d join kind k using (kind) join kind_row r on r.kind = d.kind and r.seq <= k.periods order by d.n, r.seq`
const PAID = `
  insert into instalment_state (bank_id, note_id, seq, principal_paid_fen, interest_paid_fen, penalty_closed_fen, penalty_paid_fen, compound_closed_fen, compound_paid_fen, settled_on)
  select :bank, ${id(NOTE, 'd.n')}, r.seq, r.principal_fen, r.interest_fen, 0, 0, 0, 0, ${DUE('r.seq - d.q - 1')} from drawn d join kind_row r on r.kind = d.kind and r.seq <= d.paid order by d.n, r.seq`
const OVERDUE = `
  insert into instalment_state (bank_id, note_id, seq, principal_paid_fen, interest_paid_fen, penalty_closed_fen, penalty_paid_fen, compound_closed_fen, compound_paid_fen, free_until)
  select :bank, ${id(NOTE, 'd.n')}, r.seq, 0, 0, 0, 0, 0, 0, f.free_until from drawn d join kind_row r on r.kind = d.kind and r.seq > d.paid and r.seq <= d.q join free_day f on f.due_on = ${DUE('r.seq - d.q - 1')} order by d.n, r.seq`

/** The last payment of one note in ten, so that the tables of payments are not those of a bank that never took one. */
const KNOWN = `d.paid > 0 and d.n % 10 = 0`
const REPAYMENT = 7
const REPAYMENTS = `
  insert into repayment (bank_id, repayment_id, note_id, seq, number, kind, amount_fen, paid_on, channel, payer, recorded_on, recorded_at, source)
  select :bank, ${id(REPAYMENT, 'd.n')}, ${id(NOTE, 'd.n')}, 1, 'J' || lpad(d.n::text, 9, '0') || '-HK001', 'DUE', r.principal_fen + r.interest_fen, ${DUE('d.paid - d.q - 1')}, 'CORE', 'OWN', ${DUE('d.paid - d.q - 1')}, ${DUE('d.paid - d.q - 1')}, 'take-over:' || d.n
  from drawn d join kind_row r on r.kind = d.kind and r.seq = d.paid where ${KNOWN} order by d.n`
const ALLOCATIONS = `
  insert into repayment_allocation (bank_id, repayment_id, line_no, note_id, seq, part, owed_fen, amount_fen, says)
  select :bank, ${id(REPAYMENT, 'd.n')}, p.line_no, ${id(NOTE, 'd.n')}, r.seq, p.part, p.amount, p.amount, p.part
  from drawn d join kind_row r on r.kind = d.kind and r.seq = d.paid cross join lateral (values (1, 'INTEREST', r.interest_fen), (2, 'PRINCIPAL', r.principal_fen)) p(line_no, part, amount) where ${KNOWN} and p.amount > 0 order by d.n`
const COUNTED = `update note n set repayment_count = 1 from drawn d where n.bank_id = :bank and n.note_id = ${id(NOTE, 'd.n')} and ${KNOWN}`
