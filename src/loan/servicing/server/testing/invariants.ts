import { sql } from 'kysely'
import { type Day, addDays } from '#kernel'
import { accruedOn, closingOf } from '#loan/servicing/domain'
import type { Tx } from '#platform/db'
import { loadWhole } from '../bulk/load-notes.ts'

const CHECKS = {
  'principal paid, outstanding and written off are not what was disbursed': (tx: Tx) => sql`
    select n.number from note n left join lateral (select sum(s.principal_paid_fen) as paid from instalment_state s where s.bank_id = ${tx.bankId} and s.note_id = n.note_id) s on true
    where n.bank_id = ${tx.bankId} and n.state <> 'REVERSED' and n.amount_fen <> n.balance_fen + n.written_off_fen + coalesce(s.paid, 0)`,
  'a note was skipped': (tx: Tx) => sql`select n.number from note n join business_day d on d.bank_id = ${tx.bankId} where n.bank_id = ${tx.bankId} and n.state = 'RUNNING' and n.next_event_on <= d.ended_on`,
  'an instalment fell due unpaid and has no row': (tx: Tx) => sql`
    select n.number || ' ' || i.seq as number from note n join business_day d on d.bank_id = ${tx.bankId} join instalment i on i.bank_id = ${tx.bankId} and i.note_id = n.note_id and i.version = n.schedule_version and i.due_on between n.oldest_due_on and d.ended_on
    left join instalment_state s on s.bank_id = ${tx.bankId} and s.note_id = n.note_id and s.seq = i.seq where n.bank_id = ${tx.bankId} and n.state = 'RUNNING' and n.oldest_due_on <= d.ended_on and s.settled_on is null and s.free_until is null`,
  'a state of a closed day was left behind': (tx: Tx) => sql`select b.note_id::text as number from note_before b join business_day d on d.bank_id = ${tx.bankId} where b.bank_id = ${tx.bankId} and b.day <= d.ended_on`,
  'the ledger is not the notes: principal': (tx: Tx) => agree(tx, 'PRINCIPAL', sql`select unit_id, product_code, sum(balance_fen) as amount from note where bank_id = ${tx.bankId} and book = 'BOOK' and state = 'RUNNING' group by 1, 2`),
  'a row belongs to nothing': (tx: Tx) => sql`
    select 'allocation ' || a.repayment_id::text as number from repayment_allocation a where a.bank_id = ${tx.bankId} and not exists (select from repayment r where r.bank_id = ${tx.bankId} and r.repayment_id = a.repayment_id)
    union all select 'instalment_state ' || s.note_id::text from instalment_state s where s.bank_id = ${tx.bankId} and not exists (select from note n where n.bank_id = ${tx.bankId} and n.note_id = s.note_id)
    union all select 'repayment ' || r.number from repayment r where r.bank_id = ${tx.bankId} and not exists (select from note n where n.bank_id = ${tx.bankId} and n.note_id = r.note_id and starts_with(r.number, n.number))
    union all select 'note_signal ' || s.note_id::text from note_signal s where s.bank_id = ${tx.bankId} and not exists (select from note n where n.bank_id = ${tx.bankId} and n.note_id = s.note_id and n.unit_id = s.unit_id)
    union all select 'customer_message ' || m.message_id::text from customer_message m where m.bank_id = ${tx.bankId} and not exists (select from note n where n.bank_id = ${tx.bankId} and n.note_id = m.note_id)
    union all select 'debit_order ' || o.order_no from debit_order o where o.bank_id = ${tx.bankId} and not exists (select from note n where n.bank_id = ${tx.bankId} and n.note_id = o.note_id and n.unit_id = o.unit_id)
    union all select 'transfer ' || t.voucher_id::text from transfer t where t.bank_id = ${tx.bankId} and (select count(*) from ledger_account a where a.bank_id = ${tx.bankId} and a.code in (t.debit_code, t.credit_code)) < 2
    union all select 'transfer ' || t.voucher_id::text from transfer t where t.bank_id = ${tx.bankId} and not exists (select from unit u where u.bank_id = ${tx.bankId} and u.unit_id = t.unit_id)`,
} as const

/** The account and the notes, unit by unit and product by product, where they differ. */
function agree(tx: Tx, purpose: string, notes: ReturnType<typeof sql>, until: Day | null = null) {
  return sql`
    select coalesce(l.unit_id, s.unit_id)::text || ' ' || coalesce(l.product_code, s.product_code) || ' ' || coalesce(l.amount, 0) || ' <> ' || coalesce(s.amount, 0) as number
    from (select t.unit_id, t.product_code, sum(case when t.debit_code = a.code then t.amount_fen else -t.amount_fen end) as amount
      from ledger_account a join transfer t on t.bank_id = ${tx.bankId} and (t.debit_code = a.code or t.credit_code = a.code) where a.bank_id = ${tx.bankId} and a.purpose = ${purpose} ${until === null ? sql`` : sql`and t.business_day <= ${until}`} group by 1, 2) l
    full join (${notes}) s on s.unit_id = l.unit_id and s.product_code = l.product_code where coalesce(l.amount, 0) <> coalesce(s.amount, 0)`
}

const CHARGES = { INTEREST_RECEIVABLE: ['interest_fen', false], PENALTY_RECEIVABLE: ['penalty_fen', false], COMPOUND_RECEIVABLE: ['compound_fen', false], OFF_INTEREST: ['interest_fen', true], OFF_PENALTY: ['penalty_fen', true], OFF_COMPOUND: ['compound_fen', true] } as const

/** What must hold after every day that ended; each sentence is a breach with the first notes it shows at. */
export async function brokenInvariants(tx: Tx, ended: Day): Promise<string[]> {
  const broken: string[] = []
  const note = async (says: string, query: ReturnType<typeof sql>): Promise<void> => {
    const { rows } = await (query as ReturnType<typeof sql<{ number: string }>>).execute(tx)
    if (rows.length > 0) broken.push(`${says}: ${rows.length}, ${rows.slice(0, 3).map(({ number }) => number).join('; ')}`)
  }
  for (const [says, query] of Object.entries(CHECKS)) await note(says, query(tx))
  for (const [purpose, [column, off]] of Object.entries(CHARGES)) {
    await note(`the ledger is not the notes: ${purpose}`, agree(tx, purpose, sql`select unit_id, product_code, sum(${sql.ref(column)}) as amount from accrued_of_day where bank_id = ${tx.bankId} and day = ${ended} and off_balance = ${off} group by 1, 2`, ended))
  }
  return [...broken, ...await notAsWorkedOut(tx, ended)]
}

/** Notes whose columns are not the closing figures of the domain: of the day that ended, or of the open one where something was done on it. */
async function notAsWorkedOut(tx: Tx, ended: Day): Promise<string[]> {
  const { rows: moved } = await sql<{ note_id: string }>`
    select note_id from repayment where bank_id = ${tx.bankId} and recorded_on > ${ended} union select note_id from note_event where bank_id = ${tx.bankId} and business_day > ${ended}`.execute(tx)
  const movedSince = new Set(moved.map((row) => row.note_id))
  const ids = await tx.selectFrom('note').select('note_id').where('bank_id', '=', tx.bankId).where('state', '=', 'RUNNING').where('disbursed_on', '<=', ended).execute()
  const broken: string[] = []
  for (const { row, note } of await loadWhole(tx, ids.map(({ note_id: id }) => id), ended)) {
    const closing = closingOf(note, movedSince.has(row.note_id) ? addDays(ended, 1) : ended)
    const stored = { balanceFen: row.balance_fen, oldestDueOn: row.oldest_due_on, nextEventOn: row.next_event_on, periodFrom: row.period_from, periodTo: row.period_to, periodInterestFen: row.period_interest_fen, duePrincipalFen: row.due_principal_fen, dueInterestFen: row.due_interest_fen, settledOn: null }
    const wrong = (Object.keys(stored) as (keyof typeof stored)[]).filter((name) => stored[name] !== closing[name])
    if (wrong.length > 0) broken.push(`${row.number}: ${wrong.map((name) => `${name} is ${stored[name]}, not ${closing[name]}`).join(', ')}`)
    if (accruedOn(closing, addDays(ended, 1)) < 0) broken.push(`${row.number} accrues below zero`)
  }
  return broken.slice(0, 3)
}
