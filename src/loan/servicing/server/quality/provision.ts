import { sql } from 'kysely'
import type { Transfer } from '#common/ledger/domain'
import { postVoucher } from '#common/ledger/server'
import { type Day, fen, lastDay, monthOf } from '#kernel'
import { RISK_CLASSES, type RiskClass, provisionFor } from '#loan/servicing/domain'
import type { Tx } from '#platform/db'
import type { DayEndAt, DayEndStep } from '../day-end/step.ts'

/** Whether a day is the last of its month. */
export const isMonthEnd = (day: Day): boolean => day === lastDay(monthOf(day))

interface Row { product_code: string; book: string; risk_class: string; balance: number }

/** At month end: what each class asks for is kept, and what the account lacks or has too much is booked. */
export const provisionStep: DayEndStep = {
  id: 'provision', name: '计提减值准备', perUnit: true, when: isMonthEnd,
  run: async (tx, at) => {
    const { rows } = await sql<Row>`
      select product_code, book, risk_class, sum(balance_fen)::bigint as balance from portfolio_day where bank_id = ${tx.bankId} and day = ${at.day} and unit_id = ${at.unitId} group by 1, 2, 3 order by 1, 2, 3`.execute(tx)
    const required = await Promise.all(rows.map(async (row) => {
      const rates = (await at.policyOf(row.product_code)).servicing.provisionRates
      return { ...row, rate: rates[row.risk_class as RiskClass], requiredFen: provisionFor(row.balance, row.risk_class as RiskClass, rates) }
    }))
    if (required.length > 0) {
      await tx.insertInto('provision').values(required.map((row) => ({ bank_id: tx.bankId, day: at.day, unit_id: at.unitId!, product_code: row.product_code, book: row.book, risk_class: row.risk_class, balance_fen: row.balance, coefficient: row.rate, required_fen: row.requiredFen }))).execute()
    }
    const transfers = await changes(tx, at, required.filter(({ book }) => book === 'BOOK'))
    await postVoucher(tx, { voucherId: at.voucherId('PROVISION'), businessDay: at.day }, transfers)
    const sum = required.reduce((total, row) => total + row.requiredFen, 0)
    const by = (of: RiskClass): number => required.filter((row) => row.risk_class === of).reduce((total, row) => total + row.requiredFen, 0)
    return { rows: required.length + transfers.length, controlFen: sum, figures: { 应提准备: sum, 本月补提: transfers.reduce((total, one) => total + one.amountFen, 0), ...Object.fromEntries(RISK_CLASSES.map((one) => [NAMES[one], by(one)])) } }
  },
}

const NAMES: Readonly<Record<RiskClass, string>> = { NORMAL: '正常类', SPECIAL_MENTION: '关注类', SUBSTANDARD: '次级类', DOUBTFUL: '可疑类', LOSS: '损失类' }

/** What is missing from the account of each product, or was provided too much: write-offs of the month have drawn on it. */
async function changes(tx: Tx, at: DayEndAt, required: readonly { readonly product_code: string; readonly requiredFen: number }[]): Promise<Transfer[]> {
  const { rows: held } = await sql<{ product_code: string; held: number }>`
    select s.product_code, sum(s.held)::bigint as held from (
      select b.product_code, -b.closing_fen as held from account_balance b join ledger_account a on a.bank_id = b.bank_id and a.code = b.account_code
      where b.bank_id = ${tx.bankId} and b.unit_id = ${at.unitId} and a.purpose = 'PROVISION'
        and b.day = (select max(d.day) from ledger_day d where d.bank_id = ${tx.bankId} and d.unit_id = ${at.unitId} and d.day < ${at.day})
      union all
      select t.product_code, case when t.credit_code = a.code then t.amount_fen else -t.amount_fen end from transfer t join ledger_account a on a.bank_id = t.bank_id and a.code in (t.debit_code, t.credit_code)
      where t.bank_id = ${tx.bankId} and t.unit_id = ${at.unitId} and t.business_day = ${at.day} and a.purpose = 'PROVISION'
    ) s group by 1`.execute(tx)
  const change = new Map<string, number>()
  for (const row of required) change.set(row.product_code, (change.get(row.product_code) ?? 0) + row.requiredFen)
  for (const row of held) change.set(row.product_code, (change.get(row.product_code) ?? 0) - row.held)
  return [...change].filter(([, amount]) => amount !== 0).map(([productCode, amount]) => ({ kind: 'PROVISION', debit: 'PROVISION_EXPENSE', credit: 'PROVISION', amountFen: fen(amount), noteId: null, unitId: at.unitId!, productCode, valueDay: at.day }))
}
