import { approximate, formatExact, formatYuan, multiply, roundFen } from '#kernel'
import { isNumber } from './compile.ts'
import type { Expr, Operator, Value } from './formula.ts'
import type { Unit } from './graph.ts'

/** How names inside a formula are said in Chinese. */
export interface Namer {
  figure(id: string): string
  input(path: string): string
  field(path: string): string
  policy(path: string): string
  list(axis: string): string
  algorithm(name: string): string
  /** A word of a closed list; `field` is what it is held against, where the formula says so. */
  word(field: string, value: string): string
}

const MARKS: Record<Operator, string> = {
  add: ' + ', subtract: ' − ', multiply: ' × ', divide: ' ÷ ', negate: '−', eq: ' = ', ne: ' ≠ ', lt: ' < ', le: ' ≤ ', gt: ' > ', ge: ' ≥ ', and: ' 且 ', or: ' 或 ', not: '非 ',
}
const BINDING: Record<Operator, number> = { or: 1, and: 2, not: 3, eq: 4, ne: 4, lt: 4, le: 4, gt: 4, ge: 4, add: 5, subtract: 5, multiply: 6, divide: 6, negate: 7 }
const CALLS: Record<string, string> = { sum: 'Σ', count: '计数', any: '存在', all: '全部', min: '最小', max: '最大', abs: '绝对值', given: '优先取', has: '已知', least: '最小', greatest: '最大', when: '若', match: '按类取值',  floorTo: '向下取整至', ceilTo: '向上取整至', round: '四舍五入' }

/** The formula as a sentence of names: `存货 ÷ 销售成本 × 360`. */
export function formulaInWords(expr: Expr, namer: Namer): string {
  const say = (part: Expr, binding = 0, beside?: Expr): string => {
    switch (part.t) {
      case 'number': return part.text
      case 'text': return `「${namer.word(fieldOf(beside), part.value)}」`
      case 'truth': return part.value ? '是' : '否'
      case 'index': return '期次'
      case 'figure': return namer.figure(part.id)
      case 'previous': return `上期${namer.figure(part.id)}`
      case 'input': return namer.input(part.path.join('.'))
      case 'policy': return namer.policy(part.path.join('.'))
      case 'field': return namer.field(part.path.join('.'))
      case 'overFigure': return `${CALLS[part.fn]}${part.fn === 'sum' ? '' : ' '}${namer.figure(part.id)}`
      case 'overRows': return `${CALLS[part.fn]}${namer.list(part.axis)}(${say(part.body)})`
      case 'algorithm': return `${namer.algorithm(part.name)}(${part.args.map((arg) => say(arg)).join(', ')})`
      case 'builtin': return part.fn === 'match' ? `按${say(part.args[0]!)}：${cases(part.args, say)}` : part.fn === 'if' ? `若 ${say(part.args[0]!)} 则 ${say(part.args[1]!)} 否则 ${say(part.args[2]!)}` : `${CALLS[part.fn]}(${part.args.map((arg) => say(arg)).join(', ')})`
      case 'operator': {
        const own = BINDING[part.op]
        const text = part.args.length === 1 ? `${MARKS[part.op]}${say(part.args[0]!, own)}` : `${say(part.args[0]!, own, part.args[1])}${MARKS[part.op]}${say(part.args[1]!, own + 1, part.args[0])}`
        return own < binding ? `(${text})` : text
      }
      default: {
        const never: never = part
        throw new Error(`unknown expression ${String(never)}`)
      }
    }
  }
  return say(expr)
}

/** The field, figure or policy key a word is held against. */
function fieldOf(part: Expr | undefined): string {
  switch (part?.t) {
    case 'input': case 'policy': case 'field': return part.path.at(-1) ?? ''
    case 'figure': return part.id
    default: return ''
  }
}

/** `word 取 value` for each branch that differs from the last one. */
function cases(args: readonly Expr[], say: (part: Expr, binding?: number, beside?: Expr) => string): string {
  const named: string[] = []
  for (let at = 1; at + 1 < args.length; at += 2) named.push(`${say(args[at]!, 0, args[0])}取${say(args[at + 1]!)}`)
  return [...named, `其余取${say(args[args.length - 1]!)}`].join('，')
}

/** A figure's value as a person reads it; `—` where it is not known. */
export function formatValue(value: Value, unit: Unit): string {
  if (value === null) return '—'
  if (typeof value === 'boolean') return value ? '是' : '否'
  if (!isNumber(value)) return value
  switch (unit) {
    case 'FEN': return formatYuan(roundFen(value))
    case 'RATE': return `${formatExact(multiply(value, 100), 2)}%`
    case 'RATIO': return formatExact(value, 4)
    case 'DAYS': return `${formatExact(value, 2)} 天`
    case 'MONTHS': return `${formatExact(value, 0)} 个月`
    case 'COUNT': case 'POINTS': return Number.isInteger(approximate(value)) ? formatExact(value, 0) : formatExact(value, 2)
    case 'TRUTH': case 'WORD': return formatExact(value, 4)
    default: {
      const never: never = unit
      throw new Error(`unknown unit ${String(never)}`)
    }
  }
}
