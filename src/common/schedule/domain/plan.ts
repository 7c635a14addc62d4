import { type Day, type Fen, Refusal, addMonths, assert, parts, sign } from '#kernel'
import { type Fraction, equalLevel, levelOver } from './annuity.ts'
import { type Shape, cycleOf, monthsOf, shapeOf } from './methods.ts'
import { type PeriodRule, dueDaysFrom, firstPeriodIsRegular, measurePeriods } from './periods.ts'
import type { ScheduleTerms } from './terms.ts'

/** Terms with every default settled and every period measured: all that rows need. */
export interface Plan {
  readonly principalFen: Fen
  readonly dueDays: readonly Day[]
  /** Interest of period k is the balance × rates[k] ÷ rateUnit. */
  readonly rates: readonly bigint[]
  readonly rateUnit: bigint
  readonly shape: Shape
  /** Leading periods that repay no principal. */
  readonly interestOnlyPeriods: number
  /** Level instalment (LEVEL) or share of principal (EQUAL, AT_END) in fen, before rounding. */
  readonly regularFen: Fraction
  readonly rounding: 'HALF_UP' | 'UP' | 'EXACT_DISPLAY'
}

/** Settles defaults and refuses terms that contradict each other. */
export function planOf(terms: ScheduleTerms): Plan {
  assert(sign(terms.annualRate) >= 0, 'a rate is not negative')
  refuseContradictions(terms)
  const rule = ruleOf(terms)
  const { perYear, spans, regularSpan } = measurePeriods(rule)
  const [n, d] = parts(terms.annualRate)
  const rates = spans.map((span) => n * BigInt(span))
  const rateUnit = d * BigInt(perYear)
  const shape = shapeOf(terms.method)
  const interestOnlyPeriods = countInterestOnly(terms, shape, rule)
  const principalPeriods = terms.periods - interestOnlyPeriods
  const level = () => terms.levelBy === 'DAYS' ? levelOver(terms.principalFen, rates.slice(interestOnlyPeriods), rateUnit) : equalLevel(terms.principalFen, n * BigInt(regularSpan), rateUnit, principalPeriods)
  const regularFen: Fraction = shape === 'LEVEL' ? level() : [BigInt(terms.principalFen), BigInt(principalPeriods)]
  return { principalFen: terms.principalFen, dueDays: rule.dueDays, rates, rateUnit, shape, interestOnlyPeriods, regularFen, rounding: terms.rounding ?? 'HALF_UP' }
}

function ruleOf(terms: ScheduleTerms): PeriodRule {
  const months = monthsOf(cycleOf(terms.method, terms.every))
  const dueDay = terms.dueDay ?? Number(terms.firstDueOn.slice(8, 10))
  const dayCount = terms.dayCount ?? 'M30'
  return {
    disbursedOn: terms.disbursedOn, dueDay, months, dayCount,
    dueDays: dueDaysFrom(terms.firstDueOn, months, terms.periods, dueDay),
    oddPeriod: terms.oddPeriod ?? (dayCount === 'M30' ? 'ACT_360' : dayCount),
  }
}

function countInterestOnly(terms: ScheduleTerms, shape: Shape, rule: PeriodRule): number {
  if (shape === 'AT_END') return terms.periods - 1
  return terms.firstPeriod === 'INTEREST_FIRST' && terms.periods > 1 && !firstPeriodIsRegular(rule) ? 1 : 0
}

function refuseContradictions(terms: ScheduleTerms): void {
  const every = cycleOf(terms.method, terms.every)
  if (every === 'ONCE' && terms.periods !== 1) {
    throw new Refusal({ code: 'schedule.bullet-periods', message: '一次还本付息只有一期', at: '/periods', value: terms.periods, expected: '1' })
  }
  if (terms.firstDueOn <= terms.disbursedOn) {
    throw new Refusal({ code: 'schedule.first-due-too-early', message: `首次还款日 ${terms.firstDueOn} 必须晚于放款日 ${terms.disbursedOn}`, at: '/firstDueOn', value: terms.firstDueOn, expected: `${terms.disbursedOn} 之后的日期` })
  }
  if (terms.dueDay !== undefined && addMonths(terms.firstDueOn, 0, terms.dueDay) !== terms.firstDueOn) {
    throw new Refusal({ code: 'schedule.due-day-mismatch', message: `首次还款日 ${terms.firstDueOn} 不是每月 ${terms.dueDay} 日（短月为月末）`, at: '/dueDay', value: terms.dueDay, expected: addMonths(terms.firstDueOn, 0, terms.dueDay) })
  }
  const dayCount = terms.dayCount ?? 'M30'
  if (dayCount !== 'M30' && terms.oddPeriod !== undefined && terms.oddPeriod !== dayCount) {
    throw new Refusal({ code: 'schedule.odd-period-mismatch', message: `按 ${dayCount} 计息时首期也按 ${dayCount}`, at: '/oddPeriod', value: terms.oddPeriod, expected: `${dayCount}，或不填` })
  }
  if (terms.levelBy !== undefined && shapeOf(terms.method) !== 'LEVEL') {
    throw new Refusal({ code: 'schedule.level-by-mismatch', message: `levelBy 只用于等额本息，不用于 ${terms.method}`, at: '/levelBy', value: terms.levelBy, expected: '不填' })
  }
  if (terms.feesFen !== undefined && terms.feesFen >= terms.principalFen) {
    throw new Refusal({ code: 'schedule.fees-too-high', message: '费用必须小于本金', at: '/feesFen', value: terms.feesFen, expected: `小于 ${terms.principalFen} 分` })
  }
}
