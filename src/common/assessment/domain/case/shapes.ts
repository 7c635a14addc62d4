import { z } from 'zod'
import { isDay, isMonth } from '#kernel'
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
export const Amount = z.int({ error: '金额须为整数分' }).min(0, { error: '金额不得为负' }).max(LARGEST, { error: '金额超出范围' })
/** Whole fen, negative allowed where a row may take away. */
export const SignedAmount = z.int({ error: '金额须为整数分' }).min(-LARGEST).max(LARGEST)
/** Decimal text such as "0.072"; rates and shares are never JSON numbers. */
export const Decimal = z.string().regex(/^-?\d{1,12}(\.\d{1,12})?$/, { error: '须为十进制小数文本，如 "0.072"' })
/** A share of a whole: decimal text from 0 to 1. */
export const Share = z.string().regex(/^(0(\.\d{1,12})?|1(\.0{1,12})?)$/, { error: '须为 0 至 1 的小数文本，如 "0.40"' })
export const CivilDay = z.string().refine(isDay, { error: '须为存在的日期 YYYY-MM-DD' })
export const CivilMonth = z.string().refine(isMonth, { error: '须为月份 YYYY-MM' })
export const Text = z.string().min(1, { error: '不得为空' }).max(400, { error: '最多 400 字' })
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
