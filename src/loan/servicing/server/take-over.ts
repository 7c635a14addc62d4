import type { PolicyPack } from '#common/policy/domain'
import { policyFor } from '#common/policy/server'
import { drawLine, openLine } from '#common/line/server'
import { ScheduleTerms, buildSchedule } from '#common/schedule/domain'
import { type Day, addDays, daysBetween, fen, monthsBetween } from '#kernel'
import { accountPlace, maskAccount } from '#loan/contract/server'
import type { Disbursed } from '#loan/contract/domain'
import { classFloor, tenorOf } from '#loan/servicing/domain'
import { record } from '#platform/audit'
import type { Staff } from '#platform/auth'
import { type Tx, newId } from '#platform/db'
import { repricingAfter } from './acts/do-event.ts'
import { followsOf } from './acts/reprice.ts'
import { settlePayments } from './bulk/index.ts'
import { beginNote } from './start-note.ts'

/** A loan as a core bank hands it over: its terms, and how many instalments were paid, each on its due day. */
export interface LoanToTakeOver extends Pick<Disbursed, 'customerId' | 'unitId' | 'productCode' | 'amountFen' | 'annualRate' | 'method' | 'every' | 'periods' | 'firstDueOn'> {
  readonly number: string
  readonly contractNumber: string
  readonly disbursedOn: Day
  readonly guarantee: string
  readonly purpose: string
  readonly account: string
  readonly paidInstalments: number
  /** It follows the published rate and is looked at anew each year on the day it was drawn. */
  readonly followsRate?: boolean
}

/**
 * Takes a running loan over from the core bank, without a case: line, contract and note, and what was paid of it as
 * repayments on their days, so that its state follows from its events like any other. Booked on the open day.
 */
export async function takeOverLoan(tx: Tx, loan: LoanToTakeOver, { staff, on, now }: { readonly staff: Staff; readonly on: Day; readonly now: Date }): Promise<{ noteId: string }> {
  const { customerId, unitId, productCode, amountFen, annualRate, disbursedOn } = loan
  const [noteId, contractId, at] = [newId(), newId(), now.toISOString()]
  const policy = await policyFor(tx, { applicationOn: disbursedOn, eventOn: on }, { unit: unitId, product: productCode })
  const { dayCount, rounding: rule } = policy.repayment
  const rounding = rule === 'UP' ? 'UP' : 'HALF_UP'
  const { rows } = buildSchedule(ScheduleTerms.parse({ principalFen: amountFen, annualRate, method: loan.method, periods: loan.periods, every: loan.every, disbursedOn, firstDueOn: loan.firstDueOn, dayCount, rounding }))
  const maturesOn = rows.at(-1)!.dueOn
  const { lineId } = await openLine(tx, { customerId, unitId, capFen: amountFen, products: [{ productCode, capFen: amountFen }], revolving: false, guarantee: loan.guarantee, validFrom: disbursedOn, validUntil: maturesOn, resolutionId: null })
  // It was drawn then; a loan past its end is taken over like any other.
  await drawLine(tx, lineId, productCode, amountFen, disbursedOn)
  await tx.insertInto('contract').values({
    bank_id: tx.bankId, contract_id: contractId, number: loan.contractNumber, line_id: lineId, customer_id: customerId, product_code: productCode, amount_fen: amountFen, annual_rate: annualRate, method: loan.method, every: loan.every,
    periods: loan.periods, day_count: dayCount, rounding, purpose: loan.purpose, signed_on: disbursedOn, matures_on: maturesOn, state: 'SIGNED',
  }).execute()
  const { cipher, keyId } = tx.keys.seal(loan.account, accountPlace.note(tx.bankId, noteId))
  const plan = await beginNote(tx, {
    noteId, noteNumber: loan.number, contractId, lineId, customerId, unitId, productCode, amountFen, annualRate, method: loan.method, every: loan.every, periods: loan.periods, dayCount, rounding,
    firstDueOn: loan.firstDueOn, account: { cipher, key: keyId, masked: maskAccount(loan.account) }, on: disbursedOn, by: staff.id, at,
  }, { policy, caseId: null, bookedOn: on })
  if (loan.followsRate === true) await tx.updateTable('note').set(followedRate(loan, plan.at(-1)!.dueOn, on, policy)).where('bank_id', '=', tx.bankId).where('note_id', '=', noteId).execute()
  const items = plan.slice(0, loan.paidInstalments).map((row) => ({ noteId, amountFen: fen(row.principalFen + row.interestFen), paidOn: row.dueOn, source: `take-over:${loan.number}:${row.seq}` }))
  await settlePayments(tx, { day: on, channel: 'CORE', items, now: at })
  const oldest = plan[loan.paidInstalments]?.dueOn
  const overdue = oldest === undefined || oldest >= on ? 0 : daysBetween(oldest, addDays(on, -1))
  await tx.updateTable('note').set({ risk_class: classFloor(overdue, policy.servicing.classFloors) }).where('bank_id', '=', tx.bankId).where('note_id', '=', noteId).execute()
  await record(tx, { caseId: noteId, act: 'servicing.take-over', who: staff.id, businessDate: on, body: { noteId, number: loan.number, amountFen, disbursedOn, paidInstalments: loan.paidInstalments } })
  return { noteId }
}

/** The spread is what the rate lay above the one published when it was drawn; days of repricing before the take-over were the core bank's. */
function followedRate({ annualRate, disbursedOn }: LoanToTakeOver, maturesOn: Day, on: Day, { servicing }: PolicyPack) {
  return followsOf(annualRate, { tenor: tenorOf(monthsBetween(disbursedOn, maturesOn), servicing.longTenorFrom), on: disbursedOn, repricing: 'ANNIVERSARY', next: repricingAfter('ANNIVERSARY', disbursedOn, addDays(on, -1)) })
}
