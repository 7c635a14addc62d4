import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ReplayAnswer } from '#common/policy/domain'
import { type StoredCase, exampleCases, replayed } from '#common/policy/server'
import type { ProductPageAnswer, VersionAnswer } from '#common/product/domain'
import { day } from '#kernel'
import { testDatabase, twoBanks, type TestDatabase } from '#platform/db'
import { ask, buildServer, testStaff, type TestStaff } from '#platform/http'
import { createLogger } from '#platform/logs'
import { subjectOfVersion } from './acts.ts'
import { productRoutes } from './index.ts'

const TODAY = day('2025-03-12')
const examples = exampleCases().filter(({ file }) => ['gc-01', 'gc-02', 'catering'].includes(file))
let db: TestDatabase
let app: FastifyInstance
let bank: number
let staff: Record<'drafter' | 'head' | 'vice', TestStaff>

beforeAll(async () => {
  db = await testDatabase()
  ;[bank] = await twoBanks(db, TODAY)
  const hire = (post: Parameters<typeof testStaff>[2]['posts'][number], name: string) => testStaff(db.database, bank, { posts: [post], name })
  staff = { drafter: await hire('RISK_MANAGER', '周华'), head: await hire('UNIT_HEAD', '刘洋'), vice: await hire('VICE_PRESIDENT', '高林') }
  app = await buildServer({ database: db.database, routes: productRoutes(), logger: createLogger({ level: 'silent' }) })
})
afterAll(async () => {
  await app.close()
  await db.drop()
})

const page = async (code: string) => (await ask(app, staff.drafter, 'GET', `/api/catalogue/products/${code}`)).json<ProductPageAnswer>()
const propose = async (body: object): Promise<VersionAnswer> => {
  const answer = await ask(app, staff.drafter, 'POST', '/api/catalogue/versions', { body: { reason: '收紧此产品', effectiveOn: '2025-03-20', ...body } })
  expect(answer.statusCode, answer.body).toBe(201)
  return answer.json<VersionAnswer>()
}
const changed = async (code: string, policy: object) => {
  const { product } = await page(code)
  return propose({ content: { ...product, policy: { ...(product['policy'] as object), ...policy } } })
}
const replay = async ({ versionId }: VersionAnswer, cases: readonly StoredCase[] = []) => replayed(db.database, bank, await db.database.inBank(bank, (tx) => subjectOfVersion(tx, versionId)), { staffId: staff.drafter.staffId, on: TODAY, now: new Date() }, { cases: (_tx, after) => Promise.resolve(after === null ? cases : []), examples })
const sign = (versionId: string, who: TestStaff, replayHash: string | null) => ask(app, who, 'POST', `/api/catalogue/versions/${versionId}/signatures`, { body: { replayHash } })
const code = (answer: { json: () => unknown }) => (answer.json() as { code?: string }).code

describe('a version of a product', () => {
  it('is replayed on the cases of this product and the examples of its form before two people sign: who changes side, amount, price [S1-29]', async () => {
    const version = await changed('MICRO_LOAN', { price: { margin: '0.90%' }, limit: { firstLoanHaircut: '30%', productCaps: { minAmount: '5,000元', maxAmount: '80,000元', minMonths: 3, maxMonths: 24 } } })
    expect(code(await sign(version.versionId, staff.head, null))).toBe('policy.not-replayed')
    const started = (await ask(app, staff.drafter, 'GET', `/api/catalogue/versions/${version.versionId}/replay`)).json<ReplayAnswer>()
    expect([started.needed, started.replay?.state]).toEqual([true, 'RUNNING'])
    const { replay: done, rows } = await replay(version)
    expect([done?.summary?.examples, done?.summary?.changed]).toEqual([2, 2])
    expect(rows.map(({ name, changes }) => [name.replace(/.*（/, '（'), changes])).toEqual([['（餐饮）', ['AMOUNT', 'PRICE']], ['（快消品批发）', ['AMOUNT', 'PRICE']]])
    expect(rows[1]).toMatchObject({ before: { amountFen: 11_800_000, annualRate: '0.0720' }, after: { amountFen: 8_000_000 * 0.7 } })
    expect(code(await sign(version.versionId, staff.drafter, done!.hash))).toBe('permission.missing')
    expect(code(await sign(version.versionId, staff.head, 'a'.repeat(64)))).toBe('policy.other-replay')
    expect((await sign(version.versionId, staff.head, done!.hash)).json()).toMatchObject({ status: 'SIGNED_ONCE' })
    expect((await sign(version.versionId, staff.vice, done!.hash)).json()).toMatchObject({ status: 'IN_FORCE' })
    const kept = await db.asOwner('select replay_hash from product_signature where version_id = $1', [version.versionId])
    expect(kept.map((row) => row['replay_hash'])).toEqual([done!.hash, done!.hash])
  })

  it('reaches no case of another product, and none of another form', async () => {
    const stored = exampleCases().filter(({ file }) => file === 'gc-01').map((each): StoredCase => ({ ...each, product: '创业贷' }))
    const version = await changed('PUBLIC_EMPLOYEE', { limit: { wageMultiple: '12' } })
    const { replay: done, rows } = await replay(version, stored)
    expect([done?.summary?.cases, done?.summary?.examples, rows.length]).toEqual([0, 1, 1])
  })

  it('that is new is compared with the rules of the bank for its form; one without rules of its own needs no replay', async () => {
    const night = { kind: 'LOAN', code: 'NIGHT_MARKET', name: '夜市贷', brand: '微贷', series: '经营', source: '本行', says: '夜市摊主的周转贷款', form: 'BUSINESS', customerTypes: ['SELF_EMPLOYED'], guarantees: ['CREDIT'], purposes: ['WORKING_CAPITAL'], needs: ['进货'], riskStrategy: ['看收款码流水'], monitoringPlan: ['每月看一次摊位'] }
    const own = await replay(await propose({ content: { ...night, policy: { limit: { productCaps: { maxAmount: '50,000元', maxMonths: 6 } } } } }))
    expect([own.needed, own.replay?.summary?.examples, own.replay?.summary?.changed]).toEqual([true, 2, 2])
    expect(await replay(await propose({ content: { ...night, code: 'DAY_MARKET', name: '日市贷', policy: { monitoring: { firstCheckDays: 5 } } } }))).toMatchObject({ needed: false, replay: null })
  })

  it('brings a whole card: what it does not name is not in it, and a card that does not add up is refused at its place', async () => {
    const shipped = (await page('MICRO_LOAN')).product['policy'] as object
    const refused = await ask(app, staff.drafter, 'POST', '/api/catalogue/versions', { body: { reason: '自有评分卡', effectiveOn: '2025-03-25', content: { ...(await page('MICRO_LOAN')).product, policy: { ...shipped, scorecard: { indicators: { A1: { name: '偿债覆盖倍数', bins: ['coverage >= 2 -> 10'] } } } } } } })
    expect(refused.json()).toMatchObject({ code: 'policy.inconsistent', detail: expect.stringContaining('评分卡须多于 20 个指标') })
  })
})
