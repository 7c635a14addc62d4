import { Refusal } from '#kernel'

/** How a case moves through a meeting: state, act, next state. ADJOURNED and RESOLVED end it; an adjourned case waits for another meeting. */
export const ITEM_MOVES = {
  LISTED: { begin: 'PRESENTED', adjourn: 'ADJOURNED' },
  PRESENTED: { 'open-voting': 'VOTING', adjourn: 'ADJOURNED' },
  VOTING: { open: 'OPENED', adjourn: 'ADJOURNED' },
  OPENED: { resolve: 'RESOLVED' },
  RESOLVED: {},
  ADJOURNED: {},
} as const satisfies Record<string, Partial<Record<string, string>>>

export type ItemState = keyof typeof ITEM_MOVES
export type ItemAct = 'begin' | 'open-voting' | 'open' | 'resolve' | 'adjourn'

export const ITEM_STATES: Readonly<Record<ItemState, string>> = { LISTED: '已列入议程', PRESENTED: '陈述与提问', VOTING: '表决中', OPENED: '已开票', RESOLVED: '已决议', ADJOURNED: '已延期' }
const ITEM_ACTS: Readonly<Record<ItemAct, string>> = { begin: '开始审议', 'open-voting': '开始表决', open: '开票', resolve: '形成决议', adjourn: '延期' }

/** The state after `act`; refuses (`committee.move`) an act the table does not hold. */
export function moveItem(state: ItemState, act: ItemAct): ItemState {
  const row: Partial<Record<ItemAct, ItemState>> = ITEM_MOVES[state]
  const next = row[act]
  if (next !== undefined) return next
  const possible = Object.keys(row).map((one) => ITEM_ACTS[one as ItemAct]).join('、')
  throw new Refusal({ code: 'committee.move', message: `本案${ITEM_STATES[state]}，不能${ITEM_ACTS[act]}`, value: state, expected: possible === '' ? '未结束的议程' : `可以：${possible}` }, 409)
}

/** True while questions may be asked and people may come and go. */
export function isUnderWay(state: ItemState): boolean {
  return state === 'PRESENTED' || state === 'VOTING'
}

export const MEETING_STATES = { PLANNED: '已通知', RUNNING: '开会中', CLOSED: '已散会' } as const satisfies Record<string, string>
export type MeetingState = keyof typeof MEETING_STATES
