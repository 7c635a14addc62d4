import type { Tx } from '#platform/db'

/** Where a sealed account belongs: of the borrower in a version, of a payee, of a note. */
export const accountPlace = {
  version: (bankId: number, contractId: string, version: number): string => `${bankId}/contract_version/${contractId}/${version}/account`,
  payee: (bankId: number, contractId: string, version: number, seq: number): string => `${bankId}/contract_payee/${contractId}/${version}/${seq}/account`,
  note: (bankId: number, noteId: string): string => `${bankId}/note/${noteId}/account`,
}

const [HEAD, TAIL] = [6, 4]

/** What a screen shows of an account: issuer and last four. */
export function maskAccount(account: string): string {
  return account.slice(0, HEAD) + '*'.repeat(Math.max(0, account.length - HEAD - TAIL)) + account.slice(-TAIL)
}

/** The same without its end, for whoever has to read that from the paper. */
export function withoutEnd(masked: string): string {
  return masked.slice(0, -TAIL) + '*'.repeat(TAIL)
}

/** The account of the borrower as the papers of a version name it. */
export function openAccount(tx: Tx, row: { readonly contract_id: string; readonly version: number; readonly account_cipher: Buffer; readonly account_key: string }): string {
  return tx.keys.open({ cipher: row.account_cipher, keyId: row.account_key }, accountPlace.version(tx.bankId, row.contract_id, row.version))
}
