import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CaseCommittee, Dossier, Statistics } from '#loan/committee/domain'
import { type Evening, RESOLVE, agree, atBallot, cast, castAll, convened, declared, expected, heard, itemAs, openEvening, voting, waitingCase } from './testing/evening.ts'

let evening: Evening
beforeAll(async () => { evening = await openEvening() })
afterAll(() => evening.close())

describe('an evening of the committee', () => {
  it('GC-01: five agree, 150,000 becomes 118,000, with conditions, papers and the decision behind it [S3-24] [S3-25]', async () => {
    const { as, recorder, officer, five } = evening
    const caseId = await waitingCase(evening)
    const waiting = (await as(recorder, 'GET', '/api/committee')).json<{ waiting: { caseId: string; seats: number; bodyId: string; mayVeto: boolean }[] }>()
    expect(waiting.waiting.find((one) => one.caseId === caseId)).toMatchObject({ seats: 5, bodyId: evening.bodyId, mayVeto: false })
    const { meetingId, items: [itemId = ''] } = await convened(evening, [caseId])
    expect(await itemAs(evening, five[1], itemId)).toMatchObject({ state: 'LISTED', seats: 5, quorum: 4, request: { amountFen: 15_000_000 }, proposal: { amountFen: 11_800_000, periods: 12, annualRate: '0.0720' } })
    await heard(evening, meetingId, itemId)
    const conditions = [
      { when: 'BEFORE', kind: 'GUARANTOR_SIGNS', says: '保证人李强签字', ownerPost: 'OFFICER' }, { when: 'BEFORE', kind: 'SUPPLIER_CONTRACT', says: '供应商报价单', ownerPost: 'OFFICER' }, { when: 'AFTER', kind: 'INVOICES', says: '七日内补交发票', ownerPost: 'OFFICER', dueOn: '2025-03-21' },
    ]
    expected(await as(officer, 'PUT', `/api/committee/items/${itemId}/proposal`, { body: { conditions } }), 204)
    await declared(evening, itemId)
    expected(await as(recorder, 'POST', `/api/committee/items/${itemId}/voting`), 200)
    await castAll(evening, itemId, [0, 1, 2, 3, 4].map(agree))
    const opened = await itemAs(evening, recorder, itemId)
    expect(opened).toMatchObject({ state: 'OPENED', result: { outcome: 'APPROVED_WITH_CHANGE', terms: { amountFen: 11_800_000 } } })
    expect(opened.votes?.map(({ name, kind }) => `${name} ${kind}`)).toEqual(['赵敏 AGREE', '吴旺 AGREE', '陈静 AGREE', '周强 AGREE', '郑洁 AGREE'])
    const resolved = expected<{ number: string; outcome: string }>(await as(five[0], 'POST', `/api/committee/items/${itemId}/resolution`, { body: RESOLVE }), 201)
    expect(resolved).toMatchObject({ number: 'SDJ2025000001', outcome: 'APPROVED_WITH_CHANGE' })
    const ofCase = (await as(officer, 'GET', `/api/cases/${caseId}/committee`)).json<CaseCommittee>()
    expect(ofCase.items[0]?.resolution).toMatchObject({ terms: { amountFen: 11_800_000, conditions: [{ says: '保证人李强签字' }, { says: '供应商报价单' }, { says: '七日内补交发票' }] }, riskClass: 'NORMAL', settled: false })
    const decision = (await as(officer, 'GET', `/api/cases/${caseId}/decision`)).json<{ decisions: { state: string; terms: { terms: { amountFen: number } }[] }[] }>()
    expect(decision.decisions[0]).toMatchObject({ state: 'APPROVED', terms: [{ terms: { amountFen: 11_800_000 } }] })
    const papers = (await as(officer, 'GET', `/api/cases/${caseId}/documents`)).json<{ documents: { documentId: string; kind: string }[] }>()
    expect(papers.documents.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['COMMITTEE_DOSSIER', 'COMMITTEE_RESOLUTION', 'COMMITTEE_MINUTES', 'COMMITTEE_VOTES']))
    for (const { documentId } of papers.documents.filter(({ kind }) => kind.startsWith('COMMITTEE_'))) {
      const drawn = await as(officer, 'GET', `/api/cases/${caseId}/documents/${documentId}/file?as=pdf`)
      expect([drawn.statusCode, drawn.rawPayload.subarray(0, 4).toString()]).toEqual([200, '%PDF'])
    }
    expected(await as(recorder, 'POST', `/api/committee/meetings/${meetingId}/close`), 204)
  }, 60_000)

  it('each vote has its own reason: none without, none twice the same when opened [S3-25]', async () => {
    const { as, five, recorder } = evening
    const { itemId } = await atBallot(evening)
    expect((await cast(evening, five[0], itemId, { kind: 'AGREE', reason: '  ' })).statusCode).toBe(400)
    await castAll(evening, itemId, [agree(0), agree(1), { kind: 'AGREE', reason: `${agree(0).reason}。` }, agree(3), agree(4)])
    expect((await itemAs(evening, five[2], itemId)).votes?.map(({ copied }) => copied)).toEqual([false, false, true, false, false])
    const early = await as(five[0], 'POST', `/api/committee/items/${itemId}/resolution`, { body: RESOLVE })
    expect([early.json<{ code: string }>().code, early.body.includes('陈静')]).toEqual(['committee.copied-reason', true])
    expect((await as(five[2], 'POST', `/api/committee/items/${itemId}/own-words`, { body: { reason: agree(1).reason } })).statusCode).toBe(422)
    expected(await as(five[2], 'POST', `/api/committee/items/${itemId}/own-words`, { body: { reason: '库存周转二十四天，低于同业' } }), 204)
    expected(await as(recorder, 'POST', `/api/committee/items/${itemId}/resolution`, { body: RESOLVE }), 201)
  }, 60_000)

  it('the most careful terms stand, or what the chair settled when all who agreed consent', async () => {
    const { as, five } = evening
    const { itemId } = await atBallot(evening)
    expect((await cast(evening, five[0], itemId, { kind: 'AGREE_WITH_CHANGE', reason: '可多给一些', change: { amountFen: 12_000_000, conditions: [] } })).json()).toMatchObject({ code: 'committee.beyond-judgement' })
    await castAll(evening, itemId, [agree(0), { kind: 'AGREE_WITH_CHANGE', reason: '额度再降一成', change: { amountFen: 10_000_000, conditions: [] } }, { kind: 'AGREE_WITH_CHANGE', reason: '期限宜短', change: { periods: 9, conditions: [] } }, agree(3), { kind: 'REJECT', reason: '首贷应观察', codes: ['CHARACTER'] }])
    expect((await itemAs(evening, five[0], itemId)).result).toMatchObject({ outcome: 'APPROVED_WITH_CHANGE', terms: { amountFen: 10_000_000, periods: 9 } })
    const { proposal } = await itemAs(evening, five[0], itemId)
    const another = await as(five[0], 'PUT', `/api/committee/items/${itemId}/settlement`, { body: { terms: { ...proposal, product: '设备贷款', purpose: 'CONSUMPTION', every: 'ONCE' }, reason: '换一个产品' } })
    expect(another.json()).toMatchObject({ code: 'committee.beyond-judgement', errors: [{ at: '/terms/product' }, { at: '/terms/purpose' }, { at: '/terms/every' }] })
    expected(await as(five[0], 'PUT', `/api/committee/items/${itemId}/settlement`, { body: { terms: { ...proposal, amountFen: 11_000_000, periods: 10 }, reason: '各让一步' } }), 204)
    expect((await as(five[0], 'POST', `/api/committee/items/${itemId}/resolution`, { body: RESOLVE })).json()).toMatchObject({ code: 'committee.settlement-open' })
    expect((await as(five[4], 'POST', `/api/committee/items/${itemId}/settlement/consent`, { body: { agrees: true } })).statusCode).toBe(403)
    for (const member of [five[1], five[2], five[3]]) expected(await as(member, 'POST', `/api/committee/items/${itemId}/settlement/consent`, { body: { agrees: true } }), 204)
    expected(await as(five[0], 'POST', `/api/committee/items/${itemId}/resolution`, { body: RESOLVE }), 201)
    expect((await itemAs(evening, five[1], itemId)).resolution).toMatchObject({ settled: true, terms: { amountFen: 11_000_000, periods: 10 } })
  }, 60_000)

  it('a faulty investigation goes back or is refused, with one of the five reasons [S2-82]', async () => {
    const { as, five, recorder, officer } = evening
    const { itemId, caseId } = await atBallot(evening)
    const back = (i: number) => ({ kind: 'RE_INVESTIGATE' as const, reason: `${agree(i).reason}，但现金流没有算清`, codes: ['CASH_FLOW_CALCULATION' as const] })
    await castAll(evening, itemId, [agree(0), agree(1), back(2), back(3), back(4)])
    expected(await as(recorder, 'POST', `/api/committee/items/${itemId}/resolution`, { body: { says: '现金流量测算不足，重新调查' } }), 201)
    expect((await itemAs(evening, five[0], itemId)).resolution).toMatchObject({ outcome: 'RE_INVESTIGATE', reasons: ['CASH_FLOW_CALCULATION'], terms: null })
    expect((await as(officer, 'GET', `/api/cases/${caseId}/draft`)).json()).toMatchObject({ state: 'RETURNED', version: 2 })
  }, 60_000)

  it('a deferred case waits for the next meeting', async () => {
    const { as, recorder } = evening
    const { itemId, caseId } = await atBallot(evening)
    const later = (i: number) => ({ kind: 'DEFER' as const, reason: `${agree(i).reason}，待补租约` })
    await castAll(evening, itemId, [agree(0), agree(1), later(2), later(3), later(4)])
    expect(expected<{ outcome: string }>(await as(recorder, 'POST', `/api/committee/items/${itemId}/resolution`, { body: { says: '待补续租合同' } }), 201).outcome).toBe('DEFERRED')
    expect((await as(recorder, 'GET', `/api/cases/${caseId}/committee`)).json<CaseCommittee>().referral).toMatchObject({ round: 2, state: 'WAITING' })
    const { items } = await convened(evening, [caseId])
    expect(items).toHaveLength(1)
  }, 60_000)

  it('recent cases of the same trade lie beside this one, with what became of them [S2-71]', async () => {
    const { as, five } = evening
    const caseId = await waitingCase(evening)
    const { peers } = (await as(five[0], 'GET', `/api/cases/${caseId}/committee/dossier`)).json<Dossier>()
    expect(peers.find(({ isThis }) => isThis)).toMatchObject({ caseId, limitFen: 11_800_000, margin: '0.1175', outcome: null })
    expect(peers.filter(({ outcome }) => outcome === 'APPROVED_WITH_CHANGE')).toHaveLength(3)
  }, 60_000)

  it('a rejected case is reconsidered once on new facts, with someone new at the table', async () => {
    const { as, officer, recorder, five } = evening
    const { caseId, itemId } = await atBallot(evening)
    const no = (i: number) => ({ kind: 'REJECT' as const, reason: `${agree(i).reason}，但负债偏高`, codes: ['OVER_INDEBTED' as const] })
    await castAll(evening, itemId, [agree(0), no(1), no(2), no(3), no(4)])
    expected(await as(recorder, 'POST', `/api/committee/items/${itemId}/resolution`, { body: { says: '负债过高' } }), 201)
    const reconsider = () => as(officer, 'POST', `/api/cases/${caseId}/decision/reconsideration`, { body: { newFacts: '上次审议后结清了另一家银行的四万八千元短期贷款，附结清证明' } })
    expect((await reconsider()).statusCode).toBe(200)
    const { meetingId, items: [again = ''] } = await convened(evening, [caseId])
    expect((await itemAs(evening, five[0], again)).seated.map(({ name }) => name)).toEqual(['赵敏', '吴旺', '陈静', '周强', '冯军'])
    await voting(evening, meetingId, again, [five[0], five[1], five[2], five[3], evening.reserve])
    for (const [i, who] of [five[0], five[1], five[2], five[3], evening.reserve].entries()) expected(await cast(evening, who, again, no(i)), 201)
    expected(await as(recorder, 'POST', `/api/committee/items/${again}/resolution`, { body: { says: '复议维持' } }), 201)
    expect((await reconsider()).statusCode).toBe(409)
  }, 60_000)

  it('the approval rate counts what was decided, and members see their own figures only [S0-12] [S2-106]', async () => {
    const { as, president, five } = evening
    const url = '/api/committee/statistics?from=2025-03-01&until=2025-04-01'
    const all = (await as(president, 'GET', url)).json<Statistics>()
    expect(all).toMatchObject({ decided: 5, approved: 3, approvalRate: '0.6000', outcomes: { RE_INVESTIGATE: 1, DEFERRED: 1, REJECTED: 2 } })
    const chair = all.members.find(({ name }) => name === '赵敏')
    expect(chair).toMatchObject({ sat: 7, votes: { AGREE: 6, REJECT: 1 }, questionsPerCase: '1.0', balanceFen: 0, nplRatio: null, feeFen: 16_800, factor: '1.2' })
    expect((await as(five[0], 'GET', url)).json<Statistics>().members.map(({ name }) => name)).toEqual(['赵敏'])
  })
})
