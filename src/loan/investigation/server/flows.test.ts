import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { LayoutProposed, LayoutSaved, SavedLayouts } from '#common/statement/domain'
import type { BillAttached, BillReading, RowRuled } from '#loan/investigation/domain'
import { type Branch, fillGc01, openBranch, openCase } from './testing/branch.ts'

let branch: Branch
beforeAll(async () => { branch = await openBranch() })
afterAll(() => branch.close())

const HEAD = ['某某村镇银行回单', '户名：王建国', '记账日,发生方向,发生数,结存,往来单位,用途说明']
/** A year of one sale a day, a loan, a transfer of the owner's, money that only passed through; `spoilt` writes one balance over. */
function unknown(spoilt = false): { filename: string; mediaType: string; bytes: Buffer } {
  let balance = 50_000
  const lines: string[] = []
  const add = (on: string, flow: '进' | '出', amount: number, who: string, use: string): void => {
    balance += flow === '进' ? amount : -amount
    lines.push(`${on},${flow},${amount}.00,${spoilt && lines.length === 100 ? balance + 9 : balance}.00,${who},${use}`)
  }
  for (let day = new Date(Date.UTC(2024, 2, 13)); day <= new Date(Date.UTC(2025, 2, 12)); day = new Date(day.getTime() + 86_400_000)) {
    const on = day.toISOString().slice(0, 10)
    add(on, '进', 15_000, '红旗超市', '货款')
    add(on, '出', 14_900, '厂家', '进货')
    if (on === '2024-06-01') add(on, '进', 300_000, '某银行', '贷款发放')
    if (on === '2024-07-01') add(on, '进', 80_000, '王建国', '转账')
    if (on === '2024-08-01') { add(on, '进', 200_000, '孙某', '往来'); add(on, '出', 199_500, '周某', '往来') }
  }
  return { filename: '回单.csv', mediaType: 'text/csv', bytes: Buffer.from([...HEAD, ...lines].join('\n')) }
}

describe('a statement nobody has seen, on GC-01', () => {
  it('is proposed, taught, read, judged row by row, and ruled otherwise', async () => {
    const caseId = await openCase(branch)
    const rowVersion = await fillGc01(branch, caseId)
    const file = unknown()
    const send = (version: number, body = file) => branch.as(branch.officer, 'POST', `/api/cases/${caseId}/bills`, { body: { rowVersion: String(version) }, file: body })
    expect((await send(rowVersion)).json()).toMatchObject({ code: 'statement.layout-unknown' })

    const proposed = (await branch.as(branch.officer, 'POST', '/api/bill-layouts/propose', { body: {}, file })).json<LayoutProposed>()
    expect([proposed.header, proposed.known, proposed.layout.columns]).toEqual([2, null, { at: 0, flow: 1, amount: 2, balance: 3, counterparty: 4, kind: 5 }])
    const save = (layout: object) => branch.as(branch.officer, 'POST', '/api/bill-layouts', { body: { layout: JSON.stringify(layout) }, file })
    expect((await save({ ...proposed.layout, name: '村镇银行回单', columns: { at: 0 } })).json()).toMatchObject({ detail: '请指出金额列，或收入、支出两列' })
    const { layout, rows, balance } = (await save({ ...proposed.layout, name: '村镇银行回单' })).json<LayoutSaved>()
    expect([layout.savedBy.name, layout.triedRows, rows, balance]).toEqual(['王磊', rows, rows, 'HOLDS'])

    const attached = (await send(rowVersion)).json<BillAttached>()
    expect([attached.bill.name, attached.notes]).toEqual(['村镇银行回单', []])
    expect(attached.draft.caseFile.bankFlows.at(-1)).toMatchObject({ owner: 'BORROWER', tightMonths: 0, balanceBreaks: 0, evidence: [attached.evidence.evidenceId] })
    const reading = async (): Promise<BillReading> => (await branch.as(branch.reviewer, 'GET', `/api/cases/${caseId}/bill-reading`)).json<BillReading>()
    const before = await reading()
    expect(before.left).toEqual([{ reason: 'OWN', fen: 8_000_000, rows: 1 }, { reason: 'LOAN', fen: 30_000_000, rows: 1 }, { reason: 'PASS_THROUGH', fen: 20_000_000, rows: 1 }])
    expect(before.salesFen).toBe(365 * 1_500_000)
    expect(before.uses.map(({ what }) => what)).toEqual(['X13', 'X14', 'FR03', 'FR11', 'FR19'])

    const through = before.excluded.find(({ reason }) => reason === 'PASS_THROUGH')!
    const rule = (version: number, rules: string, reason = '批发货款随即付厂家') => branch.as(branch.officer, 'POST', `/api/cases/${caseId}/bills/${through.evidenceId}/ruling`, { body: { rowVersion: version, row: through.row, rules, reason } })
    expect((await rule(attached.draft.rowVersion, 'COUNTS', '短')).statusCode).toBe(400)
    const ruled = (await rule(attached.draft.rowVersion, 'COUNTS')).json<RowRuled>()
    expect(ruled.checks.find(({ method }) => method === 'X14')).toMatchObject({ creditsFen: before.creditsFen, ownTransfersFen: 8_000_000, loansFen: 30_000_000, otherFen: 0 })
    expect((await reading()).allowed).toMatchObject([{ row: through.row, ruledBy: '王磊', ruledWhy: '批发货款随即付厂家' }])
    await rule(ruled.draft.rowVersion, 'AS_READ')
    expect((await reading()).salesFen).toBe(before.salesFen)
  })

  it('with a balance written over says where, and FR19 stands', async () => {
    const caseId = await openCase(branch)
    const rowVersion = await fillGc01(branch, caseId)
    const { draft } = (await branch.as(branch.officer, 'POST', `/api/cases/${caseId}/bills`, { body: { rowVersion: String(rowVersion) }, file: unknown(true) })).json<BillAttached>()
    expect(draft.caseFile.bankFlows.at(-1)).toMatchObject({ balanceBreaks: 1 })
    const { accounts } = (await branch.as(branch.officer, 'GET', `/api/cases/${caseId}/bill-reading`)).json<BillReading>()
    expect(accounts[0]?.integrity).toMatchObject({ verdict: 'BROKEN', count: 1, breaks: [{ row: 104, kind: 'BALANCE', differenceFen: 900 }] })
    expect(accounts[0]?.integrity.breaks[0]?.around.filter(({ isHere }) => isHere)).toHaveLength(1)
  })

  it('its layout is listed with who and when, replaced by a new one of the same titles, and taken out of use', async () => {
    const list = async () => (await branch.as(branch.officer, 'GET', '/api/bill-layouts')).json<SavedLayouts>().layouts
    const [old] = await list()
    const saved = (await branch.as(branch.officer, 'POST', '/api/bill-layouts', { body: { layout: JSON.stringify({ ...old!.layout, name: '新名' }) }, file: unknown() })).json<LayoutSaved>()
    expect(saved.layout.replacesId).toBe(old!.layoutId)
    expect((await list()).map(({ layout, retiredOn, usedTimes }) => [layout.name, retiredOn, usedTimes])).toEqual([['新名', null, 0], ['村镇银行回单', '2025-03-12', 2]])
    await branch.as(branch.officer, 'POST', `/api/bill-layouts/${saved.layout.layoutId}/retire`)
    expect((await list()).every(({ retiredOn }) => retiredOn !== null)).toBe(true)
  })
})

describe('invoices on GC-01', () => {
  it('are judged on screen by the policy of the case', async () => {
    const caseId = await openCase(branch)
    const rowVersion = await fillGc01(branch, caseId)
    const bytes = readFileSync(new URL('../../../../examples/invoices-gc-01.zip', import.meta.url))
    await branch.as(branch.officer, 'POST', `/api/cases/${caseId}/invoices`, { body: { rowVersion: String(rowVersion), outsideShare: '0.81' }, file: { filename: '发票.zip', mediaType: 'application/zip', bytes } })
    const { invoices } = (await branch.as(branch.officer, 'GET', `/api/cases/${caseId}/bill-reading`)).json<BillReading>()
    expect(invoices).toMatchObject([{ judgement: { grade: expect.any(String) as string, points: [{ id: 'SCALE' }, { id: 'CONTINUITY', points: 0 }, { id: 'CONCENTRATION' }, { id: 'VOID' }] }, stopped: [], monthsSinceLast: expect.any(Number) as number }])
  })
})
