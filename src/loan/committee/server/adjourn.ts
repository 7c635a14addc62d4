import { closeTask } from '#common/task/server'
import { moveItem } from '#loan/committee/domain'
import type { Tx } from '#platform/db'
import { type ItemAtHand, moveItemOf, readItem, refuseNotLeading, workOn } from './item-at-hand.ts'
import type { Hand, Tell } from './surroundings.ts'

/** Puts a case off to another meeting; votes already cast stay sealed for good. */
export async function adjourn(tx: Tx, hand: Hand, itemId: string, reason: string, tell: Tell) {
  const item = await readItem(tx, hand.staff, itemId, 'for update')
  refuseNotLeading(item, hand.staff)
  moveItem(item.state, 'adjourn')
  return { state: await adjournItem(tx, hand, item, reason, tell) }
}

/** The case leaves this agenda and waits for the next. */
export async function adjournItem(tx: Tx, hand: Hand, item: ItemAtHand, reason: string, tell: Tell) {
  const at = hand.now.toISOString()
  const state = await moveItemOf(tx, hand, item, 'adjourn', { set: { ended_at: at, end_reason: reason }, body: { reason } })
  await closeTask(tx, workOn(hand, item), { step: 'VOTE' }, 'CANCELLED')
  await tx.updateTable('committee_referral').set({ state: 'WAITING' }).where('bank_id', '=', tx.bankId).where('case_id', '=', item.caseId).where('round', '=', item.round).execute()
  await tell(tx, { fact: 'committee.adjourned', caseId: item.caseId, itemId: item.itemId, reason, by: hand.staff.id, on: hand.on, at })
  return state
}
