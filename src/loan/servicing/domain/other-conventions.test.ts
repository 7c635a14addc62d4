import { describe, expect, it } from 'vitest'
import { annualRates } from '#common/schedule/domain'
import { type Day, addMonths, day, fen, formatExact, formatYuan } from '#kernel'
import { accruedOn, closingOf } from './closing.ts'
import type { LateRule, NoteAtHand, PlanTerms } from './note.ts'
import { firstPlan, unpaid } from './plan.ts'
import { possibleOn, repay } from './repay.ts'

/** Cases Apache Fineract publishes (see docs/schedules.md) whose convention is another: what comes out there beside what comes out here. */
const CALENDAR = { holidays: new Set<string>(), makeUpDays: new Set<string>() }
const ruleAt = (penaltyRate: string): LateRule => ({
  penaltyRate, compound: true, daysPerYear: 360, graceDays: 0, graceToWorkingDay: false,
  allocation: { normal: ['COSTS', 'COMPOUND', 'PENALTY', 'INTEREST', 'PRINCIPAL'], nonAccrual: ['COSTS', 'PRINCIPAL', 'INTEREST', 'PENALTY', 'COMPOUND'], nonAccrualAfterDays: 90 },
})

function noteOf(terms: PlanTerms, penaltyRate: string): NoteAtHand {
  return { amountFen: fen(terms.principalFen), disbursedOn: terms.disbursedOn as Day, terms, rule: ruleAt(penaltyRate), instalments: unpaid(firstPlan(terms, 'NONE', CALENDAR)), lastPaidOn: null }
}

function paid(note: NoteAtHand, on: string, amountFen: number): NoteAtHand {
  const { instalments } = repay(note, { kind: 'DUE', keep: null, amountFen: fen(amountFen), paidOn: day(on) }, { calendar: CALENDAR, prepaymentMinFen: fen(1) })
  return { ...note, instalments, lastPaidOn: day(on) }
}

const HUNDRED: PlanTerms = { principalFen: 10_000, annualRate: '0.07', method: 'ANNUITY', periods: 6, disbursedOn: '2024-01-01', firstDueOn: '2024-02-01' }
const FIVE_THOUSAND: PlanTerms = { principalFen: 500_000, annualRate: '0.12', method: 'ANNUITY', periods: 6, disbursedOn: '2022-11-01', firstDueOn: '2022-12-01', dayCount: 'ACT_365' }

describe('another convention', () => {
  it('fin-early-payoff-till-preclose: 14 days are 0.23 by ACT_360 where a share of the month gives 0.24, and the gap is booked back', () => {
    const note = paid(noteOf(HUNDRED, '0.105'), '2024-02-01', 1701)
    const on = day('2024-02-15')
    // 83.57 × 7 % ÷ 360 × 14 = 0.2275; accrued by the day, 0.49 × 14 ÷ 29 = 0.2366, as there.
    expect([possibleOn(note, on, CALENDAR).restInterestFen, accruedOn(closingOf(note, on), on)]).toEqual([23, 24])
    expect(formatYuan(possibleOn(note, on, CALENDAR).fullFen)).toBe('83.80')
  })

  it('fin-rs01: flat interest named 12 % costs 21.7 % a year, far above what may be named', () => {
    const rows = Array.from({ length: 18 }, (_, k) => ({ dueOn: addMonths(day('2022-11-01'), k + 1), totalFen: fen(k < 17 ? 32_800 : 32_400) }))
    expect(formatExact(annualRates({ netProceedsFen: fen(500_000), disbursedOn: day('2022-11-01'), every: 'MONTH', rows }).simple, 3)).toBe('0.217')
  })

  it('fin-fee05-late-penalty: what is overdue bears the penalty rate of its days, not one sum of 1.5 %', () => {
    const note = noteOf({ principalFen: 300_000, annualRate: '0.12', method: 'EQUAL_PRINCIPAL', periods: 3, disbursedOn: '2023-01-01', firstDueOn: '2023-02-01' }, '0.18')
    // Instalments 1,030.00, 1,020.00 and 1,010.00; 89, 61 and 30 days at 18 %: on principal 44.50 + 30.50 + 15.00, on interest 1.34 + 0.61 + 0.15.
    expect(formatYuan(possibleOn(note, day('2023-05-01'), CALENDAR).dueFen)).toBe('3,152.10')
  })

  it('fin-overdue-s2-two-unpaid: the plan stays, and the overdue principal bears the penalty rate instead', () => {
    const note = noteOf(HUNDRED, '0.105')
    expect(note.instalments.map((row) => row.interestFen)).toEqual([58, 49, 39, 29, 20, 10])
    // 16.43 × 10.5 % ÷ 360 × 38 = 0.18 and 16.52 likewise for 9 days 0.04; on the interest 0.01 and nothing.
    expect(possibleOn(note, day('2024-03-10'), CALENDAR).dueFen).toBe(2 * 1701 + 18 + 4 + 1)
  })

  it('fin-rp04: four days late are penalty on what was overdue; the next row stays as contracted', () => {
    const note = noteOf(FIVE_THOUSAND, '0.18')
    const [first, second] = note.instalments
    // 5,000 × 12 % × 30 ÷ 365 as there; four days on the principal overdue at 18 %, and on its interest.
    expect(first!.interestFen).toBe(4932)
    const late = possibleOn(note, day('2022-12-05'), CALENDAR).dueFen - first!.principalFen - first!.interestFen
    expect(late).toBe(Math.round((first!.principalFen * 0.18 * 4) / 360) + Math.round((4932 * 0.18 * 4) / 360))
    const after = paid(note, '2022-12-05', first!.principalFen + first!.interestFen + late)
    expect(after.instalments[1]).toEqual(second)
  })
})
