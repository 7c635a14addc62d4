import type { Staff } from '#platform/auth'
import type { Tx } from '#platform/db'

/** The form this person had begun for this customer, null when there is none. */
export async function readDraft(tx: Tx, staff: Staff, customerId: string): Promise<{ form: unknown; savedAt: string } | null> {
  const row = await tx.selectFrom('application_draft').select(['form', 'saved_at']).where('bank_id', '=', tx.bankId).where('staff_id', '=', staff.id).where('customer_id', '=', customerId).executeTakeFirst()
  return row === undefined ? null : { form: row.form, savedAt: row.saved_at }
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
