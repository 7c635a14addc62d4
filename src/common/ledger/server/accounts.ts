import { CHART, type AccountKind, type Purpose, type Side } from '#common/ledger/domain'
import type { Day } from '#kernel'
import { record } from '#platform/audit'
import type { Staff } from '#platform/auth'
import type { Tx } from '#platform/db'
import { missing } from '#platform/http'

/** The chart of the bank with the names it gave its accounts; before the first voucher, the shipped one. */
export async function listAccounts(tx: Tx) {
  const own = new Map((await tx.selectFrom('ledger_account').select(['code', 'name']).where('bank_id', '=', tx.bankId).execute()).map((row) => [row.code, row.name]))
  return {
    accounts: (Object.keys(CHART) as Purpose[]).map((purpose) => {
      const { code, name, kind, side } = CHART[purpose]
      return { code, name: own.get(code) ?? name, shippedName: name, kind: kind as AccountKind, side: side as Side, purpose }
    }).sort((a, b) => (a.code < b.code ? -1 : 1)),
  }
}

/** Gives an account the name the bank uses; its code and purpose stay. */
export async function renameAccount(tx: Tx, staff: Staff, code: string, name: string, on: Day): Promise<void> {
  const row = await tx.selectFrom('ledger_account').select('name').where('bank_id', '=', tx.bankId).where('code', '=', code).forUpdate().executeTakeFirst()
  if (row === undefined) throw missing('科目')
  await tx.updateTable('ledger_account').set({ name }).where('bank_id', '=', tx.bankId).where('code', '=', code).execute()
  await record(tx, { caseId: staff.id, act: 'ledger.rename-account', who: staff.id, businessDate: on, body: { code, before: row.name, after: name } })
}
