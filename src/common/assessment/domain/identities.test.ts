import { describe, expect, it } from 'vitest'
import { alteredSheet } from '../../../../sim/altered.ts'
import { type Changes, exampleCase, packFor } from '../../../../sim/cases.ts'
import { Judgement, assessmentOf } from './index.ts'

const pack = packFor('fmcg-wholesale')
const broken = (changes: Changes) => assessmentOf(new Judgement(exampleCase('gc-01', changes), pack)).identities.filter(({ holds }) => !holds).map(({ id }) => id)

/** Identities that speak about what was typed: one change of the case breaks them. */
const BY_DATA: Readonly<Record<string, Changes>> = {
  I02: { '/balance/inventory/0/quantity': '1000', '/balance/inventory/0/unitCostFen': 14_201 },
  I06: { '/history/purchasesFen': 508_000_000 },
  I07: { '/history/collectionsFen': 274_480_000 },
  I08: { '/history/supplierPaymentsFen': 305_240_000 },
  I09: { '/previousBalance/bankDepositFen': 100_000 },
  I10: { '/equity/injections/0/amountFen': 9_000_000 },
  I11: { '/balance/loans/0/annualRate': '0.07' },
  I12: { '/history/depreciationFen': 4_100_000 },
  I13: { '/balance/prepaidRent/0/monthlyFen': 900_000 },
  I14: { '/creditReport/loans/-': { lender: '网商贷', balanceFen: 1 } },
  I17: { '/income/margins/0/salesShare': '0.39' },
  I18: { '/equity/household/2/amountFen': 9_000_000 },
  I19: { '/visit/visitedOn': '2025-03-11' },
  I20: { '/request/purposeItems/0/amountFen': 14_999_999 },
}

/** Identities that hold by the way the statements are made: a formula that went wrong breaks them. */
const BY_FORMULA: Readonly<Record<string, readonly Readonly<Record<string, string>>[]>> = {
  I01: [{ actualEquity: 'totalAssets - totalLiabilities + 1' }],
  I02: [{ inventoryStated: 'sum(inventory, .amountFen) + 1' }],
  I03: [{ receivablesStated: 'sum(receivableKept) - 1' }, { payablesStated: 'sum(payables, .amountFen) + 1' }, { prepayments: '0' }, { loansStated: 'bankLoans' }, { fixedAssetsStated: 'fixedAssetCost' }, { offBalanceAssets: '0' }],
  I04: [{ annualNetProfit: 'sum(netProfit) + 1' }, { annualDisposable: 'sum(monthlyDisposable) - 1' }, { annualSales: 'annualSalesStated + 1', sales: 'salesStated' }],
  I05: [{ cogs: 'sales * (1 - weightedMargin) + 2' }],
  I15: [{ openingCash: 'cash + bankDeposit + limit' }],
  I16: [{ newInstalment: 'instalment' }],
  I17: [{ seasonIndex: 'salesStated / annualSales / 2' }],
}

describe('an identity', () => {
  it.each(Object.entries(BY_DATA))('%s is broken by one change, and only it [S3-27]', (id, changes) => {
    expect(broken(changes)).toEqual([id])
  })

  it.each(Object.entries(BY_FORMULA))('%s notices a formula that went wrong [S3-27]', (id, alterations) => {
    for (const formulas of alterations) expect([formulas, alteredSheet(exampleCase('gc-01'), pack, formulas).figure(id)]).toEqual([formulas, false])
  })

  it('is proven broken for all twenty', () => {
    expect([...new Set([...Object.keys(BY_DATA), ...Object.keys(BY_FORMULA)])].sort()).toEqual(Object.keys(pack.statements.identities).sort())
  })

  it('still holds at the tolerance of 5 %, and no further', () => {
    expect(broken({ '/balance/prepaidRent/0/monthlyFen': 840_000 })).toEqual([])
    expect(broken({ '/balance/prepaidRent/0/monthlyFen': 840_001 })).toEqual(['I13'])
    expect(broken({ '/request/purposeItems/0/amountFen': 15_000_000 })).toEqual([])
  })

  it('of the credit report holds once the debt nobody listed is explained', () => {
    const at = exampleCase('gc-01').checks.findIndex(({ method }) => method === 'X21')
    expect(broken({ ...BY_DATA['I14'], [`/checks/${at}/cause`]: '查询后已结清，凭结清证明' })).toEqual([])
  })

  it('about the earlier balance sheet is not evaluated where there is none', () => {
    const known = (changes: Changes) => assessmentOf(new Judgement(exampleCase('gc-01', changes), pack)).identities.map(({ id }) => id)
    expect(known({ '/history': null })).toEqual(known({ '/previousBalance': null }))
    expect(Object.keys(pack.statements.identities).filter((id) => !known({ '/history': null }).includes(id))).toEqual(['I06', 'I07', 'I08', 'I09', 'I12'])
    expect(known({ '/creditReport': null })).not.toContain('I14')
    expect(known({ '/equity': null })).not.toContain('I10')
  })

  it('that blocks leaves the report incomplete, one that warns adds a note', () => {
    const { decision, reasons } = assessmentOf(new Judgement(exampleCase('gc-01', BY_DATA['I20']), pack))
    expect([decision, reasons.find(({ rule }) => rule === 'I20')]).toEqual(['INCOMPLETE', { rule: 'I20', says: '勾稽不符：用途金额不低于申请金额', effect: 'INCOMPLETE' }])
    expect(assessmentOf(new Judgement(exampleCase('gc-01', BY_DATA['I18']), pack)).reasons.find(({ rule }) => rule === 'I18')?.effect).toBe('NOTE')
    expect(assessmentOf(new Judgement(exampleCase('gc-01', BY_DATA['I18']), packFor('fmcg-wholesale', { '/statements/identities/I18': 'BLOCK' }))).decision).toBe('INCOMPLETE')
  })
})
