import { type Day, addDays } from '#kernel'
import type { Tx } from '#platform/db'
import { sql } from 'kysely'

/** A line of a balance file, as the exchange reads it. */
export interface BalanceLine {
  readonly noteNumber: string
  readonly coreNumber: string | null
  readonly balanceFen: number
  readonly duePrincipalFen: number | null
  readonly dueInterestFen: number | null
  readonly penaltyFen: number | null
  readonly compoundFen: number | null
  readonly accruedInterestFen: number | null
  readonly annualRate: string | null
  readonly overdueDays: number | null
  readonly state: string | null
  readonly riskClass: string | null
}

/** A file of the core bank about one day. */
export interface CoreFile<L> {
  readonly fileId: string
  /** The day it speaks of. */
  readonly day: Day
  readonly lines: readonly { readonly line: number; readonly values: L }[]
}

const ROWS_A_STATEMENT = 10_000
/** Days before the latest that stay to be looked at; the files themselves stay for ever. */
const DAYS_KEPT = 7

/** Takes lines of the core bank's balances of a day in; a note named twice is taken once. */
export async function takeBalances(tx: Tx, { day, lines }: Pick<CoreFile<BalanceLine>, 'day' | 'lines'>): Promise<number> {
  let taken = 0
  for (let from = 0; from < lines.length; from += ROWS_A_STATEMENT) taken += await insert(tx, day, lines.slice(from, from + ROWS_A_STATEMENT).map((one) => one.values))
  return taken
}

/** After its last line: learns the core bank's numbers of our notes, lets go of days long past and notes that the file has come. */
export async function endBalances(tx: Tx, { fileId, day }: Pick<CoreFile<BalanceLine>, 'fileId' | 'day'>, at: { readonly on: Day; readonly now: string }): Promise<void> {
  await tx.deleteFrom('core_balance').where('bank_id', '=', tx.bankId).where('day', '<', addDays(day, -DAYS_KEPT)).execute()
  await sql`
    insert into core_note (bank_id, note_id, core_number, linked_on, linked_by)
    select b.bank_id, b.note_id, b.core_number, ${at.on}, 'BALANCE' from core_balance b
    where b.bank_id = ${tx.bankId} and b.day = ${day} and b.note_id is not null and b.core_number is not null and not exists (select from core_note c where c.bank_id = b.bank_id and c.note_id = b.note_id)
    on conflict do nothing`.execute(tx)
  await noteFile(tx, { kind: 'BALANCES', fileId, day, ...at })
}

async function insert(tx: Tx, day: Day, lines: readonly BalanceLine[]): Promise<number> {
  const column = <T>(of: (line: BalanceLine) => T): T[] => lines.map(of)
  const { numAffectedRows } = await sql`
    insert into core_balance (bank_id, day, note_number, core_number, note_id, product_code, balance_fen, due_principal_fen, due_interest_fen, accrued_fen, penalty_fen, annual_rate, overdue_days, risk_class, state)
    select ${tx.bankId}, ${day}, t.note_number, t.core_number, n.note_id, coalesce(n.product_code, (select min(p.product_code) from product p where p.bank_id = ${tx.bankId} and p.book = 'MIRROR'), ''), t.balance, t.due_principal, t.due_interest, t.accrued, t.penalty, t.rate, t.overdue, t.class, coalesce(t.state, 'RUNNING')
    from unnest(${column((one) => one.noteNumber)}::text[], ${column((one) => one.coreNumber)}::text[], ${column((one) => one.balanceFen)}::bigint[], ${column((one) => one.duePrincipalFen)}::bigint[], ${column((one) => one.dueInterestFen)}::bigint[],
      ${column((one) => one.accruedInterestFen)}::bigint[], ${column((one) => (one.penaltyFen === null && one.compoundFen === null ? null : (one.penaltyFen ?? 0) + (one.compoundFen ?? 0)))}::bigint[], ${column((one) => one.annualRate)}::numeric[],
      ${column((one) => one.overdueDays)}::int[], ${column((one) => one.riskClass)}::text[], ${column((one) => one.state)}::text[])
      as t(note_number, core_number, balance, due_principal, due_interest, accrued, penalty, rate, overdue, class, state)
    left join note n on n.bank_id = ${tx.bankId} and n.number = t.note_number
    on conflict do nothing`.execute(tx)
  return Number(numAffectedRows ?? 0n)
}

/** Notes which products a file spoke of; one that names no note speaks of every product the core bank keeps. */
export async function noteFile(tx: Tx, { kind, fileId, day, on, now }: { kind: 'BALANCES' | 'STATEMENT'; fileId: string; day: Day; on: Day; now: string }): Promise<void> {
  const rows = kind === 'BALANCES'
    ? sql`select product_code, count(*)::int as rows, sum(balance_fen)::bigint as total from core_balance where bank_id = ${tx.bankId} and day = ${day} group by product_code`
    : sql`select product_code, count(*)::int as rows, sum(amount_fen)::bigint as total from core_transaction where bank_id = ${tx.bankId} and file_id = ${fileId} group by product_code`
  await sql`
    insert into core_file (bank_id, kind, product_code, day, file_id, row_count, total_fen, received_on, received_at)
    select ${tx.bankId}, ${kind}, p.product_code, ${day}, ${fileId}, coalesce(t.rows, 0), coalesce(t.total, 0), ${on}, ${now}
    from product p left join (${rows}) t on t.product_code = p.product_code where p.bank_id = ${tx.bankId} and p.book = 'MIRROR'
    on conflict do nothing`.execute(tx)
}
