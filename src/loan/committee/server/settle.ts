import { Refusal } from '#kernel'
import { type Settle, agreeing, outcomeOf, refuseCopied, refuseUpward } from '#loan/committee/domain'
import { type Terms, shapeWithin } from '#loan/decision/domain'
import type { Tx } from '#platform/db'
import { type ItemAtHand, type SettlementKept, isChair, noteAct, readItem } from './item-at-hand.ts'
import { ballotsOf } from './open-votes.ts'
import type { Hand } from './surroundings.ts'

/** The chair settles other terms than the most conservative: they bind when every member who agreed consents. */
export async function settle(tx: Tx, hand: Hand, itemId: string, { terms: wanted, reason }: Settle): Promise<void> {
  const item = await openedItem(tx, hand, itemId)
  if (!isChair(item, hand.staff.id)) throw new Refusal({ code: 'committee.not-chair', message: '条款由本案组长核定', expected: '本案组长' }, 403)
  const ballots = await ballotsOf(tx, itemId)
  const { terms: merged } = outcomeOf(ballots.map(({ ballot }) => ballot), item.seats, item.rules, { proposal: item.proposal, requested: item.request })
  if (merged === null) throw new Refusal({ code: 'committee.not-passed', message: '表决没有通过，无条款可核定', expected: '表决通过的业务' }, 409)
  const shape = wanted.method === item.proposal.method ? shapeWithin(item.proposal, wanted) : shapeWithin({ ...wanted, shape: undefined }, wanted)
  const terms: Terms = shape === undefined ? wanted : { ...wanted, shape }
  refuseUpward(terms, item.proposal, '/terms')
  const consents = Object.fromEntries(agreeing(ballots).map((id) => [id, id === hand.staff.id ? true : null]))
  await keep(tx, item, { terms, reason, by: hand.staff.id, consents })
  await noteAct(tx, hand, item, 'settle', { terms, reason, merged })
}

/** A member who agreed says whether he stands by the settled terms too; one no, and the most conservative terms stand. */
export async function consentToSettlement(tx: Tx, hand: Hand, itemId: string, agrees: boolean): Promise<void> {
  const item = await openedItem(tx, hand, itemId)
  const { settlement } = item
  if (settlement === null) throw new Refusal({ code: 'committee.no-settlement', message: '组长没有核定条款', expected: '组长核定之后' }, 409)
  if (!Object.hasOwn(settlement.consents, hand.staff.id)) throw new Refusal({ code: 'committee.not-agreeing', message: '由投同意票的委员认可', expected: '投同意票的委员' }, 403)
  await keep(tx, item, { ...settlement, consents: { ...settlement.consents, [hand.staff.id]: agrees } })
  await noteAct(tx, hand, item, 'consent-settlement', { agrees })
}

/** A member whose reason is word for word a colleague's writes his own; the copied one stays beside it. */
export async function ownWords(tx: Tx, hand: Hand, itemId: string, reason: string): Promise<void> {
  const item = await openedItem(tx, hand, itemId)
  const votes = await tx.selectFrom('committee_opened_vote').select(['staff_id', 'reason', 'copied']).where('bank_id', '=', tx.bankId).where('item_id', '=', itemId).execute()
  if (votes.find(({ staff_id: id }) => id === hand.staff.id)?.copied !== true) throw new Refusal({ code: 'committee.not-copied', message: '您的理由无须补述', expected: '理由与他人相同的委员' }, 409)
  const later = await tx.selectFrom('committee_own_words').select('reason').where('bank_id', '=', tx.bankId).where('item_id', '=', itemId).execute()
  refuseCopied(reason, [...votes.map((vote) => vote.reason), ...later.map((one) => one.reason)])
  await tx.insertInto('committee_own_words').values({ bank_id: tx.bankId, item_id: itemId, staff_id: hand.staff.id, reason, at: hand.now.toISOString() }).execute()
  await noteAct(tx, hand, item, 'own-words', { reason })
}

async function openedItem(tx: Tx, hand: Hand, itemId: string): Promise<ItemAtHand> {
  const item = await readItem(tx, hand.staff, itemId, 'for update')
  if (item.state !== 'OPENED') throw new Refusal({ code: 'committee.not-opened', message: item.state === 'RESOLVED' ? '已形成决议' : '尚未开票', value: item.state, expected: '开票后、形成决议之前' }, 409)
  return item
}

async function keep(tx: Tx, item: ItemAtHand, settlement: SettlementKept): Promise<void> {
  await tx.updateTable('committee_item').set({ settlement: JSON.stringify(settlement) }).where('bank_id', '=', tx.bankId).where('item_id', '=', item.itemId).execute()
}

/** What the chair settled, where every agreeing member consented; null where someone did not. Refuses while someone has not answered. */
export function settledTerms({ settlement, seated }: Pick<ItemAtHand, 'settlement' | 'seated'>): SettlementKept['terms'] | null {
  if (settlement === null) return null
  const answers = Object.entries(settlement.consents)
  if (answers.some(([, agrees]) => agrees === false)) return null
  const open = answers.filter(([, agrees]) => agrees === null).map(([id]) => seated.find(({ staffId }) => staffId === id)?.name ?? '')
  if (open.length > 0) throw new Refusal({ code: 'committee.settlement-open', message: `组长核定的条款尚待认可：${open.join('、')}`, value: open.length, expected: '投同意票的委员逐一认可或不认可' }, 409)
  return settlement.terms
}
