import { openTask, takeRole } from '#common/task/server'
import { Refusal } from '#kernel'
import { CONFLICTS, type Declare, type Replace, type WithdrawRecusal, barsOf } from '#loan/committee/domain'
import type { Tx } from '#platform/db'
import { type ItemAtHand, noteAct, readItem, readSeats, refuseNotRecorder, seatOf, takenSeatOf, takenSeats, workOn } from './item-at-hand.ts'
import { afterSeatLost, leaveSeat, reservesOf } from './leave-seat.ts'
import { membersOn, tiesOf } from './members.ts'
import { votesOf } from './open-votes.ts'
import type { Hand, Tell } from './surroundings.ts'

/** A member says whether anything ties him to the people of the case; who is tied leaves the table, who is not becomes a member on this case. */
export async function declare(tx: Tx, hand: Hand, itemId: string, { conflicts, says }: Declare, tell: Tell): Promise<void> {
  const item = await readItem(tx, hand.staff, itemId, 'for update')
  takenSeatOf(item, hand.staff)
  refuseEnded(item)
  if ((await votesOf(tx, itemId)).has(hand.staff.id)) throw new Refusal({ code: 'committee.voted', message: '表决之后不能再改声明', expected: '表决之前声明' }, 409)
  await writeDeclaration(tx, hand, item, { staffId: hand.staff.id, conflicts, says, note: null })
  if (conflicts.length === 0) {
    await takeRole(tx, workOn(hand, item), 'MEMBER')
    return
  }
  await leaveSeat(tx, hand, item, hand.staff.id, { standing: 'RECUSED', why: conflicts.map((one) => CONFLICTS[one]).join('、') })
  await afterSeatLost(tx, hand, { ...item, seated: await readSeats(tx, itemId) }, tell)
}

/** A recusal taken back before the voting, with the recorder's note. What the bank itself knows against someone stays, and he declares anew. */
export async function withdrawRecusal(tx: Tx, hand: Hand, itemId: string, { staffId, note }: WithdrawRecusal): Promise<void> {
  const item = await readItem(tx, hand.staff, itemId, 'for update')
  refuseNotRecorder(item, hand.staff)
  if (item.state !== 'LISTED' && item.state !== 'PRESENTED') throw new Refusal({ code: 'committee.voting', message: '表决开始后不能撤回回避', expected: '表决开始之前' }, 409)
  const seat = seatOf(item, { id: staffId })
  if (seat.standing !== 'RECUSED') throw new Refusal({ code: 'committee.not-recused', message: `${seat.name}没有回避`, value: staffId, expected: '已回避的委员' }, 409)
  await refuseBarred(tx, hand, item, staffId)
  if (takenSeats(item).length >= item.seats || item.seated.some(({ replaces }) => replaces === staffId)) throw new Refusal({ code: 'committee.seat-taken', message: '席位已由他人补上', value: staffId, expected: '空着的席位' }, 409)
  await writeDeclaration(tx, hand, item, { staffId, conflicts: [], says: '', note })
  await tx.updateTable('committee_seat').set({ standing: 'SEATED', why: null, declared_at: null }).where('bank_id', '=', tx.bankId).where('item_id', '=', itemId).where('staff_id', '=', staffId).execute()
  await openTask(tx, { caseId: item.caseId, step: 'VOTE', assigneeId: staffId, on: hand.on, at: hand.now.toISOString() })
}

/** Someone of the body takes the seat of who left or stepped back. */
export async function replaceMember(tx: Tx, hand: Hand, itemId: string, { staffId, byId }: Replace): Promise<void> {
  const item = await readItem(tx, hand.staff, itemId, 'for update')
  refuseNotRecorder(item, hand.staff)
  refuseEnded(item)
  const left = seatOf(item, { id: staffId })
  if (left.standing === 'SEATED') throw new Refusal({ code: 'committee.seat-taken', message: `${left.name}仍在席`, value: staffId, expected: '已离席或回避的委员' }, 409)
  const reserve = reservesOf(item).find((one) => one.staffId === byId)
  if (reserve === undefined || item.seated.some(({ replaces }) => replaces === staffId) || takenSeats(item).length >= item.seats) throw new Refusal({ code: 'committee.no-reserve', message: '此人不能补位，或席位已补', at: '/byId', value: byId, expected: reservesOf(item).map(({ name }) => name).join('、') || '没有可补位的委员' }, 422)
  if (left.seat === 'CHAIR' && reserve.seat !== 'CHAIR') throw new Refusal({ code: 'committee.no-chair', message: '组长的席位只能由任命为组长的人补', at: '/byId', value: byId, expected: reservesOf(item).filter(({ seat }) => seat === 'CHAIR').map(({ name }) => name).join('、') || '没有其他组长，只能延期' }, 422)
  await refuseBarred(tx, hand, item, byId)
  const at = hand.now.toISOString()
  await tx.insertInto('committee_seat').values({ bank_id: tx.bankId, item_id: itemId, staff_id: byId, seat: left.seat, standing: 'SEATED', replaces: staffId, seated_at: at }).execute()
  await noteAct(tx, hand, item, 'replace', { staffId, byId })
  await openTask(tx, { caseId: item.caseId, step: 'VOTE', assigneeId: byId, on: hand.on, at })
}

function refuseEnded({ state }: ItemAtHand): void {
  if (state === 'LISTED' || state === 'PRESENTED' || state === 'VOTING') return
  throw new Refusal({ code: 'committee.ended', message: '本案表决已结束', value: state, expected: '开票之前' }, 409)
}

async function refuseBarred(tx: Tx, { on }: Hand, item: ItemAtHand, staffId: string): Promise<void> {
  const members = await membersOn(tx, item.meeting.bodyId, on)
  const member = members.find((one) => one.staffId === staffId)
  const ties = await tiesOf(tx, { caseId: item.caseId, signatures: item.signatures, reconsiders: item.reconsiders }, members, on)
  const bars = member === undefined ? [{ says: '当日不是该审贷会委员' }] : barsOf(member, ties, item.rules, on)
  if (bars.length > 0) throw new Refusal({ code: 'committee.barred', message: `不得列席本案：${bars.map(({ says }) => says).join('、')}`, value: staffId, expected: '与本案无涉的委员' }, 403)
}

async function writeDeclaration(tx: Tx, hand: Hand, item: ItemAtHand, { staffId, conflicts, says, note }: Pick<Declare, 'conflicts' | 'says'> & { readonly staffId: string; readonly note: string | null }): Promise<void> {
  const { last } = await tx.selectFrom('committee_declaration').select((eb) => eb.fn.max('seq').as('last')).where('bank_id', '=', tx.bankId).where('item_id', '=', item.itemId).where('staff_id', '=', staffId).executeTakeFirstOrThrow()
  const at = hand.now.toISOString()
  await tx.insertInto('committee_declaration').values({
    bank_id: tx.bankId, item_id: item.itemId, staff_id: staffId, seq: (last ?? 0) + 1, conflicts: JSON.stringify(conflicts), says, withdrawn_note: note, noted_by: hand.staff.id, at,
  }).execute()
  await tx.updateTable('committee_seat').set({ declared_at: at }).where('bank_id', '=', tx.bankId).where('item_id', '=', item.itemId).where('staff_id', '=', staffId).execute()
  await noteAct(tx, hand, item, note === null ? 'declare' : 'withdraw-recusal', { staffId, conflicts, ...(note === null ? {} : { note }) })
}
