import { monthsIn } from '#common/schedule/domain'
import { policyFor } from '#common/policy/server'
import type { PolicyPack } from '#common/policy/domain'
import type { CaseFact } from '#common/task/domain'
import { type Day, Refusal, add, addMonths, exact, formatExact, monthsBetween, multiply, sumFen } from '#kernel'
import { reverseVoucher } from '#common/ledger/server'
import { undoDraw } from '#common/line/server'
import type { Disbursed } from '#loan/contract/domain'
import { type LateRule, type NoteAtHand, type PlanRow, closingOf, firstPlan, tenorOf, unpaid } from '#loan/servicing/domain'
import { record } from '#platform/audit'
import { type Tx, newId } from '#platform/db'
import { missing } from '#platform/http'
import { calendarOfNote } from './calendar.ts'
import { standingRepayments } from './note-at-hand.ts'
import { repricingAfter } from './acts/do-event.ts'
import { followsOf } from './acts/reprice.ts'
import { bookAct } from './book-act.ts'
import { knownRates } from './rates/known-rates.ts'
import { closingColumns, writeRule, writeVersion } from './store.ts'

const RATE_PLACES = 12

/** The money is out: the note begins with the first version of its schedule and with what is agreed about being late. */
export async function startNote(tx: Tx, fact: CaseFact & Disbursed): Promise<void> {
  const { applied_on: appliedOn, product } = await tx.selectFrom('application').select(['applied_on', 'product']).where('bank_id', '=', tx.bankId).where('case_id', '=', fact.caseId).executeTakeFirstOrThrow()
  const policy = await policyFor(tx, { applicationOn: appliedOn as Day, eventOn: fact.on }, { unit: fact.unitId, product })
  const plan = await beginNote(tx, fact, { policy, caseId: fact.caseId, bookedOn: fact.on })
  await record(tx, { caseId: fact.caseId, act: 'servicing.start', who: fact.by, businessDate: fact.on, body: { noteId: fact.noteId, number: fact.noteNumber, amountFen: fact.amountFen, instalments: plan.length, interestFen: sumFen(plan.map((row) => row.interestFen)), maturesOn: plan.at(-1)!.dueOn } })
}

/** A drawing, with the day the money went out and who says so. */
export type Drawn = Disbursed & Pick<CaseFact, 'on' | 'by' | 'at'>

/** Writes the note with its first plan and its rule, and books it on a day; returns the plan. */
export async function beginNote(tx: Tx, fact: Drawn, { policy, caseId, bookedOn }: { policy: PolicyPack; caseId: string | null; bookedOn: Day }): Promise<readonly PlanRow[]> {
  const terms = termsOf(fact, policy)
  const calendar = await calendarOfNote(tx, fact.on, addMonths(fact.firstDueOn, fact.every === 'ONCE' ? 0 : monthsIn(fact.every, fact.periods)))
  const plan = firstPlan(terms, policy.repayment.holidayRule, calendar)
  const rule = lateRule(fact, policy)
  const { book } = await tx.selectFrom('product').select('book').where('bank_id', '=', tx.bankId).where('product_code', '=', fact.productCode).executeTakeFirstOrThrow()
  const closing = closingOf({ amountFen: fact.amountFen, disbursedOn: fact.on, terms, rule, instalments: unpaid(plan), lastPaidOn: null }, fact.on)
  await tx.insertInto('note').values({
    bank_id: tx.bankId, note_id: fact.noteId, number: fact.noteNumber, contract_id: fact.contractId, line_id: fact.lineId, customer_id: fact.customerId, unit_id: fact.unitId, product_code: fact.productCode, book, case_id: caseId,
    ...await followsRate(tx, fact, policy, plan.at(-1)!.dueOn), ...closingColumns(closing), amount_fen: fact.amountFen, annual_rate: fact.annualRate, disbursed_on: fact.on, matures_on: plan.at(-1)!.dueOn,
    account_cipher: Buffer.from(fact.account.cipher), account_key: fact.account.key, account_masked: fact.account.masked, schedule_version: 1, state: 'RUNNING',
  }).execute()
  await writeRule(tx, fact.noteId, fact.on, rule)
  await writeVersion(tx, { noteId: fact.noteId, version: 1, fromDay: fact.on, reason: 'DISBURSED', terms, by: fact.by, at: fact.at, repaymentId: null }, plan)
  await bookAct(tx, { note_id: fact.noteId, unit_id: fact.unitId, product_code: fact.productCode, book, non_accrual_on: null }, { kind: 'DISBURSED', amountFen: fact.amountFen }, { voucherId: fact.noteId, on: bookedOn, valueDay: fact.on })
  return plan
}

/** The drawing was taken back on its own day: the note never was, and the line is as before. */
export async function reverseNote(tx: Tx, fact: CaseFact & { readonly noteId: string }): Promise<void> {
  const row = await tx.selectFrom('note').selectAll().where('bank_id', '=', tx.bankId).where('note_id', '=', fact.noteId).forUpdate().executeTakeFirst()
  if (row === undefined) throw missing('借据')
  if (row.disbursed_on !== fact.on) throw new Refusal({ code: 'note.not-its-day', message: `借据 ${row.number} 于 ${row.disbursed_on} 放款，只能当日撤销`, value: fact.on, expected: row.disbursed_on }, 409)
  // A repayment of interest alone leaves the balance as it was.
  if (row.state !== 'RUNNING' || await standingRepayments(tx, tx.bankId, fact.noteId).select('r.seq').executeTakeFirst() !== undefined) throw new Refusal({ code: 'note.already-paid', message: `借据 ${row.number} 已有还款，不能撤销放款`, expected: '没有还款的借据；先冲正还款' }, 409)
  await tx.updateTable('note').set({ state: 'REVERSED', balance_fen: 0, oldest_due_on: null, next_event_on: null, period_from: null, period_to: null, period_interest_fen: 0, due_principal_fen: 0, due_interest_fen: 0, row_version: row.row_version + 1 }).where('bank_id', '=', tx.bankId).where('note_id', '=', fact.noteId).execute()
  const { product_code: productCode } = await tx.selectFrom('contract').select('product_code').where('bank_id', '=', tx.bankId).where('contract_id', '=', row.contract_id).executeTakeFirstOrThrow()
  if (row.book === 'BOOK') await reverseVoucher(tx, fact.noteId, { newVoucherId: newId(), businessDay: fact.on })
  await undoDraw(tx, row.line_id, productCode, row.amount_fen as Disbursed['amountFen'])
  await record(tx, { caseId: fact.caseId, act: 'servicing.reverse', who: fact.by, businessDate: fact.on, body: { noteId: fact.noteId, number: row.number, amountFen: row.amount_fen } })
}

function termsOf(fact: Drawn, { repayment }: PolicyPack): NoteAtHand['terms'] {
  return {
    principalFen: fact.amountFen, annualRate: fact.annualRate, method: fact.method as NoteAtHand['terms']['method'], periods: fact.periods, every: fact.every, disbursedOn: fact.on, firstDueOn: fact.firstDueOn, ...fact.shape,
    dayCount: fact.dayCount, ...(fact.dayCount === 'M30' ? { oddPeriod: repayment.oddDayCount } : {}), firstPeriod: repayment.oddPeriod, rounding: fact.rounding,
  }
}

/** A note that follows the published rate keeps how far it lies above it. */
async function followsRate(tx: Tx, { annualRate, on }: Drawn, { servicing }: PolicyPack, maturesOn: Day) {
  const tenor = tenorOf(monthsBetween(on, maturesOn), servicing.longTenorFrom)
  const next = repricingAfter(servicing.repricing, on, on)
  return followsOf(annualRate, { tenor, on, repricing: servicing.repricing, next }, next === null ? {} : await knownRates(tx, on))
}

function lateRule({ annualRate }: Disbursed, { repayment, servicing }: PolicyPack): LateRule {
  return {
    penaltyRate: formatExact(multiply(exact(annualRate), add(1, exact(servicing.penaltyUplift))), RATE_PLACES).replace(/\.?0+$/, ''), compound: servicing.compoundInterest,
    daysPerYear: repayment.oddDayCount === 'ACT_365' ? 365 : 360, graceDays: repayment.penaltyGraceDays, graceToWorkingDay: repayment.graceToNextWorkingDay,
    allocation: { ...servicing.allocationOrder, nonAccrualAfterDays: servicing.nonAccrualDays },
  }
}
