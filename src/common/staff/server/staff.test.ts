import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openNextDay, testDatabase, twoBanks, type TestDatabase } from '#platform/db'
import { forgetEnded } from '#platform/auth'
import { ask, buildServer, testStaff, type AskOptions, type Method, type TestStaff } from '#platform/http'
import { createLogger } from '#platform/logs'
import { day } from '#kernel'
import type { Me, StaffRow } from '#common/staff/domain'
import { sessionRoutes, staffRoutes } from './index.ts'

let db: TestDatabase
let app: FastifyInstance
let admin: TestStaff
let bankId: number
let clock = new Date('2025-03-14T02:00:00Z')
const PASSWORD = '春眠不觉晓-处处闻啼鸟'

beforeAll(async () => {
  db = await testDatabase()
  ;[bankId] = await twoBanks(db, day('2025-03-14'))
  admin = await testStaff(db.database, bankId, { posts: ['SYS_ADMIN'], login: 'admin', now: clock })
  app = await buildServer({ database: db.database, routes: [...sessionRoutes, ...staffRoutes], logger: createLogger({ level: 'silent' }), now: () => clock })
})
afterAll(async () => {
  await app.close()
  await db.drop()
})

const as = (who: TestStaff | undefined, method: Method, url: string, options?: AskOptions) => ask(app, who, method, url, options)
const minutes = (count: number): void => { clock = new Date(clock.getTime() + count * 60_000) }
/** Each sign-in comes from its own address, so that the rate of one does not hide the lock of another. */
let address = 0
const signIn = (login: string, password: string, bank = 'jinxin') =>
  app.inject({ method: 'POST', url: '/api/session', payload: { bank, login, password }, remoteAddress: `10.0.${Math.trunc(++address / 250)}.${address % 250}` })

/** Someone with an own password, signed in. */
async function person(login: string, posts: { post: string }[] = [{ post: 'OFFICER' }]): Promise<TestStaff> {
  admin = await renew()
  const body = { login, name: `${login}的姓名`, unitId: admin.unitId, posts: posts.map(({ post }) => ({ post, unitId: admin.unitId })) }
  const { staffId } = (await as(admin, 'POST', '/api/staff', { body })).json<{ staffId: string }>()
  await as(admin, 'PUT', `/api/staff/${staffId}/password`, { body: { password: `初始-${PASSWORD}` } })
  const first = session((await signIn(login, `初始-${PASSWORD}`)), staffId)
  await as(first, 'PUT', '/api/me/password', { body: { current: `初始-${PASSWORD}`, password: PASSWORD } })
  return first
}

async function renew(): Promise<TestStaff> {
  return (await as(admin, 'GET', '/api/me')).statusCode === 200 ? admin : testStaff(db.database, bankId, { posts: ['SYS_ADMIN'], now: clock })
}

function session(answer: Awaited<ReturnType<typeof signIn>>, staffId: string): TestStaff {
  const cookie = answer.cookies.find(({ name }) => name === 'weidai_session')?.value ?? ''
  return { staffId, unitId: admin.unitId, bankId, cookie, csrfToken: answer.json<Me>().csrfToken }
}

describe('signing in', () => {
  test('bank, login and password open a session; a created user must choose a password first', async () => {
    const body = { login: '  LI.Chunhua ', name: '李春花', unitId: admin.unitId, posts: [{ post: 'OFFICER', unitId: admin.unitId }] }
    const { staffId } = (await as(admin, 'POST', '/api/staff', { body })).json<{ staffId: string }>()
    expect((await signIn('li.chunhua', 'anything at all')).statusCode).toBe(401)
    await as(admin, 'PUT', `/api/staff/${staffId}/password`, { body: { password: '第一次的密码-2025' } })
    const answer = await signIn('li.chunhua', '第一次的密码-2025')
    expect(answer.statusCode).toBe(201)
    expect(answer.json()).toMatchObject({ staffId, name: '李春花', bank: { code: 'jinxin', name: '金鑫农商银行' }, posts: [{ post: 'OFFICER' }], mustChangePassword: true, businessDate: '2025-03-14' })
    expect(answer.headers['set-cookie']).toMatch(/^weidai_session=[^;]+; Path=\/; HttpOnly; SameSite=Lax$/)
    const me = session(answer, staffId)
    expect((await as(me, 'GET', '/api/units')).json()).toMatchObject({ status: 403, code: 'password.must-change' })
    expect((await as(me, 'PUT', '/api/me/password', { body: { current: 'wrong', password: PASSWORD } })).json()).toMatchObject({ status: 422, code: 'password.wrong' })
    expect((await as(me, 'PUT', '/api/me/password', { body: { current: '第一次的密码-2025', password: '李春花李春花李春花' } })).json()).toMatchObject({ status: 422, code: 'password.weak' })
    expect((await as(me, 'PUT', '/api/me/password', { body: { current: '第一次的密码-2025', password: PASSWORD } })).statusCode).toBe(204)
    expect((await as(me, 'GET', '/api/units')).statusCode).toBe(200)
    expect((await as(me, 'GET', '/api/me')).json()).toMatchObject({ mustChangePassword: false })
  })

  test('wrong bank, wrong login and wrong password get the same answer', async () => {
    await person('wang')
    const answers = [await signIn('wang', PASSWORD, 'nobank'), await signIn('nobody', PASSWORD), await signIn('wang', 'wrong password'), await signIn('wang', PASSWORD, 'linhe')]
    expect(new Set(answers.map((answer) => JSON.stringify({ ...answer.json<object>(), instance: '' }))).size).toBe(1)
    expect(answers[0]?.json()).toMatchObject({ status: 401, code: 'sign-in.wrong' })
  })

  test('five wrong passwords lock the login for half an hour, known or not; the right one then opens again', async () => {
    await person('zhao')
    for (const login of ['zhao', 'unknown']) {
      for (let i = 0; i < 5; i++) expect((await signIn(login, 'wrong password')).statusCode).toBe(401)
      expect((await signIn(login, PASSWORD)).json()).toMatchObject({ status: 429, code: 'sign-in.locked' })
    }
    minutes(29)
    expect((await signIn('zhao', PASSWORD)).statusCode).toBe(429)
    minutes(2)
    expect((await signIn('zhao', PASSWORD)).statusCode).toBe(201)
    expect((await signIn('zhao', 'wrong password')).statusCode).toBe(401)
  })

  test('of twenty guesses at once five are looked at', async () => {
    await person('qian')
    const answers = await Promise.all(Array.from({ length: 20 }, () => signIn('qian', 'wrong password')))
    expect(answers.filter(({ statusCode }) => statusCode === 401)).toHaveLength(5)
    expect(answers.filter(({ statusCode }) => statusCode === 429)).toHaveLength(15)
  })

  test('the administrator unlocks by setting a password', async () => {
    const sun = await person('sun')
    for (let i = 0; i < 6; i++) await signIn('sun', 'wrong password')
    await as(await renew(), 'PUT', `/api/staff/${sun.staffId}/password`, { body: { password: `新的-${PASSWORD}` } })
    expect((await signIn('sun', `新的-${PASSWORD}`)).json()).toMatchObject({ mustChangePassword: true })
    expect((await as(sun, 'GET', '/api/me')).statusCode).toBe(401)
  })

  test('attempts are on record with their outcome', async () => {
    const rows = await db.asOwner(`select login, outcome, count(*)::int as count from sign_in_attempt where login in ('qian', 'unknown') group by 1, 2 order by 1, 2`)
    expect(rows).toEqual([{ login: 'qian', outcome: 'LOCKED', count: 15 }, { login: 'qian', outcome: 'SIGNED_IN', count: 1 }, { login: 'qian', outcome: 'WRONG', count: 5 }, { login: 'unknown', outcome: 'LOCKED', count: 1 }, { login: 'unknown', outcome: 'WRONG', count: 5 }])
  })

  test('one address has 60 tries a minute', async () => {
    const send = () => app.inject({ method: 'POST', url: '/api/session', payload: { bank: 'none', login: 'none', password: 'x' }, remoteAddress: '10.9.9.9' })
    const statuses: number[] = []
    for (let i = 0; i < 62; i++) statuses.push((await send()).statusCode)
    expect(statuses.slice(58)).toEqual([401, 401, 429, 429])
  })

  test('the banks to choose from are public', async () => {
    expect((await as(undefined, 'GET', '/api/banks')).json()).toEqual([{ code: 'jinxin', name: '金鑫农商银行', demonstration: false }, { code: 'linhe', name: '临河村镇银行', demonstration: false }])
  })

  test('a bank that is a demonstration says so before and after signing in', async () => {
    const who = await person('tao')
    expect((await as(who, 'GET', '/api/me')).json<Me>().bank).toEqual({ code: 'jinxin', name: '金鑫农商银行', demonstration: false })
    await db.asOwner('update bank set demonstration = true where bank_id = $1', [bankId])
    expect((await as(who, 'GET', '/api/me')).json<Me>().bank).toMatchObject({ demonstration: true })
    expect((await as(undefined, 'GET', '/api/banks')).json()).toMatchObject([{ code: 'jinxin', demonstration: true }, { code: 'linhe', demonstration: false }])
    await db.asOwner('update bank set demonstration = false where bank_id = $1', [bankId])
  })
})

describe('a session', () => {
  test('ends with sign-out, after half an hour without use, and after twelve hours of use', async () => {
    const chen = await person('chen')
    expect((await as(chen, 'DELETE', '/api/session')).headers['set-cookie']).toMatch(/^weidai_session=;/)
    expect((await as(chen, 'GET', '/api/me')).statusCode).toBe(401)

    const idle = session(await signIn('chen', PASSWORD), chen.staffId)
    minutes(29)
    expect((await as(idle, 'GET', '/api/me')).statusCode).toBe(200)
    minutes(29)
    expect((await as(idle, 'GET', '/api/me')).statusCode).toBe(200)
    minutes(31)
    expect((await as(idle, 'GET', '/api/me')).statusCode).toBe(401)

    const long = session(await signIn('chen', PASSWORD), chen.staffId)
    for (let used = 0; used < 12 * 60 - 20; used += 20) {
      minutes(20)
      expect((await as(long, 'GET', '/api/me')).statusCode).toBe(200)
    }
    minutes(21)
    expect((await as(long, 'GET', '/api/me')).statusCode).toBe(401)
  })

  test('the database keeps a hash of its secret only', async () => {
    const zhou = await person('zhou')
    const rows = await db.asOwner('select row_to_json(s)::text as text from session s')
    expect(rows.length).toBeGreaterThan(0)
    for (const { text } of rows) expect(text).not.toContain(zhou.cookie.split('.')[1])
  })

  test('a new password ends the other sessions of the person', async () => {
    const wu = await person('wu')
    const elsewhere = session(await signIn('wu', PASSWORD), wu.staffId)
    await as(wu, 'PUT', '/api/me/password', { body: { current: PASSWORD, password: `又一个-${PASSWORD}` } })
    expect((await as(wu, 'GET', '/api/me')).statusCode).toBe(200)
    expect((await as(elsewhere, 'GET', '/api/me')).statusCode).toBe(401)
  })

  test('ended sessions and forgotten tries are cleared away, live ones stay', async () => {
    const he = await person('he')
    await signIn('nobody.at.all', 'wrong password')
    const count = async (table: string) => (await db.asOwner(`select count(*)::int as count from ${table} where bank_id = $1`, [bankId]))[0]?.['count']
    await db.database.inBank(bankId, (tx) => forgetEnded(tx, clock))
    expect((await as(he, 'GET', '/api/me')).statusCode).toBe(200)
    expect(await count('sign_in_lock')).toBeGreaterThan(0)
    await db.database.inBank(bankId, (tx) => forgetEnded(tx, new Date(clock.getTime() + 25 * 3_600_000)))
    expect([await count('session'), await count('sign_in_lock')]).toEqual([0, 0])
    admin = await testStaff(db.database, bankId, { posts: ['SYS_ADMIN'], now: clock })
  })

  test('a suspended user is out at once and cannot come in again until restored', async () => {
    const zheng = await person('zheng')
    expect((await as(admin, 'POST', `/api/staff/${zheng.staffId}/suspension`, { body: { reason: '离职' } })).statusCode).toBe(204)
    expect((await as(zheng, 'GET', '/api/me')).statusCode).toBe(401)
    expect((await signIn('zheng', PASSWORD)).json()).toMatchObject({ status: 403, code: 'sign-in.suspended' })
    expect((await as(admin, 'DELETE', `/api/staff/${zheng.staffId}/suspension`)).statusCode).toBe(204)
    expect((await signIn('zheng', PASSWORD)).statusCode).toBe(201)
  })
})

describe('user administration [S2-43]', () => {
  const listed = async (login: string): Promise<StaffRow | undefined> =>
    (await as(admin, 'GET', `/api/staff?search=${login}`)).json<{ rows: StaffRow[] }>().rows.find((row) => row.login === login)

  test('a post given and taken changes what an open session may do, at once', async () => {
    const feng = await person('feng', [{ post: 'FINANCE' }])
    const me = async (): Promise<string[]> => (await as(feng, 'GET', '/api/me')).json<Me>().permissions
    expect(await me()).not.toContain('case.open')
    const { staffPostId } = (await as(admin, 'POST', `/api/staff/${feng.staffId}/posts`, { body: { post: 'OFFICER', unitId: admin.unitId } })).json<{ staffPostId: string }>()
    expect(await me()).toContain('case.open')
    expect((await as(admin, 'DELETE', `/api/staff/${feng.staffId}/posts/${staffPostId}`)).statusCode).toBe(204)
    expect(await me()).not.toContain('case.open')
    expect((await as(admin, 'DELETE', `/api/staff/${feng.staffId}/posts/${staffPostId}`)).statusCode).toBe(404)
  })

  test('a post given from a later day begins with that business day', async () => {
    const chu = await person('chu', [])
    await as(admin, 'POST', `/api/staff/${chu.staffId}/posts`, { body: { post: 'REVIEWER', unitId: admin.unitId, from: '2025-03-15' } })
    expect((await as(chu, 'GET', '/api/me')).json<Me>().posts).toEqual([])
    expect((await as(admin, 'POST', `/api/staff/${chu.staffId}/posts`, { body: { post: 'LEGAL', unitId: admin.unitId, from: '2025-03-13' } })).json()).toMatchObject({ status: 422, code: 'staff.post-in-the-past' })
    await db.database.inBank(bankId, (tx) => openNextDay(tx, day('2025-03-14')))
    expect((await as(chu, 'GET', '/api/me')).json<Me>().posts).toEqual([{ post: 'REVIEWER', unitId: admin.unitId }])
  })

  test('the system administrator holds no business post, and no business post goes with his', async () => {
    const wei = await person('wei')
    expect((await as(admin, 'POST', `/api/staff/${wei.staffId}/posts`, { body: { post: 'SYS_ADMIN', unitId: admin.unitId } })).json()).toMatchObject({ status: 422, code: 'staff.posts-incompatible' })
    const second = await person('jiang', [{ post: 'SYS_ADMIN' }])
    expect((await as(admin, 'POST', `/api/staff/${second.staffId}/posts`, { body: { post: 'COMMITTEE_MEMBER', unitId: admin.unitId } })).statusCode).toBe(422)
    expect((await as(second, 'GET', '/api/me')).json<Me>().permissions).toEqual(['staff.read', 'staff.administer', 'outbox.manage'])
    const at = { unitId: admin.unitId }
    const together = await as(admin, 'POST', '/api/staff', { body: { login: 'both', name: '两样', ...at, posts: [{ post: 'OFFICER', ...at }, { post: 'SYS_ADMIN', ...at }] } })
    expect(together.statusCode).toBe(422)
    expect(await listed('both')).toBeUndefined()
  })

  test('an administrator does not suspend, promote or reset himself', async () => {
    for (const [method, path, body] of [['POST', 'suspension', { reason: 'x' }], ['POST', 'posts', { post: 'OFFICER', unitId: admin.unitId }], ['PUT', 'password', { password: PASSWORD }]] as const) {
      expect((await as(admin, method, `/api/staff/${admin.staffId}/${path}`, { body })).json()).toMatchObject({ status: 422, code: 'staff.self' })
    }
  })

  test('the list shows posts and state of the password, and pages', async () => {
    const shen = await person('shen', [{ post: 'OFFICER' }, { post: 'MENTOR' }])
    expect(await listed('shen')).toMatchObject({ staffId: shen.staffId, status: 'ACTIVE', password: 'OWN', posts: [{ post: 'OFFICER', until: null }, { post: 'MENTOR', until: null }] })
    expect((await as(admin, 'GET', '/api/staff?search=%25')).json()).toEqual({ rows: [], next: null })
    const after = (await as(admin, 'GET', '/api/staff?after=shen')).json<{ rows: StaffRow[] }>().rows.map(({ login }) => login)
    expect(after).not.toContain('shen')
    expect(after).toContain('wu')
  })

  test('a login is taken once in a bank, and every field is checked', async () => {
    expect((await as(admin, 'POST', '/api/staff', { body: { login: 'admin', name: '又一个', unitId: admin.unitId } })).json()).toMatchObject({ status: 409, code: 'staff.login-taken', at: '/login' })
    const answer = await as(admin, 'POST', '/api/staff', { body: { login: 'A B', name: '', unitId: 'x', posts: [{ post: 'KING', unitId: admin.unitId }] } })
    expect(answer.json<{ errors: { at: string }[] }>().errors.map(({ at }) => at)).toEqual(['/login', '/name', '/unitId', '/posts/0/post'])
    expect((await as(admin, 'POST', '/api/staff', { body: { login: 'nounit', name: '无机构', unitId: '00000000-0000-4000-8000-000000000000' } })).statusCode).toBe(404)
  })

  test('acts on users are in the audit chain, without passwords', async () => {
    const rows = await db.asOwner('select act, body::text as body from audit_event order by at')
    expect(new Set(rows.map(({ act }) => act))).toEqual(new Set(['staff.create', 'staff.set-password', 'me.change-password', 'staff.suspend', 'staff.restore', 'staff.assign-post', 'staff.withdraw-post']))
    expect(JSON.stringify(rows)).not.toContain(PASSWORD)
  })
})

describe('the organisation tree', () => {
  test('grows, moves without circles, and is seen by all', async () => {
    const create = async (code: string, parentId: string): Promise<string> => (await as(admin, 'POST', '/api/units', { body: { code, name: `${code}支行`, parentId } })).json<{ unitId: string }>().unitId
    const east = await create('E', admin.unitId)
    const street = await create('E1', east)
    expect((await as(admin, 'PATCH', `/api/units/${east}`, { body: { parentId: street } })).json()).toMatchObject({ status: 422, code: 'unit.circle' })
    expect((await as(admin, 'PATCH', `/api/units/${admin.unitId}`, { body: { parentId: street } })).json()).toMatchObject({ status: 422, code: 'unit.circle' })
    expect((await as(admin, 'PATCH', `/api/units/${street}`, { body: { parentId: admin.unitId, name: '街口支行' } })).statusCode).toBe(204)
    expect((await as(admin, 'POST', '/api/units', { body: { code: 'E', name: '重号', parentId: east } })).statusCode).toBe(409)
    const officer = await person('unitreader')
    expect((await as(officer, 'GET', '/api/units')).json()).toEqual([
      { unitId: east, parentId: admin.unitId, code: 'E', name: 'E支行' }, { unitId: street, parentId: admin.unitId, code: 'E1', name: '街口支行' }, { unitId: admin.unitId, parentId: null, code: 'HQ', name: '总行' },
    ])
  })
})
