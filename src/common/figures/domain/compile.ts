import { type Exact, Ratio, absolute, add, assert, compare, divide, exact, larger, multiply, negate, roundFen, roundToStep, sign, smaller, subtract } from '#kernel'
import type { Aggregate, Builtin, Expr, Operator, Value } from './formula.ts'

/** Where an expression finds what it names. A sheet is one; the proof that a "where from" tree recomputes is another. */
export interface Environment {
  /** A figure without months or rows has one instance, whatever the index; the others are read at the index. */
  figure(id: string, index: number): Value
  /** Indices of a figure: how many instances it has. */
  instances(id: string): number
  input(path: readonly string[]): Value
  policy(path: readonly string[]): Value
  rows(axis: string): number
  field(axis: string, row: number, path: readonly string[], at: number | null): Value
  algorithm(name: string, args: readonly Value[], index: number): Value
}

export function isNumber(value: Value): value is Exact {
  return typeof value === 'number' || value instanceof Ratio
}

/**
 * A formula made ready to run: the same code whether it computes, traces or proves. Gives null as soon as something
 * it needs is missing, and rounds nothing unless the formula says so. `index` is the month or row it stands in, `axis` and `row` what `.field` reads.
 */
export type Run = (env: Environment, index: number, axis: string | null, row: number) => Value

/** Turns a formula into nested functions once, so that running it looks nothing up. */
export function compile(expr: Expr): Run {
  switch (expr.t) {
    case 'number': case 'text': case 'truth': {
      const { value } = expr
      return () => value
    }
    case 'index': return (_, index) => index
    case 'input': return (env) => env.input(expr.path)
    case 'policy': return (env) => env.policy(expr.path)
    case 'figure': return figureRun(expr.id, expr.at)
    case 'previous': {
      const base = compile(expr.base)
      return (env, index, axis, row) => (index === 0 ? base(env, index, axis, row) : env.figure(expr.id, index - 1))
    }
    case 'field': return fieldRun(expr.path, expr.at)
    case 'operator': return operatorRun(expr.op, expr.args.map(compile))
    case 'builtin': return expr.fn === 'match' ? matchRun(expr.args) : builtinRun(expr.fn, expr.args.map(compile))
    case 'overRows': {
      const body = compile(expr.body)
      return (env, index) => aggregate(expr.fn, env.rows(expr.axis), (row) => body(env, index, expr.axis, row))
    }
    case 'overFigure': return (env) => aggregate(expr.fn, env.instances(expr.id), (index) => env.figure(expr.id, index))
    case 'algorithm': {
      const args = expr.args.map(compile)
      return (env, index, axis, row) => env.algorithm(expr.name, args.map((arg) => arg(env, index, axis, row)), index)
    }
    default: {
      const never: never = expr
      throw new Error(`unknown expression ${String(never)}`)
    }
  }
}

function figureRun(id: string, at: Expr | null): Run {
  if (at === null) return (env, index) => env.figure(id, index)
  const which = compile(at)
  return (env, index, axis, row) => env.figure(id, whole(which(env, index, axis, row)))
}

function fieldRun(path: readonly string[], at: Expr | null): Run {
  const which = at === null ? null : compile(at)
  return (env, index, axis, row) => {
    assert(axis !== null, 'a field outside of rows')
    return env.field(axis, row, path, which === null ? null : whole(which(env, index, axis, row)))
  }
}

function whole(value: Value): number {
  assert(typeof value === 'number', 'an index is a whole number')
  return value
}

function operatorRun(op: Operator, [left, right]: readonly Run[]): Run {
  assert(left !== undefined, 'an operator needs an operand')
  if (op === 'not') return (env, index, axis, row) => {
    const value = left(env, index, axis, row)
    return value === null ? null : value !== true
  }
  if (op === 'negate') return (env, index, axis, row) => {
    const value = left(env, index, axis, row)
    return isNumber(value) ? negate(value) : null
  }
  assert(right !== undefined, `${op} needs two operands`)
  if (op === 'and') return (env, index, axis, row) => (left(env, index, axis, row) === true ? right(env, index, axis, row) === true : false)
  if (op === 'or') return (env, index, axis, row) => (left(env, index, axis, row) === true ? true : right(env, index, axis, row) === true)
  return (env, index, axis, row) => {
    const a = left(env, index, axis, row)
    const b = right(env, index, axis, row)
    return a === null || b === null ? null : calculate(op, a, b)
  }
}

function calculate(op: Exclude<Operator, 'not' | 'negate' | 'and' | 'or'>, left: NonNullable<Value>, right: NonNullable<Value>): Value {
  if (op === 'eq') return same(left, right)
  if (op === 'ne') return !same(left, right)
  // Civil days and months are text that sorts by itself.
  if (typeof left === 'string' && typeof right === 'string') return calculate(op, left < right ? -1 : left > right ? 1 : 0, 0)
  assert(isNumber(left) && isNumber(right), `${op} needs numbers`)
  switch (op) {
    case 'add': return add(left, right)
    case 'subtract': return subtract(left, right)
    case 'multiply': return multiply(left, right)
    case 'divide': return sign(right) === 0 ? null : divide(left, right)
    case 'lt': return compare(left, right) < 0
    case 'le': return compare(left, right) <= 0
    case 'gt': return compare(left, right) > 0
    case 'ge': return compare(left, right) >= 0
    default: {
      const never: never = op
      throw new Error(`unknown operator ${String(never)}`)
    }
  }
}

function same(left: Value, right: Value): boolean {
  if (left === right) return true
  return isNumber(left) && isNumber(right) && compare(left, right) === 0
}

function builtinRun(fn: Exclude<Builtin, 'match'>, args: readonly Run[]): Run {
  const [first, second, third] = args
  assert(first !== undefined, `${fn} needs an argument`)
  switch (fn) {
    case 'if': return (env, index, axis, row) => (first(env, index, axis, row) === true ? second! : third!)(env, index, axis, row)
    case 'when': return (env, index, axis, row) => (first(env, index, axis, row) === true ? second!(env, index, axis, row) : null)
    case 'given': return (env, index, axis, row) => first(env, index, axis, row) ?? second!(env, index, axis, row)
    case 'has': return (env, index, axis, row) => first(env, index, axis, row) !== null
    case 'least': case 'greatest': return (env, index, axis, row) => aggregate(fn === 'least' ? 'min' : 'max', args.length, (i) => args[i]!(env, index, axis, row))
    case 'min': case 'max': return extremeRun(fn === 'min' ? smaller : larger, args)
    case 'abs': return numeric(first, absolute)
    case 'round': return numeric(first, (value) => roundFen(value))
    case 'floorTo': case 'ceilTo': return (env, index, axis, row) => {
      const [value, step] = [first(env, index, axis, row), second!(env, index, axis, row)]
      return isNumber(value) && isNumber(step) ? roundToStep(value, step, fn === 'floorTo' ? 'DOWN' : 'UP') : null
    }
    default: {
      const never: never = fn
      throw new Error(`unknown builtin ${String(never)}`)
    }
  }
}

function numeric(run: Run, change: (value: Exact) => Exact): Run {
  return (env, index, axis, row) => {
    const value = run(env, index, axis, row)
    return isNumber(value) ? change(value) : null
  }
}

/** The extreme of values that must all be known. */
function extremeRun(pick: (a: Exact, b: Exact) => Exact, args: readonly Run[]): Run {
  return (env, index, axis, row) => {
    let best: Exact | null = null
    for (const arg of args) {
      const value = arg(env, index, axis, row)
      if (!isNumber(value)) return null
      best = best === null ? value : pick(best, value)
    }
    return best
  }
}

/** The branch whose word is the value; the last argument is for every other value. */
function matchRun(args: readonly Expr[]): Run {
  const word = compile(args[0]!)
  const otherwise = compile(args[args.length - 1]!)
  const branches = new Map<Value, Run>()
  for (let at = 1; at + 1 < args.length; at += 2) {
    const name = args[at]!
    assert(name.t === 'text', 'match compares with words')
    branches.set(name.value, compile(args[at + 1]!))
  }
  return (env, index, axis, row) => (branches.get(word(env, index, axis, row)) ?? otherwise)(env, index, axis, row)
}

/** Missing rows are passed over by sums and extremes: an unknown month is no month of zero sales. */
function aggregate(fn: Aggregate, count: number, at: (i: number) => Value): Value {
  let total: Exact = 0
  let extreme: Exact | null = null
  for (let i = 0; i < count; i++) {
    const value = at(i)
    if (fn === 'any' && value === true) return true
    if (fn === 'all' && value !== true) return false
    if (fn === 'count' && value === true) total = add(total, 1)
    if (value === null || !isNumber(value)) continue
    if (fn === 'sum') total = add(total, value)
    if (fn === 'min') extreme = extreme === null ? value : smaller(extreme, value)
    if (fn === 'max') extreme = extreme === null ? value : larger(extreme, value)
  }
  if (fn === 'any') return false
  if (fn === 'all') return true
  return fn === 'min' || fn === 'max' ? extreme : total
}

/** Case files and packs write rates as decimal text; a formula sees them as numbers. */
export function asValue(raw: unknown): Value {
  if (raw === undefined || raw === null) return null
  if (typeof raw === 'number') {
    assert(Number.isSafeInteger(raw), 'numbers of a case file are whole')
    return raw
  }
  if (typeof raw === 'boolean') return raw
  assert(typeof raw === 'string', 'a formula reads single values only')
  return /^-?\d{1,12}(\.\d{1,12})?$/.test(raw) ? exact(raw) : raw
}
