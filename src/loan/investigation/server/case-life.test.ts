import { CaseFile, assess } from '#common/assessment/domain'
import { loadIndustry, loadShippedPack } from '#platform/packs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CasePage } from '#desk/case/domain'
import type { Cases } from '#desk/worklist/domain'
import type { Version, Versions } from '#loan/investigation/domain'
import { testStaff } from '#platform/http'
import type { z } from 'zod'
import { type Branch, draftOf, fillGc01, giveBack, openBranch, openCase } from './testing/branch.ts'

let branch: Branch
beforeAll(async () => { branch = await openBranch() })
afterAll(() => branch.close())

describe('a case from intake to the next version', () => {
  it('is taken in, admitted, written, submitted, returned and submitted again', async () => {
    const { as, officer, reviewer } = branch
    const caseId = await openCase(branch)
    const draft = await draftOf(branch, caseId)
    expect(draft).toMatchObject({ state: 'DRAFT', version: 1, rowVersion: 1, number: 'SQ2025000001', caseFile: { id: 'SQ2025000001', applicant: { name: '王建国', bornOn: '1983-05-11' }, balance: { cash: [] } } })
    const rowVersion = await fillGc01(branch, caseId)
    const submitted = await as(officer, 'POST', `/api/cases/${caseId}/submit`, { body: { rowVersion } })
    expect(submitted.json()).toMatchObject({ version: 1, state: 'SUBMITTED', decision: 'PROPOSE' })

    const page = (await as(reviewer, 'GET', `/api/cases/${caseId}`)).json<CasePage>()
    expect(page).toMatchObject({ state: 'REPORT_SUBMITTED', limitFen: 11_800_000, score: 92, grade: 'B', decision: 'PROPOSE' })
    expect(page.acts.find(({ act }) => act === 'investigation.return')).toMatchObject({ allowed: true })
    expect((await giveBack(branch, reviewer, caseId, '请补一张仓库照片')).json()).toMatchObject({ outcome: 'RETURNED', next: 'CORRECTION' })

    const again = await draftOf(branch, caseId)
    expect(again).toMatchObject({ state: 'RETURNED', version: 2, returned: { version: 1, reason: '其他：请补一张仓库照片', by: { name: '张伟' } } })
    expect((await as(officer, 'POST', `/api/cases/${caseId}/submit`, { body: { rowVersion: again.rowVersion } })).json()).toMatchObject({ version: 2, state: 'SUBMITTED' })
    const { versions } = (await as(officer, 'GET', `/api/cases/${caseId}/versions`)).json<z.output<typeof Versions>>()
    expect(versions.map(({ version, returned: given }) => [version, given?.reason ?? null])).toEqual([[1, '其他：请补一张仓库照片'], [2, null]])
    const first = (await as(officer, 'GET', `/api/cases/${caseId}/versions/1`)).json<Version>()
    expect(first).toMatchObject({ policy: '基准政策 2025.1', assessment: { limit: { amountFen: 11_800_000, bindingCap: 'capCash' } }, caseFile: { id: 'SQ2025000001' } })
    const taken = CaseFile.parse((await as(officer, 'GET', `/api/cases/${caseId}/case-file`)).json())
    expect(assess(taken, { ...loadShippedPack('default'), industry: loadIndustry(taken.business.trade) })).toEqual(first.assessment)
    const acts = await branch.db.asOwner('select act from audit_event where case_id = $1 order by seq', [caseId])
    const ours = [...new Set(acts.map(({ act }) => String(act)))].filter((act) => /^(application|investigation)\./.test(act))
    expect(ours).toEqual([
      'application.file', 'application.admit', 'investigation.start', 'investigation.attach-note', 'investigation.save', 'investigation.query-bureau', 'investigation.plan-visit', 'investigation.start-visit', 'investigation.confirm-presence',
      'investigation.arrive', 'investigation.attach-evidence', 'investigation.link-photo', 'investigation.leave', 'investigation.record-visit', 'investigation.public-search', 'investigation.close-visit', 'investigation.submit', 'investigation.return',
    ])
  })

  it('is refused with everything that is missing', async () => {
    const { as, officer } = branch
    const caseId = await openCase(branch)
    const answer = await as(officer, 'POST', `/api/cases/${caseId}/submit`, { body: { rowVersion: 1 } })
    expect(answer.statusCode).toBe(422)
    expect(answer.json<{ errors: { code: string }[] }>().errors.map(({ code }) => code)).toEqual(expect.arrayContaining(['judgement.bs', 'judgement.is', 'judgement.eq', 'judgement.h12']))
  })

  it('rejected by the facts found it goes to the library of rejected cases [S0-50]', async () => {
    const { as, officer, reviewer } = branch
    const caseId = await openCase(branch)
    const rowVersion = await fillGc01(branch, caseId, (file) => ({ ...file, findings: [{ flag: 'FR06', confirmedBy: 'THIRD_PARTY', says: '介绍人说其常年赌博', evidence: [] }] }))
    expect((await as(officer, 'POST', `/api/cases/${caseId}/submit`, { body: { rowVersion } })).json()).toMatchObject({ state: 'REJECTED_BY_RULE', decision: 'REJECT' })
    const library = (await as(reviewer, 'GET', '/api/cases?state=REJECTED_BY_RULE')).json<z.output<typeof Cases>>()
    expect(library.cases.map((one) => one.caseId)).toEqual([caseId])
    expect(library.cases[0]).toMatchObject({ decision: 'REJECT', limitFen: null })
  })

  it('a figure may not rest on evidence that is not on the case', async () => {
    const { as, officer } = branch
    const caseId = await openCase(branch)
    const rowVersion = await fillGc01(branch, caseId, (file) => ({ ...file, visit: { ...file.visit, evidence: ['nobody-knows'] } }))
    const answer = await as(officer, 'POST', `/api/cases/${caseId}/submit`, { body: { rowVersion } })
    expect(answer.json()).toMatchObject({ code: 'investigation.not-submittable', errors: [{ code: 'investigation.unknown-evidence', at: '/visit/evidence', value: 'nobody-knows' }] })
  })

  it('withdrawn it rests, taken up again and admitted it goes on where it stood', async () => {
    const { as, officer } = branch
    const caseId = await openCase(branch)
    const rowVersion = await fillGc01(branch, caseId)
    const { caseFile } = await draftOf(branch, caseId)
    await as(officer, 'POST', `/api/cases/${caseId}/withdraw`, { body: { reason: '客户已向亲戚借到' } })
    expect((await as(officer, 'PUT', `/api/cases/${caseId}/draft`, { body: { rowVersion, caseFile } })).json()).toMatchObject({ code: 'application.not-admitted', status: 409 })
    await as(officer, 'POST', `/api/cases/${caseId}/reopen`, { body: { reason: '亲戚反悔，客户重新申请' } })
    await as(officer, 'POST', `/api/cases/${caseId}/admit`)
    expect(await draftOf(branch, caseId)).toMatchObject({ rowVersion, caseFile: { balance: caseFile.balance } })
  })
})

describe('worklist', () => {
  it('filters by state, name and mine, and sums what it leaves', async () => {
    const { as, assistant, reviewer } = branch
    const all = (await as(reviewer, 'GET', '/api/cases')).json<z.output<typeof Cases>>()
    expect(all.count).toBe(all.cases.length)
    expect(all.sumFen).toBe(all.count * 15_000_000)
    const of = async (query: string): Promise<number> => (await as(reviewer, 'GET', `/api/cases?${query}`)).json<z.output<typeof Cases>>().count
    expect(await of('q=wjg')).toBe(all.count)
    expect(await of('q=李')).toBe(0)
    expect(await of('q=sq2025000001')).toBe(1)
    expect(await of('mine=true')).toBe(0)
    expect(await of('state=SUBMITTED,RETURNED')).toBe(1)
    expect((await as(assistant, 'GET', '/api/cases?mine=true')).json<z.output<typeof Cases>>().count).toBe(all.count)
  })

  it('pages without gap or repetition', async () => {
    const { as, reviewer } = branch
    const page = async (after: string): Promise<z.output<typeof Cases>> => (await as(reviewer, 'GET', `/api/cases?limit=2${after}`)).json<z.output<typeof Cases>>()
    const seen: string[] = []
    for (let next: string | null = ''; next !== null;) {
      const { cases, next: after } = await page(next === '' ? '' : `&after=${encodeURIComponent(next)}`)
      seen.push(...cases.map(({ caseId }) => caseId))
      next = after
    }
    expect(new Set(seen).size).toBe(seen.length)
    expect(seen).toHaveLength((await page('')).count)
  })

  it('of an officer who has no part in them shows none, and one case is not there for him', async () => {
    const { as, reviewer, db, banks } = branch
    const stranger = await testStaff(db.database, banks[0], { posts: ['OFFICER'] })
    const caseId = (await as(reviewer, 'GET', '/api/cases')).json<z.output<typeof Cases>>().cases[0]?.caseId
    expect((await as(stranger, 'GET', '/api/cases')).json<z.output<typeof Cases>>().count).toBe(0)
    for (const path of ['', '/draft', '/versions', '/evidence', '/bills', '/history', '/case-file', '/pack']) expect((await as(stranger, 'GET', `/api/cases/${caseId}${path}`)).statusCode, path).toBe(404)
  })

  it('today counts what waits for whom', async () => {
    const { as, officer, reviewer } = branch
    const piles = async (who: typeof officer): Promise<Record<string, number>> => {
      const { piles: found } = (await as(who, 'GET', '/api/today')).json<{ piles: { id: string; count: number }[] }>()
      return Object.fromEntries(found.map(({ id, count }) => [id, count]))
    }
    expect(await piles(officer)).toEqual({ returned: 0, draft: 3, admission: 0, rejected: 1 })
    expect(await piles(reviewer)).toEqual({ review: 1, rejected: 1 })
    expect((await as(officer, 'GET', '/api/inbox')).json()).toEqual({ waiting: 3, notices: 0 })
  })
})

describe('the contradiction log', () => {
  it('an unanswered contradiction keeps it from review, whatever its figures say; answered it goes [S2-64]', async () => {
    const caseId = await openCase(branch)
    const away = (answer: object[]) => (file: CaseFile): CaseFile => ({ ...file, applicant: { ...file.applicant, phone: { city: '赣州', usedYears: 8 } }, contradictions: answer as CaseFile['contradictions'] })
    const rowVersion = await fillGc01(branch, caseId, away([]))
    const refused = await branch.as(branch.officer, 'POST', `/api/cases/${caseId}/submit`, { body: { rowVersion } })
    expect(refused.statusCode).toBe(422)
    expect(refused.body).toContain('矛盾记录尚未答复：手机归属地与经营地')
    const { caseFile, rowVersion: now } = await draftOf(branch, caseId)
    const answered = { ...caseFile, contradictions: [{ pair: 'LC04', oneSays: '', otherSays: '', answer: 'RESOLVED', reason: '大学时的号码，通讯录与账单相符', evidence: [] }] }
    const saved = await branch.as(branch.officer, 'PUT', `/api/cases/${caseId}/draft`, { body: { rowVersion: now, caseFile: answered } })
    expect((await branch.as(branch.officer, 'POST', `/api/cases/${caseId}/submit`, { body: { rowVersion: saved.json<{ rowVersion: number }>().rowVersion } })).statusCode).toBe(200)
  })
})
