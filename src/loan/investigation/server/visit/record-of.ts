import { Judgement } from '#common/assessment/domain'
import { listEvidence } from '#common/evidence/server'
import { Answers, type CheckItem, Excuses, type PartId, PeopleMet, type PlanKept, type Question, Senses, type Visit, type VisitRecord, checkVisit } from '#loan/investigation/domain'
import type { CaseAtHand } from '../case-at-hand.ts'
import type { Tx } from '#platform/db'
import { type Asked, figuresOf } from './demands.ts'
import { flowsShown } from './trade-answers.ts'
import { type VisitRow, inquiryRows, partRows, photoRows, placeOf, presenceRows, siteRows } from './rows.ts'

type Person = Visit['plannedBy']
const person = (staffId: string | null, name: string | null): Person | null => (staffId === null ? null : { staffId, name: name ?? '' })

/** Visits with all that belongs to them, in a fixed number of queries. */
export async function visitsOf(tx: Tx, held: CaseAtHand, rows: readonly VisitRow[], asked: Asked): Promise<Visit[]> {
  const ids = rows.map((row) => row.visit_id)
  const [presence, sites, photos, inquiries, parts] = [await presenceRows(tx, ids), await siteRows(tx, ids), await photoRows(tx, ids), await inquiryRows(tx, ids), await partRows(tx, ids)]
  const evidence = new Map(photos.length === 0 ? [] : (await listEvidence(tx, rows[0]?.case_id ?? '')).map((one) => [one.evidenceId, one]))
  const judgement = new Judgement(held.draft, asked.pack)
  const figures = figuresOf(judgement)
  return rows.map((row) => {
    const of = <R extends { visit_id: string }>(all: readonly R[]): R[] => all.filter((one) => one.visit_id === row.visit_id)
    const part = (id: PartId) => parts.find((one) => one.visit_id === row.visit_id && one.part === id)
    const plan = row.plan as PlanKept
    const answers = kept(part('ANSWERS'), {}, Answers.parse)
    const visit: Omit<Visit, 'check'> = {
      visitId: row.visit_id, round: row.round, mode: row.mode as Visit['mode'], offSiteReason: row.off_site_reason, state: row.state as Visit['state'], plan,
      plannedBy: { staffId: row.planned_by, name: row.planned_by_name }, plannedAt: row.planned_at, companion: row.companion,
      startedBy: person(row.started_by, row.started_by_name), startedAt: row.started_at, closedBy: person(row.closed_by, row.closed_by_name), closedAt: row.closed_at,
      presence: of(presence).map((one) => ({ by: { staffId: one.staff_id, name: one.name }, at: one.present_at, place: placeOf(one), placeMissing: one.place_missing, onBehalfOf: person(one.on_behalf_of, one.on_behalf_of_name) })),
      sites: of(sites).map((one) => ({
        siteId: one.site_id, kind: one.kind as Visit['sites'][number]['kind'], label: one.label, address: one.address, notVisited: one.not_visited,
        arrivedBy: person(one.arrived_by, one.arrived_by_name), arrivedAt: one.arrived_at, leftAt: one.left_at, place: placeOf(one), placeMissing: one.place_missing,
      })),
      photos: of(photos).flatMap((one) => { const piece = evidence.get(one.evidence_id); return piece === undefined ? [] : [{ evidence: piece, siteId: one.site_id, shows: one.shows as Visit['photos'][number]['shows'] }] }),
      inquiries: of(inquiries).map((one) => ({ evidenceId: one.evidence_id, who: one.who, relation: one.relation, positive: one.positive, says: one.says, by: { staffId: one.asked_by, name: one.name }, at: one.asked_at })),
      questions: [...asked.questions, ...plan.questions.map(({ block, asks }, at): Question => ({ id: `own.${at + 1}`, block, asks, trade: null }))], flows: flowsShown(held.draft, asked.pack, answers.content, judgement),
      people: kept(part('PEOPLE'), PeopleMet.parse([]), PeopleMet.parse), answers, senses: kept(part('SENSES'), Senses.parse({}), Senses.parse), excuses: kept(part('EXCUSES'), {}, Excuses.parse),
      figures,
    }
    const closing = row.closing as { check: CheckItem[]; figures: Visit['figures'] } | null
    return closing === null ? { ...visit, check: checkVisit(recordOf(visit, held), asked) } : { ...visit, figures: closing.figures, check: closing.check }
  })
}

/** What the check of completeness reads. Inquiries count wherever they were written: on the visit or on the soft sheet. */
function recordOf(visit: Omit<Visit, 'check'>, held: CaseAtHand): VisitRecord {
  return {
    onSite: visit.mode === 'ON_SITE', present: visit.presence.length, sites: visit.sites, photos: visit.photos, people: visit.people.content, questions: visit.questions, answers: visit.answers.content, senses: visit.senses.content,
    inquiries: held.draft.soft.inquiries.length, figures: visit.figures, excuses: visit.excuses.content,
  }
}

function kept<T>(row: { row_version: number; content: unknown } | undefined, blank: T, read: (content: unknown) => T): { rowVersion: number; content: T } {
  return row === undefined ? { rowVersion: 0, content: blank } : { rowVersion: row.row_version, content: read(row.content) }
}
