import { createHash } from 'node:crypto'
import { assert } from '#kernel'
import { type Ballot, type ItemState, type NamedBallot, copiedReasons, hasQuorum, readSealed } from '#loan/committee/domain'
import type { Tx } from '#platform/db'
import { type ItemAtHand, moveItemOf, takenSeats } from './item-at-hand.ts'
import type { Hand } from './surroundings.ts'

/** A sealed vote as it lies in its row. */
export interface SealedVote {
  readonly staffId: string
  readonly seq: number
  readonly commitment: string
  readonly castAt: string
}

/** The vote that counts of each member who cast one, in the order they were cast. What is in it stays unread. */
export async function votesOf(tx: Tx, itemId: string): Promise<Map<string, SealedVote>> {
  const rows = await tx.selectFrom('committee_vote').select(['staff_id', 'seq', 'commitment', 'cast_at']).where('bank_id', '=', tx.bankId).where('item_id', '=', itemId).orderBy('cast_at').orderBy('seq').execute()
  const votes = new Map<string, SealedVote>()
  for (const row of rows) {
    votes.delete(row.staff_id)
    votes.set(row.staff_id, { staffId: row.staff_id, seq: row.seq, commitment: row.commitment, castAt: row.cast_at })
  }
  return votes
}

/** Binds a ciphertext to its row, so that none can be moved to another member or case. */
export function placeOf(itemId: string, staffId: string, seq: number): string {
  return `committee_vote ${itemId} ${staffId} ${seq}`
}

/** Opens all votes when everyone at the table has voted, in the transaction of what made it complete: all are open or none. Returns the state. */
export async function openIfComplete(tx: Tx, hand: Hand, item: ItemAtHand): Promise<ItemState> {
  const votes = await votesOf(tx, item.itemId)
  const voters = new Set(takenSeats(item).map(({ staffId }) => staffId))
  if (item.state !== 'VOTING' || !hasQuorum(takenSeats(item), item.seats, item.rules.quorum) || [...voters].some((id) => !votes.has(id))) return item.state
  const opened = await Promise.all([...votes.values()].filter(({ staffId }) => voters.has(staffId)).map((vote) => unseal(tx, item.itemId, vote)))
  const copied = new Set(copiedReasons(opened))
  const at = hand.now.toISOString()
  await tx.insertInto('committee_opened_vote').values(opened.map(({ staffId, seq, ballot, nonce }) => ({
    bank_id: tx.bankId, item_id: item.itemId, staff_id: staffId, seq, kind: ballot.kind, reason: ballot.reason, ballot: JSON.stringify(ballot), nonce, copied: copied.has(staffId), opened_at: at,
  }))).execute()
  return await moveItemOf(tx, hand, item, 'open', { set: { opened_at: at }, body: { votes: opened.map(({ staffId, seq, ballot, commitment }) => ({ staffId, seq, commitment, ballot })), copied: [...copied] } })
}

async function unseal(tx: Tx, itemId: string, vote: SealedVote): Promise<SealedVote & { readonly ballot: Ballot; readonly nonce: string }> {
  const { cipher, key_id: keyId } = await tx.selectFrom('committee_vote').select(['cipher', 'key_id']).where('bank_id', '=', tx.bankId).where('item_id', '=', itemId).where('staff_id', '=', vote.staffId).where('seq', '=', vote.seq).executeTakeFirstOrThrow()
  const text = tx.keys.open({ cipher, keyId }, placeOf(itemId, vote.staffId, vote.seq))
  assert(createHash('sha256').update(text).digest('hex') === vote.commitment, 'a sealed vote is what was committed to')
  return { ...vote, ...readSealed(text) }
}

/** The opened ballots in the order they were cast; empty before the opening. */
export async function ballotsOf(tx: Tx, itemId: string): Promise<NamedBallot[]> {
  const rows = await tx.selectFrom('committee_opened_vote as o').innerJoin('committee_vote as v', (join) => join.onRef('v.bank_id', '=', 'o.bank_id').onRef('v.item_id', '=', 'o.item_id').onRef('v.staff_id', '=', 'o.staff_id').onRef('v.seq', '=', 'o.seq'))
    .select(['o.staff_id', 'o.ballot']).where('o.bank_id', '=', tx.bankId).where('o.item_id', '=', itemId).orderBy('v.cast_at').execute()
  return rows.map((row) => ({ staffId: row.staff_id, ballot: row.ballot as unknown as Ballot }))
}
