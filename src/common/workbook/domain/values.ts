import { type Day, type Month, firstDay, fromNumber, isDay, isMonth, toNumber } from '#kernel'
import type { Cell, Format, Rule } from './cell.ts'
import type { Field, Kind } from './fields.ts'
import type { Words } from './words.ts'

/** Day number of 1970-01-01 in a spreadsheet. */
const EPOCH = 25_569
const [LEAST_DAY, MOST_DAY] = ['1900-03-01', '2199-12-31'] as const
export const BETWEEN = '、'

export function dayNumber(on: Day): number {
  return toNumber(on) + EPOCH
}

/** The day a number in a cell means; null where it is none that a case file takes. */
export function dayOf(serial: number): Day | null {
  if (!Number.isInteger(serial)) return null
  const on = fromNumber(serial - EPOCH)
  return on >= LEAST_DAY && on <= MOST_DAY ? on : null
}

/** A value of the case file as it is typed into a cell; nothing where there is none. */
export function typedValue({ kind }: Field, value: unknown): string | number | undefined {
  if (value === undefined || value === null || value === '') return undefined
  if (kind.is === 'CHOICES' && Array.isArray(value)) return value.length === 0 ? undefined : value.map((each) => kind.words[kind.codes.indexOf(String(each))] ?? String(each)).join(BETWEEN)
  if (kind.is === 'AMOUNTS' && Array.isArray(value)) return value.length === 0 ? undefined : value.map((each) => String(Number(each) / 100)).join(BETWEEN)
  if (Array.isArray(value)) return value.length === 0 ? undefined : value.map(String).join(BETWEEN)
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') return undefined
  switch (kind.is) {
    case 'MONEY': case 'MONTHLY': return Number(value) / 100
    case 'PERCENT': case 'NUMBER': case 'COUNT': return Number(value)
    case 'FLAG': return value === true ? '是' : '否'
    case 'CHOICE': return kind.words[kind.codes.indexOf(String(value))] ?? String(value)
    case 'DAY': return isDay(String(value)) ? dayNumber(String(value) as Day) : String(value)
    case 'MONTH': return isMonth(String(value)) ? dayNumber(firstDay(String(value) as Month)) : String(value)
    case 'TEXT': case 'IDS': case 'COUNTS': case 'MONTHS': case 'AMOUNTS': case 'CHOICES': return String(value)
    default: {
      const never: never = kind
      throw new Error(`unknown kind ${String(never)}`)
    }
  }
}

const FORMATS: Readonly<Record<Kind['is'], Format>> = {
  MONEY: 'MONEY', MONTHLY: 'MONEY', PERCENT: 'PERCENT', NUMBER: 'NUMBER', COUNT: 'COUNT', TEXT: 'TEXT', DAY: 'DAY', MONTH: 'MONTH', FLAG: 'GENERAL', CHOICE: 'GENERAL', IDS: 'TEXT', COUNTS: 'TEXT', MONTHS: 'TEXT', AMOUNTS: 'TEXT', CHOICES: 'TEXT',
}
/** The largest amount of a case file, in yuan. */
export const MOST_YUAN = 10_000_000_000
const [MOST_COUNT, MOST_PERCENT] = [1_000_000, 100]

/** An empty cell to type such a value into. */
export function inputCell(field: Field, value: unknown, words: Words): Cell {
  const typed = typedValue(field, value)
  const rule = ruleFor(field.kind, words)
  return { look: 'input', format: FORMATS[field.kind.is], ...(typed === undefined ? {} : { value: typed }), ...(rule === null ? {} : { rule }) }
}

function ruleFor(kind: Kind, words: Words): Rule | null {
  switch (kind.is) {
    case 'MONEY': case 'MONTHLY': return { is: 'DECIMAL', least: -MOST_YUAN, most: MOST_YUAN, says: '金额，单位元，最多两位小数' }
    case 'PERCENT': return { is: 'DECIMAL', least: -MOST_PERCENT, most: MOST_PERCENT, says: '比例或利率，可写 12% 或 0.12' }
    case 'COUNT': return { is: 'WHOLE', least: 0, most: MOST_COUNT, says: '不小于 0 的整数' }
    case 'NUMBER': return { is: 'DECIMAL', least: 0, most: MOST_YUAN, says: '不小于 0 的数' }
    case 'DAY': return { is: 'DATE', least: dayNumber(LEAST_DAY as Day), most: dayNumber(MOST_DAY as Day), says: '日期，如 2025-03-12' }
    case 'MONTH': return { is: 'DATE', least: dayNumber(LEAST_DAY as Day), most: dayNumber(MOST_DAY as Day), says: '月份，如 2025-03' }
    case 'FLAG': return { is: 'LIST', from: words.yesOrNo(), says: '是 或 否' }
    case 'CHOICE': return { is: 'LIST', from: words.wordsOf(kind), says: kind.words.join('、').slice(0, 200) }
    case 'TEXT': case 'IDS': case 'COUNTS': case 'MONTHS': case 'AMOUNTS': case 'CHOICES': return null
    default: {
      const never: never = kind
      throw new Error(`unknown kind ${String(never)}`)
    }
  }
}
