import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import { POSTS, type Post } from '#common/staff/domain'
import { openSession } from '#platform/auth'
import type { Database } from '#platform/db'
import { ask, testStaff, type TestStaff } from './testing.ts'
import type { Route } from './route.ts'

/** Who got past the check of a route, in the shortest words: `everyone`, `signed in`, `all posts`, `all but X Y`, or `X Y`. */
export type Admitted = ReadonlyMap<string, string>

const NO_POST = 'no post'
/** Answers of the check itself; every other answer came from behind it. */
const TURNED_AWAY = new Set(['session.none', 'session.ended', 'session.csrf', 'permission.missing', 'password.must-change'])
const NOBODY = '00000000-0000-4000-8000-000000000000'
/** Longer than any session lives. */
const DAYS_MS = 3 * 86_400_000

/** One person for each post, and one without; a map so that a session that ended is replaced. */
export type PeopleOfPosts = Map<string, TestStaff>

export async function peopleOfPosts(database: Database, bankId: number): Promise<PeopleOfPosts> {
  const people: PeopleOfPosts = new Map()
  for (const post of Object.keys(POSTS) as Post[]) people.set(post, await testStaff(database, bankId, { posts: [post] }))
  return people.set(NO_POST, await testStaff(database, bankId, { posts: [] }))
}

/**
 * Sends an empty request to every route once for each post, and says who was let in: the act with the posts in order.
 * Compare it with a table written by people.
 */
export async function whoIsAdmitted(app: FastifyInstance, database: Database, people: PeopleOfPosts, routes: readonly Route[]): Promise<Admitted> {
  const admitted = new Map<string, string>()
  for (const route of routes) {
    if (letsIn(await knockAt(app, undefined, route))) {
      admitted.set(route.act, 'everyone')
      continue
    }
    const names: string[] = []
    for (const [name, who] of people) {
      const answer = await knockAt(app, who, route)
      if (letsIn(answer)) names.push(name)
      if (answer.headers['set-cookie'] !== undefined) people.set(name, { ...who, ...(await signedInAnew(app, database, who)) })
    }
    admitted.set(route.act, inWords(names))
  }
  return admitted
}

function inWords(names: readonly string[]): string {
  const posts = Object.keys(POSTS)
  if (names.includes(NO_POST)) return names.length === posts.length + 1 ? 'signed in' : names.join(' ')
  const without = posts.filter((post) => !names.includes(post))
  if (without.length === 0) return 'all posts'
  return without.length < names.length ? `all but ${without.join(' ')}` : names.join(' ')
}

/**
 * Acts that let in someone they must not: a stranger, another site, a session past its time, someone suspended, someone who must
 * choose a password first; and, where a post is asked for, someone whose posts ended or have not begun. Each holds every post, so
 * that nothing but this one lack keeps him out.
 */
export async function openDoors(app: FastifyInstance, database: Database, bankId: number, routes: readonly Route[]): Promise<string[]> {
  const posts = Object.keys(POSTS) as Post[]
  const hire = (now = new Date()): Promise<TestStaff> => testStaff(database, bankId, { posts, now })
  const visitors: readonly (readonly [string, TestStaff | undefined, (route: Route) => boolean])[] = [
    ['a stranger', { ...(await hire()), cookie: `${bankId}.${'x'.repeat(43)}` }, () => true],
    ['no session', undefined, () => true],
    ['another site', { ...(await hire()), csrfToken: '' }, ({ method }) => method !== 'GET'],
    ['a session past its time', await hire(new Date(Date.now() - DAYS_MS)), () => true],
    ['a suspended user', await changed(database, await hire(), 'suspended'), () => true],
    ['before choosing a password', await changed(database, await hire(), 'must choose'), ({ beforePasswordChange }) => !beforePasswordChange],
    ['posts that ended', await changed(database, await hire(), 'ended'), ({ may }) => may !== 'signed-in'],
    ['posts that have not begun', await changed(database, await hire(), 'not begun'), ({ may }) => may !== 'signed-in'],
  ]
  const doors: string[] = []
  for (const route of routes.filter(({ may }) => may !== 'public')) {
    for (const [name, who, applies] of visitors) if (applies(route) && letsIn(await knockAt(app, who, route))) doors.push(`${route.act}: ${name}`)
  }
  return doors
}

async function changed(database: Database, who: TestStaff, how: 'suspended' | 'must choose' | 'ended' | 'not begun'): Promise<TestStaff> {
  await database.inBank(who.bankId, async (tx) => {
    const today = (await tx.selectFrom('business_day').select('today').where('bank_id', '=', tx.bankId).executeTakeFirstOrThrow()).today
    const posts = tx.updateTable('staff_post').where('bank_id', '=', tx.bankId).where('staff_id', '=', who.staffId)
    switch (how) {
      case 'suspended': return tx.updateTable('staff').set({ status: 'SUSPENDED' }).where('bank_id', '=', tx.bankId).where('staff_id', '=', who.staffId).execute()
      case 'must choose': return tx.updateTable('credential').set({ must_change: true }).where('bank_id', '=', tx.bankId).where('staff_id', '=', who.staffId).execute()
      case 'ended': return posts.set({ until_day: today }).execute()
      case 'not begun': return posts.set({ from_day: '2999-01-01' }).execute()
      default: return how satisfies never
    }
  })
  return who
}

function knockAt(app: FastifyInstance, who: TestStaff | undefined, route: Route): Promise<LightMyRequestResponse> {
  return ask(app, who, route.method, route.path.replaceAll(/:\w+/g, NOBODY), route.body === undefined ? {} : { body: {} })
}

function letsIn(answer: LightMyRequestResponse): boolean {
  return !TURNED_AWAY.has(String((answer.headers['content-type'] ?? '').includes('problem') ? answer.json<{ code: string }>().code : ''))
}

/** A write may have been signing out. */
async function signedInAnew(app: FastifyInstance, database: Database, who: TestStaff): Promise<Pick<TestStaff, 'cookie' | 'csrfToken'>> {
  const cookie = await database.inBank(who.bankId, (tx) => openSession(tx, who.staffId, new Date()))
  const me = await ask(app, { ...who, cookie }, 'GET', '/api/me')
  return { cookie, csrfToken: me.json<{ csrfToken: string }>().csrfToken }
}
