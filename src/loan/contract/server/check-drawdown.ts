import { drawLine } from '#common/line/server'
import { type AtWork, closeTask, openTask, takeRole, takeTask } from '#common/task/server'
import { type Day, Refusal, fen } from '#kernel'
import { type CheckDrawdown, type Disbursed, type DrawdownAct, type DrawdownState, moveDrawdown, roundingOf } from '#loan/contract/domain'
import { periodsOf, shapeWithin } from '#loan/decision/domain'
import { record } from '#platform/audit'
import { requireStepUp } from '#platform/auth'
import type { Tx } from '#platform/db'
import { missing } from '#platform/http'
import { accountPlace, openAccount } from './accounts.ts'
import { openFollowUps } from './conditions.ts'
import { type Held, takeFile } from './held.ts'
import { readyVersion, refuseNotPayable } from './order-drawdown.ts'
import { voidPapers } from './papers.ts'
import { type Tell, factOf } from './surroundings.ts'
import type { VersionRow } from './versions.ts'

/** The drawdowns of a file in their order, with the names of everyone. */
export async function drawdownsOf(tx: Tx, contractId: string) {
  return tx.selectFrom('drawdown').selectAll().where('bank_id', '=', tx.bankId).where('contract_id', '=', contractId).orderBy('seq').execute()
}
export type DrawdownRow = Awaited<ReturnType<typeof drawdownsOf>>[number]

/** One drawdown of a held file, ready for an act. */
export async function drawdownFor(tx: Tx, held: Held, drawdownId: string, act: DrawdownAct): Promise<{ readonly row: DrawdownRow; readonly next: DrawdownState }> {
  const row = (await drawdownsOf(tx, held.contractId)).find((one) => one.drawdown_id === drawdownId)
  if (row === undefined) throw missing('放款')
  return { row, next: moveDrawdown(row.state as DrawdownState, act) }
}

/** The checker, another person, types amount and end of the account again and pays out: the line is drawn under its lock, and the note begins in the same transaction. */
export async function checkDrawdown(tx: Tx, work: AtWork, drawdownId: string, asked: CheckDrawdown, tell: Tell): Promise<{ state: string; noteId: string; noteNumber: string }> {
  const held = await takeFile(tx, work)
  const { row, next } = await drawdownFor(tx, held, drawdownId, 'check')
  if (row.ordered_by === work.staff.id) throw new Refusal({ code: 'loan.same-person', message: '放款录入与放款复核须由不同的人承担', value: row.note_number, expected: '另一个人' }, 403)
  const task = await takeTask(tx, work, 'PAY_CHECK')
  await takeRole(tx, work, 'CHECKER')
  if (row.value_on !== work.on) throw new Refusal({ code: 'loan.other-day', message: `此笔为 ${row.value_on} 录入，起息日须为放款当日`, value: row.value_on, expected: `撤销后于 ${work.on} 重新录入` }, 409)
  const version = await readyVersion(tx, held)
  const account = openAccount(tx, version)
  refuseDiffering(row, asked, account, held.policy.contract.accountDigits)
  await refuseNotPayable(tx, work, held, { version, amountFen: fen(row.amount_fen), orderedFen: fen(row.amount_fen) })
  const factor = await requireStepUp(tx, work.staff, { act: 'loan.check', subject: work.caseId, token: asked.stepUp, now: work.now })
  await drawLine(tx, row.line_id, row.product_code, fen(row.amount_fen), work.on)
  await tx.updateTable('drawdown').set({ state: next, checked_by: work.staff.id, checked_at: work.now.toISOString() }).where('bank_id', '=', tx.bankId).where('drawdown_id', '=', drawdownId).execute()
  await record(tx, { caseId: work.caseId, act: 'contract.check', who: work.staff.id, businessDate: work.on, body: { drawdownId, noteId: row.note_id, noteNumber: row.note_number, amountFen: row.amount_fen, lineId: row.line_id, madeBy: row.ordered_by, factor, ...(task.onBehalfOf === null ? {} : { onBehalfOf: task.onBehalfOf }) } })
  await tell(tx, { fact: 'loan.disbursed', ...factOf(work), ...disbursed(tx, held, row, version, account) })
  await openFollowUps(tx, work, held.contractId)
  return { state: next, noteId: row.note_id, noteNumber: row.note_number }
}

/** What was ordered is taken back before it was paid: the number stays used, the papers are void, and it can be ordered again. */
export async function cancelOrder(tx: Tx, work: AtWork, drawdownId: string, reason: string): Promise<{ state: string }> {
  const held = await takeFile(tx, work)
  const { row, next } = await drawdownFor(tx, held, drawdownId, 'cancel')
  await tx.updateTable('drawdown').set({ state: next, cancelled_by: work.staff.id, cancelled_at: work.now.toISOString(), cancel_reason: reason }).where('bank_id', '=', tx.bankId).where('drawdown_id', '=', drawdownId).execute()
  await voidPapers(tx, work, held, reason, { subject: row.note_number })
  await closeTask(tx, work, { step: 'PAY_CHECK' }, 'CANCELLED')
  await openTask(tx, { caseId: work.caseId, step: 'PAY_MAKE', on: work.on, at: work.now.toISOString() })
  await record(tx, { caseId: work.caseId, act: 'contract.cancel-order', who: work.staff.id, businessDate: work.on, body: { drawdownId, noteNumber: row.note_number, reason } })
  return { state: next }
}

function refuseDiffering(row: DrawdownRow, { amountFen, accountEnd }: CheckDrawdown, account: string, digits: number): void {
  if (amountFen !== row.amount_fen) throw new Refusal({ code: 'loan.amount-differs', message: '复核金额与录入金额不一致', at: '/amountFen', value: amountFen, expected: '与借据一致的金额；录入有误时撤销重录' }, 422)
  if (accountEnd.length !== digits || !account.endsWith(accountEnd)) throw new Refusal({ code: 'loan.account-differs', message: `账号末 ${digits} 位与合同不一致`, at: '/accountEnd', expected: `合同上放款账号的末 ${digits} 位` }, 422)
}

function disbursed(tx: Tx, held: Held, row: DrawdownRow, { terms, account_masked: masked }: VersionRow, account: string): Disbursed {
  const sealed = tx.keys.seal(account, accountPlace.note(tx.bankId, row.note_id))
  const shape = shapeWithin(terms, { amountFen: row.amount_fen, periods: terms.periods })
  return {
    noteId: row.note_id, noteNumber: row.note_number, contractId: held.contractId, lineId: row.line_id, customerId: held.customerId, unitId: held.unitId, productCode: row.product_code, amountFen: fen(row.amount_fen), annualRate: terms.annualRate,
    method: terms.method, every: terms.every, periods: periodsOf(terms), ...(shape === undefined ? {} : { shape }), dayCount: held.policy.repayment.dayCount, rounding: roundingOf(held.policy.repayment), firstDueOn: row.first_due_on as Day, account: { cipher: sealed.cipher, key: sealed.keyId, masked },
  }
}
