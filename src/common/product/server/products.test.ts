import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkCharacter } from '#common/customer/domain'
import { customerRoutes } from '#common/customer/server'
import { type PolicyFor, exampleCases, policyFor, replayed } from '#common/policy/server'
import { type ChoicesAnswer, type CustomerServicesAnswer, type MatrixAnswer, type ProductPageAnswer, TAGS, type VersionAnswer } from '#common/product/domain'
import { type Day, type Refusal, day } from '#kernel'
import { newId, testDatabase, twoBanks, type TestDatabase } from '#platform/db'
import { ask, buildServer, testStaff, type TestStaff } from '#platform/http'
import { createLogger } from '#platform/logs'
import { subjectOfVersion } from './acts.ts'
import { productRoutes, refuseUnoffered } from './index.ts'

const TODAY = day('2025-03-12')
let db: TestDatabase
let app: FastifyInstance
let bank: number
let staff: Record<'drafter' | 'head' | 'vice' | 'officer' | 'elsewhere', TestStaff>
const [park, branch] = [newId(), newId()]

beforeAll(async () => {
  db = await testDatabase()
  ;[bank] = await twoBanks(db, TODAY)
  const hire = (post: Parameters<typeof testStaff>[2]['posts'][number], name: string) => testStaff(db.database, bank, { posts: [post], name })
  staff = { drafter: await hire('RISK_MANAGER', '周华'), head: await hire('UNIT_HEAD', '刘洋'), vice: await hire('VICE_PRESIDENT', '高林'), officer: await hire('OFFICER', '王磊'), elsewhere: await hire('OFFICER', '赵敏') }
  await db.database.inBank(bank, async (tx) => {
    await tx.insertInto('unit').values([{ bank_id: bank, unit_id: park, parent_id: staff.head.unitId, code: 'LX', name: '临西团队' }, { bank_id: bank, unit_id: branch, parent_id: staff.head.unitId, code: 'ZH', name: '城关支行' }]).execute()
  })
  await db.asOwner('update staff set unit_id = $1 where staff_id = $2', [park, staff.officer.staffId])
  await db.asOwner('update staff set unit_id = $1 where staff_id = $2', [branch, staff.elsewhere.staffId])
  app = await buildServer({ database: db.database, routes: [...productRoutes(), ...customerRoutes()], logger: createLogger({ level: 'silent' }) })
})
afterAll(async () => {
  await app.close()
  await db.drop()
})

let people = 0
const customer = async (customerType: string, manager = staff.officer): Promise<string> => {
  const first17 = `13053119800101${String(++people).padStart(3, '0')}`
  const body = { name: '客户', customerType, idNumber: first17 + checkCharacter(first17), phone: `1390000${String(people).padStart(4, '0')}` }
  return (await ask(app, manager, 'POST', '/api/customers', { body })).json<{ customerId: string }>().customerId
}
const choices = async (customerType: string, asked = '', who = staff.officer, manager = who) => {
  const { choices: all } = (await ask(app, who, 'GET', `/api/catalogue/choices?customerId=${await customer(customerType, manager)}${asked}`)).json<ChoicesAnswer>()
  return { offered: all.filter(({ reasons }) => reasons.length === 0).map(({ name }) => name), why: (name: string) => all.find((each) => each.name === name)?.reasons.map(({ message }) => message), of: (name: string) => all.find((each) => each.name === name) }
}
const page = async (code: string, on = '') => (await ask(app, staff.officer, 'GET', `/api/catalogue/products/${code}${on}`)).json<ProductPageAnswer>()
const propose = (body: object, who = staff.drafter) => ask(app, who, 'POST', '/api/catalogue/versions', { body: { reason: '按园区需要', effectiveOn: '2025-03-13', ...body } })
const sign = async (versionId: string, who: TestStaff) => {
  const { needed, replay } = await replayed(db.database, bank, await db.database.inBank(bank, (tx) => subjectOfVersion(tx, versionId)), { staffId: staff.drafter.staffId, on: TODAY, now: new Date() }, { examples: exampleCases().filter(({ file }) => file === 'gc-01' || file === 'gc-02') })
  return ask(app, who, 'POST', `/api/catalogue/versions/${versionId}/signatures`, { body: { replayHash: needed ? replay?.hash : null } })
}
const bringIntoForce = async (body: object): Promise<VersionAnswer> => {
  const draft = await propose(body)
  expect(draft.statusCode, draft.body).toBe(201)
  const { versionId } = draft.json<VersionAnswer>()
  await sign(versionId, staff.head)
  return (await sign(versionId, staff.vice)).json<VersionAnswer>()
}
const policyOnDay = (on: string, asked: PolicyFor) => db.database.inBank(bank, (tx) => policyFor(tx, { applicationOn: on as Day }, asked))
const asked = (on: string, unitId: string, product: string, wish: Parameters<typeof refuseUnoffered>[3] = {}, customerId?: string) =>
  db.database.inBank(bank, async (tx) => refuseUnoffered(tx, { unitId, on: on as Day, customerId: customerId ?? (await customer('SELF_EMPLOYED')) }, product, wish)).then(() => null, (cause: unknown) => (cause as Refusal).message)

describe('the matrix', () => {
  it('goes from brand to series to product, with nine scenes as tags [S1-24] [S1-28]', async () => {
    const { products } = (await ask(app, staff.officer, 'GET', '/api/catalogue')).json<MatrixAnswer>()
    const of = (name: string) => products.find(({ product }) => product['name'] === name)?.product
    expect(of('房抵贷')).toMatchObject({ brand: '微贷', series: '抵押' })
    expect(of('担保贷')).toMatchObject({ brand: '微贷', series: '担保', tags: ['GUARANTEE'] })
    for (const tag of Object.keys(TAGS)) expect(products.filter(({ product }) => (product['tags'] as string[]).includes(tag)).length, tag).toBeGreaterThan(0)
  })

  it('tells of each product how it is judged, priced and looked after, and where that is not as for other loans [S1-29]', async () => {
    const start = await page('START_UP')
    expect(start.product).toMatchObject({ riskStrategy: expect.arrayContaining([expect.stringContaining('首贷折扣')]), monitoringPlan: expect.arrayContaining([expect.any(String)]) })
    const rules = new Map(start.differences.map(({ key, without, with: own }) => [key, [without, own]]))
    expect(rules.get('limit.firstLoanHaircut')).toEqual(['0.20', '0.30'])
    expect(rules.get('price.margin')).toEqual(['0.0050', '0.0080'])
    expect(rules.get('monitoring.firstCheckDays')).toEqual([7, 5])
    expect(start.monitoring.map(({ every }) => every.value)).toEqual([15, 15, 30, 7])
  })

  it('shows what was lent of each: four mortgages of 230,000, two to civil servants of 120,000, nothing bad [S0-39]', async () => {
    await db.database.inBank(bank, async (tx) => {
      const common = { bank_id: bank, day: '2025-03-11', unit_id: staff.head.unitId, manager_id: staff.officer.staffId, first_loan: true, written_off_fen: 0, overdue_notes: 0, overdue_fen: 0, overdue_principal_fen: 0, par30_fen: 0, non_performing_fen: 0 }
      await tx.insertInto('account_figure').values([
        { ...common, product_code: '抵押微贷', guarantee: 'MORTGAGE', lent: 4, lent_fen: 23_000_000, notes: 4, balance_fen: 20_000_000 },
        { ...common, product_code: '公务员信用贷款', guarantee: 'CREDIT', lent: 2, lent_fen: 12_000_000, notes: 2, balance_fen: 11_000_000 },
      ]).execute()
    })
    const { products, lentUntil } = (await ask(app, staff.officer, 'GET', '/api/catalogue')).json<MatrixAnswer>()
    const lent = (name: string) => products.find(({ product }) => product['name'] === name)?.lent
    expect(lentUntil).toBe('2025-03-11')
    expect([lent('抵押微贷'), lent('公务员信用贷款'), lent('联保贷款')]).toEqual([
      { notes: 4, lentFen: 23_000_000, averageFen: 5_750_000, balanceFen: 20_000_000, nonPerforming: '0.0000' }, { notes: 2, lentFen: 12_000_000, averageFen: 6_000_000, balanceFen: 11_000_000, nonPerforming: '0.0000' }, null,
    ])
  })
})

describe('the choice at the counter', () => {
  it('names the plain loan for a kind of customer first', async () => {
    const first = async (customerType: string, wish = '&guarantee=PERSONAL_GUARANTEE&purpose=WORKING_CAPITAL&months=12') => (await choices(customerType, wish)).offered[0]
    expect([await first('FARMER'), await first('SELF_EMPLOYED'), await first('MICRO_OWNER'), await first('SALARIED', '&guarantee=CREDIT&purpose=CONSUMPTION&months=12')]).toEqual(['农户贷款', '小微贷款', '小微贷款', '公务员信用贷款'])
    expect(await first('SELF_EMPLOYED', '&guarantee=JOINT_LIABILITY')).toBe('联保贷款')
  })

  it('offers a salaried customer loans for home, decoration and building, a trader those for supply, stock and expansion [S3-04] [S3-05]', async () => {
    const salaried = await choices('SALARIED')
    expect(salaried.offered).toEqual(expect.arrayContaining(['公职贷', '按揭贷', '周末贷', '公务员信用贷款']))
    expect(salaried.offered).not.toContain('营销流水贷')
    expect(salaried.why('创业贷')).toEqual(['创业贷不对工薪客户办理'])
    const trader = await choices('SELF_EMPLOYED')
    expect(trader.offered).toEqual(expect.arrayContaining(['营销流水贷', '创业贷']))
    expect(trader.why('公职贷')).toEqual(['公职贷不对个体工商户办理'])
    const [home, flow] = [await page('HOME_PURCHASE'), await page('SALES_FLOW')]
    expect([home.product['needs'], flow.product['needs']]).toEqual([['住房按揭'], ['上下游供货周转', '周期存货']])
  })

  it('goes by the guarantee asked for: mortgage at once, through the chain, by company, by a person, by the group [S4-42]', async () => {
    const by = async (guarantee: string) => (await choices('SELF_EMPLOYED', `&guarantee=${guarantee}`)).offered
    expect(await by('MORTGAGE')).toEqual(expect.arrayContaining(['快速抵押贷款', '抵押微贷', '房抵贷']))
    expect(await by('GUARANTEE_COMPANY')).toContain('担保公司担保贷款')
    expect(await by('PERSONAL_GUARANTEE')).toEqual(expect.arrayContaining(['自然人保证贷款', '小微贷款', '商贸链贷款']))
    expect(await by('JOINT_LIABILITY')).toEqual(['联保贷款'])
    expect((await choices('SELF_EMPLOYED', '&guarantee=MORTGAGE')).why('商贸链贷款')).toEqual(['商贸链贷款不接受抵押'])
  })

  it('knows amount and term of each, and says why purpose, method or term stand against it [S4-02]', async () => {
    const { of, why } = await choices('MICRO_OWNER', '&purpose=CONSUMPTION&method=BULLET&months=36')
    expect(of('小微贷款')?.terms).toMatchObject({ minFen: 500_000, maxFen: 50_000_000, minMonths: 3, maxMonths: 24 })
    expect(why('小微贷款')).toEqual(['小微贷款不用于消费', '小微贷款的期限为 3 至 24 个月'])
    expect(why('创业贷')).toContain('创业贷不按到期一次还本付息还款')
  })
})

describe('the loan the centre markets itself', () => {
  it('is paid back in instalments within two years, and never to the customer of a branch [S2-115]', async () => {
    const own = await choices('SELF_EMPLOYED', '&method=BULLET&months=36')
    expect(own.why('小企业自营贷款')).toEqual(['小企业自营贷款不按到期一次还本付息还款', '小企业自营贷款的期限为 3 至 24 个月'])
    expect((await choices('SELF_EMPLOYED', '&method=ANNUITY&months=24')).offered).toContain('小企业自营贷款')
    expect((await choices('SELF_EMPLOYED', '', staff.officer, staff.elsewhere)).why('小企业自营贷款')).toEqual(['客户由城关支行赵敏管户，小企业自营贷款只向本机构自己的客户办理'])
  })

  it('is capped at one million, later at three: from the day two people signed it [S2-101]', async () => {
    const before = await page('OWN_SMALL_BUSINESS')
    expect(before.terms?.maxFen).toBe(100_000_000)
    const version = await bringIntoForce({ content: { ...before.product, policy: JSON.parse(JSON.stringify(before.product['policy']).replace('1,000,000元', '3,000,000元')) } })
    expect((await page('OWN_SMALL_BUSINESS')).versions[0]?.differences.map(({ key }) => key)).toEqual(['limit.productCaps'])
    expect([version.status, version.signatures.map(({ name }) => name)]).toEqual(['IN_FORCE', ['刘洋', '高林']])
    expect([(await page('OWN_SMALL_BUSINESS')).terms?.maxFen, (await page('OWN_SMALL_BUSINESS', '?on=2025-03-13')).terms?.maxFen]).toEqual([100_000_000, 300_000_000])
    const capOn = async (on: string) => (await policyOnDay(on, { product: '小企业自营贷款' })).limit.productCaps.maxAmount
    expect([await capOn('2025-03-12'), await capOn('2025-03-13'), (await policyOnDay('2025-03-13', {})).limit.productCaps.maxAmount]).toEqual([100_000_000, 300_000_000, 50_000_000])
  })
})

describe('a pilot', () => {
  it('holds in its unit on its days and nowhere else: the bearing loan of the Linxi park [S2-98]', async () => {
    expect(await asked('2025-03-13', park, '轴承贷')).toBe('轴承贷为试点产品，本机构不在试点范围')
    const { product } = await page('PARK_LINXI')
    await bringIntoForce({ content: product, pilot: [{ unitId: park, from: '2025-03-14', until: '2025-06-30' }] })
    expect(await asked('2025-03-13', park, '轴承贷')).toBe('轴承贷在本机构自 2025-03-14 起试点')
    expect(await asked('2025-03-14', park, '轴承贷', { guarantee: 'MORTGAGE', purpose: 'EQUIPMENT', method: 'ANNUITY', months: 12 })).toBeNull()
    expect(await asked('2025-03-14', branch, '轴承贷')).toBe('轴承贷为试点产品，本机构不在试点范围')
    expect(await asked('2025-07-01', park, '轴承贷')).toBe('轴承贷在本机构的试点已于 2025-06-30 结束')
  })
})

describe('a product of the bank', () => {
  const NIGHT = { kind: 'LOAN', code: 'NIGHT_MARKET', name: '夜市贷', brand: '微贷', series: '经营', source: '本行', says: '夜市摊主的周转贷款', form: 'BUSINESS', customerTypes: ['SELF_EMPLOYED'], guarantees: ['CREDIT'], purposes: ['WORKING_CAPITAL'], needs: ['进货'], riskStrategy: ['看收款码流水'], monitoringPlan: ['每月看一次摊位'] }
  const POLICY = { limit: { productCaps: { maxAmount: '50,000元', maxMonths: 6 } }, price: { margin: '0.90%' } }

  it('is drafted by one and signed by two others, binds from its day, and closes for new applications only', async () => {
    const draft = (await propose({ content: { ...NIGHT, policy: POLICY } })).json<VersionAnswer>()
    expect((await sign(draft.versionId, staff.drafter)).statusCode).toBe(403)
    const toSign = await page('NIGHT_MARKET')
    expect([toSign.isInForce, toSign.terms?.maxFen, toSign.versions[0]?.status]).toEqual([false, 5_000_000, 'DRAFT'])
    expect((await sign(draft.versionId, staff.head)).json()).toMatchObject({ status: 'SIGNED_ONCE' })
    expect((await sign(draft.versionId, staff.head)).json()).toMatchObject({ code: 'policy.signed-already' })
    expect(await asked('2025-03-13', park, '夜市贷')).toContain('本行没有「夜市贷」这个产品')
    await sign(draft.versionId, staff.vice)
    expect(await asked('2025-03-13', park, '夜市贷', { guarantee: 'CREDIT', months: 6 })).toBeNull()
    expect((await policyOnDay('2025-03-13', { product: '夜市贷' })).price.margin).toBe('0.0090')
    await bringIntoForce({ content: { ...NIGHT, policy: draft.product['policy'] }, state: 'CLOSED', effectiveOn: '2025-03-20' })
    expect([await asked('2025-03-19', park, '夜市贷'), await asked('2025-03-20', park, '夜市贷')]).toEqual([null, '夜市贷已停办'])
    expect((await policyOnDay('2025-03-20', { product: '夜市贷' })).price.margin).toBe('0.0090')
  })

  it('lies over what the bank and its units say for all, and under a change of the product alone', async () => {
    const before = (await policyOnDay('2025-03-12', { product: '创业贷' })).limit
    expect([before.firstLoanHaircut, before.productCaps.maxMonths]).toEqual(['0.30', 18])
    await db.asOwner(`insert into policy_overlay (bank_id, overlay_id, level, subject, version, base_pack, content, reason, effective_on, status, in_force_since, author_id, written_at) values
      ($1, gen_random_uuid(), 'BANK', '', 1, 'default', '{"limit":{"payRatio":"70%","firstLoanHaircut":"25%","coverageAtLeast":"1.40"}}', '收紧', '2025-05-01', 'IN_FORCE', now(), $2, now()), ($1, gen_random_uuid(), 'PRODUCT', 'START_UP', 1, null, '{"limit":{"payRatio":"60%"}}', '再收紧', '2025-05-01', 'IN_FORCE', now(), $2, now())`, [bank, staff.drafter.staffId])
    const after = (await policyOnDay('2025-05-01', { product: '创业贷' })).limit
    expect([after.payRatio, after.firstLoanHaircut, after.productCaps.maxMonths, after.coverageAtLeast]).toEqual(['0.60', '0.30', 18, '1.40'])
  })

  it.each([
    ['a name of its code that changes', { content: { ...NIGHT, code: 'MICRO_LOAN' } }, 'product.renamed', '代码 MICRO_LOAN 的产品名称是「小微贷款」'],
    ['a name that is taken', { content: { ...NIGHT, code: 'OTHER', name: '公职贷' } }, 'product.name-taken', '「公职贷」已是产品 PUBLIC_EMPLOYEE 的名称'],
    ['a rule nobody knows', { content: { ...NIGHT, policy: { limit: { productCap: 3 } } } }, 'policy.unknown-key', '政策包没有「limit.productCap」这个键'],
    ['a lock loosened', { content: { ...NIGHT, policy: { collection: { maxCallsPerDay: 3, collectionQuietHours: { from: '23:00', to: '07:00' } } } } }, 'policy.locked', '已锁定，只能收紧'],
    ['a form that changes', { content: { ...NIGHT, code: 'PUBLIC_EMPLOYEE', name: '公职贷' } }, 'product.form', '产品 PUBLIC_EMPLOYEE 的调查表不能改变'],
    ['a unit nobody knows', { content: NIGHT, pilot: [{ unitId: newId(), from: '2025-03-13' }] }, 'product.unknown-unit', '没有这个机构'],
    ['a day that has come', { content: NIGHT, effectiveOn: '2025-03-12' }, 'product.past-day', '生效日须晚于今天'],
  ])('is refused with %s', async (_what, body, code, says) => {
    expect((await propose(body)).json()).toMatchObject({ code, detail: expect.stringContaining(says) })
  })
})

describe('other services', () => {
  const record = async (customerId: string, body: object) => ask(app, staff.officer, 'POST', `/api/customers/${customerId}/services`, { body })
  const read = async (customerId: string) => (await ask(app, staff.head, 'GET', `/api/customers/${customerId}/services`)).json<CustomerServicesAnswer>()

  it('of a customer stand on his page: deposits, settlement, card, insurance, e-banking, and what they earn [S1-06] [S2-126]', async () => {
    const customerId = await customer('MICRO_OWNER')
    expect(new Set((await read(customerId)).services.map(({ group }) => group))).toEqual(new Set(['存款', '结算', '银行卡', '保险', '电子银行']))
    await record(customerId, { service: 'DEPOSIT_ACCOUNT', state: 'OPENED', amountFen: 8_000_000 })
    await record(customerId, { service: 'ONLINE_BANKING', state: 'OFFERED' })
    await record(customerId, { service: 'ONLINE_BANKING', state: 'OPENED', incomeFen: 12_000, note: '开通短信' })
    const { services, incomeFen } = await read(customerId)
    expect(services.find(({ code }) => code === 'ONLINE_BANKING')?.entries).toEqual([
      { state: 'OPENED', amountFen: null, incomeFen: 12_000, note: '开通短信', by: '王磊', on: TODAY }, { state: 'OFFERED', amountFen: null, incomeFen: null, note: null, by: '王磊', on: TODAY },
    ])
    expect([incomeFen, services.find(({ code }) => code === 'DEPOSIT_ACCOUNT')?.entries[0]?.amountFen]).toEqual([12_000, 8_000_000])
  })

  it('for farmers are a credit card of their own and crop insurance beside the agricultural loan [S4-63]', async () => {
    const farmer = await customer('FARMER')
    expect((await read(farmer)).services.map(({ name }) => name)).toEqual(expect.arrayContaining(['农民专属信用卡', '农产品保险']))
    expect((await choices('FARMER')).offered).toEqual(expect.arrayContaining(['农业贷款', '农户贷款']))
    expect((await record(await customer('SALARIED'), { service: 'FARMER_CREDIT_CARD', state: 'OPENED' })).json()).toMatchObject({ code: 'product.customer-type' })
    expect((await record(farmer, { service: 'FREE_LUNCH', state: 'OPENED' })).json()).toMatchObject({ code: 'product.unknown-service' })
  })
})
