import { postVoucher } from '#common/ledger/server'
import type { Day } from '#kernel'
import { type Outcome, transfersOf } from '#loan/servicing/domain'
import type { Tx } from '#platform/db'
import type { NoteRecord } from './note-record.ts'

/** When an act is booked, from which day it counts, and what it takes back. */
export interface Booking {
  readonly voucherId: string
  readonly on: Day
  readonly valueDay: Day
  readonly reverses?: string
}

/** Books an act on a note. The ledger of a note kept in MIRROR is the core bank's. */
export async function bookAct(tx: Tx, row: Pick<NoteRecord, 'note_id' | 'unit_id' | 'product_code' | 'book' | 'non_accrual_on'>, outcome: Outcome, { voucherId, on, valueDay, reverses }: Booking): Promise<void> {
  if (row.book === 'MIRROR') return
  const transfers = transfersOf(outcome, { noteId: row.note_id, unitId: row.unit_id, productCode: row.product_code, nonAccrual: row.non_accrual_on !== null, valueDay })
  await postVoucher(tx, { voucherId, businessDay: on, ...(reverses === undefined ? {} : { reverses }) }, transfers)
}
