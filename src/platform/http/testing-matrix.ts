import type { FastifyInstance } from 'fastify'
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

/**
 * Sends an empty request to every route once for each post, and says who was let in: the act with the posts in order.
 * Compare it with a table written by people.
 */
export async function whoIsAdmitted(app: FastifyInstance, database: Database, bankId: number, routes: readonly Route[]): Promise<Admitted> {
  const people = new Map<string, TestStaff>()
  for (const post of Object.keys(POSTS) as Post[]) people.set(post, await testStaff(database, bankId, { posts: [post] }))
  people.set(NO_POST, await testStaff(database, bankId, { posts: [] }))
  const admitted = new Map<string, string>()
  for (const route of routes) {
    if (await letsIn(app, undefined, route)) {
      admitted.set(route.act, 'everyone')
      continue
    }
    const names: string[] = []
    for (const [name, who] of people) {
      if (await letsIn(app, who, route)) names.push(name)
      if (route.method !== 'GET') people.set(name, { ...who, ...(await signedInAnew(app, database, who)) })
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

/** Acts that let in someone they must not: signed out, suspended, without the token, or before choosing a password. */
export async function openDoors(app: FastifyInstance, database: Database, bankId: number, routes: readonly Route[]): Promise<string[]> {
  const doors: string[] = []
  for (const route of routes.filter(({ may }) => may !== 'public')) {
    const post = (Object.keys(POSTS) as Post[])[0]
    const who = await testStaff(database, bankId, { posts: post === undefined ? [] : [post] })
    const cases: [string, TestStaff, boolean][] = [
      ['a stranger', { ...who, cookie: `${bankId}.${'x'.repeat(43)}` }, true],
      ['another site', { ...who, csrfToken: '' }, route.method !== 'GET'],
    ]
    for (const [name, visitor, applies] of cases) if (applies && (await letsIn(app, visitor, route))) doors.push(`${route.act}: ${name}`)
    await database.inBank(bankId, (tx) => tx.updateTable('credential').set({ must_change: true }).where('bank_id', '=', bankId).where('staff_id', '=', who.staffId).execute())
    if (!route.beforePasswordChange && (await letsIn(app, who, route))) doors.push(`${route.act}: before choosing a password`)
    await database.inBank(bankId, (tx) => tx.updateTable('staff').set({ status: 'SUSPENDED' }).where('bank_id', '=', bankId).where('staff_id', '=', who.staffId).execute())
    if (await letsIn(app, who, route)) doors.push(`${route.act}: a suspended user`)
  }
  return doors
}

async function letsIn(app: FastifyInstance, who: TestStaff | undefined, route: Route): Promise<boolean> {
  const answer = await ask(app, who, route.method, route.path.replaceAll(/:\w+/g, NOBODY), route.body === undefined ? {} : { body: {} })
  return !TURNED_AWAY.has(String((answer.headers['content-type'] ?? '').includes('problem') ? answer.json<{ code: string }>().code : ''))
}

/** A write may have been signing out. */
async function signedInAnew(app: FastifyInstance, database: Database, who: TestStaff): Promise<Pick<TestStaff, 'cookie' | 'csrfToken'>> {
  const cookie = await database.inBank(who.bankId, (tx) => openSession(tx, who.staffId, new Date()))
  const me = await ask(app, { ...who, cookie }, 'GET', '/api/me')
  return { cookie, csrfToken: me.json<{ csrfToken: string }>().csrfToken }
}
