import { Refusal } from '#kernel'

/** How an investigation may move. RETURNED is again a draft: of the next version, with the reason in sight. */
export const INVESTIGATION_MOVES = {
  DRAFT: { save: 'DRAFT', attach: 'DRAFT', detach: 'DRAFT', visit: 'DRAFT', submit: 'SUBMITTED', 'submit-rejected': 'REJECTED_BY_RULE', abandon: 'ABANDONED' },
  RETURNED: { save: 'RETURNED', attach: 'RETURNED', detach: 'RETURNED', visit: 'RETURNED', submit: 'SUBMITTED', 'submit-rejected': 'REJECTED_BY_RULE', abandon: 'ABANDONED' },
  SUBMITTED: { return: 'RETURNED' },
  REJECTED_BY_RULE: { return: 'RETURNED' },
  ABANDONED: { resume: 'RETURNED' },
} as const satisfies Record<string, Partial<Record<string, string>>>

export type InvestigationState = keyof typeof INVESTIGATION_MOVES
/** `submit-rejected` is what `submit` becomes when judgement itself says no: the case goes to the library of rejected cases. */
export type InvestigationAct = 'save' | 'attach' | 'detach' | 'visit' | 'submit' | 'submit-rejected' | 'return' | 'abandon' | 'resume'

export const INVESTIGATION_STATES: Readonly<Record<InvestigationState, string>> = { DRAFT: '调查中', RETURNED: '退回补正', SUBMITTED: '已提交', REJECTED_BY_RULE: '规则拒绝', ABANDONED: '已放弃' }
export const INVESTIGATION_ACTS: Readonly<Record<InvestigationAct, string>> = {
  save: '保存', attach: '附证据', detach: '移出证据', visit: '实地调查', submit: '提交', 'submit-rejected': '提交', return: '退回', abandon: '放弃', resume: '恢复调查',
}

/** The state after `act`; refuses (`investigation.move`) an act the table does not hold. */
export function moveInvestigation(state: InvestigationState, act: InvestigationAct): InvestigationState {
  const row: Partial<Record<InvestigationAct, InvestigationState>> = INVESTIGATION_MOVES[state]
  const next = row[act]
  if (next !== undefined) return next
  const possible = [...new Set(Object.keys(row).map((one) => INVESTIGATION_ACTS[one as InvestigationAct]))].join('、')
  throw new Refusal({ code: 'investigation.move', message: `调查${INVESTIGATION_STATES[state]}，不能${INVESTIGATION_ACTS[act]}`, value: state, expected: `可以：${possible}` }, 409)
}

/** True while figures may still be typed. */
export function isOpen(state: InvestigationState): boolean {
  return state === 'DRAFT' || state === 'RETURNED'
}

/** The refusal for a save from a row version that is no longer the last: it says who saved when (`savedAt` as people of the bank read it), and nothing is lost on either side. */
export function refuseStale(given: number, last: { readonly rowVersion: number; readonly savedBy: string; readonly savedAt: string }): Refusal {
  return new Refusal({
    code: 'draft.stale', message: `草稿已由${last.savedBy}于 ${last.savedAt} 保存，本次没有覆盖`, at: '/rowVersion', value: given, expected: '重新载入后再改',
  }, 409)
}
