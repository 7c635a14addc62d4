import { type Aggregate, type Builtin, type Expr, type Operator } from '#common/figures/domain'
import { approximate } from '#kernel'
import { type Comp, NOTHING, holds, literal, made, roundedWhole, strict } from './comp.ts'

/** Where a formula stands: which pass over the sheet, which row of which list, and the sheet it is written on. */
export interface Spot {
  readonly pass: number
  readonly axis: string | null
  readonly row: number
  /** Index of the month or row, what `k` means. */
  readonly k: number
  readonly home: string
}

/** Where a formula finds what it names, as cells. */
export interface World {
  figure(id: string, at: number | Comp, spot: Spot): Comp
  input(path: readonly string[], spot: Spot): Comp
  policy(path: readonly string[], spot: Spot): Comp
  field(axis: string, row: number, path: readonly string[], at: number | null, spot: Spot): Comp
  overRows(fn: Aggregate, axis: string, body: Expr, spot: Spot): Comp
  overFigure(fn: Aggregate, id: string, spot: Spot): Comp
  algorithm(name: string, args: readonly Comp[], spot: Spot): Comp
}

const SIGNS: Readonly<Partial<Record<Operator, string>>> = { add: '+', subtract: '-', multiply: '*', divide: '/', eq: '=', ne: '<>', lt: '<', le: '<=', gt: '>', ge: '>=' }

/** A formula of the figure graph as one of a spreadsheet: same operators, same roundings, same answer to what is unknown. */
export function excelOf(expr: Expr, spot: Spot, world: World): Comp {
  const of = (each: Expr): Comp => excelOf(each, spot, world)
  switch (expr.t) {
    case 'number': return literal(approximate(expr.value))
    case 'text': case 'truth': return literal(expr.value)
    case 'index': return literal(spot.k)
    case 'input': return world.input(expr.path, spot)
    case 'policy': return world.policy(expr.path, spot)
    case 'figure': return world.figure(expr.id, expr.at === null ? spot.k : indexOf(of(expr.at)), spot)
    case 'previous': return spot.k === 0 ? of(expr.base) : world.figure(expr.id, spot.k - 1, spot)
    case 'field': return fieldOf(expr, spot, world)
    case 'operator': return operator(expr.op, expr.args, of)
    case 'builtin': return builtin(expr.fn, expr.args, of)
    case 'overRows': return world.overRows(expr.fn, expr.axis, expr.body, spot)
    case 'overFigure': return world.overFigure(expr.fn, expr.id, spot)
    case 'algorithm': return world.algorithm(expr.name, expr.args.map(of), spot)
    default: {
      const never: never = expr
      throw new Error(`unknown expression ${String(never)}`)
    }
  }
}

function fieldOf(expr: Extract<Expr, { t: 'field' }>, spot: Spot, world: World): Comp {
  const at = expr.at === null ? null : indexOf(excelOf(expr.at, spot, world))
  return spot.axis === null || (at !== null && typeof at !== 'number') ? NOTHING : world.field(spot.axis, spot.row, expr.path, at, spot)
}

function indexOf(comp: Comp): number | Comp {
  return typeof comp.known === 'number' ? comp.known : comp
}

function operator(op: Operator, args: readonly Expr[], of: (each: Expr) => Comp): Comp {
  const left = of(args[0]!)
  if (op === 'not') return left.known === null ? { ...NOTHING, type: 'TRUTH' } : left.known !== undefined ? literal(left.known !== true) : made(`NOT(${strict(left)})`, 'TRUTH', left.may)
  if (op === 'negate') return left.known === null ? NOTHING : made(`(-${left.text})`, 'NUMBER', left.may, left.whole)
  if ((op === 'and' && (left.known === false || left.known === null)) || (op === 'or' && left.known === true)) return literal(op === 'or')
  const right = of(args[1]!)
  if (op === 'and' || op === 'or') return bothOrEither(op, left, right)
  if (left.known === null || right.known === null) return { ...NOTHING, type: op === 'add' || op === 'subtract' || op === 'multiply' || op === 'divide' ? 'NUMBER' : 'TRUTH' }
  if (op === 'eq' || op === 'ne') if (typeof left.known === 'string' && typeof right.known === 'string') return literal((left.known === right.known) === (op === 'eq'))
  const may = left.may || right.may
  if (op === 'add' || op === 'subtract' || op === 'multiply') return made(`(${left.text}${SIGNS[op]!}${right.text})`, 'NUMBER', may, left.whole && right.whole)
  if (op === 'divide') return made(`(${left.text}/${right.text})`, 'NUMBER', may || !(typeof right.known === 'number' && right.known !== 0))
  return made(`(${strict(left)}${SIGNS[op]!}${strict(right)})`, 'TRUTH', may)
}

function bothOrEither(op: 'and' | 'or', left: Comp, right: Comp): Comp {
  if (op === 'and' && left.known === true) return made(holds(right), 'TRUTH', false)
  if (op === 'or' && (left.known === false || left.known === null)) return made(holds(right), 'TRUTH', false)
  return made(`${op === 'and' ? 'AND' : 'OR'}(${holds(left)},${holds(right)})`, 'TRUTH', false)
}

function builtin(fn: Builtin, args: readonly Expr[], of: (each: Expr) => Comp): Comp {
  const first = of(args[0]!)
  switch (fn) {
    case 'if': return choose(first, () => of(args[1]!), () => of(args[2]!))
    case 'when': return choose(first, () => of(args[1]!), () => NOTHING)
    case 'given': return given(first, () => of(args[1]!))
    case 'has': return first.known === undefined ? has(first) : literal(first.known !== null)
    case 'match': return match(first, args, of)
    case 'abs': return made(`ABS(${strict(first)})`, 'NUMBER', first.may, first.whole)
    case 'round': return made(first.whole ? strict(first) : roundedWhole(first.text), 'NUMBER', first.may, true)
    case 'floorTo': case 'ceilTo': return toStep(fn, first, of(args[1]!))
    case 'min': case 'max': return extreme(fn === 'min' ? 'MIN' : 'MAX', args.map(of))
    case 'least': case 'greatest': return extremeOfKnown(fn === 'least' ? 'MIN' : 'MAX', args.map(of))
    default: {
      const never: never = fn
      throw new Error(`unknown builtin ${String(never)}`)
    }
  }
}

function choose(condition: Comp, yes: () => Comp, no: () => Comp): Comp {
  if (condition.known !== undefined) return condition.known === true ? yes() : no()
  const [then, otherwise] = [yes(), no()]
  const type = then.known === null ? otherwise.type : then.type
  return made(`IF(${holds(condition)},${strict(then)},${strict(otherwise)})`, type, then.may || otherwise.may, then.whole && otherwise.whole)
}

function given(first: Comp, second: () => Comp): Comp {
  if (first.known === null) return second()
  if (!first.may) return first
  const other = second()
  const text = first.cell ? `IF(${first.text}="",${strict(other)},${first.text})` : `IFERROR(${first.text},${strict(other)})`
  return made(text, first.type, other.may, first.whole && other.whole)
}

function has(comp: Comp): Comp {
  if (!comp.may) return literal(true)
  return made(comp.cell ? `(${comp.text}<>"")` : `NOT(ISERROR(${comp.text}))`, 'TRUTH', false)
}

/** The branch of a word; a word known when the workbook is made leaves only its own branch. */
function match(word: Comp, args: readonly Expr[], of: (each: Expr) => Comp): Comp {
  const branches: [Comp, Expr][] = []
  for (let at = 1; at + 1 < args.length; at += 2) branches.push([of(args[at]!), args[at + 1]!])
  const otherwise = args[args.length - 1]!
  if (word.known !== undefined) return of(branches.find(([name]) => name.known === word.known)?.[1] ?? otherwise)
  const said = word.may && !word.cell ? `IFERROR(${word.text},"")` : word.text
  return branches.reduceRight((rest, [name, then]) => {
    const value = of(then)
    return made(`IF(${said}=${name.text},${strict(value)},${strict(rest)})`, value.known === null ? rest.type : value.type, value.may || rest.may, value.whole && rest.whole)
  }, of(otherwise))
}

/** Steps are counted on a quotient freed of the hair a binary fraction leaves beside a whole number. */
function toStep(fn: 'floorTo' | 'ceilTo', value: Comp, step: Comp): Comp {
  if (value.known === null || step.known === null) return NOTHING
  const steps = `ROUND(${value.text}/${step.text},9)`
  return made(fn === 'floorTo' ? `(INT(${steps})*${step.text})` : `(-INT(-${steps})*${step.text})`, 'NUMBER', value.may || step.may, step.whole)
}

function extreme(fn: 'MIN' | 'MAX', args: readonly Comp[]): Comp {
  if (args.some(({ known }) => known === null)) return NOTHING
  return made(`${fn}(${args.map(strict).join(',')})`, 'NUMBER', args.some(({ may }) => may), args.every(({ whole }) => whole))
}

/** Of those that are known: cells show the unknown as text, which MIN and MAX pass over; an error is put out of reach. */
function extremeOfKnown(fn: 'MIN' | 'MAX', all: readonly Comp[]): Comp {
  const args = all.filter(({ known }) => known !== null)
  if (args.length === 0) return NOTHING
  const far = fn === 'MIN' ? '1E+300' : '-1E+300'
  const text = `${fn}(${args.map((arg) => (arg.may && !arg.cell ? `IFERROR(${arg.text},${far})` : arg.text)).join(',')})`
  const whole = args.every((arg) => arg.whole)
  if (args.some(({ may }) => !may)) return made(text, 'NUMBER', false, whole)
  const known = `(${args.map((arg) => `(${has(arg).text})`).join('+')})`
  return made(`IF(${known}=0,NA(),${text})`, 'NUMBER', true, whole)
}

