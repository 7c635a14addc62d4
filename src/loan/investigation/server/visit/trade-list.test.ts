import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TradePack } from '#common/trade/domain'
import { assert } from '#kernel'
import { type Branch, draftOf, openBranch, openCase } from '../testing/branch.ts'
import { logSearches, recordAll, setOut, visitsOf } from '../testing/visit-shop.ts'

let branch: Branch
let ticks = 0
beforeAll(async () => { branch = await openBranch(() => new Date(Date.parse('2025-03-12T01:30:00Z') + ticks++)) })
afterAll(() => branch.close())

/** A visit that is under way, with what may be answered on it; `say` saves answers as the phone does. */
async function underWay() {
  const { officer, assistant } = branch
  const caseId = await openCase(branch)
  const visitId = await setOut(branch, caseId, { lead: officer, second: assistant })
  let rowVersion = 0
  let content: Record<string, string> = {}
  const say = async (answers: Record<string, string>) => {
    content = { ...content, ...Object.fromEntries(Object.entries(answers).map(([id, text]) => [`industry.${id}`, text])) }
    const saved = await branch.as(officer, 'PUT', `/api/cases/${caseId}/visits/${visitId}/parts`, { body: { part: 'ANSWERS', rowVersion, content } })
    if (saved.statusCode === 200) rowVersion++
    return saved
  }
  const shown = async () => { const visit = (await visitsOf(branch, caseId)).visits[0]; assert(visit !== undefined, 'the visit is there'); return visit }
  const rows = async (method: string) => (await draftOf(branch, caseId)).caseFile.checks.filter((check) => check.method === method)
  return { caseId, visitId, say, shown, rows }
}

describe('the checklist of a trade', () => {
  it('asks in four blocks, quickly answered, and leads into cross-checks [S1-17]', async () => {
    const { shown } = await underWay()
    const list = (await shown()).questions.flatMap(({ trade }) => (trade === null ? [] : [trade]))
    expect([...new Set(list.map(({ block }) => block))]).toEqual(['OPERATION', 'FINANCE', 'FUNDS', 'CUSTOMERS'])
    expect([list.length >= 40, list.filter(({ flows }) => flows.length > 0).length >= 12]).toEqual([true, true])
    expect((await shown()).flows.find(({ method }) => method === 'X07')).toMatchObject({ name: '进货量反推法', account: 'sales', at: null, waits: ['12 个月前的期初存货（盘点表或进销存）', '近 12 个月进货总额（厂家对账单加总）'] })
  })

  it('lets answers flow into the row of their method: once, brought up to date, and taken back with them [S1-17]', async () => {
    const { caseId, say, shown, rows } = await underWay()
    await say({ 'opening-stock': '330,000.00' })
    expect(await rows('X07')).toEqual([])
    expect((await shown()).flows.find(({ method }) => method === 'X07')?.waits).toEqual(['近 12 个月进货总额（厂家对账单加总）'])
    await say({ purchases: '5,114,000.00' })
    const [row] = await rows('X07')
    expect(row).toMatchObject({ account: 'sales', openingInventoryFen: 33_000_000, purchasesFen: 511_400_000 })
    const { evidence } = (await branch.as(branch.officer, 'GET', `/api/cases/${caseId}/evidence`)).json<{ evidence: { evidenceId: string; title: string; class: string }[] }>()
    expect(evidence.filter(({ evidenceId }) => row?.evidence.includes(evidenceId))).toMatchObject([{ title: '行业清单 X07 进货量反推法', class: 'DOCUMENT' }])
    await say({ purchases: '5,200,000.00' })
    expect(await rows('X07')).toMatchObject([{ purchasesFen: 520_000_000, evidence: row?.evidence }])
    expect((await shown()).flows.find(({ method }) => method === 'X07')).toMatchObject({ at: 0, waits: [] })
    await say({ purchases: '' })
    expect(await rows('X07')).toEqual([])
  })

  it('puts several answers into the list of one method, with the season of the month', async () => {
    const { say, rows } = await underWay()
    await say({ 'day-1': '14,600.00', 'day-2': '15,300.00', 'day-3': '14,800.00' })
    const samples = [{ label: '昨日', amountFen: 1_460_000, days: 1 }, { label: '前日', amountFen: 1_530_000, days: 1 }, { label: '大前日', amountFen: 1_480_000, days: 1 }]
    expect(await rows('X13')).toMatchObject([{ samples, seasonIndex: '0.078125', monthDays: 30 }])
  })

  it('brings a row up to date that somebody else began, and leaves what he added', async () => {
    const { caseId, say, rows } = await underWay()
    const { rowVersion, caseFile } = await draftOf(branch, caseId)
    const begun = { method: 'X14', account: 'sales', creditsFen: 100, ownTransfersFen: 0, loansFen: 0, otherFen: 7, cashShare: '0.10', cause: '旺季刚过', evidence: [] }
    await branch.as(branch.officer, 'PUT', `/api/cases/${caseId}/draft`, { body: { rowVersion, caseFile: { ...caseFile, checks: [begun], evidence: [] } } })
    await say({ credits: '5,420,000.00', 'cash-share': '0.08' })
    expect(await rows('X14')).toMatchObject([{ creditsFen: 542_000_000, otherFen: 7, cashShare: '0.08', cause: '旺季刚过' }])
    await say({ credits: '' })
    expect(await rows('X14')).toHaveLength(1)
  })

  it('refuses an answer that is none, with its question and what is expected', async () => {
    const { say } = await underWay()
    expect((await say({ purchases: '五百万' })).json()).toMatchObject({ code: 'visit.unreadable-answer', at: '/content/industry.purchases', value: '五百万', expected: '以元计的金额，如 12,000.00' })
    expect((await say({ purchases: '5,114,000.00', authorisation: '也许' })).json()).toMatchObject({ at: '/content/industry.authorisation', expected: '是或否' })
    expect((await say({ authorisation: '是', warehouse: '7d9a3a52-6f0c-4b63-9c6a-2f1a33b1a001' })).json()).toMatchObject({ code: 'visit.no-photo' })
  })

  it('lets nobody leave with a mandatory item open; what does not apply says why [S1-16] [S1-66]', async () => {
    const { officer, assistant } = branch
    const { caseId, visitId, shown } = await underWay()
    await recordAll(branch, caseId, visitId, officer)
    for (const who of ['陈姨', '赵经理']) await branch.as(officer, 'POST', `/api/cases/${caseId}/visits/${visitId}/inquiries`, { body: { who, relation: '邻居', positive: true, says: '为人踏实' } })
    await logSearches(branch, caseId, officer)
    const { excuses, answers } = await shown()
    const { 'answer.industry.credits': reason, ...others } = excuses.content
    const close = () => branch.as(officer, 'POST', `/api/cases/${caseId}/visits/${visitId}/close`)
    const put = (content: Record<string, string>, rowVersion: number) => branch.as(assistant, 'PUT', `/api/cases/${caseId}/visits/${visitId}/parts`, { body: { part: 'EXCUSES', rowVersion, content } })
    expect((await put(others, excuses.rowVersion)).statusCode).toBe(200)
    expect((await close()).json()).toMatchObject({ code: 'visit.incomplete', errors: [{ code: 'visit.missing-answer-industry-credits', message: '近 12 个月经营账户与收款码进账合计', at: '/trade', expected: '在「清单」填写，不适用须说明理由' }] })
    expect((await put({ ...others, 'answer.industry.credits': '无' }, excuses.rowVersion + 1)).statusCode).toBe(400)
    expect((await put({ ...others, 'answer.industry.credits': reason ?? '' }, excuses.rowVersion + 1)).statusCode).toBe(200)
    expect(visitedPhotos((await shown()).photos)).toContain(answers.content['industry.warehouse'])
    expect((await close()).statusCode).toBe(200)
  })

  it('is read beforehand with all that is known of the trade: where answers go, the season, the methods, what is asked after the loan [S1-17]', async () => {
    const read = async (trade: string) => await branch.as(branch.officer, 'GET', `/api/trades/${trade}`)
    const pack = (await read('catering')).json<TradePack>()
    expect([...new Set(pack.checklist.map(({ block }) => block))]).toEqual(['OPERATION', 'FINANCE', 'FUNDS', 'CUSTOMERS'])
    expect(pack.checklist.find(({ id }) => id === 'tables')).toMatchObject({ answer: 'NUMBER', must: true, goes: [{ method: 'X02', name: '推估法', account: 'sales' }] })
    expect(pack.season.map(({ month }) => month)).toEqual(['01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '11', '12'])
    expect(pack).toMatchObject({ name: '餐饮', basis: 'PROPOSAL', guidelines: { grossMargin: { v1: '0.65' } }, salesMethods: expect.arrayContaining([expect.objectContaining({ method: 'X34', name: '平台数据' })]) as unknown })
    expect(pack.monitoring.find(({ id }) => id === 'wages-paid')).toMatchObject({ warnsWhen: '拖欠一个月以上' })
    expect((await read('mining')).json()).toMatchObject({ code: 'industry.unknown' })
  })
})

const visitedPhotos = (photos: readonly { readonly evidence: { readonly evidenceId: string } }[]): string[] => photos.map(({ evidence }) => evidence.evidenceId)
