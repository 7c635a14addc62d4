import { sql } from 'kysely'
import { type Day, Refusal } from '#kernel'
import { CLASS_NAMES, PROPOSAL_STATES, type ClassReason, type ProposalState, type ProposeClass, type RiskClass, classRank, refusalToClass } from '#loan/servicing/domain'
import { record } from '#platform/audit'
import type { Staff } from '#platform/auth'
import { type Tx, newId } from '#platform/db'
import { missing } from '#platform/http'
import { keepBefore } from '../bulk/keep-before.ts'
import { holdNote } from '../note-at-hand.ts'
import type { NoteRecord } from '../note-record.ts'
import { noteInSight, overdueOf, toBeJudged } from './note-class.ts'

export interface Judging { readonly staff: Staff; readonly on: Day; readonly now: Date }

/** 初分: someone who knows the customer says where the note belongs and why. One opinion on a note is open at a time. */
export async function proposeClass(tx: Tx, noteId: string, wanted: ProposeClass, { staff, on, now }: Judging): Promise<void> {
  const row = await noteInSight(tx, staff, noteId, 'for update')
  refuseEnded(row)
  const open = await tx.selectFrom('class_proposal').select('state').where('bank_id', '=', tx.bankId).where('note_id', '=', noteId).where('state', 'in', ['PROPOSED', 'CONFIRMED']).executeTakeFirst()
  if (open !== undefined) throw new Refusal({ code: 'class.open', message: `借据 ${row.number} 已有分类意见，${PROPOSAL_STATES[open.state as ProposalState]}`, value: open.state, expected: '没有待办的分类意见' }, 409)
  await refuseUnfit(tx, row, wanted, on)
  const proposalId = newId()
  await tx.insertInto('class_proposal').values({
    bank_id: tx.bankId, proposal_id: proposalId, note_id: noteId, unit_id: row.unit_id, class_before: row.risk_class, class: wanted.riskClass, reasons: JSON.stringify(wanted.reasons), says: wanted.says, state: 'PROPOSED',
    proposed_by: staff.id, proposed_on: on, proposed_at: now.toISOString(),
  }).execute()
  await recordOn(tx, row, 'servicing.propose-class', { staff, on, now }, { proposalId, before: row.risk_class, after: wanted.riskClass, reasons: wanted.reasons, says: wanted.says })
}

/** 认定: a second person agrees. */
export async function confirmClass(tx: Tx, { noteId, proposalId }: { noteId: string; proposalId: string }, says: string, { staff, on, now }: Judging): Promise<void> {
  const { row, proposal } = await at(tx, staff, noteId, proposalId, 'PROPOSED')
  refuseSame(staff, { proposed: proposal.proposed_by })
  await refuseUnfit(tx, row, { riskClass: proposal.class as RiskClass, reasons: proposal.reasons as unknown as ClassReason[] }, on)
  await tx.updateTable('class_proposal').set({ state: 'CONFIRMED', confirmed_by: staff.id, confirmed_on: on, confirmed_says: says, row_version: proposal.row_version + 1 }).where('bank_id', '=', tx.bankId).where('proposal_id', '=', proposalId).execute()
  await recordOn(tx, row, 'servicing.confirm-class', { staff, on, now }, { proposalId, riskClass: proposal.class, says })
}

/** 审批: a third person makes it the class of the note. */
export async function approveClass(tx: Tx, { noteId, proposalId }: { noteId: string; proposalId: string }, says: string, { staff, on, now }: Judging): Promise<void> {
  const { row, proposal } = await at(tx, staff, noteId, proposalId, 'CONFIRMED')
  refuseSame(staff, { proposed: proposal.proposed_by, confirmed: proposal.confirmed_by })
  await refuseUnfit(tx, row, { riskClass: proposal.class as RiskClass, reasons: proposal.reasons as unknown as ClassReason[] }, on)
  await tx.updateTable('class_proposal').set({ state: 'APPROVED', approved_by: staff.id, approved_on: on, approved_says: says, row_version: proposal.row_version + 1 }).where('bank_id', '=', tx.bankId).where('proposal_id', '=', proposalId).execute()
  await putInClass(tx, row, proposal.class as RiskClass, { on, now, source: 'JUDGED', proposalId })
  await recordOn(tx, row, 'servicing.approve-class', { staff, on, now }, { proposalId, before: row.risk_class, after: proposal.class, says })
}

/** 退回: whoever does not agree ends the opinion; the note stays where it is, and another opinion may be given. */
export async function sendBackClass(tx: Tx, { noteId, proposalId }: { noteId: string; proposalId: string }, says: string, { staff, on, now }: Judging): Promise<void> {
  const { row, proposal } = await at(tx, staff, noteId, proposalId, 'PROPOSED', 'CONFIRMED')
  const needed = proposal.state === 'PROPOSED' ? 'class.confirm' : 'class.approve'
  if (proposal.proposed_by !== staff.id && !staff.permissions.has(needed)) throw new Refusal({ code: 'permission.missing', message: proposal.state === 'PROPOSED' ? '待认定的分类意见由认定人退回' : '待审批的分类意见由审批人退回', expected: '认定人、审批人，或初分人本人' }, 403)
  await tx.updateTable('class_proposal').set({ state: 'SENT_BACK', sent_back_by: staff.id, sent_back_on: on, sent_back_says: says, row_version: proposal.row_version + 1 }).where('bank_id', '=', tx.bankId).where('proposal_id', '=', proposalId).execute()
  await recordOn(tx, row, 'servicing.send-back-class', { staff, on, now }, { proposalId, riskClass: proposal.class, says })
}

/** A new plan because of difficulty puts a note at least into special mention; called by the act under its lock, after it kept the state before. */
export async function keepClassAtLeast(tx: Tx, row: NoteRecord, least: RiskClass, { on, now }: { readonly on: Day; readonly now: Date }): Promise<void> {
  if (classRank(row.risk_class as RiskClass) < classRank(least)) await writeClass(tx, row, least, { on, now, source: 'EVENT', proposalId: null })
}

interface Given { readonly on: Day; readonly now: Date; readonly source: 'JUDGED' | 'EVENT'; readonly proposalId: string | null }

async function putInClass(tx: Tx, row: NoteRecord, to: RiskClass, given: Given): Promise<void> {
  const held = await holdNote(tx, row, given.on)
  await keepBefore(tx, held, given.on)
  await writeClass(tx, row, to, given)
}

async function writeClass(tx: Tx, row: NoteRecord, to: RiskClass, { on, now, source, proposalId }: Given): Promise<void> {
  const { seq } = await tx.selectFrom('classification').select(({ fn }) => fn.countAll<number>().as('seq')).where('bank_id', '=', tx.bankId).where('note_id', '=', row.note_id).executeTakeFirstOrThrow()
  await tx.insertInto('classification').values({
    bank_id: tx.bankId, note_id: row.note_id, seq: Number(seq) + 1, class_before: row.risk_class, class: to, source, overdue_days: overdueOf(row, on), balance_fen: row.balance_fen, unit_id: row.unit_id, product_code: row.product_code, business_day: on, proposal_id: proposalId, at: now.toISOString(),
  }).execute()
  await tx.updateTable('note').set({ risk_class: to, row_version: sql`row_version + 1` }).where('bank_id', '=', tx.bankId).where('note_id', '=', row.note_id).execute()
}

async function at(tx: Tx, staff: Staff, noteId: string, proposalId: string, ...states: ProposalState[]) {
  const row = await noteInSight(tx, staff, noteId, 'for update')
  refuseEnded(row)
  const proposal = await tx.selectFrom('class_proposal').selectAll().where('bank_id', '=', tx.bankId).where('note_id', '=', noteId).where('proposal_id', '=', proposalId).executeTakeFirst()
  if (proposal === undefined) throw missing('分类意见')
  if (!states.includes(proposal.state as ProposalState)) throw new Refusal({ code: 'class.not-its-turn', message: `分类意见${PROPOSAL_STATES[proposal.state as ProposalState]}`, value: proposal.state, expected: states.map((one) => PROPOSAL_STATES[one]).join('或') }, 409)
  return { row, proposal }
}

function refuseEnded(row: NoteRecord): void {
  if (row.state !== 'RUNNING') throw new Refusal({ code: 'note.not-running', message: `借据 ${row.number} 不在还款中，不再分类`, value: row.state, expected: '还款中的借据' }, 409)
}

/** Three different people, always. */
function refuseSame(staff: Staff, before: { readonly proposed: string; readonly confirmed?: string | null }): void {
  const did = before.proposed === staff.id ? '初分' : before.confirmed === staff.id ? '认定' : null
  if (did !== null) throw new Refusal({ code: 'class.same-person', message: `这笔分类由您${did}，须由另一人办理`, value: staff.id, expected: '初分、认定、审批由不同的三个人办理' }, 403)
}

async function refuseUnfit(tx: Tx, row: NoteRecord, wanted: { readonly riskClass: RiskClass; readonly reasons: readonly ClassReason[] }, on: Day): Promise<void> {
  const { note, rules } = await toBeJudged(tx, row, on)
  const refusal = refusalToClass(note, wanted, on, rules)
  if (refusal !== null) throw new Refusal({ ...refusal, message: `${refusal.message}（现为${CLASS_NAMES[note.riskClass]}）` }, 422)
}

/** The chain of the case; of a note without one, the chain of its customer. */
async function recordOn(tx: Tx, row: NoteRecord, act: string, { staff, on }: Judging, body: Record<string, unknown>): Promise<void> {
  await record(tx, { caseId: row.case_id ?? row.customer_id, act, who: staff.id, businessDate: on, body: { noteId: row.note_id, number: row.number, ...body } })
}
