import { describe, expect, it } from 'vitest'
import { day, fen } from '#kernel'
import { accruedOn, closingOf } from './closing.ts'
import { type LateRule, type NoteAtHand } from './note.ts'
import { firstPlan, unpaid } from './plan.ts'
import { repay } from './repay.ts'

const CALENDAR = { holidays: new Set<string>(), makeUpDays: new Set<string>() }
const RULE: LateRule = {
  penaltyRate: '0.108', compound: true, daysPerYear: 360, graceDays: 0, graceToWorkingDay: true,
  allocation: { normal: ['COSTS', 'COMPOUND', 'PENALTY', 'INTEREST', 'PRINCIPAL'], nonAccrual: ['COSTS', 'PRINCIPAL', 'INTEREST', 'PENALTY', 'COMPOUND'], nonAccrualAfterDays: 90 },
}
const TERMS: NoteAtHand['terms'] = { principalFen: 11_800_000, annualRate: '0.072', method: 'ANNUITY', periods: 12, every: 'MONTH', disbursedOn: '2025-03-14', firstDueOn: '2025-04-14', dayCount: 'M30' }
const NOTE: NoteAtHand = { amountFen: fen(11_800_000), disbursedOn: day('2025-03-14'), terms: TERMS, rule: RULE, instalments: unpaid(firstPlan(TERMS, 'NONE', CALENDAR)), lastPaidOn: null }

describe('the closing figures of a note', () => {
  it('before the first due day run the first period; nothing has fallen due', () => {
    const closing = closingOf(NOTE, day('2025-03-14'))
    expect(closing).toEqual({ balanceFen: 11_800_000, oldestDueOn: '2025-04-14', nextEventOn: '2025-04-14', periodFrom: '2025-03-14', periodTo: '2025-04-14', periodInterestFen: 70_800, duePrincipalFen: 0, dueInterestFen: 0, settledOn: null })
    // 708.00 × 17 ÷ 31 = 388.258…
    expect(['2025-03-14', '2025-03-15', '2025-03-31', '2025-04-13'].map((on) => accruedOn(closing, day(on)))).toEqual([0, 2284, 38_826, 68_516])
  })

  it('on a due day have the instalment due and the next period running', () => {
    const closing = closingOf(NOTE, day('2025-04-14'))
    expect(closing).toMatchObject({ oldestDueOn: '2025-04-14', nextEventOn: '2025-05-14', periodFrom: '2025-04-14', periodTo: '2025-05-14', periodInterestFen: 65_092, duePrincipalFen: 951_304, dueInterestFen: 70_800 })
    expect(accruedOn(closing, day('2025-04-14'))).toBe(70_800)
  })

  it('after an instalment paid ahead have no interest running to its day, and after the last payment nothing', () => {
    const around = { calendar: CALENDAR, prepaymentMinFen: fen(1) }
    const ahead = repay(NOTE, { kind: 'AHEAD', keep: null, amountFen: fen(1_022_104), paidOn: day('2025-04-01') }, around)
    expect(closingOf({ ...NOTE, instalments: ahead.instalments }, day('2025-04-01'))).toMatchObject({ balanceFen: 10_848_696, oldestDueOn: '2025-05-14', nextEventOn: '2025-04-14', periodInterestFen: 0 })
    const full = repay(NOTE, { kind: 'FULL', keep: null, amountFen: fen(11_842_480), paidOn: day('2025-04-01') }, around)
    expect(closingOf({ ...NOTE, instalments: full.instalments }, day('2025-04-01'))).toEqual({ balanceFen: 0, oldestDueOn: null, nextEventOn: null, periodFrom: null, periodTo: null, periodInterestFen: 0, duePrincipalFen: 0, dueInterestFen: 0, settledOn: '2025-04-01' })
  })

  it('of a due day moved off a holiday run the contracted period and look again on the moved day', () => {
    const moved = { ...NOTE, instalments: unpaid(firstPlan(TERMS, 'FOLLOWING', CALENDAR)) }
    // 2025-06-14 is a Saturday.
    const closing = closingOf(moved, day('2025-06-15'))
    expect(closing).toMatchObject({ nextEventOn: '2025-06-16', periodFrom: '2025-05-14', periodTo: '2025-06-14' })
    expect(accruedOn(closing, day('2025-06-15'))).toBe(closing.dueInterestFen + closing.periodInterestFen)
  })

  it('of a week before which all days are holidays falls due after the disbursement, not before it', () => {
    const holidays = new Set(['2025-02-10', '2025-02-11', '2025-02-12', '2025-02-13', '2025-02-14', '2025-02-17'])
    const weekly: NoteAtHand['terms'] = { ...TERMS, method: 'EQUAL_PRINCIPAL', every: 'WEEK', periods: 4, disbursedOn: '2025-02-09', firstDueOn: '2025-02-16' }
    expect(firstPlan(weekly, 'PRECEDING', { holidays, makeUpDays: new Set() }).map((row) => row.dueOn)).toEqual(['2025-02-18', '2025-02-21', '2025-02-28', '2025-03-07'])
  })
})
