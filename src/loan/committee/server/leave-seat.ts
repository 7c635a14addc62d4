import { closeTask, openTask } from '#common/task/server'
import { type Seat, afterLeaving } from '#loan/committee/domain'
import type { Tx } from '#platform/db'
import { adjournItem } from './adjourn.ts'
import { type ItemAtHand, readSeats, takenSeats, workOn } from './item-at-hand.ts'
import { openIfComplete, votesOf } from './open-votes.ts'
import type { Hand, Tell } from './surroundings.ts'

/** A member goes before he voted: his seat is free, the case goes on, waits for a reserve, or is adjourned. A vote that was cast stays. */
export async function memberLeaves(tx: Tx, hand: Hand, item: ItemAtHand, staffId: string, tell: Tell): Promise<void> {
  const seat = item.seated.find((one) => one.staffId === staffId)
  if (seat?.standing !== 'SEATED' || (await votesOf(tx, item.itemId)).has(staffId)) return
  await leaveSeat(tx, hand, item, staffId, { standing: 'LEFT', why: '中途离席' })
  await afterSeatLost(tx, hand, { ...item, seated: await readSeats(tx, item.itemId) }, tell)
}

/** Sets a seat free and takes its vote off the desk. */
export async function leaveSeat(tx: Tx, hand: Hand, item: ItemAtHand, staffId: string, { standing, why }: { readonly standing: 'LEFT' | 'RECUSED'; readonly why: string }): Promise<void> {
  await tx.updateTable('committee_seat').set({ standing, why }).where('bank_id', '=', tx.bankId).where('item_id', '=', item.itemId).where('staff_id', '=', staffId).execute()
  await closeTask(tx, workOn(hand, item), { step: 'VOTE', assigneeId: staffId }, 'CANCELLED')
}

/** While votes are cast, a seat that is lost decides what becomes of the case; before, begin and voting ask for the quorum themselves. */
export async function afterSeatLost(tx: Tx, hand: Hand, item: ItemAtHand, tell: Tell): Promise<void> {
  if (item.state !== 'VOTING') return
  const becomes = afterLeaving(takenSeats(item), item.seats, reservesOf(item), item.rules.quorum)
  if (becomes === 'ADJOURNS') await adjournItem(tx, hand, item, '委员离席后不足法定人数，且无人可补位', tell)
  if (becomes === 'GOES_ON') await openIfComplete(tx, hand, item)
}

/** A member who comes back before the voting sits down again, unless someone took his place. */
export async function memberReturns(tx: Tx, hand: Hand, item: ItemAtHand, staffId: string): Promise<void> {
  const seat = item.seated.find((one) => one.staffId === staffId)
  if (seat?.standing !== 'LEFT' || item.seated.some(({ replaces }) => replaces === staffId) || takenSeats(item).length >= item.seats) return
  await tx.updateTable('committee_seat').set({ standing: 'SEATED', why: null }).where('bank_id', '=', tx.bankId).where('item_id', '=', item.itemId).where('staff_id', '=', staffId).execute()
  await openTask(tx, { caseId: item.caseId, step: 'VOTE', assigneeId: staffId, on: hand.on, at: hand.now.toISOString() })
}

/** Members of the body whom nothing bars and who have no seat yet. */
export function reservesOf(item: Pick<ItemAtHand, 'members' | 'seated' | 'meeting'>): { readonly staffId: string; readonly name: string; readonly seat: Seat }[] {
  const seated = new Set(item.seated.map(({ staffId }) => staffId))
  return item.members.filter(({ staffId, bars }) => bars.length === 0 && !seated.has(staffId) && staffId !== item.meeting.recorderId).map(({ staffId, name, seat }) => ({ staffId, name, seat }))
}
