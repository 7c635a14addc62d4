import { describe, expect, it } from 'vitest'
import { type Changes, exampleCase, packFor } from '../../../../sim/cases.ts'
import { assess } from './index.ts'

const judged = (changes: Changes, pack: Changes = {}) => assess(exampleCase('gc-01', changes), packFor('fmcg-wholesale', pack))
const said = (rule: string, changes: Changes, pack: Changes = {}) => judged(changes, pack).reasons.filter((reason) => reason.rule === rule).map(({ says, effect }) => `${effect} ${says}`)
const EMPTY_BALANCE: Changes = { '/balance/cash': [], '/balance/bankDeposit': [], '/balance/inventory': [], '/balance/fixedAssets': [] }

describe('the five statements', () => {
  it.each<[string, Changes, string]>([
    ['BS', EMPTY_BALANCE, '资产负债表尚未完成'], ['IS', { '/income/sales': [] }, '损益表尚未完成'], ['IS', { '/income/margins': [] }, '损益表尚未完成'], ['EQ', { '/equity': null }, '权益检验表尚未完成'], ['INV', { '/balance/inventory': [] }, '库存表尚未完成'], ['CF', { '/income/sales': [] }, '现金流量表尚未完成'],
  ])('%s is mandatory where the policy says so [S3-23, S2-57]', (code, changes, says) => {
    expect(said(code, changes)).toEqual([`INCOMPLETE ${says}`])
    expect(said(code, changes, { '/statements/requiredStatements': [] })).toEqual([])
    expect(said(code, {})).toEqual([])
  })

  it('an equity check begun without an amount deviates from nothing: no veto, no stop, only unfinished', () => {
    const begun = judged({ '/equity': { startOn: '2022-03-12', initial: [], profits: [{ label: '新利润', amountFen: 0, evidence: [] }] } })
    expect([begun.equity.deviation, begun.vetoEnabled, begun.decision]).toEqual([null, false, 'INCOMPLETE'])
    expect(begun.reasons.filter(({ rule }) => rule === 'EQ' || rule === 'H11').map(({ says }) => says)).toEqual(['权益检验表尚未完成'])
  })

  it('nor does that of a household', () => {
    const begun = judged({ '/request/purpose': 'CONSUMPTION', '/equity': null, '/householdEquity': { startOn: '2022-03-12' } })
    expect([begun.vetoEnabled, begun.reasons.filter(({ rule }) => rule === 'EQ').map(({ says }) => says)]).toEqual([false, ['权益检验表尚未完成']])
  })

  it('leave a case unfinished, not rejected, while they are not there yet', () => {
    expect(judged({ '/income/sales': [], '/income/margins': [] }).decision).toBe('INCOMPLETE')
    expect(judged({ '/income/sales': [{ label: '新销售', monthlyFen: 0, evidence: [] }], '/income/margins': [] }).decision).toBe('INCOMPLETE')
    expect(judged({ '/balance/inventory': [], '/checks': exampleCase('gc-01').checks.filter(({ account }) => account !== 'inventory') }).reasons.some(({ rule }) => rule === 'INV')).toBe(false)
  })
})

describe('a check entered before the statement it tests', () => {
  const ofSales = (sales: number[]) => judged({ ...EMPTY_BALANCE, '/equity': null, '/income/margins': [], '/income/sales': sales.map((monthlyFen) => ({ label: '新销售', monthlyFen, evidence: [] })), '/checks': exampleCase('gc-01').checks.filter(({ account }) => account === 'sales') })

  it.each([[[]], [[0]]])('compares with nothing yet, sales %j: no deviation, no veto, no stop', (sales) => {
    const { checks, vetoEnabled, reasons } = ofSales(sales)
    expect(checks.filter(({ kind, deviation }) => kind === 'STATEMENT' && deviation !== null)).toEqual([])
    expect([vetoEnabled, reasons.filter(({ rule }) => rule === 'R5')]).toEqual([false, []])
  })

  it('is a finding as soon as there are sales', () => {
    const { checks, vetoEnabled } = ofSales([100])
    expect(checks.some(({ deviation }) => Number(deviation) < -1)).toBe(true)
    expect(vetoEnabled).toBe(true)
  })
})

describe('how thorough an investigation is', () => {
  const margins = (...shares: string[]) => ({ '/income/margins': shares.map((salesShare, i) => ({ label: `品种 ${i}`, salesShare, marginRate: '0.1175', evidence: ['invoices-margin'] })) })

  it('five products of the margin table, or 70 % of the sales', () => {
    expect(said('3.3', margins('0.30', '0.39'))).toEqual(['INCOMPLETE 毛利检验只有 2 个品种，至少 5 个，或占销售额达到规定比例'])
    expect(said('3.3', margins('0.30', '0.40'))).toEqual([])
    expect(said('3.3', margins('0.1', '0.1', '0.1', '0.1', '0.1'))).toEqual([])
  })

  it('three months of sales with evidence before the others may be filled in', () => {
    const estimated = (count: number) => ({ '/income/sales/0/estimatedMonths': Array.from({ length: count }, (_, i) => `2024-${String(i + 3).padStart(2, '0')}`) })
    expect(said('3.3', estimated(9))).toEqual([])
    expect(said('3.3', estimated(10))).toEqual(['INCOMPLETE 营业额有凭据的月份只有 2 个，至少 3 个才可估补其余月份'])
  })

  it('an equity check that begins 12 to 60 months back', () => {
    expect([said('3.5', { '/equity/startOn': '2020-03-12' }), said('3.5', { '/equity/startOn': '2024-03-12' })]).toEqual([[], []])
    expect(said('3.5', { '/equity/startOn': '2024-03-13' })).toEqual(['NOTE 权益检验起点在 11 个月前，宜在 12 至 60 个月之间'])
    expect(said('3.5', { '/equity/startOn': '2020-02-01' })).toEqual(['NOTE 权益检验起点在 61 个月前，宜在 12 至 60 个月之间'])
  })

  it('six photos and two voices', () => {
    const photos = exampleCase('gc-01').evidence.map((piece) => (piece.kind === 'PHOTO' ? { ...piece, kind: 'FILE' } : piece))
    expect(said('5.3', { '/evidence': photos, '/soft/inquiries': [] })).toEqual(['NOTE 现场照片 0 张，至少 6 张', 'NOTE 侧面调查 0 人，至少 2 人'])
    expect(said('5.3', {})).toEqual([])
  })

  it('a way to repay that the bank offers', () => {
    expect(said('S2-115', { '/request/method': 'BULLET' }, { '/repayment/repaymentTypes': ['ANNUITY'] })).toEqual(['INCOMPLETE 本行政策不允许所选的还款方式'])
    expect(said('S2-115', { '/request/method': 'BULLET' })).toEqual([])
  })
})
