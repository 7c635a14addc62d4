import { type Day, Refusal, formatYuan } from '#kernel'

/** What a person may do with money in suspense. */
export const SUSPENSE_ACTS = { ALLOCATE: '入账到借据', RETURN: '退回', EXPLAIN: '说明挂账原因' } as const satisfies Record<string, string>
export type SuspenseActKind = keyof typeof SUSPENSE_ACTS
export const SUSPENSE_ACT_STATES = { PROPOSED: '待复核', DONE: '已办理', REFUSED: '未通过' } as const satisfies Record<string, string>
export type SuspenseActState = keyof typeof SUSPENSE_ACT_STATES

/** An item and what is asked of it. */
export interface Asking {
  readonly kind: SuspenseActKind
  readonly amountFen: number
  readonly leftFen: number
  /** An act that waits for its second person. */
  readonly waiting: boolean
}

/** Whether an act on an item may be asked for now. */
export function refuseSuspenseAct({ kind, amountFen, leftFen, waiting }: Asking): void {
  if (leftFen === 0) throw new Refusal({ code: 'suspense.nothing-left', message: '这笔暂收款已处理完毕', value: leftFen, expected: '尚有余额的暂收款' }, 409)
  if (waiting) throw new Refusal({ code: 'suspense.waiting', message: '已有一项处理待复核', expected: '先复核该项处理' }, 409)
  if (kind === 'EXPLAIN') return
  if (amountFen === 0) throw new Refusal({ code: 'suspense.no-amount', message: '须填写处理金额', at: '/amountFen', value: amountFen, expected: `不超过 ${formatYuan(leftFen)} 元` }, 422)
  if (amountFen > leftFen) throw new Refusal({ code: 'suspense.too-much', message: `处理金额 ${formatYuan(amountFen)} 元超过剩余 ${formatYuan(leftFen)} 元`, at: '/amountFen', value: amountFen, expected: `不超过 ${formatYuan(leftFen)} 元` }, 422)
}

/** Money from another account is the customer's, not yet a repayment: it is set off only with his leave, and counts from the day he gave it. */
export function refuseWithoutLeave(account: string, signedOn: Day | null, on: Day): void {
  if (signedOn === null) throw new Refusal({ code: 'suspense.not-authorised', message: `这笔款项来自 ${account}，不是借据约定的还款账户，须客户书面授权划转后方可入账`, at: '/authorisation', expected: '授权书编号与授权日' }, 422)
  if (signedOn > on) throw new Refusal({ code: 'suspense.authorised-later', message: `授权日 ${signedOn} 晚于今日 ${on}`, at: '/authorisation/signedOn', value: signedOn, expected: `${on} 或以前` }, 422)
}

/** Whether moving this much takes a second person. */
export function needsSecondPerson(kind: SuspenseActKind, amountFen: number, fromFen: number): boolean {
  return kind !== 'EXPLAIN' && amountFen >= fromFen
}
