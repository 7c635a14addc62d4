import { Refusal, compare, divide, exact, formatExact, parseYuan, type Fen } from '#kernel'
import { z } from 'zod'
import { type Form, formed, formOf } from './form.ts'

/** A decimal as exact text, `"0.05"`; a pack may write it as a percentage, `5%`. Both ends belong to the range. */
export function decimal(from: string, to: string): z.ZodType<string> {
  return number('PERCENT', from, to)
}

function number(is: 'PERCENT' | 'MULTIPLE', from: string, to: string): z.ZodType<string> {
  const expected = `${from} 到 ${to} 之间的小数（如 "${to}"）或百分数`
  const schema = z.string({ error: expected }).transform((text, ctx) => {
    const value = plainDecimal(text)
    if (value !== undefined && compare(exact(value), exact(from)) >= 0 && compare(exact(value), exact(to)) <= 0) return value
    ctx.issues.push({ code: 'custom', input: text, message: expected })
    return z.NEVER
  }).describe(expected)
  return formed(schema, { is, from, to })
}

/** A share of a whole, 0 to 1. */
export const share = decimal('0', '1')
/** A multiple such as a coverage of 1.25. */
export const multiple = number('MULTIPLE', '0', '1000')
/** A yearly rate; banks that lend at more than 100 % are not served. */
export const rate = decimal('0', '1')

/** A whole number from `from` to `to`. */
export function count(from: number, to: number): z.ZodType<number> {
  const expected = `${from} 到 ${to} 之间的整数`
  return formed(z.int({ error: expected }).min(from, { error: expected }).max(to, { error: expected }).describe(expected), { is: 'COUNT', from, to })
}

const MONEY = '以「元」结尾的非负金额，如 300,000元 或 30万元'
/** Money. A pack writes yuan with the unit, `300,000元`, so that nobody mistakes it for fen; code reads fen. */
export const money: z.ZodType<Fen> = formed(z.string({ error: MONEY }).transform((text, ctx) => {
  const amount = text.trim().endsWith('元') ? amountOrNothing(text) : undefined
  if (amount !== undefined && amount >= 0) return amount
  ctx.issues.push({ code: 'custom', input: text, message: MONEY })
  return z.NEVER
}).describe(MONEY), { is: 'MONEY' })

/** A value, or `null` where there is none; `error` says what null means. */
export function orNothing<T>(schema: z.ZodType<T>, error: string): z.ZodType<T | null> {
  return formed(z.union([z.null(), schema], { error }), { is: 'OR_NOTHING', of: formOf(schema) })
}

/** Money, or `null` for "no upper end". */
export const moneyOrNoEnd = orNothing(money, `${MONEY}，或 null 表示不设上限`)

export const flag: z.ZodType<boolean> = formed(z.boolean({ error: 'true 或 false' }).describe('true 或 false'), { is: 'FLAG' })

/** One word of a list. */
export function oneOf<const W extends readonly [string, ...string[]]>(...words: W): z.ZodType<W[number]> {
  const expected = `取值之一：${words.join('、')}`
  return formed(z.enum(words, { error: expected }).describe(expected), { is: 'CHOICE', words })
}

/** A list without repeats of values of one kind. */
export function setOf<T>(item: z.ZodType<T>): z.ZodType<readonly T[]> {
  const expected = `不重复的列表，每项：${item.description ?? '值'}`
  const schema = z.array(item, { error: expected })
    .refine((items) => new Set(items.map((each) => JSON.stringify(each))).size === items.length, { error: expected })
    .describe(expected)
  return formed(schema, { is: 'SET', item: formOf(item) })
}

/** A non-empty list in a meaningful order. */
export function listOf<T>(item: z.ZodType<T>): z.ZodType<readonly T[]> {
  const expected = `至少一项的列表，每项：${item.description ?? '一行'}`
  return formed(z.array(item, { error: expected }).min(1, { error: expected }).describe(expected), { is: 'LIST', item: formOf(item) })
}

/** A list of at most so many lines: nobody reads more, and what compares each with each stays quick. */
export function shortListOf<T>(item: z.ZodType<T>, most: number): z.ZodType<readonly T[]> {
  const expected = `至多 ${most} 行`
  return formed(listOf(item).refine((items) => items.length <= most, { error: expected }), { is: 'LIST', item: formOf(item) })
}

/** An object with exactly these keys. */
export function row<S extends Record<string, z.ZodType>>(shape: S): z.ZodType<{ readonly [K in keyof S]: z.output<S[K]> }> {
  const expected = `对象，键为：${Object.keys(shape).join('、')}`
  const schema = z.strictObject(shape, { error: unknownKeys(expected) }).describe(expected) as unknown as z.ZodType<{ readonly [K in keyof S]: z.output<S[K]> }>
  return formed(schema, { is: 'ROW', fields: Object.fromEntries(Object.entries(shape).map(([name, field]): [string, Form] => [name, formOf(field)])) })
}

/** An object that gives one value to each word of a list, none missing. */
export function each<const W extends readonly [string, ...string[]], T>(words: W, value: z.ZodType<T>): z.ZodType<{ readonly [K in W[number]]: T }> {
  return row(Object.fromEntries(words.map((word) => [word, value]))) as unknown as z.ZodType<{ readonly [K in W[number]]: T }>
}

/** Entries under free ids, kept in the order of the ids: letters first, then by number. An overlay takes an entry away by writing null. */
export function entriesOf<T>(id: RegExp, item: z.ZodType<T>, says: string): z.ZodType<Readonly<Record<string, T>>> {
  const expected = `对象，键为${says}`
  const schema = z.record(z.string(), item.nullable(), { error: expected }).transform((entries, ctx) => {
    for (const key of Object.keys(entries)) if (!id.test(key)) ctx.issues.push({ code: 'custom', input: key, path: [key], message: `键为${says}` })
    const kept = Object.entries(entries).filter((each): each is [string, Exclude<T, null> & T] => each[1] !== null)
    return Object.fromEntries(kept.toSorted(([a], [b]) => byId(a, b))) as Readonly<Record<string, T>>
  }).describe(expected)
  return formed(schema as unknown as z.ZodType<Readonly<Record<string, T>>>, { is: 'ENTRIES', item: formOf(item) })
}

/** `A2` before `A10`, both before `B1`. */
export function byId(a: string, b: string): number {
  const [left, right] = [a, b].map((id) => ({ letters: id.replace(/\d+$/, ''), number: Number(/\d+$/.exec(id)?.[0] ?? 0) })) as [{ letters: string; number: number }, { letters: string; number: number }]
  return left.letters === right.letters ? left.number - right.number : left.letters < right.letters ? -1 : 1
}

/** A length of time with the unit its clock runs in. */
export const duration = row({ value: count(0, 3650), unit: oneOf('CALENDAR_DAY', 'WORKING_DAY', 'HOUR') })

const CLOCK = '24 小时制时刻，如 "09:00"'
export const clock: z.ZodType<string> = formed(z.string({ error: CLOCK }).regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: CLOCK }).describe(CLOCK), { is: 'CLOCK' })
export const clockRange = row({ from: clock, to: clock })

const WORDS = '非空文字'
export const words: z.ZodType<string> = formed(z.string({ error: WORDS }).min(1, { error: WORDS }).max(200, { error: WORDS }).describe(WORDS), { is: 'TEXT' })

const CODE = '大写英文代码，如 REAL_ESTATE'
export const code: z.ZodType<string> = formed(z.string({ error: CODE }).regex(/^[A-Z][A-Z0-9_]{0,40}$/, { error: CODE }).describe(CODE), { is: 'CODE' })

/** `5%` → `0.05`, `0.05` unchanged, anything that is no decimal → undefined. */
export function plainDecimal(text: string): string | undefined {
  const match = /^(-?\d{1,20})(?:\.(\d{1,20}))?(%?)$/.exec(text.trim())
  if (!match) return undefined
  if (match[3] === '') return text.trim()
  return formatExact(divide(exact(text.trim().slice(0, -1)), 100), (match[2]?.length ?? 0) + 2)
}

function amountOrNothing(text: string): Fen | undefined {
  try {
    return parseYuan(text)
  } catch (cause) {
    if (cause instanceof Refusal) return undefined
    throw cause
  }
}

function unknownKeys(expected: string): (issue: { code?: string }) => string | undefined {
  return (issue) => (issue.code === 'unrecognized_keys' ? `没有这个键；${expected}` : expected)
}
