import { z } from 'zod'
import { type Day, type Month, isDay, isMonth } from '#kernel'
import { TITLES } from './titles.ts'

/** A form with known fields only; each field carries its Chinese name, so a refusal can say it. */
export function form<S extends z.ZodRawShape>(shape: S): z.ZodObject<S, z.core.$strict> {
  return z.strictObject(Object.fromEntries(Object.entries(shape).map(([key, field]) => [key, titled(key, field as z.ZodType)])) as unknown as S)
}

function titled(key: string, field: z.ZodType): z.ZodType {
  const title = TITLES[key]
  return title === undefined ? field : field.meta({ title })
}

/** Largest amount a case file may hold, in fen (10 billion yuan): keeps every sum of a case inside safe integers. */
const LARGEST = 1_000_000_000_000

/** Whole fen, not negative. */
export const Amount = z.int({ error: '金额须为整数分' }).min(0, { error: '金额不得为负' }).max(LARGEST, { error: '金额超出范围，至多 100 亿元' })
/** Whole fen, negative allowed where a row may take away. */
export const SignedAmount = z.int({ error: '金额须为整数分' }).min(-LARGEST, { error: '金额超出范围，至多 100 亿元' }).max(LARGEST, { error: '金额超出范围，至多 100 亿元' })
/** Decimal text; rates and shares are never JSON numbers. */
const decimal = (pattern: RegExp, wants: string) => z.string().regex(pattern, { error: `须为${wants}` })
/** A yearly rate from 0 to 10, which is 1,000 %. */
export const Rate = decimal(/^(\d(\.\d{1,12})?|10(\.0{1,12})?)$/, ' 0 至 10 的小数文本，如 "0.072"')
/** A margin: at most all of the price, or a loss of up to 99 times it. */
export const Margin = decimal(/^(-\d{1,2}(\.\d{1,12})?|0(\.\d{1,12})?|1(\.0{1,12})?)$/, '不大于 1 的小数文本，如 "0.1175"')
/** A change against last year: no more than everything lost, at most ten times as much. */
export const Growth = decimal(/^(-?0(\.\d{1,12})?|-1(\.0{1,12})?|[1-9](\.\d{1,12})?)$/, ' -1 至 10 的小数文本，如 "-0.05"')
/** Days of credit, part days allowed. */
export const TermDays = decimal(/^\d{1,4}(\.\d{1,12})?$/, '天数，如 "15.5"')
/** Quantities have up to three decimals. */
export const Quantity = decimal(/^\d{1,9}(\.\d{1,3})?$/, '数量，至多三位小数，如 "12.5"')
/** A share of a whole: decimal text from 0 to 1. */
export const Share = decimal(/^(0(\.\d{1,12})?|1(\.0{1,12})?)$/, ' 0 至 1 的小数文本，如 "0.40"')
export const CivilDay = z.string().refine((text): text is Day => isDay(text) && inCenturies(text), { error: '须为 1900 至 2199 年间存在的日期 YYYY-MM-DD' }).meta({ format: 'date' })
export const CivilMonth = z.string().refine((text): text is Month => isMonth(text) && inCenturies(text), { error: '须为 1900 至 2199 年间的月份 YYYY-MM' }).meta({ description: 'YYYY-MM' })
export const Text = z.string().min(1, { error: '不得为空' }).max(400, { error: '最多 400 字' })
/** Words of the officer; empty until he writes them. */
export const Note = z.string().max(2000, { error: '最多 2000 字' })
export const Count = z.int().min(0).max(1_000_000)
/** Ids of the evidence a figure rests on. */
export const EvidenceIds = z.array(z.string().min(1).max(80)).max(50).default([])

/** One counted or documented item of an account. */
export const Line = form({ label: Text, amountFen: Amount, evidence: EvidenceIds })
/** A row of the income statement: one amount for every month, or one for each of the twelve. */
export const Monthly = z.union([Amount, z.array(Amount).length(12, { error: '须为 12 个月的金额' })], { error: '须为每月相同的一个金额，或 12 个月的金额' })
export const MonthlyLine = form({ label: Text, monthlyFen: Monthly, evidence: EvidenceIds })
export const lines = z.array(Line).max(500).default([])
export const monthlyLines = z.array(MonthlyLine).max(200).default([])

function inCenturies(text: string): boolean {
  return text >= '1900' && text < '2200'
}
