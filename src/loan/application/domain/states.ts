import { Refusal } from '#kernel'

/** How an application may move: state, act, next state. The type, the store and the buttons all come from this table. */
export const APPLICATION_MOVES = {
  FILED: { admit: 'ADMITTED', decline: 'DECLINED', withdraw: 'WITHDRAWN' },
  ADMITTED: { withdraw: 'WITHDRAWN' },
  DECLINED: { reopen: 'FILED' },
  WITHDRAWN: { reopen: 'FILED' },
} as const satisfies Record<string, Partial<Record<string, string>>>

export type ApplicationState = keyof typeof APPLICATION_MOVES
export type ApplicationAct = 'admit' | 'decline' | 'withdraw' | 'reopen'

export const APPLICATION_STATES: Readonly<Record<ApplicationState, string>> = { FILED: '已受理', ADMITTED: '已准入', DECLINED: '不予准入', WITHDRAWN: '已撤回' }
export const APPLICATION_ACTS: Readonly<Record<ApplicationAct, string>> = { admit: '准入', decline: '不予准入', withdraw: '撤回', reopen: '重新受理' }

/** The state after `act`; refuses (`application.move`) an act the table does not hold. */
export function moveApplication(state: ApplicationState, act: ApplicationAct): ApplicationState {
  const row: Partial<Record<ApplicationAct, ApplicationState>> = APPLICATION_MOVES[state]
  const next = row[act]
  if (next !== undefined) return next
  const possible = Object.keys(row).map((one) => APPLICATION_ACTS[one as ApplicationAct]).join('、')
  throw new Refusal({ code: 'application.move', message: `申请${APPLICATION_STATES[state]}，不能${APPLICATION_ACTS[act]}`, value: state, expected: `可以：${possible}` }, 409)
}
