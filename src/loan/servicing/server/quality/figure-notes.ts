import { type RawBuilder, sql } from 'kysely'
import { type Day, day, daysBetween } from '#kernel'
import { type Drill, type FigureNotes, type FigureNotesQuestion, NON_PERFORMING, PAR30_FROM } from '#loan/servicing/domain'
import type { Staff } from '#platform/auth'
import type { Tx } from '#platform/db'
import { noteSight } from './sight.ts'

const SHOWN = 200

interface Row { noteId: string; number: string; caseId: string | null; customerName: string; unitName: string; managerName: string; guarantee: string; balanceFen: number; overduePrincipalFen: number; oldest: Day | null; riskClass: string }

/** The notes behind a figure that this person's posts open, as they are now, days overdue counted to the closed day; the longest overdue first. */
export async function figureNotes(tx: Tx, staff: Staff, asked: FigureNotesQuestion): Promise<FigureNotes> {
  const on = day(asked.day)
  const late = sql`n.oldest_due_on < ${on}`
  const first = sql`not exists (select from note p where p.bank_id = ${tx.bankId} and p.customer_id = n.customer_id and p.state <> 'REVERSED' and (p.disbursed_on, p.note_id) < (n.disbursed_on, n.note_id))`
  const of: Readonly<Record<Drill, RawBuilder<unknown>>> = {
    RUNNING: sql`true`, OVERDUE: late, PAR30: sql`n.oldest_due_on <= ${on}::date - ${PAR30_FROM}::int`, NON_PERFORMING: sql`n.risk_class = any(${[...NON_PERFORMING]}::text[])`, FIRST_OVERDUE: sql`${late} and ${first}`,
    CREDIT: sql`l.guarantee = 'CREDIT'`, CREDIT_OVERDUE: sql`${late} and l.guarantee = 'CREDIT'`, GUARANTEED_OVERDUE: sql`${late} and l.guarantee in ('PERSONAL_GUARANTEE', 'GUARANTEE_COMPANY')`,
  }
  const wanted = [
    of[asked.drill], ...(asked.unitId === undefined ? [] : [sql`n.unit_id = ${asked.unitId}`]), ...(asked.productCode === undefined ? [] : [sql`n.product_code = ${asked.productCode}`]), ...(asked.guarantee === undefined ? [] : [sql`l.guarantee = ${asked.guarantee}`]),
    ...(asked.managerId === undefined ? [] : [sql`k.manager_id = ${asked.managerId}`]), ...(asked.first === undefined ? [] : [asked.first === 'true' ? first : sql`not (${first})`]),
  ]
  const { rows } = await sql<Row>`
    select n.note_id as "noteId", n.number, n.case_id as "caseId", k.name as "customerName", u.name as "unitName", s.name as "managerName", l.guarantee, n.balance_fen as "balanceFen",
      case when ${late} then n.due_principal_fen else 0 end as "overduePrincipalFen", n.oldest_due_on as oldest, n.risk_class as "riskClass"
    from note n join line l on l.bank_id = ${tx.bankId} and l.line_id = n.line_id join customer k on k.bank_id = ${tx.bankId} and k.customer_id = n.customer_id
    join unit u on u.bank_id = ${tx.bankId} and u.unit_id = n.unit_id join staff s on s.bank_id = ${tx.bankId} and s.staff_id = k.manager_id
    where n.bank_id = ${tx.bankId} and n.state = 'RUNNING' and n.disbursed_on <= ${on} and ${await noteSight(tx, staff)} and ${sql.join(wanted, sql` and `)}
    order by n.oldest_due_on, n.unit_id, n.note_id limit ${SHOWN + 1}`.execute(tx)
  return {
    day: on, isMore: rows.length > SHOWN,
    rows: rows.slice(0, SHOWN).map(({ oldest, ...row }) => ({ ...row, overdueDays: oldest !== null && oldest < on ? daysBetween(oldest, on) : 0 })),
  }
}
