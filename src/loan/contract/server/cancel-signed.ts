import { Refusal } from '#kernel'
import type { Tx } from '#platform/db'

/** A contract that was signed ends as cancelled, and the line opened for it alone is closed; refused once money went out under it. */
export async function cancelSigned(tx: Tx, { contractId, lineId }: { readonly contractId: string; readonly lineId: string | null }): Promise<void> {
  if (lineId === null) return
  const paid = await tx.selectFrom('drawdown').select('note_number').where('bank_id', '=', tx.bankId).where('contract_id', '=', contractId).where('state', 'not in', ['CANCELLED', 'REVERSED']).executeTakeFirst()
  if (paid !== undefined) throw new Refusal({ code: 'contract.already-paid', message: `已有放款 ${paid.note_number}，合同不能作废`, value: paid.note_number, expected: '先撤销或冲正该笔放款' }, 409)
  await tx.updateTable('contract').set({ state: 'CANCELLED' }).where('bank_id', '=', tx.bankId).where('contract_id', '=', contractId).execute()
  await tx.updateTable('line').set({ state: 'CLOSED' }).where('bank_id', '=', tx.bankId).where('line_id', '=', lineId).where('drawn_fen', '=', 0)
    .where(({ not, exists, selectFrom }) => not(exists(selectFrom('contract as c').select('c.contract_id').where('c.bank_id', '=', tx.bankId).where('c.line_id', '=', lineId).where('c.state', '=', 'SIGNED').where('c.contract_id', '<>', contractId)))).execute()
}
