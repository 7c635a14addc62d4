import { rolesOf, readProgress, standInsFor } from '#common/task/server'
import { CASE_ROLES, incompatibleRole } from '#common/task/domain'
import type { Day } from '#kernel'
import { readApplication } from '#loan/application/server'
import { type Answers, type Reviews, type ReviewRow, type Statistics, returnRates } from '#loan/review/domain'
import type { Staff } from '#platform/auth'
import type { Tx } from '#platform/db'
import { secondWhy } from './at-hand.ts'

/** Every review of a case, the newest first, and whether this person may act on the open one. */
export async function readReviews(tx: Tx, staff: Staff, caseId: string, on: Day): Promise<Reviews> {
  const application = await readApplication(tx, staff, caseId)
  const reviews = await reviewsOf(tx, caseId)
  const open = reviews.find(({ outcome }) => outcome === null)
  return {
    reviews, openId: open?.reviewId ?? null, returned: reviews.filter(({ outcome }) => outcome?.is === 'RETURNED').length,
    second: open === undefined ? null : await secondWhy(tx, application, { caseId, version: open.version, on }),
    whyNot: open === undefined ? null : await whyNotReviewer(tx, staff, { caseId, on, open, reviews }),
  }
}

async function reviewsOf(tx: Tx, caseId: string): Promise<ReviewRow[]> {
  const rows = await tx.selectFrom('review as r')
    .leftJoin('review_outcome as o', (on) => on.onRef('o.bank_id', '=', 'r.bank_id').onRef('o.review_id', '=', 'r.review_id'))
    .leftJoin('staff as s', (on) => on.onRef('s.bank_id', '=', 'r.bank_id').onRef('s.staff_id', '=', 'r.reviewer_id'))
    .leftJoin('staff as b', (on) => on.onRef('b.bank_id', '=', 'r.bank_id').onRef('b.staff_id', '=', 'r.on_behalf_of'))
    .selectAll('r').select(['o.outcome', 'o.kind', 'o.answers', 'o.reasons', 'o.says', 'o.points', 'o.decided_on', 'o.decided_at', 'o.desk_seconds', 's.name as reviewer_name', 'b.name as behalf_name'])
    .where('r.bank_id', '=', tx.bankId).where('r.case_id', '=', caseId).orderBy('r.round', 'desc').orderBy('r.seat', 'desc').execute()
  return rows.map((row) => ({
    reviewId: row.review_id, version: row.version, round: row.round, seat: row.seat, openedAt: row.opened_at, begunAt: row.begun_at,
    reviewer: row.reviewer_id === null ? null : { staffId: row.reviewer_id, name: row.reviewer_name ?? '' }, onBehalfOf: row.on_behalf_of === null ? null : { staffId: row.on_behalf_of, name: row.behalf_name ?? '' },
    outcome: row.outcome === null ? null : {
      is: row.outcome as 'PASSED' | 'RETURNED', kind: row.kind as NonNullable<ReviewRow['outcome']>['kind'], answers: row.answers as Partial<Answers>, reasons: row.reasons as NonNullable<ReviewRow['outcome']>['reasons'],
      says: row.says ?? '', points: row.points as NonNullable<ReviewRow['outcome']>['points'], on: row.decided_on ?? '', at: row.decided_at ?? '', deskSeconds: row.desk_seconds ?? 0,
    },
  }))
}

interface Asked {
  readonly caseId: string
  readonly on: Day
  readonly open: ReviewRow
  readonly reviews: readonly ReviewRow[]
}

/** The sentence the screen shows beside a button that is off; the act itself checks again. */
async function whyNotReviewer(tx: Tx, staff: Staff, { caseId, on, open, reviews }: Asked): Promise<string | null> {
  if (!staff.permissions.has('case.review')) return '审查由审查岗办理'
  if ((await readProgress(tx, caseId)) === undefined) return null
  const people = new Set([staff.id, ...(await standInsFor(tx, staff.id, on))])
  const clash = incompatibleRole('REVIEWER', people, await rolesOf(tx, caseId), false)
  if (clash !== undefined) return `${clash.pair.says}：本案「${CASE_ROLES[clash.before.role]}」由您或您代岗的人承担`
  const before = reviews.find(({ round, seat, reviewer }) => round === open.round && seat !== open.seat && reviewer !== null && people.has(reviewer.staffId))
  if (before !== undefined) return '您已审查这一版，第二次审查须由另一人承担'
  return open.reviewer !== null && !people.has(open.reviewer.staffId) ? `${open.reviewer.name}正在审查` : null
}

/** Return rates of reviewers, and of the officers whose versions were reviewed, in the units this person sees. */
export async function readStatistics(tx: Tx, units: readonly string[] | 'all', { from, until }: { readonly from: Day; readonly until: Day }): Promise<Statistics> {
  const rows = await tx.selectFrom('review_outcome as o')
    .innerJoin('review as r', (on) => on.onRef('r.bank_id', '=', 'o.bank_id').onRef('r.review_id', '=', 'o.review_id'))
    .innerJoin('application as a', (on) => on.onRef('a.bank_id', '=', 'r.bank_id').onRef('a.case_id', '=', 'r.case_id'))
    .innerJoin('investigation_version as v', (on) => on.onRef('v.bank_id', '=', 'r.bank_id').onRef('v.case_id', '=', 'r.case_id').onRef('v.version', '=', 'r.version'))
    .innerJoin('staff as s', (on) => on.onRef('s.bank_id', '=', 'o.bank_id').onRef('s.staff_id', '=', 'o.reviewer_id'))
    .innerJoin('staff as f', (on) => on.onRef('f.bank_id', '=', 'v.bank_id').onRef('f.staff_id', '=', 'v.submitted_by'))
    .select(['o.outcome', 'o.desk_seconds', 'o.reviewer_id', 's.name as reviewer', 'v.submitted_by', 'f.name as officer'])
    .where('o.bank_id', '=', tx.bankId).where('o.decided_on', '>=', from).where('o.decided_on', '<=', until)
    .$if(units !== 'all', (query) => query.where('a.unit_id', 'in', units === 'all' || units.length === 0 ? [NOWHERE] : [...units])).limit(MOST).execute()
  const counted = rows.map((row) => ({ returned: row.outcome === 'RETURNED', deskSeconds: row.desk_seconds }))
  return {
    from, until,
    reviewers: returnRates(counted.map((each, i) => ({ ...each, staffId: rows[i]!.reviewer_id, name: rows[i]!.reviewer }))),
    officers: returnRates(counted.map((each, i) => ({ ...each, staffId: rows[i]!.submitted_by, name: rows[i]!.officer }))),
  }
}

const NOWHERE = '00000000-0000-0000-0000-000000000000'
const MOST = 20_000
