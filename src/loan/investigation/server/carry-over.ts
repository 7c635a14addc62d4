import type { Assessment, CaseFile } from '#common/assessment/domain'
import { samePerson } from '#common/customer/server'
import { attachNote } from '#common/evidence/server'
import { type Day, Refusal } from '#kernel'
import { packOf } from '#loan/application/server'
import { type CarriedOver, type PreviousLoan, carryOver } from '#loan/investigation/domain'
import { record } from '#platform/audit'
import type { Tx } from '#platform/db'
import { type AtWork, takeUp } from './case-at-hand.ts'
import { writeDraft } from './save-draft.ts'

/** 沿用上一案: fills the draft with what the policy lets a repeat loan take over, each place marked with its case. */
export async function carryOverCase(tx: Tx, work: AtWork, rowVersion: number): Promise<CarriedOver> {
  const held = await takeUp(tx, work, 'save', rowVersion)
  const previous = await lastLoanOf(tx, held.customerId, work)
  if (previous === null) throw new Refusal({ code: 'investigation.no-previous', message: '此客户没有已放款的上一案可沿用', expected: '本行已放款的贷款' }, 409)
  const { pack } = await packOf(tx, held, held.draft.business.trade, work.on)
  const { evidenceId } = await attachNote(tx, { class: 'SYSTEM_DATA', title: `上一案 ${previous.number} 已提交的调查`, text: `截止日 ${previous.caseFile.cutOffOn}，实际权益 ${previous.assessment.statements.actualEquityFen / 100} 元` }, { caseId: work.caseId, by: work.staff.id, on: work.on, now: work.now })
  const next = carryOver(held.draft, previous, pack.statements.carryOver, evidenceId)
  const saved = await writeDraft(tx, work, held, next)
  const places = next.carried.map((each) => each.at)
  await record(tx, { caseId: work.caseId, act: 'investigation.carry-over', who: work.staff.id, businessDate: work.on, body: { from: previous.number, places, rowVersion: saved.rowVersion, hash: saved.hash } })
  return { rowVersion: saved.rowVersion, from: previous.number, places }
}

/** The customer's last case that ended in money, by whichever of his files. */
async function lastLoanOf(tx: Tx, customerId: string, { caseId, on }: AtWork): Promise<PreviousLoan | null> {
  const row = await tx.selectFrom('application as a').innerJoin('note as n', (both) => both.onRef('n.bank_id', '=', 'a.bank_id').onRef('n.case_id', '=', 'a.case_id'))
    .innerJoin('investigation_version as v', (both) => both.onRef('v.bank_id', '=', 'a.bank_id').onRef('v.case_id', '=', 'a.case_id'))
    .select(['a.number', 'n.note_id', 'n.amount_fen', 'v.case_file', 'v.assessment'])
    .where('a.bank_id', '=', tx.bankId).where('a.customer_id', 'in', await samePerson(tx, customerId)).where('a.case_id', '!=', caseId).where('n.state', 'in', ['RUNNING', 'SETTLED'])
    .orderBy('n.disbursed_on', 'desc').orderBy('v.version', 'desc').limit(1).executeTakeFirst()
  if (row === undefined) return null
  return { number: row.number, caseFile: row.case_file as unknown as CaseFile, assessment: row.assessment as unknown as Assessment, amountFen: row.amount_fen, paidOnTime: await paidOnTime(tx, row.note_id, on) }
}

/** Counted back from the last one that fell due: one still unpaid after its days of grace ends the row; what was paid in its time was never given one. */
async function paidOnTime(tx: Tx, noteId: string, today: Day): Promise<number> {
  const rows = await tx.selectFrom('instalment_state').select(['free_until', 'settled_on']).where('bank_id', '=', tx.bankId).where('note_id', '=', noteId)
    .where((one) => one.or([one('settled_on', 'is not', null), one('free_until', '<', today)])).orderBy('seq', 'desc').execute()
  const late = rows.findIndex(({ free_until: free, settled_on: settled }) => settled === null || (free !== null && settled > free))
  return late < 0 ? rows.length : late
}
