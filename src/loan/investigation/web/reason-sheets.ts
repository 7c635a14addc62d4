import type { Assessment, Decision, Reason } from '#common/assessment/domain'

/** The sheet on which what a reason speaks of can be put right. */
const SHEET_OF: Readonly<Record<string, string>> = {
  H01: 'basics', H02: 'basics', H03: 'basics', H05: 'income', H06: 'cash-flow', H07: 'balance', H08: 'checks', H09: 'basics', H10: 'basics', H11: 'equity', H12: 'basics', H13: 'salary', H14: 'salary', H15: 'salary', WAGES: 'salary', FARM: 'farm', HARVEST: 'schedule', JOINT: 'basics', PLEDGE: 'basics', CARRIED: 'basics', R5: 'checks', '3.1': 'evidence', '3.3': 'margin', '3.4': 'cash-flow', '3.5': 'equity', '9.1': 'basics', 'S2-115': 'basics', 'S2-64': 'contradictions', 'S2-65': 'contradictions', '5.1': 'soft', '5.3': 'evidence', BS: 'balance', IS: 'income', EQ: 'equity', INV: 'inventory', CF: 'cash-flow', 'S3-19': 'soft', 'S3-20': 'soft', 'S3-21': 'soft', 'S3-22': 'soft', 'S1-20': 'soft', 'S2-14': 'soft', 'S2-60': 'soft', 'S0-44': 'income', 'S2-53': 'equity', '3.9': 'balance', 'S4-27': 'balance', 'S4-15': 'balance', 'S2-61': 'cash-flow',
  FR01: 'basics', FR02: 'bureau', FR03: 'bureau', FR04: 'soft', FR05: 'basics', FR06: 'soft', FR07: 'soft', FR08: 'bureau', FR09: 'bureau', FR10: 'bureau', FR11: 'bureau', FR12: 'household', FR13: 'soft', FR14: 'basics', FR15: 'soft', FR16: 'basics', FR17: 'soft', FR18: 'soft', FR19: 'soft', FR20: 'basics',
  FR21: 'checks', FR22: 'basics', FR23: 'bureau', FR24: 'balance', FR25: 'basics', 'NEED-REF': 'basics', capProduct: 'basics', limit: 'score', coverage: 'score', stress: 'score', 'stress-severe': 'score', dscr: 'score', grade: 'score',
}

export function sheetOfReason({ rule, flag }: Pick<Reason, 'rule' | 'flag'>): string {
  return SHEET_OF[flag ?? rule] ?? SHEET_OF[rule] ?? (/^[IT]\d+$/.test(rule) ? 'identities' : 'score')
}

/** The reasons that count now: while a case is not finished, what its figures would reject is not said yet. */
export function standing(decision: Decision, reasons: readonly Reason[]): readonly Reason[] {
  return decision === 'INCOMPLETE' ? reasons.filter((reason) => reason.effect !== 'REJECT' || reason.computed !== true) : reasons
}

/** How many reasons keep a case from being finished or accepted, by the sheet they belong to. */
export function openBySheet({ decision, reasons }: Pick<Assessment, 'decision' | 'reasons'>, demands: readonly Reason[]): ReadonlyMap<string, number> {
  const open = new Map<string, number>()
  for (const reason of [...standing(decision, reasons), ...(decision === 'REJECT' ? [] : demands)]) {
    if (reason.effect === 'NOTE') continue
    const sheet = sheetOfReason(reason)
    open.set(sheet, (open.get(sheet) ?? 0) + 1)
  }
  return open
}
