import { jsonArrayFrom } from 'kysely/helpers/postgres'
import type { Post } from '#common/staff/domain'
import { unitsBelow } from '#common/staff/server'
import { CASE_ROLES } from '#common/task/domain'
import { rolesOf, standInsFor } from '#common/task/server'
import type { Day } from '#kernel'
import type { Candidate, CaseTies, Member, Seat } from '#loan/committee/domain'
import type { Signatory } from '#loan/decision/domain'
import type { Tx } from '#platform/db'
import { missing } from '#platform/http'

export async function readBody(tx: Tx, bodyId: string) {
  const row = await tx.selectFrom('committee_body').selectAll().where('bank_id', '=', tx.bankId).where('body_id', '=', bodyId).executeTakeFirst()
  if (row === undefined) throw missing('审贷会')
  return row
}

/** Finds the body for the cases of a unit: that of the unit itself, else of the nearest unit above; null where none was founded. */
export async function bodyFinder(tx: Tx): Promise<(authority: string, unitId: string) => string | null> {
  const bodies = await tx.selectFrom('committee_body').select(['body_id', 'unit_id', 'authority']).where('bank_id', '=', tx.bankId).execute()
  const reach: { readonly body: (typeof bodies)[number]; readonly below: readonly string[] }[] = []
  for (const body of bodies) reach.push({ body, below: await unitsBelow(tx, [body.unit_id]) })
  // The one that reaches fewest units is the nearest.
  reach.sort((a, b) => a.below.length - b.below.length)
  return (authority, unitId) => reach.find(({ body, below }) => body.authority === authority && below.includes(unitId))?.body.body_id ?? null
}

/** The members of a body on a day, chair first, with the posts they hold that day. */
export async function membersOn(tx: Tx, bodyId: string, on: Day): Promise<Member[]> {
  const rows = await tx.selectFrom('committee_member as m').innerJoin('staff as s', (join) => join.onRef('s.bank_id', '=', 'm.bank_id').onRef('s.staff_id', '=', 'm.staff_id'))
    .select(['m.staff_id', 'm.seat', 'm.certified_until', 's.name'])
    .select((eb) => jsonArrayFrom(
      eb.selectFrom('staff_post as p').select('p.post').where('p.bank_id', '=', tx.bankId).whereRef('p.staff_id', '=', 'm.staff_id').where('p.from_day', '<=', on).where((or) => or.or([or('p.until_day', 'is', null), or('p.until_day', '>', on)])),
    ).as('posts'))
    .where('m.bank_id', '=', tx.bankId).where('m.body_id', '=', bodyId).where('s.status', '=', 'ACTIVE').where('m.from_day', '<=', on).where((or) => or.or([or('m.until_day', 'is', null), or('m.until_day', '>', on)]))
    .orderBy((eb) => eb.case().when('m.seat', '=', 'CHAIR').then(0).when('m.seat', '=', 'MEMBER').then(1).else(2).end()).orderBy('m.from_day').orderBy('m.member_id').execute()
  return rows.map((row) => ({ staffId: row.staff_id, name: row.name, seat: row.seat as Seat, certifiedUntil: row.certified_until as Day, posts: row.posts.map(({ post }) => post as Post) }))
}

export interface CaseReferred {
  readonly caseId: string
  readonly signatures: readonly Signatory[]
  readonly reconsiders: string | null
}

/** What ties people to a case: every role but a member's, his own or that of whom he stands in for today [S2-46]. */
export async function tiesOf(tx: Tx, { caseId, signatures, reconsiders }: CaseReferred, members: readonly Member[], on: Day): Promise<CaseTies> {
  const tookPart = new Map<string, string>()
  for (const { role, staffId, onBehalfOf } of await rolesOf(tx, caseId)) {
    if (role === 'MEMBER') continue
    for (const id of [staffId, onBehalfOf]) if (id !== null && !tookPart.has(id)) tookPart.set(id, CASE_ROLES[role])
  }
  const people = await tx.selectFrom('application as a').select(['a.lead_id', 'a.assist_id', 'a.filed_by']).where('a.bank_id', '=', tx.bankId).where('a.case_id', '=', caseId).executeTakeFirstOrThrow()
  for (const [id, as] of [[people.lead_id, '主办'], [people.assist_id, '协办'], [people.filed_by, '受理']] as const) if (id !== null && !tookPart.has(id)) tookPart.set(id, as)
  for (const { staffId } of members) {
    const absent = [...await standInsFor(tx, staffId, on)].find((id) => tookPart.has(id))
    if (absent !== undefined && !tookPart.has(staffId)) tookPart.set(staffId, `代岗，所代的人为${tookPart.get(absent)}`)
  }
  return { tookPart, signatures, decidedBefore: await decidedBefore(tx, reconsiders) }
}

async function decidedBefore(tx: Tx, resolutionId: string | null): Promise<Set<string>> {
  if (resolutionId === null) return new Set()
  const rows = await tx.selectFrom('committee_resolution as r').innerJoin('committee_opened_vote as v', (join) => join.onRef('v.bank_id', '=', 'r.bank_id').onRef('v.item_id', '=', 'r.item_id'))
    .select('v.staff_id').where('r.bank_id', '=', tx.bankId).where('r.resolution_id', '=', resolutionId).execute()
  return new Set(rows.map((row) => row.staff_id))
}

/** A candidate as the agenda keeps him. */
export function asRow({ member, bars }: Candidate) {
  return { staffId: member.staffId, name: member.name, seat: member.seat, bars: bars.map(({ says }) => says) }
}
