import { randomUUID } from 'node:crypto'
import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import { PERMISSIONS_OF, POSTS, type Post } from '#common/staff/domain'
import type { Database, TestDatabase } from '#platform/db'
import { ask, testStaff, type AskOptions, type TestStaff } from './testing.ts'
import { anyOf, type Route } from './route.ts'

/** A request to one route that names rows of one bank: path parameters, query and body. */
export interface Example {
  readonly params?: Readonly<Record<string, string>>
  readonly query?: string
  readonly body?: unknown
  readonly file?: AskOptions['file']
  /** Who in its own bank may do this to just these rows; anyone with the permission and sight of the whole bank unless given. */
  readonly by?: TestStaff
  /** The path names what every bank has (a day, a step) or what only narrows the caller's own: each bank answers with its own. */
  readonly shared?: true
}

export interface BanksUnderTest {
  readonly app: FastifyInstance
  readonly test: TestDatabase
  readonly database: Database
  readonly routes: readonly Route[]
  /** The bank whose people knock. */
  readonly knocking: number
  /** The bank whose rows the examples name. */
  readonly knocked: number
  /** Hashes the program itself ships, the same in every bank. */
  readonly shipped?: ReadonlySet<string>
  /** One for each route that takes parameters, a query or a body; a route without is asked as it is. */
  readonly examples: Readonly<Record<string, Example>>
}

const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{64}/g

/**
 * Asks every route of one bank for the rows of the other and tells what was wrong: a foreign row that is answered
 * differently from one that does not exist, an answer that carries anything of the other bank, a row of it that changed,
 * an example that is missing or that not even its own bank accepts.
 */
export async function leaksBetweenBanks(banks: BanksUnderTest): Promise<string[]> {
  const marks = await marksOf(banks)
  const before = await checksums(banks)
  const found: string[] = []
  for (const route of banks.routes.filter(({ may }) => may !== 'public')) {
    const example = exampleFor(route, banks.examples)
    if (example === undefined) found.push(`${route.act}: no example`)
    else found.push(...(await knock(banks, route, example, marks)))
  }
  const after = await checksums(banks)
  for (const [table, sum] of after) if (before.get(table) !== sum) found.push(`${table}: rows of the other bank changed`)
  return [...found, ...(await badExamples(banks))]
}

function exampleFor(route: Route, examples: BanksUnderTest['examples']): Example | undefined {
  const bare = route.params === undefined && route.query === undefined && route.body === undefined && route.upload === undefined
  return examples[route.act] ?? (bare ? {} : undefined)
}

async function knock(banks: BanksUnderTest, route: Route, example: Example, marks: ReadonlySet<string>): Promise<string[]> {
  const who = await memberFor(banks.database, banks.knocking, route)
  const foreign = await send(banks.app, who, route, example)
  const nowhere = await send(banks.app, await memberFor(banks.database, banks.knocking, route), route, elsewhere(example))
  const found: string[] = []
  const named = route.params !== undefined && example.shared !== true
  const sent = JSON.stringify({ ...example, by: undefined })
  const carried = [...new Set(foreign.body.match(UUID))].filter((mark) => marks.has(mark) && !sent.includes(mark))
  if (carried.length > 0) found.push(`${route.act}: the answer carries ${carried.join(', ')} of the other bank`)
  if (named && foreign.statusCode < 400) found.push(`${route.act}: a row of the other bank was answered with ${foreign.statusCode}`)
  if (named && essence(foreign) !== essence(nowhere)) found.push(`${route.act}: a foreign row (${essence(foreign)}) is told from a missing one (${essence(nowhere)})`)
  return found
}

/** The examples, sent in their own bank, must reach the act; else the knocks above would prove nothing. */
async function badExamples(banks: BanksUnderTest): Promise<string[]> {
  const bad: string[] = []
  for (const route of banks.routes.filter(({ act }) => banks.examples[act] !== undefined)) {
    const example = banks.examples[route.act] ?? {}
    const answer = await send(banks.app, example.by ?? (await memberFor(banks.database, banks.knocked, route)), route, example)
    const { code = '' } = answer.statusCode < 400 ? {} : answer.json<{ code: string }>()
    if (answer.statusCode >= 500 || [401, 403, 404, 415].includes(answer.statusCode) || code.startsWith('input.')) bad.push(`${route.act}: its own bank answers the example with ${essence(answer)}`)
  }
  return bad
}

/** Sends an example to its route. */
export function send(app: FastifyInstance, who: TestStaff, route: Route, { params = {}, query = '', body, file }: Example): Promise<LightMyRequestResponse> {
  const url = route.path.replaceAll(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? randomUUID()))
  return ask(app, who, route.method, `${url}${query}`, { ...(body === undefined ? {} : { body }), ...(file === undefined ? {} : { file }) })
}

/** The same request for rows that exist nowhere. */
export function elsewhere({ file, ...rest }: Example): Example {
  const example = { ...rest, by: undefined }
  const stand = new Map<string, string>()
  const text = JSON.stringify(example).replaceAll(UUID, (id) => {
    const other = stand.get(id) ?? randomUUID()
    stand.set(id, other)
    return id.length === 64 ? other.replaceAll('-', '').repeat(2) : other
  })
  return { ...(JSON.parse(text) as Example), ...(file === undefined ? {} : { file }) }
}

/** What the caller is told, without what differs from time to time. */
export function essence(answer: LightMyRequestResponse): string {
  if (!(answer.headers['content-type'] ?? '').toString().includes('problem')) return String(answer.statusCode)
  const { code, detail } = answer.json<{ code: string; detail: string }>()
  return `${answer.statusCode} ${code} ${detail}`
}

/** Someone with the permission who, where that is business, sees the whole bank: so that a row is kept from him by the bank alone. */
function memberFor(database: Database, bankId: number, { may }: Route): Promise<TestStaff> {
  const needed = may === 'public' || may === 'signed-in' ? [] : anyOf(may)
  const post = (Object.keys(POSTS) as Post[]).find((each) => needed.some((permission) => PERMISSIONS_OF[each].includes(permission)))
  return testStaff(database, bankId, { posts: post === 'SYS_ADMIN' ? [post] : [...new Set<Post>([post ?? 'INTERNAL_AUDIT', 'INTERNAL_AUDIT'])] })
}

async function bankTables(test: TestDatabase): Promise<string[]> {
  const rows = await test.asOwner(`select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
    where n.nspname = 'public' and c.relkind in ('r', 'p') and a.attname = 'bank_id' and c.relname <> 'bank' order by 1`)
  return rows.map(({ name }) => String(name))
}

/** Ids and hashes that appear in the other bank's rows and in none of ours. */
async function marksOf({ test, knocking, knocked, shipped }: BanksUnderTest): Promise<ReadonlySet<string>> {
  const ids = async (bankId: number): Promise<Set<string>> => {
    const all = new Set<string>()
    for (const table of await bankTables(test)) {
      for (const { text } of await test.asOwner(`select t::text as text from ${table} t where bank_id = $1`, [bankId])) for (const [id] of String(text).matchAll(UUID)) all.add(id)
    }
    return all
  }
  const ours = await ids(knocking)
  return new Set([...(await ids(knocked))].filter((id) => !ours.has(id) && shipped?.has(id) !== true))
}

async function checksums({ test, knocked }: BanksUnderTest): Promise<Map<string, string>> {
  const sums = new Map<string, string>()
  for (const table of await bankTables(test)) {
    const [row] = await test.asOwner(`select coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as sum from ${table} t where bank_id = $1`, [knocked])
    sums.set(table, String(row?.['sum']))
  }
  return sums
}
