import { Refusal } from '#kernel'

/** How an accountability record moves: opened by the clock, explained by who had the task, decided by a supervisor, appealed once, settled. */
export const ACCOUNT_MOVES = {
  OPEN: { EXPLAIN: 'EXPLAINED' },
  EXPLAINED: { DECIDE: 'DECIDED' },
  DECIDED: { APPEAL: 'APPEALED' },
  APPEALED: { DECIDE_APPEAL: 'SETTLED' },
  SETTLED: {},
} as const satisfies Record<string, Partial<Record<AccountAct, string>>>
export type AccountState = keyof typeof ACCOUNT_MOVES
export type AccountAct = 'EXPLAIN' | 'DECIDE' | 'APPEAL' | 'DECIDE_APPEAL'

export const ACCOUNT_STATES: Readonly<Record<AccountState, string>> = { OPEN: '待说明', EXPLAINED: '待认定', DECIDED: '已认定', APPEALED: '申诉中', SETTLED: '已终结' }
export const ACCOUNT_ACTS: Readonly<Record<AccountAct, string>> = { EXPLAIN: '说明', DECIDE: '认定', APPEAL: '申诉', DECIDE_APPEAL: '裁定申诉' }
export const ACCOUNT_OUTCOMES = { EXCUSED: '免责', REMINDED: '提醒', HELD: '问责' } as const
export type AccountOutcome = keyof typeof ACCOUNT_OUTCOMES

/** Who stands where on one record. */
export interface AccountPeople {
  /** Who answers: who had the task, the head of the unit when nobody had claimed it. */
  readonly answers: string | null
  readonly decidedBy: string | null
}

/** Why this person may not do it; undefined when he may. What his posts allow is asked before. */
export function whyNotAccount(act: AccountAct, { answers, decidedBy }: AccountPeople, staffId: string): string | undefined {
  switch (act) {
    case 'EXPLAIN': case 'APPEAL': return staffId === answers ? undefined : `只有责任人本人可以${ACCOUNT_ACTS[act]}`
    case 'DECIDE': return staffId === answers ? '不得认定本人的责任' : undefined
    case 'DECIDE_APPEAL': return staffId === answers ? '不得裁定本人的申诉' : staffId === decidedBy ? '申诉须由原认定人以外的人裁定' : undefined
    default: return act satisfies never
  }
}

/** The state after an act; refuses (`accountability.move`) an act out of order. */
export function moveAccount(state: AccountState, act: AccountAct): AccountState {
  const row: Partial<Record<AccountAct, AccountState>> = ACCOUNT_MOVES[state]
  const next = row[act]
  if (next !== undefined) return next
  throw new Refusal({ code: 'accountability.move', message: `该记录${ACCOUNT_STATES[state]}，不能${ACCOUNT_ACTS[act]}`, value: state, expected: '按说明、认定、申诉、裁定的次序' }, 409)
}
