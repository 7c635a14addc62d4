import { Refusal } from '#kernel'
import { type Minute, SECTIONS, type Section, namesOf } from '#loan/committee/domain'
import type { Condition, Terms } from '#loan/decision/domain'
import { POSTS } from '#common/staff/domain'
import type { Tx } from '#platform/db'
import { presentAt } from './attendance.ts'
import { type ItemAtHand, noteAct, readItem } from './item-at-hand.ts'
import type { Hand } from './surroundings.ts'

/** Who presents a case: those who brought it and wrote it, whatever their rank [S2-123]. */
export function presentersOf({ application }: Pick<ItemAtHand, 'application'>): Set<string> {
  return new Set([application.lead_id, application.assist_id, application.filed_by].filter((id) => id !== null))
}

/** Notes what was said, live: by the speaker from his own device, or by the recorder for him. */
export async function note(tx: Tx, hand: Hand, itemId: string, { kind, section, says, saidById = hand.staff.id }: Minute): Promise<{ seq: number }> {
  const item = await readItem(tx, hand.staff, itemId, 'for update')
  if (item.state !== 'PRESENTED') throw new Refusal({ code: 'committee.not-presented', message: '陈述与提问在审议开始后、表决开始前记录', value: item.state, expected: '正在陈述与提问的议程' }, 409)
  const present = await presentAt(tx, item.meeting.meetingId)
  if (saidById !== hand.staff.id && item.meeting.recorderId !== hand.staff.id) throw new Refusal({ code: 'committee.not-recorder', message: '他人的发言由记录人记录', at: '/saidById', expected: '本次会议的记录人' }, 403)
  for (const id of [hand.staff.id, saidById]) if (!present.has(id)) throw new Refusal({ code: 'committee.absent', message: '未到会的人不能发言或记录', value: id, expected: '先登记到会' }, 403)
  refuseWrongSpeaker(item, kind, saidById)
  const rows = await tx.selectFrom('committee_minute').select(['seq', 'section']).where('bank_id', '=', tx.bankId).where('item_id', '=', itemId).orderBy('seq').execute()
  if (section !== null) refuseOutOfOrder(section, rows.flatMap((row) => (row.section === null ? [] : [row.section as Section])))
  const seq = (rows.at(-1)?.seq ?? 0) + 1
  await tx.insertInto('committee_minute').values({ bank_id: tx.bankId, item_id: itemId, seq, kind, section, said_by: saidById, says, noted_by: hand.staff.id, at: hand.now.toISOString() }).execute()
  await noteAct(tx, hand, item, 'note', { seq, kind, section, saidById, says })
  return { seq }
}

function refuseWrongSpeaker(item: ItemAtHand, kind: Minute['kind'], staffId: string): void {
  const isPresenter = presentersOf(item).has(staffId)
  if (kind === 'PRESENTATION' && !isPresenter) throw new Refusal({ code: 'committee.not-presenter', message: '由本案主办或协办陈述', at: '/saidById', value: staffId, expected: '本案主办、协办或受理人' }, 403)
  if (kind === 'QUESTION' && isPresenter) throw new Refusal({ code: 'committee.presenter-asks', message: '陈述人回答提问，不提问', at: '/kind', value: kind, expected: '委员或列席人员' }, 422)
  if (kind === 'NOTE' && staffId !== item.meeting.recorderId) throw new Refusal({ code: 'committee.not-recorder', message: '会议记录由记录人书写', at: '/kind', value: kind, expected: '本次会议的记录人' }, 403)
}

/** A case is presented in its order: request, history, statements, cross-checks, risks, proposal. One already given may be added to. */
function refuseOutOfOrder(section: Section, given: readonly Section[]): void {
  const next = sectionsLeft(given)[0]
  if (given.includes(section) || section === next || next === undefined) return
  throw new Refusal({ code: 'committee.presentation-order', message: `先陈述「${SECTIONS[next]}」`, at: '/section', value: section, expected: namesOf(SECTIONS).map((name) => SECTIONS[name]).join('、') }, 422)
}

/** The sections nobody has presented yet, in their order. */
export function sectionsLeft(given: readonly Section[]): Section[] {
  return namesOf(SECTIONS).filter((name) => !given.includes(name))
}

/** The presenter says under which conditions he proposes the loan. */
export async function propose(tx: Tx, hand: Hand, itemId: string, conditions: readonly Condition[]): Promise<void> {
  const item = await readItem(tx, hand.staff, itemId, 'for update')
  if (item.state !== 'LISTED' && item.state !== 'PRESENTED') throw new Refusal({ code: 'committee.voting', message: '表决开始后建议不再改变', value: item.state, expected: '表决开始之前' }, 409)
  if (!presentersOf(item).has(hand.staff.id) && item.meeting.recorderId !== hand.staff.id) throw new Refusal({ code: 'committee.not-presenter', message: `由本案主办、协办或${POSTS.RECORDER}填写建议的条件`, expected: '陈述人或记录人' }, 403)
  const proposal: Terms = { ...item.proposal, conditions: [...conditions] }
  await tx.updateTable('committee_item').set({ proposal: JSON.stringify(proposal) }).where('bank_id', '=', tx.bankId).where('item_id', '=', itemId).execute()
  await noteAct(tx, hand, item, 'propose', { before: item.proposal.conditions, after: conditions })
}
