import type { Check } from '#common/assessment/domain'
import type { TradeFills, TradeItem } from '#common/policy/domain'
import { Refusal, formatYuan, parseYuan } from '#kernel'

/** What an answer of the trade's checklist becomes in an input; null where nothing was answered. */
export type AnswerValue = number | string | boolean | null

const PLAIN = /^\d{1,12}(\.\d{1,6})?$/
export const YES = '是'
export const NO = '否'

/** Reads an answer as its question wants it: money in yuan, a share as decimal text, yes or no first. Refuses what cannot be read. */
export function readAnswer({ id, asks, answer }: Pick<TradeItem, 'id' | 'asks' | 'answer'>, text: string): AnswerValue {
  if (text === '') return null
  const no = (expected: string): Refusal => new Refusal({ code: 'visit.unreadable-answer', message: `「${asks}」的回答读不出来`, at: `/content/industry.${id}`, value: text, expected }, 422)
  switch (answer) {
    case 'AMOUNT': return amountOf(text) ?? refuse(no('以元计的金额，如 12,000.00'))
    case 'SHARE': return PLAIN.test(text) && Number(text) <= 1 ? text : refuse(no('0 至 1 的小数，如 0.48'))
    case 'NUMBER': return PLAIN.test(text) ? text : refuse(no('数字'))
    case 'YES_NO': return text.startsWith(YES) || text.startsWith(NO) ? text.startsWith(YES) : refuse(no(`${YES}或${NO}`))
    default: return text
  }
}

function amountOf(text: string): number | undefined {
  try {
    const fen = parseYuan(text)
    return fen < 0 ? undefined : fen
  } catch (cause) {
    if (cause instanceof Refusal) return undefined
    throw cause
  }
}

function refuse(refusal: Refusal): never {
  throw refusal
}

/** The answers a case already holds in its checks: the other way round, for one that was filled in before anybody went through the list. */
export function answersIn(checklist: readonly TradeItem[], checks: readonly Check[]): Record<string, string> {
  return Object.fromEntries(checklist.flatMap((item) => {
    const held = item.fills.flatMap((fills) => {
      const row = checks.find((check) => check.method === fills.method && check.account === fills.account)
      return (row === undefined ? null : textOf(item, placeIn(row as unknown as Readonly<Record<string, unknown>>, fills))) ?? []
    })
    return held[0] === undefined ? [] : [[`industry.${item.id}`, held[0]]]
  }))
}

function textOf({ answer }: TradeItem, value: unknown): string | null {
  if (answer === 'AMOUNT') return typeof value === 'number' ? formatYuan(value) : null
  if (answer === 'YES_NO') return typeof value === 'boolean' ? (value ? YES : NO) : null
  return typeof value === 'string' || typeof value === 'number' ? String(value) : null
}

/** Where in a row an answer stands. */
function placeIn(row: Readonly<Record<string, unknown>>, { list, label, field }: TradeFills): unknown {
  if (list === undefined) return row[field]
  const items = row[list]
  if (!Array.isArray(items)) return undefined
  return (items as Readonly<Record<string, unknown>>[]).find((one) => one['label'] === label)?.[field]
}
