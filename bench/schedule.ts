import os from 'node:os'
import { performance } from 'node:perf_hooks'
import { METHODS, type ScheduleTerms, buildSchedule, proposePlan, ratesOfSchedule } from '#common/schedule/domain'
import { type Month, day, exact, fen, shiftMonth } from '#kernel'

/** Prints how many schedules one core builds in a second, as JSON. Run: `npm run -s bench:schedule`. */
const PLAN: ScheduleTerms = { principalFen: fen(11_800_000), annualRate: exact('0.072'), method: 'ANNUITY', periods: 12, disbursedOn: day('2025-03-14'), firstDueOn: day('2025-04-14') }
const SECONDS = 1
/** Net cash of a seasonal shop, thousands of yuan a month. */
const SEASON = [8, 12, 20, 30, 34, 26, 14, 8, 6, 5, 4, 10]

const figures = {
  annuity12: perSecond((k) => buildSchedule(varied(k))),
  annuity12ByActualDays: perSecond((k) => buildSchedule({ ...varied(k), dayCount: 'ACT_360', levelBy: 'DAYS' })),
  equalPrincipal12: perSecond((k) => buildSchedule({ ...varied(k), method: 'EQUAL_PRINCIPAL' })),
  annuity12Exact: perSecond((k) => buildSchedule({ ...varied(k), rounding: 'EXACT_DISPLAY' })),
  annuity360: perSecond((k) => buildSchedule({ ...varied(k), periods: 360 })),
  annuity360WithRates: perSecond((k) => ratesOfSchedule({ ...varied(k), periods: 360 }, buildSchedule({ ...varied(k), periods: 360 }))),
  proposal12: perSecond((k) => proposed(k, 12)),
  proposal36: perSecond((k) => proposed(k, 36)),
  annuity12WithRates: perSecond((k) => ratesOfSchedule(varied(k), buildSchedule(varied(k)))),
}
console.log(JSON.stringify({ bench: 'schedule', unit: 'schedules per second on one core', ...figures, cpu: os.cpus()[0]?.model, node: process.versions.node }, null, 2))

/** No two alike in a row, so nothing can be remembered. */
function varied(k: number): ScheduleTerms {
  return { ...PLAN, principalFen: fen(11_800_000 + (k % 9973) * 100) }
}

/** A plan fitted to the cash of a seasonal shop, beside every type ranked by it. */
function proposed(k: number, months: number): unknown {
  const cash = { openingFen: 2_000_000, reserveFen: 1_000_000, payShare: exact('0.7'), months: Array.from({ length: months }, (_, at) => ({ month: shiftMonth('2025-04' as Month, at), netFen: SEASON[at % SEASON.length]! * 100_000 })) }
  return proposePlan({ ...varied(k), principalFen: fen(7_000_000 + (k % 9973) * 100), periods: months }, { method: 'ANNUITY', periods: months }, cash, METHODS)
}

/** Best of three rounds: what else the machine does can only slow it down. */
function perSecond(work: (k: number) => unknown): number {
  return Math.round(Math.max(...[1, 2, 3].map(() => {
    const started = performance.now()
    let done = 0
    while (performance.now() - started < SECONDS * 1000) for (let k = 0; k < 10; k++) work(done++)
    return (done / (performance.now() - started)) * 1000
  })))
}
