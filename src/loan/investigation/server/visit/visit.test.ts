import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { missingOf } from '#loan/investigation/domain'
import { identify } from '#platform/auth'
import { type TestStaff, testStaff } from '#platform/http'
import { assert, day } from '#kernel'
import { tell } from '../../../../app/facts.ts'
import { type Branch, draftOf, fillGc01, giveBack, openBranch, openCase, submitGc01 } from '../testing/branch.ts'
import { PLAN, logSearches, recordAll, setOut, takePhoto, visitShop, visitsOf } from '../testing/visit-shop.ts'
import { returnInvestigation } from '../return-investigation.ts'

const MORNING = '2025-03-12T01:30:00Z'
const HERE = { latitude: 26.9, longitude: 112.6, accuracyM: 8 }
let clock = MORNING
let branch: Branch
beforeAll(async () => { branch = await openBranch(() => new Date(Date.parse(clock) + ticks++)) })
afterAll(() => branch.close())
let ticks = 0

const post = (who: TestStaff, caseId: string, path: string, body?: unknown) => branch.as(who, 'POST', `/api/cases/${caseId}/${path}`, body === undefined ? {} : { body })

describe('before a visit', () => {
  it('it is planned: nobody sets out without a plan of the four blocks [S2-52]', async () => {
    const { officer } = branch
    const caseId = await openCase(branch)
    expect((await visitsOf(branch, caseId)).acts.start).toBe('先做访前计划')
    const { HISTORY: _, ...three } = PLAN.blocks
    expect((await post(officer, caseId, 'visits', { ...PLAN, blocks: three })).statusCode).toBe(400)
    const { visitId } = (await post(officer, caseId, 'visits', PLAN)).json<{ visitId: string }>()
    expect((await visitsOf(branch, caseId)).visits[0]?.questions.filter(({ block }) => block === 'HISTORY')).toHaveLength(9)
    const again = await post(officer, caseId, 'visits', { ...PLAN, plannedAt: '14:00', questions: [{ block: 'OPERATION', asks: '送货车是谁的' }] })
    expect(again.json()).toEqual({ visitId, round: 1 })
    expect((await visitsOf(branch, caseId)).visits[0]).toMatchObject({ plan: { plannedAt: '14:00' }, state: 'PLANNED' })
    expect((await visitsOf(branch, caseId)).visits[0]?.questions.at(-1)).toMatchObject({ id: 'own.1', asks: '送货车是谁的' })
  })

  it('the way to the shop stands in the plan as it was typed at intake', async () => {
    const caseId = await openCase(branch)
    const shop = async () => (await visitsOf(branch, caseId)).suggested.find(({ kind }) => kind === 'SHOP')?.address
    expect(await shop()).toBe('衡川')
    await branch.db.asOwner(`update application set intake = (intake::jsonb || '{"businessAddress":"先锋路农贸市场 12 号"}')::json where case_id = $1`, [caseId])
    expect(await shop()).toBe('先锋路农贸市场 12 号')
  })

  it('a customer someone put in a word for gets 30 % more time, by the same rules [S0-52]', async () => {
    const { officer, db } = branch
    const caseId = await openCase(branch)
    await db.asOwner(`update application set source = 'PERSONAL_INTRODUCTION' where case_id = $1`, [caseId])
    expect((await visitsOf(branch, caseId)).minutesLeast).toBe(156)
    expect((await post(officer, caseId, 'visits', { ...PLAN, minutes: 155 })).json()).toMatchObject({ code: 'visit.too-short', expected: '至少 156 分钟' })
    expect((await post(officer, caseId, 'visits', PLAN)).statusCode).toBe(201)
    expect((await visitsOf(branch, caseId)).visits[0]?.plan).toMatchObject({ minutes: 156, introduced: true })
  })

  it('nobody stays at his desk where the bank goes to every customer', async () => {
    const caseId = await openCase(branch)
    expect((await post(branch.officer, caseId, 'visits', { ...PLAN, mode: 'OFF_SITE', offSiteReason: '客户在外地，视频核实' })).json()).toMatchObject({ code: 'visit.off-site' })
  })
})

describe('in the shop', () => {
  it('the coach says which account is weak, which check closes it and how long that takes; a whole file says you may leave [S1-65]', async () => {
    const { officer } = branch
    const caseId = await openCase(branch)
    await post(officer, caseId, 'visits', PLAN)
    expect((await visitsOf(branch, caseId)).coach).toMatchObject({ mayLeave: false, statements: expect.arrayContaining(['资产负债表', '损益表']) as string[] })
    await fillGc01(branch, caseId)
    expect((await visitsOf(branch, caseId)).coach).toEqual({ next: null, weak: [], statements: [], minutesLeft: 0, mayLeave: true })
    const { caseFile, rowVersion } = await draftOf(branch, caseId)
    const saved = await branch.as(officer, 'PUT', `/api/cases/${caseId}/draft`, { body: { rowVersion, caseFile: { ...caseFile, checks: caseFile.checks.filter(({ account }) => account !== 'cash') } } })
    expect(saved.statusCode).toBe(200)
    const { coach } = await visitsOf(branch, caseId)
    expect(coach).toMatchObject({ mayLeave: false, minutesLeft: 23, next: { account: 'cash', method: 'X12', minutes: 8 }, weak: [{ account: 'cash', why: ['NO_METHOD'], steps: [{ method: 'X12' }, { method: 'X01' }] }] })
  })
})

describe('a visit of two', () => {
  it('is not closed by one alone, whatever names are written down [S0-51]', async () => {
    const { officer, assistant } = branch
    const caseId = await openCase(branch)
    const { visitId } = (await post(officer, caseId, 'visits', PLAN)).json<{ visitId: string }>()
    await post(officer, caseId, `visits/${visitId}/start`, { place: HERE })
    await recordAll(branch, caseId, visitId, officer)
    await post(officer, caseId, `visits/${visitId}/inquiries`, { who: '陈姨', relation: '邻居', positive: true, says: '为人踏实' })
    await post(officer, caseId, `visits/${visitId}/inquiries`, { who: '赵经理', relation: '供应商', positive: true, says: '付款准时' })
    expect((await post(officer, caseId, `visits/${visitId}/presence`, { place: HERE })).statusCode).toBe(200)
    const refused = await post(officer, caseId, `visits/${visitId}/close`)
    expect(refused.json()).toMatchObject({ status: 422, errors: [{ code: 'visit.missing-presence-second', at: '/sites' }] })
    expect(missingOf((await visitsOf(branch, caseId)).visits[0]?.check ?? []).map(({ code }) => code)).toEqual(['presence.second'])
    await post(assistant, caseId, `visits/${visitId}/presence`, { place: { placeMissing: '店内没有信号' } })
    expect((await post(officer, caseId, `visits/${visitId}/close`)).statusCode).toBe(200)
    expect((await visitsOf(branch, caseId)).visits[0]?.presence.map(({ by }) => by.name)).toEqual(['王磊', '李娜'])
  })

  it('says all that is missing at once, on the spot, and takes a reason only where one may be given [S1-65] [S1-66] [S2-62]', async () => {
    const { as, officer } = branch
    const caseId = await openCase(branch)
    const visitId = await setOut(branch, caseId, { lead: officer, second: branch.assistant })
    const refused = await post(officer, caseId, `visits/${visitId}/close`)
    const errors = refused.json<{ errors: { code: string; at: string; expected: string }[] }>().errors
    expect(errors.length).toBeGreaterThan(40)
    expect(errors.find(({ code }) => code === 'visit.missing-photo-meter')).toMatchObject({ at: '/photos', expected: expect.stringContaining('不适用须说明理由') as string })
    expect(errors.find(({ code }) => code === 'visit.missing-inquiries')).toMatchObject({ at: '/inquiries', expected: expect.stringContaining('不得免除') as string })
    const excuses = Object.fromEntries((await visitsOf(branch, caseId)).visits[0]?.check.map(({ code }) => [code, '客户不愿意配合']) ?? [])
    expect((await as(officer, 'PUT', `/api/cases/${caseId}/visits/${visitId}/parts`, { body: { part: 'EXCUSES', rowVersion: 0, content: { ...excuses, 'photo.METER': '无' } } })).json()).toMatchObject({ code: 'input.invalid' })
    await as(officer, 'PUT', `/api/cases/${caseId}/visits/${visitId}/parts`, { body: { part: 'EXCUSES', rowVersion: 0, content: excuses } })
    const left = missingOf((await visitsOf(branch, caseId)).visits[0]?.check ?? [])
    expect(left.every(({ excusable }) => !excusable)).toBe(true)
    expect(left.map(({ code }) => code)).toEqual(expect.arrayContaining(['photos.count', 'people', 'people.owner', 'senses.eye', 'senses.heart', 'inquiries', 'sites.one']))
    expect((await post(officer, caseId, `visits/${visitId}/close`)).statusCode).toBe(422)
  })

  it('goes to every place of the business, with time in and out and a place or its reason [S2-41]', async () => {
    const { officer } = branch
    const caseId = await openCase(branch)
    const visitId = await setOut(branch, caseId, { lead: officer, second: branch.assistant })
    const [shop, warehouse, home] = (await visitsOf(branch, caseId)).visits[0]?.sites ?? []
    assert(shop !== undefined && warehouse !== undefined && home !== undefined, 'the plan named three')
    const at = (siteId: string, act: string, body?: unknown) => post(officer, caseId, `visits/${visitId}/sites/${siteId}/${act}`, body)
    expect((await at(shop.siteId, 'leave')).json()).toMatchObject({ code: 'visit.not-there' })
    expect((await at(shop.siteId, 'arrive', { place: { latitude: 26.9 } })).statusCode).toBe(400)
    await at(shop.siteId, 'arrive', { place: HERE })
    expect((await at(shop.siteId, 'arrive', { place: HERE })).json()).toMatchObject({ code: 'visit.arrived' })
    await at(shop.siteId, 'leave')
    await at(home.siteId, 'not-visited', { reason: '住在外市父母家，视频看过' })
    const { siteId } = (await post(officer, caseId, `visits/${visitId}/sites`, { kind: 'WORKSHOP', label: '西部山区石子厂', address: '三十公里外' })).json<{ siteId: string }>()
    const visit = (await visitsOf(branch, caseId)).visits[0]
    expect(visit?.sites[0]).toMatchObject({ arrivedBy: { name: '王磊' }, arrivedAt: expect.stringContaining('2025-03-12T01:30') as string, leftAt: expect.any(String) as string, place: { accuracyM: 8 } })
    expect(missingOf(visit?.check ?? []).filter(({ code }) => code.startsWith('site.')).map(({ code }) => code)).toEqual([`site.${warehouse.siteId}`, `site.${siteId}`])
  })

  it('brings what it saw into the case file, and nothing is typed twice', async () => {
    const { officer } = branch
    const caseId = await openCase(branch)
    const visitId = await setOut(branch, caseId, { lead: officer, second: branch.assistant })
    const before = await draftOf(branch, caseId)
    expect(before.caseFile.visit).toEqual({ visitedOn: '2025-03-12', evidence: [] })
    const { evidenceId } = (await post(officer, caseId, `visits/${visitId}/inquiries`, { who: '陈姨', relation: '邻居', positive: true, says: '为人踏实，无不良嗜好' })).json<{ evidenceId: string }>()
    await post(officer, caseId, `visits/${visitId}/inquiries`, { who: '小周', relation: '雇员', positive: false, says: '最近两个月工资拖欠' })
    await recordAll(branch, caseId, visitId, officer)
    expect((await post(officer, caseId, `visits/${visitId}/close`)).statusCode).toBe(200)
    const { caseFile } = await draftOf(branch, caseId)
    expect(caseFile.soft.inquiries).toMatchObject([{ who: '陈姨', relation: '邻居', positive: true, evidence: [evidenceId] }, { who: '小周', positive: false }])
    expect(caseFile.visit.evidence).toHaveLength(9)
    expect(caseFile.evidence.filter(({ kind }) => kind === 'PHOTO').map(({ id }) => id).toSorted()).toEqual(caseFile.visit.evidence.toSorted())
    expect((await visitsOf(branch, caseId)).acts).toMatchObject({ record: '实地调查已经结束，记录不再改变', plan: null })
    expect((await post(officer, caseId, `visits/${visitId}/inquiries`, { who: '补记', relation: '邻居', positive: true, says: '事后补的' })).json()).toMatchObject({ code: 'visit.state' })
  })

  it('is gone on with by the stand-in of the absent lead; both names stay', async () => {
    const { as, officer, assistant, db, banks } = branch
    const caseId = await openCase(branch)
    const deputy = await testStaff(db.database, banks[0], { posts: ['OFFICER'], name: '周涛' })
    const { visitId } = (await post(officer, caseId, 'visits', PLAN)).json<{ visitId: string }>()
    expect((await post(deputy, caseId, `visits/${visitId}/start`, { place: HERE })).statusCode).toBe(404)
    await db.asOwner(`insert into stand_in (bank_id, stand_in_id, absent_id, deputy_id, post, from_day, until_day, reason, made_by, made_on, made_at)
      values ($1, gen_random_uuid(), $2, $3, 'OFFICER', '2025-03-12', '2025-03-14', '年休假', $4, '2025-03-12', now())`, [banks[0], officer.staffId, deputy.staffId, branch.supervisor.staffId])
    expect((await post(deputy, caseId, `visits/${visitId}/start`, { place: HERE })).statusCode).toBe(200)
    await post(assistant, caseId, `visits/${visitId}/presence`, { place: HERE })
    expect((await visitsOf(branch, caseId)).visits[0]?.presence).toMatchObject([{ by: { name: '周涛' }, onBehalfOf: { name: '王磊' } }, { by: { name: '李娜' }, onBehalfOf: null }])
    expect(await db.asOwner(`select on_behalf_of from case_role where case_id = $1 and staff_id = $2 and role = 'INVESTIGATOR'`, [caseId, deputy.staffId])).toEqual([{ on_behalf_of: officer.staffId }])
    expect((await as(deputy, 'GET', `/api/cases/${caseId}/visits`)).json<{ acts: { record: string | null } }>().acts.record).toBeNull()
    await db.asOwner('update stand_in set ended_by = made_by, ended_on = made_on, ended_at = made_at where deputy_id = $1', [deputy.staffId])
  })

  it('keeps what the other phone saved: an older part is refused and says who saved when', async () => {
    const { as, officer, assistant } = branch
    const caseId = await openCase(branch)
    const visitId = await setOut(branch, caseId, { lead: officer, second: assistant })
    const put = (who: TestStaff, name: string) => as(who, 'PUT', `/api/cases/${caseId}/visits/${visitId}/parts`, { body: { part: 'PEOPLE', rowVersion: 0, content: [{ name, role: 'OWNER' }] } })
    expect((await put(assistant, '王建国')).json()).toMatchObject({ rowVersion: 1 })
    expect((await put(officer, '别人')).json()).toMatchObject({ status: 409, code: 'visit.stale', detail: expect.stringContaining('李娜') as string })
    expect((await visitsOf(branch, caseId)).visits[0]?.people).toMatchObject({ rowVersion: 1, content: [{ name: '王建国' }] })
  })

  it('belongs to the investigators of the case and to nobody else', async () => {
    const { db, banks, reviewer } = branch
    const caseId = await openCase(branch)
    const stranger = await testStaff(db.database, banks[0], { posts: ['OFFICER', 'MENTOR'] })
    expect((await post(stranger, caseId, 'visits', PLAN)).json()).toMatchObject({ status: 403, code: 'investigation.not-investigator' })
    expect((await post(reviewer, caseId, 'visits', PLAN)).json()).toMatchObject({ code: 'permission.missing' })
    const visitId = await setOut(branch, caseId, { lead: branch.officer, second: branch.assistant })
    expect((await post(stranger, caseId, `visits/${visitId}/presence`, { place: HERE })).statusCode).toBe(403)
  })
})

describe('in the evening', () => {
  it('an officer alone takes somebody along, where one investigator is enough [S2-87]', async () => {
    const { officer, supervisor, db, banks } = branch
    const caseId = await openCase(branch)
    await oneInvestigator(db, banks[0], supervisor)
    clock = '2025-03-12T11:00:00Z' // seven in the evening in Shanghai
    try {
      const { visitId } = (await post(officer, caseId, 'visits', PLAN)).json<{ visitId: string }>()
      expect((await post(officer, caseId, `visits/${visitId}/start`, { place: HERE })).json()).toMatchObject({ code: 'visit.alone-in-evening', at: '/companion', value: '19:00' })
      expect((await post(officer, caseId, `visits/${visitId}/start`, { place: HERE, companion: '村主任 老周' })).statusCode).toBe(200)
      expect((await visitsOf(branch, caseId)).visits[0]?.companion).toBe('村主任 老周')
    } finally {
      clock = MORNING
      await db.asOwner(`update policy_overlay set status = 'WITHDRAWN', withdrawn_on = '2025-03-12' where bank_id = $1`, [banks[0]])
    }
  })

  it('of two the second has to be there before the first goes in', async () => {
    const { officer, assistant } = branch
    const caseId = await openCase(branch)
    const { visitId } = (await post(officer, caseId, 'visits', PLAN)).json<{ visitId: string }>()
    await post(officer, caseId, `visits/${visitId}/start`, { place: HERE })
    const siteId = (await visitsOf(branch, caseId)).visits[0]?.sites[0]?.siteId ?? ''
    clock = '2025-03-12T12:00:00Z'
    try {
      expect((await post(officer, caseId, `visits/${visitId}/sites/${siteId}/arrive`, { place: HERE })).json()).toMatchObject({ code: 'visit.alone-in-evening' })
      await post(assistant, caseId, `visits/${visitId}/presence`, { place: HERE })
      expect((await post(officer, caseId, `visits/${visitId}/sites/${siteId}/arrive`, { place: HERE })).statusCode).toBe(200)
    } finally {
      clock = MORNING
    }
  })
})

describe('an investigation', () => {
  it('is submitted only after a closed visit, the public searches and everyone\'s report [S0-53] [S1-16]', async () => {
    const { as, officer } = branch
    const caseId = await openCase(branch)
    const refusal = async () => (await as(officer, 'POST', `/api/cases/${caseId}/submit`, { body: { rowVersion: (await draftOf(branch, caseId)).rowVersion } })).json<{ errors: { code: string; message: string }[] }>().errors.filter(({ code }) => /^(visit|bureau)\./.test(code))
    expect(await refusal()).toMatchObject([{ code: 'visit.not-closed' }, { code: 'visit.not-searched', message: '公开查询还缺：姓名、手机号、企业信用网' }, { code: 'bureau.missing', message: '征信报告还缺：王建国、李梅、李强' }])
    await logSearches(branch, caseId, officer)
    expect((await refusal()).map(({ code }) => code)).toEqual(['visit.not-closed', 'bureau.missing'])
  })

  it('asked for by the committee the second time is made by somebody who was not there [S2-82]', async () => {
    const { as, officer, assistant, supervisor, db, banks } = branch
    const caseId = await openCase(branch)
    await submitGc01(branch, caseId)
    await sentBack(caseId, '2025-03-12T03:00:00Z')
    const { rowVersion } = await draftOf(branch, caseId)
    expect((await as(officer, 'POST', `/api/cases/${caseId}/submit`, { body: { rowVersion } })).json()).toMatchObject({ version: 2, state: 'SUBMITTED' })
    await sentBack(caseId, '2025-03-12T04:00:00Z')
    clock = '2025-03-12T05:00:00Z'
    try {
      const again = await as(officer, 'POST', `/api/cases/${caseId}/submit`, { body: { rowVersion: (await draftOf(branch, caseId)).rowVersion } })
      expect(again.json()).toMatchObject({ errors: [{ code: 'visit.not-closed', message: expect.stringContaining('换人') as string }] })
      const { visitId } = (await post(officer, caseId, 'visits', PLAN)).json<{ visitId: string }>()
      for (const who of [officer, assistant]) expect((await post(who, caseId, `visits/${visitId}/start`, { place: HERE })).json()).toMatchObject({ status: 403, code: 'visit.same-officer' })
      const other = await testStaff(db.database, banks[0], { posts: ['OFFICER'], name: '周涛' })
      expect((await post(supervisor, caseId, 'assignment', { leadId: other.staffId, assistId: officer.staffId, reason: '重新调查须换人到现场' })).statusCode).toBe(200)
      await visitShop(branch, caseId, { lead: other, second: officer })
      const submitted = await as(other, 'POST', `/api/cases/${caseId}/submit`, { body: { rowVersion: (await draftOf(branch, caseId)).rowVersion } })
      expect(submitted.json()).toMatchObject({ version: 3, state: 'SUBMITTED' })
    } finally {
      clock = MORNING
    }
  })

  it('that is not understood is given up with a reason, and taken up again by somebody else only [S2-81]', async () => {
    const { as, officer, reviewer } = branch
    const caseId = await openCase(branch)
    await fillGc01(branch, caseId)
    expect((await post(officer, caseId, 'abandon', { reason: 'TIRED', says: '十个字以上的说明文字' })).statusCode).toBe(400)
    expect((await post(officer, caseId, 'abandon', { reason: 'RISK_NOT_UNDERSTOOD', says: '资金去向说不清，风险点分析不透' })).json()).toMatchObject({ state: 'ABANDONED' })
    expect((await as(officer, 'PUT', `/api/cases/${caseId}/draft`, { body: { rowVersion: 1, caseFile: (await draftOf(branch, caseId)).caseFile } })).json()).toMatchObject({ code: 'investigation.move' })
    expect((await post(officer, caseId, 'resume', { reason: '想再试试' })).statusCode).toBe(403)
    expect((await post(reviewer, caseId, 'resume', { reason: '客户补来了资金去向证明' })).json()).toMatchObject({ state: 'RETURNED' })
    const { rowVersion } = await draftOf(branch, caseId)
    expect((await as(officer, 'POST', `/api/cases/${caseId}/submit`, { body: { rowVersion } })).json()).toMatchObject({ version: 1, state: 'SUBMITTED' })
  })

  it('is judged the same whoever put in a word; the register only says so [S2-35]', async () => {
    const { as, officer, reviewer } = branch
    const caseId = await openCase(branch)
    const plain = await openCase(branch)
    const entry = { kind: 'INTERCESSION', who: '某局刘科长', relation: '客户表兄', happenedOn: '2025-03-11', channel: 'PHONE', says: '要求尽快批下来，并要求多批五万' }
    expect((await post(officer, caseId, 'pressure', entry)).statusCode).toBe(201)
    const read = (await as(reviewer, 'GET', `/api/cases/${caseId}/pressure`)).json<{ entries: unknown[] }>()
    expect(read.entries).toMatchObject([{ ...entry, by: { name: '王磊' } }])
    for (const id of [caseId, plain]) await submitGc01(branch, id)
    const judged = async (id: string) => {
      const { decision, limit, score, price, reasons } = (await as(reviewer, 'GET', `/api/cases/${id}/versions/1`)).json<{ assessment: Record<string, unknown> }>().assessment
      return { decision, limit, score, price, reasons }
    }
    expect(await judged(caseId)).toEqual(await judged(plain))
    expect((await giveBack(branch, reviewer, caseId, '请补一张照片')).statusCode).toBe(200)
  })

  it('shows a version by the policy kept with it, whatever holds today', async () => {
    const { as, officer, supervisor, db, banks } = branch
    const caseId = await openCase(branch)
    await submitGc01(branch, caseId)
    const kept = async () => (await as(officer, 'GET', `/api/cases/${caseId}/versions/1/pack`)).json<{ pack: { limit: { payRatio: string }; industry: { code: string } } }>().pack
    const before = await kept()
    await overlayOf(db, banks[0], supervisor, { limit: { payRatio: '60%' } })
    expect((await as(officer, 'GET', `/api/cases/${caseId}/pack`)).json<{ pack: { limit: { payRatio: string } } }>().pack.limit.payRatio).toBe('0.60')
    expect(await kept()).toEqual(before)
    expect(before).toMatchObject({ limit: { payRatio: '0.80' }, industry: { code: 'fmcg-wholesale' } })
    await db.asOwner(`update policy_overlay set status = 'WITHDRAWN', withdrawn_on = '2025-03-12' where bank_id = $1`, [banks[0]])
  })
})

describe('a photo of the visit', () => {
  it('counts until it is taken off the case', async () => {
    const { officer } = branch
    const caseId = await openCase(branch)
    const visitId = await setOut(branch, caseId, { lead: officer, second: branch.assistant })
    const evidenceId = await takePhoto(branch, caseId, visitId, { siteId: null, shows: 'METER', lead: officer })
    const stands = async (): Promise<string | undefined> => (await visitsOf(branch, caseId)).visits[0]?.check.find(({ code }) => code === 'photo.METER')?.state
    expect(await stands()).toBe('DONE')
    await post(officer, caseId, `evidence/${evidenceId}/detach`, { reason: '拍的是邻店' })
    expect(await stands()).toBe('MISSING')
    expect((await post(officer, caseId, `visits/${visitId}/photos`, { evidenceId, shows: 'METER' })).json()).toMatchObject({ code: 'visit.no-photo' })
  })
})

/** The committee asks for another investigation. */
async function sentBack(caseId: string, at: string): Promise<void> {
  const { db, banks, reviewer } = branch
  const identity = await identify(db.database, reviewer.cookie, new Date(at))
  assert(identity !== undefined, 'the reviewer is signed in')
  await db.database.inBank(banks[0], (tx) => returnInvestigation(tx, { staff: identity.staff, caseId, on: day('2025-03-12'), now: new Date(at) }, { reason: '现金流测算不足', code: 'CASH_FLOW_INSUFFICIENT', source: 'RE_INVESTIGATE' }, tell))
}

const oneInvestigator = (db: Branch['db'], bankId: number, author: TestStaff): Promise<void> => overlayOf(db, bankId, author, { organisation: { dualInvestigation: false } })

/** A policy version of the bank that is in force already. */
async function overlayOf(db: Branch['db'], bankId: number, author: TestStaff, content: object): Promise<void> {
  await db.asOwner(`insert into policy_overlay (bank_id, overlay_id, level, subject, version, base_pack, content, reason, effective_on, status, in_force_since, author_id, written_at)
    select $1, gen_random_uuid(), 'BANK', '', 1 + (select count(*) from policy_overlay where bank_id = $1), 'default', $2, '试行', '2025-03-01', 'IN_FORCE', now(), $3, now()`, [bankId, JSON.stringify(content), author.staffId])
}

