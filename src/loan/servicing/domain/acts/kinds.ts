import type { EventKind } from '../events.ts'

/** Acts on a note that one person asks for and another approves. */
export const ASKED_KINDS = ['RATE_CHANGED', 'ACCELERATED', 'EXTENDED', 'RESCHEDULED', 'RENEWED', 'RELIEVED', 'WRITTEN_OFF', 'REFUNDED'] as const satisfies readonly EventKind[]
export type AskedKind = (typeof ASKED_KINDS)[number]

/** Acts that state what has happened; the person who states them answers for it. */
export const STATED_KINDS = ['MISUSE_FOUND', 'MISUSE_ENDED', 'COST_CHARGED', 'RECOVERED', 'REFUND_PAID'] as const satisfies readonly EventKind[]
export type StatedKind = (typeof STATED_KINDS)[number]

/** The bank gives something up: approved by who answers for the bank's loss. */
export const LOSS_KINDS: readonly AskedKind[] = ['RELIEVED', 'WRITTEN_OFF']

/** Stable names of the acts, as routes and the audit chain write them. */
export const ACT_IDS: Readonly<Record<AskedKind | StatedKind, string>> = {
  RATE_CHANGED: 'change-rate', ACCELERATED: 'accelerate', EXTENDED: 'extend', RESCHEDULED: 'reschedule', RENEWED: 'renew', RELIEVED: 'relieve', WRITTEN_OFF: 'write-off', REFUNDED: 'refund',
  MISUSE_FOUND: 'find-misuse', MISUSE_ENDED: 'end-misuse', COST_CHARGED: 'charge-cost', RECOVERED: 'recover', REFUND_PAID: 'pay-refund',
}

export const REQUEST_STATES = { PROPOSED: '待复核', DONE: '已办理', REFUSED: '未通过', WITHDRAWN: '已撤回' } as const satisfies Record<string, string>
export type RequestState = keyof typeof REQUEST_STATES
