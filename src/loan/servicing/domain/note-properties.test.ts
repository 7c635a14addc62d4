import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Day, type Fen, Refusal, addDays, day, fen, sumFen } from '#kernel'
import { EVERY, METHODS, type Every, type Method, buildSchedule, cyclesOf, usualShape } from '#common/schedule/domain'
import { contractedDueDays, firstPlan, scheduleTermsOf } from './plan.ts'
import { type LateRule, type NoteAtHand, type Standing, isOpen, outstandingFen } from './note.ts'
import { type PlayedNote, begin, play, step } from './play.ts'
import { type Repaid, type Wanted, possibleOn, repay } from './repay.ts'

const SEED = 20250314
const CALENDAR = { holidays: new Set(['2025-10-01', '2025-10-02', '2025-10-03', '2025-10-06', '2025-10-07', '2025-10-08']), makeUpDays: new Set<string>() }
const RULE: LateRule = {
  penaltyRate: '0.108', compound: true, daysPerYear: 360, graceDays: 0, graceToWorkingDay: true,
  allocation: { normal: ['COSTS', 'COMPOUND', 'PENALTY', 'INTEREST', 'PRINCIPAL'], nonAccrual: ['COSTS', 'PRINCIPAL', 'INTEREST', 'PENALTY', 'COMPOUND'], nonAccrualAfterDays: 90 },
}

/** One day's try: how many days later, which kind, and how much of what is possible. */
const Step = fc.record({ days: fc.integer({ min: 0, max: 45 }), kind: fc.constantFrom('DUE', 'DUE', 'DUE', 'AHEAD', 'PART', 'FULL', 'UNDO'), share: fc.integer({ min: 1, max: 100 }), keep: fc.constantFrom('SHORTEN' as const, 'KEEP_TERM' as const) })
const Loan = fc.record({ principal: fc.integer({ min: 100_000, max: 30_000_000 }), rate: fc.constantFrom('0', '0.0385', '0.072', '0.154'), method: fc.constantFrom(...METHODS), every: fc.constantFrom(...EVERY), dueDay: fc.integer({ min: 1, max: 28 }), graceDays: fc.integer({ min: 0, max: 3 }), compound: fc.boolean() })

/** Due days of a cycle begin with the first one after the disbursement. */
const FIRST: Readonly<Record<Every, string>> = { WEEK: '2025-03-21', FORTNIGHT: '2025-03-28', MONTH: '2025-04', QUARTER: '2025-06', HALF_YEAR: '2025-09', ONCE: '2026-03' }

function open({ principal, rate, method, every: asked, dueDay, graceDays, compound }: typeof Loan extends fc.Arbitrary<infer T> ? T : never): PlayedNote {
  const every = cyclesOf(method as Method).includes(asked) ? asked : cyclesOf(method as Method)[0]
  const periods = every === 'ONCE' ? 1 : every === 'QUARTER' ? 4 : 12
  const firstDueOn = FIRST[every].length > 7 ? FIRST[every] : `${FIRST[every]}-${String(dueDay).padStart(2, '0')}`
  const terms: NoteAtHand['terms'] = { principalFen: principal, annualRate: rate, method: method as Method, every, periods, disbursedOn: '2025-03-14', firstDueOn, ...usualShape(method as Method, { principalFen: principal, periods }) }
  return begin({ amountFen: fen(principal), disbursedOn: day('2025-03-14'), terms, rule: { ...RULE, graceDays, compound }, plan: firstPlan(terms, 'NONE', CALENDAR) })
}

function wantedOf(note: NoteAtHand, on: Day, kind: Wanted['kind'], share: number, keep: 'SHORTEN' | 'KEEP_TERM'): Wanted {
  const possible = possibleOn(note, on, CALENDAR)
  const part = (of: number): Fen => fen(Math.max(1, Math.floor((of * share) / 100)))
  const amountFen = kind === 'FULL' ? possible.fullFen : kind === 'AHEAD' ? fen(possible.dueFen + (possible.next?.amountFen ?? 0)) : kind === 'PART' ? part(possible.restFen) : part(possible.dueFen)
  return { kind, keep: kind === 'PART' ? keep : null, amountFen, paidOn: on }
}

/** The next state and what was done, or nothing where the step is refused. */
function paid(state: PlayedNote, wanted: Wanted, id: string): { state: PlayedNote; done: Repaid } | null {
  try {
    const done = repay(state.note, wanted, { calendar: CALENDAR, prepaymentMinFen: fen(1) })
    const { kind, keep, amountFen, paidOn } = wanted
    return { done, state: step(state, { id, on: paidOn, kind: 'REPAID', body: { kind, keep, amountFen } }, CALENDAR).state }
  } catch (error) {
    if (error instanceof Refusal) return null
    throw error
  }
}

describe('any life of a note', () => {
  it('keeps what was lent: paid and outstanding sum to it, nothing is negative, and its events alone give its state', () => {
    const taken = new Map<string, number>()
    fc.assert(fc.property(Loan, fc.array(Step, { maxLength: 24 }), (loan, steps) => {
      let state = open(loan)
      let on = state.origin.disbursedOn
      steps.forEach(({ days, kind, share, keep }, index) => {
        on = addDays(on, days)
        if (kind === 'UNDO') {
          const last = state.entries.at(-1)
          if (last !== undefined) state = step(state, { id: `X${index}`, on, kind: 'REVERSED', body: { reverses: last.event.id, reason: '随机冲正' } }, CALENDAR).state
          return
        }
        if (!state.note.instalments.some(isOpen)) return
        const after = paid(state, wantedOf(state.note, on, kind as Wanted['kind'], share, keep), String(index))
        if (after === null) return
        const { done } = after
        state = after.state
        taken.set(kind, (taken.get(kind) ?? 0) + 1)
        expect(done.instalments).toEqual(state.note.instalments)
        expect([done.leftFen, sumFen(done.lines.map((line) => line.amountFen))]).toEqual([0, state.entries.at(-1)!.event.kind === 'REPAID' ? (state.entries.at(-1)!.event.body as { amountFen: number }).amountFen : 0])
        expect(done.isSettled).toBe(done.outstandingFen === 0 && !done.instalments.some(isOpen))
      })
      const { note } = state
      expect(sumFen(note.instalments.map((row) => row.principalFen))).toBe(note.amountFen)
      expect(sumFen(note.instalments.map((row) => row.principalPaidFen)) + outstandingFen(note)).toBe(note.amountFen)
      for (const row of note.instalments) {
        expect(row.principalPaidFen).toBeLessThanOrEqual(row.principalFen)
        expect(row.interestPaidFen).toBeLessThanOrEqual(row.interestFen)
        expect(Math.min(row.principalFen, row.interestFen, row.principalPaidFen, row.interestPaidFen, row.penaltyPaidFen, row.compoundPaidFen)).toBeGreaterThanOrEqual(0)
      }
      expect(play(state.origin, state.events, CALENDAR).note).toEqual(note)
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

  it('falls due on the contracted days its schedule has', () => {
    fc.assert(fc.property(Loan, (loan) => {
      const { terms } = open(loan).origin
      expect(contractedDueDays(terms)).toEqual(buildSchedule(scheduleTermsOf(terms)).rows.map((row) => row.dueOn))
    }), { numRuns: 200, seed: SEED })
  })
})
