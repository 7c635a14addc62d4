import { sql } from 'kysely'
import type { Day } from '#kernel'
import type { NoteAtHand } from '#loan/servicing/domain'
import type { Tx } from '#platform/db'
import type { DayEndAt } from './step.ts'

/** An instalment that fell due, as planned. */
interface Due { readonly productCode: string; readonly principalFen: number; readonly interestFen: number }

/** What fell due of a note on a day by the plan in force. */
export function dueOf(row: { readonly product_code: string }, { instalments }: Pick<NoteAtHand, 'instalments'>, day: Day): Due[] {
  return instalments.filter(({ kind, dueOn }) => kind === 'REGULAR' && dueOn === day).map(({ principalFen, interestFen }) => ({ productCode: row.product_code, principalFen, interestFen }))
}

/** Adds instalments to what fell due at a unit that day. */
export async function addDue(tx: Tx, { day, unitId }: DayEndAt, due: readonly Due[]): Promise<void> {
  if (due.length === 0) return
  await sql`
    insert into due_of_day as d (bank_id, day, unit_id, product_code, instalments, principal_fen, interest_fen)
    select ${tx.bankId}::int, ${day}::date, ${unitId}::uuid, i.product, count(*), sum(i.principal), sum(i.interest)
    from unnest(${due.map((one) => one.productCode)}::text[], ${due.map((one) => one.principalFen)}::bigint[], ${due.map((one) => one.interestFen)}::bigint[]) as i(product, principal, interest) group by i.product
    ${ADDED}`.execute(tx)
}

/** Those of notes an act of the next day has rolled before tonight came to them; notes paid today are counted with what came in. */
export async function addDueOfChanged(tx: Tx, { day, unitId }: DayEndAt): Promise<void> {
  await sql`
    insert into due_of_day as d (bank_id, day, unit_id, product_code, instalments, principal_fen, interest_fen)
    select ${tx.bankId}::int, ${day}::date, ${unitId}::uuid, n.product_code, count(*), sum(i.principal_fen), sum(i.interest_fen)
    from note_before n join instalment i on i.bank_id = ${tx.bankId} and i.note_id = n.note_id and i.version = n.schedule_version and i.due_on = ${day} and i.kind = 'REGULAR'
    where n.bank_id = ${tx.bankId} and n.day = ${day} and n.unit_id = ${unitId} and not ${touchedOn(tx, day)} group by n.product_code
    ${ADDED}`.execute(tx)
}

/** Whether somebody did something with the note (`n`) on the day: whoever did has rolled it over the day. */
const touchedOn = (tx: Tx, day: Day) => sql`(exists (select from repayment r where r.bank_id = ${tx.bankId} and r.note_id = n.note_id and r.recorded_on = ${day}) or exists (select from note_event e where e.bank_id = ${tx.bankId} and e.note_id = n.note_id and e.business_day = ${day} and e.made_by is not null))`

/** Instalments of the day on notes that were paid or changed on it: each of these was rolled by the act, and no roll of the night met it. */
export async function addDueOfTouched(tx: Tx, day: Day): Promise<void> {
  await sql`
    insert into due_of_day as d (bank_id, day, unit_id, product_code, instalments, principal_fen, interest_fen)
    select ${tx.bankId}::int, ${day}::date, n.unit_id, n.product_code, count(*), sum(i.principal_fen), sum(i.interest_fen)
    from (select note_id from repayment where bank_id = ${tx.bankId} and recorded_on = ${day} union select note_id from note_event where bank_id = ${tx.bankId} and business_day = ${day} and made_by is not null) t
    join note n on n.bank_id = ${tx.bankId} and n.note_id = t.note_id left join note_before b on b.bank_id = ${tx.bankId} and b.day = ${day} and b.note_id = t.note_id
    join instalment i on i.bank_id = ${tx.bankId} and i.note_id = t.note_id and i.version = coalesce(b.schedule_version, n.schedule_version) and i.due_on = ${day} and i.kind = 'REGULAR'
    where n.disbursed_on < ${day} group by n.unit_id, n.product_code
    ${ADDED}`.execute(tx)
}

/** Parts of a day are added up, whoever comes first. */
export const ADDED = sql`on conflict (bank_id, day, unit_id, product_code) do update set instalments = d.instalments + excluded.instalments, principal_fen = d.principal_fen + excluded.principal_fen, interest_fen = d.interest_fen + excluded.interest_fen`
