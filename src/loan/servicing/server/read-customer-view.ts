import { type Day, fen, sumFen } from '#kernel'
import { type CustomerView, type NoteState, type Standing, overdueDays, possibleOn, rowNames } from '#loan/servicing/domain'
import { type Tx, businessDate } from '#platform/db'
import { customerPapers } from './customer/issue-papers.ts'
import { holdNote } from './note-at-hand.ts'
import { papersOfNote } from './papers.ts'
import { readRepayments } from './read-repayments.ts'

/** What the customer's link shows of the one note it was made for. */
export async function readCustomerView(tx: Tx, noteId: string, expiresAt: string): Promise<CustomerView> {
  const on = await businessDate(tx)
  const row = await tx.selectFrom('note').selectAll().where('bank_id', '=', tx.bankId).where('note_id', '=', noteId).executeTakeFirstOrThrow()
  const { note, calendar } = await holdNote(tx, row, on)
  const { name, unit_name: unitName } = await tx.selectFrom('customer as c').innerJoin('unit as u', (join) => join.onRef('u.bank_id', '=', 'c.bank_id')).select(['c.name', 'u.name as unit_name'])
    .where('c.bank_id', '=', tx.bankId).where('c.customer_id', '=', row.customer_id).where('u.unit_id', '=', row.unit_id).executeTakeFirstOrThrow()
  const bank = await tx.selectFrom('bank').select('name').where('bank_id', '=', tx.bankId).executeTakeFirstOrThrow()
  const papers = await papersOfNote(tx, row)
  const names = rowNames(note.instalments)
  const isRunning = row.state === 'RUNNING'
  const possible = possibleOn(note, on, calendar)
  const overdue = isRunning ? overdueDays(note, on) : 0
  return {
    bankName: bank.name, unitName, name: maskName(name), noteNumber: row.number, amountFen: row.amount_fen, balanceFen: row.balance_fen, annualRate: row.annual_rate, disbursedOn: row.disbursed_on, maturesOn: row.matures_on,
    accountMasked: row.account_masked, state: row.state as NoteState, on, expiresAt, overdueDays: overdue, overdueFen: overdue > 0 ? possible.dueFen : 0, next: isRunning ? nextOf(note.instalments, names, on, possible.next, overdue) : null,
    rows: note.instalments.map((one) => ({ name: names.get(one.seq) ?? '', dueOn: one.dueOn, totalFen: one.principalFen + one.interestFen, principalFen: one.principalFen, interestFen: one.interestFen, balanceFen: one.balanceFen, ...stateOf(one, on) })),
    papers: (await customerPapers(tx, row)).map(({ documentId, ...one }) => ({ ...one, paper: documentId })), lastQuoteOn: row.matures_on > on ? row.matures_on : on,
    receipts: (await readRepayments(tx, noteId)).filter((one) => one.reversed === null).map((one) => ({
      receipt: one.repaymentId, number: one.number, paidOn: one.paidOn, amountFen: one.amountFen, says: one.lines.map((line) => line.says), hasFile: papers.receipts.has(one.repaymentId),
    })),
  }
}

/** 王建国 → 王*国, 王五 → 王*: enough to know it is oneself. */
export function maskName(name: string): string {
  const letters = [...name]
  return letters.length <= 2 ? `${letters[0] ?? ''}*` : `${letters[0]}${'*'.repeat(letters.length - 2)}${letters.at(-1)}`
}

/** What is to be paid next: today's instalment while it is open, else the one after. */
function nextOf(rows: readonly Standing[], names: ReadonlyMap<number, string>, on: Day, after: CustomerView['next'], overdue: number): CustomerView['next'] {
  const today = overdue === 0 ? rows.find((row) => row.settledOn === null && row.dueOn === on) : undefined
  return today === undefined ? after : { name: names.get(today.seq) ?? '', dueOn: today.dueOn, amountFen: leftOf(today) }
}

function leftOf(row: Standing): number {
  return sumFen([row.principalFen, row.interestFen, fen(-row.principalPaidFen), fen(-row.interestPaidFen)])
}

function stateOf(row: Standing, on: Day): Pick<CustomerView['rows'][number], 'state' | 'leftFen'> {
  if (row.settledOn !== null) return { state: 'PAID', leftFen: 0 }
  const state = row.dueOn < on ? 'OVERDUE' : row.dueOn === on ? 'DUE' : row.principalPaidFen + row.interestPaidFen > 0 ? 'PART' : 'COMING'
  return { state, leftFen: leftOf(row) }
}
