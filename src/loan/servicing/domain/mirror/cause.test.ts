import { describe, expect, it } from 'vitest'
import { day } from '#kernel'
import { type Figures, type Pair, differencesOf } from './cause.ts'

/** 118,000.00 at 7.2 %, ten days into a month of 31 days: 708.00 × 10 ÷ 31 = 228.39. */
const OURS: Figures = { state: 'RUNNING', balanceFen: 11_800_000, duePrincipalFen: 0, dueInterestFen: 0, accruedFen: 22_839, annualRate: '0.072', riskClass: 'NORMAL' }
const pair = (theirs: Partial<Figures> | null, change: Partial<Pair> = {}): Pair => ({
  on: day('2025-03-24'), ours: OURS, theirs: theirs === null ? null : { ...OURS, ...theirs }, period: { from: day('2025-03-14'), to: day('2025-04-14'), interestFen: 70_800 }, statementMissing: false, manual: null, roundingFen: 5, ...change,
})
const found = (one: Pair) => differencesOf(one).map(({ cause, figures }) => [cause, figures.map(({ figure }) => figure)])

describe('differences from the core bank', () => {
  it('are none where all agrees, and a figure the file does not carry is not compared', () => {
    expect(found(pair({}))).toEqual([])
    expect(found(pair({ duePrincipalFen: null, dueInterestFen: null, accruedFen: null, annualRate: null, riskClass: null }))).toEqual([])
    expect(found(pair({ annualRate: '0.0720' }))).toEqual([])
  })

  it('of another rate take along what accrues by it, and the fen by which an instalment was divided otherwise', () => {
    expect(found(pair({ annualRate: '0.0756', accruedFen: 23_981 }))).toEqual([['RATE', ['ACCRUED', 'RATE']]])
    expect(found(pair({ annualRate: '0.0756', accruedFen: 23_981, balanceFen: 11_803_540 }))).toEqual([['RATE', ['BALANCE', 'ACCRUED', 'RATE']]])
    expect(found(pair({ annualRate: '0.0756', balanceFen: 12_300_000 }))).toEqual([['RATE', ['RATE']], ['UNKNOWN', ['BALANCE']]])
  })

  it('of another day count are told by the sum they come to', () => {
    // 118,000 × 7.2 % × 10 ÷ 365 = 232.77, ÷ 360 = 236.00
    expect(differencesOf(pair({ accruedFen: 23_277 }))).toMatchObject([{ cause: 'DAY_COUNT', why: '核心的应计利息正合按实际天数/365计算' }])
    expect(differencesOf(pair({ accruedFen: 23_600 }))).toMatchObject([{ cause: 'DAY_COUNT', why: '核心的应计利息正合按实际天数/360计算' }])
    expect(found(pair({ accruedFen: 25_000 }))).toEqual([['UNKNOWN', ['ACCRUED']]])
  })

  it('of a few fen are rounding', () => {
    expect(found(pair({ accruedFen: 22_836 }))).toEqual([['ROUNDING', ['ACCRUED']]])
  })

  it('of a posting by hand need its principal to fit', () => {
    const manual = { amountFen: 10_000, principalFen: 10_000 }
    expect(found(pair({ balanceFen: 11_790_000 }, { manual }))).toEqual([['MANUAL_POSTING', ['BALANCE']]])
    expect(found(pair({ balanceFen: 11_780_000 }, { manual }))).toEqual([['UNKNOWN', ['BALANCE']]])
    expect(found(pair({ balanceFen: 11_780_000 }, { manual: { ...manual, principalFen: null } }))).toEqual([['MANUAL_POSTING', ['BALANCE']]])
  })

  it('of balances newer than the transactions are a late file', () => {
    expect(found(pair({ balanceFen: 10_848_696, accruedFen: 20_998 }, { statementMissing: true }))).toEqual([['LATE_FILE', ['BALANCE', 'ACCRUED']]])
  })

  it('of a note the core bank does not name, or has otherwise, have no cause', () => {
    expect(differencesOf(pair(null))).toMatchObject([{ cause: 'UNKNOWN', why: '核心当日余额文件中没有这张借据' }])
    expect(found(pair({ state: 'SETTLED', balanceFen: 0, accruedFen: 0 }))).toEqual([['UNKNOWN', ['STATE', 'BALANCE', 'ACCRUED']]])
  })
})
