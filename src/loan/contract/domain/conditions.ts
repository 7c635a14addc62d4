import type { ConditionKind } from '#loan/decision/domain'

/** When a condition precedent has to be met at the latest: some can only be met at or after the signing. */
export const MET_BY: Readonly<Record<ConditionKind, 'SIGNING' | 'DRAWDOWN'>> = {
  SUPPLIER_CONTRACT: 'SIGNING', OLD_LOAN_SETTLED: 'SIGNING', ACCOUNT_OPENED: 'SIGNING',
  GUARANTOR_SIGNS: 'DRAWDOWN', REGISTRATION: 'DRAWDOWN', INSURANCE: 'DRAWDOWN', INVOICES: 'DRAWDOWN', SETTLEMENT_SHARE: 'DRAWDOWN', EXTRA_VISIT: 'DRAWDOWN', OTHER: 'DRAWDOWN',
}

/** The part of a condition the rules look at. */
export interface ConditionAtHand {
  readonly timing: 'BEFORE' | 'AFTER'
  readonly kind: ConditionKind
  readonly says: string
  readonly ownerPost: string
  readonly isMet: boolean
}

/** Conditions that still stand in the way of a moment; everything before the signing stands in the way of the drawdown too. */
export function openConditions<C extends ConditionAtHand>(conditions: readonly C[], moment: 'SIGNING' | 'DRAWDOWN'): C[] {
  return conditions.filter(({ timing, kind, isMet }) => timing === 'BEFORE' && !isMet && (moment === 'DRAWDOWN' || MET_BY[kind] === 'SIGNING'))
}
