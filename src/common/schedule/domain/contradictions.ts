import { Refusal, addMonths, formatYuan } from '#kernel'
import { sumOfGiven } from './given-principals.ts'
import { EXTRAS, EXTRA_NAMES, type Extra, METHODS, METHOD_NAMES, cycleOf, needsOf, shapeOf, takesOf } from './methods.ts'
import type { ScheduleTerms } from './terms.ts'

/** Refuses terms that contradict each other, naming the place and what would hold. */
export function refuseContradictions(terms: ScheduleTerms): void {
  refuseDays(terms)
  if (terms.levelBy !== undefined && shapeOf(terms.method) !== 'LEVEL') {
    throw new Refusal({ code: 'schedule.level-by-mismatch', message: `「等额本息算法」只用于等额本息，不用于${METHOD_NAMES[terms.method]}（${terms.method}）`, at: '/levelBy', value: terms.levelBy, expected: '不填' })
  }
  if (terms.feesFen !== undefined && terms.feesFen >= terms.principalFen) {
    throw new Refusal({ code: 'schedule.fees-too-high', message: '费用必须小于本金', at: '/feesFen', value: terms.feesFen, expected: `小于 ${terms.principalFen} 分` })
  }
  if (isPlain(terms) && takesOf(terms.method).length === 0) return
  refuseStray(terms)
  refuseShape(terms)
}

/** Most loans have no further input: a bank counts a million of them, so this is asked before anything is looped over. */
function isPlain(terms: ScheduleTerms): boolean {
  return terms.gracePeriods === undefined && terms.amortisationPeriods === undefined && terms.residualFen === undefined && terms.principalEachFen === undefined
    && terms.steps === undefined && terms.principalsFen === undefined && terms.movements === undefined && terms.limitFen === undefined
}

function refuseDays(terms: ScheduleTerms): void {
  const every = cycleOf(terms.method, terms.every)
  if (every === 'ONCE' && terms.periods !== 1) {
    throw new Refusal({ code: 'schedule.bullet-periods', message: '一次还本付息只有一期', at: '/periods', value: terms.periods, expected: '1' })
  }
  if (terms.firstDueOn <= terms.disbursedOn) {
    throw new Refusal({ code: 'schedule.first-due-too-early', message: `首次还款日 ${terms.firstDueOn} 必须晚于放款日 ${terms.disbursedOn}`, at: '/firstDueOn', value: terms.firstDueOn, expected: `${terms.disbursedOn} 之后的日期` })
  }
  if (terms.dueDay !== undefined && (every === 'WEEK' || every === 'FORTNIGHT')) {
    throw new Refusal({ code: 'schedule.due-day-of-weeks', message: '按周、按两周还款时没有每月还款日，星期几由首次还款日决定', at: '/dueDay', value: terms.dueDay, expected: '不填' })
  }
  if (terms.dueDay !== undefined && addMonths(terms.firstDueOn, 0, terms.dueDay) !== terms.firstDueOn) {
    throw new Refusal({ code: 'schedule.due-day-mismatch', message: `首次还款日 ${terms.firstDueOn} 不是每月 ${terms.dueDay} 日（短月为月末）`, at: '/dueDay', value: terms.dueDay, expected: `${Number(terms.firstDueOn.slice(-2))}，或首次还款日 ${addMonths(terms.firstDueOn, 0, terms.dueDay)}` })
  }
  const dayCount = terms.dayCount ?? 'M30'
  if (dayCount !== 'M30' && terms.oddPeriod !== undefined && terms.oddPeriod !== dayCount) {
    throw new Refusal({ code: 'schedule.odd-period-mismatch', message: `「首期天数规则」：按 ${dayCount} 计息时首期也按 ${dayCount}`, at: '/oddPeriod', value: terms.oddPeriod, expected: `${dayCount}，或不填` })
  }
}

/** Inputs that belong to another type, and those the type cannot do without. */
function refuseStray(terms: ScheduleTerms): void {
  const takes = takesOf(terms.method)
  for (const extra of EXTRAS) {
    if (terms[extra] === undefined || takes.includes(extra)) continue
    throw new Refusal({ code: 'schedule.input-of-other-type', message: `「${EXTRA_NAMES[extra]}」不用于 ${METHOD_NAMES[terms.method]}（${terms.method}）`, at: `/${extra}`, value: terms[extra], expected: `不填；它用于 ${METHODS.filter((one) => takesOf(one).includes(extra)).join('、')}` })
  }
  for (const extra of needsOf(terms.method)) {
    if (terms[extra] === undefined) throw new Refusal({ code: 'schedule.input-missing', message: `${METHOD_NAMES[terms.method]}（${terms.method}）须填「${EXTRA_NAMES[extra]}」`, at: `/${extra}`, expected: EXPECTED[extra] })
  }
}

const EXPECTED: Readonly<Record<Extra, string>> = {
  gracePeriods: '1 至期数减 1', amortisationPeriods: '大于期数的期数', residualFen: '大于 0、小于本金的金额（分）', principalEachFen: '除末期外每期归还的本金（分）', steps: '各段期数与每期本金，合计等于期数与本金', principalsFen: '每期一个金额，合计等于本金', movements: '支用与归还', limitFen: '额度',
}

function refuseShape(terms: ScheduleTerms): void {
  const { principalFen, periods } = terms
  if (terms.gracePeriods !== undefined && terms.gracePeriods >= periods) throw wrong('gracePeriods', 'grace-too-long', `宽限 ${terms.gracePeriods} 期之后没有还本的期`, terms.gracePeriods, `小于期数 ${periods}`)
  if (terms.amortisationPeriods !== undefined && terms.amortisationPeriods <= periods) throw wrong('amortisationPeriods', 'amortisation-too-short', `气球贷的分摊期数 ${terms.amortisationPeriods} 必须大于期数`, terms.amortisationPeriods, `大于 ${periods}；相等即等额本息`)
  if (terms.residualFen !== undefined && terms.residualFen >= principalFen) throw wrong('residualFen', 'residual-too-large', '尾款必须小于本金', terms.residualFen, `小于 ${principalFen} 分`)
  if (terms.principalEachFen !== undefined && terms.principalEachFen * (periods - 1) > principalFen) throw wrong('principalEachFen', 'shares-exceed-principal', `每期还本 ${formatYuan(terms.principalEachFen)} 元，末期之前已超过本金`, terms.principalEachFen, `不超过 ${Math.floor(principalFen / Math.max(1, periods - 1))} 分`)
  if (terms.steps !== undefined) refuseSteps(terms, terms.steps)
  if (terms.principalsFen !== undefined) refuseList(terms, terms.principalsFen)
}

/** Steps cover every period, go one way, and reach the principal; what rounding to fen leaves out is less than a fen a period and falls to the last one. */
function refuseSteps(terms: ScheduleTerms, steps: NonNullable<ScheduleTerms['steps']>): void {
  const covered = steps.reduce((sum, step) => sum + step.periods, 0)
  if (covered !== terms.periods) throw wrong('steps', 'steps-not-all-periods', `各段共 ${covered} 期，与期数 ${terms.periods} 不符`, covered, `合计 ${terms.periods} 期`)
  const left = terms.principalFen - sumOfGiven(terms)
  if (left < 0 || left >= terms.periods) throw wrong('steps', 'steps-not-principal', `各段还本合计 ${formatYuan(sumOfGiven(terms))} 元，与本金 ${formatYuan(terms.principalFen)} 元不符`, sumOfGiven(terms), `合计 ${terms.principalFen} 分`)
  const up = terms.method === 'STEP_UP'
  const wrongWay = steps.findIndex((step, k) => k > 0 && (up ? step.principalFen < steps[k - 1]!.principalFen : step.principalFen > steps[k - 1]!.principalFen))
  if (wrongWay > 0) throw wrong('steps', 'steps-wrong-way', `第 ${wrongWay + 1} 段还本不得比前一段${up ? '少' : '多'}`, steps[wrongWay]!.principalFen, up ? '逐段递增' : '逐段递减')
}

function refuseList(terms: ScheduleTerms, principals: readonly number[]): void {
  if (principals.length !== terms.periods) throw wrong('principalsFen', 'principals-not-all-periods', `给出 ${principals.length} 期还本，与期数 ${terms.periods} 不符`, principals.length, `${terms.periods} 个金额`)
  const sum = sumOfGiven(terms)
  if (sum !== terms.principalFen) throw wrong('principalsFen', 'principals-not-principal', `各期还本合计 ${formatYuan(sum)} 元，与本金 ${formatYuan(terms.principalFen)} 元不符`, sum, `合计 ${terms.principalFen} 分`)
}

function wrong(extra: Extra, code: string, message: string, value: unknown, expected: string): Refusal {
  return new Refusal({ code: `schedule.${code}`, message, at: `/${extra}`, value, expected })
}
