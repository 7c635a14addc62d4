import { Refusal } from '#kernel'
import type { NewSite, Whereabouts } from '#loan/investigation/domain'
import { record } from '#platform/audit'
import { type Tx, newId } from '#platform/db'
import { missing } from '#platform/http'
import type { AtWork } from '../case-at-hand.ts'
import { placeColumns, refuseAlone, takeVisit } from './on-the-spot.ts'
import { siteRows } from './rows.ts'

const MOST = 40

/** One more place of the business turned up on the way [S2-41]. */
export async function addSite(tx: Tx, work: AtWork, visitId: string, site: NewSite) {
  await takeVisit(tx, work, visitId)
  const sites = await siteRows(tx, [visitId])
  if (sites.length >= MOST) throw new Refusal({ code: 'visit.too-many-sites', message: `一次实地调查至多 ${MOST} 处场所`, value: sites.length }, 409)
  const siteId = newId()
  await tx.insertInto('visit_site').values({ bank_id: tx.bankId, site_id: siteId, visit_id: visitId, seq: sites.length + 1, ...site }).execute()
  await record(tx, { caseId: work.caseId, act: 'investigation.add-site', who: work.staff.id, businessDate: work.on, body: { visitId, siteId, ...site } })
  return { siteId }
}

/** Arrives: the server's clock gives the time, the phone the place. */
export async function arriveAt(tx: Tx, work: AtWork, { visitId, siteId }: At, place: Whereabouts) {
  const { held, row } = await takeVisit(tx, work, visitId)
  const site = await siteOf(tx, visitId, siteId)
  if (site.arrived_at !== null) throw new Refusal({ code: 'visit.arrived', message: `已到过「${site.label}」`, value: site.arrived_at, expected: '记录离开时间' }, 409)
  await refuseAlone(tx, work, held, row)
  await change(tx, siteId, { ...placeColumns(place), arrived_by: work.staff.id, arrived_at: work.now.toISOString(), not_visited: null })
  await record(tx, { caseId: work.caseId, act: 'investigation.arrive', who: work.staff.id, businessDate: work.on, body: { visitId, siteId, label: site.label, place } })
}

/** Leaves again. */
export async function leave(tx: Tx, work: AtWork, { visitId, siteId }: At) {
  await takeVisit(tx, work, visitId)
  const site = await siteOf(tx, visitId, siteId)
  if (site.arrived_at === null || site.left_at !== null) throw new Refusal({ code: 'visit.not-there', message: site.arrived_at === null ? `还没有到「${site.label}」` : `已离开「${site.label}」`, expected: '正在场所的调查人' }, 409)
  await change(tx, siteId, { left_at: work.now.toISOString() })
  await record(tx, { caseId: work.caseId, act: 'investigation.leave', who: work.staff.id, businessDate: work.on, body: { visitId, siteId, label: site.label } })
}

/** A place nobody can go to, with the reason; it stays on the list. */
export async function markNotVisited(tx: Tx, work: AtWork, { visitId, siteId }: At, reason: string) {
  await takeVisit(tx, work, visitId)
  const site = await siteOf(tx, visitId, siteId)
  if (site.arrived_at !== null) throw new Refusal({ code: 'visit.arrived', message: `已到过「${site.label}」`, value: site.arrived_at, expected: '没有到过的场所' }, 409)
  await change(tx, siteId, { not_visited: reason })
  await record(tx, { caseId: work.caseId, act: 'investigation.not-visited', who: work.staff.id, businessDate: work.on, body: { visitId, siteId, label: site.label, reason } })
}

interface At { readonly visitId: string; readonly siteId: string }

async function siteOf(tx: Tx, visitId: string, siteId: string) {
  const site = (await siteRows(tx, [visitId])).find((one) => one.site_id === siteId)
  if (site === undefined) throw missing('场所')
  return site
}

interface Change { latitude?: string | null; longitude?: string | null; accuracy_m?: number | null; place_missing?: string | null; arrived_by?: string; arrived_at?: string; left_at?: string; not_visited?: string | null }

async function change(tx: Tx, siteId: string, columns: Change): Promise<void> {
  await tx.updateTable('visit_site').set(columns).where('bank_id', '=', tx.bankId).where('site_id', '=', siteId).execute()
}
