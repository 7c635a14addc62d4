import type { Aggregate, Expr } from '#common/figures/domain'
import { aggregated } from './aggregated.ts'
import type { Calculation as Calc } from './calculation.ts'
import { type Comp, literal, made } from './comp.ts'
import { type Spot, excelOf } from './compile.ts'

const TRUTH: Expr = { t: 'truth', value: true }

/**
 * Σ, counting and extremes over the rows of a list. A plain column is summed as it stands, one picked by conditions by SUMIFS;
 * what is neither gets a column of its own first, so that nothing needs an array formula.
 */
export function sumOf(calc: Calc, fn: Aggregate, axis: string, body: Expr, spot: Spot): Comp {
  const block = calc.blocks.get(axis)!
  if (fn === 'sum' || fn === 'count') {
    const picked = pickedBy(calc, fn, axis, body, spot)
    if (picked !== null) return picked
  }
  const range = (fn === 'sum' || fn === 'min' || fn === 'max') && body.t === 'field' ? plainRange(calc, axis, body, spot) : calc.helper(axis, body, spot)
  if (range === null) return fn === 'any' ? literal(false) : fn === 'all' ? literal(true) : literal(0)
  return aggregated(fn, range, calc.usedRange(axis, spot.home), block.size, body.t === 'field' && body.path.at(-1)!.endsWith('Fen'))
}

function plainRange(calc: Calc, axis: string, body: Extract<Expr, { t: 'field' }>, spot: Spot): string | null {
  const at = body.at === null ? null : excelOf(body.at, spot, calc).known
  return at !== undefined && (at === null || typeof at === 'number') ? calc.fieldRange(axis, body.path, at, spot) : calc.helper(axis, body, spot)
}

/** `sum(list, if(.a = k and c, x, 0))` and `count(list, .a = k and c)` as SUMIFS and COUNTIFS. */
function pickedBy(calc: Calc, fn: 'sum' | 'count', axis: string, body: Expr, spot: Spot): Comp | null {
  const split = fn === 'count' ? { condition: body, then: TRUTH } : conditional(body)
  if (split === null) return null
  const rest: Expr[] = []
  const keys: { range: string; value: string }[] = []
  for (const each of conjuncts(split.condition)) {
    const key = keyed(calc, axis, each, spot)
    if (key === null) rest.push(each)
    else keys.push(key)
  }
  if (keys.length === 0 && !(fn === 'sum' && split.then.t === 'field')) return null
  const whether = rest.length === 0 ? null : calc.helper(axis, rest.reduce((left, right) => joined(left, right)), spot)
  const criteria = [...keys.map(({ range, value }) => `${range},${value}`), ...(whether === null ? [] : [`${whether},TRUE`])].join(',')
  if (fn === 'count') return made(`COUNTIFS(${criteria})`, 'NUMBER', false, true)
  const values = split.then.t === 'field' ? plainRange(calc, axis, split.then, spot) : calc.helper(axis, split.then, spot)
  return values === null ? literal(0) : made(`SUMIFS(${values},${criteria})`, 'NUMBER', false, split.then.t === 'field' && split.then.path.at(-1)!.endsWith('Fen'))
}

const joins = new WeakMap<Expr, WeakMap<Expr, Expr>>()
/** Two conditions as one; the same two give the same one, so that their column is made once. */
function joined(left: Expr, right: Expr): Expr {
  const of = joins.get(left) ?? new WeakMap<Expr, Expr>()
  joins.set(left, of)
  let both = of.get(right)
  if (both === undefined) of.set(right, both = { t: 'operator', op: 'and', args: [left, right] })
  return both
}

function conditional(body: Expr): { condition: Expr; then: Expr } | null {
  if (body.t !== 'builtin' || body.fn !== 'if') return null
  const [condition, then, otherwise] = body.args
  return otherwise?.t === 'number' && otherwise.value === 0 ? { condition: condition!, then: then! } : null
}

function conjuncts(expr: Expr): Expr[] {
  return expr.t === 'operator' && expr.op === 'and' ? expr.args.flatMap(conjuncts) : [expr]
}

/** `.field = k` as a column and the value it must have. */
function keyed(calc: Calc, axis: string, expr: Expr, spot: Spot): { range: string; value: string } | null {
  if (expr.t !== 'operator' || expr.op !== 'eq') return null
  const [field, value] = expr.args
  if (field?.t !== 'field' || field.at !== null || value?.t !== 'index') return null
  const range = calc.fieldRange(axis, field.path, null, spot)
  return range === null ? null : { range, value: String(spot.k) }
}
