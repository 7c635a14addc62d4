import { generateSync } from 'otplib'
import type { z } from 'zod'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { EnrolmentBegun, SteppedUp } from '#common/staff/domain'
import { setPassword } from '#common/staff/server'
import { type Assessment, type CaseFile, Judgement, type JudgementPack, assessmentOf, judgementGraph } from '#common/assessment/domain'
import { keptPolicy } from '#common/policy/server'
import { addDays, day } from '#kernel'
import { type Decisions, type SignPage, type Snapshots, Terms } from '#loan/decision/domain'
import { QUESTION_CODES } from '#loan/review/domain'
import { newId, openNextDay } from '#platform/db'
import { type TestStaff, testStaff } from '#platform/http'
import { tell } from '../../../app/facts.ts'
import { type Branch, gc01, openBranch, openCase, submitGc01 } from '../../investigation/server/testing/branch.ts'
import { lapseJob } from './index.ts'
import { variablesOf } from './snapshot.ts'

const PASSWORD = 'wo de mima 2025'
const ANSWERS = Object.fromEntries(QUESTION_CODES.map((code) => [code, { yes: true }]))
const LARGE = 120_000_000

let branch: Branch
let vicePresident: TestStaff
let president: TestStaff
const secrets = new Map<string, string>()
let clock = Date.parse('2025-03-12T02:00:00Z')

beforeAll(async () => {
  branch = await openBranch(() => new Date(clock))
  vicePresident = await signatory('VICE_PRESIDENT', '陈副行长')
  president = await signatory('PRESIDENT', '何行长')
}, 120_000)
afterAll(() => branch.close())

async function signatory(post: 'VICE_PRESIDENT' | 'PRESIDENT', name: string): Promise<TestStaff> {
  const { db, banks, as } = branch
  const who = await testStaff(db.database, banks[0], { posts: [post], name, now: new Date(clock) })
  const [session] = await db.asOwner('select token_hash from session where staff_id = $1', [who.staffId])
  await db.database.inBank(banks[0], (tx) => setPassword(tx, who.staffId, { password: PASSWORD, mustChange: false, now: new Date(clock), except: String(session?.['token_hash']) }))
  const { secret } = (await as(who, 'POST', '/api/me/second-factor', { body: { password: PASSWORD } })).json<EnrolmentBegun>()
  await as(who, 'POST', '/api/me/second-factor/confirmation', { body: { code: codeOf(secret) } })
  secrets.set(who.staffId, secret)
  return who
}

function codeOf(secret: string): string {
  return generateSync({ secret, epoch: Math.floor(clock / 1000) })
}

/** A fresh token for signing this case: thirty seconds on, so that the code is a new one. */
async function tokenFor(who: TestStaff, caseId: string): Promise<string | null> {
  clock += 31_000
  const answer = (await branch.as(who, 'POST', '/api/me/step-up', { body: { act: 'decision.sign', subject: caseId, code: codeOf(secrets.get(who.staffId)!) } })).json<SteppedUp>()
  expect(answer.refused).toBeNull()
  return answer.token
}

const terms = (amountFen: number, more: Partial<Terms> = {}): Terms => Terms.parse({
  product: '小微贷款', guarantee: gc01.request.guarantee, amountFen, periods: 12, method: 'ANNUITY', every: 'MONTH', annualRate: '0.0720', purpose: 'WORKING_CAPITAL',
  conditions: [{ when: 'BEFORE', kind: 'GUARANTOR_SIGNS', says: '保证人到场签字', ownerPost: 'OFFICER' }], ...more,
})

/** GC-01 as it would be for another amount, all of it used. */
const asking = (amountFen: number) => (file: CaseFile): CaseFile => ({ ...file, request: { ...file.request, amountFen, purposeItems: file.request.purposeItems.map((item) => ({ ...item, amountFen: Math.max(item.amountFen, amountFen) })) } })

/** GC-01 reviewed and routed, for the amount asked. */
async function routed(amountFen = gc01.request.amountFen): Promise<string> {
  const caseId = await openCase(branch)
  await submitGc01(branch, caseId, asking(amountFen))
  const passed = await branch.as(branch.reviewer, 'POST', `/api/cases/${caseId}/review/pass`, { body: { answers: ANSWERS } })
  expect(passed.statusCode, passed.body).toBe(200)
  return caseId
}

/** What the committee came to, told as the committee tells it. */
async function resolved(caseId: string, outcome: 'APPROVED' | 'REJECTED' | 'DEFERRED' | 'RE_INVESTIGATE', given: Terms | null = null): Promise<string> {
  const resolutionId = newId()
  await branch.db.database.inBank(branch.banks[0], (tx) => tell(tx, {
    fact: 'committee.resolved', caseId, by: branch.reviewer.staffId, on: day('2025-03-12'), at: new Date(clock).toISOString(), resolutionId, outcome, terms: given, reasons: outcome === 'APPROVED' ? [] : ['未来现金不足'],
  }))
  return resolutionId
}

const decisionsOf = async (caseId: string): Promise<Decisions> => (await branch.as(branch.officer, 'GET', `/api/cases/${caseId}/decision`)).json<Decisions>()
const pageOf = async (who: TestStaff, caseId: string): Promise<SignPage> => (await branch.as(who, 'GET', `/api/cases/${caseId}/decision/signature`)).json<SignPage>()
const sign = async (who: TestStaff, caseId: string, more: Record<string, unknown> = {}) =>
  branch.as(who, 'POST', `/api/cases/${caseId}/decision/signature`, { body: { outcome: 'SIGNED', termsHash: (await pageOf(president, caseId)).decision.termsHash, stepUp: null, ...more } })

/** GC-01 for 1.2 million, passed by the committee for 1.1 million: two signatures are missing. */
async function toSign(): Promise<string> {
  const caseId = await routed(LARGE)
  await resolved(caseId, 'APPROVED', terms(110_000_000))
  return caseId
}

describe('who decides', () => {
  it('follows from the matrix, with each step of the reasoning', async () => {
    const { decisions: [decision] } = await decisionsOf(await routed())
    expect(decision).toMatchObject({ state: 'ROUTED', authority: 'DEPARTMENT_COMMITTEE', seats: 5, signatures: [], totalFen: 15_000_000 })
    expect(decision?.basis.map(({ rule }) => rule)).toEqual(['exposure.customer', 'committee.authorityMatrix', 'committee.committeeSeats'])
  })

  it('is nobody in the bank above five million: the review is refused with the rule and stays open', async () => {
    const caseId = await openCase(branch)
    await submitGc01(branch, caseId, asking(500_000_001))
    expect((await branch.as(branch.reviewer, 'POST', `/api/cases/${caseId}/review/pass`, { body: { answers: ANSWERS } })).json()).toMatchObject({ code: 'decision.outside-authority', status: 422, value: 500_000_001 })
    expect((await branch.as(branch.reviewer, 'GET', `/api/cases/${caseId}/review`)).json()).toMatchObject({ openId: expect.any(String) as string })
    expect((await branch.as(branch.reviewer, 'POST', `/api/cases/${caseId}/review/pass`, { body: { answers: ANSWERS, kind: 'RURAL' } })).json()).toMatchObject({ code: 'decision.out-of-scope', at: '/kind' })
  })
})

describe('a decision keeps all it rested on', () => {
  it('with every figure, the points of every indicator, the versions; readable and exported, and never changed', async () => {
    const caseId = await routed()
    await resolved(caseId, 'APPROVED', terms(10_000_000))
    const [first] = (await branch.as(branch.reviewer, 'GET', `/api/cases/${caseId}/decision/snapshots`)).json<z.output<typeof Snapshots>>().snapshots
    const { assessment, policyHash, formulas } = (await branch.as(branch.reviewer, 'GET', `/api/cases/${caseId}/versions/1`)).json<{ assessment: Assessment; policyHash: string; formulas: string }>()
    expect(first).toMatchObject({ outcome: 'APPROVED', proposed: 'PROPOSE', version: 1, limitFen: assessment.limit?.amountFen, grantedFen: 10_000_000, grade: assessment.score?.cappedGrade, score: assessment.score?.total, card: 'SC-2025-01', policyHash, formulas, decidedOn: '2025-03-12' })
    const value = (id: string) => first?.variables.find((each) => each.id === id)?.value
    expect(Object.fromEntries(Object.keys(assessment.score!.indicators).map((id) => [id, value(id)]))).toEqual(assessment.score?.indicators)
    expect([value('totalAssets'), value('limit'), Number(value('coverage')).toFixed(4), value('bindingCap')]).toEqual([assessment.statements.totalAssetsFen, assessment.limit?.amountFen, assessment.coverage, assessment.limit?.bindingCap])
    const csv = await branch.as(branch.reviewer, 'GET', `/api/cases/${caseId}/decision/snapshots/${first?.snapshotId}/csv`)
    expect(csv.body).toContain(`A1,偿债覆盖倍数,POINTS,${assessment.score?.indicators['A1']}`)
    await expect(branch.db.database.inBank(branch.banks[0], (tx) => tx.updateTable('decision_snapshot').set({ outcome: 'REJECTED' }).where('bank_id', '=', branch.banks[0]).where('case_id', '=', caseId).execute())).rejects.toThrow()

    // Nothing of the graph is left out, and judging the kept case by the kept rules gives every one of them again.
    const { case_file: caseFile, policy_hash: hash } = await branch.db.database.inBank(branch.banks[0], (tx) => tx.selectFrom('investigation_version').select(['case_file', 'policy_hash']).where('bank_id', '=', branch.banks[0]).where('case_id', '=', caseId).executeTakeFirstOrThrow())
    const pack = await branch.db.database.inBank(branch.banks[0], (tx) => keptPolicy(tx, hash)) as JudgementPack
    const replayed = new Judgement(caseFile as CaseFile, pack)
    expect(first?.variables.map(({ id }) => id)).toEqual([...judgementGraph(pack).figures.keys()])
    expect(JSON.parse(JSON.stringify(variablesOf(replayed)))).toEqual(first?.variables)
    expect(JSON.parse(JSON.stringify(assessmentOf(replayed)))).toEqual(assessment)

    const refused = await routed()
    await resolved(refused, 'REJECTED')
    expect((await branch.as(branch.reviewer, 'GET', `/api/cases/${refused}/decision/snapshots`)).json()).toMatchObject({ snapshots: [{ outcome: 'REJECTED', grantedFen: null }] })
  })
})

describe('1.2 million', () => {
  it('needs the vice-president, then the president, each with his own code; then it is approved for thirty days [S2-97]', async () => {
    const caseId = await toSign()
    expect((await decisionsOf(caseId)).decisions[0]).toMatchObject({ state: 'SIGNING', authority: 'HEAD_OFFICE_CENTRE', signatures: [{ post: 'VICE_PRESIDENT', outcome: null }, { post: 'PRESIDENT', outcome: null }] })
    expect(await pageOf(vicePresident, caseId)).toMatchObject({ customer: '王建国', requestedFen: LARGE, asked: 'VICE_PRESIDENT', whyNot: null })
    expect((await sign(president, caseId, { stepUp: await tokenFor(president, caseId) })).json()).toMatchObject({ code: 'decision.other-signatory', status: 403 })
    expect((await sign(vicePresident, caseId)).json()).toMatchObject({ code: 'factor.required', status: 403 })
    const token = await tokenFor(vicePresident, caseId)
    expect((await sign(vicePresident, caseId, { stepUp: token })).json()).toMatchObject({ state: 'SIGNING' })
    expect((await decisionsOf(caseId)).decisions[0]).toMatchObject({ state: 'SIGNING', validUntil: null })
    expect((await sign(president, caseId, { stepUp: token })).json()).toMatchObject({ code: 'factor.required' })
    expect((await sign(president, caseId, { stepUp: await tokenFor(president, caseId), reason: '同意，按月报余额' })).json()).toMatchObject({ state: 'APPROVED' })
    expect((await decisionsOf(caseId)).decisions[0]).toMatchObject({ state: 'APPROVED', validUntil: '2025-04-11', signatures: [{ outcome: 'SIGNED', by: { name: '陈副行长' } }, { outcome: 'SIGNED', by: { name: '何行长' }, reason: '同意，按月报余额' }] })
    const acts = await branch.db.asOwner(`select act, body->>'factor' as factor from audit_event where case_id = $1 and act = 'decision.sign' order by seq`, [caseId])
    expect(acts).toEqual([{ act: 'decision.sign', factor: 'TOTP' }, { act: 'decision.sign', factor: 'TOTP' }])
  })

  it('a token that signed does not sign again, and one for another case signs nothing here', async () => {
    const [one, other] = [await toSign(), await toSign()]
    const token = await tokenFor(vicePresident, one)
    expect((await sign(vicePresident, other, { stepUp: token })).json()).toMatchObject({ code: 'factor.required' })
    expect((await sign(vicePresident, one, { stepUp: token })).statusCode).toBe(200)
    expect((await sign(vicePresident, one, { stepUp: token })).json()).toMatchObject({ code: 'decision.other-signatory' })
  })

  it('one refusal with its reason ends it; the president is not asked', async () => {
    const caseId = await toSign()
    const stepUp = await tokenFor(vicePresident, caseId)
    expect((await sign(vicePresident, caseId, { outcome: 'REFUSED', reason: '', stepUp })).statusCode).toBe(400)
    expect((await sign(vicePresident, caseId, { outcome: 'REFUSED', reason: '行业下行，暂不做', stepUp })).json()).toMatchObject({ state: 'REJECTED' })
    expect((await decisionsOf(caseId)).decisions[0]).toMatchObject({ state: 'REJECTED', reasons: ['主管副行长不同意：行业下行，暂不做'], signatures: [{ outcome: 'REFUSED' }, { outcome: null }] })
    expect((await sign(president, caseId, { stepUp: await tokenFor(president, caseId) })).json()).toMatchObject({ code: 'decision.nothing-to-sign' })
  })

  it('is signed under the terms that were read', async () => {
    const caseId = await toSign()
    expect((await sign(vicePresident, caseId, { stepUp: await tokenFor(vicePresident, caseId), termsHash: 'f'.repeat(64) })).json()).toMatchObject({ code: 'decision.other-terms', status: 409 })
  })
})

describe('an approval', () => {
  it('is the committee\'s alone below the matrix line, and the customer is told its terms', async () => {
    const caseId = await routed()
    await resolved(caseId, 'APPROVED', terms(11_800_000))
    const { decisions: [decision], toTell } = await decisionsOf(caseId)
    expect(decision).toMatchObject({ state: 'APPROVED', validUntil: '2025-04-11', signatures: [] })
    expect(toTell?.paragraphs.join('')).toContain('118,000.00 元')
    expect((await branch.as(branch.officer, 'POST', `/api/cases/${caseId}/answer`, { body: { channel: 'PHONE', remark: '客户接受' } })).statusCode).toBe(201)
    expect((await decisionsOf(caseId)).answers).toMatchObject([{ outcome: 'APPROVED', channel: 'PHONE', by: { name: '王磊' } }])
    expect(await branch.db.asOwner(`select state from task where case_id = $1 and step = 'ANSWER'`, [caseId])).toEqual([{ state: 'DONE' }])
  })

  it('above what was put to the committee is refused: the authority was worked out for less', async () => {
    const caseId = await routed()
    await expect(resolved(caseId, 'APPROVED', terms(15_000_001))).rejects.toMatchObject({ code: 'decision.above-routed' })
    expect((await decisionsOf(caseId)).decisions[0]).toMatchObject({ state: 'ROUTED' })
  })

  it('is used by a signed contract, and runs on when that is made void', async () => {
    const caseId = await routed()
    await resolved(caseId, 'APPROVED', terms(11_800_000))
    const told = (fact: 'contract.signed' | 'contract.voided') => branch.db.database.inBank(branch.banks[0], (tx) => tell(tx, { fact, caseId, by: branch.officer.staffId, on: day('2025-03-12'), at: new Date(clock).toISOString() }))
    await told('contract.signed')
    expect((await decisionsOf(caseId)).decisions[0]).toMatchObject({ state: 'USED' })
    await told('contract.voided')
    expect((await decisionsOf(caseId)).decisions[0]).toMatchObject({ state: 'APPROVED', validUntil: '2025-04-11' })
  })

  it('may be lowered with a reason, and never raised without a new decision', async () => {
    const caseId = await routed()
    await resolved(caseId, 'APPROVED', terms(11_800_000))
    const lower = (body: unknown) => branch.as(branch.officer, 'POST', `/api/cases/${caseId}/decision/terms`, { body })
    expect((await lower({ terms: terms(11_900_000), reason: '客户要求多贷' })).json()).toMatchObject({ code: 'decision.raised', status: 422, errors: [{ code: 'decision.raised', at: '/terms/amountFen' }] })
    expect((await lower({ terms: terms(11_800_000), reason: '没有变化' })).json()).toMatchObject({ code: 'decision.same-terms' })
    expect((await lower({ terms: terms(10_000_000), reason: '客户只用十万' })).json()).toMatchObject({ state: 'APPROVED' })
    expect((await decisionsOf(caseId)).decisions[0]?.terms.map((one) => [one.seq, one.terms.amountFen, one.by.name])).toEqual([[1, 11_800_000, '张伟'], [2, 10_000_000, '王磊']])
    expect((await lower({ terms: terms(11_800_000), reason: '改回原额' })).json()).toMatchObject({ status: 422 })
  })
})

describe('a rejection', () => {
  it('is told neutrally, and looked at once more on new facts only once', async () => {
    const caseId = await routed()
    const resolutionId = await resolved(caseId, 'REJECTED')
    const { toTell, noReconsideration } = await decisionsOf(caseId)
    expect([toTell?.outcome, noReconsideration]).toEqual(['REJECTED', null])
    expect(JSON.stringify(toTell)).not.toMatch(/现金不足|审贷会|评分/)
    const ask = (newFacts: string) => branch.as(branch.officer, 'POST', `/api/cases/${caseId}/decision/reconsideration`, { body: { newFacts } })
    expect((await ask('再看看')).statusCode).toBe(400)
    expect((await ask('客户已与供应商签订全年供货合同，应收账款提前收回八万元')).json()).toMatchObject({ state: 'ROUTED' })
    expect((await decisionsOf(caseId)).decisions[0]).toMatchObject({ state: 'ROUTED', round: 2, reconsiders: resolutionId })
    await resolved(caseId, 'REJECTED')
    expect((await decisionsOf(caseId)).noReconsideration).toBe('本案已复议 1 次，不再复议')
    expect((await ask('客户又说还有一份更大的供货合同，下个月就要签下来了')).json()).toMatchObject({ code: 'decision.reconsidered', status: 409 })
  })

  it('for a new investigation sends the case back and is decided anew', async () => {
    const caseId = await routed()
    await resolved(caseId, 'RE_INVESTIGATE')
    expect((await branch.as(branch.officer, 'GET', `/api/cases/${caseId}/draft`)).json()).toMatchObject({ state: 'RETURNED', version: 2, returned: { reason: '审贷会要求重新调查：未来现金不足' } })
    expect((await decisionsOf(caseId)).decisions[0]).toMatchObject({ state: 'RE_INVESTIGATE' })
  })
})

describe('thirty days without a contract', () => {
  it('end the approval on the day after the last, once', async () => {
    const caseId = await routed()
    await resolved(caseId, 'APPROVED', terms(11_800_000))
    const job = lapseJob(tell)
    const { db, banks } = branch
    const due = () => db.database.inBank(banks[0], async (tx) => (await job.due(tx, day((await tx.selectFrom('business_day').select('today').where('bank_id', '=', banks[0]).executeTakeFirstOrThrow()).today))).map(({ subject }) => subject))
    const { decisions: [approved] } = await decisionsOf(caseId)
    const gone = await routed()
    await resolved(gone, 'APPROVED', terms(11_800_000))
    expect((await branch.as(branch.officer, 'POST', `/api/cases/${gone}/withdraw`, { body: { reason: '客户已向亲戚借到' } })).statusCode).toBe(200)
    for (let on = day('2025-03-12'); on < day('2025-04-11'); on = addDays(on, 1)) await db.database.inBank(banks[0], (tx) => openNextDay(tx, on))
    expect(await due()).not.toContain(approved?.decisionId)
    await db.database.inBank(banks[0], (tx) => openNextDay(tx, day('2025-04-11')))
    const subjects = await due()
    expect(subjects).toContain(approved?.decisionId)
    for (const subject of subjects) await db.database.inBank(banks[0], (tx) => job.run(tx, subject, day('2025-04-12')))
    expect((await decisionsOf(caseId)).decisions[0]).toMatchObject({ state: 'LAPSED' })
    expect(await due()).toEqual([])
    // What a customer took back rests: it runs out when it is taken up again, not before.
    expect((await decisionsOf(gone)).decisions[0]).toMatchObject({ state: 'APPROVED' })
    for (const [path, body] of [['reopen', { reason: '客户又来申请' }], ['admit', undefined]] as const) await branch.as(branch.officer, 'POST', `/api/cases/${gone}/${path}`, body === undefined ? {} : { body })
    expect(await due()).toHaveLength(1)
    expect((await branch.as(branch.officer, 'POST', `/api/cases/${caseId}/decision/renewal`, { body: { reason: '客户外出，本周可签' } })).json()).toMatchObject({ state: 'ROUTED' })
    expect((await decisionsOf(caseId)).decisions.map(({ round, state }) => [round, state])).toEqual([[2, 'ROUTED'], [1, 'LAPSED']])
  })
})
