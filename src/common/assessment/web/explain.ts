import { type Evidence, namerFor, policyName } from '#common/assessment/domain'
import { type Value, formatValue, isNumber } from '#common/figures/domain'
import type { EvidencePiece, Explainer, Leaf } from '#common/figures/web'
import { compare, formatExact, multiply, roundFen } from '#kernel'
import type { CaseStore } from './case-store.ts'
import { keysOf } from './place.ts'
import { fieldName, wordOf } from './words.ts'

export interface Places {
  /** Address of the screen on which a place is typed. */
  readonly of: (pointer: string) => string | null
  /** Address of what was photographed or uploaded. */
  readonly file: (evidence: Evidence) => string | undefined
}

/** The words of a case for "where from". */
export function explainerOf(store: CaseStore, places: Places): Explainer {
  return {
    namer: { ...namerFor(store.figures.graph), policy: policyLabel },
    typed: (pointer, value) => typedLeaf(store, pointer, value, places.of(pointer)),
    policy: (key, value): Leaf => ({ name: policyLabel(key), valueText: policyText(key, value), place: null }),
    row: (axis, index) => rowName(store, store.figures.row(axis, index), index),
    evidence: (id) => {
      const found = store.caseFile.evidence.find((one) => one.id === id)
      return found === undefined ? undefined : pieceOf(found, places.file(found))
    },
    word: (value) => (typeof value !== 'string' ? null : store.figures.graph.figures.get(value)?.name ?? wordOf('', value) ?? null),
  }
}

const INSTANT = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'short', timeZone: 'Asia/Shanghai' })

/** `2025-03-12 10:05` in the bank's zone; a day stays a day. */
function whenText(taken: string | undefined): string | undefined {
  return taken?.includes('T') ? INSTANT.format(new Date(taken)) : taken
}

function pieceOf(evidence: Evidence, href: string | undefined): EvidencePiece {
  const says = [wordOf('class', evidence.class), whenText(evidence.takenAt), evidence.place, evidence.by].filter((part) => part !== undefined && part !== '').join(' · ')
  return { id: evidence.id, title: evidence.title, kind: evidence.kind, says, isPicture: evidence.kind === 'PHOTO', ...(evidence.text === undefined ? {} : { text: evidence.text }), ...(href === undefined ? {} : { href }) }
}

/** `存货 · 饮料 · 金额`: list, row and field of a typed place. */
function typedLeaf(store: CaseStore, pointer: string, value: Value, place: string | null): Leaf {
  const keys = keysOf(pointer)
  const names = keys.map((key, at) => {
    const before = keys.slice(0, at + 1)
    if (!/^\d+$/.test(key)) return fieldName(`/${key}`)
    return keys[at - 1] === 'monthlyFen' ? `第 ${Number(key) + 1} 个月` : rowName(store, store.at(`/${before.join('/')}`), Number(key))
  })
  const field = keys.findLast((key) => !/^\d+$/.test(key)) ?? ''
  return { name: names.slice(names.length > 2 ? 1 : 0).join(' · '), valueText: typedText(field, value), place }
}

function rowName(store: CaseStore, row: unknown, index: number): string {
  if (typeof row === 'object' && row !== null) {
    const { method, label, lender, who, month, cell, flag } = row as Readonly<Record<string, unknown>>
    if (typeof method === 'string') return `${method} ${methodName(store, method)}`
    for (const name of [label, lender, who, month, cell, flag]) if (typeof name === 'string') return name
  }
  return `第 ${index + 1} 行`
}

/** 进货量反推法: methods are named by the figure that computes them. */
export function methodName(store: CaseStore, method: string): string {
  return store.figures.graph.figures.get(`check${method}`)?.name ?? ''
}

function typedText(field: string, value: Value): string {
  if (value === null) return '—'
  if (typeof value === 'boolean') return value ? '是' : '否'
  if (!isNumber(value)) return wordOf(field, value) ?? value
  if (field.endsWith('Fen')) return formatValue(roundFen(value), 'FEN')
  return /(Rate|Share|seasonIndex|weightedMargin)$/.test(field) ? formatValue(value, 'RATE') : trimmed(formatExact(value, 6))
}

/** Parts of a pack's value that a formula names. */
const PARTS: Readonly<Record<string, string>> = {
  minAmount: '最低金额', maxAmount: '最高金额', step: '取整单位', minMonths: '最短月数', maxMonths: '最长月数', tolerance: '容忍度', strength: '强弱', above: '金额超过', months: '月数', monthSales: '月营业额',
  v1: '优秀值', v2: '良好值', v3: '平均值', v4: '较低值', v5: '较差值', netMargin: '净利率', inventoryDays: '存货天数', A: 'A 级', B: 'B 级', C: 'C 级', D: 'D 级', E: 'E 级', points: '满分', from: '起', to: '止',
}

/** `产品金额与期限 · 最低金额`: the key's name and the part a formula reads. */
function policyLabel(key: string): string {
  const [group = '', name = '', ...parts] = key.split('.')
  const path = group === 'industry' ? [name, ...parts] : parts
  const head = group === 'industry' ? '同业指标' : policyName(`${group}.${name}`)
  const words = path.map((part) => PARTS[part] ?? wordOf('', part) ?? (/^\d+$/.test(part) ? `第 ${Number(part) + 1} 档` : part))
  return [head, ...words].join(' · ')
}

/** Amounts of a pack are whole fen under keys that say so; shares below one are said in percent. */
function policyText(key: string, value: Value): string {
  if (value === null) return '—'
  if (typeof value === 'boolean') return value ? '是' : '否'
  if (!isNumber(value)) return wordOf('', value) ?? value
  if (/(Amount|amount|UpTo|Tolerance|step|above|monthSales|PerHead)$/.test(key) && typeof value === 'number' && value >= 1) return formatValue(value, 'FEN')
  return compare(value, 1) < 0 && compare(value, 0) > 0 ? `${trimmed(formatExact(multiply(value, 100), 4))}%` : trimmed(formatExact(value, 6))
}

function trimmed(text: string): string {
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text
}
