import { randomUUID } from 'node:crypto'
import { type Bank, type Carried, must } from './carry.ts'

const CENT = 600_000

/** Money in suspense, some of it with a proposal of another, an order of today and a difference from the core bank. */
export async function ofCore(bank: Bank, { noteId }: Carried) {
  const [row] = await bank.db.asOwner('select number, unit_id, product_code from note where note_id = $1', [noteId])
  const [noteNumber, unitId, productCode] = [String(row?.['number']), String(row?.['unit_id']), String(row?.['product_code'])]
  const item = async (): Promise<string> => {
    const suspenseId = randomUUID()
    await bank.db.asOwner(
      `insert into suspense_item (bank_id, suspense_id, number, source, cause, amount_fen, left_fen, paid_on, received_on, received_at, unit_id, product_code, note_id, note_number, order_no, says, voucher_id)
       values ($1, $2, $3, $3, 'UNKNOWN_ORDER', $4, $4, '2025-03-12', '2025-03-12', now(), $5, $8, $6, $7, '20250312X', '没有这笔扣款指令', $2)`,
      [bank.banks[0], suspenseId, `ZS${suspenseId.slice(0, 8)}`, CENT, unitId, noteId, noteNumber, productCode],
    )
    return suspenseId
  }
  const proposed = async (): Promise<{ suspenseId: string; actId: string }> => {
    const suspenseId = await item()
    const { actId } = await must<{ actId: string }>(bank, bank.cashier, 'POST', `/api/suspense/${suspenseId}/return`, { rowVersion: 1, amountFen: CENT, reason: '退回付款账户' })
    return { suspenseId, actId }
  }
  const differenceId = randomUUID()
  await bank.db.asOwner(
    `insert into core_difference (bank_id, difference_id, subject, note_id, product_code, unit_id, cause, why, figures, balance_delta_fen, total_delta_fen, opened_on, seen_on, state)
     values ($1, $2, $3::uuid::text, $3::uuid, $5, $4, 'UNKNOWN', '本金余额不符', '[]', 100, 100, '2025-03-11', '2025-03-11', 'OPEN')`, [bank.banks[0], differenceId, noteId, unitId, productCode],
  )
  await bank.db.asOwner(`insert into debit_order (bank_id, day, note_id, order_no, unit_id, product_code, amount_fen, overdue_fen) values ($1, '2025-03-12', $2, $3, $4, $5, 100, 0)`, [bank.banks[0], noteId, `20250312${noteNumber}`, unitId, productCode])
  return { productCode, suspense: { noteNumber, amountFen: CENT, allocate: await item(), giveBack: await item(), explain: await item(), confirm: await proposed(), refuse: await proposed() }, differenceId }
}
