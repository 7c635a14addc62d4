import { Refusal, day, exact, fen, isDay } from '#kernel'
import * as z from 'zod'
import { METHODS } from './methods.ts'

const MAX_PRINCIPAL_FEN = 10_000_000_000_000
const MAX_PERIODS = 600
const FIRST_DAY = '1900-01-01'
const LAST_DAY = '2199-12-31'

const DayCount = z.enum(['M30', 'ACT_360', 'ACT_365'])
export type DayCount = z.infer<typeof DayCount>

const civilDay = z.string().refine((text) => isDay(text) && text >= FIRST_DAY && text <= LAST_DAY).transform((text) => day(text))

/** What a repayment schedule is made from; the shape of the command line, the form and the route alike. */
export const ScheduleTerms = z.strictObject({
  principalFen: z.int().min(1).max(MAX_PRINCIPAL_FEN).transform((value) => fen(value)),
  /** Yearly rate as a decimal: 7.2 % is `0.072`. */
  annualRate: z.string().regex(/^(?:10(?:\.0{1,12})?|\d(?:\.\d{1,12})?)$/).transform((text) => exact(text)),
  method: z.enum(METHODS),
  periods: z.int().min(1).max(MAX_PERIODS),
  /** Left out, the method decides: the codes ending in _Q are quarterly, BULLET is paid once, the others monthly. */
  every: z.enum(['MONTH', 'QUARTER', 'ONCE']).optional(),
  disbursedOn: civilDay,
  firstDueOn: civilDay,
  /** Day of the month on which instalments fall due; said only when `firstDueOn` lies in a month too short to show it. */
  dueDay: z.int().min(1).max(31).optional(),
  dayCount: DayCount.optional(),
  /** How a first period of odd length is counted when whole periods go by M30. */
  oddPeriod: DayCount.optional(),
  firstPeriod: z.enum(['ODD_FIRST', 'INTEREST_FIRST']).optional(),
  /** ANNUITY only. PERIOD: instalment from the rate of a regular period; DAYS: from the length of each period as counted. */
  levelBy: z.enum(['PERIOD', 'DAYS']).optional(),
  rounding: z.enum(['HALF_UP', 'UP', 'EXACT_DISPLAY']).optional(),
  /** Fees the borrower pays at disbursement; they change the annual rates, not the rows. */
  feesFen: z.int().min(0).max(MAX_PRINCIPAL_FEN).transform((value) => fen(value)).optional(),
})
export type ScheduleTerms = z.output<typeof ScheduleTerms>

type Field = keyof ScheduleTerms
const FIELDS: Record<Field, { readonly name: string; readonly expected: string }> = {
  principalFen: { name: '本金', expected: '1 至 10000000000000 的整数（单位：分）' },
  annualRate: { name: '年利率', expected: '0 至 10 的十进制小数文本，最多 12 位小数，如 "0.072" 表示 7.2%' },
  method: { name: '还款方式', expected: `${METHODS.join('、')} 之一` },
  periods: { name: '期数', expected: '1 至 600 的整数' },
  every: { name: '还款周期', expected: 'MONTH（按月）、QUARTER（按季）或 ONCE（一次）' },
  disbursedOn: { name: '放款日', expected: '1900-01-01 至 2199-12-31 之间存在的日期，格式 YYYY-MM-DD' },
  firstDueOn: { name: '首次还款日', expected: '1900-01-01 至 2199-12-31 之间存在的日期，格式 YYYY-MM-DD' },
  dueDay: { name: '每期还款日', expected: '1 至 31 的整数' },
  dayCount: { name: '计息天数规则', expected: 'M30、ACT_360 或 ACT_365' },
  oddPeriod: { name: '首期零头天数规则', expected: 'ACT_360、ACT_365 或 M30' },
  firstPeriod: { name: '首期处理方式', expected: 'ODD_FIRST 或 INTEREST_FIRST' },
  levelBy: { name: '等额本息算法', expected: 'PERIOD 或 DAYS' },
  rounding: { name: '舍入方式', expected: 'HALF_UP、UP 或 EXACT_DISPLAY' },
  feesFen: { name: '费用', expected: '0 至 10000000000000 的整数（单位：分）' },
}

/** Reads terms from anything a caller sent; the first thing wrong is refused with its JSON pointer. */
export function readTerms(input: unknown): ScheduleTerms {
  const parsed = ScheduleTerms.safeParse(input)
  if (parsed.success) return parsed.data
  throw refusal(parsed.error.issues[0], input)
}

function refusal(issue: z.core.$ZodIssue | undefined, input: unknown): Refusal {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    return new Refusal({ code: 'schedule.not-an-object', message: '还款计划参数必须是一个 JSON 对象', at: '', value: input, expected: '含 principalFen、annualRate、method、periods、disbursedOn、firstDueOn 的对象' })
  }
  if (issue?.code === 'unrecognized_keys') {
    const key = issue.keys[0] ?? ''
    return new Refusal({ code: 'schedule.field-unknown', message: `不认识的参数「${key.slice(0, 40)}」`, at: `/${pointer(key)}`, value: key, expected: `${Object.keys(FIELDS).join('、')}` })
  }
  const field = issue?.path[0] as Field
  const value = (input as Partial<Record<Field, unknown>>)[field]
  return fieldRefusal(field, value)
}

function fieldRefusal(field: Field, value: unknown): Refusal {
  const { name, expected } = FIELDS[field]
  if (value === undefined) return new Refusal({ code: 'schedule.field-missing', message: `缺少${name}（${field}）`, at: `/${field}`, expected })
  const shown = typeof value === 'string' || typeof value === 'number' ? `「${String(value).slice(0, 40)}」` : ''
  if (field === 'method') return new Refusal({ code: 'schedule.method-unsupported', message: `不支持还款方式${shown}`, at: '/method', value, expected })
  return new Refusal({ code: 'schedule.field-invalid', message: `${name}${shown}不符合要求，应为${expected}`, at: `/${field}`, value, expected })
}

function pointer(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1')
}
