import { sql } from 'kysely'
import { searchKeyMatches } from '#common/customer/server'
import { policyFor } from '#common/policy/server'
import { unitsInSight } from '#common/staff/server'
import type { Day } from '#kernel'
import { CONTRACT_STATES, type CollateralShown, type ContractState, type GuarantorShown, type RegisterQuestion } from '#loan/contract/domain'
import type { Staff } from '#platform/auth'
import type { Tx } from '#platform/db'
import { collateralOf } from './collateral-reads.ts'
import { partyShown } from './reads.ts'

/** Most rows of the register on one page; whoever needs more narrows the question. */
const LISTED = 500

/** The units whose registers this person reads: all of the bank, or his own and those below. */
async function unitsOf(tx: Tx, staff: Staff): Promise<readonly string[] | 'ALL'> {
  return staff.permissions.has('case.read-bank') ? 'ALL' : unitsInSight(tx, staff.posts, 'case.read-unit')
}

/** The register of collateral this person may see. */
export async function collateralRegister(tx: Tx, staff: Staff, question: RegisterQuestion, on: Day): Promise<CollateralShown[]> {
  const units = await unitsOf(tx, staff)
  if (units !== 'ALL' && units.length === 0) return []
  return collateralOf(tx, { units, question }, await policyFor(tx, { applicationOn: on }))
}

/** The register of guarantors this person may see, with what each guarantees besides. */
export async function guarantorRegister(tx: Tx, staff: Staff, question: RegisterQuestion): Promise<GuarantorShown[]> {
  const units = await unitsOf(tx, staff)
  if (units !== 'ALL' && units.length === 0) return []
  const rows = await tx.selectFrom('contract_party as p')
    .innerJoin('contract_file as f', (on) => on.onRef('f.bank_id', '=', 'p.bank_id').onRef('f.contract_id', '=', 'p.contract_id'))
    .innerJoin('customer as u', (on) => on.onRef('u.bank_id', '=', 'p.bank_id').onRef('u.customer_id', '=', 'p.customer_id'))
    .selectAll('p').select(['f.case_id', 'f.number', 'f.state as file_state', 'u.name as customer_name']).where('p.bank_id', '=', tx.bankId).where('p.role', '=', 'GUARANTOR').where('p.removed_at', 'is', null)
    .$if(units !== 'ALL', (query) => query.where('f.unit_id', 'in', units === 'ALL' ? [] : [...units]))
    .$if(question.customerId !== undefined, (query) => query.where('p.customer_id', '=', question.customerId ?? ''))
    .$if(question.q !== undefined && question.q !== '', (query) => query.where(searchKeyMatches(tx, sql.ref('p.customer_id'), question.q ?? '')))
    .orderBy('p.added_at').limit(LISTED).execute()
  return rows.map((row) => ({
    ...partyShown(row), caseId: row.case_id, contractNumber: row.number, customerId: row.customer_id, customerName: row.customer_name, contractState: CONTRACT_STATES[row.file_state as ContractState],
    otherGuaranteesFen: rows.filter((one) => one.id_number_hash === row.id_number_hash && one.contract_id !== row.contract_id && one.file_state !== 'CLOSED').reduce((sum, one) => sum + (one.guaranteed_fen ?? 0), 0),
  }))
}
