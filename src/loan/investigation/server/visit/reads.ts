import { type Searches, type VisitState, type Visits, INVESTIGATION_STATES, isOpen, whyNot } from '#loan/investigation/domain'
import { type CaseFile, Judgement, coach } from '#common/assessment/domain'
import type { Day } from '#kernel'
import type { Staff } from '#platform/auth'
import type { Tx } from '#platform/db'
import { type CaseAtHand, nameOf, readCase } from '../case-at-hand.ts'
import { standInsFor } from '#common/task/server'
import { withEvidence } from '../reads.ts'
import { type Asked, demandsOf } from './demands.ts'
import { visitsOf } from './record-of.ts'
import { visitRows } from './rows.ts'
import { searchesOf } from './searches.ts'

/** The visits of a case, what the pack asks of them, and which acts are open to this person. */
export async function readVisits(tx: Tx, staff: Staff, caseId: string, on: Day): Promise<Visits> {
  const held = await readCase(tx, staff, caseId)
  const asked = await demandsOf(tx, held, on)
  const visits = await visitsOf(tx, held, await visitRows(tx, caseId), asked)
  const { leadId, assistId } = held.people
  return {
    visits, dual: asked.dual, photosAtLeast: asked.photosAtLeast, inquiriesAtLeast: asked.inquiriesAtLeast, minutesLeast: asked.minutesLeast, offSiteUpToFen: asked.pack.visit.offSiteUpTo, companionHours: asked.pack.visit.companionHours,
    questions: [...asked.questions], lead: { staffId: leadId, name: await nameOf(tx, leadId) }, assist: assistId === null ? null : { staffId: assistId, name: await nameOf(tx, assistId) },
    today: on, borrower: held.draft.applicant.name, spouse: held.draft.spouse?.name ?? null,
    suggested: suggestedSites(held, asked), coach: coached(await withEvidence(tx, caseId, held.draft), asked), acts: actsOf(held, visits, staff, await standInsFor(tx, staff.id, on)),
  }
}

/** The public searches of a case and those its pack asks for. */
export async function readSearches(tx: Tx, staff: Staff, caseId: string, on: Day): Promise<Searches> {
  const held = await readCase(tx, staff, caseId)
  const { pack } = await demandsOf(tx, held, on)
  return { searches: await searchesOf(tx, caseId), required: [...pack.visit.searches] }
}

/** What the figures still lack; whether two checks are independent is seen from their evidence. */
function coached(caseFile: CaseFile, { pack }: Asked): Visits['coach'] {
  const { next, weak, statements, minutesLeft, mayLeave } = coach(new Judgement(caseFile, pack))
  const step = ({ account, method, minutes, closes }: NonNullable<typeof next>) => ({ account, method, minutes, closes })
  return { next: next === null ? null : step(next), weak: weak.map(({ account, why, steps }) => ({ account, why: [...why], steps: steps.map(step) })), statements: [...statements], minutesLeft, mayLeave }
}

function suggestedSites({ draft: { business, applicant }, businessAddress }: CaseAtHand, { siteKinds }: Asked): Visits['suggested'] {
  return siteKinds.map((kind) => (kind === 'HOME' ? { kind, label: '住所', address: applicant.residence.city } : { kind, label: business.name, address: businessAddress ?? business.city }))
}

function actsOf(held: CaseAtHand, visits: Visits['visits'], staff: Staff, standsInFor: ReadonlySet<string>): Visits['acts'] {
  const last = visits.at(-1)
  const person = staff.permissions.has('case.investigate') ? whyNot('investigate', held.people, staff.id, standsInFor) : '您的岗位不做调查'
  const closed = isOpen(held.state) ? undefined : `调查${INVESTIGATION_STATES[held.state]}`
  const off = person ?? closed ?? null
  const when = (state: VisitState, says: string): string | null => off ?? (last?.state === state ? null : says)
  const isThere = last?.presence.some(({ by }) => by.staffId === staff.id) ?? false
  return {
    plan: off ?? (last?.state === 'STARTED' ? '这次实地调查还在进行' : null),
    start: when('PLANNED', last === undefined || last.state === 'CLOSED' ? '先做访前计划' : '已经出发'),
    presence: when('STARTED', '实地调查还没有开始') ?? (isThere ? '您已确认在场' : null),
    record: when('STARTED', last?.state === 'CLOSED' ? '实地调查已经结束，记录不再改变' : '实地调查还没有开始'),
    close: when('STARTED', last?.state === 'CLOSED' ? '实地调查已经结束' : '实地调查还没有开始'),
    search: off, pressure: staff.permissions.has('case.investigate') || staff.permissions.has('case.review') ? null : '您的岗位不登记',
    abandon: off, resume: !staff.permissions.has('case.review') ? '须由审查或主管恢复' : held.state === 'ABANDONED' ? whyNot('return', held.people, staff.id, standsInFor) ?? null : '只有已放弃的调查可以恢复',
  }
}
