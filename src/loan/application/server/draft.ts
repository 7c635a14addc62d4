import type { z } from 'zod'
import { policyFor } from '#common/policy/server'
import type { Day } from '#kernel'
import type { IntakeDraft } from '#loan/application/domain'
import type { Staff } from '#platform/auth'
import type { Tx } from '#platform/db'

/** The form this person had begun for this customer, none when there is none; and what he has to say of conduct today. */
export async function readDraft(tx: Tx, staff: Staff, customerId: string, on: Day): Promise<z.output<typeof IntakeDraft>> {
  const { organisation, intake } = await policyFor(tx, { applicationOn: on, eventOn: on }, { unit: staff.unitId })
  const row = await tx.selectFrom('application_draft').select(['form', 'saved_at']).where('bank_id', '=', tx.bankId).where('staff_id', '=', staff.id).where('customer_id', '=', customerId).executeTakeFirst()
  return { draft: row === undefined ? null : { form: row.form, savedAt: row.saved_at }, conduct: { code: organisation.conductCode, phone: intake.conductPhone } }
}

/** Keeps a form that is not filed yet; null forgets it. Not an act on a case: nobody relies on it. */
export async function keepDraft(tx: Tx, staff: Staff, customerId: string, form: Readonly<Record<string, unknown>> | null, now: Date): Promise<void> {
  if (form === null) {
    await tx.deleteFrom('application_draft').where('bank_id', '=', tx.bankId).where('staff_id', '=', staff.id).where('customer_id', '=', customerId).execute()
    return
  }
  const kept = { form: JSON.stringify(form), saved_at: now.toISOString() }
  await tx.insertInto('application_draft').values({ bank_id: tx.bankId, staff_id: staff.id, customer_id: customerId, ...kept }).onConflict((conflict) => conflict.columns(['bank_id', 'staff_id', 'customer_id']).doUpdateSet(kept)).execute()
}
