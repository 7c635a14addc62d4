import { type Ballot, type CaseLine, type Conflict, type Item, type MinuteRow, type OpenedVote, type ResolutionRow, type SeatRow, codesOf, outcomeOf, quorumOf } from '#loan/committee/domain'
import type { z } from 'zod'
import type { Staff } from '#platform/auth'
import type { Tx } from '#platform/db'
import { presentAt } from './attendance.ts'
import { readableFrom } from './begin-case.ts'
import { type ItemAtHand, isChair, readItem } from './item-at-hand.ts'
import { reservesOf } from './leave-seat.ts'
import { presentersOf } from './minutes.ts'
import { votesOf } from './open-votes.ts'

/** One case at the table, as this person may see it: until the opening nobody sees what was cast, not even his own. */
export async function readItemAnswer(tx: Tx, staff: Staff, itemId: string, now: Date): Promise<Item> {
  const item = await readItem(tx, staff, itemId)
  const votes = item.openedAt === null ? null : await openedVotesOf(tx, itemId)
  const ballots = votes?.map(({ ballot }) => ballot) ?? []
  const result = votes === null ? null : { ...outcomeOf(ballots, item.seats, item.rules, { proposal: item.proposal, requested: item.request }), codes: codesOf(ballots) }
  const isPresent = (await presentAt(tx, item.meeting.meetingId)).has(staff.id)
  return {
    itemId, meetingId: item.meeting.meetingId, meeting: item.meeting.number, case: await caseLine(tx, item.caseId), version: item.version, round: item.round, reconsiders: item.reconsiders, state: item.state, seats: item.seats,
    quorum: quorumOf(item.seats, item.rules.quorum), mayVeto: item.mayVeto, request: item.request, proposal: item.proposal, signatures: [...item.signatures], readableFrom: readableFrom(item).toISOString(), isReadable: now >= readableFrom(item), endReason: item.endReason,
    seated: await seatRows(tx, item), members: [...item.members], reserves: reservesOf(item).map((one) => ({ ...one, bars: [] })), minutes: await minutesOf(tx, itemId),
    votes, result, settlement: await settlementOf(tx, item), resolution: await resolutionOf(tx, itemId),
    mine: {
      isChair: isChair(item, staff.id), isRecorder: item.meeting.recorderId === staff.id, isPresent, isPresenter: presentersOf(item).has(staff.id), bars: item.members.find(({ staffId }) => staffId === staff.id)?.bars ?? [],
    },
  }
}

async function seatRows(tx: Tx, item: ItemAtHand): Promise<SeatRow[]> {
  const [votes, present] = [await votesOf(tx, item.itemId), await presentAt(tx, item.meeting.meetingId)]
  const declared = await tx.selectFrom('committee_declaration').select(['staff_id', 'conflicts']).where('bank_id', '=', tx.bankId).where('item_id', '=', item.itemId).orderBy('seq').execute()
  const conflicts = new Map(declared.map((row) => [row.staff_id, row.conflicts as Conflict[]]))
  return item.seated.map((seat) => {
    const vote = votes.get(seat.staffId)
    return {
      staffId: seat.staffId, name: seat.name, seat: seat.seat, standing: seat.standing, why: seat.why, replaces: item.seated.find(({ staffId }) => staffId === seat.replaces)?.name ?? null, isPresent: present.has(seat.staffId),
      consented: seat.consentedAt !== null, declared: seat.declaredAt !== null, conflicts: conflicts.get(seat.staffId) ?? [], casts: vote?.seq ?? 0, castAt: vote?.castAt ?? null, commitment: vote?.commitment ?? null,
    }
  })
}

export async function caseLine(tx: Tx, caseId: string): Promise<z.output<typeof CaseLine>> {
  const row = await tx.selectFrom('application as a').innerJoin('customer as c', (join) => join.onRef('c.bank_id', '=', 'a.bank_id').onRef('c.customer_id', '=', 'a.customer_id')).innerJoin('staff as s', (join) => join.onRef('s.bank_id', '=', 'a.bank_id').onRef('s.staff_id', '=', 'a.lead_id'))
    .select(['a.case_id', 'a.number', 'c.name as customer', 'a.product', 'a.amount_fen', 's.name as lead']).where('a.bank_id', '=', tx.bankId).where('a.case_id', '=', caseId).executeTakeFirstOrThrow()
  return { caseId: row.case_id, number: row.number, customer: row.customer, product: row.product, amountFen: row.amount_fen, lead: row.lead }
}

/** What was said, in order. */
export async function minutesOf(tx: Tx, itemId: string): Promise<MinuteRow[]> {
  const rows = await tx.selectFrom('committee_minute as m').innerJoin('staff as s', (join) => join.onRef('s.bank_id', '=', 'm.bank_id').onRef('s.staff_id', '=', 'm.said_by')).selectAll('m').select('s.name')
    .where('m.bank_id', '=', tx.bankId).where('m.item_id', '=', itemId).orderBy('m.seq').execute()
  return rows.map((row) => ({ seq: row.seq, kind: row.kind as MinuteRow['kind'], section: row.section as MinuteRow['section'], saidBy: { staffId: row.said_by, name: row.name }, says: row.says, at: row.at }))
}

/** The opened votes in the order they were cast. */
export async function openedVotesOf(tx: Tx, itemId: string): Promise<OpenedVote[]> {
  const rows = await tx.selectFrom('committee_opened_vote as o')
    .innerJoin('committee_vote as v', (join) => join.onRef('v.bank_id', '=', 'o.bank_id').onRef('v.item_id', '=', 'o.item_id').onRef('v.staff_id', '=', 'o.staff_id').onRef('v.seq', '=', 'o.seq'))
    .innerJoin('staff as s', (join) => join.onRef('s.bank_id', '=', 'o.bank_id').onRef('s.staff_id', '=', 'o.staff_id'))
    .leftJoin('committee_own_words as w', (join) => join.onRef('w.bank_id', '=', 'o.bank_id').onRef('w.item_id', '=', 'o.item_id').onRef('w.staff_id', '=', 'o.staff_id'))
    .select(['o.staff_id', 's.name', 'o.kind', 'o.reason', 'o.ballot', 'o.nonce', 'o.copied', 'w.reason as own', 'v.commitment', 'v.cast_at']).where('o.bank_id', '=', tx.bankId).where('o.item_id', '=', itemId).orderBy('v.cast_at').execute()
  return rows.map((row) => ({
    staffId: row.staff_id, name: row.name, kind: row.kind as OpenedVote['kind'], reason: row.reason, ballot: row.ballot as unknown as Ballot, nonce: row.nonce, copied: row.copied, ownWords: row.own, commitment: row.commitment, castAt: row.cast_at,
  }))
}

async function settlementOf(tx: Tx, { settlement }: ItemAtHand): Promise<Item['settlement']> {
  if (settlement === null) return null
  const ids = [settlement.by, ...Object.keys(settlement.consents)]
  const people = await tx.selectFrom('staff').select(['staff_id', 'name']).where('bank_id', '=', tx.bankId).where('staff_id', 'in', ids).execute()
  const person = (staffId: string) => ({ staffId, name: people.find((one) => one.staff_id === staffId)?.name ?? '' })
  return { terms: settlement.terms, reason: settlement.reason, by: person(settlement.by), consents: Object.entries(settlement.consents).map(([staffId, agrees]) => ({ ...person(staffId), agrees })) }
}

export async function resolutionOf(tx: Tx, itemId: string): Promise<ResolutionRow | null> {
  const row = await tx.selectFrom('committee_resolution as r').innerJoin('staff as s', (join) => join.onRef('s.bank_id', '=', 'r.bank_id').onRef('s.staff_id', '=', 'r.resolved_by')).selectAll('r').select('s.name')
    .where('r.bank_id', '=', tx.bankId).where('r.item_id', '=', itemId).executeTakeFirst()
  if (row === undefined) return null
  return {
    resolutionId: row.resolution_id, number: row.number, outcome: row.outcome as ResolutionRow['outcome'], terms: row.terms as ResolutionRow['terms'], settled: row.settled, reasons: row.reasons as string[], says: row.says,
    riskClass: row.risk_class as ResolutionRow['riskClass'], riskReason: row.risk_reason, monitoring: row.monitoring as string[], hash: row.hash, resolvedBy: row.name, resolvedOn: row.resolved_on, resolvedAt: row.resolved_at,
  }
}
