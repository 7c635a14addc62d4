import { readFileSync } from 'node:fs'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testDatabase, twoBanks, type TestDatabase } from '#platform/db'
import { openFileStore } from '#platform/files'
import { buildServer, openDoors, phoneRoutes, whoIsAdmitted, type Route } from '#platform/http'
import { createLogger } from '#platform/logs'
import { routesOf } from './routes.ts'

/** Written and reviewed by people, one line a route: act, method and path, who is admitted. */
const REVIEWED = new Map(
  readFileSync(new URL('./authorisation.tsv', import.meta.url), 'utf8').split('\n').filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.split('\t')).map(([act = '', address = '', who = '']) => [act, { address, who }] as const),
)

let db: TestDatabase
let app: FastifyInstance
let bankId: number
let routes: Route[]

beforeAll(async () => {
  db = await testDatabase()
  ;[bankId] = await twoBanks(db)
  routes = [...routesOf({ files: await openFileStore('') }), ...phoneRoutes(() => undefined)]
  app = await buildServer({ database: db.database, routes, logger: createLogger({ level: 'silent' }) })
})
afterAll(async () => {
  await app.close()
  await db.drop()
})

describe('authorisation matrix', () => {
  test('every route admits exactly the posts of the reviewed table', async () => {
    const admitted = await whoIsAdmitted(app, db.database, bankId, routes)
    const lines = (of: Iterable<readonly [string, string]>): string[] => [...of].map((parts) => parts.join('\t')).sort()
    const observed = routes.map(({ act, method, path }) => [`${act}\t${method} ${path}`, admitted.get(act) ?? ''] as const)
    expect(lines(observed)).toEqual(lines([...REVIEWED].map(([act, { address, who }]) => [`${act}\t${address}`, who] as const)))
  }, 180_000)

  test('no route lets in a stranger, another site, a suspended user, or someone who must choose a password first', async () => {
    expect(await openDoors(app, db.database, bankId, routes)).toEqual([])
  }, 120_000)

  test.each([0, 0.3, 0.6, 0.9])('a guard removed from the route at %d of the table is noticed', async (share) => {
    const guarded = routes.filter(({ may }) => may !== 'public')
    const victim = guarded[Math.floor(share * guarded.length)]!
    // Without its handler, which may look a second time: the declared guard alone must be missed.
    const open: Route = { ...victim, may: victim.may === 'signed-in' ? 'policy.sign' : 'signed-in', prepare: undefined, run: () => async () => undefined }
    const server = await buildServer({ database: db.database, routes: [open, ...routes.filter(({ act }) => act === 'me.read' && victim.act !== act)], logger: createLogger({ level: 'silent' }) })
    const admitted = await whoIsAdmitted(server, db.database, bankId, [open])
    await server.close()
    expect(admitted.get(victim.act)).not.toBe(REVIEWED.get(victim.act)?.who)
  })
})
