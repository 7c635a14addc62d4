import { type Day, Refusal } from '#kernel'
import type { FileApplication, Filed } from '#loan/application/domain'
import { permissionsOf, type Post } from '#common/staff/domain'
import { nextNumber, openWatchEntries } from '#common/customer/server'
import { record } from '#platform/audit'
import type { Staff } from '#platform/auth'
import { type Tx, newId } from '#platform/db'
import { missing } from '#platform/http'
import { refuseUnknownTrade } from './known-trade.ts'

/** Takes an application in: gives the case its number, its people and its unit. */
export async function fileApplication(tx: Tx, intake: FileApplication, by: Pick<Staff, 'id' | 'unitId'>, on: Day, now: Date): Promise<Filed> {
  refuseUnknownTrade(intake.business.trade, '/business/trade')
  await refuseUnknownCustomer(tx, intake.customerId)
  const leadId = intake.leadId ?? by.id
  for (const [staffId, at] of [[leadId, '/leadId'], [intake.assistId, '/assistId']] as const) if (staffId !== null) await refuseNoInvestigator(tx, staffId, on, at)
  if (intake.assistId === leadId) throw new Refusal({ code: 'application.same-person', message: '主办与协办须是两个人', at: '/assistId', expected: '另一位客户经理' }, 422)
  const caseId = newId()
  const year = on.slice(0, 4)
  const number = await nextNumber(tx, 'application', year, (count) => `SQ${year}${String(count).padStart(6, '0')}`)
  const { unit_id: unitId } = await tx.selectFrom('staff').select('unit_id').where('bank_id', '=', tx.bankId).where('staff_id', '=', leadId).executeTakeFirstOrThrow()
  await tx.insertInto('application').values({
    bank_id: tx.bankId, case_id: caseId, number, customer_id: intake.customerId, product: intake.request.product, amount_fen: intake.request.amountFen, periods: intake.request.periods,
    applied_on: on, source: intake.source, intake: JSON.stringify(intake), unit_id: unitId, lead_id: leadId, assist_id: intake.assistId,
    filed_by: by.id, filed_at: now.toISOString(), state: 'FILED', changed_at: now.toISOString(),
  }).execute()
  const watched = await openWatchEntries(tx, intake.customerId)
  await record(tx, { caseId, act: 'application.file', who: by.id, businessDate: on, body: { number, ...intake, ...(watched.length === 0 ? {} : { watched: watched.map(({ watchEntryId }) => watchEntryId) }) } })
  return { caseId, number, watched }
}

async function refuseUnknownCustomer(tx: Tx, customerId: string): Promise<void> {
  const known = await tx.selectFrom('customer').select('customer_id').where('bank_id', '=', tx.bankId).where('customer_id', '=', customerId).executeTakeFirst()
  if (known === undefined) throw missing('客户')
}

async function refuseNoInvestigator(tx: Tx, staffId: string, on: Day, at: string): Promise<void> {
  const posts = await tx.selectFrom('staff_post as p').select('p.post').where('p.bank_id', '=', tx.bankId).where('p.staff_id', '=', staffId)
    .where('p.from_day', '<=', on).where((eb) => eb.or([eb('p.until_day', 'is', null), eb('p.until_day', '>', on)])).execute()
  if (permissionsOf(posts.map(({ post }) => post as Post)).has('case.investigate')) return
  throw new Refusal({ code: 'application.not-investigator', message: '此人的岗位不做调查', at, value: staffId, expected: '客户经理、尽调岗或外勤' }, 422)
}
