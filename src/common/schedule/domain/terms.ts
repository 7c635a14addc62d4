import { day, exact, fen, isDay } from '#kernel'
import { z } from 'zod'
import { EVERY, METHODS } from './methods.ts'

const MAX_PRINCIPAL_FEN = 10_000_000_000_000
const MAX_PERIODS = 600
const MAX_MOVEMENTS = 2000
const RATE = /^(?:10(?:\.0{1,12})?|\d(?:\.\d{1,12})?)$/
const [FIRST_DAY, LAST_DAY] = ['1900-01-01', '2199-12-31']

const DayCount = z.enum(['M30', 'ACT_360', 'ACT_365'])
export type DayCount = z.infer<typeof DayCount>

export const HOLIDAY_RULES = ['NONE', 'FOLLOWING', 'MODIFIED_FOLLOWING', 'PRECEDING'] as const
/** Where a due day on a holiday goes. */
export type HolidayRule = (typeof HOLIDAY_RULES)[number]

const amount = (least: number) => z.int().min(least).max(MAX_PRINCIPAL_FEN).transform((value) => fen(value))
const rate = z.string().refine((text) => RATE.test(text), wants('0 至 10 的十进制小数文本，最多 12 位小数，如 "0.072" 表示 7.2%')).transform((text) => exact(text))
const civilDay = z.string().refine((text) => isDay(text) && text >= FIRST_DAY && text <= LAST_DAY, wants(`${FIRST_DAY} 至 ${LAST_DAY} 之间存在的日期，格式 YYYY-MM-DD`)).transform((text) => day(text))

/** Some periods that repay the same principal each. */
const Step = z.strictObject({ periods: z.int().min(1).max(MAX_PERIODS).meta({ title: '期数' }), principalFen: amount(0).meta({ title: '每期还本（分）' }) })
/** Money drawn or repaid under a revolving line. */
const Movement = z.strictObject({ on: civilDay.meta({ title: '日期' }), drawFen: amount(1).optional().meta({ title: '支用（分）' }), repayFen: amount(1).optional().meta({ title: '归还（分）' }) })
export type Movement = z.output<typeof Movement>

/** How principal comes back where the type alone does not say it: each type takes one of these. */
export const ScheduleShape = z.strictObject({
  /** GRACE_ANNUITY: leading periods that pay interest only. */
  gracePeriods: z.int().min(1).max(MAX_PERIODS).optional().meta({ title: '宽限期数' }),
  /** BALLOON_AMORT: the instalment is that of a loan of so many periods. */
  amortisationPeriods: z.int().min(2).max(MAX_PERIODS).optional().meta({ title: '分摊期数' }),
  /** BALLOON_RESIDUAL: principal paid on top of the last instalment. */
  residualFen: amount(1).optional().meta({ title: '尾款（分）' }),
  /** FIXED_PRINCIPAL: principal of every instalment but the last. */
  principalEachFen: amount(0).optional().meta({ title: '每期还本（分）' }),
  /** STEP_UP, STEP_DOWN: principal by stretches of periods. */
  steps: z.array(Step).min(1).max(MAX_PERIODS).optional().meta({ title: '分段还本' }),
  /** IRREGULAR: principal of each instalment. */
  principalsFen: z.array(amount(0)).min(1).max(MAX_PERIODS).optional().meta({ title: '各期还本（分）' }),
})
export type ScheduleShape = z.output<typeof ScheduleShape>

/** What a repayment schedule is made from; the shape of the command line, the form and the route alike. */
export const ScheduleTerms = z.strictObject({
  principalFen: amount(1).meta({ title: '本金（分）' }),
  /** Yearly rate as a decimal: 7.2 % is `0.072`. */
  annualRate: rate.meta({ title: '年利率' }),
  method: z.enum(METHODS).meta({ title: '还款方式' }),
  periods: z.int().min(1).max(MAX_PERIODS).meta({ title: '期数' }),
  /** Left out, the method decides: the codes ending in _Q are quarterly, BULLET is paid once, the others monthly. */
  every: z.enum(EVERY).optional().meta({ title: '还款周期' }),
  disbursedOn: civilDay.meta({ title: '放款日' }),
  firstDueOn: civilDay.meta({ title: '首次还款日' }),
  /** Day of the month on which instalments fall due; said only when `firstDueOn` lies in a month too short to show it. */
  dueDay: z.int().min(1).max(31).optional().meta({ title: '每期还款日' }),
  /** M30 where left out: a month is a twelfth of a year. Weeks and the days of a revolving line are counted, by `oddPeriod` then. */
  dayCount: DayCount.optional().meta({ title: '计息天数规则' }),
  /** How a first period that is not made of whole months is counted when the others go by M30; ACT_360 where left out. */
  oddPeriod: DayCount.optional().meta({ title: '首期天数规则' }),
  /** INTEREST_FIRST: an odd first period repays no principal. */
  firstPeriod: z.enum(['ODD_FIRST', 'INTEREST_FIRST']).optional().meta({ title: '首期处理方式' }),
  /** Level instalments only. PERIOD: instalment from the rate of a regular period; DAYS: from the length of each period as counted. */
  levelBy: z.enum(['PERIOD', 'DAYS']).optional().meta({ title: '等额本息算法' }),
  rounding: z.enum(['HALF_UP', 'UP', 'EXACT_DISPLAY']).optional().meta({ title: '舍入方式' }),
  /** Moves due days off holidays; what is due stays as contracted. NONE where left out. */
  holidayRule: z.enum(HOLIDAY_RULES).optional().meta({ title: '节假日规则' }),
  ...ScheduleShape.shape,
  /** REVOLVING: draws after the first one, and repayments, on any day; what is left falls due on the last due day. */
  movements: z.array(Movement).max(MAX_MOVEMENTS).optional().meta({ title: '支用与归还' }),
  /** REVOLVING: the most that may be out at one time. */
  limitFen: amount(1).optional().meta({ title: '循环额度（分）' }),
  /** Fees the borrower pays at disbursement; they change the annual rates, not the rows. */
  feesFen: amount(0).optional().meta({ title: '费用（分）' }),
})
export type ScheduleTerms = z.output<typeof ScheduleTerms>

/** A policy's two rules for days as terms say them: odd days are told apart only where the others are whole months. */
export function countingBy({ dayCount, oddDayCount }: { readonly dayCount: DayCount; readonly oddDayCount: DayCount }): Pick<ScheduleTerms, 'dayCount' | 'oddPeriod'> {
  return dayCount === 'M30' ? { dayCount, oddPeriod: oddDayCount } : { dayCount }
}

function wants(expected: string) {
  return { error: `须为 ${expected}`, params: { expected } }
}
