import { Refusal } from '#kernel'

/** How a contract file may move. A paper that was signed or refused is never changed: `redraw` voids the set and the next version begins. A file closed by a withdrawal opens again with its case. */
export const CONTRACT_MOVES = {
  DRAFTING: { 'draw-up': 'DRAWN_UP', close: 'CLOSED' },
  DRAWN_UP: { redraw: 'DRAFTING', sign: 'SIGNED', close: 'CLOSED' },
  SIGNED: { redraw: 'DRAFTING', confirm: 'CONFIRMED', close: 'CLOSED' },
  CONFIRMED: { redraw: 'DRAFTING', close: 'CLOSED' },
  CLOSED: { reopen: 'DRAFTING' },
} as const satisfies Record<string, Partial<Record<string, string>>>

export type ContractState = keyof typeof CONTRACT_MOVES
export type ContractAct = 'draw-up' | 'redraw' | 'sign' | 'confirm' | 'close' | 'reopen'

export const CONTRACT_STATES: Readonly<Record<ContractState, string>> = { DRAFTING: '待制作', DRAWN_UP: '待面签', SIGNED: '已签约', CONFIRMED: '主管已确认', CLOSED: '已终止' }
export const CONTRACT_ACTS: Readonly<Record<ContractAct, string>> = { 'draw-up': '制作合同', redraw: '作废重做', sign: '签约', confirm: '主管确认', close: '终止', reopen: '重新受理' }

/** The state after `act`; refuses (`contract.move`) an act the table does not hold. */
export function moveContract(state: ContractState, act: ContractAct): ContractState {
  const row: Partial<Record<ContractAct, ContractState>> = CONTRACT_MOVES[state]
  const next = row[act]
  if (next !== undefined) return next
  const possible = Object.keys(row).map((one) => CONTRACT_ACTS[one as ContractAct]).join('、')
  throw new Refusal({ code: 'contract.move', message: `合同${CONTRACT_STATES[state]}，不能${CONTRACT_ACTS[act]}`, value: state, expected: possible === '' ? '新的批复' : `可以：${possible}` }, 409)
}

/** How one drawdown may move: a maker orders, a checker pays out, both can still take it back on the same day. */
export const DRAWDOWN_MOVES = {
  ORDERED: { check: 'DISBURSED', cancel: 'CANCELLED' },
  DISBURSED: { arrive: 'ARRIVED', reverse: 'REVERSED' },
  ARRIVED: { reverse: 'REVERSED' },
  CANCELLED: {},
  REVERSED: {},
} as const satisfies Record<string, Partial<Record<string, string>>>

export type DrawdownState = keyof typeof DRAWDOWN_MOVES
export type DrawdownAct = 'check' | 'cancel' | 'arrive' | 'reverse'

export const DRAWDOWN_STATES: Readonly<Record<DrawdownState, string>> = { ORDERED: '待复核', DISBURSED: '已放款', ARRIVED: '已到账', CANCELLED: '已撤销', REVERSED: '已冲正' }
export const DRAWDOWN_ACTS: Readonly<Record<DrawdownAct, string>> = { check: '复核放款', cancel: '撤销录入', arrive: '确认到账', reverse: '冲正' }

/** The state after `act`; refuses (`drawdown.move`) an act the table does not hold. */
export function moveDrawdown(state: DrawdownState, act: DrawdownAct): DrawdownState {
  const row: Partial<Record<DrawdownAct, DrawdownState>> = DRAWDOWN_MOVES[state]
  const next = row[act]
  if (next !== undefined) return next
  const possible = Object.keys(row).map((one) => DRAWDOWN_ACTS[one as DrawdownAct]).join('、')
  throw new Refusal({ code: 'drawdown.move', message: `本笔放款${DRAWDOWN_STATES[state]}，不能${DRAWDOWN_ACTS[act]}`, value: state, expected: possible === '' ? '重新录入放款' : `可以：${possible}` }, 409)
}
