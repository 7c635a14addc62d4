import fc from 'fast-check'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import type { Post } from '#common/staff/domain'
import { ask, testStaff, type Example, type Route, type TestStaff } from '#platform/http'
import { type Bank, openBank } from './testing/carry.ts'
import { examplesOf } from './testing/examples/index.ts'
import { fillBank } from './testing/rows.ts'
import { serverOf } from './testing/sight.ts'

/** Requests a route. The seed is printed by fast-check when a request fails; put it here to see it again. */
const RUNS = 6
const NASTY = ['', ' ', '0', '-1', '1e999', 'NaN', "' or 1=1 --", '%', '\\', '\u202E', '\uFEFF', '\u0000', '\uD800', '𠮷䶮', '<script>alert(1)</script>', '../../etc/passwd', '2025-02-30', '9999-12-31', 'x'.repeat(5000), '00000000-0000-4000-8000-000000000000', '=1+1', 'null']

let bank: Bank
/** The routes with every write taken back, so that each request finds the rows of its example. */
let app: FastifyInstance
let people: readonly TestStaff[]
let examples: Record<string, Example>
let routes: Route[]

beforeAll(async () => {
  bank = await openBank()
  const person = (posts: Post[]) => testStaff(bank.db.database, bank.banks[0], { posts })
  people = [bank.officer, bank.five[0], await person(['SYS_ADMIN']), await person(['RISK_MANAGER', 'UNIT_HEAD', 'INTERNAL_AUDIT', 'BACK_OFFICE', 'RECORDER', 'PRESIDENT', 'INSIDE'])]
  examples = examplesOf(await fillBank(bank))
  routes = bank.routes.filter(({ act, perMinute }) => perMinute === undefined && act !== 'session.close')
  app = await serverOf(bank, routes)
}, 240_000)
afterAll(async () => {
  await app.close()
  await bank.close()
})

interface JsonSchema {
  readonly type?: string
  readonly properties?: Readonly<Record<string, JsonSchema & { enum?: unknown[] }>>
  readonly anyOf?: readonly JsonSchema[]
  readonly oneOf?: readonly JsonSchema[]
}
const shapeOf = (schema: z.ZodType): JsonSchema => z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as JsonSchema

/** Anything where the schema says something: the field left out, of another type, or of the right type and hostile. */
function bodies(schema: z.ZodType | undefined): fc.Arbitrary<unknown> {
  if (schema === undefined) return fc.constant(undefined)
  const { properties = {} } = shapeOf(schema)
  const value = ({ enum: allowed = [] }: { enum?: unknown[] }) => fc.oneof(fc.constantFrom(...NASTY), fc.jsonValue({ maxDepth: 3 }), fc.integer(), fc.double(), ...(allowed.length > 0 ? [fc.constantFrom(...allowed)] : []))
  const fields = fc.record(Object.fromEntries(Object.entries(properties).map(([name, property]) => [name, value(property)])), { requiredKeys: [] })
  return fc.oneof({ weight: 5, arbitrary: fields }, { weight: 1, arbitrary: fc.jsonValue() })
}

/** A good body with some places, however deep, replaced by something hostile. */
function spoilt(body: unknown): fc.Arbitrary<unknown> {
  const places = placesOf(body)
  if (places.length === 0) return fc.constant(body)
  const hostile = fc.oneof(fc.constantFrom<unknown>(...NASTY, null, -1, 0, 0.5, 1e15, 2 ** 53, true, [], {}, [[]]), fc.jsonValue({ maxDepth: 2 }))
  return fc.array(fc.tuple(fc.constantFrom(...places), hostile), { minLength: 1, maxLength: 2 }).map((changes) => changes.reduce((text, [place, value]) => put(text, place, value), body))
}

function placesOf(value: unknown, at: readonly string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return at.length === 0 ? [] : [[...at]]
  const inside = Object.entries(value).flatMap(([key, each]) => placesOf(each, [...at, key]))
  return at.length === 0 ? inside : [[...at], ...inside]
}

function put(whole: unknown, [key, ...rest]: readonly string[], value: unknown): unknown {
  if (key === undefined) return value
  if (typeof whole !== 'object' || whole === null) return whole
  const copy: Record<string, unknown> | unknown[] = Array.isArray(whole) ? [...(whole as unknown[])] : { ...whole }
  Object.assign(copy, { [key]: put((whole as Record<string, unknown>)[key], rest, value) })
  return copy
}

function requests(route: Route) {
  const example = examples[route.act]
  const names = [...route.path.matchAll(/:(\w+)/g)].map(([, name = '']) => name)
  const segment = (name: string) => fc.oneof({ weight: 4, arbitrary: fc.constant(example?.params?.[name] ?? 'x') }, { weight: 1, arbitrary: fc.oneof(fc.uuid(), fc.constantFrom(...NASTY.filter((text) => text !== '')), fc.string({ minLength: 1, maxLength: 30 })) })
  return fc.record({
    params: fc.record(Object.fromEntries(names.map((name) => [name, segment(name)]))),
    query: route.query === undefined ? fc.constant({}) : bodies(route.query).map((query) => (typeof query === 'object' && query !== null ? query : { q: query })),
    body: example?.body === undefined ? bodies(route.body) : fc.oneof({ weight: 1, arbitrary: bodies(route.body) }, { weight: 3, arbitrary: spoilt(example.body) }),
    who: example?.by === undefined ? fc.constantFrom(...people) : fc.oneof({ weight: 1, arbitrary: fc.constantFrom(...people) }, { weight: 4, arbitrary: fc.constant(example.by) }),
    file: fc.uint8Array({ maxLength: 200 }),
  })
}

function textFields(body: unknown): Record<string, string> {
  return Object.fromEntries(Object.entries((body ?? {}) as object).map(([name, value]) => [name.replaceAll(/[^a-z]/gi, ''), typeof value === 'string' ? value : JSON.stringify(value) ?? '']))
}

function urlOf(route: Route, params: Readonly<Record<string, string>>): string {
  return route.path.replaceAll(/:(\w+)/g, (_, name: string) => encodeURIComponent((params[name] ?? '').replaceAll(/\p{Surrogate}/gu, '?')))
}

test('no request makes any route fail: bad input is refused in Chinese', async () => {
  const answered = new Set<number>()
  for (const route of routes) {
    // A file costs a child process each, so uploads are asked less often here; the parsers have their own mutations.
    const numRuns = route.upload === undefined ? RUNS : 4
    await fc.assert(fc.asyncProperty(requests(route), async ({ params, query, body, who, file }) => {
      const search = new URLSearchParams(Object.entries(query).map(([name, value]): [string, string] => [name, typeof value === 'string' ? value : JSON.stringify(value)]))
      const answer = await ask(app, who, route.method, `${urlOf(route, params)}?${search.toString()}`, route.upload === undefined
        ? body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }
        : { body: textFields(body), file: { filename: 'x.csv', mediaType: 'text/csv', bytes: file } })
      answered.add(Math.trunc(answer.statusCode / 100))
      if (answer.statusCode >= 500) throw new Error(`${route.act}: ${answer.statusCode} ${answer.body.slice(0, 200)}`)
      if (answer.statusCode >= 400 && !/\p{Script=Han}/u.test(answer.json<{ detail: string }>().detail)) throw new Error(`${route.act} is refused without a Chinese sentence: ${answer.body.slice(0, 200)}`)
    }), { numRuns })
  }
  expect(routes.length).toBeGreaterThan(240)
  expect(answered).toEqual(new Set([2, 4]))
}, 300_000)

test('a field of the wrong type is refused by its Chinese name and its place', async () => {
  const unnamed: string[] = []
  let asked = 0
  for (const route of routes.filter(({ upload }) => upload === undefined)) {
    const example = examples[route.act]
    if (route.body === undefined || typeof example?.body !== 'object' || example.body === null) continue
    for (const [name, property] of Object.entries(shapeOf(route.body).properties ?? {})) {
      asked++
      const wrong = [property, ...(property.anyOf ?? [])].some(({ type }) => type === 'object') ? '错' : { 错: true }
      const answer = await ask(app, example.by ?? bank.officer, route.method, urlOf(route, example.params ?? {}), { body: { ...example.body, [name]: wrong } })
      if (answer.statusCode === 403) continue
      const { errors = [] } = answer.json<{ errors?: { at: string; message: string }[] }>()
      if (answer.statusCode !== 400 || !errors.some(({ at, message }) => at.startsWith(`/${name}`) && /「.*\p{Script=Han}.*」/u.test(message))) unnamed.push(`${route.act} ${name}: ${answer.statusCode} ${answer.body.slice(0, 160)}`)
    }
  }
  expect(unnamed).toEqual([])
  expect(asked).toBeGreaterThan(150)
}, 120_000)
