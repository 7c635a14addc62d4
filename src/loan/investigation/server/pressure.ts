import type { NewPressure, PressureRow } from '#loan/investigation/domain'
import { readApplication } from '#loan/application/server'
import { record } from '#platform/audit'
import { type Tx, newId } from '#platform/db'
import type { AtWork } from './case-at-hand.ts'

/** Writes down who put in a word or threatened. Whatever state the case is in, and without any effect on it. */
export async function enterPressure(tx: Tx, work: AtWork, entry: NewPressure) {
  await readApplication(tx, work.staff, work.caseId, 'for update')
  const pressureId = newId()
  const { happenedOn, ...rest } = entry
  await tx.insertInto('pressure_entry').values({ bank_id: tx.bankId, pressure_id: pressureId, case_id: work.caseId, ...rest, happened_on: happenedOn, entered_by: work.staff.id, entered_on: work.on, entered_at: work.now.toISOString() }).execute()
  await record(tx, { caseId: work.caseId, act: 'investigation.pressure', who: work.staff.id, businessDate: work.on, body: { pressureId, ...entry } })
  return { pressureId }
}

/** The register of one case. */
export async function pressureOf(tx: Tx, caseId: string): Promise<PressureRow[]> {
  const rows = await tx.selectFrom('pressure_entry as p')
    .innerJoin('staff as s', (on) => on.onRef('s.bank_id', '=', 'p.bank_id').onRef('s.staff_id', '=', 'p.entered_by'))
    .selectAll('p').select('s.name').where('p.bank_id', '=', tx.bankId).where('p.case_id', '=', caseId).orderBy('p.entered_at').limit(1000).execute()
  return rows.map((row) => ({
    pressureId: row.pressure_id, kind: row.kind as PressureRow['kind'], who: row.who, relation: row.relation, happenedOn: row.happened_on as PressureRow['happenedOn'], channel: row.channel as PressureRow['channel'], says: row.says,
    by: { staffId: row.entered_by, name: row.name }, at: row.entered_at,
  }))
}
