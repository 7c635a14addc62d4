import { sql } from 'kysely'
import { readProgress, standInsFor } from '#common/task/server'
import { type CasePage, actsOf } from '#desk/case/domain'
import { caseRow, selectCases } from '#desk/worklist/server'
import { read } from '#kernel'
import { type ApplicationState, FileApplication } from '#loan/application/domain'
import { caseScope } from '#loan/application/server'
import type { InvestigationState } from '#loan/investigation/domain'
import type { Staff } from '#platform/auth'
import { type Tx, businessDate } from '#platform/db'
import { missing } from '#platform/http'

/** One case with its intake and what this person may do on it. */
export async function readCasePage(tx: Tx, staff: Staff, caseId: string): Promise<CasePage> {
  const row = await selectCases(tx, await caseScope(tx, staff)).select(['a.source', 'a.intake', 'a.filed_at', 'c.id_number_masked', 'c.phone_masked']).where('a.case_id', '=', caseId).executeTakeFirst()
  if (row === undefined) throw missing('业务')
  const application = row.state as ApplicationState
  const progress = await readProgress(tx, caseId)
  return {
    ...caseRow(row), applicationState: application, life: progress?.state ?? null, source: row.source, intake: read(FileApplication, row.intake), filedAt: row.filed_at, idNumberMasked: row.id_number_masked, phoneMasked: row.phone_masked,
    acts: actsOf({
      application, investigation: row.investigation_state as InvestigationState | null,
      people: { leadId: row.lead_id, assistId: row.assist_id, submitterId: row.submitted_by },
    }, { staffId: staff.id, permissions: staff.permissions, standsInFor: await standInsFor(tx, staff.id, await businessDate(tx)) }),
  }
}

/** What was done on a case, from its audit chain, the last act first. */
export async function readHistory(tx: Tx, caseId: string) {
  const rows = await tx.selectFrom('audit_event as e')
    .leftJoin('staff as s', (on) => on.onRef('s.bank_id', '=', 'e.bank_id').on(sql`s.staff_id::text`, '=', sql.ref('e.who')))
    .leftJoin('staff as b', (on) => on.onRef('b.bank_id', '=', 'e.bank_id').on(sql`b.staff_id::text`, '=', sql`e.body ->> 'onBehalfOf'`))
    .select(['e.seq', 'e.act', 'e.who', 'e.at', 'e.business_date', 'e.body', 's.name', 'b.name as behalf_name'])
    .where('e.bank_id', '=', tx.bankId).where('e.case_id', '=', caseId).orderBy('e.seq', 'desc').limit(500).execute()
  return rows.map((row) => ({ seq: row.seq, act: row.act, who: row.name ?? row.who, inPlaceOf: row.behalf_name, at: row.at, businessDate: row.business_date, body: row.body }))
}
