import type { Voucher } from '#common/ledger/domain'
import { nextNumber } from '#common/customer/server'
import { accountPlace } from '#loan/contract/server'
import type { Day, Fen } from '#kernel'
import type { SuspenseCause } from '#loan/servicing/domain'
import type { Tx } from '#platform/db'
import { idOf } from '../id-of.ts'
import { answerPlace } from './answers.ts'

/** Money that could not be set off, as it came in. */
export interface NewSuspense {
  /** The answer it came with. */
  readonly source: string
  readonly cause: SuspenseCause
  readonly amountFen: Fen
  readonly paidOn: Day
  readonly unitId: string
  readonly productCode: string
  readonly noteId: string | null
  readonly noteNumber: string | null
  readonly orderNo: string
  /** The account the money came from, where it is not the note's own. */
  readonly from: { readonly account_cipher: Buffer | null; readonly account_key: string | null; readonly account_masked: string | null }
  readonly says: string
}

/** Where the sealed account of an item belongs. */
export const suspensePlace = (bankId: number, suspenseId: string): string => `${bankId}/suspense_item/${suspenseId}/account`
const NUMBER_LENGTH = 6

/** Opens an item of the work list for each, once for each answer; returns the vouchers that bring their money onto the suspense account. */
export async function putIntoSuspense(tx: Tx, items: readonly NewSuspense[], { on, now }: { readonly on: Day; readonly now: string }): Promise<Voucher[]> {
  const vouchers: Voucher[] = []
  for (const item of items) {
    const [suspenseId, voucherId] = [idOf('suspense', tx.bankId, item.source), idOf('suspense-voucher', tx.bankId, item.source)]
    const year = on.slice(0, 4)
    const account = await accountOf(tx, suspenseId, item)
    const number = await nextNumber(tx, 'suspense', year, (count) => `ZS${year}${String(count).padStart(NUMBER_LENGTH, '0')}`)
    await tx.insertInto('suspense_item').values({
      bank_id: tx.bankId, suspense_id: suspenseId, number, source: item.source, cause: item.cause, amount_fen: item.amountFen, left_fen: item.amountFen, paid_on: item.paidOn, received_on: on, received_at: now, unit_id: item.unitId,
      product_code: item.productCode, note_id: item.noteId, note_number: item.noteNumber, order_no: item.orderNo, ...account, says: item.says, voucher_id: voucherId,
    }).execute()
    vouchers.push({ voucherId, businessDay: on, transfers: [{ kind: 'SUSPENDED', debit: 'SETTLEMENT', credit: 'SUSPENSE', amountFen: item.amountFen, noteId: item.noteId, unitId: item.unitId, productCode: item.productCode, valueDay: item.paidOn }] })
  }
  return vouchers
}

/** The account is sealed anew for the item: of the answer where it names another, of the note where it is the note's own. */
async function accountOf(tx: Tx, suspenseId: string, { source, noteId, from }: NewSuspense) {
  const place = suspensePlace(tx.bankId, suspenseId)
  if (from.account_cipher !== null && from.account_key !== null) {
    const { cipher, keyId } = tx.keys.seal(tx.keys.open({ cipher: from.account_cipher, keyId: from.account_key }, answerPlace(tx.bankId, source)), place)
    return { account_cipher: cipher, account_key: keyId, account_masked: from.account_masked }
  }
  const note = noteId === null ? undefined : await tx.selectFrom('note').select(['account_cipher', 'account_key', 'account_masked']).where('bank_id', '=', tx.bankId).where('note_id', '=', noteId).executeTakeFirst()
  if (note === undefined || noteId === null) return { account_cipher: null, account_key: null, account_masked: null }
  const { cipher, keyId } = tx.keys.seal(tx.keys.open({ cipher: note.account_cipher, keyId: note.account_key }, accountPlace.note(tx.bankId, noteId)), place)
  return { account_cipher: cipher, account_key: keyId, account_masked: note.account_masked }
}
