import { describe, expect, it } from 'vitest'
import { type Changes, exampleCase, packFor } from '../../../../sim/cases.ts'
import { Judgement, assessmentOf, methodsByAccount } from './index.ts'

const judged = (changes: Changes = {}, pack: Changes = {}) => new Judgement(exampleCase('gc-01', changes), packFor('fmcg-wholesale', pack))
const result = (changes: Changes = {}, pack: Changes = {}) => assessmentOf(judged(changes, pack))
const veto = (changes: Changes = {}, pack: Changes = {}) => result(changes, pack).vetoEnabled
const reasons = (rule: string, changes: Changes = {}, pack: Changes = {}) => result(changes, pack).reasons.filter((reason) => reason.rule === rule).map(({ says, effect }) => `${effect} ${says}`)
const at = (method: string, account: string) => exampleCase('gc-01').checks.findIndex((check) => check.method === method && check.account === account)
/** Accounts that lack two independent methods. */
function lacking(changes: Changes): string[] {
  const { sheet, pack } = judged(changes)
  return methodsByAccount(sheet.source, { checks: pack.checks, payRatio: 1 }, sheet).filter(({ enough }) => !enough).map(({ account }) => account)
}
const evidenceOf = (id: string) => exampleCase('gc-01').evidence.findIndex((each) => each.id === id)

describe('two methods an account (R1, R2)', () => {
  it('are there in GC-01 for every mandatory account', () => {
    expect(lacking({})).toEqual([])
    expect(judged().sheet.figure('twoMethodShare')).toBe(1)
  })

  it('are fewer when one is taken away, and then the report cannot be submitted [S2-70]', () => {
    expect(lacking({ [`/checks/${at('X16', 'receivables')}`]: undefined })).toEqual(['receivables'])
    expect(reasons('H08', { [`/checks/${at('X16', 'receivables')}`]: undefined })).toEqual(['INCOMPLETE 有必检科目的独立检验不足 2 种（做足的科目占 91.67%）'])
    expect(result({ [`/checks/${at('X16', 'receivables')}`]: undefined }).score?.indicators['E1']).toBe(0)
  })

  it('count as one when they rest on the same evidence', () => {
    expect(lacking({ [`/checks/${at('X16', 'receivables')}/evidence`]: ['ar-confirm'] })).toEqual(['receivables'])
    expect(lacking({ [`/checks/${at('X16', 'receivables')}/evidence`]: ['ar-list', 'ar-confirm'] })).toEqual(['receivables'])
    expect(lacking({ [`/checks/${at('X16', 'receivables')}/evidence`]: ['ar-list'] })).toEqual([])
  })

  it('count as one when both are mere statements, with evidence of that class or with none', () => {
    const saidTwice = { [`/evidence/${evidenceOf('supplier-statement')}/class`]: 'STATEMENT', [`/evidence/${evidenceOf('ap-terms')}/class`]: 'STATEMENT' }
    expect(lacking(saidTwice)).toEqual(['payables'])
    expect(lacking({ [`/checks/${at('X01', 'payables')}/evidence`]: [], [`/checks/${at('X20', 'payables')}/evidence`]: [] })).toEqual(['payables'])
    expect(lacking({ [`/checks/${at('X01', 'payables')}/evidence`]: [] })).toEqual([])
  })

  it('count as one when the same method was done twice', () => {
    expect(lacking({ [`/checks/${at('X16', 'receivables')}`]: { method: 'X01', account: 'receivables', documentsFen: 24_000_000, evidence: ['ar-list'] } })).toEqual(['receivables'])
  })

  it('must hold a strong one for sales, margin, stock, debts and money [S0-04]', () => {
    const weakOnly = [{ method: 'X08', account: 'sales', seasonSalesFen: 148_500_000, seasonIndex: '0.255', evidence: ['season-ledger'] }, { method: 'X05', account: 'sales', evidence: ['peer-notes'] }, { method: 'X11', account: 'sales', evidence: ['wage-slips'] }]
    const others = exampleCase('gc-01').checks.filter((check) => check.account !== 'sales')
    expect(lacking({ '/checks': [...weakOnly, ...others] })).toEqual(['sales'])
    expect(lacking({ '/checks': [weakOnly[0], { method: 'X29', account: 'sales', invoicedFen: 108_000_000, invoicedShare: '0.19', evidence: ['pos-flow'] }, ...others] })).toEqual([])
  })

  it('may both be weak for profit and household, unless both are the word of the customer', () => {
    expect(lacking({})).toEqual([])
    expect(lacking({ [`/checks/${at('X11', 'netProfit')}`]: undefined })).toEqual(['netProfit'])
    expect(lacking({ '/oral/monthlyNetProfitFen': undefined })).toEqual(['netProfit'])
  })

  it('for equity are its check on both bases or against the previous case', () => {
    expect(lacking({ '/equity': null })).toEqual(['equity'])
    expect(lacking({ '/previousCase': { cutOffOn: '2024-03-01', actualEquityFen: 60_000_000 } })).toEqual([])
  })

  it('are not asked for where there is nothing to check', () => {
    const checks = exampleCase('gc-01').checks.filter((check) => check.account !== 'payables')
    expect(lacking({ '/checks': checks })).toEqual(['payables'])
    expect(lacking({ '/checks': checks, '/balance/payables': [] })).toEqual([])
  })

  it('can be three, as the pack says', () => {
    const { sheet, pack } = judged({}, { '/checks/methodsPerAccount': 3 })
    expect(methodsByAccount(sheet.source, { checks: pack.checks, payRatio: 1 }, sheet).filter(({ enough }) => enough).map(({ account }) => account)).toEqual(['sales'])
  })
})

describe('the deviation (R3)', () => {
  const cash = (documentsFen: number) => [{ method: 'X01', account: 'cash', documentsFen, evidence: ['cash-count'] }]
  it('of nothing is nothing where nothing was found, and all of it where something was', () => {
    expect(result({ '/balance/cash': [], '/checks': cash(0) }).checks[0]?.deviation).toBe('0.0000')
    expect(result({ '/balance/cash': [], '/checks': cash(1) }).checks[0]?.deviation).toBe('1.0000')
    expect(result({ '/balance/cash': [], '/checks': cash(1) }).vetoEnabled).toBe(true)
  })

  it('of what the customer says is measured the same way, by the accepted value', () => {
    const oral = (changes: Changes) => result(changes).checks.find(({ kind, account }) => kind === 'ORAL' && account === 'receivables')?.deviation
    expect(oral({ '/oral/receivablesFen': 21_600_000 })).toBe('0.1000')
    expect(oral({ '/oral/receivablesFen': 26_400_000 })).toBe('-0.1000')
    expect(oral({ '/oral/receivablesFen': 5_000_000, '/balance/receivables': [], '/checks': [] })).toBe('1.0000')
    expect(oral({ '/oral/receivablesFen': 0, '/balance/receivables': [], '/checks': [] })).toBe('0.0000')
  })
})

describe('the veto (R4, R5)', () => {
  const payables = (documentsFen: number) => ({ [`/checks/${at('X01', 'payables')}/documentsFen`]: documentsFen })

  it('arises beyond 5 %: exactly 5 % still passes, compared before rounding [S3-26]', () => {
    expect(veto(payables(12_540_000))).toBe(false)
    expect(veto(payables(12_539_999))).toBe(true)
    expect(veto(payables(13_860_000))).toBe(false)
    expect(result(payables(12_539_999)).checks.find(({ account, method }) => account === 'payables' && method === 'X01')?.deviation).toBe('0.0500')
  })

  it('stays when the accepted value leaves a check more than 5 % away [S3-26]', () => {
    expect(veto({ [`/checks/${at('X12', 'cash')}/takingsFen`]: 500_000, [`/checks/${at('X01', 'cash')}/documentsFen`]: 3_300_000 })).toBe(true)
  })

  it('arises from an equity deviation beyond 5 % [S3-26]', () => {
    expect(veto({ '/equity/profits/0/amountFen': 21_955_000 })).toBe(false)
    expect(veto({ '/equity/profits/0/amountFen': 21_955_001 })).toBe(true)
  })

  it('never arises from what the customer says, however far it is off', () => {
    const { vetoEnabled, flags } = result({ '/oral/annualSalesFen': 5_760_000_000, '/oral/inventoryFen': 1, '/oral/payablesFen': 900_000_000 })
    expect([vetoEnabled, flags]).toEqual([false, ['FR21']])
  })

  it('does not arise from an account that is not mandatory', () => {
    const privateLoan = { '/balance/privateLoans': [{ label: '亲戚', amountFen: 1_000_000, evidence: ['oral'] }], '/checks/-': { method: 'X01', account: 'privateLoans', documentsFen: 900_000, evidence: ['household-bills'], cause: '账上少记' } }
    expect(veto(privateLoan)).toBe(false)
    expect(veto(privateLoan, { '/checks/mandatoryAccounts': [...packFor('fmcg-wholesale').checks.mandatoryAccounts, 'privateLoans'] })).toBe(true)
  })

  it('can always be there, or never, as the pack says', () => {
    expect([veto({}, { '/checks/vetoMode': 'ALWAYS' }), veto(payables(1), { '/checks/vetoMode': 'NONE' })]).toEqual([true, false])
    expect(veto(payables(12_000_000), { '/checks/deviationTolerance': '0.10' })).toBe(false)
  })

  it('asks for the cause of each deviation; without it the report is not complete [S2-65, S4-18]', () => {
    expect(reasons('R5', payables(12_000_000))).toEqual(['INCOMPLETE 有 1 项偏差超过 5%，尚未说明原因'])
    expect(reasons('R5', { ...payables(12_000_000), [`/checks/${at('X01', 'payables')}/cause`]: '两笔货款在途，供应商尚未入账' })).toEqual([])
    expect(reasons('R5', {})).toEqual([])
  })

  it('stops a report whose statements are more than 20 % off', () => {
    const explained = { [`/checks/${at('X01', 'payables')}/cause`]: '供应商对账单缺页' }
    expect(reasons('R5', { ...payables(10_560_000), ...explained })).toEqual([])
    expect(reasons('R5', { ...payables(10_559_999), ...explained })).toEqual(['INCOMPLETE 报表偏差 20.00% 超过 20%，须重新调查'])
    expect(result({ ...payables(10_559_999), ...explained }).decision).toBe('INCOMPLETE')
  })
})

describe('what the engine keeps of a check (R9)', () => {
  it('is method, inputs, result, deviation, strength and evidence [S0-04]', () => {
    expect(result().checks[0]).toEqual({ account: 'sales', method: 'X07', unit: 'FEN', stated: 576_000_000, check: 575_220_397, deviation: '0.0014', kind: 'STATEMENT', strength: 'STRONG', countsForVeto: true, evidence: ['purchase-slips'] })
  })
})

describe('an equity check with nothing to measure it by', () => {
  const LEVEL = [{ label: '起始存货', side: 'ASSET', amountFen: 100 }, { label: '起始欠款', side: 'DEBT', amountFen: 100 }]
  it.each([['EXPECTED', { startOn: '2022-03-01', initial: LEVEL }], ['PERIOD_DISPOSABLE', { startOn: '2025-03-12', initial: LEVEL }]])('on the basis %s is wholly off, never unknown (H11)', (basis, equity) => {
    const { equity: { deviation }, reasons: broken } = result({ '/equity': equity }, { '/checks/equityDeviationBasis': basis })
    expect([deviation, broken.some(({ rule }) => rule === 'H11')]).toEqual(['1.0000', true])
  })
})
