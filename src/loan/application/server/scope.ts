import { type ExpressionBuilder, type SqlBool, type Expression } from 'kysely'
import { Refusal } from '#kernel'
import { APPLICATION_STATES, type ApplicationState } from '#loan/application/domain'
import { unitsInSight } from '#common/staff/server'
import { standInsToday } from '#common/task/server'
import type { Staff } from '#platform/auth'
import type { Schema, Tx } from '#platform/db'
import { missing } from '#platform/http'

/** Which cases a person may see: all of the bank, those of some units, or those with his name on them, or the name of whom he stands in for. */
export type CaseScope = { readonly all: true } | { readonly all: false; readonly bankId: number; readonly units: readonly string[]; readonly staffIds: readonly string[] }

/** The cases this person's posts open. A post held in a unit reaches down to the units below it. */
export async function caseScope(tx: Tx, staff: Staff): Promise<CaseScope> {
  if (staff.permissions.has('case.read-bank')) return { all: true }
  const [units, absent] = await Promise.all([staff.permissions.has('case.read-unit') ? unitsInSight(tx, staff.posts, 'case.read-unit') : [], standInsToday(tx, staff.id)])
  if (units.length === 0 && !staff.permissions.has('case.read-own')) throw new Refusal({ code: 'permission.missing', message: '您的岗位不能查看业务', expected: '具有查看业务权限的岗位' }, 403)
  return { all: false, bankId: tx.bankId, units, staffIds: [staff.id, ...absent] }
}

/** The condition that keeps a query on `application as a` inside a scope. */
export function inScope(eb: ExpressionBuilder<Schema & { a: Schema['application'] }, 'a'>, scope: CaseScope): Expression<SqlBool> {
  if (scope.all) return eb.lit(true)
  const { bankId, staffIds } = scope
  const own = [
    eb('a.lead_id', 'in', staffIds), eb('a.assist_id', 'in', staffIds), eb('a.filed_by', 'in', staffIds),
    eb.exists(eb.selectFrom('task as t').select('t.task_id').where('t.bank_id', '=', bankId).whereRef('t.case_id', '=', 'a.case_id').where((or) => or.or([or('t.assignee_id', 'in', staffIds), or('t.acted_by', 'in', staffIds)]))),
    // Who gave a case away to another unit still answers for having done so, and his own act must be able to tell him how it stands.
    eb.exists(eb.selectFrom('application_assignment as g').select('g.seq').where('g.bank_id', '=', bankId).whereRef('g.case_id', '=', 'a.case_id').where('g.assigned_by', 'in', staffIds)),
  ]
  return eb.or(scope.units.length === 0 ? own : [...own, eb('a.unit_id', 'in', scope.units)])
}

/** The application of a case this person may see; a case out of sight does not exist for him (404), nor what hangs on it, named by `what`. */
export async function readApplication(tx: Tx, staff: Staff, caseId: string, lock: 'for update' | 'read' = 'read', what = '业务') {
  const query = tx.selectFrom('application as a').selectAll('a').where('a.bank_id', '=', tx.bankId).where('a.case_id', '=', caseId)
  const [scope, found] = await Promise.all([caseScope(tx, staff), lock === 'read' ? query.executeTakeFirst() : undefined])
  if (found !== undefined && isPlainlyIn(scope, found)) return found
  const within = query.where((eb) => inScope(eb, scope))
  const row = await (lock === 'for update' ? within.forUpdate() : within).executeTakeFirst()
  if (row === undefined) throw missing(what)
  return row
}

/** What `inScope` says of a case, as far as its own row tells. */
function isPlainlyIn(scope: CaseScope, row: { readonly unit_id: string; readonly lead_id: string | null; readonly assist_id: string | null; readonly filed_by: string | null }): boolean {
  return scope.all || scope.units.includes(row.unit_id) || [row.lead_id, row.assist_id, row.filed_by].some((id) => id !== null && scope.staffIds.includes(id))
}

/** An investigation is written only while its application stands admitted. */
export function refuseNotAdmitted(row: { readonly state: string }): void {
  if (row.state === 'ADMITTED') return
  throw new Refusal({ code: 'application.not-admitted', message: `申请${APPLICATION_STATES[row.state as ApplicationState]}，调查不能继续`, value: row.state, expected: '已准入的申请' }, 409)
}
