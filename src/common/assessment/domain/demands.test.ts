import { formatValue } from '#common/figures/domain'
import { describe, expect, it } from 'vitest'
import { type Changes, exampleCase, packFor } from '../../../../sim/cases.ts'
import { Judgement, assess, demandsOf } from './index.ts'

const asked = (changes: Changes = {}, packChanges: Changes = {}) => {
  const pack = packFor('fmcg-wholesale', packChanges)
  return demandsOf(new Judgement(exampleCase('gc-01', changes), pack).sheet, pack).map(({ rule, says }) => `${rule} ${says}`)
}
const said = (at: string): Changes => ({ [`/soft/understandings/${at}`]: '太短' })

describe('what the form still lacks', () => {
  it('is nothing in GC-01, and nothing at all where the bank demands nothing', () => {
    expect(asked()).toEqual([])
    expect(asked({ '/soft/firstSource': null, '/beginnings': null }, { '/soft/requiredParts': [] })).toEqual([])
  })

  it('a first source of repayment that nobody verified, or that rests on the customer alone [S1-20]', () => {
    expect(asked({ '/soft/firstSource': null })).toEqual(['S1-20 第一还款来源尚未核实：写明来源与核实方式'])
    expect(asked({ '/soft/firstSource/verifiedBy': [] })).toHaveLength(1)
    expect(asked({ '/soft/firstSource/evidence': ['oral'] })).toEqual(['S1-20 第一还款来源只有客户陈述：须附陈述以外的凭据'])
  })

  it('an understanding of purpose, return and amount [S3-20]', () => {
    expect(asked(said('loanPurpose'))).toEqual(['S3-20 了解二（贷款目的）尚未写明：贷款目的（各至少 10 字）'])
    expect(asked({ ...said('loanBenefit'), ...said('amountReason') })).toEqual(['S3-20 了解二（贷款目的）尚未写明：贷款收益、金额合理性（各至少 10 字）'])
  })
  it('an understanding of the business and of the first source of repayment [S3-21]', () => {
    expect(asked({ ...said('operations'), ...said('sourceIsReal') })).toEqual(['S3-21 了解三（经营状况）尚未写明：经营状况、第一还款来源的真实性（各至少 10 字）'])
  })
  it('an understanding of the assets seen and of the debts [S3-22]', () => {
    expect(asked({ ...said('assetsSeen'), ...said('debtsModerate') })).toEqual(['S3-22 了解四（资产负债）尚未写明：现场核实的资产、负债是否适度（各至少 10 字）'])
  })

  it('three months of bank flow and of a ledger; two are not enough, overlapping months count once [S0-44]', () => {
    const flow = (from: string, to: string) => ({ label: '流水', proof: 'BANK_FLOW', fromMonth: from, toMonth: to, evidence: ['pos-flow'] })
    const ledger = { label: '台账', proof: 'SALES_LEDGER', fromMonth: '2024-12', toMonth: '2025-02', evidence: ['sales-ledger'] }
    expect(asked({ '/incomeEvidence': [flow('2024-12', '2025-02'), ledger] })).toEqual([])
    expect(asked({ '/incomeEvidence': [flow('2025-01', '2025-02'), flow('2025-01', '2025-02'), ledger] })).toEqual(['S0-44 收入凭证：银行流水只覆盖 2 个月，至少 3 个月'])
    expect(asked({ '/incomeEvidence': [flow('2024-12', '2025-02')] })).toEqual(['S0-44 收入凭证：进销货台账或单据只覆盖 0 个月，至少 3 个月'])
  })
  it('a shop without books brings slips instead: it is asked for them and judged as any other [S2-39]', () => {
    const slips = { label: '进货单', proof: 'SLIPS', fromMonth: '2024-12', toMonth: '2025-02', evidence: ['purchase-slips'] }
    const flow = { label: '流水', proof: 'BANK_FLOW', fromMonth: '2024-12', toMonth: '2025-02', evidence: ['pos-flow'] }
    expect(asked({ '/business/books': 'NONE', '/incomeEvidence': [flow] })).toEqual(['S0-44 收入凭证：没有账目的，进销货单据只覆盖 0 个月，至少 3 个月'])
    expect(asked({ '/business/books': 'NONE', '/incomeEvidence': [flow, slips] })).toEqual([])
    const pack = packFor('fmcg-wholesale')
    expect(assess(exampleCase('gc-01', { '/business/books': 'NONE', '/incomeEvidence': [flow, slips] }), pack)).toEqual(assess(exampleCase('gc-01'), pack))
  })

  it('suppliers and buyers with the way they pay [S2-60]', () => {
    expect(asked({ '/soft/chain': [] })).toEqual(['S2-60 供应链尚未列明供应商、客户及其结款方式'])
    const sheet = new Judgement(exampleCase('gc-01'), packFor('fmcg-wholesale')).sheet
    expect(['chainReceivableDays', 'receivableDays', 'chainPayableDays', 'payableDays'].map((id) => formatValue(sheet.figure(id), 'DAYS'))).toEqual(['14.88 天', '15.00 天', '9.30 天', '9.35 天'])
  })
  it('nine questions on how the shop began; own money and debts may not exceed the start [S2-53]', () => {
    expect(asked({ '/beginnings': null })).toEqual(['S2-53 创业经历的九个问题尚未询问'])
    expect(asked({ '/beginnings/ownCapitalFen': 12_000_001 })).toEqual(['S2-53 创业经历：自有与借入之和大于初始投入'])
    expect(new Judgement(exampleCase('gc-01', { '/beginnings/ownCapitalFen': 10_000_000 }), packFor('fmcg-wholesale')).sheet.figure('partnerCapital')).toBe(2_000_000)
  })
  it('a cash flow statement for large amounts and special trades [S2-61]', () => {
    const without: Changes = { '/history': null }
    expect(asked(without)).toEqual([])
    expect(asked({ ...without, '/request/amountFen': 30_000_000 })).toEqual(['S2-61 大额客户须编制现金流量表：登记上期资产负债表与期间发生额'])
    expect(asked(without, { '/industry/needsCashFlow': true })).toEqual(['S2-61 特殊行业客户须编制现金流量表：登记上期资产负债表与期间发生额'])
    expect(asked({ '/request/amountFen': 30_000_000 }, { '/industry/needsCashFlow': true })).toEqual([])
  })
  it('cash and stock that nobody saw, however good the papers [S4-15]', () => {
    expect(asked({ '/balance/cash/0/evidence': ['cash-book'], '/balance/inventory/0/evidence': ['purchase-slips'] })).toEqual(['S4-15 须实地眼见的现金与存货没有现场凭据：店内现金、饮料'])
  })
  it('a word on each of the three ratios, and a reason for what stands off the balance sheet [S4-27]', () => {
    expect(asked({ '/comments/receivablesToMonthlySales': '' })).toEqual(['3.9 「应收÷月均营业额」须写说明'])
    expect(asked({ '/balance/offBalanceAssets': [{ label: '亲戚借条', amountFen: 5_000_000, evidence: [] }] })).toEqual(['S4-27 表外项目须写原因：亲戚借条'])
    expect(asked({ '/balance/offBalanceAssets': [{ label: '亲戚借条', amountFen: 5_000_000, offReason: 'UNVERIFIED', evidence: [] }] })).toEqual([])
  })
  it('the three conclusions, in words [S2-14]', () => {
    expect(asked({ '/soft/conclusions/onWillingness': '' })).toEqual(['S2-14 三项结论尚未写明：还款意愿（各至少 10 字）'])
  })
})
