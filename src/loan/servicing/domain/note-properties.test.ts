import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Day, type Fen, Refusal, addDays, day, fen, sumFen } from '#kernel'
import { EVERY, METHODS, type Every, type Method, cyclesOf, usualShape } from '#common/schedule/domain'
import { type LateRule, type NoteAtHand, type PlanRow, type Standing, isOpen, outstandingFen } from './note.ts'
import { firstPlan, unpaid } from './plan.ts'
import { type Repaid, type Wanted, possibleOn, repay } from './repay.ts'
import { type RepaymentEvent, replay } from './replay.ts'

const SEED = 20250314
const CALENDAR = { holidays: new Set(['2025-10-01', '2025-10-02', '2025-10-03', '2025-10-06', '2025-10-07', '2025-10-08']), makeUpDays: new Set<string>() }
const RULE: LateRule = {
  penaltyRate: '0.108', compound: true, daysPerYear: 360, graceDays: 0, graceToWorkingDay: true,
  allocation: { normal: ['COSTS', 'COMPOUND', 'PENALTY', 'INTEREST', 'PRINCIPAL'], nonAccrual: ['COSTS', 'PRINCIPAL', 'INTEREST', 'PENALTY', 'COMPOUND'], nonAccrualAfterDays: 90 },
}

/** One day's try: how many days later, which kind, and how much of what is possible. */
const Step = fc.record({ days: fc.integer({ min: 0, max: 45 }), kind: fc.constantFrom('DUE', 'DUE', 'DUE', 'AHEAD', 'PART', 'FULL', 'UNDO'), share: fc.integer({ min: 1, max: 100 }), keep: fc.constantFrom('SHORTEN' as const, 'KEEP_TERM' as const) })
const Loan = fc.record({ principal: fc.integer({ min: 100_000, max: 30_000_000 }), rate: fc.constantFrom('0', '0.0385', '0.072', '0.154'), method: fc.constantFrom(...METHODS), every: fc.constantFrom(...EVERY), dueDay: fc.integer({ min: 1, max: 28 }), graceDays: fc.integer({ min: 0, max: 3 }), compound: fc.boolean() })

interface Walk { readonly note: NoteAtHand; readonly plan: readonly PlanRow[]; readonly events: readonly RepaymentEvent[] }

/** Due days of a cycle begin with the first one after the disbursement. */
const FIRST: Readonly<Record<Every, string>> = { WEEK: '2025-03-21', FORTNIGHT: '2025-03-28', MONTH: '2025-04', QUARTER: '2025-06', HALF_YEAR: '2025-09', ONCE: '2026-03' }

function open({ principal, rate, method, every: asked, dueDay, graceDays, compound }: typeof Loan extends fc.Arbitrary<infer T> ? T : never): Walk {
  const every = cyclesOf(method as Method).includes(asked) ? asked : cyclesOf(method as Method)[0]
  const periods = every === 'ONCE' ? 1 : every === 'QUARTER' ? 4 : 12
  const firstDueOn = FIRST[every].length > 7 ? FIRST[every] : `${FIRST[every]}-${String(dueDay).padStart(2, '0')}`
  const terms: NoteAtHand['terms'] = { principalFen: principal, annualRate: rate, method: method as Method, every, periods, disbursedOn: '2025-03-14', firstDueOn, ...usualShape(method as Method, { principalFen: principal, periods }) }
  const plan = firstPlan(terms, 'NONE', CALENDAR)
  return { note: { amountFen: fen(principal), disbursedOn: day('2025-03-14'), terms, rule: { ...RULE, graceDays, compound }, instalments: unpaid(plan), lastPaidOn: null }, plan, events: [] }
}

function wantedOf(note: NoteAtHand, on: Day, kind: Wanted['kind'], share: number, keep: 'SHORTEN' | 'KEEP_TERM'): Wanted {
  const possible = possibleOn(note, on, CALENDAR)
  const part = (of: number): Fen => fen(Math.max(1, Math.floor((of * share) / 100)))
  const amountFen = kind === 'FULL' ? possible.fullFen : kind === 'AHEAD' ? fen(possible.dueFen + (possible.next?.amountFen ?? 0)) : kind === 'PART' ? part(possible.restFen) : part(possible.dueFen)
  return { kind, keep: kind === 'PART' ? keep : null, amountFen, paidOn: on }
}

/** The next state, or the same one where the step is refused. */
function step(walk: Walk, on: Day, wanted: Wanted, id: number): { walk: Walk; done: Repaid | null } {
  try {
    const done = repay(walk.note, wanted, { calendar: CALENDAR, prepaymentMinFen: fen(1) })
    return { walk: { note: { ...walk.note, instalments: done.instalments, lastPaidOn: on }, plan: done.plan ?? walk.plan, events: [...walk.events, { repaymentId: String(id), kind: wanted.kind, amountFen: wanted.amountFen, paidOn: on }] }, done }
  } catch (error) {
    if (error instanceof Refusal) return { walk, done: null }
    throw error
  }
}

describe('any life of a note', () => {
  it('keeps what was lent: paid and outstanding sum to it, nothing is negative, and its events alone give its state', () => {
    const taken = new Map<string, number>()
    fc.assert(fc.property(Loan, fc.array(Step, { maxLength: 24 }), (loan, steps) => {
      let walk = open(loan)
      let on = walk.note.disbursedOn
      const history: Walk[] = []
      steps.forEach(({ days, kind, share, keep }, index) => {
        on = addDays(on, days)
        if (kind === 'UNDO') {
          walk = history.pop() ?? walk
          if (walk.note.lastPaidOn === null && on < walk.note.disbursedOn) on = walk.note.disbursedOn
          return
        }
        if (!walk.note.instalments.some(isOpen)) return
        const before = walk
        const { walk: after, done } = step(walk, on, wantedOf(walk.note, on, kind as Wanted['kind'], share, keep), index)
        if (done === null) return
        history.push(before)
        walk = after
        taken.set(kind, (taken.get(kind) ?? 0) + 1)
        expect(sumFen(done.lines.map((line) => line.amountFen))).toBe(walk.events.at(-1)!.amountFen)
        expect(done.isSettled).toBe(done.outstandingFen === 0 && !done.instalments.some(isOpen))
      })
      const { note, plan, events } = walk
      expect(sumFen(plan.map((row) => row.principalFen))).toBe(note.amountFen)
      expect(sumFen(note.instalments.map((row) => row.principalPaidFen)) + outstandingFen(note)).toBe(note.amountFen)
      for (const row of note.instalments) {
        expect(row.principalPaidFen).toBeLessThanOrEqual(row.principalFen)
        expect(row.interestPaidFen).toBeLessThanOrEqual(row.interestFen)
        expect(Math.min(row.principalFen, row.interestFen, row.principalPaidFen, row.interestPaidFen, row.penaltyPaidFen, row.compoundPaidFen)).toBeGreaterThanOrEqual(0)
      }
      expect(replay(note, plan, events, CALENDAR).instalments).toEqual(note.instalments)
    }), { numRuns: 400, seed: SEED })
    for (const kind of ['DUE', 'AHEAD', 'PART', 'FULL']) expect(taken.get(kind) ?? 0).toBeGreaterThan(50)
  })

  it('costs the same penalty whether it is paid at once or in small pieces that leave the principal alone', () => {
    fc.assert(fc.property(Loan, fc.integer({ min: 1, max: 80 }), fc.integer({ min: 1, max: 9 }), (loan, late, pieces) => {
      const { note } = open({ ...loan, graceDays: 0 })
      const on = addDays(note.instalments[0]!.dueOn, late)
      const whole = possibleOn(note, on, CALENDAR).dueFen
      const principal = note.instalments[0]!.principalFen
      fc.pre(whole > pieces + principal)
      let at = note
      for (let k = 0; k < pieces; k++) at = { ...at, instalments: repay(at, { kind: 'DUE', keep: null, amountFen: fen(1), paidOn: addDays(note.instalments[0]!.dueOn, Math.min(late, 1)) }, { calendar: CALENDAR, prepaymentMinFen: fen(1) }).instalments }
      const [{ interestPaidFen, principalPaidFen }] = at.instalments as [Standing]
      if (interestPaidFen + principalPaidFen === 0) expect(possibleOn(at, on, CALENDAR).dueFen + pieces).toBe(whole)
    }), { numRuns: 200, seed: SEED })
  })
})
