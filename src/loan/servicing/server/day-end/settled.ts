import { sql } from 'kysely'
import type { DayEndStep } from './step.ts'

/** Tells of loans that a file paid off during the day; at the counter the act itself tells. Nobody recorded these, so they are told in the name of who leads the case. */
export const settledStep: DayEndStep = {
  id: 'settled', name: '结清通知', perUnit: false,
  run: async (tx, at) => {
    const { rows } = await sql<{ note_id: string; line_id: string; case_id: string; lead_id: string }>`
      select distinct n.note_id, n.line_id, n.case_id, a.lead_id from repayment r
      join note n on n.bank_id = ${tx.bankId} and n.note_id = r.note_id join application a on a.bank_id = ${tx.bankId} and a.case_id = n.case_id
      where r.bank_id = ${tx.bankId} and r.recorded_on = ${at.day} and r.recorded_by is null and n.state = 'SETTLED' and n.settled_on = ${at.day} and a.lead_id is not null
        and not exists (select from note o where o.bank_id = ${tx.bankId} and o.case_id = n.case_id and o.note_id <> n.note_id and o.state = 'RUNNING') order by n.note_id`.execute(tx)
    for (const row of rows) await at.tell(tx, { fact: 'loan.settled', caseId: row.case_id, noteId: row.note_id, lineId: row.line_id, by: row.lead_id, on: at.day, at: at.now })
    return { rows: rows.length, controlFen: 0, figures: { 结清笔数: rows.length } }
  },
}
