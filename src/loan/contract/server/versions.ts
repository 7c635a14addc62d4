import type { Selectable } from 'kysely'
import { type Day, assert, day, read } from '#kernel'
import { Terms } from '#loan/decision/domain'
import type { Schema, Tx } from '#platform/db'
import { accountPlace } from './accounts.ts'

/** A version as stored, with its terms read and the name of who drew it up. */
export type VersionRow = Omit<Selectable<Schema['contract_version']>, 'terms'> & { readonly terms: Terms; readonly by_name: string }

/** One version of the papers as it was drawn up. */
export async function versionOf(tx: Tx, contractId: string, version: number): Promise<VersionRow> {
  const row = await tx.selectFrom('contract_version as v').innerJoin('staff as s', (on) => on.onRef('s.bank_id', '=', 'v.bank_id').onRef('s.staff_id', '=', 'v.drawn_up_by'))
    .selectAll('v').select('s.name as by_name').where('v.bank_id', '=', tx.bankId).where('v.contract_id', '=', contractId).where('v.version', '=', version).executeTakeFirst()
  assert(row !== undefined, `contract ${contractId} has version ${version}`)
  return { ...row, terms: read(Terms, row.terms) }
}

/** The days a version was drawn up for. */
export function daysOf(row: VersionRow): { readonly startsOn: Day; readonly firstDueOn: Day } {
  return { startsOn: day(row.starts_on), firstDueOn: day(row.first_due_on) }
}

/** Who is paid directly, with the whole account: for papers only. */
export async function payeesOf(tx: Tx, contractId: string, version: number) {
  const rows = await payeeRows(tx, contractId, version)
  return rows.map((row) => ({
    seq: row.seq, name: row.name, bank: row.account_bank, amountFen: row.amount_fen, tradeContract: row.trade_contract, goods: row.goods,
    account: tx.keys.open({ cipher: row.account_cipher, keyId: row.account_key }, accountPlace.payee(tx.bankId, contractId, version, row.seq)),
  }))
}

/** The same for a screen, masked. */
export async function payeesShown(tx: Tx, contractId: string, version: number) {
  const rows = await payeeRows(tx, contractId, version)
  return rows.map((row) => ({ name: row.name, bank: row.account_bank, accountMasked: row.account_masked, amountFen: row.amount_fen, tradeContract: row.trade_contract, goods: row.goods, evidenceId: row.evidence_id }))
}

function payeeRows(tx: Tx, contractId: string, version: number) {
  return tx.selectFrom('contract_payee').selectAll().where('bank_id', '=', tx.bankId).where('contract_id', '=', contractId).where('version', '=', version).orderBy('seq').execute()
}
