import { jsonArrayFrom } from 'kysely/helpers/postgres'
import type { Day } from '#kernel'
import type { SharedTx, Tx } from '#platform/db'
import { PERMISSIONS_OF, type Permission, type Post, type PostHeld, type StaffQuery } from '#common/staff/domain'
import { unitsBelow } from './unit-store.ts'

const PAGE = 100

/** The banks one can sign in to, in the order they were opened: the first of a demonstration is the one its guide speaks of. */
export function listBanks(tx: SharedTx) {
  return tx.selectFrom('bank as b').select(['b.code', 'b.name', 'b.demonstration']).orderBy('b.bank_id').execute()
}

/** The whole tree, parents and children by their ids. */
export async function listUnits(tx: Tx) {
  const rows = await tx.selectFrom('unit as u').select(['u.unit_id', 'u.parent_id', 'u.code', 'u.name']).where('u.bank_id', '=', tx.bankId).orderBy('u.code').execute()
  return rows.map((row) => ({ unitId: row.unit_id, parentId: row.parent_id, code: row.code, name: row.name }))
}

/** One page of the people of the bank as their administrator sees them. */
export async function listStaff(tx: Tx, query: StaffQuery) {
  const search = query.search === undefined || query.search === '' ? undefined : `%${query.search.replaceAll(/[\\%_]/g, '\\$&')}%`
  const rows = await tx.selectFrom('staff as s')
    .leftJoin('credential as c', (on) => on.onRef('c.bank_id', '=', 's.bank_id').onRef('c.staff_id', '=', 's.staff_id'))
    .select(['s.staff_id', 's.login', 's.name', 's.unit_id', 's.status', 'c.must_change'])
    .select((eb) => jsonArrayFrom(
      eb.selectFrom('staff_post as p').select(['p.staff_post_id', 'p.post', 'p.unit_id', 'p.from_day', 'p.until_day']).orderBy('p.from_day').orderBy('p.staff_post_id')
        .where('p.bank_id', '=', tx.bankId).whereRef('p.staff_id', '=', 's.staff_id'),
    ).as('posts'))
    .where('s.bank_id', '=', tx.bankId)
    .$if(query.unitId !== undefined, (q) => q.where('s.unit_id', '=', query.unitId ?? ''))
    .$if(query.status !== undefined, (q) => q.where('s.status', '=', query.status ?? ''))
    .$if(query.after !== undefined, (q) => q.where('s.login', '>', query.after ?? ''))
    .$if(search !== undefined, (q) => q.where((or) => or.or([or('s.name', 'like', search ?? ''), or('s.login', 'like', (search ?? '').toLowerCase())])))
    .orderBy('s.login').limit(PAGE).execute()
  return {
    rows: rows.map((row) => ({
      staffId: row.staff_id, login: row.login, name: row.name, unitId: row.unit_id, status: row.status as 'ACTIVE' | 'SUSPENDED',
      password: row.must_change === null ? 'NONE' as const : row.must_change ? 'TO_CHANGE' as const : 'OWN' as const,
      posts: row.posts.map((post) => ({ staffPostId: post.staff_post_id, post: post.post as Post, unitId: post.unit_id, from: post.from_day, until: post.until_day })),
    })),
    next: rows.length < PAGE ? null : rows.at(-1)?.login ?? null,
  }
}

/** Those who work in the bank today, with the posts they hold. */
export async function listColleagues(tx: Tx, today: Day) {
  const rows = await tx.selectFrom('staff as s').select(['s.staff_id', 's.name', 's.unit_id'])
    .select((eb) => jsonArrayFrom(
      eb.selectFrom('staff_post as p').select('p.post').distinct().orderBy('p.post').where('p.bank_id', '=', tx.bankId).whereRef('p.staff_id', '=', 's.staff_id')
        .where('p.from_day', '<=', today).where((or) => or.or([or('p.until_day', 'is', null), or('p.until_day', '>', today)])),
    ).as('posts'))
    .where('s.bank_id', '=', tx.bankId).where('s.status', '=', 'ACTIVE').orderBy('s.login').limit(5000).execute()
  return rows.map((row) => ({ staffId: row.staff_id, name: row.name, unitId: row.unit_id, posts: row.posts.map(({ post }) => post as Post) }))
}

/** The units in which these posts carry a permission: where each is held, and all below. */
export function unitsInSight(tx: Tx, posts: readonly PostHeld[], permission: Permission): Promise<string[]> {
  return unitsBelow(tx, posts.filter(({ post }) => PERMISSIONS_OF[post].includes(permission)).map(({ unitId }) => unitId))
}
