import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import type { Post } from '#common/staff/domain'
import { ask, testStaff, type Route, type TestStaff } from '#platform/http'
import { openBranch, openCase, type Branch } from '../../loan/investigation/server/testing/branch.ts'

/** Requests a route. The seed is printed by fast-check when a request fails; put it here to see it again. */
const RUNS = 25
const NASTY = ['', ' ', '0', '-1', '1e999', 'NaN', "' or 1=1 --", '%', '\\', '\u202E', '\uFEFF', '\u0000', '\uD800', '𠮷䶮', '<script>alert(1)</script>', '../../etc/passwd', '2025-02-30', '9999-12-31', 'x'.repeat(5000), '00000000-0000-4000-8000-000000000000', '=1+1', 'null']

let branch: Branch
let people: readonly TestStaff[]
let caseId: string

beforeAll(async () => {
  branch = await openBranch()
  const person = (posts: Post[]) => testStaff(branch.db.database, branch.banks[0], { posts })
  people = [branch.officer, await person(['SYS_ADMIN']), await person(['RISK_MANAGER', 'UNIT_HEAD', 'INTERNAL_AUDIT'])]
  caseId = await openCase(branch)
}, 120_000)
afterAll(() => branch.close())

/** Anything where the schema says something: the field left out, of another type, or of the right type and hostile. */
function bodies(schema: z.ZodType | undefined): fc.Arbitrary<unknown> {
  if (schema === undefined) return fc.constant(undefined)
  const { properties = {} } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as { properties?: Record<string, { enum?: unknown[]; default?: unknown }> }
  const value = ({ enum: allowed = [] }: { enum?: unknown[] }) => fc.oneof(fc.constantFrom(...NASTY), fc.jsonValue({ maxDepth: 3 }), fc.integer(), fc.double(), ...(allowed.length > 0 ? [fc.constantFrom(...allowed)] : []))
  const fields = fc.record(Object.fromEntries(Object.entries(properties).map(([name, property]) => [name, value(property)])), { requiredKeys: [] })
  return fc.oneof({ weight: 5, arbitrary: fields }, { weight: 1, arbitrary: fc.jsonValue() })
}

function requests(route: Route) {
  const segment = fc.oneof(fc.constant(caseId), fc.uuid(), fc.constantFrom(...NASTY.filter((text) => text !== '')), fc.string({ minLength: 1, maxLength: 30 }))
  const names = [...route.path.matchAll(/:(\w+)/g)].map(([, name = '']) => name)
  return fc.record({
    params: fc.record(Object.fromEntries(names.map((name) => [name, segment]))),
    query: route.query === undefined ? fc.constant({}) : bodies(route.query).map((query) => (typeof query === 'object' && query !== null ? query : { q: query })),
    body: bodies(route.body),
    who: fc.constantFrom(...people),
    file: fc.uint8Array({ maxLength: 200 }),
  })
}

function textFields(body: unknown): Record<string, string> {
  return Object.fromEntries(Object.entries((body ?? {}) as object).map(([name, value]) => [name.replaceAll(/[^a-z]/gi, ''), String(value)]))
}

test('no request makes any route fail: bad input is refused', async () => {
  const routes = branch.routes.filter(({ act, perMinute }) => perMinute === undefined && act !== 'session.close')
  const answered = new Set<number>()
  for (const route of routes) {
    // A file costs a child process each, so uploads are asked less often here; the parsers have their own mutations.
    const numRuns = route.upload === undefined ? RUNS : 4
    await fc.assert(fc.asyncProperty(requests(route), async ({ params, query, body, who, file }) => {
      const url = route.path.replaceAll(/:(\w+)/g, (_, name: string) => encodeURIComponent((params[name] ?? '').replaceAll(/\p{Surrogate}/gu, '?')))
      const search = new URLSearchParams(Object.entries(query).map(([name, value]): [string, string] => [name, typeof value === 'string' ? value : JSON.stringify(value)]))
      const answer = await ask(branch.app, who, route.method, `${url}?${search.toString()}`, route.upload === undefined
        ? body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }
        : { body: textFields(body), file: { filename: 'x.csv', mediaType: 'text/csv', bytes: file } })
      answered.add(Math.trunc(answer.statusCode / 100))
      if (answer.statusCode >= 500) throw new Error(`${route.act}: ${answer.statusCode} ${answer.body.slice(0, 200)}`)
    }), { numRuns })
  }
  expect(routes.length).toBeGreaterThan(40)
  expect(answered).toEqual(new Set([2, 4]))
}, 240_000)
