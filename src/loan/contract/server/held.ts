import type { PolicyPack } from '#common/policy/domain'
import { policyFor } from '#common/policy/server'
import type { AtWork } from '#common/task/server'
import { type Day, read } from '#kernel'
import { readApplication, refuseNotAdmitted } from '#loan/application/server'
import { type ContractAct, type ContractState, moveContract } from '#loan/contract/domain'
import { Terms } from '#loan/decision/domain'
import type { Staff } from '#platform/auth'
import type { Tx } from '#platform/db'
import { missing } from '#platform/http'

/** The application a contract file belongs to. */
export type ApplicationRow = Awaited<ReturnType<typeof readApplication>>

/** A contract file with what every act on it needs. */
export interface Held {
  readonly application: ApplicationRow
  readonly contractId: string
  readonly caseId: string
  readonly customerId: string
  readonly unitId: string
  readonly resolutionId: string
  readonly terms: Terms
  readonly validUntil: Day
  readonly version: number
  readonly state: ContractState
  readonly number: string | null
  readonly lineId: string | null
  readonly reason: string | null
  readonly policy: PolicyPack
}

/** The file of a case this person may see, held until the transaction ends; a withdrawn application takes no further act. */
export async function takeFile(tx: Tx, { staff, caseId, on }: AtWork): Promise<Held> {
  const application = await readApplication(tx, staff, caseId, 'for update')
  const file = await heldOf(tx, application, on)
  if (file === undefined) throw missing('合同，审批通过后才开始')
  refuseNotAdmitted(application)
  return file
}

/** The file of a case for reading; undefined before the first approval. */
export async function readFile(tx: Tx, staff: Staff, caseId: string, on: Day): Promise<Held | undefined> {
  return heldOf(tx, await readApplication(tx, staff, caseId), on)
}

async function heldOf(tx: Tx, application: ApplicationRow, on: Day): Promise<Held | undefined> {
  const row = await tx.selectFrom('contract_file').selectAll().where('bank_id', '=', tx.bankId).where('case_id', '=', application.case_id).where('state', '<>', 'CLOSED').executeTakeFirst()
  if (row === undefined) return undefined
  const terms = read(Terms, row.terms)
  return {
    application, contractId: row.contract_id, caseId: row.case_id, customerId: row.customer_id, unitId: row.unit_id, resolutionId: row.resolution_id, terms, validUntil: row.valid_until as Day,
    version: row.version, state: row.state as ContractState, number: row.number, lineId: row.line_id, reason: row.reason,
    policy: await policyFor(tx, { applicationOn: application.applied_on as Day, eventOn: on }, { unit: row.unit_id, product: terms.product }),
  }
}

/** Moves a file along its table. */
export async function moveFile(tx: Tx, { contractId, state }: Held, act: ContractAct, more: { readonly version?: number; readonly number?: string; readonly line_id?: string | null; readonly reason?: string } = {}): Promise<ContractState> {
  const next = moveContract(state, act)
  await tx.updateTable('contract_file').set({ state: next, ...more }).where('bank_id', '=', tx.bankId).where('contract_id', '=', contractId).execute()
  return next
}
