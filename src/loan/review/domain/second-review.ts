import type { PolicyPack } from '#common/policy/domain'
import { formatYuan } from '#kernel'

/** Why another reviewer has to look at a case too; null when one is enough. */
export function secondReviewWhy(pack: PolicyPack, { flags, amountFen }: { readonly flags: readonly string[]; readonly amountFen: number }): string | null {
  const asking = flags.filter((flag) => flag in pack.flags.effects && pack.flags.effects[flag as keyof PolicyPack['flags']['effects']] === 'SECOND_REVIEWER')
  if (asking.length > 0) return `风险标志 ${asking.join('、')} 须另一人复核`
  const from = pack.committee.secondReviewFrom
  return from !== null && amountFen > from ? `申请金额超过 ${formatYuan(from)} 元，须第二人审查` : null
}
