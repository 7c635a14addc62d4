import { Refusal, capitals, exact, formatYuan, isDay, multiply, formatExact } from '#kernel'
import { type Field, type FieldData, type FieldValue, IN_CAPITALS } from './field.ts'

/** What a template receives: printed words, conditions and entries. */
export interface Printed { readonly [name: string]: string | boolean | readonly Printed[] }

/** `2025-03-14` → `2025年3月14日`. */
export function dayInWords(on: string): string {
  return `${Number(on.slice(0, 4))}年${Number(on.slice(5, 7))}月${Number(on.slice(8, 10))}日`
}

/** `0.072` → `7.20%`; up to four places where the rate has them. */
export function rateInWords(rate: string): string {
  const four = formatExact(multiply(exact(rate), 100), 4)
  return `${four.replace(/0{1,2}$/, '')}%`
}

/** The values of a document as its template prints them; refuses a value of the wrong type. Missing ones are left out. */
export function printed(fields: readonly Field[], data: FieldData, at = ''): Printed {
  return Object.fromEntries(fields.flatMap((field): [string, Printed[string]][] => {
    const value = data[field.name]
    if (value === null || value === undefined || value === '') return []
    return printedField(field, value, `${at}/${field.name}`)
  }))
}

function printedField(field: Field, value: FieldValue, at: string): [string, Printed[string]][] {
  const { name } = field
  switch (field.type) {
    case 'text': return typeof value === 'string' ? [[name, value]] : wrong(field, value, at)
    case 'money': return Number.isSafeInteger(value) ? [[name, formatYuan(value as number)], [`${name}${IN_CAPITALS}`, capitals(value as number)]] : wrong(field, value, at)
    case 'rate': return typeof value === 'string' && /^\d+(\.\d+)?$/.test(value) ? [[name, rateInWords(value)]] : wrong(field, value, at)
    case 'day': return typeof value === 'string' && isDay(value) ? [[name, dayInWords(value)]] : wrong(field, value, at)
    case 'count': return typeof value === 'number' && Number.isSafeInteger(value) ? [[name, String(value)]] : wrong(field, value, at)
    case 'flag': return typeof value === 'boolean' ? [[name, value]] : wrong(field, value, at)
    case 'list': return Array.isArray(value) ? [[name, (value as readonly FieldData[]).map((entry, index) => printed(field.fields ?? [], entry, `${at}/${index}`))]] : wrong(field, value, at)
    default: return field.type satisfies never
  }
}

const EXPECTED: Readonly<Record<Field['type'], string>> = { text: '文字', money: '整数分', rate: '小数文本，如 "0.072"', day: '日期 YYYY-MM-DD', count: '整数', flag: '是或否', list: '明细' }

function wrong(field: Field, value: FieldValue, at: string): never {
  throw new Refusal({ code: 'document.wrong-value', message: `文书字段「${field.name}」的值不是${EXPECTED[field.type]}`, at, value, expected: EXPECTED[field.type] }, 422)
}
