import { sql } from 'kysely'
import type { Purpose, Transfer } from '#common/ledger/domain'
import { postVoucher } from '#common/ledger/server'
import { type Day, addDays, fen } from '#kernel'
import type { Tx } from '#platform/db'
import type { DayEndAt, DayEndDone } from './step.ts'

/** What accrues, as a column of accrued_of_day. */
export type Charge = 'interest' | 'penalty' | 'compound'

/** What had accrued of one unit and product, on or off the balance sheet. */
export interface AccruedSum {
  readonly unitId: string
  readonly productCode: string
  readonly off: boolean
  readonly amountFen: number
  /** Notes and principal, where the scan counted them. */
  readonly notes?: number
  readonly balanceFen?: number
}

/** The account that holds it and the one that answers for it, on the balance sheet and beside it. */
export const ACCOUNTS: Readonly<Record<Charge, { readonly on: readonly [Purpose, Purpose]; readonly off: readonly [Purpose, Purpose]; readonly kind: string; readonly name: string }>> = {
  interest: { on: ['INTEREST_RECEIVABLE', 'INTEREST_INCOME'], off: ['OFF_INTEREST', 'OFF_CONTRA'], kind: 'ACCRUED_INTEREST', name: '利息' },
  penalty: { on: ['PENALTY_RECEIVABLE', 'PENALTY_INCOME'], off: ['OFF_PENALTY', 'OFF_CONTRA'], kind: 'ACCRUED_PENALTY', name: '罚息' },
  compound: { on: ['COMPOUND_RECEIVABLE', 'COMPOUND_INCOME'], off: ['OFF_COMPOUND', 'OFF_CONTRA'], kind: 'ACCRUED_COMPOUND', name: '复利' },
}

/**
 * Books what accrued on the day: S(D) − S(D−1) + what acts of the day took off the account. So a settlement that takes less
 * than had accrued is booked by itself, and the account agrees with the notes. Keeps S(D) for the next day.
 */
export async function bookAccrued(tx: Tx, at: DayEndAt, charge: Charge, sums: readonly AccruedSum[]): Promise<DayEndDone> {
  const { on, off, kind, name } = ACCOUNTS[charge]
  const before = await sumsOf(tx, addDays(at.day, -1), charge)
  const taken = await takenFrom(tx, at.day, on[0], off[0])
  const [now, then, out] = [sums, before, taken].map((some) => new Map(some.map((sum) => [keyOf(sum), sum])))
  const transfers: Transfer[] = []
  let [onFen, offFen] = [0, 0]
  for (const key of [...new Set([...now!.keys(), ...then!.keys(), ...out!.keys()])].sort()) {
    const { unitId, productCode, off: isOff } = (now!.get(key) ?? then!.get(key) ?? out!.get(key))!
    const amountFen = (now!.get(key)?.amountFen ?? 0) - (then!.get(key)?.amountFen ?? 0) + (out!.get(key)?.amountFen ?? 0)
    const [debit, credit] = isOff ? off : on
    transfers.push({ kind, debit, credit, amountFen: fen(amountFen), noteId: null, unitId, productCode, valueDay: at.day })
    if (isOff) offFen += amountFen
    else onFen += amountFen
  }
  await postVoucher(tx, { voucherId: at.voucherId(kind), businessDay: at.day }, transfers)
  await keepAccrued(tx, at.day, charge, sums)
  return { rows: transfers.filter(({ amountFen }) => amountFen !== 0).length + sums.length, controlFen: onFen + offFen, figures: { [`当日计提${name}`]: onFen, [`表外${name}`]: offFen } }
}

const keyOf = ({ unitId, productCode, off }: AccruedSum): string => `${unitId} ${productCode} ${off}`

/** S of a closed day. */
export async function sumsOf(tx: Tx, day: Day, charge: Charge): Promise<AccruedSum[]> {
  const rows = await tx.selectFrom('accrued_of_day').select(['unit_id', 'product_code', 'off_balance', 'interest_fen', 'penalty_fen', 'compound_fen']).where('bank_id', '=', tx.bankId).where('day', '=', day).execute()
  return rows.map((row) => ({ unitId: row.unit_id, productCode: row.product_code, off: row.off_balance, amountFen: row[`${charge}_fen`] }))
}

/** What transfers of the day took off the accounts, net; the accrual itself is not booked yet. Summed by their accounts first: a transfer each is a payment, and asking of each which account it touches cost more than all else. */
async function takenFrom(tx: Tx, day: Day, on: Purpose, off: Purpose): Promise<AccruedSum[]> {
  const { rows } = await sql<{ unit_id: string; product_code: string; off: boolean; amount: number }>`
    with t as materialized (select unit_id, product_code, debit_code, credit_code, sum(amount_fen) as amount_fen from transfer where bank_id = ${tx.bankId} and business_day = ${day} group by 1, 2, 3, 4)
    select t.unit_id, t.product_code, a.purpose = ${off} as off, sum(case when t.credit_code = a.code then t.amount_fen else -t.amount_fen end)::bigint as amount
    from ledger_account a join t on t.credit_code = a.code or t.debit_code = a.code
    where a.bank_id = ${tx.bankId} and a.purpose in (${on}, ${off}) group by 1, 2, 3`.execute(tx)
  return rows.map((row) => ({ unitId: row.unit_id, productCode: row.product_code, off: row.off, amountFen: row.amount }))
}

/** Keeps S of a day; of a book taken over, what had accrued on the day before its first. */
export async function keepAccrued(tx: Tx, day: Day, charge: Charge, sums: readonly AccruedSum[]): Promise<void> {
  if (sums.length === 0) return
  const column = sql.ref(`${charge}_fen`)
  const counted = charge === 'interest' ? sql`, note_count = excluded.note_count, balance_fen = excluded.balance_fen` : sql``
  await sql`
    insert into accrued_of_day (bank_id, day, unit_id, product_code, off_balance, note_count, balance_fen, interest_fen, penalty_fen, compound_fen)
    select ${tx.bankId}::int, ${day}::date, s.unit_id, s.product_code, s.off, s.notes, s.balance, ${charge === 'interest' ? sql`s.amount, 0, 0` : charge === 'penalty' ? sql`0, s.amount, 0` : sql`0, 0, s.amount`}
    from unnest(${sums.map(({ unitId }) => unitId)}::uuid[], ${sums.map(({ productCode }) => productCode)}::text[], ${sums.map(({ off }) => off)}::bool[], ${sums.map(({ amountFen }) => amountFen)}::bigint[],
      ${sums.map(({ notes }) => notes ?? 0)}::int[], ${sums.map(({ balanceFen }) => balanceFen ?? 0)}::bigint[]) as s(unit_id, product_code, off, amount, notes, balance)
    on conflict (bank_id, day, unit_id, product_code, off_balance) do update set ${column} = excluded.${column} ${counted}`.execute(tx)
}
