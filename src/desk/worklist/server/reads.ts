import { type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely'
import { searchKeyMatches } from '#common/customer/server'
import type { CaseFilter, CaseRow, CaseState } from '#desk/worklist/domain'
import { type CaseScope, caseScope, inScope } from '#loan/application/server'
import type { Staff } from '#platform/auth'
import type { Schema, Tx } from '#platform/db'

type Tables = Schema & { a: Schema['application']; p: Schema['case_progress'] }

/** Applications in sight, with customer, people, investigation, the last submitted version and the last return. */
function casesIn(tx: Tx, scope: CaseScope) {
  return tx.selectFrom('application as a')
    .innerJoin('case_progress as p', (on) => on.onRef('p.bank_id', '=', 'a.bank_id').onRef('p.case_id', '=', 'a.case_id'))
    .innerJoin('customer as c', (on) => on.onRef('c.bank_id', '=', 'a.bank_id').onRef('c.customer_id', '=', 'a.customer_id'))
    .innerJoin('unit as u', (on) => on.onRef('u.bank_id', '=', 'a.bank_id').onRef('u.unit_id', '=', 'a.unit_id'))
    .innerJoin('staff as l', (on) => on.onRef('l.bank_id', '=', 'a.bank_id').onRef('l.staff_id', '=', 'a.lead_id'))
    .leftJoin('staff as s', (on) => on.onRef('s.bank_id', '=', 'a.bank_id').onRef('s.staff_id', '=', 'a.assist_id'))
    .leftJoin('investigation as i', (on) => on.onRef('i.bank_id', '=', 'a.bank_id').onRef('i.case_id', '=', 'a.case_id'))
    .leftJoinLateral((eb) => eb.selectFrom('investigation_version as v').select(['v.decision', 'v.limit_fen', 'v.score', 'v.grade', 'v.submitted_by', 'v.version'])
      .where('v.bank_id', '=', tx.bankId).whereRef('v.case_id', '=', 'a.case_id').orderBy('v.version', 'desc').limit(1).as('v'), (on) => on.onTrue())
    .leftJoin('investigation_return as r', (on) => on.onRef('r.bank_id', '=', 'a.bank_id').onRef('r.case_id', '=', 'a.case_id').onRef('r.version', '=', sql`i.version - 1`))
    .where('a.bank_id', '=', tx.bankId).where((eb) => inScope(eb, scope))
}

const COLUMNS = [
  'a.case_id', 'a.number', 'a.state', 'p.state as life', 'a.product', 'a.amount_fen', 'a.periods', 'a.applied_on', 'a.changed_at', 'a.reason', 'a.lead_id', 'a.assist_id',
  'c.customer_id', 'c.name as customer_name', 'c.number as customer_number', 'u.name as unit_name', 'l.name as lead_name', 's.name as assist_name',
  'i.state as investigation_state', 'i.version', 'v.decision', 'v.limit_fen', 'v.score', 'v.grade', 'v.submitted_by', 'r.reason as return_reason',
] as const
type Row = Awaited<ReturnType<ReturnType<typeof selectCases>['execute']>>[number]

/** The rows of the worklist before they are filtered. */
export function selectCases(tx: Tx, scope: CaseScope) {
  return casesIn(tx, scope).select(COLUMNS)
}

/** One page of the worklist, latest change first, with sum and count of everything the filters leave. */
export async function listCases(tx: Tx, staff: Staff, filter: CaseFilter) {
  const scope = await caseScope(tx, staff)
  const wanted = conditions(tx, staff, filter)
  const total = await casesIn(tx, scope).where(wanted).select((eb) => [eb.fn.countAll<number>().as('count'), eb.fn.coalesce(eb.fn.sum<number>('a.amount_fen'), eb.lit(0)).as('sum')]).executeTakeFirstOrThrow()
  const [at, caseId] = (filter.after ?? '').split(' ')
  const rows = await selectCases(tx, scope).where(wanted)
    .$if(at !== undefined && caseId !== undefined, (query) => query.where(sql<SqlBool>`(a.changed_at, a.case_id) < (${at}::timestamptz, ${caseId}::uuid)`))
    .orderBy('a.changed_at', 'desc').orderBy('a.case_id', 'desc').limit(filter.limit + 1).execute()
  const page = rows.slice(0, filter.limit)
  const last = page.at(-1)
  return { cases: page.map(caseRow), next: rows.length > filter.limit && last !== undefined ? `${last.changed_at} ${last.case_id}` : null, sumFen: Number(total.sum), count: Number(total.count) }
}

function conditions(tx: Tx, staff: Staff, filter: CaseFilter) {
  const { state, mine, leadId, unitId, customerId, product, q, amountFrom, amountUntil, appliedFrom, appliedUntil } = filter
  return (eb: ExpressionBuilder<Tables, 'a' | 'p'>): Expression<SqlBool> => eb.and([
    ...(state === undefined || state.length === 0 ? [] : [eb('p.state', 'in', state)]),
    ...(mine === true ? [eb.or([eb('a.lead_id', '=', staff.id), eb('a.assist_id', '=', staff.id)])] : []),
    ...(leadId === undefined ? [] : [eb('a.lead_id', '=', leadId)]),
    ...(unitId === undefined ? [] : [eb('a.unit_id', '=', unitId)]),
    ...(customerId === undefined ? [] : [eb('a.customer_id', '=', customerId)]),
    ...(product === undefined ? [] : [eb('a.product', '=', product)]),
    ...(q === undefined || q === '' ? [] : [eb.or([eb('a.number', '=', q.toUpperCase()), searchKeyMatches(tx, sql.ref('a.customer_id'), q)])]),
    ...(amountFrom === undefined ? [] : [eb('a.amount_fen', '>=', amountFrom)]),
    ...(amountUntil === undefined ? [] : [eb('a.amount_fen', '<=', amountUntil)]),
    ...(appliedFrom === undefined ? [] : [eb('a.applied_on', '>=', appliedFrom)]),
    ...(appliedUntil === undefined ? [] : [eb('a.applied_on', '<=', appliedUntil)]),
  ])
}

/** A row as the worklist shows it. */
export function caseRow(row: Row): CaseRow {
  const state = row.life as CaseState
  return {
    caseId: row.case_id, number: row.number, state, customer: { customerId: row.customer_id, name: row.customer_name, number: row.customer_number },
    product: row.product, amountFen: row.amount_fen, periods: row.periods, appliedOn: row.applied_on, unitName: row.unit_name, changedAt: row.changed_at,
    lead: { staffId: row.lead_id, name: row.lead_name }, assist: row.assist_id === null ? null : { staffId: row.assist_id, name: row.assist_name ?? '' },
    version: row.version, decision: row.decision as CaseRow['decision'], limitFen: row.limit_fen, score: row.score, grade: row.grade,
    reason: state === 'RETURNED' || state === 'RE_INVESTIGATE' ? row.return_reason : row.reason,
  }
}
