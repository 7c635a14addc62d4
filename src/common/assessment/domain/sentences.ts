import { type Sheet, type Value, formatValue, isNumber } from '#common/figures/domain'
import { compare, formatExact, formatYuan, multiply } from '#kernel'
import type { Working } from './axes.ts'

const MONEY_KEYS = /(Amount|Balance|UpTo|amount)$/

/** Fills `{figure}`, `{policy.key}` and `{in.field}` of a sentence with values as a person reads them. */
export function fill(text: string, sheet: Sheet<Working>): string {
  return text.replace(/\{([A-Za-z0-9_.]+)\}/g, (_, name: string) => {
    if (name.startsWith('policy.')) return policyText(name, sheet.policy(name.split('.').slice(1)))
    if (name.startsWith('in.')) return plain(sheet.input(name.split('.').slice(1)))
    if (name === 'bindingCap') return bindingName(sheet)
    return formatValue(sheet.figure(name), sheet.definition(name).unit)
  })
}

/** Chinese name of the cap that binds. */
export function bindingName(sheet: Sheet<Working>): string {
  const cap = sheet.figure('bindingCap')
  return typeof cap === 'string' ? sheet.definition(cap).name : '—'
}

function policyText(name: string, value: Value): string {
  if (value === null || !isNumber(value)) return plain(value)
  if (MONEY_KEYS.test(name) && typeof value === 'number') return `${formatYuan(value)} 元`
  // Shares below 1 are said as percentages, multiples and counts as they are.
  return typeof value === 'number' || compare(value, 1) >= 0 ? plain(value) : `${trim(formatExact(multiply(value, 100), 2))}%`
}

function plain(value: Value): string {
  if (value === null) return '—'
  if (typeof value === 'boolean') return value ? '是' : '否'
  return isNumber(value) ? trim(formatExact(value, 4)) : value
}

function trim(text: string): string {
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text
}
