import { sql } from 'kysely'
import type { Transfer } from '#common/ledger/domain'
import { postVoucher } from '#common/ledger/server'
import { exact, fen, firstDay, monthOf } from '#kernel'
import { type Term, ftpChargeFor } from '#loan/servicing/domain'
import type { DayEndStep } from '../day-end/step.ts'
import { isMonthEnd } from './provision.ts'

interface Row { product_code: string; book: string; term: string; days: number; balance_days: string }

/** At month end: each unit pays for the money it lent, by term, on the average of its daily balances. */
export const ftpStep: DayEndStep = {
  id: 'ftp', name: '内部资金计价', perUnit: true, when: isMonthEnd,
  run: async (tx, at) => {
    const month = monthOf(at.day)
    const { rows } = await sql<Row>`
      select product_code, book, term, count(distinct day)::int as days, sum(balance_fen)::text as balance_days from portfolio_day
      where bank_id = ${tx.bankId} and unit_id = ${at.unitId} and day >= ${firstDay(month)} and day <= ${at.day} group by 1, 2, 3 order by 1, 2, 3`.execute(tx)
    const charged = await Promise.all(rows.map(async (row) => {
      const rate = (await at.policyOf(row.product_code)).servicing.ftpByTerm[row.term as Term]
      return { ...row, rate, chargeFen: ftpChargeFor(exact(row.balance_days), rate) }
    }))
    if (charged.length > 0) {
      await tx.insertInto('ftp_charge').values(charged.map((row) => ({ bank_id: tx.bankId, month, unit_id: at.unitId!, product_code: row.product_code, book: row.book, term: row.term, day_count: row.days, balance_days_fen: row.balance_days, annual_rate: row.rate, charge_fen: row.chargeFen }))).execute()
    }
    const transfers = charged.filter(({ book }) => book === 'BOOK').map((row): Transfer => ({ kind: 'FTP', debit: 'FTP_CHARGE', credit: 'FTP_POOL', amountFen: fen(row.chargeFen), noteId: null, unitId: at.unitId!, productCode: row.product_code, valueDay: at.day }))
    await postVoucher(tx, { voucherId: at.voucherId('FTP'), businessDay: at.day }, transfers)
    const sum = charged.reduce((total, row) => total + row.chargeFen, 0)
    return { rows: charged.length + transfers.length, controlFen: sum, figures: { 内部资金成本: sum } }
  },
}
