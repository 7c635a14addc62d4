import { Refusal } from '#kernel'

/** How often an instalment falls due; a loan repaid once has no cycle. */
export const EVERY = ['WEEK', 'FORTNIGHT', 'MONTH', 'QUARTER', 'HALF_YEAR', 'ONCE'] as const
export type Every = (typeof EVERY)[number]
/** How principal comes back: in level instalments, in equal shares, all on the last due day, or in amounts that are given. */
export type Shape = 'LEVEL' | 'EQUAL' | 'AT_END' | 'GIVEN'

/** Codes of the repayment types this room can schedule (9.1); REVOLVING is a line drawn and repaid on any day. */
export const METHODS = [
  'ANNUITY', 'EQUAL_PRINCIPAL', 'INTEREST_ONLY_M', 'BULLET', 'INTEREST_ONLY_Q', 'ANNUITY_Q', 'EQUAL_PRINCIPAL_Q',
  'GRACE_ANNUITY', 'BALLOON_AMORT', 'BALLOON_RESIDUAL', 'FIXED_PRINCIPAL', 'STEP_UP', 'STEP_DOWN', 'IRREGULAR', 'REVOLVING',
] as const
export type Method = (typeof METHODS)[number]

/** What a type may be told besides principal, rate, days and periods. */
export const EXTRAS = ['gracePeriods', 'amortisationPeriods', 'residualFen', 'principalEachFen', 'steps', 'principalsFen', 'movements', 'limitFen'] as const
export type Extra = (typeof EXTRAS)[number]

interface Rule {
  readonly shape: Shape
  /** The first cycle listed is the one meant when none is said. */
  readonly every: readonly [Every, ...Every[]]
  readonly needs: readonly Extra[]
  readonly takes: readonly Extra[]
}

const ANY_CYCLE = ['MONTH', 'QUARTER', 'WEEK', 'FORTNIGHT', 'HALF_YEAR'] as const
const plain = (shape: Shape, ...every: [Every, ...Every[]]): Rule => ({ shape, every, needs: [], takes: [] })
const shaped = (shape: Shape, needed: Extra): Rule => ({ shape, every: ANY_CYCLE, needs: [needed], takes: [needed] })

const RULES: Record<Method, Rule> = {
  ANNUITY: plain('LEVEL', ...ANY_CYCLE),
  EQUAL_PRINCIPAL: plain('EQUAL', ...ANY_CYCLE),
  INTEREST_ONLY_M: plain('AT_END', 'MONTH'),
  BULLET: plain('AT_END', 'ONCE'),
  INTEREST_ONLY_Q: plain('AT_END', 'QUARTER'),
  ANNUITY_Q: plain('LEVEL', 'QUARTER'),
  EQUAL_PRINCIPAL_Q: plain('EQUAL', 'QUARTER'),
  GRACE_ANNUITY: shaped('LEVEL', 'gracePeriods'),
  BALLOON_AMORT: shaped('LEVEL', 'amortisationPeriods'),
  BALLOON_RESIDUAL: shaped('LEVEL', 'residualFen'),
  FIXED_PRINCIPAL: shaped('GIVEN', 'principalEachFen'),
  STEP_UP: shaped('GIVEN', 'steps'),
  STEP_DOWN: shaped('GIVEN', 'steps'),
  IRREGULAR: shaped('GIVEN', 'principalsFen'),
  REVOLVING: { shape: 'AT_END', every: ['MONTH', 'QUARTER'], needs: [], takes: ['movements', 'limitFen'] },
}

/** What a screen or a paper calls a type. */
export const METHOD_NAMES: Readonly<Record<Method, string>> = {
  ANNUITY: '等额本息', EQUAL_PRINCIPAL: '等额本金', INTEREST_ONLY_M: '按月付息到期还本', BULLET: '到期一次还本付息', INTEREST_ONLY_Q: '按季付息到期还本', ANNUITY_Q: '按季等额本息', EQUAL_PRINCIPAL_Q: '按季等额本金',
  GRACE_ANNUITY: '宽限期后等额本息', BALLOON_AMORT: '气球贷', BALLOON_RESIDUAL: '等额本息加尾款', FIXED_PRINCIPAL: '固定还本加尾款', STEP_UP: '递增还本', STEP_DOWN: '递减还本', IRREGULAR: '按现金流不规则还本', REVOLVING: '随借随还按日计息',
}

/** One period of each cycle. */
export const EVERY_NAMES: Readonly<Record<Every, string>> = { WEEK: '周', FORTNIGHT: '两周', MONTH: '月', QUARTER: '季', HALF_YEAR: '半年', ONCE: '次' }

/** What a further input is called. */
export const EXTRA_NAMES: Readonly<Record<Extra, string>> = {
  gracePeriods: '宽限期数', amortisationPeriods: '分摊期数', residualFen: '尾款', principalEachFen: '每期还本', steps: '分段还本', principalsFen: '各期还本', movements: '支用与归还', limitFen: '循环额度',
}

export function shapeOf(method: Method): Shape {
  return RULES[method].shape
}

/** Inputs a type cannot do without. */
export function needsOf(method: Method): readonly Extra[] {
  return RULES[method].needs
}

/** Further inputs a type understands. */
export function takesOf(method: Method): readonly Extra[] {
  return RULES[method].takes
}

/** Cycles of a type; the first is meant when none is said. */
export function cyclesOf(method: Method): readonly [Every, ...Every[]] {
  return RULES[method].every
}

/** The cycle of a method, checked against the one asked for. */
export function cycleOf(method: Method, asked: Every | undefined): Every {
  const { every } = RULES[method]
  if (asked === undefined) return every[0]
  if (every.includes(asked)) return asked
  throw new Refusal({ code: 'schedule.every-mismatch', message: `「还款周期」：${METHOD_NAMES[method]}（${method}）不能按${EVERY_NAMES[asked]}（${asked}）还款`, at: '/every', value: asked, expected: every.join('、') })
}

/** Length of a cycle: whole months, or days where it is counted in weeks; a loan repaid once has neither. */
export interface Cycle { readonly months: number; readonly days: number }

const CYCLES: Readonly<Record<Every, Cycle>> = {
  WEEK: { months: 0, days: 7 }, FORTNIGHT: { months: 0, days: 14 }, MONTH: { months: 1, days: 0 }, QUARTER: { months: 3, days: 0 }, HALF_YEAR: { months: 6, days: 0 }, ONCE: { months: 0, days: 0 },
}

export function lengthOf(every: Every): Cycle {
  return CYCLES[every]
}

const DAYS_PER_YEAR = 365

/** Months a number of instalments takes, begun ones counted; a loan repaid once has its months as its periods. */
export function monthsIn(every: Every, periods: number): number {
  const { months, days } = CYCLES[every]
  return days > 0 ? Math.ceil((periods * days * 12) / DAYS_PER_YEAR) : periods * Math.max(1, months)
}

/** The most instalments that fit into so many months; 0 where not one does. */
export function periodsWithin(every: Every, within: number): number {
  const { months, days } = CYCLES[every]
  return days > 0 ? Math.floor((within * DAYS_PER_YEAR) / (12 * days)) : Math.floor(within / Math.max(1, months))
}
