import { InvalidInput, type RefusalDetail } from '#kernel'
import type { Terms } from './terms.ts'

/** Every way in which terms would give the customer more than was approved, at once. */
export class TermsRaised extends InvalidInput {
  override readonly code = 'decision.raised'
  override readonly status = 422
}

/**
 * Refuses terms that give the customer more, or the bank less, than was approved: those need a new decision (7.4).
 * Stricter terms are a smaller amount, a shorter term, and further conditions.
 */
export function refuseRaised(approved: Terms, wanted: Terms): void {
  const faults = [
    ...(wanted.amountFen > approved.amountFen ? [fault('/terms/amountFen', '金额高于批复', wanted.amountFen, '不高于批复的金额')] : []),
    ...(wanted.periods > approved.periods ? [fault('/terms/periods', '期限长于批复', wanted.periods, '不长于批复的期数')] : []),
    ...(['product', 'guarantee', 'method', 'every', 'annualRate', 'purpose'] as const).flatMap((key) => (wanted[key] === approved[key] ? [] : [fault(`/terms/${key}`, `${NAMES[key]}与批复不同`, wanted[key], '与批复相同')])),
    ...approved.conditions.flatMap((condition) => (wanted.conditions.some((each) => same(each, condition)) ? [] : [fault('/terms/conditions', `缺少批复的条件：${condition.says}`, condition.says, '批复的条件全部保留')])),
  ]
  const [first, ...rest] = faults
  if (first !== undefined) throw new TermsRaised([{ ...first, message: `${first.message}，须重新决策` }, ...rest], faults.length)
}

/** Whether anything became stricter at all. */
export function isLowered(approved: Terms, wanted: Terms): boolean {
  return wanted.amountFen < approved.amountFen || wanted.periods < approved.periods || wanted.conditions.length > approved.conditions.length
}

const NAMES = { product: '产品', guarantee: '担保方式', method: '还款方式', every: '还款周期', annualRate: '年利率', purpose: '用途' } as const

function fault(at: string, message: string, value: unknown, expected: string): RefusalDetail {
  return { code: 'decision.raised', message, at, value, expected }
}

function same(a: Terms['conditions'][number], b: Terms['conditions'][number]): boolean {
  return a.when === b.when && a.kind === b.kind && a.says === b.says && a.ownerPost === b.ownerPost && a.dueOn === b.dueOn && a.evidenceNeeded === b.evidenceNeeded
}
