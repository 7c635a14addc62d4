import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { z } from 'zod'
import type { OverlayAnswer, PolicyAnswer } from '#common/policy/domain'
import { testDatabase, twoBanks, type TestDatabase } from '#platform/db'
import { ask, buildServer, testStaff, type TestStaff } from '#platform/http'
import { createLogger } from '#platform/logs'
import { day } from '#kernel'
import { replayed } from './replay-for-tests.ts'
import { policySubject } from './replay-subject.ts'
import { policyRoutes } from './routes.ts'

let db: TestDatabase
let app: FastifyInstance
let staff: Record<'drafter' | 'head' | 'vice' | 'officer' | 'stranger', TestStaff>
let bank: number

beforeAll(async () => {
  db = await testDatabase()
  const [first, second] = await twoBanks(db)
  bank = first
  const at = (posts: Parameters<typeof testStaff>[2]['posts'], of = first) => testStaff(db.database, of, { posts })
  staff = { drafter: await at(['RISK_MANAGER']), head: await at(['UNIT_HEAD']), vice: await at(['VICE_PRESIDENT']), officer: await at(['OFFICER']), stranger: await at(['VICE_PRESIDENT'], second) }
  app = await buildServer({ database: db.database, routes: policyRoutes(), logger: createLogger({ level: 'silent' }) })
})
afterAll(async () => {
  await app.close()
  await db.drop()
})

const draft = { level: 'BANK', basePack: 'default', content: { limit: { payRatio: '70%' } }, reason: '收紧月供占比', effectiveOn: '2025-04-01' }
const propose = async (): Promise<OverlayAnswer> => (await ask(app, staff.drafter, 'POST', '/api/policy/overlays', { body: draft })).json<OverlayAnswer>()

test('from a draft to the policy of a day, with each value traced to its layer', async () => {
  const version = await propose()
  const replay = await replayed(db.database, bank, policySubject(version), { staffId: staff.drafter.staffId, on: day('2025-03-14'), now: new Date() })
  const sign = (who: TestStaff) => ask(app, who, 'POST', `/api/policy/overlays/${version.overlayId}/signatures`, { body: { replayHash: replay.replay?.hash } })
  expect((await sign(staff.head)).json()).toMatchObject({ status: 'SIGNED_ONCE' })
  expect((await sign(staff.vice)).json()).toMatchObject({ status: 'IN_FORCE' })
  const valueOn = async (on: string) => (await ask(app, staff.officer, 'GET', `/api/policy?on=${on}`)).json<z.output<typeof PolicyAnswer>>().keys.find(({ key }) => key === 'limit.payRatio')
  expect(await valueOn('2025-03-31')).toMatchObject({ value: '0.80', layer: null, source: 'S2-67', anchor: 'APPLICATION' })
  expect(await valueOn('2025-04-01')).toMatchObject({ value: '0.70', layer: version.overlayId })
  const chain = await db.asOwner('select act from audit_event where bank_id = $1 and case_id = $2 order by seq', [bank, version.overlayId])
  expect(chain.map(({ act }) => act)).toEqual(['policy.propose', 'policy.replay', 'policy.sign', 'policy.sign'])
})

test('an officer reads and neither drafts nor signs', async () => {
  const version = await propose()
  const answers = [
    await ask(app, staff.officer, 'GET', '/api/policy/overlays'),
    await ask(app, staff.officer, 'POST', '/api/policy/overlays', { body: draft }),
    await ask(app, staff.officer, 'POST', `/api/policy/overlays/${version.overlayId}/signatures`),
    await ask(app, staff.officer, 'POST', `/api/policy/overlays/${version.overlayId}/withdrawal`),
  ]
  expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 403, 403, 403])
})

test('the other bank finds none of it', async () => {
  const version = await propose()
  const answers = [
    await ask(app, staff.stranger, 'GET', `/api/policy/overlays/${version.overlayId}/yaml`),
    await ask(app, staff.stranger, 'POST', `/api/policy/overlays/${version.overlayId}/signatures`),
    await ask(app, staff.stranger, 'POST', `/api/policy/overlays/${version.overlayId}/withdrawal`),
  ]
  expect(answers.map(({ statusCode }) => statusCode)).toEqual([404, 404, 404])
  expect((await ask(app, staff.stranger, 'GET', '/api/policy/overlays')).json()).toEqual({ overlays: [] })
})

test('exports a version as YAML that names its base', async () => {
  const version = await propose()
  const answer = await ask(app, staff.officer, 'GET', `/api/policy/overlays/${version.overlayId}/yaml`)
  expect(answer.body).toContain('inherits: "default"')
  expect(answer.body).toContain('payRatio: "70%"')
})

test('the author withdraws a draft once; a second time is a conflict', async () => {
  const version = await propose()
  const withdraw = () => ask(app, staff.drafter, 'POST', `/api/policy/overlays/${version.overlayId}/withdrawal`)
  expect((await withdraw()).json()).toMatchObject({ status: 'WITHDRAWN', withdrawnOn: '2025-03-14' })
  expect((await withdraw()).statusCode).toBe(409)
})
