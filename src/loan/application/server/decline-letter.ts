import { type AdmissionRule, type DeclineLetter, declineLetter } from '#loan/application/domain'
import type { Staff } from '#platform/auth'
import type { Tx } from '#platform/db'
import { missing } from '#platform/http'
import { readApplication } from './scope.ts'

/** The letter to a customer who was not admitted; no other application has one. */
export async function readDeclineLetter(tx: Tx, staff: Staff, caseId: string): Promise<DeclineLetter> {
  const application = await readApplication(tx, staff, caseId)
  if (application.state !== 'DECLINED') throw missing('给客户的答复，不予准入的申请才有')
  const decided = await tx.selectFrom('application_admission').select(['rules', 'decided_on']).where('bank_id', '=', tx.bankId).where('case_id', '=', caseId).orderBy('seq', 'desc').executeTakeFirst()
  if (decided === undefined) throw missing('给客户的答复')
  const names = await tx.selectFrom('application as a').innerJoin('customer as c', (on) => on.onRef('c.bank_id', '=', 'a.bank_id').onRef('c.customer_id', '=', 'a.customer_id'))
    .innerJoin('staff as s', (on) => on.onRef('s.bank_id', '=', 'a.bank_id').onRef('s.staff_id', '=', 'a.filed_by')).innerJoin('bank as b', 'b.bank_id', 'a.bank_id')
    .select(['c.name as customer', 's.name as manager', 'b.name as bank']).where('a.bank_id', '=', tx.bankId).where('a.case_id', '=', caseId).executeTakeFirstOrThrow()
  const broken = (decided.rules as AdmissionRule[]).filter(({ holds }) => !holds).map(({ rule }) => rule)
  return { ...names, number: application.number, product: application.product, amountFen: application.amount_fen, appliedOn: application.applied_on, decidedOn: decided.decided_on, paragraphs: declineLetter(broken) }
}
