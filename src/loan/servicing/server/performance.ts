import { sql } from 'kysely'
import type { Day } from '#kernel'
import type { Tx } from '#platform/db'

/** What counts as bad: more than so many days overdue at any time within so many months of the disbursement. */
export interface BadMeans {
  readonly overdueDays: number
  readonly withinMonths: number
}

/** What became of the loan of each case: `bad`, or how far it was watched. A case without a loan has no entry. */
export interface Performance {
  readonly bad: boolean
  /** Nothing that happens now changes it: bad, repaid, or watched to the end. */
  readonly matured: boolean
}

interface Row { case_id: string; bad: boolean; ended: boolean }

/** How the loans of these cases were repaid up to a day; of several notes of a case one bad one is enough. */
export async function performanceOf(tx: Tx, on: Day, { overdueDays, withinMonths }: BadMeans): Promise<ReadonlyMap<string, Performance>> {
  const watchedUntil = sql`(n.disbursed_on + make_interval(months => ${withinMonths}::int))::date`
  const late = sql`i.due_on + ${overdueDays}::int`
  const paidOn = sql`(select max(r.paid_on) from repayment_allocation a join repayment r on r.bank_id = a.bank_id and r.repayment_id = a.repayment_id
    where a.bank_id = ${tx.bankId} and a.note_id = n.note_id and a.seq = i.seq and a.part in ('INTEREST', 'PRINCIPAL')
      and not exists (select from repayment_reversal v where v.bank_id = ${tx.bankId} and v.repayment_id = r.repayment_id))`
  const { rows } = await sql<Row>`
    select n.case_id, bool_or(n.state = 'WRITTEN_OFF' or exists (
        select from instalment i where i.bank_id = ${tx.bankId} and i.note_id = n.note_id and i.version = n.schedule_version and ${late} < ${watchedUntil} and ${late} < ${on}
          and (case when n.oldest_due_on <= i.due_on then true else coalesce(${paidOn} > ${late}, false) end))) as bad,
      bool_and(n.state in ('SETTLED', 'WRITTEN_OFF') or ${watchedUntil} <= ${on}) as ended
    from note n where n.bank_id = ${tx.bankId} and n.case_id is not null and n.state <> 'REVERSED' group by n.case_id`.execute(tx)
  return new Map(rows.map(({ case_id: caseId, bad, ended }) => [caseId, { bad, matured: bad || ended }]))
}
