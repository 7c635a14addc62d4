import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testStaff } from '#platform/http'
import { type Branch, draftOf, fillGc01, giveBack, intake, newCustomer, openBranch, openCase } from './testing/branch.ts'

let branch: Branch
beforeAll(async () => { branch = await openBranch() })
afterAll(() => branch.close())

describe('two people on one case', () => {
  it('a save from an old row version is refused and says who saved when; nothing is overwritten', async () => {
    const { as, officer, assistant } = branch
    const caseId = await openCase(branch)
    const { caseFile, rowVersion } = await draftOf(branch, caseId)
    const cash = (amountFen: number) => ({ ...caseFile, balance: { ...caseFile.balance, cash: [{ label: '店内现金', amountFen, evidence: [] }] } })
    const first = await as(assistant, 'PUT', `/api/cases/${caseId}/draft`, { body: { rowVersion, caseFile: cash(100) } })
    expect(first.json()).toMatchObject({ rowVersion: 2, state: 'DRAFT' })
    const stale = await as(officer, 'PUT', `/api/cases/${caseId}/draft`, { body: { rowVersion, caseFile: cash(200) } })
    expect(stale.statusCode).toBe(409)
    expect(stale.json()).toMatchObject({ code: 'draft.stale', at: '/rowVersion', value: 1, detail: expect.stringMatching(/^草稿已由李娜于 \d\d\/\d\d \d\d:\d\d:\d\d 保存/), expected: '重新载入后再改' })
    expect((await draftOf(branch, caseId)).caseFile.balance.cash).toEqual([{ label: '店内现金', amountFen: 100, evidence: [] }])
  })

  it('of parallel saves from one row version exactly one is kept', async () => {
    const { as, officer } = branch
    const caseId = await openCase(branch)
    const { caseFile, rowVersion } = await draftOf(branch, caseId)
    const answers = await Promise.all(Array.from({ length: 8 }, (_, at) => as(officer, 'PUT', `/api/cases/${caseId}/draft`, { body: { rowVersion, caseFile: { ...caseFile, plan: { ...caseFile.plan, useFen: at + 1 } } } })))
    expect(answers.map(({ statusCode }) => String(statusCode)).sort()).toEqual(['200', ...Array.from({ length: 7 }, () => '409')])
    expect((await draftOf(branch, caseId)).rowVersion).toBe(2)
  })

  it('of parallel submissions exactly one makes a version', async () => {
    const { as, officer, assistant, db } = branch
    const caseId = await openCase(branch)
    const rowVersion = await fillGc01(branch, caseId)
    const answers = await Promise.all([officer, assistant, officer, assistant].map((who) => as(who, 'POST', `/api/cases/${caseId}/submit`, { body: { rowVersion } })))
    expect(answers.map(({ statusCode }) => String(statusCode)).sort()).toEqual(['200', '409', '409', '409'])
    expect(await db.asOwner('select count(*)::int as versions from investigation_version where case_id = $1', [caseId])).toEqual([{ versions: 1 }])
  })

  it('a submission sent twice is one, with the same answer', async () => {
    const { as, officer } = branch
    const caseId = await openCase(branch)
    const body = { rowVersion: await fillGc01(branch, caseId) }
    const key = randomUUID()
    const [first, second] = [await as(officer, 'POST', `/api/cases/${caseId}/submit`, { body, key }), await as(officer, 'POST', `/api/cases/${caseId}/submit`, { body, key })]
    expect(second.headers['idempotent-replayed']).toBe('true')
    expect(second.body).toBe(first.body)
    expect((await as(officer, 'POST', `/api/cases/${caseId}/submit`, { body: { rowVersion: 1 }, key })).statusCode).toBe(422)
  })
})

describe('what was submitted', () => {
  it('is changed by nobody: not by a route, not by the app role, not by the owner', async () => {
    const { as, officer, db, banks } = branch
    const caseId = await openCase(branch)
    const rowVersion = await fillGc01(branch, caseId)
    await as(officer, 'POST', `/api/cases/${caseId}/submit`, { body: { rowVersion } })
    const { caseFile } = await draftOf(branch, caseId)
    expect((await as(officer, 'PUT', `/api/cases/${caseId}/draft`, { body: { rowVersion, caseFile } })).json()).toMatchObject({ code: 'investigation.move', detail: '调查已提交，不能保存', expected: '可以：退回' })
    expect((await as(officer, 'POST', `/api/cases/${caseId}/notes`, { body: { class: 'STATEMENT', title: '补记', text: '客户来电' } })).statusCode).toBe(409)
    for (const table of ['investigation_version', 'investigation_return']) {
      for (const change of [`update ${table} set version = version`, `delete from ${table}`]) {
        await expect(db.database.inBank(banks[0], (tx) => sql.raw(`${change} where bank_id = ${banks[0]}`).execute(tx)), change).rejects.toThrow('permission denied')
        await expect(db.asOwner(`${change} where bank_id = ${banks[0]}`), change).rejects.toThrow('append-only')
      }
    }
    await expect(db.database.inBank(banks[0], (tx) => tx.updateTable('evidence').set({ title: '改名' }).where('bank_id', '=', banks[0]).execute())).rejects.toThrow('permission denied')
  })

  it('is returned by someone else only [S1-11]', async () => {
    const { as, officer, assistant, db } = branch
    const caseId = await openCase(branch)
    await as(officer, 'POST', `/api/cases/${caseId}/submit`, { body: { rowVersion: await fillGc01(branch, caseId) } })
    // The officer becomes a reviewer too: the post would let him, the case does not.
    await db.asOwner(`insert into staff_post (bank_id, staff_post_id, staff_id, post, unit_id, from_day) select bank_id, gen_random_uuid(), staff_id, 'REVIEWER', unit_id, '2000-01-01' from staff where staff_id = any($1)`, [[officer.staffId, assistant.staffId]])
    for (const who of [officer, assistant]) expect((await giveBack(branch, who, caseId, '自己退自己')).json()).toMatchObject({ code: 'role.incompatible', status: 403 })
  })

  it('is returned by reviewer, area supervisor, unit head or risk manager', async () => {
    const { as, officer, db, banks } = branch
    const caseId = await openCase(branch)
    let rowVersion = await fillGc01(branch, caseId)
    for (const post of ['REVIEWER', 'AREA_SUPERVISOR', 'UNIT_HEAD', 'RISK_MANAGER'] as const) {
      await as(officer, 'POST', `/api/cases/${caseId}/submit`, { body: { rowVersion } })
      const who = await testStaff(db.database, banks[0], { posts: [post] })
      const returned = await giveBack(branch, who, caseId, '请补照片')
      expect([post, returned.statusCode]).toEqual([post, 200])
      rowVersion = (await draftOf(branch, caseId)).rowVersion
    }
  })

  it('is written by lead and assistant only', async () => {
    const { as, db, banks, reviewer } = branch
    const caseId = await openCase(branch)
    const { caseFile, rowVersion } = await draftOf(branch, caseId)
    const other = await testStaff(db.database, banks[0], { posts: ['OFFICER', 'MENTOR'] })
    expect((await as(other, 'PUT', `/api/cases/${caseId}/draft`, { body: { rowVersion, caseFile } })).json()).toMatchObject({ code: 'investigation.not-investigator', status: 403 })
    expect((await as(reviewer, 'PUT', `/api/cases/${caseId}/draft`, { body: { rowVersion, caseFile } })).json()).toMatchObject({ code: 'permission.missing' })
  })
})

describe('a draft', () => {
  it('with wrong fields is refused naming each of them', async () => {
    const { as, officer } = branch
    const caseId = await openCase(branch)
    const { caseFile, rowVersion } = await draftOf(branch, caseId)
    const answer = await as(officer, 'PUT', `/api/cases/${caseId}/draft`, { body: { rowVersion, caseFile: { ...caseFile, cutOffOn: '2025-02-30', balance: { cash: [{ label: '', amountFen: 1.5 }] }, colour: 'red' } } })
    expect(answer.statusCode).toBe(400)
    expect(answer.json<{ errors: { at: string }[] }>().errors.map(({ at }) => at).sort()).toEqual(['/caseFile/balance/cash/0/amountFen', '/caseFile/balance/cash/0/label', '/caseFile/colour', '/caseFile/cutOffOn'])
    expect((await as(officer, 'PUT', `/api/cases/${caseId}/draft`, { body: { rowVersion, caseFile: { ...caseFile, business: { ...caseFile.business, trade: 'gold-mining' } } } })).json()).toMatchObject({ code: 'industry.unknown', at: '/caseFile/business/trade', expected: expect.stringContaining('fmcg-wholesale') })
  })

  it('that says nothing new is not written again', async () => {
    const { as, officer, db } = branch
    const caseId = await openCase(branch)
    const { caseFile, rowVersion } = await draftOf(branch, caseId)
    expect((await as(officer, 'PUT', `/api/cases/${caseId}/draft`, { body: { rowVersion, caseFile } })).json()).toMatchObject({ rowVersion })
    expect(await db.asOwner(`select count(*)::int as saves from audit_event where case_id = $1 and act = 'investigation.save'`, [caseId])).toEqual([{ saves: 0 }])
  })

  it('cannot forge evidence or another case number', async () => {
    const { as, officer } = branch
    const caseId = await openCase(branch)
    const { caseFile, rowVersion, number } = await draftOf(branch, caseId)
    await as(officer, 'PUT', `/api/cases/${caseId}/draft`, { body: { rowVersion, caseFile: { ...caseFile, id: 'OTHER', evidence: [{ id: 'forged', class: 'SEEN', kind: 'PHOTO', title: '伪造' }], plan: { ...caseFile.plan, useFen: 5 } } } })
    expect((await draftOf(branch, caseId)).caseFile).toMatchObject({ id: number, evidence: [], plan: { useFen: 5 } })
  })
})

describe('intake', () => {
  it('names every admission rule the application breaks', async () => {
    const { as, officer } = branch
    const { customerId } = (await as(officer, 'POST', '/api/customers', { body: newCustomer() })).json<{ customerId: string }>()
    const asked = intake(customerId)
    const { caseId } = (await as(officer, 'POST', '/api/cases', { body: { ...asked, request: { ...asked.request, purpose: 'GAMBLING' }, business: { ...asked.business, startedOn: '2025-02-01' } } })).json<{ caseId: string }>()
    const refused = await as(officer, 'POST', `/api/cases/${caseId}/admit`)
    expect(refused.statusCode).toBe(422)
    expect(refused.json<{ errors: { code: string }[] }>().errors.map(({ code }) => code)).toEqual(['judgement.h02', 'judgement.h03'])
    expect((await as(officer, 'POST', `/api/cases/${caseId}/decline`, { body: { reason: '用途违禁' } })).json()).toEqual({ state: 'DECLINED' })
    expect((await as(officer, 'POST', `/api/cases/${caseId}/admit`)).json()).toMatchObject({ code: 'application.move', status: 409 })
  })

  it('wants three months in business, and twelve for more than 100,000 yuan [S4-03] [S4-04]', async () => {
    const { as, officer } = branch
    const admitted = async (startedOn: string, amountFen: number): Promise<number> => {
      const { customerId } = (await as(officer, 'POST', '/api/customers', { body: newCustomer() })).json<{ customerId: string }>()
      const asked = intake(customerId)
      const { caseId } = (await as(officer, 'POST', '/api/cases', { body: { ...asked, request: { ...asked.request, amountFen }, business: { ...asked.business, startedOn } } })).json<{ caseId: string }>()
      return (await as(officer, 'POST', `/api/cases/${caseId}/admit`)).statusCode
    }
    expect([await admitted('2024-12-13', 8_000_000), await admitted('2024-12-12', 8_000_000)]).toEqual([422, 200])
    expect([await admitted('2024-03-13', 10_000_100), await admitted('2024-03-12', 10_000_100), await admitted('2024-03-13', 10_000_000)]).toEqual([422, 200, 200])
  })

  it('may be taken in by one and investigated by another [S2-51]', async () => {
    const { as, officer, assistant, supervisor, db, banks } = branch
    const counter = await testStaff(db.database, banks[0], { posts: ['RELATIONSHIP'] })
    const { customerId } = (await as(counter, 'POST', '/api/customers', { body: newCustomer() })).json<{ customerId: string }>()
    const { caseId } = (await as(counter, 'POST', '/api/cases', { body: intake(customerId) })).json<{ caseId: string }>()
    await as(supervisor, 'POST', `/api/cases/${caseId}/assignment`, { body: { leadId: officer.staffId, assistId: assistant.staffId } })
    expect((await as(officer, 'POST', `/api/cases/${caseId}/admit`, { body: {} })).json()).toMatchObject({ state: 'ADMITTED' })
    const { caseFile, rowVersion } = await draftOf(branch, caseId)
    expect((await as(officer, 'PUT', `/api/cases/${caseId}/draft`, { body: { rowVersion, caseFile } })).statusCode).toBe(200)
    expect((await as(counter, 'GET', `/api/cases/${caseId}`)).statusCode).toBe(200)
  })

  it('wants an investigator as lead and another person as assistant', async () => {
    const { as, officer, reviewer } = branch
    const { customerId } = (await as(officer, 'POST', '/api/customers', { body: newCustomer() })).json<{ customerId: string }>()
    expect((await as(officer, 'POST', '/api/cases', { body: { ...intake(customerId), leadId: reviewer.staffId } })).json()).toMatchObject({ code: 'application.not-investigator', at: '/leadId' })
    expect((await as(officer, 'POST', '/api/cases', { body: intake(customerId, officer.staffId) })).json()).toMatchObject({ code: 'application.same-person', at: '/assistId' })
  })
})
