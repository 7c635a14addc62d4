import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { policiesOn } from '#common/policy/server'
import { type Day, addMonths } from '#kernel'
import { CLASS_VIEWS, type ClassQuestion, type ClassReason, type ClassRow, type ClassView, type ProposalState, type RiskClass, classFloor } from '#loan/servicing/domain'
import type { Staff } from '#platform/auth'
import type { Tx } from '#platform/db'
import { overdueOf } from './note-class.ts'
import { noteSight } from './sight.ts'

const MONTHS_A_QUARTER = 3

/** First day of the quarter a day lies in. */
export function quarterOf(on: Day): Day {
  const month = Number(on.slice(5, 7))
  const first = month - ((month - 1) % MONTHS_A_QUARTER)
  return `${on.slice(0, 4)}-${String(first).padStart(2, '0')}-01` as Day
}

interface Row {
  note_id: string; number: string; case_id: string | null; customer_id: string; name: string; unit_id: string; unit_name: string; product_code: string; balance_fen: number; risk_class: string; state: string; oldest_due_on: string | null
  proposal_id: string | null; proposed_class: string | null; proposal_state: string | null; reasons: ClassReason[] | null; says: string | null; proposed_name: string | null; proposed_on: string | null; judged_on: string | null
}

/** The classification worklist: what waits for a second or third person, what this quarter has not judged, what may go up. */
export async function listClasses(tx: Tx, staff: Staff, { view, limit }: ClassQuestion, on: Day) {
  const sight = await noteSight(tx, staff)
  const quarter = quarterOf(on)
  const policyOf = await policiesOn(tx, on)
  const months = (await policyOf({})).servicing.upgradeObservationMonths
  const where = (one: ClassView): RawBuilder<SqlBool> => inView(tx, one, on, quarter, months)
  // A note in order and without an opinion is on no list, so none of them is ever counted.
  const wanted = sql`
    select n.note_id, n.number, n.case_id, n.customer_id, n.unit_id, n.product_code, n.balance_fen, n.risk_class, n.state, n.oldest_due_on, p.proposal_id, p.class as proposed_class, p.state as proposal_state, p.reasons, p.says, p.proposed_by, p.proposed_on
    from note n left join class_proposal p on p.bank_id = n.bank_id and p.note_id = n.note_id and p.state in ('PROPOSED', 'CONFIRMED')
    where n.bank_id = ${tx.bankId} and n.state = 'RUNNING' and ${sight}`
  const counts = Object.fromEntries(await Promise.all((Object.keys(CLASS_VIEWS) as ClassView[]).map(async (one) => {
    const { rows: [row] } = await sql<{ n: number }>`select count(*)::int as n from (${wanted} and ${where(one)}) w`.execute(tx)
    return [one, row?.n ?? 0]
  }))) as Record<ClassView, number>
  const { rows } = await sql<Row>`
    select w.*, k.name, u.name as unit_name, s.name as proposed_name, (select max(c.business_day) from classification c where c.bank_id = ${tx.bankId} and c.note_id = w.note_id and c.source = 'JUDGED') as judged_on
    from (${wanted} and ${where(view)}) w join customer k on k.bank_id = ${tx.bankId} and k.customer_id = w.customer_id join unit u on u.bank_id = ${tx.bankId} and u.unit_id = w.unit_id
    left join staff s on s.bank_id = ${tx.bankId} and s.staff_id = w.proposed_by
    order by array_position(array['LOSS','DOUBTFUL','SUBSTANDARD','SPECIAL_MENTION','NORMAL'], w.risk_class), w.oldest_due_on nulls last, w.number limit ${limit}`.execute(tx)
  const floors = await floorsOf(rows, policyOf)
  return { rows: rows.map((row, index) => shown(row, floors[index]!, on)), counts, quarter: `${quarter.slice(0, 4)} 年第 ${Math.ceil(Number(quarter.slice(5, 7)) / MONTHS_A_QUARTER)} 季度`, on }
}

function inView(tx: Tx, view: ClassView, on: Day, quarter: Day, months: number): RawBuilder<SqlBool> {
  const opened = (state: ProposalState) => sql<SqlBool>`n.note_id in (select o.note_id from class_proposal o where o.bank_id = ${tx.bankId} and o.state = ${state})`
  switch (view) {
    case 'confirm': return opened('PROPOSED')
    case 'approve': return opened('CONFIRMED')
    case 'adverse': return sql<SqlBool>`n.risk_class <> 'NORMAL'`
    case 'review': return sql<SqlBool>`n.risk_class <> 'NORMAL' and p.proposal_id is null and not exists (select from classification c where c.bank_id = ${tx.bankId} and c.note_id = n.note_id and c.source = 'JUDGED' and c.business_day >= ${quarter})`
    case 'upgrade': return sql<SqlBool>`n.risk_class <> 'NORMAL' and p.proposal_id is null and (n.oldest_due_on is null or n.oldest_due_on >= ${on})
      and not exists (select from instalment_state s join instalment i on i.bank_id = ${tx.bankId} and i.note_id = s.note_id and i.version = n.schedule_version and i.seq = s.seq where s.bank_id = ${tx.bankId} and s.note_id = n.note_id and s.settled_on > i.due_on and s.settled_on > ${addMonths(on, -months)})`
  }
}

type Floors = Parameters<typeof classFloor>[1]

/** The floors of each row, as the policy of its unit and product says them. */
async function floorsOf(rows: readonly Row[], policyOf: Policies): Promise<Floors[]> {
  return Promise.all(rows.map(async ({ unit_id: unit, product_code: product }) => (await policyOf({ unit, product })).servicing.classFloors))
}

type Policies = Awaited<ReturnType<typeof policiesOn>>

function shown(row: Row, floors: Floors, on: Day): ClassRow {
  const overdueDays = overdueOf({ state: row.state, oldest_due_on: row.oldest_due_on }, on)
  return {
    noteId: row.note_id, number: row.number, caseId: row.case_id, customerId: row.customer_id, customerName: row.name, unitName: row.unit_name, productCode: row.product_code, balanceFen: row.balance_fen, riskClass: row.risk_class as RiskClass,
    floor: classFloor(overdueDays, floors), overdueDays, judgedOn: row.judged_on,
    proposal: row.proposal_id === null ? null : { proposalId: row.proposal_id, riskClass: row.proposed_class as RiskClass, state: row.proposal_state as ProposalState, reasons: row.reasons ?? [], says: row.says ?? '', proposedBy: row.proposed_name ?? '', proposedOn: row.proposed_on ?? '' },
  }
}
