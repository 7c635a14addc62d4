import type { Assessment } from '#common/assessment/domain'
import { type CustomerNotice, customerNotice } from '#loan/investigation/domain'
import type { Staff } from '#platform/auth'
import type { Tx } from '#platform/db'
import { missing } from '#platform/http'
import { readCase } from './case-at-hand.ts'

/** The letter to the customer of a case that stands rejected by rule; no other case has one. */
export async function readNotice(tx: Tx, staff: Staff, caseId: string): Promise<CustomerNotice> {
  const held = await readCase(tx, staff, caseId)
  if (held.state !== 'REJECTED_BY_RULE') throw missing('给客户的通知，规则拒绝的业务才有')
  const row = await tx.selectFrom('application as a')
    .innerJoin('customer as c', (on) => on.onRef('c.bank_id', '=', 'a.bank_id').onRef('c.customer_id', '=', 'a.customer_id'))
    .innerJoin('staff as s', (on) => on.onRef('s.bank_id', '=', 'a.bank_id').onRef('s.staff_id', '=', 'a.lead_id'))
    .innerJoin('investigation_version as v', (on) => on.onRef('v.bank_id', '=', 'a.bank_id').onRef('v.case_id', '=', 'a.case_id').on('v.version', '=', held.version))
    .innerJoin('bank as b', 'b.bank_id', 'a.bank_id')
    .select(['a.amount_fen', 'c.name as customer', 's.name as manager', 'b.name as bank', 'v.assessment', 'v.submitted_on'])
    .where('a.bank_id', '=', tx.bankId).where('a.case_id', '=', caseId).executeTakeFirstOrThrow()
  return {
    bank: row.bank, customer: row.customer, number: held.number, product: held.product, amountFen: row.amount_fen, appliedOn: held.appliedOn, decidedOn: row.submitted_on, manager: row.manager,
    paragraphs: [...customerNotice((row.assessment as Assessment).reasons)],
  }
}
