import { afterAll, beforeAll, expect, test } from 'vitest'
import type { DocumentRow, Paper } from '#common/document/domain'
import type { TradeAnswer } from '#common/trade/domain'
import { keepTradeSample } from '#common/trade/server'
import { day } from '#kernel'
import type { Tx } from '#platform/db'
import { giveTradeSample } from './index.ts'
import { type Branch, fillGc01, openBranch, openCase } from './testing/branch.ts'

let branch: Branch
let caseId: string
beforeAll(async () => {
  branch = await openBranch()
  caseId = await openCase(branch)
})
afterAll(() => branch.close())

const ask = (method: 'GET' | 'POST', path: string) => branch.as(branch.officer, method, `/api/cases/${caseId}${path}`)
const inBank = (work: (tx: Tx) => Promise<void>): Promise<void> => branch.db.database.inBank(branch.banks[0], work)
const paperOf = async (documentId: string): Promise<Paper> => (await ask('GET', `/documents/${documentId}`)).json<{ paper: Paper }>().paper

test('before the first submission there is nothing to report', async () => {
  expect((await ask('POST', '/credit-report')).json()).toMatchObject({ status: 409, code: 'investigation.not-submitted' })
})

test('with the submission comes the annex: every check with inputs, formula and evidence [S0-04]', async () => {
  const rowVersion = await fillGc01(branch, caseId)
  expect((await branch.as(branch.officer, 'POST', `/api/cases/${caseId}/submit`, { body: { rowVersion } })).statusCode).toBe(200)
  const { documents } = (await ask('GET', '/documents')).json<{ documents: DocumentRow[] }>()
  const annex = documents.find(({ kind }) => kind === 'CROSS_CHECK_ANNEX')!
  expect(annex).toMatchObject({ number: 'JC-2025-000001', subject: '第 1 版' })
  const paper = await paperOf(annex.documentId)
  const says = JSON.stringify(paper.blocks)
  for (const one of ['X07 进货量反推法（强）', '5,752,203.97', '0.14%', '进货额 5,114,000.00 元', '充分']) expect(says).toContain(one)
  expect(says).not.toContain('不足')
  expect(paper.references?.some(({ title }) => title.includes('进货量反推法'))).toBe(true)
})

test('one click gives the credit report; the same day gives the same paper, and the trade is shown from five shops on [S1-18] [S1-23]', async () => {
  const first = (await ask('POST', '/credit-report')).json<{ documentId: string; number: string }>()
  expect((await ask('POST', '/credit-report')).json()).toEqual(first)
  const few = JSON.stringify(await paperOf(first.documentId))
  for (const one of ['综合评分 92 分，等级 A', '118,000.00', '壹拾壹万捌仟元整', '5.21%', '户数不足', '本行已批准的同业样本 0 户', '近十二个月销售与行业季节']) expect(few).toContain(one)

  for (let shop = 1; shop <= 5; shop++) {
    const other = await openCase(branch)
    await inBank((tx) => keepTradeSample(tx, { caseId: other, trade: 'fmcg-wholesale', on: day('2025-03-12'), figures: { annualSales: '100000000', netMargin: `0.0${shop}` } }))
  }
  const trade = (await branch.as(branch.officer, 'GET', '/api/trades/fmcg-wholesale/figures')).json<TradeAnswer>()
  expect(trade).toMatchObject({ samples: 5, years: { from: '2025', to: '2025' } })
  expect(trade.spreads.find(({ id }) => id === 'netMargin')).toEqual({ id: 'netMargin', samples: 5, p10: null, p25: '0.020000', p50: '0.030000', p75: '0.040000', p90: null })
})

test('an approved case gives its trade one sample that names nobody', async () => {
  const before = (await branch.as(branch.officer, 'GET', '/api/trade-samples')).json<{ trades: { trade: string; samples: number }[] }>().trades.find(({ trade }) => trade === 'fmcg-wholesale')!.samples
  for (let told = 0; told < 2; told++) await inBank((tx) => giveTradeSample(tx, { fact: 'decision.approved', caseId, by: branch.officer.staffId, on: day('2025-03-13'), at: '2025-03-13T12:00:00.000Z' }))
  const after = (await branch.as(branch.officer, 'GET', '/api/trade-samples')).json<{ trades: { trade: string; samples: number }[] }>().trades.find(({ trade }) => trade === 'fmcg-wholesale')!.samples
  expect(after).toBe(before + 1)
  const rows = await branch.db.asOwner('select row_to_json(s)::text as row from trade_sample s')
  expect(rows.some(({ row }) => String(row).includes('0.052083'))).toBe(true)
  expect(JSON.stringify(rows)).not.toContain(caseId)
})
