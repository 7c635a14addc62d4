import { rateInWords } from '#common/document/domain'
import { InvalidInput, type RefusalDetail, compare, exact, formatYuan } from '#kernel'
import { wordOf } from '#common/assessment/domain'
import { GUARANTEE_NAMES, METHOD_NAMES, type Terms } from '#loan/decision/domain'

type Drawn = Omit<Terms, 'conditions' | 'shape'>

/** A place where what is drawn up differs from what was decided. */
export interface Difference {
  readonly at: keyof Drawn
  readonly name: string
  readonly decided: string
  readonly drawn: string
  /** Less than decided may be drawn up with a reason; anything else needs a new decision. */
  readonly allowed: boolean
}

const NAMES: Readonly<Record<keyof Drawn, string>> = { product: '产品', guarantee: '担保方式', amountFen: '金额', periods: '期数', method: '还款方式', every: '还款周期', annualRate: '年利率', purpose: '用途' }
const MAY_BE_LESS: ReadonlySet<keyof Drawn> = new Set(['amountFen', 'periods'])

/** Every difference between decision and contract: the loan follows the resolution exactly, except that amount and term may be less. */
export function differences(decided: Terms, drawn: Drawn): Difference[] {
  return (Object.keys(NAMES) as (keyof Drawn)[]).flatMap((at) => {
    const [was, is] = [decided[at], drawn[at]]
    if (was === is || (at === 'annualRate' && compare(exact(String(was)), exact(String(is))) === 0)) return []
    return [{ at, name: NAMES[at], decided: written(at, was), drawn: written(at, is), allowed: MAY_BE_LESS.has(at) && is < was }]
  })
}

function written(at: keyof Drawn, value: string | number): string {
  switch (at) {
    case 'amountFen': return `${formatYuan(Number(value))} 元`
    case 'periods': return `${value} 期`
    case 'annualRate': return rateInWords(String(value))
    case 'method': return METHOD_NAMES[value as Terms['method']]
    case 'guarantee': return GUARANTEE_NAMES[value as Terms['guarantee']]
    case 'purpose': return wordOf('purpose', String(value)) ?? String(value)
    case 'every': return EVERY_WORDS[value as Terms['every']]
    case 'product': return String(value)
    default: return at satisfies never
  }
}

/** How often an instalment is due. */
export const EVERY_WORDS: Readonly<Record<Terms['every'], string>> = { WEEK: '按周', FORTNIGHT: '每两周', MONTH: '按月', QUARTER: '按季', HALF_YEAR: '按半年', ONCE: '一次' }

/** All differences a new decision would be needed for, at once. */
export class AboveDecision extends InvalidInput {
  override readonly code = 'contract.not-as-decided'
  override readonly status = 422

  constructor(found: readonly [Difference, ...Difference[]]) {
    const [first, ...rest] = found.map(detail) as [RefusalDetail, ...RefusalDetail[]]
    super([first, ...rest], found.length)
  }
}

/** Refuses a contract that goes beyond the decision anywhere; returns the differences that only take less. */
export function refuseAboveDecision(decided: Terms, drawn: Drawn): Difference[] {
  const found = differences(decided, drawn)
  const [first, ...rest] = found.filter(({ allowed }) => !allowed)
  if (first !== undefined) throw new AboveDecision([first, ...rest])
  return found
}

function detail({ at, name, decided, drawn }: Difference): RefusalDetail {
  return { code: 'contract.not-as-decided', message: `${name} ${drawn} 与决议 ${decided} 不符，合同条款须与决议一致`, at: `/terms/${at}`, value: drawn, expected: MAY_BE_LESS.has(at) ? `不超过 ${decided}，更高须重新决议` : decided }
}
