import { kindName } from '#common/ledger/domain'
import type { NotePlans, PlanReason } from '#loan/servicing/domain'
import type { Tx } from '#platform/db'
import { readPlan } from '../read-plan.ts'

/** The transfers of one voucher of a note by the names of their accounts; a reversal's as well. */
export async function voucherOfNote(tx: Tx, noteId: string, voucherId: string) {
  const rows = await tx.selectFrom('transfer as t')
    .innerJoin('ledger_account as d', (join) => join.onRef('d.bank_id', '=', 't.bank_id').onRef('d.code', '=', 't.debit_code'))
    .innerJoin('ledger_account as c', (join) => join.onRef('c.bank_id', '=', 't.bank_id').onRef('c.code', '=', 't.credit_code'))
    .select(['t.kind', 't.debit_code', 't.credit_code', 'd.name as debit', 'c.name as credit', 't.amount_fen', 't.value_day', 't.business_day'])
    .where('t.bank_id', '=', tx.bankId).where('t.note_id', '=', noteId).where((eb) => eb.or([eb('t.voucher_id', '=', voucherId), eb('t.reverses_voucher_id', '=', voucherId)])).orderBy('t.business_day').orderBy('t.voucher_id').orderBy('t.line_no').execute()
  return { transfers: rows.map((row) => ({ kind: kindName(row.kind), debit: row.debit, credit: row.credit, debitCode: row.debit_code, creditCode: row.credit_code, amountFen: row.amount_fen, valueDay: row.value_day, businessDay: row.business_day })) }
}

/** Every version of the plan of a note, the first one first. */
export async function plansOfNote(tx: Tx, noteId: string): Promise<NotePlans> {
  const versions = await tx.selectFrom('schedule_version').select(['version', 'from_day', 'reason']).where('bank_id', '=', tx.bankId).where('note_id', '=', noteId).orderBy('version').execute()
  const plans: NotePlans['plans'] = []
  for (const one of versions) plans.push({ version: one.version, fromDay: one.from_day, reason: one.reason as PlanReason, rows: (await readPlan(tx, noteId, one.version)).map((row) => ({ ...row })) })
  return { plans }
}
