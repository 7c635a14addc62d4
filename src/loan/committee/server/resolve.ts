import { createHash } from 'node:crypto'
import { nextNumber } from '#common/customer/server'
import { issueDocument } from '#common/document/server'
import { Refusal } from '#kernel'
import { OUTCOMES, REJECT_REASONS, type Outcome, type RejectReason, type Resolve, codesOf, isAsRequested, minutesPaper, moveItem, outcomeOf, resolutionPaper, votePaper } from '#loan/committee/domain'
import type { Terms } from '#loan/decision/domain'
import { refuseNotAdmitted } from '#loan/application/server'
import { type Tx, newId } from '#platform/db'
import { type ItemAtHand, moveItemOf, readItem, refuseNotLeading, workOn } from './item-at-hand.ts'
import { ballotsOf } from './open-votes.ts'
import { referAgain } from './referrals.ts'
import { resolutionForm } from './resolution-form.ts'
import { settledTerms } from './settle.ts'
import type { Hand, Tell } from './surroundings.ts'

/** Writes the resolution the votes came to: numbered, with everything its form prints, never changed afterwards. */
export async function resolve(tx: Tx, hand: Hand, itemId: string, wanted: Resolve, tell: Tell): Promise<{ resolutionId: string; number: string; outcome: Outcome }> {
  const { staff, on, now } = hand
  const item = await readItem(tx, staff, itemId, 'for update')
  refuseNotLeading(item, staff)
  refuseNotAdmitted(item.application)
  moveItem(item.state, 'resolve')
  await refuseCopiedLeft(tx, item)
  const { outcome, terms, settled, codes } = await cameTo(tx, item)
  const reasons = wanted.reasons.length > 0 ? wanted.reasons : codes
  refuseIncomplete(outcome, terms, reasons, wanted)
  const decided = { outcome, terms, settled, reasons: terms === null ? reasons : [], says: wanted.says, riskClass: terms === null ? null : wanted.riskClass, riskReason: terms === null ? null : wanted.riskReason, monitoring: terms === null ? [] : wanted.monitoring }
  const form = await resolutionForm(tx, item, decided, now)
  const resolutionId = newId()
  const year = on.slice(0, 4)
  const number = await nextNumber(tx, 'resolution', year, (count) => `SDJ${year}${String(count).padStart(6, '0')}`)
  const hash = createHash('sha256').update(JSON.stringify([number, item.caseId, form])).digest('hex')
  await tx.insertInto('committee_resolution').values({
    bank_id: tx.bankId, resolution_id: resolutionId, number, item_id: itemId, case_id: item.caseId, round: item.round, outcome, terms: terms === null ? null : JSON.stringify(terms), settled, reasons: JSON.stringify(decided.reasons), says: wanted.says,
    risk_class: decided.riskClass, risk_reason: decided.riskReason, monitoring: JSON.stringify(decided.monitoring), form: JSON.stringify(form), hash, resolved_by: staff.id, resolved_on: on, resolved_at: now.toISOString(),
  }).execute()
  await moveItemOf(tx, hand, item, 'resolve', { set: { ended_at: now.toISOString() }, body: { resolutionId, number, hash, ...decided } })
  await tx.updateTable('committee_referral').set({ state: 'RESOLVED' }).where('bank_id', '=', tx.bankId).where('case_id', '=', item.caseId).where('round', '=', item.round).execute()
  await issuePapers(tx, hand, item, number, form)
  const fact = { caseId: item.caseId, by: staff.id, on, at: now.toISOString() }
  await tell(tx, { fact: 'committee.resolved', ...fact, resolutionId, outcome, terms, reasons: terms === null ? [...reasons.map((code) => REJECT_REASONS[code]), wanted.says] : [] })
  if (outcome === 'DEFERRED') await referAgain(tx, { fact: 'committee.resolved', ...fact })
  return { resolutionId, number, outcome }
}

interface CameTo {
  readonly outcome: Outcome
  readonly terms: Terms | null
  readonly settled: boolean
  readonly codes: readonly RejectReason[]
}

/** What the votes and, where all who agreed consented, the chair's settlement come to. */
async function cameTo(tx: Tx, item: ItemAtHand): Promise<CameTo> {
  const ballots = (await ballotsOf(tx, item.itemId)).map(({ ballot }) => ballot)
  const result = outcomeOf(ballots, item.seats, item.rules, { proposal: item.proposal, requested: item.request })
  const settled = result.terms === null ? null : settledTerms(item)
  const terms = settled ?? result.terms
  const outcome = settled === null ? result.outcome : isAsRequested(settled, item.request, item.proposal) ? 'APPROVED' : 'APPROVED_WITH_CHANGE'
  return { outcome, terms, settled: settled !== null, codes: codesOf(ballots) }
}

function refuseIncomplete(outcome: Outcome, terms: Terms | null, reasons: readonly RejectReason[], wanted: Resolve): void {
  if (terms !== null && (wanted.riskClass === null || wanted.riskReason.length < 2)) throw new Refusal({ code: 'committee.no-risk-class', message: `决议「${OUTCOMES[outcome]}」须写明风险分类与理由`, at: '/riskClass', expected: '风险分类与分类理由' }, 422)
  if ((outcome === 'REJECTED' || outcome === 'RE_INVESTIGATE') && reasons.length === 0) throw new Refusal({ code: 'committee.no-reason', message: `决议「${OUTCOMES[outcome]}」须选明原因`, at: '/reasons', expected: Object.values(REJECT_REASONS).join('、') }, 422)
}

/** A reason copied from a colleague is no reason of one's own: whoever has one writes his own first [S3-25]. */
async function refuseCopiedLeft(tx: Tx, item: ItemAtHand): Promise<void> {
  const rows = await tx.selectFrom('committee_opened_vote as o').innerJoin('staff as s', (join) => join.onRef('s.bank_id', '=', 'o.bank_id').onRef('s.staff_id', '=', 'o.staff_id'))
    .leftJoin('committee_own_words as w', (join) => join.onRef('w.bank_id', '=', 'o.bank_id').onRef('w.item_id', '=', 'o.item_id').onRef('w.staff_id', '=', 'o.staff_id'))
    .select('s.name').where('o.bank_id', '=', tx.bankId).where('o.item_id', '=', item.itemId).where('o.copied', '=', true).where('w.reason', 'is', null).execute()
  if (rows.length > 0) throw new Refusal({ code: 'committee.copied-reason', message: `理由与他人相同，须补述自己的理由：${rows.map(({ name }) => name).join('、')}`, value: rows.length, expected: '每位委员各有理由' }, 409)
}

/** The three papers of the resolution; Word and PDF are drawn when someone opens them. */
async function issuePapers(tx: Tx, hand: Hand, item: ItemAtHand, number: string, form: Awaited<ReturnType<typeof resolutionForm>>): Promise<void> {
  for (const [kind, paper] of [['COMMITTEE_RESOLUTION', resolutionPaper(form)], ['COMMITTEE_MINUTES', minutesPaper(form)], ['COMMITTEE_VOTES', votePaper(form)]] as const) {
    await issueDocument(tx, null, workOn(hand, item), { kind, subject: number, paper })
  }
}
