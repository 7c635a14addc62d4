import { sql } from 'kysely'
import { hearMany } from '#common/task/server'
import type { DayEndStep } from './step.ts'

interface Row { note_id: string; line_id: string; case_id: string; lead_id: string; payments: number; is_settled: boolean }

/**
 * Tells cases of money that a file brought during the day, and of loans it paid off; at the counter the act itself tells.
 * Nobody recorded these, so they are told in the name of who leads the case.
 */
export const settledStep: DayEndStep = {
  id: 'settled', name: '还款与结清通知', perUnit: false,
  run: async (tx, at) => {
    const { rows } = await sql<Row>`
      select n.note_id, n.line_id, n.case_id, a.lead_id, count(*)::int as payments, n.state = 'SETTLED' and n.settled_on = ${at.day}
        and not exists (select from note o where o.bank_id = ${tx.bankId} and o.case_id = n.case_id and o.note_id <> n.note_id and o.state = 'RUNNING') as is_settled
      from repayment r join note n on n.bank_id = ${tx.bankId} and n.note_id = r.note_id join application a on a.bank_id = ${tx.bankId} and a.case_id = n.case_id
      where r.bank_id = ${tx.bankId} and r.recorded_on = ${at.day} and r.recorded_by is null and a.lead_id is not null group by n.bank_id, n.note_id, a.lead_id order by n.note_id`.execute(tx)
    const paid = rows.flatMap((row) => Array.from({ length: row.payments }, () => ({ caseId: row.case_id, by: row.lead_id })))
    await hearMany(tx, 'loan.repaid', paid, { on: at.day, at: at.now })
    const settled = rows.filter((row) => row.is_settled)
    for (const row of settled) await at.tell(tx, { fact: 'loan.settled', caseId: row.case_id, noteId: row.note_id, lineId: row.line_id, by: row.lead_id, on: at.day, at: at.now })
    return { rows: paid.length + settled.length, controlFen: 0, figures: { 还款告知案件: paid.length, 结清笔数: settled.length } }
  },
}
