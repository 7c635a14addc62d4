import { type AtWork, closeTask, openTask, takeTask } from '#common/task/server'
import { Refusal, fen } from '#kernel'
import type { ConfirmArrival } from '#loan/contract/domain'
import { record } from '#platform/audit'
import type { Tx } from '#platform/db'
import { drawdownFor, drawdownsOf } from './check-drawdown.ts'
import { linkEvidence } from './evidence.ts'
import { takeFile } from './held.ts'
import { voidPapers } from './papers.ts'
import { paidUnder } from './signed-contract.ts'
import { type Tell, factOf } from './surroundings.ts'

/** The customer sees the money: only then he believes it. Who asked whom, and how, is kept. */
export async function confirmArrival(tx: Tx, work: AtWork, drawdownId: string, asked: ConfirmArrival, tell: Tell): Promise<{ state: string }> {
  const held = await takeFile(tx, work)
  const { row, next } = await drawdownFor(tx, held, drawdownId, 'arrive')
  await takeTask(tx, work, 'ARRIVAL')
  await tx.updateTable('drawdown').set({ state: next, arrived_how: asked.how, arrived_with: asked.with, arrived_by: work.staff.id, arrived_on: work.on, arrived_at: work.now.toISOString() }).where('bank_id', '=', tx.bankId).where('drawdown_id', '=', drawdownId).execute()
  await linkEvidence(tx, held, { part: 'DRAWDOWN', partId: drawdownId, evidence: asked.evidence })
  await record(tx, { caseId: work.caseId, act: 'contract.confirm-arrival', who: work.staff.id, businessDate: work.on, body: { drawdownId, noteNumber: row.note_number, ...asked } })
  await tell(tx, { fact: 'loan.arrived', ...factOf(work), noteId: row.note_id })
  if (await isUnseen(tx, held.contractId)) await openTask(tx, { caseId: work.caseId, step: 'ARRIVAL', on: work.on, at: work.now.toISOString() })
  return { state: next }
}

/** One person asks for a reversal, with the reason, on the day of the payment. */
export async function askReversal(tx: Tx, work: AtWork, drawdownId: string, reason: string): Promise<{ state: string }> {
  const held = await takeFile(tx, work)
  const { row } = await drawdownFor(tx, held, drawdownId, 'reverse')
  refuseLater(row.value_on, work.on)
  if (row.reversal_asked_by !== null) throw new Refusal({ code: 'loan.reversal-asked', message: '冲正已提出，等待另一人办理', value: row.note_number, expected: '另一人确认冲正' }, 409)
  await tx.updateTable('drawdown').set({ reversal_asked_by: work.staff.id, reversal_asked_at: work.now.toISOString(), reversal_reason: reason }).where('bank_id', '=', tx.bankId).where('drawdown_id', '=', drawdownId).execute()
  await record(tx, { caseId: work.caseId, act: 'contract.ask-reversal', who: work.staff.id, businessDate: work.on, body: { drawdownId, noteNumber: row.note_number, reason } })
  return { state: row.state }
}

/** The second person reverses it on the same day: the note never was, and the line is as before. */
export async function reverseDrawdown(tx: Tx, work: AtWork, drawdownId: string, tell: Tell): Promise<{ state: string }> {
  const held = await takeFile(tx, work)
  const { row, next } = await drawdownFor(tx, held, drawdownId, 'reverse')
  refuseLater(row.value_on, work.on)
  if (row.reversal_asked_by === null) throw new Refusal({ code: 'loan.reversal-not-asked', message: '冲正须先由一人说明理由提出', value: row.note_number, expected: '先提出冲正' }, 409)
  if (row.reversal_asked_by === work.staff.id) throw new Refusal({ code: 'loan.same-person', message: '冲正须由两人办理，确认人不得是提出人', value: row.note_number, expected: '另一个人' }, 403)
  await tx.updateTable('drawdown').set({ state: next, reversed_by: work.staff.id, reversed_at: work.now.toISOString() }).where('bank_id', '=', tx.bankId).where('drawdown_id', '=', drawdownId).execute()
  await voidPapers(tx, work, held, row.reversal_reason ?? '当日冲正', { subject: row.note_number })
  await record(tx, { caseId: work.caseId, act: 'contract.reverse', who: work.staff.id, businessDate: work.on, body: { drawdownId, noteNumber: row.note_number, askedBy: row.reversal_asked_by, reason: row.reversal_reason } })
  const remains = (await paidUnder(tx, held.contractId)).paidFen > 0
  await tell(tx, { fact: remains ? 'loan.part-reversed' : 'loan.reversed', ...factOf(work), noteId: row.note_id, lineId: row.line_id, productCode: row.product_code, amountFen: fen(row.amount_fen) })
  if (remains && !(await isUnseen(tx, held.contractId))) await closeTask(tx, work, { step: 'ARRIVAL' }, 'CANCELLED')
  return { state: next }
}

/** Whether money went out that the customer has not confirmed to have seen. */
async function isUnseen(tx: Tx, contractId: string): Promise<boolean> {
  return (await drawdownsOf(tx, contractId)).some(({ state }) => state === 'DISBURSED')
}

/** Only the day's own payment is reversed; later the way back is repayment. */
function refuseLater(valueOn: string, on: string): void {
  if (valueOn === on) return
  throw new Refusal({ code: 'loan.reversal-late', message: `此笔于 ${valueOn} 放款，只能当日冲正`, value: valueOn, expected: '隔日按还款办理' }, 409)
}
