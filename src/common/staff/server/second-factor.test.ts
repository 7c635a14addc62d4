import { generateSync } from 'otplib'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { EnrolmentBegun, EnrolmentConfirmed, SecondFactor, SteppedUp } from '#common/staff/domain'
import { setPassword } from '#common/staff/server'
import { day } from '#kernel'
import { requireStepUp } from '#platform/auth'
import { newId, testDatabase, twoBanks, type TestDatabase } from '#platform/db'
import { ask, buildServer, testStaff, type TestStaff } from '#platform/http'
import { createLogger } from '#platform/logs'
import { secondFactorRoutes } from './second-factor-routes.ts'

const PASSWORD = 'wo de mima 2025'
let db: TestDatabase
let app: FastifyInstance
let bankId: number
let clock = Date.parse('2025-03-12T06:00:00Z')

beforeAll(async () => {
  db = await testDatabase()
  ;[bankId] = await twoBanks(db, day('2025-03-12'))
  app = await buildServer({ database: db.database, routes: secondFactorRoutes, logger: createLogger({ level: 'silent' }), now: () => new Date(clock) })
})
afterAll(async () => {
  await app.close()
  await db.drop()
})

const later = (seconds: number): void => { clock += seconds * 1000 }
const codeOf = (secret: string): string => generateSync({ secret, epoch: Math.floor(clock / 1000) })
const post = (who: TestStaff, url: string, body: unknown) => ask(app, who, 'POST', url, { body })
const wrongFor = (code: string): string => String((Number(code) + 1) % 1_000_000).padStart(6, '0')

async function person(posts: ('PRESIDENT' | 'SYS_ADMIN')[] = ['PRESIDENT']): Promise<TestStaff> {
  const who = await testStaff(db.database, bankId, { posts, name: '何行长', now: new Date(clock) })
  const except = await db.asOwner('select token_hash from session where staff_id = $1', [who.staffId])
  await db.database.inBank(bankId, (tx) => setPassword(tx, who.staffId, { password: PASSWORD, mustChange: false, now: new Date(clock), except: String(except[0]?.['token_hash']) }))
  return who
}

async function enrolled(): Promise<{ who: TestStaff; secret: string; recoveryCodes: string[] }> {
  const who = await person()
  const { secret } = (await post(who, '/api/me/second-factor', { password: PASSWORD })).json<EnrolmentBegun>()
  const confirmed = (await post(who, '/api/me/second-factor/confirmation', { code: codeOf(secret) })).json<EnrolmentConfirmed>()
  later(31)
  return { who, secret, recoveryCodes: confirmed.recoveryCodes }
}

async function stepUp(who: TestStaff, code: string, subject: string): Promise<SteppedUp> {
  return (await post(who, '/api/me/step-up', { act: 'decision.sign', subject, code })).json<SteppedUp>()
}
const open = (who: TestStaff, token: string | null, subject: string, act: 'decision.sign' | 'loan.check' = 'decision.sign') =>
  db.database.inBank(bankId, (tx) => requireStepUp(tx, { id: who.staffId }, { act, subject, token, now: new Date(clock) }))

describe('enrolling a second factor', () => {
  it('takes the password and a right code, shows ten recovery codes once and keeps the secret sealed', async () => {
    const who = await person()
    expect((await post(who, '/api/me/second-factor', { password: 'falsch falsch' })).json()).toMatchObject({ code: 'password.wrong' })
    const begun = (await post(who, '/api/me/second-factor', { password: PASSWORD })).json<EnrolmentBegun>()
    expect(begun.uri).toMatch(/^otpauth:\/\/totp\//)
    expect(begun.qr).toContain('<svg')
    expect((await post(who, '/api/me/step-up', { act: 'decision.sign', subject: newId(), code: codeOf(begun.secret) })).json()).toMatchObject({ code: 'factor.not-enrolled' })
    const confirmed = (await post(who, '/api/me/second-factor/confirmation', { code: codeOf(begun.secret) })).json<EnrolmentConfirmed>()
    expect(new Set(confirmed.recoveryCodes).size).toBe(10)
    expect((await ask(app, who, 'GET', '/api/me/second-factor')).json<SecondFactor>()).toMatchObject({ lockedUntil: null, recoveryCodesLeft: 10, enrolledAt: expect.any(String) as string })
    const rows = JSON.stringify(await db.asOwner('select f.*, c.code_hash from second_factor f join recovery_code c using (bank_id, staff_id) where staff_id = $1', [who.staffId]))
    expect(rows).not.toContain(begun.secret)
    expect(rows).not.toContain(confirmed.recoveryCodes[0]!.replace('-', ''))
    expect((await post(who, '/api/me/second-factor', { password: PASSWORD })).json()).toMatchObject({ code: 'factor.enrolled' })
  })

  it('is undone by the administrator only, and begins anew', async () => {
    const { who, secret } = await enrolled()
    const held = await stepUp(who, codeOf(secret), newId())
    const administrator = await person(['SYS_ADMIN'])
    expect((await post(who, `/api/staff/${who.staffId}/second-factor/reset`, { reason: '换手机' })).statusCode).toBe(403)
    expect((await post(administrator, `/api/staff/${who.staffId}/second-factor/reset`, { reason: '手机遗失' })).statusCode).toBe(204)
    await expect(open(who, held.token, newId())).rejects.toMatchObject({ code: 'factor.required' })
    await expect(open(who, null, newId())).rejects.toMatchObject({ code: 'factor.not-enrolled' })
    expect((await post(who, '/api/me/second-factor', { password: PASSWORD })).statusCode).toBe(201)
  })
})

describe('stepping up', () => {
  it('opens one act on one case once, within five minutes', async () => {
    const { who, secret } = await enrolled()
    const [mine, other] = [newId(), newId()]
    const { token } = await stepUp(who, codeOf(secret), mine)
    await expect(open(who, token, other)).rejects.toMatchObject({ code: 'factor.required', status: 403 })
    await expect(open(who, token, mine, 'loan.check')).rejects.toMatchObject({ code: 'factor.required' })
    await expect(open(await person(), token, mine)).rejects.toMatchObject({ code: 'factor.required' })
    expect(await open(who, token, mine)).toBe('TOTP')
    await expect(open(who, token, mine)).rejects.toMatchObject({ message: expect.stringContaining('已用过') as string })
    later(31)
    const late = await stepUp(who, codeOf(secret), mine)
    later(5 * 60)
    await expect(open(who, late.token, mine)).rejects.toMatchObject({ code: 'factor.required' })
  })

  it('refuses a code a second time, and one older than the last', async () => {
    const { who, secret } = await enrolled()
    const older = codeOf(secret)
    later(30)
    const code = codeOf(secret)
    expect((await stepUp(who, code, newId())).refused).toBeNull()
    expect((await stepUp(who, code, newId())).refused).toMatchObject({ code: 'factor.replayed' })
    expect((await stepUp(who, older, newId())).refused).toMatchObject({ code: 'factor.replayed' })
  })

  it('takes each recovery code once, however it is typed', async () => {
    const { who, recoveryCodes: [first] } = await enrolled()
    const subject = newId()
    const { token } = await stepUp(who, first!.replace('-', ' ').toLowerCase(), subject)
    expect(await open(who, token, subject)).toBe('RECOVERY')
    expect((await stepUp(who, first!, subject)).refused).toMatchObject({ code: 'factor.wrong' })
  })

  it('counts wrong codes even when they come at once, and locks after the fifth', async () => {
    const { who, secret } = await enrolled()
    const answers = await Promise.all(Array.from({ length: 6 }, () => stepUp(who, wrongFor(codeOf(secret)), newId())))
    expect(answers.filter(({ refused }) => refused?.code === 'factor.wrong')).toHaveLength(4)
    expect(answers.filter(({ refused }) => refused?.code === 'factor.locked')).toHaveLength(2)
    expect((await stepUp(who, codeOf(secret), newId())).refused).toMatchObject({ code: 'factor.locked' })
    later(15 * 60 + 1)
    expect((await stepUp(who, codeOf(secret), newId())).refused).toBeNull()
  })
})
