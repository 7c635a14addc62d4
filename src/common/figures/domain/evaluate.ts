import { type Exact, Ratio, absolute, add, assert, compare, divide, exact, larger, multiply, negate, roundFen, roundToStep, sign, smaller, subtract } from '#kernel'
import type { Aggregate, Builtin, Expr, Operator, Value } from './formula.ts'

/** Where an expression finds what it names. A sheet is one; the proof that a "where from" tree recomputes is another. */
export interface Environment {
  figure(id: string, index: number): Value
  /** Indices of a figure: how many instances it has. */
  instances(id: string): number
  input(path: readonly string[]): Value
  policy(path: readonly string[]): Value
  rows(axis: string): number
  field(axis: string, row: number, path: readonly string[], at: number | null): Value
  algorithm(name: string, args: readonly Value[], index: number): Value
}

/** The month or row an expression stands in. */
export interface Place {
  readonly index: number
  /** Axis and row that `.field` reads; null outside of rows. */
  readonly axis: string | null
  readonly row: number
}

export function isNumber(value: Value): value is Exact {
  return typeof value === 'number' || value instanceof Ratio
}

/** The value of a formula; null as soon as something it needs is missing. Nothing is rounded unless the formula says so. */
export function evaluate(expr: Expr, env: Environment, place: Place): Value {
  switch (expr.t) {
    case 'number': case 'text': case 'truth':
      return expr.value
    case 'index':
      return place.index
    case 'input':
      return env.input(expr.path)
    case 'policy':
      return env.policy(expr.path)
    case 'figure':
      return env.figure(expr.id, expr.at === null ? instanceHere(env, expr.id, place) : whole(evaluate(expr.at, env, place)))
    case 'previous':
      return place.index === 0 ? evaluate(expr.base, env, place) : env.figure(expr.id, place.index - 1)
    case 'field':
      assert(place.axis !== null, 'a field outside of rows')
      return env.field(place.axis, place.row, expr.path, expr.at === null ? null : whole(evaluate(expr.at, env, place)))
    case 'operator':
      return operate(expr.op, expr.args, env, place)
    case 'builtin':
      return build(expr.fn, expr.args, env, place)
    case 'overRows':
      return aggregate(expr.fn, env.rows(expr.axis), (row) => evaluate(expr.body, env, { index: place.index, axis: expr.axis, row }))
    case 'overFigure':
      return aggregate(expr.fn, env.instances(expr.id), (index) => env.figure(expr.id, index))
    case 'algorithm':
      return env.algorithm(expr.name, expr.args.map((arg) => evaluate(arg, env, place)), place.index)
    default: {
      const never: never = expr
      throw new Error(`unknown expression ${String(never)}`)
    }
  }
}

/** A figure without months or rows has one instance, 0; one that has them is read at the place the reader stands in. */
export function instanceHere(env: Environment, id: string, place: Place): number {
  return env.instances(id) === 1 ? 0 : place.index
}

export function whole(value: Value): number {
  assert(typeof value === 'number', 'an index is a whole number')
  return value
}

function operate(op: Operator, args: readonly Expr[], env: Environment, place: Place): Value {
  const left = evaluate(args[0]!, env, place)
  if (op === 'not') return left === null ? null : left !== true
  if (op === 'negate') return isNumber(left) ? negate(left) : null
  if (op === 'and') return left === true ? evaluate(args[1]!, env, place) === true : false
  if (op === 'or') return left === true ? true : evaluate(args[1]!, env, place) === true
  const right = evaluate(args[1]!, env, place)
  if (left === null || right === null) return null
  if (op === 'eq') return same(left, right)
  if (op === 'ne') return !same(left, right)
  // Civil days and months are text that sorts by itself.
  if (typeof left === 'string' && typeof right === 'string') return calculate(op, left < right ? -1 : left > right ? 1 : 0, 0)
  assert(isNumber(left) && isNumber(right), `${op} needs numbers`)
  return calculate(op, left, right)
}

function calculate(op: Exclude<Operator, 'not' | 'negate' | 'and' | 'or' | 'eq' | 'ne'>, left: Exact, right: Exact): Value {
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
  return isNumber(left) && isNumber(right) ? compare(left, right) === 0 : left === right
}

function build(fn: Builtin, args: readonly Expr[], env: Environment, place: Place): Value {
  if (fn === 'if') return evaluate(evaluate(args[0]!, env, place) === true ? args[1]! : args[2]!, env, place)
  if (fn === 'when') return evaluate(args[0]!, env, place) === true ? evaluate(args[1]!, env, place) : null
  if (fn === 'least' || fn === 'greatest') return aggregate(fn === 'least' ? 'min' : 'max', args.length, (i) => evaluate(args[i]!, env, place))
  const first = evaluate(args[0]!, env, place)
  if (fn === 'given') return first === null ? evaluate(args[1]!, env, place) : first
  if (fn === 'has') return first !== null
  if (first === null) return null
  assert(isNumber(first), `${fn} needs a number`)
  if (fn === 'abs') return absolute(first)
  if (fn === 'round') return roundFen(first)
  const others = args.slice(1).map((arg) => evaluate(arg, env, place))
  if (fn === 'floorTo' || fn === 'ceilTo') return isNumber(others[0]!) ? roundToStep(first, others[0], fn === 'floorTo' ? 'DOWN' : 'UP') : null
  return others.every((value) => value !== null && isNumber(value)) ? (others as Exact[]).reduce(fn === 'min' ? smaller : larger, first) : null
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
