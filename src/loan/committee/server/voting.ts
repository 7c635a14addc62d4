import { createHash, randomBytes } from 'node:crypto'
import { closeTask } from '#common/task/server'
import { Refusal } from '#kernel'
import { type Ballot, type Cast, SECTIONS, type Section, changed, refuseSameCommittee, refuseUpward, refuseVeto, sealedText } from '#loan/committee/domain'
import type { Tx } from '#platform/db'
import { presentAt } from './attendance.ts'
import { refuseNoQuorum } from './begin-case.ts'
import { type ItemAtHand, moveItemOf, noteAct, readItem, readSeats, refuseNotRecorder, takenSeatOf, takenSeats, workOn } from './item-at-hand.ts'
import { leaveSeat } from './leave-seat.ts'
import { tiesOf } from './members.ts'
import { sectionsLeft } from './minutes.ts'
import { openIfComplete, placeOf, votesOf } from './open-votes.ts'
import type { Hand } from './surroundings.ts'

/** Opens the voting: everything was presented and asked, everyone at the table declared, and enough are there. */
export async function openVoting(tx: Tx, hand: Hand, itemId: string) {
  const called = await readItem(tx, hand.staff, itemId, 'for update')
  refuseNotRecorder(called, hand.staff)
  await refuseNotHeard(tx, called)
  const item = await seatsOfPresent(tx, hand, called)
  const undeclared = takenSeats(item).filter(({ declaredAt }) => declaredAt === null).map(({ name }) => name)
  if (undeclared.length > 0) throw new Refusal({ code: 'committee.undeclared', message: `表决前须先声明利益关系：${undeclared.join('、')}`, value: undeclared.length, expected: '在席委员全部声明' }, 409)
  refuseSameCommittee(takenSeats(item), (await tiesOf(tx, { caseId: item.caseId, signatures: [], reconsiders: item.reconsiders }, [], hand.on)).decidedBefore)
  const state = await moveItemOf(tx, hand, item, 'open-voting', { set: { voting_at: hand.now.toISOString() }, body: { proposal: item.proposal, seated: takenSeats(item).map(({ staffId }) => staffId) } })
  return { state }
}

/** Who is not in the room when the voting begins has no seat. */
async function seatsOfPresent(tx: Tx, hand: Hand, item: ItemAtHand): Promise<ItemAtHand> {
  await refuseNoQuorum(tx, item)
  const present = await presentAt(tx, item.meeting.meetingId)
  for (const { staffId } of takenSeats(item).filter((one) => !present.has(one.staffId))) await leaveSeat(tx, hand, item, staffId, { standing: 'LEFT', why: '未到会' })
  return { ...item, seated: await readSeats(tx, item.itemId) }
}

/** No case is voted on unheard, whoever brought it: every section presented and at least one question asked [S2-71, S2-123]. */
async function refuseNotHeard(tx: Tx, item: ItemAtHand): Promise<void> {
  if (item.state !== 'PRESENTED') return
  const rows = await tx.selectFrom('committee_minute').select(['kind', 'section']).where('bank_id', '=', tx.bankId).where('item_id', '=', item.itemId).execute()
  const left = sectionsLeft(rows.flatMap((row) => (row.section === null ? [] : [row.section as Section])))
  if (left.length > 0) throw new Refusal({ code: 'committee.not-heard', message: `尚未陈述：${left.map((name) => SECTIONS[name]).join('、')}`, value: left.length, expected: '六个部分全部陈述' }, 409)
  if (!rows.some(({ kind }) => kind === 'QUESTION')) throw new Refusal({ code: 'committee.not-asked', message: '本案没有人提问', expected: '每案至少一问，主管的案件也一样' }, 409)
}

/** Casts a vote, or replaces one's own before the opening. It is sealed at once; with the last one all are opened in this same transaction. */
export async function castVote(tx: Tx, hand: Hand, itemId: string, ballot: Ballot): Promise<Cast> {
  const item = await readItem(tx, hand.staff, itemId, 'for update')
  const seat = takenSeatOf(item, hand.staff)
  if (item.state !== 'VOTING') throw new Refusal({ code: 'committee.not-voting', message: item.state === 'OPENED' || item.state === 'RESOLVED' ? '已开票，表决不能再改' : '本案不在表决中', value: item.state, expected: '表决开始后、开票之前' }, 409)
  if (seat.declaredAt === null) throw new Refusal({ code: 'committee.undeclared', message: '表决前须先声明利益关系', expected: '先声明' }, 409)
  if (!(await presentAt(tx, item.meeting.meetingId)).has(hand.staff.id)) throw new Refusal({ code: 'committee.absent', message: '未到会的委员不能表决', expected: '先登记到会，异地可远程到会' }, 403)
  refuseVeto(ballot.kind, item.mayVeto)
  if (ballot.kind === 'AGREE_WITH_CHANGE') refuseUpward(changed(item.proposal, ballot.change), item.proposal, '/change')
  const casts = ((await votesOf(tx, itemId)).get(hand.staff.id)?.seq ?? 0) + 1
  const commitment = await seal(tx, hand, item, { ballot, seq: casts })
  await closeTask(tx, workOn(hand, item), { step: 'VOTE', assigneeId: hand.staff.id }, 'DONE')
  const state = await openIfComplete(tx, hand, item)
  return { commitment, casts, voted: (await votesOf(tx, itemId)).size, of: takenSeats(item).length, state }
}

/** Writes the ballot encrypted and bound to its row; what is shown and recorded is its commitment only. */
async function seal(tx: Tx, hand: Hand, item: ItemAtHand, { ballot, seq }: { readonly ballot: Ballot; readonly seq: number }): Promise<string> {
  const text = sealedText(ballot, randomBytes(32).toString('base64url'))
  const commitment = createHash('sha256').update(text).digest('hex')
  const { cipher, keyId } = tx.keys.seal(text, placeOf(item.itemId, hand.staff.id, seq))
  await tx.insertInto('committee_vote').values({ bank_id: tx.bankId, item_id: item.itemId, staff_id: hand.staff.id, seq, cipher, key_id: keyId, commitment, cast_on: hand.on, cast_at: hand.now.toISOString() }).execute()
  await noteAct(tx, hand, item, 'cast-vote', { seq, commitment })
  return commitment
}
