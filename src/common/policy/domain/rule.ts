import { z } from 'zod'
import { type Form, formed } from './form.ts'
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
const SIGN_OF = { GE: '>=', LE: '<=', GT: '>', LT: '<', EQ: '=' } as const satisfies Record<Condition['is'], string>
const CONDITION = /^(\w+) (>=|<=|>|<|=) (\S+)$/

/** Reads the one-line form in which packs write rules, `figure >= 30% and other = WORD -> outcome`. */
export function rule<const F extends readonly [string, ...string[]], O>(figures: F, outcome: { readonly read: (text: string) => O | undefined; readonly says: string; readonly form: Form }): z.ZodType<Rule<F[number], O>> {
  const expected = `形如「${figures[0]} >= 1 -> ${outcome.says}」的规则，可用 and 连接条件；指标为：${figures.join('、')}`
  const schema = z.string({ error: expected }).transform((text, ctx) => {
    const [left, right, ...more] = text.split(' -> ')
    const when = (left ?? '').split(' and ').map((part) => condition(part.trim(), figures))
    const then = right === undefined || more.length > 0 ? undefined : outcome.read(right.trim())
    if (then !== undefined && when.every((each) => each !== undefined)) return { when, then }
    ctx.issues.push({ code: 'custom', input: text, message: expected })
    return z.NEVER
  }).describe(expected)
  return formed(schema, { is: 'RULE', figures, outcome: outcome.form })
}

/** A rule in the one-line form again. */
export function ruleText({ when, then }: { readonly when: readonly Condition[]; readonly then: unknown }): string {
  return `${when.map(({ figure, is, than }) => `${figure} ${SIGN_OF[is]} ${than}`).join(' and ')} -> ${String(then)}`
}

function condition<F extends string>(text: string, figures: readonly F[]): Condition<F> | undefined {
  const match = CONDITION.exec(text)
  const figure = figures.find((each) => each === match?.[1])
  const than = match === null ? undefined : (plainDecimal(match[3] ?? '') ?? /^(v[1-5]|[A-Z][A-Z_]*)$/.exec(match[3] ?? '')?.[0])
  if (match === null || figure === undefined || than === undefined) return undefined
  return { figure, is: SIGNS[match[2] as keyof typeof SIGNS], than }
}
