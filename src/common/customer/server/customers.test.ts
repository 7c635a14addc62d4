import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CustomerPage, CustomerRow } from '#common/customer/domain'
import { day } from '#kernel'
import { type TestDatabase, testDatabase, twoBanks } from '#platform/db'
import { type TestStaff, ask, buildServer, testStaff } from '#platform/http'
import { createLogger } from '#platform/logs'
import type { FastifyInstance } from 'fastify'
import { customerRoutes } from './index.ts'

let db: TestDatabase
let app: FastifyInstance
let officer: TestStaff
let stranger: TestStaff

beforeAll(async () => {
  db = await testDatabase()
  const [first, second] = await twoBanks(db, day('2025-03-12'))
  officer = await testStaff(db.database, first, { posts: ['OFFICER'] })
  stranger = await testStaff(db.database, second, { posts: ['OFFICER'] })
  app = await buildServer({ database: db.database, routes: customerRoutes(), logger: createLogger({ level: 'silent' }) })
})
afterAll(async () => {
  await app.close()
  await db.drop()
})

const WANG = { name: '王建国', customerType: 'SELF_EMPLOYED', idNumber: '11010519491231002X', phone: '138 0013 8000' }
const add = (body: object, who = officer) => ask(app, who, 'POST', '/api/customers', { body })
const find = async (q: string, who = officer): Promise<string[]> =>
  (await ask(app, who, 'GET', `/api/customers?q=${encodeURIComponent(q)}`)).json<{ customers: CustomerRow[] }>().customers.map(({ name }) => name)

describe('customers', () => {
  it('are put on file with sealed identifiers; a screen sees four digits [S2-88]', async () => {
    const { customerId, number, ...page } = (await add(WANG)).json<CustomerPage>()
    expect(number).toBe('C000001')
    expect(page).toMatchObject({ name: '王建国', idNumberMasked: '110105********002X', phoneMasked: '138****8000', bornOn: '1949-12-31', sex: 'FEMALE', lines: [], rowVersion: 1 })
    const stored = JSON.stringify(await db.asOwner('select c.*, k.kind, k.key, e.body from customer c join customer_search_key k using (bank_id, customer_id) join audit_event e on e.case_id = c.customer_id'))
    for (const plain of ['11010519491231002X', '13800138000', '110105194912']) expect(stored, plain).not.toContain(plain)
    expect(customerId).toMatch(/^[0-9a-f-]{36}$/)
  })

  it.each(['王建国', '建国', '王', 'wjg', 'WJ', '002x', '8000', '11010519491231002x', '13800138000', 'c000001'])('are found by %s', async (q) => {
    expect(await find(q)).toEqual(['王建国'])
  })

  it.each(['李', 'jg', '0021', '13800138001', 'C000002', '%', "' or 1=1 --"])('are not found by %s', async (q) => {
    expect(await find(q)).toEqual([])
  })

  it('are not found from another bank, where the same person may be a customer too', async () => {
    expect(await find('王建国', stranger)).toEqual([])
    expect((await add(WANG, stranger)).statusCode).toBe(201)
    expect(await find('wjg', stranger)).toEqual(['王建国'])
  })

  it('are on file once: the refusal says who it is', async () => {
    expect((await add({ ...WANG, name: '王建国二' })).json()).toMatchObject({ code: 'customer.known', status: 409, at: '/idNumber', detail: expect.stringContaining('王建国（C000001）') })
  })

  it('are refused with a wrong check digit, and the number is not quoted back', async () => {
    const answer = await add({ ...WANG, idNumber: '110105194912310021' })
    expect(answer.statusCode).toBe(400)
    expect(answer.json()).toMatchObject({ errors: [{ at: '/idNumber', message: expect.stringContaining('校验码') }] })
    expect(answer.body).not.toContain('110105194912310021')
  })

  it('are shown in clear for a reason, which is on record', async () => {
    const { customers: [row] } = (await ask(app, officer, 'GET', '/api/customers?q=wjg')).json<{ customers: [CustomerRow] }>()
    const unmask = (body: object) => ask(app, officer, 'POST', `/api/customers/${row.customerId}/unmask`, { body })
    expect((await unmask({ field: 'PHONE', reason: '' })).statusCode).toBe(400)
    expect((await unmask({ field: 'PHONE', reason: '回访核实用途' })).json()).toEqual({ value: '13800138000' })
    expect((await unmask({ field: 'ID_NUMBER', reason: '合同填写' })).json()).toEqual({ value: '11010519491231002X' })
    expect(await db.asOwner(`select who, body from audit_event where case_id = $1 and act = 'customer.unmask' order by seq`, [row.customerId])).toEqual([
      { who: officer.staffId, body: { field: 'PHONE', reason: '回访核实用途' } }, { who: officer.staffId, body: { field: 'ID_NUMBER', reason: '合同填写' } },
    ])
  })

  it('are corrected from the latest row version only, and found by what is new', async () => {
    const { customerId } = (await add({ name: '欧阳春', customerType: 'FARMER', idNumber: '440524188001010014', phone: '13900001111' })).json<CustomerPage>()
    const change = (body: object) => ask(app, officer, 'PATCH', `/api/customers/${customerId}`, { body })
    expect((await change({ rowVersion: 1, phone: '13900002222' })).json()).toMatchObject({ rowVersion: 2, phoneMasked: '139****2222', name: '欧阳春' })
    expect((await change({ rowVersion: 1, name: '欧阳秋' })).json()).toMatchObject({ code: 'customer.stale', status: 409 })
    expect([await find('1111'), await find('2222'), await find('oyc')]).toEqual([[], ['欧阳春'], ['欧阳春']])
  })
})
