import { type Day, day, fen } from '#kernel'
import { newCustomer } from '../../../investigation/server/testing/branch.ts'
import { takeOverLoan } from '../take-over.ts'
import { inCounter } from './debit.ts'
import type { Counter } from './note.ts'

export interface TakenOver { readonly noteId: string; readonly number: string; readonly customerId: string }

let loans = 0

/** GC-01 as a core bank hands it over, the first instalments of it paid: a note without a case. */
export async function openTakenOver(counter: Counter, { on, paidInstalments = 0, firstDueOn = day('2025-04-14') }: { readonly on: Day; readonly paidInstalments?: number; readonly firstDueOn?: Day }): Promise<TakenOver> {
  const { officer } = counter
  const { customerId } = (await counter.as(officer, 'POST', '/api/customers', { body: newCustomer() })).json<{ customerId: string }>()
  const number = `JQ2025${String(++loans).padStart(6, '0')}`
  return inCounter(counter, async (tx) => {
    const { noteId } = await takeOverLoan(tx, {
      customerId, unitId: officer.unitId, productCode: 'MICRO', amountFen: fen(11_800_000), annualRate: '0.072', method: 'ANNUITY', every: 'MONTH', periods: 12, firstDueOn, number, contractNumber: `HQ${number.slice(2)}`,
      disbursedOn: day('2025-03-14'), guarantee: 'PERSONAL_GUARANTEE', purpose: '夏季饮料备货', account: '6230580000000018', paidInstalments,
    }, { staff: { id: officer.staffId } as Parameters<typeof takeOverLoan>[2]['staff'], on, now: new Date() })
    return { noteId, number, customerId }
  })
}

/** Puts a product on the core bank's ledger, or back on this bank's own. */
export async function keptBy({ db, banks }: Counter, book: 'BOOK' | 'MIRROR'): Promise<void> {
  await db.asOwner(`insert into product (bank_id, product_code, name, book, core_channel) values ($1, 'MICRO', '小微贷', $2, case when $2 = 'MIRROR' then 'FILE' else 'NONE' end) on conflict (bank_id, product_code) do update set book = excluded.book, core_channel = excluded.core_channel`, [banks[0], book])
}
