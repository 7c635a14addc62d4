import { Refusal } from '#kernel'
import { type Whereabouts, onBehalfOf, refuseAloneInEvening, refuseSameOfficer } from '#loan/investigation/domain'
import { record } from '#platform/audit'
import { type Tx, newId } from '#platform/db'
import { type AtWork, type CaseAtHand, takeUp } from '../case-at-hand.ts'
import { standInsFor, takeTask } from '#common/task/server'
import { writeDraft } from '../save-draft.ts'
import { demandsOf } from './demands.ts'
import { type Tell, told } from './plan.ts'
import { type VisitRow, presenceRows, reInvestigations, visitRow, visitRows } from './rows.ts'

const HOUR = new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Shanghai', hour: '2-digit', minute: '2-digit' })

/** A visit held for an act of its investigators while it stands in this state. */
export async function takeVisit(tx: Tx, work: AtWork, visitId: string, state: 'PLANNED' | 'STARTED' = 'STARTED'): Promise<{ held: CaseAtHand; row: VisitRow }> {
  const held = await takeUp(tx, work, 'visit')
  const row = await visitRow(tx, work.caseId, visitId)
  if (row.state === state) return { held, row }
  const says = { PLANNED: '实地调查还没有开始', STARTED: '实地调查已经开始', CLOSED: '实地调查已经结束，记录不再改变' }[row.state] ?? row.state
  throw new Refusal({ code: 'visit.state', message: says, value: row.state, expected: state === 'PLANNED' ? '尚未出发的计划' : '进行中的实地调查' }, 409)
}

/** Sets out: the one who starts is there, the sites of the plan are laid out, the day of the visit goes into the case file. */
export async function startVisit(tx: Tx, work: AtWork, visitId: string, { place, companion }: { place: Whereabouts; companion: string | null }, tell: Tell) {
  const { held, row } = await takeVisit(tx, work, visitId, 'PLANNED')
  const { pack, dual } = await demandsOf(tx, held, work.on)
  if (dual && held.people.assistId === null) throw new Refusal({ code: 'visit.no-second', message: '须双人调查，本案还没有协办', expected: '先指派协办' }, 409)
  const again = await reInvestigations(tx, work.caseId)
  const before = (await visitRows(tx, work.caseId)).filter(({ round }) => round < row.round).map(({ visit_id }) => visit_id)
  refuseSameOfficer({ reInvestigations: again.count, otherOfficerFrom: pack.visit.otherOfficerFrom }, new Set((await presenceRows(tx, before)).map(({ staff_id }) => staff_id)), work.staff.id)
  if (row.mode === 'ON_SITE' && !dual) refuseAloneInEvening(HOUR.format(work.now), pack.visit.companionHours, { present: 1, companion })
  await takeTask(tx, work, 'VISIT')
  const at = work.now.toISOString()
  await tx.updateTable('visit').set({ state: 'STARTED', companion, started_by: work.staff.id, started_on: work.on, started_at: at, changed_at: at }).where('bank_id', '=', tx.bankId).where('visit_id', '=', visitId).execute()
  await writePresence(tx, work, held, visitId, place)
  const { sites } = row.plan as { sites: readonly { kind: string; label: string; address: string }[] }
  if (row.mode === 'ON_SITE') await tx.insertInto('visit_site').values(sites.map((site, index) => ({ bank_id: tx.bankId, site_id: newId(), visit_id: visitId, seq: index + 1, ...site }))).execute()
  const cutOffOn = row.round === 1 ? work.on : held.draft.cutOffOn
  await writeDraft(tx, work, held, { ...held.draft, cutOffOn, visit: { ...held.draft.visit, visitedOn: work.on } })
  await record(tx, { caseId: work.caseId, act: 'investigation.start-visit', who: work.staff.id, businessDate: work.on, body: { visitId, round: row.round, place, companion } })
  await tell(tx, { fact: 'visit.started', visitId, ...told(work) })
}

/** The other investigator says from his own account that he is there too [S0-51]. Saying it twice changes nothing. */
export async function confirmPresence(tx: Tx, work: AtWork, visitId: string, place: Whereabouts) {
  const { held } = await takeVisit(tx, work, visitId)
  if (!(await writePresence(tx, work, held, visitId, place))) return
  await record(tx, { caseId: work.caseId, act: 'investigation.confirm-presence', who: work.staff.id, businessDate: work.on, body: { visitId, place } })
}

async function writePresence(tx: Tx, work: AtWork, held: CaseAtHand, visitId: string, place: Whereabouts): Promise<boolean> {
  const written = await tx.insertInto('visit_presence').values({
    bank_id: tx.bankId, visit_id: visitId, staff_id: work.staff.id, on_behalf_of: onBehalfOf(held.people, work.staff.id, await standInsFor(tx, work.staff.id, work.on)),
    ...placeColumns(place), present_on: work.on, present_at: work.now.toISOString(),
  }).onConflict((conflict) => conflict.columns(['bank_id', 'visit_id', 'staff_id']).doNothing()).executeTakeFirst()
  return written.numInsertedOrUpdatedRows === 1n
}

/** A place as columns. */
export function placeColumns(place: Whereabouts) {
  if ('placeMissing' in place) return { latitude: null, longitude: null, accuracy_m: null, place_missing: place.placeMissing }
  return { latitude: place.latitude.toFixed(7), longitude: place.longitude.toFixed(7), accuracy_m: place.accuracyM, place_missing: null }
}

/** Somebody goes along. */
export async function nameCompanion(tx: Tx, work: AtWork, visitId: string, companion: string) {
  await takeVisit(tx, work, visitId)
  await tx.updateTable('visit').set({ companion, changed_at: work.now.toISOString() }).where('bank_id', '=', tx.bankId).where('visit_id', '=', visitId).execute()
  await record(tx, { caseId: work.caseId, act: 'investigation.name-companion', who: work.staff.id, businessDate: work.on, body: { visitId, companion } })
}

/** Refuses to go on alone in the evening hours of the pack. */
export async function refuseAlone(tx: Tx, work: AtWork, held: CaseAtHand, row: VisitRow): Promise<void> {
  const { pack } = await demandsOf(tx, held, work.on)
  const present = (await presenceRows(tx, [row.visit_id])).length
  refuseAloneInEvening(HOUR.format(work.now), pack.visit.companionHours, { present, companion: row.companion })
}
