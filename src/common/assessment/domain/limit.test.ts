import { formatExact } from '#kernel'
import { describe, expect, it } from 'vitest'
import { type Changes, exampleCase, packFor } from '../../../../sim/cases.ts'
import { Judgement, assessmentOf } from './index.ts'

const judged = (changes: Changes, pack: Changes = {}) => new Judgement(exampleCase('gc-01', changes), packFor('fmcg-wholesale', pack))
const limitOf = (changes: Changes, pack: Changes = {}) => assessmentOf(judged(changes, pack)).limit
/** Without checks and equity check nothing is adopted and no deviation rejects. */
const NO_CHECKS = { '/checks': [], '/equity': null }

/** Soft facts so bad that GC-01 scores 60 points: grade D, with the same money. */
const POOR: Changes = {
  '/creditReport/worstOverdueDays': 40, '/creditReport/hardInquiries3Months': 5, '/business/startedOn': '2023-12-01', '/business/premises': 'NONE', '/business/largestCustomerShare': '0.7', '/business/mainSupplierYears': 0,
  '/applicant/residence/local': false, '/applicant/residence/years': 1, '/applicant/property': 'NONE', '/soft/inquiries': [], '/applicant/habits': 'DOUBTFUL',
}

describe('the binding cap', () => {
  it.each<{ cap: string; changes: Changes; pack?: Changes; base: number; limit: number; says: string }>([
    { cap: 'capCash', changes: {}, base: 14_777_363, limit: 11_800_000, says: '现金流约束' },
    { cap: 'capNeed', changes: { '/request/purposeItems/0/amountFen': 15_000_000 }, base: 10_872_000, limit: 8_600_000, says: '资金需求约束' },
    { cap: 'capRequest', changes: { '/request/amountFen': 10_000_000 }, base: 10_000_000, limit: 8_000_000, says: '申请金额约束' },
    { cap: 'capGuarantor', changes: { '/guarantor/monthlyDisposableFen': 500_000 }, base: 12_000_000, limit: 9_600_000, says: '保证能力约束' },
    { cap: 'capGuarantor', changes: { '/guarantor/relation': 'FRIEND' }, base: 13_440_000, limit: 10_700_000, says: '保证能力约束' },
    { cap: 'capCollateral', changes: { '/request/guarantee': 'MORTGAGE', '/collateral': [{ label: '住房', kind: 'HOUSE', valueFen: 20_000_000, priorClaimsFen: 2_000_000, evidence: [] }] }, base: 12_000_000, limit: 9_600_000, says: '抵押约束' },
    { cap: 'capCollateral', changes: { '/request/guarantee': 'MORTGAGE', '/collateral': [{ label: '店面', kind: 'SHOP', valueFen: 20_000_000, evidence: [] }] }, base: 10_000_000, limit: 8_000_000, says: '抵押约束' },
    { cap: 'capEquity', changes: { ...NO_CHECKS, '/balance/privateLoans': [{ label: '亲戚', amountFen: 15_000_000, evidence: [] }] }, base: 4_650_000, limit: 3_700_000, says: '权益约束' },
    { cap: 'capDebtRatio', changes: { ...NO_CHECKS, '/balance/payables/0/amountFen': 29_200_000 }, base: 13_580_000, limit: 10_800_000, says: '负债率约束' },
    { cap: 'capDebtRatio', changes: { ...NO_CHECKS, '/balance/payables/0/amountFen': 26_200_000, '/balance/guaranteesGiven': [{ label: '替人担保', amountFen: 6_000_000, evidence: [] }] }, base: 13_580_000, limit: 10_800_000, says: '负债率约束' },
    { cap: 'capSales', changes: {}, pack: { '/limit/salesCap': '0.02' }, base: 5_520_000, limit: 4_400_000, says: '销贷比约束' },
    { cap: 'capProduct', changes: {}, pack: { '/limit/productCaps/maxAmount': 10_000_000 }, base: 10_000_000, limit: 8_000_000, says: '产品上限' },
    { cap: 'capAuthority', changes: { '/request/authorityFen': 9_000_000 }, base: 9_000_000, limit: 7_200_000, says: '授权约束' },
    { cap: 'capRelated', changes: { '/request/relatedExposureFen': 90_000_000 }, base: 10_000_000, limit: 8_000_000, says: '单户与关联授信约束' },
    { cap: 'capRelated', changes: { '/request/relatedExposureFen': 50_000_000, '/system': { customerExposureFen: 40_000_000 } }, base: 10_000_000, limit: 8_000_000, says: '单户与关联授信约束' },
    { cap: 'capRelated', changes: { '/system': { customerExposureFen: 190_000_000 } }, pack: { '/limit/productCaps/maxAmount': 200_000_000 }, base: 10_000_000, limit: 8_000_000, says: '单户与关联授信约束' },
  ])('$cap: base $base, limit $limit [S0-11, S2-02]', ({ cap, changes, pack, base, limit, says }) => {
    const judgement = judged(changes, pack)
    const result = assessmentOf(judgement).limit
    expect(result).toMatchObject({ bindingCap: cap, baseFen: base, amountFen: limit })
    expect(result?.caps[cap]).toBe(base)
    expect(Math.min(...Object.values(result?.caps ?? {}))).toBe(base)
    expect(judgement.sheet.definition(cap).name).toBe(says)
  })

  it('of a guarantor who depends on the borrower is nothing [S2-69]', () => {
    expect(judged({ '/guarantor/relation': 'DEPENDANT' }).sheet.figure('capGuarantor')).toBe(0)
    expect(judged({ '/guarantor/unmarriedChild': true }).sheet.figure('capGuarantor')).toBe(0)
    expect(judged({ '/guarantor': null }).sheet.figure('capGuarantor')).toBe(0)
    expect(judged({ '/guarantor': null, '/request/guarantee': 'CREDIT' }).sheet.figure('capGuarantor')).toBe(null)
  })

  it('of several equal ones is the first in the order of the chapter', () => {
    expect(limitOf({ '/request/amountFen': 10_000_000, '/request/authorityFen': 10_000_000 })).toMatchObject({ bindingCap: 'capRequest', baseFen: 10_000_000 })
  })

  it('leaves money that is there out of the need, but not what a week of purchases takes', () => {
    expect(judged({ '/plan/useFen': 0 }).sheet.figure('capNeed')).toBe(14_872_000)
    expect(judged({ ...NO_CHECKS, '/balance/bankDeposit': [] }).sheet.figure('capNeed')).toBe(19_000_000)
  })
})

describe('the limit', () => {
  it('of a first loan is a fifth below the base, 100,000 gives 80,000; of a later one the whole [S0-36, S2-15]', () => {
    expect(limitOf({ '/request/amountFen': 10_000_000 })?.amountFen).toBe(8_000_000)
    expect(limitOf({ '/request/amountFen': 10_000_000, '/application/loansRepaid': 1 })?.amountFen).toBe(10_000_000)
    expect(limitOf({ '/request/amountFen': 10_000_000 }, { '/limit/firstLoanHaircut': '0.3' })?.amountFen).toBe(7_000_000)
  })

  it('of a second loan is sized at the rate of grade A, 6.40 % with the discount, and not cut', () => {
    expect(assessmentOf(judged({ '/application/loansRepaid': 1 }))).toMatchObject({ limit: { baseFen: 14_840_512, amountFen: 14_800_000, bindingCap: 'capCash' }, price: { annualRate: '0.0640' }, score: { grade: 'A', cappedGrade: 'A' } })
  })

  it('is rounded down to a thousand yuan', () => {
    expect(limitOf({ '/request/amountFen': 12_499_999 })?.amountFen).toBe(9_900_000)
    expect(limitOf({ '/request/amountFen': 12_500_000 })?.amountFen).toBe(10_000_000)
    expect(limitOf({ '/request/amountFen': 12_500_000 }, { '/limit/productCaps/step': 300_000 })?.amountFen).toBe(9_900_000)
  })

  it('below the least a product lends is none, and the reason names the cap [S4-02]', () => {
    expect(limitOf({ '/request/amountFen': 625_000 })?.amountFen).toBe(500_000)
    const { limit, score, price, instalmentFen, coverage, decision, reasons } = assessmentOf(judged({ '/request/amountFen': 624_999 }))
    expect([limit?.amountFen, score, price, instalmentFen, coverage, decision]).toEqual([0, null, null, null, null, 'REJECT'])
    expect(reasons.find(({ rule }) => rule === 'limit')).toMatchObject({ says: '可贷额度为 0：申请金额约束 6,249.99 元，折扣后 4,999.99 元，低于起贷金额 5,000.00 元', effect: 'REJECT' })
  })

  it('with four lenders is a fifth less again', () => {
    expect(limitOf({ '/creditReport/institutions': 4 })).toMatchObject({ baseFen: 14_777_363, amountFen: 9_400_000 })
  })

  it('rests on at most 80 % of the cash that is left over [S2-67, S2-68, S4-20]', () => {
    const { sheet } = judged({})
    expect([sheet.figure('disposableCash'), sheet.figure('maxInstalment')]).toEqual([1_600_000, 1_280_000])
    expect(judged({}, { '/limit/payRatio': '0.5' }).sheet.figure('maxInstalment')).toBe(800_000)
    expect(judged({ '/income/householdExpense/0/monthlyFen': 3_000_000 }).sheet.figure('maxInstalment')).toBe(0)
  })

  it('takes the principal of old loans and a mortgage that nobody counted yet out of the cash', () => {
    const mortgage = { label: '按揭', amountFen: 30_000_000, annualRate: '0.048', monthlyPaymentFen: 100_000, evidence: [] }
    expect(judged({ '/household/mortgages': [mortgage] }).sheet.figure('disposableCash')).toBe(1_600_000)
    expect(judged({ '/household/mortgages': [mortgage], '/traps/mortgageInHouseholdExpense': false }).sheet.figure('disposableCash')).toBe(1_480_000)
    expect(judged({ '/balance/loans/0/monthlyPrincipalFen': 6_000_000 }).sheet.figure('existingPrincipal')).toBe(4_800_000)
    expect(judged({}, { '/statements/interestTreatment': 'IN_DEBT_SERVICE' }).sheet.figure('disposableCash')).toBe(1_576_000)
  })
})

describe('limit, score and price', () => {
  it('agree: a C customer is sized again at his own price of 8.40 %', () => {
    const judgement = judged({ '/creditReport/worstOverdueDays': 40, '/applicant/property': 'NONE', '/soft/inquiries': [], '/business/mainSupplierYears': 0, '/business/largestCustomerShare': '0.7', '/applicant/habits': 'DOUBTFUL' })
    expect(assessmentOf(judgement)).toMatchObject({ score: { total: 70, grade: 'C' }, price: { annualRate: '0.0840' }, limit: { baseFen: 14_683_364, amountFen: 11_700_000, bindingCap: 'capCash' } })
    expect(judgement.sheet.source.offer).toEqual({ annualRate: '0.084000000000', scoredFen: null, scoredRate: null })
  })

  it('of a D customer end at 100,000 and 10.20 %, with security only', () => {
    const secured = assessmentOf(judged(POOR))
    expect(secured).toMatchObject({ score: { total: 60, grade: 'D' }, price: { annualRate: '0.1020' }, limit: { baseFen: 14_543_978, amountFen: 10_000_000, bindingCap: 'capRestricted' } })
    expect(secured.limit?.caps['capRestricted']).toBe(10_000_000)
    expect(secured.reasons.filter(({ rule }) => rule === 'grade')).toMatchObject([{ effect: 'NOTE', says: '评分 60，等级 D（按 116,000.00 元评定）：最多 100,000.00 元' }])
    const bare = assessmentOf(judged({ ...POOR, '/request/guarantee': 'CREDIT' }))
    expect(bare).toMatchObject({ score: { grade: 'D' }, decision: 'INCOMPLETE' })
    expect(bare.reasons.find(({ rule }) => rule === 'grade')).toMatchObject({ effect: 'REFER', says: expect.stringContaining('须有抵押或有效保证') as string })
  })

  it('of a D customer below 100,000 keep the amount', () => {
    expect(limitOf({ ...POOR, '/request/amountFen': 12_000_000 })).toMatchObject({ amountFen: 9_600_000, bindingCap: 'capRequest' })
  })

  it('of a D customer stay those of D: the smaller amount does not score itself into C', () => {
    const edge = { ...POOR, '/creditReport/hardInquiries3Months': 2, '/applicant/habits': 'NONE' }
    const judgement = judged(edge)
    expect(assessmentOf(judgement)).toMatchObject({ score: { total: 64, grade: 'D', indicators: { A1: 8 } }, price: { annualRate: '0.1020' }, limit: { amountFen: 10_000_000, bindingCap: 'capRestricted' }, coverage: '1.8180' })
    expect(['scoredAmount', 'scoredCoverage', 'price'].map((id) => formatExact(judgement.sheet.figure(id) as never, 4))).toEqual(['11600000.0000', '1.5672', '0.1020'])
    expect(assessmentOf(judged({ ...edge, '/request/amountFen': 12_500_000 }))).toMatchObject({ score: { total: 65, grade: 'C', indicators: { A1: 9 } }, limit: { amountFen: 10_000_000, bindingCap: 'capRequest' } })
  })

  it('of an E customer are a rejection, or a referral where the pack says so', () => {
    const worse = { ...POOR, '/creditReport/institutions': 3, '/spouse/coSigns': false, '/applicant/marriage': 'DIVORCED', '/creditReport/hardInquiries3Months': 6, '/creditReport/cards/0/limitFen': 1_250_000 }
    expect(assessmentOf(judged(worse))).toMatchObject({ score: { grade: 'E' } })
    expect(assessmentOf(judged(worse)).reasons.find(({ rule }) => rule === 'grade')?.effect).toBe('REJECT')
    expect(assessmentOf(judged(worse, { '/scorecard/lowestGrade/effect': 'REFER' })).reasons.find(({ rule }) => rule === 'grade')?.effect).toBe('REFER')
  })

  it('take the higher rate where the second price is higher still', () => {
    const { sheet } = judged(POOR)
    expect(formatExact(sheet.figure('annualRate') as never, 4)).toBe('0.1020')
  })
})

describe('affordability', () => {
  const tests = (changes: Changes, pack: Changes = {}) => assessmentOf(judged(changes, pack)).reasons.filter(({ rule }) => ['coverage', 'stress', 'stress-severe', 'dscr', 'capProduct'].includes(rule)).map(({ rule, effect }) => `${rule} ${effect}`)

  it.each<[string, Changes, string[]]>([
    ['a coverage of 1.5654 is enough for 1.5654 and not for 1.57', { '/limit/coverageAtLeast': '1.565' }, ['stress-severe NOTE']],
    ['coverage', { '/limit/coverageAtLeast': '1.57' }, ['coverage REFER', 'stress-severe NOTE']],
    ['sales down 10 %', { '/limit/stressCoverage': '1.04' }, ['stress REFER', 'stress-severe NOTE']],
    ['sales down 15 %', { '/limit/stressCoverage': '0.77' }, []],
    ['all debts', { '/limit/dscrAtLeast': '1.42' }, ['stress-severe NOTE', 'dscr REFER']],
  ])('%s', (_, pack, expected) => {
    expect(tests({}, pack)).toEqual(expected)
  })

  it('a term outside of the product is referred [S4-02]', () => {
    expect(tests({ '/request/periods': 2 })).toContain('capProduct REFER')
    expect(tests({ '/request/periods': 3 })).not.toContain('capProduct REFER')
    expect(tests({ '/request/periods': 24 })).not.toContain('capProduct REFER')
    expect(tests({ '/request/periods': 25 })).toContain('capProduct REFER')
  })
})
