import { type Schedule, buildSchedule } from '#common/schedule/domain'
import { fen } from '#kernel'
import { describe, expect, it } from 'vitest'
import { type Changes, exampleCase, packFor } from '../../../../sim/cases.ts'
import { timesMoney } from '../../../../sim/larger.ts'
import { type CaseFile, Judgement, planMonths, termsOf } from './index.ts'

const pack = packFor('fmcg-wholesale')

/** What chapter 6.3 asks of a principal, said once more by hand: the plan never runs dry and a year takes at most 80 % of what is left over. */
function fits({ sheet }: Judgement, principalFen: number): boolean {
  const { request, plan } = sheet.source
  const schedule: Schedule = buildSchedule(termsOf(request, fen(principalFen), sheet.figure('annualRate') as never, pack.repayment))
  const due = planMonths(sheet.source).map((month) => schedule.rows.filter((row) => row.dueOn.startsWith(month)).reduce((sum, row) => sum + row.totalFen, 0))
  let closing = (sheet.figure('cash') as number) + (sheet.figure('bankDeposit') as number) + principalFen - plan.useFen
  for (const [k, instalment] of due.entries()) {
    closing += (sheet.figure('planBeforeLoan', k) as number) - instalment
    if (closing < 0) return false
  }
  const firstYear = due.slice(0, 12).reduce((a, b) => a + b, 0)
  return firstYear * 100 <= 80 * 12 * (sheet.figure('disposableCash') as number)
}

const METHODS: readonly (readonly [string, Changes])[] = [
  ['equal principal', { '/request/method': 'EQUAL_PRINCIPAL' }],
  ['interest each month', { '/request/method': 'INTEREST_ONLY_M' }],
  ['all at the end', { '/request/method': 'BULLET', '/request/firstDueOn': '2026-03-14' }],
  ['all after half a year', { '/request/method': 'BULLET', '/request/firstDueOn': '2025-09-14' }],
  ['two years of equal principal', { '/request/method': 'EQUAL_PRINCIPAL', '/request/periods': 24 }],
  ['a first due day within the month of disbursement', { '/request/method': 'EQUAL_PRINCIPAL', '/request/firstDueOn': '2025-03-31' }],
  ['less cash than the use of the money', { '/request/method': 'EQUAL_PRINCIPAL', '/balance/bankDeposit': [], '/checks': [] }],
  ['stock that is not sold before the end', { '/request/method': 'EQUAL_PRINCIPAL', '/plan/stockRelease': [], '/balance/cash': [], '/balance/bankDeposit': [], '/checks': [], '/plan/useFen': 9_000_000 }],
]

describe('the cash cap of other repayment types', () => {
  it.each(METHODS)('is the largest principal the plan carries: %s', (_, changes) => {
    const judgement = new Judgement(exampleCase('gc-01', changes), pack)
    const cap = judgement.sheet.figure('capCash') as number
    expect(cap).toBeGreaterThan(1_000_000)
    expect([fits(judgement, cap), fits(judgement, cap + 100)]).toEqual([true, false])
    for (let larger = cap + 500_000; larger < cap + 40_000_000; larger += 500_000) expect(fits(judgement, larger)).toBe(false)
  })

  it('sees every instalment, the first as well that falls due in the month of disbursement', () => {
    const { sheet } = new Judgement(exampleCase('gc-01', { '/request/firstDueOn': '2025-03-31' }), pack)
    expect(planMonths(sheet.source)[0]).toBe('2025-03')
    expect([sheet.instances('newInstalment'), sheet.figure('I16')]).toEqual([12, true])
  })

  it('is nothing where no principal fits', () => {
    const judgement = new Judgement(exampleCase('gc-01', { '/request/method': 'EQUAL_PRINCIPAL', '/plan/useFen': 900_000_000 }), pack)
    expect(judgement.sheet.figure('capCash')).toBe(0)
  })

  it('has no ceiling of its own', () => {
    const plain = exampleCase('gc-01', { '/request/method': 'EQUAL_PRINCIPAL' })
    const cap = (of: CaseFile) => new Judgement(of, pack).sheet.figure('capCash') as number
    expect(Math.abs(cap(timesMoney(plain, 100)) - 100 * cap(plain))).toBeLessThan(20_000)
    expect(cap(timesMoney(plain, 100))).toBeGreaterThan(1_000_000_000)
  })
})
