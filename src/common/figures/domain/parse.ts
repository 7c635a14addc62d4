import { assert, exact } from '#kernel'
import type { Aggregate, Builtin, Expr, Operator } from './formula.ts'

const AGGREGATES = new Set(['sum', 'count', 'any', 'all', 'min', 'max'])
/** How many arguments a builtin takes, least and most. */
const ARITY: Record<Builtin, readonly [number, number]> = {
  if: [3, 3], when: [2, 2], given: [2, 2], has: [1, 1], abs: [1, 1], round: [1, 1], floorTo: [2, 2], ceilTo: [2, 2], match: [4, Infinity], min: [1, Infinity], max: [1, Infinity], least: [1, Infinity], greatest: [1, Infinity],
}
const COMPARISONS: Record<string, Operator> = { '=': 'eq', '!=': 'ne', '<': 'lt', '<=': 'le', '>': 'gt', '>=': 'ge' }
const TOKEN = /\s*(?:(\d+(?:\.\d+)?)|'([^']*)'|([A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z_0-9][A-Za-z0-9_]*)*)|(\.[A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z_][A-Za-z0-9_]*)*)|(<=|>=|!=|[-+*/()[\],<>=]))/y

interface Token { readonly kind: 'number' | 'text' | 'name' | 'field' | 'mark'; readonly text: string }

/**
 * Reads a formula such as `sum(inventory, .amountFen) / annualSales`. Bare names are figures, `in.…` is the case file,
 * `policy.…` the pack, `.…` a field of the current row, `k` the index of the current month or row.
 */
export function parseFormula(source: string): Expr {
  return new Parser(source).whole()
}

class Parser {
  private readonly tokens: Token[]
  private readonly source: string
  private next = 0

  constructor(source: string) {
    this.source = source
    this.tokens = tokenize(source)
  }

  whole(): Expr {
    const expr = this.disjunction()
    assert(this.next === this.tokens.length, `formula goes on after its end: ${this.source}`)
    return expr
  }

  private disjunction(): Expr {
    let left = this.conjunction()
    while (this.takeName('or')) left = operator('or', left, this.conjunction())
    return left
  }

  private conjunction(): Expr {
    let left = this.negation()
    while (this.takeName('and')) left = operator('and', left, this.negation())
    return left
  }

  private negation(): Expr {
    return this.takeName('not') ? operator('not', this.negation()) : this.comparison()
  }

  private comparison(): Expr {
    const left = this.sum()
    const op = COMPARISONS[this.peekMark()]
    if (op === undefined) return left
    this.next++
    return operator(op, left, this.sum())
  }

  private sum(): Expr {
    let left = this.product()
    for (;;) {
      if (this.take('+')) left = operator('add', left, this.product())
      else if (this.take('-')) left = operator('subtract', left, this.product())
      else return left
    }
  }

  private product(): Expr {
    let left = this.unary()
    for (;;) {
      if (this.take('*')) left = operator('multiply', left, this.unary())
      else if (this.take('/')) left = operator('divide', left, this.unary())
      else return left
    }
  }

  private unary(): Expr {
    return this.take('-') ? operator('negate', this.unary()) : this.primary()
  }

  private primary(): Expr {
    if (this.take('(')) {
      const inner = this.disjunction()
      this.expect(')')
      return inner
    }
    const token = this.tokens[this.next++]
    assert(token !== undefined, `formula ends too early: ${this.source}`)
    if (token.kind === 'number') return { t: 'number', value: exact(token.text), text: token.text }
    if (token.kind === 'text') return { t: 'text', value: token.text }
    if (token.kind === 'field') return { t: 'field', path: token.text.slice(1).split('.'), at: this.index() }
    assert(token.kind === 'name', `unexpected ${token.text} in formula: ${this.source}`)
    if (this.take('(')) return this.call(token.text)
    return this.name(token.text)
  }

  private name(text: string): Expr {
    if (text === 'k') return { t: 'index' }
    if (text === 'true' || text === 'false') return { t: 'truth', value: text === 'true' }
    if (text.startsWith('in.')) return { t: 'input', path: text.split('.').slice(1) }
    if (text.startsWith('policy.')) return { t: 'policy', path: text.split('.').slice(1) }
    return { t: 'figure', id: text, at: this.index() }
  }

  private call(fn: string): Expr {
    const args = this.args()
    const [first, second] = args
    if (fn === 'previous' && first?.t === 'figure' && second) return { t: 'previous', id: first.id, base: second }
    if (AGGREGATES.has(fn) && first?.t === 'figure' && first.at === null) {
      if (args.length === 1) return { t: 'overFigure', fn: fn as Aggregate, id: first.id }
      if (args.length === 2 && second && (fn !== 'min' && fn !== 'max')) return { t: 'overRows', fn: fn as Aggregate, axis: first.id, body: second }
    }
    if (fn === 'maxOf' || fn === 'minOf') {
      assert(first?.t === 'figure' && second !== undefined, `${fn} needs rows and an expression: ${this.source}`)
      return { t: 'overRows', fn: fn === 'maxOf' ? 'max' : 'min', axis: first.id, body: second }
    }
    return isBuiltin(fn) ? this.builtin(fn, args) : { t: 'algorithm', name: fn, args }
  }

  private builtin(fn: Builtin, args: readonly Expr[]): Expr {
    const [least, most] = ARITY[fn]
    const fits = args.length >= least && args.length <= most && (fn !== 'match' || args.length % 2 === 0)
    assert(fits, `${fn} takes ${least === most ? least : `${least} or more`} arguments, not ${args.length}: ${this.source}`)
    return { t: 'builtin', fn, args }
  }

  private args(): Expr[] {
    const args: Expr[] = []
    if (this.take(')')) return args
    do args.push(this.disjunction())
    while (this.take(','))
    this.expect(')')
    return args
  }

  private index(): Expr | null {
    if (!this.take('[')) return null
    const at = this.disjunction()
    this.expect(']')
    return at
  }

  private peekMark(): string {
    const token = this.tokens[this.next]
    return token?.kind === 'mark' ? token.text : ''
  }

  private take(mark: string): boolean {
    if (this.peekMark() !== mark) return false
    this.next++
    return true
  }

  private takeName(name: string): boolean {
    const token = this.tokens[this.next]
    if (token?.kind !== 'name' || token.text !== name) return false
    this.next++
    return true
  }

  private expect(mark: string): void {
    assert(this.take(mark), `expected ${mark} in formula: ${this.source}`)
  }
}

function isBuiltin(name: string): name is Builtin {
  return Object.hasOwn(ARITY, name)
}

function operator(op: Operator, ...args: Expr[]): Expr {
  return { t: 'operator', op, args }
}

function tokenize(source: string): Token[] {
  const tokens: Token[] = []
  const text = source.trim()
  TOKEN.lastIndex = 0
  while (TOKEN.lastIndex < text.length) {
    const from = TOKEN.lastIndex
    const match = TOKEN.exec(text)
    assert(match !== null, `unreadable formula at ${from}: ${source}`)
    if (match[1] !== undefined) tokens.push({ kind: 'number', text: match[1] })
    else if (match[2] !== undefined) tokens.push({ kind: 'text', text: match[2] })
    else if (match[3] !== undefined) tokens.push({ kind: 'name', text: match[3] })
    else if (match[4] !== undefined) tokens.push({ kind: 'field', text: match[4] })
    else tokens.push({ kind: 'mark', text: match[5]! })
  }
  return tokens
}
