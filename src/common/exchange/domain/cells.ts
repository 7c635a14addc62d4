import { isDay } from '#kernel'
import type { Cell } from './file.ts'
import type { FactSpec } from './kinds.ts'
import type { DayFormat, FieldSpec } from './mapping.ts'

/** A field with what it means, made ready once for all lines. */
export interface CompiledField {
  readonly spec: FieldSpec
  readonly fact: FactSpec | undefined
  readonly title: string
  readonly needed: boolean
  /** Their code to our word, and back. */
  readonly reads: ReadonlyMap<string, string>
  readonly writes: ReadonlyMap<string, string>
}

/** What a value is not: said to people as what was expected. */
export interface Unreadable {
  readonly expected: string
}

const DAYS: Readonly<Record<DayFormat, RegExp>> = {
  'YYYYMMDD': /^(\d{4})(\d{2})(\d{2})$/, 'YYYY-MM-DD': /^(\d{4})-(\d{2})-(\d{2})$/, 'YYYY/MM/DD': /^(\d{4})\/(\d{2})\/(\d{2})$/, 'YYYY.MM.DD': /^(\d{4})\.(\d{2})\.(\d{2})$/, 'YYYY年MM月DD日': /^(\d{4})年(\d{2})月(\d{2})日$/,
}
const MONEY = { FEN: /^(-?)(\d{1,18})$/, YUAN: /^(-?)(\d{1,18}|\d{1,3}(?:,\d{3}){1,4})(?:\.(\d{1,2}))?$/ } as const
const RATE = /^(\d{1,9})(?:\.(\d{1,12}))?$/
const COUNT = /^\d{1,12}$/
const CONTROLS = /[\u0000-\u001f\u007f\ufffd]/
const UNIT_NAMES = { FEN: '以分为单位的整数', YUAN: '以元为单位、至多两位小数的金额' } as const

export const isUnreadable = (value: Cell | Unreadable): value is Unreadable => typeof value === 'object' && value !== null

/** The value of a field as it stands in the file, without its filling. */
export function readCell({ spec, fact, needed, reads }: CompiledField, text: string): Cell | Unreadable {
  if (spec.constant !== undefined && fact === undefined) return text === spec.constant || spec.onlyWritten === true || (text === '' && spec.with !== undefined) ? null : { expected: `固定内容「${spec.constant}」` }
  if (fact === undefined) return null
  if (text === '') return needed ? { expected: '必填' } : null
  if (spec.constant !== undefined && text !== spec.constant) return { expected: `固定内容「${spec.constant}」` }
  switch (fact.type) {
    case 'TEXT': return CONTROLS.test(text) ? { expected: '不含控制字符的文本' } : text
    case 'MONEY': return readMoney(text, spec.unit ?? 'YUAN', fact.signed === true)
    case 'COUNT': return COUNT.test(text) ? Number(text) : { expected: '整数' }
    case 'RATE': return readRate(text, spec.per ?? 'HUNDRED')
    case 'DAY': return readDay(text, spec.format ?? 'YYYYMMDD', needed)
    case 'CODE': return reads.get(text) ?? reads.get('*') ?? { expected: `代码表中的 ${[...reads.keys()].join('、')}` }
  }
}

function readMoney(text: string, unit: 'FEN' | 'YUAN', signed: boolean): Cell | Unreadable {
  const match = MONEY[unit].exec(text)
  const expected = `${UNIT_NAMES[unit]}${signed ? '' : '，不为负'}`
  if (!match) return { expected }
  const whole = (match[2] ?? '').replaceAll(',', '')
  const value = Number(unit === 'FEN' ? whole : whole + (match[3] ?? '').padEnd(2, '0'))
  if (!Number.isSafeInteger(value)) return { expected: '可保存范围内的金额' }
  const negative = match[1] === '-' && value !== 0
  return negative && !signed ? { expected } : negative ? -value : value
}

function readRate(text: string, per: 'ONE' | 'HUNDRED'): Cell | Unreadable {
  const match = RATE.exec(text)
  if (!match) return { expected: per === 'ONE' ? '小数形式的年利率，如 0.072' : '百分数形式的年利率，如 7.2' }
  return shifted(match[1] ?? '', match[2] ?? '', per === 'ONE' ? 0 : 2)
}

/** Decimal text with its point moved to the left, in one form: no zeros that say nothing. */
function shifted(whole: string, fraction: string, places: number): string {
  const digits = whole.padStart(places + 1, '0')
  const [head, tail] = [digits.slice(0, digits.length - places), digits.slice(digits.length - places) + fraction]
  const rest = tail.replace(/0+$/, '')
  return `${head.replace(/^0+(?=\d)/, '')}${rest === '' ? '' : `.${rest}`}`
}

function readDay(text: string, format: DayFormat, needed: boolean): Cell | Unreadable {
  if (!needed && /^0+$/.test(text)) return null
  const match = DAYS[format].exec(text)
  const day = match ? `${match[1]}-${match[2]}-${match[3]}` : ''
  return isDay(day) ? day : { expected: `存在的日期，格式 ${format}` }
}

/** A value as it is written, without filling; what cannot be written says what was expected. */
export function writeCell({ spec, fact, needed, writes }: CompiledField, value: Cell | undefined): string | Unreadable {
  if (spec.constant !== undefined) return spec.constant
  if (fact === undefined) return ''
  if (value === undefined || value === null || value === '') return needed ? { expected: '必填' } : ''
  switch (fact.type) {
    case 'TEXT': return typeof value !== 'string' || CONTROLS.test(value) ? { expected: '不含控制字符的文本' } : value
    case 'MONEY': return writeMoney(value, spec.unit ?? 'YUAN', fact.signed === true)
    case 'COUNT': return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? String(value) : { expected: '整数' }
    case 'RATE': return writeRate(value, spec.per ?? 'HUNDRED')
    case 'DAY': return typeof value === 'string' && isDay(value) ? writeDay(value, spec.format ?? 'YYYYMMDD') : { expected: '存在的日期' }
    case 'CODE': return writes.get(String(value)) ?? { expected: `代码表中的 ${[...writes.keys()].join('、')}` }
  }
}

function writeMoney(value: Cell, unit: 'FEN' | 'YUAN', signed: boolean): string | Unreadable {
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || (value < 0 && !signed)) return { expected: `以分为单位的整数${signed ? '' : '，不为负'}` }
  if (unit === 'FEN') return String(value)
  const digits = String(Math.abs(value)).padStart(3, '0')
  return `${value < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}

function writeRate(value: Cell, per: 'ONE' | 'HUNDRED'): string | Unreadable {
  const match = RATE.exec(String(value))
  if (!match) return { expected: '小数形式的年利率' }
  if (per === 'ONE') return shifted(match[1] ?? '', match[2] ?? '', 0)
  const fraction = (match[2] ?? '').padEnd(2, '0')
  return shifted(`${match[1] ?? ''}${fraction.slice(0, 2)}`, fraction.slice(2), 0)
}

/** A day in the format of the file. */
export function writeDay(on: string, format: DayFormat): string {
  return format.replace('YYYY', on.slice(0, 4)).replace('MM', on.slice(5, 7)).replace('DD', on.slice(8, 10))
}

/** A day out of text of this format; undefined when there is none. */
export function dayIn(text: string, format: DayFormat): string | undefined {
  const day = readDay(text, format, true)
  return typeof day === 'string' ? day : undefined
}
