import type { Day } from '#kernel'
import { type AtWork, standInsFor, takeRole, takeTask } from '#common/task/server'
import type { CaseFile } from '#common/assessment/domain'
import { type CasePeople, type InvestigationAct, type InvestigationState, moveInvestigation, onBehalfOf, refuseWrongPerson, refuseStale } from '#loan/investigation/domain'
import type { FileApplication } from '#loan/application/domain'
import { readApplication, refuseNotAdmitted } from '#loan/application/server'
import type { Staff } from '#platform/auth'
import type { Tx } from '#platform/db'
import { missing } from '#platform/http'

/** The two rows of a case as one. */
export interface CaseAtHand {
  readonly number: string
  readonly product: string
  readonly unitId: string
  readonly appliedOn: Day
  readonly customerId: string
  /** How the customer came, and what he asked for, as the intake has it. */
  readonly source: string
  readonly amountFen: number
  /** Where the shop lies, or where he works, as the intake has it. */
  readonly businessAddress: string | null
  readonly people: CasePeople
  readonly state: InvestigationState
  readonly version: number
  readonly rowVersion: number
  readonly savedBy: string
  readonly savedAt: string
  /** The draft as stored: without its evidence list. */
  readonly draft: CaseFile
}

/** An instant as the people of the bank read it. */
export const CLOCK = new Intl.DateTimeFormat('zh-CN', { timeZone: 'Asia/Shanghai', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit', hour12: false })

/** Reads a case this person may see; with 'for update' it is held until the transaction ends, so that acts on one case follow each other. */
export async function readCase(tx: Tx, staff: Staff, caseId: string, lock: 'for update' | 'read' = 'read'): Promise<CaseAtHand> {
  const application = await readApplication(tx, staff, caseId, lock)
  const row = await tx.selectFrom('investigation as i')
    .leftJoin('investigation_version as v', (on) => on.onRef('v.bank_id', '=', 'i.bank_id').onRef('v.case_id', '=', 'i.case_id').onRef('v.version', '=', 'i.version'))
    .selectAll('i').select('v.submitted_by').where('i.bank_id', '=', tx.bankId).where('i.case_id', '=', caseId).executeTakeFirst()
  if (row === undefined) throw missing('调查，申请准入后才开始')
  if (lock === 'for update') refuseNotAdmitted(application)
  return {
    number: application.number, product: application.product, unitId: application.unit_id, appliedOn: application.applied_on as Day, customerId: application.customer_id,
    source: application.source, amountFen: application.amount_fen, businessAddress: (application.intake as FileApplication).businessAddress ?? null,
    people: { leadId: application.lead_id, assistId: application.assist_id, submitterId: row.submitted_by },
    state: row.state as InvestigationState, version: row.version, rowVersion: row.row_version, savedBy: row.saved_by, savedAt: row.saved_at, draft: row.draft as CaseFile,
  }
}

/** A case held for an act of its investigators; refuses the wrong person, the wrong state and an old row version. */
export async function takeUp(tx: Tx, work: AtWork, act: InvestigationAct, rowVersion?: number): Promise<CaseAtHand> {
  const held = await readCase(tx, work.staff, work.caseId, 'for update')
  const standsInFor = await standInsFor(tx, work.staff.id, work.on)
  refuseWrongPerson('investigate', held.people, work.staff.id, standsInFor)
  moveInvestigation(held.state, act)
  if (onBehalfOf(held.people, work.staff.id, standsInFor) === held.people.leadId) await takeTask(tx, work, stepOf(held.state))
  await takeRole(tx, work, 'INVESTIGATOR')
  if (rowVersion !== undefined && rowVersion !== held.rowVersion) throw refuseStale(rowVersion, { rowVersion: held.rowVersion, savedBy: await nameOf(tx, held.savedBy), savedAt: CLOCK.format(new Date(held.savedAt)) })
  return held
}

/** The step whose task writing the investigation belongs to. */
export function stepOf(state: InvestigationState): 'INVESTIGATE' | 'CORRECT' {
  return state === 'RETURNED' ? 'CORRECT' : 'INVESTIGATE'
}

/** The name of a colleague. */
export async function nameOf(tx: Tx, staffId: string): Promise<string> {
  const row = await tx.selectFrom('staff').select('name').where('bank_id', '=', tx.bankId).where('staff_id', '=', staffId).executeTakeFirst()
  return row?.name ?? ''
}

export type { AtWork } from '#common/task/server'
