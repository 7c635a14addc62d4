import { type Exact } from '#kernel'

/** What a formula yields: an exact number, a word, a yes or no, or null where an input is missing. */
export type Value = Exact | string | boolean | null

export type Operator = 'add' | 'subtract' | 'multiply' | 'divide' | 'negate' | 'eq' | 'ne' | 'lt' | 'le' | 'gt' | 'ge' | 'and' | 'or' | 'not'
/** Σ, counting and extremes over the rows of a list or the instances of a figure. */
export type Aggregate = 'sum' | 'count' | 'any' | 'all' | 'min' | 'max'
/**
 * `if(c,a,b)`; `when(c,a)` is unknown unless c holds; `given(a,b)` the first that is known; `has(a)`; `min`/`max` of values, all known;
 * `least`/`greatest` of the known ones; `abs`; `floorTo`/`ceilTo` a step; `round` to the whole;
 * `match(word, 'A', a, 'B', b, otherwise)`.
 */
export type Builtin = 'if' | 'when' | 'given' | 'has' | 'min' | 'max' | 'least' | 'greatest' | 'abs' | 'floorTo' | 'ceilTo' | 'round' | 'match'

/** One formula as data: the screen, the server, the documentation and the workbook all read this. */
export type Expr =
  | { readonly t: 'number'; readonly value: Exact; readonly text: string }
  | { readonly t: 'text'; readonly value: string }
  | { readonly t: 'truth'; readonly value: boolean }
  | { readonly t: 'figure'; readonly id: string; readonly at: Expr | null }
  | { readonly t: 'previous'; readonly id: string; readonly base: Expr }
  | { readonly t: 'input'; readonly path: readonly string[] }
  | { readonly t: 'policy'; readonly path: readonly string[] }
  | { readonly t: 'field'; readonly path: readonly string[]; readonly at: Expr | null }
  | { readonly t: 'index' }
  | { readonly t: 'operator'; readonly op: Operator; readonly args: readonly Expr[] }
  | { readonly t: 'builtin'; readonly fn: Builtin; readonly args: readonly Expr[] }
  | { readonly t: 'overRows'; readonly fn: Aggregate; readonly axis: string; readonly body: Expr }
  | { readonly t: 'overFigure'; readonly fn: Aggregate; readonly id: string }
  | { readonly t: 'algorithm'; readonly name: string; readonly args: readonly Expr[] }

/** Every expression below and including `expr`. */
export function* parts(expr: Expr): Generator<Expr> {
  yield expr
  switch (expr.t) {
    case 'operator': case 'builtin': case 'algorithm':
      for (const arg of expr.args) yield* parts(arg)
      return
    case 'figure': case 'field':
      if (expr.at) yield* parts(expr.at)
      return
    case 'previous':
      yield* parts(expr.base)
      return
    case 'overRows':
      yield* parts(expr.body)
      return
    case 'number': case 'text': case 'truth': case 'input': case 'policy': case 'index': case 'overFigure':
      return
    default: {
      const never: never = expr
      throw new Error(`unknown expression ${String(never)}`)
    }
  }
}
