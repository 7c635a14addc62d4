import { fileAnswered } from '#common/exchange/server'
import type { Day } from '#kernel'
import type { Tx } from '#platform/db'
import { sql } from 'kysely'

/** Marks the order files whose every order has its answer by now. */
export async function noteAnswered(tx: Tx, at: { readonly on: Day; readonly now: Date }): Promise<void> {
  const { rows } = await sql<{ file_id: string }>`
    select f.file_id from exchange_file f where f.bank_id = ${tx.bankId} and f.direction = 'OUT' and f.state = 'SENT' and f.row_count > 0 and (
      (f.kind = 'DEBIT_ORDER' and exists (select from debit_batch b where b.bank_id = f.bank_id and b.file_id = f.file_id)
        and not exists (select from debit_batch b join debit_order o on o.bank_id = b.bank_id and o.day = b.day and o.batch_id = b.batch_id where b.bank_id = f.bank_id and b.file_id = f.file_id and o.state = 'SENT'))
      or (f.kind = 'DRAWDOWN_ORDER' and exists (select from drawdown_order d where d.bank_id = f.bank_id and d.file_id = f.file_id)
        and not exists (select from drawdown_order d where d.bank_id = f.bank_id and d.file_id = f.file_id and d.state in ('WAITING', 'SENT'))))`.execute(tx)
  for (const { file_id: fileId } of rows) await fileAnswered(tx, fileId, at.on, at.now)
}
