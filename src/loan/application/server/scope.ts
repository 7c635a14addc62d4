import { type ExpressionBuilder, type SqlBool, type Expression } from 'kysely'
import { Refusal } from '#kernel'
import { APPLICATION_STATES, type ApplicationState } from '#loan/application/domain'
import { unitsInSight } from '#common/staff/server'
import type { Staff } from '#platform/auth'
import type { Schema, Tx } from '#platform/db'
import { missing } from '#platform/http'

/** Which cases a person may see: all of the bank, those of some units, or those with the person's name on them. */
export type CaseScope = { readonly all: true } | { readonly all: false; readonly units: readonly string[]; readonly staffId: string }

/** The cases this person's posts open. A post held in a unit reaches down to the units below it. */
export async function caseScope(tx: Tx, staff: Staff): Promise<CaseScope> {
  if (staff.permissions.has('case.read-bank')) return { all: true }
  const units = staff.permissions.has('case.read-unit') ? await unitsInSight(tx, staff.posts, 'case.read-unit') : []
  if (units.length === 0 && !staff.permissions.has('case.read-own')) throw new Refusal({ code: 'permission.missing', message: '您的岗位不能查看业务', expected: '具有查看业务权限的岗位' }, 403)
  return { all: false, units, staffId: staff.id }
}

/** The condition that keeps a query on `application as a` inside a scope. */
export function inScope(eb: ExpressionBuilder<Schema & { a: Schema['application'] }, 'a'>, scope: CaseScope): Expression<SqlBool> {
  if (scope.all) return eb.lit(true)
  const own = [eb('a.lead_id', '=', scope.staffId), eb('a.assist_id', '=', scope.staffId), eb('a.filed_by', '=', scope.staffId)]
  return eb.or(scope.units.length === 0 ? own : [...own, eb('a.unit_id', 'in', scope.units)])
}

/** The application of a case this person may see; a case out of sight does not exist for him (404). */
export async function readApplication(tx: Tx, staff: Staff, caseId: string, lock: 'for update' | 'read' = 'read') {
  const scope = await caseScope(tx, staff)
  const query = tx.selectFrom('application as a').selectAll('a').where('a.bank_id', '=', tx.bankId).where('a.case_id', '=', caseId).where((eb) => inScope(eb, scope))
  const row = await (lock === 'for update' ? query.forUpdate() : query).executeTakeFirst()
  if (row === undefined) throw missing('业务')
  return row
}

/** An investigation is written only while its application stands admitted. */
export function refuseNotAdmitted(row: { readonly state: string }): void {
  if (row.state === 'ADMITTED') return
  throw new Refusal({ code: 'application.not-admitted', message: `申请${APPLICATION_STATES[row.state as ApplicationState]}，调查不能继续`, value: row.state, expected: '已准入的申请' }, 409)
}
