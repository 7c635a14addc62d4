import { Refusal } from '#kernel'

/** How a decision may move. A re-investigation or a reconsideration opens the next one; this one stays as it was. */
export const DECISION_MOVES = {
  ROUTED: { approve: 'APPROVED', 'approve-to-sign': 'SIGNING', reject: 'REJECTED', defer: 'DEFERRED', 're-investigate': 'RE_INVESTIGATE' },
  DEFERRED: { approve: 'APPROVED', 'approve-to-sign': 'SIGNING', reject: 'REJECTED', defer: 'DEFERRED', 're-investigate': 'RE_INVESTIGATE' },
  SIGNING: { sign: 'SIGNING', 'sign-last': 'APPROVED', refuse: 'REJECTED' },
  APPROVED: { lower: 'APPROVED', use: 'USED', lapse: 'LAPSED' },
  USED: { release: 'APPROVED' },
  LAPSED: { renew: 'LAPSED' },
  REJECTED: { reconsider: 'REJECTED' },
  RE_INVESTIGATE: {},
} as const satisfies Record<string, Partial<Record<string, string>>>

export type DecisionState = keyof typeof DECISION_MOVES
export type DecisionAct = 'approve' | 'approve-to-sign' | 'reject' | 'defer' | 're-investigate' | 'sign' | 'sign-last' | 'refuse' | 'lower' | 'use' | 'release' | 'lapse' | 'reconsider' | 'renew'

export const DECISION_STATES: Readonly<Record<DecisionState, string>> = {
  ROUTED: '待上会', DEFERRED: '缓议', SIGNING: '待签批', APPROVED: '已批准', USED: '已签约', LAPSED: '批复失效', REJECTED: '已否决', RE_INVESTIGATE: '重新调查',
}
const ACTS: Readonly<Record<DecisionAct, string>> = {
  approve: '批准', 'approve-to-sign': '批准', reject: '否决', defer: '缓议', 're-investigate': '要求重新调查', sign: '签批', 'sign-last': '签批', refuse: '签批不同意', lower: '收紧条件', use: '签约', release: '合同作废', lapse: '失效', reconsider: '复议', renew: '重新送审',
}

/** The state after `act`; refuses (`decision.move`) an act the table does not hold. */
export function moveDecision(state: DecisionState, act: DecisionAct): DecisionState {
  const row: Partial<Record<DecisionAct, DecisionState>> = DECISION_MOVES[state]
  const next = row[act]
  if (next !== undefined) return next
  const possible = [...new Set(Object.keys(row).map((one) => ACTS[one as DecisionAct]))].join('、')
  throw new Refusal({ code: 'decision.move', message: `本案${DECISION_STATES[state]}，不能${ACTS[act]}`, value: state, expected: possible === '' ? '没有可办的事项' : `可以：${possible}` }, 409)
}
