import { z } from 'zod'
import { plainDecimal } from './values.ts'

/** One comparison of a rule: `coverage >= 2.00`. `than` is a decimal, a guideline value of the industry pack (`v1`…`v5`), or a word. */
export interface Condition<F extends string = string> {
  readonly figure: F
  readonly is: 'GE' | 'LE' | 'GT' | 'LT' | 'EQ'
  readonly than: string
}

/** All conditions hold → the outcome. Rules of a list are tried in order, the first that holds counts. */
export interface Rule<F extends string, O> {
  readonly when: readonly Condition<F>[]
  readonly then: O
}

const SIGNS = { '>=': 'GE', '<=': 'LE', '>': 'GT', '<': 'LT', '=': 'EQ' } as const
const CONDITION = /^(\w+) (>=|<=|>|<|=) (\S+)$/

/** Reads the one-line form in which packs write rules, `figure >= 30% and other = WORD -> outcome`. */
export function rule<const F extends readonly [string, ...string[]], O>(figures: F, outcome: (text: string) => O | undefined, outcomeSays: string): z.ZodType<Rule<F[number], O>> {
  const expected = `形如「${figures[0]} >= 1 -> ${outcomeSays}」的规则，可用 and 连接条件；指标为：${figures.join('、')}`
  return z.string({ error: expected }).transform((text, ctx) => {
    const [left, right, ...more] = text.split(' -> ')
    const when = (left ?? '').split(' and ').map((part) => condition(part.trim(), figures))
    const then = right === undefined || more.length > 0 ? undefined : outcome(right.trim())
    if (then !== undefined && when.every((each) => each !== undefined)) return { when, then }
    ctx.issues.push({ code: 'custom', input: text, message: expected })
    return z.NEVER
  }).describe(expected)
}

function condition<F extends string>(text: string, figures: readonly F[]): Condition<F> | undefined {
  const match = CONDITION.exec(text)
  const figure = figures.find((each) => each === match?.[1])
  const than = match === null ? undefined : (plainDecimal(match[3] ?? '') ?? /^(v[1-5]|[A-Z][A-Z_]*)$/.exec(match[3] ?? '')?.[0])
  if (match === null || figure === undefined || than === undefined) return undefined
  return { figure, is: SIGNS[match[2] as keyof typeof SIGNS], than }
}
