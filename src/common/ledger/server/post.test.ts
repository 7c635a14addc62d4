import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Day, Refusal, day, fen } from '#kernel'
import { CHART, type Transfer } from '#common/ledger/domain'
import { type TestDatabase, type Tx, newId, testDatabase, twoBanks } from '#platform/db'
import { type TestStaff, testStaff } from '#platform/http'
import { ensureChart, postVoucher, postVouchers, reverseVoucher } from './index.ts'

let db: TestDatabase
let bank: number
let other: number
let staff: TestStaff
const ON = day('2025-03-14')

beforeAll(async () => {
  db = await testDatabase()
  ;[bank, other] = await twoBanks(db, ON)
  staff = await testStaff(db.database, bank, { posts: ['FINANCE'] })
})
afterAll(() => db.drop())

const inBank = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => db.database.inBank(bank, work)
const transfer = (change: Partial<Transfer> = {}): Transfer => ({ kind: 'DISBURSED', debit: 'PRINCIPAL', credit: 'SETTLEMENT', amountFen: fen(100_00), noteId: null, unitId: staff.unitId, productCode: 'MICRO', valueDay: ON, ...change })
const booked = (voucherId: string) => inBank((tx) => tx.selectFrom('transfer').select(['line_no', 'business_day', 'value_day', 'debit_code', 'credit_code', 'amount_fen', 'reverses_voucher_id']).where('bank_id', '=', tx.bankId).where('voucher_id', '=', voucherId).orderBy('line_no').execute())

describe('a voucher', () => {
  it('is booked once however often it is posted, on the chart the bank is given with it', async () => {
    const voucherId = newId()
    for (let times = 0; times < 2; times++) {
      await inBank((tx) => postVoucher(tx, { voucherId, businessDay: ON }, [transfer(), transfer({ kind: 'REPAID_INTEREST', debit: 'SETTLEMENT', credit: 'INTEREST_RECEIVABLE', amountFen: fen(7_20) })]))
    }
    expect(await booked(voucherId)).toEqual([
      { line_no: 1, business_day: ON, value_day: ON, debit_code: '130301', credit_code: '300101', amount_fen: 10_000, reverses_voucher_id: null },
      { line_no: 2, business_day: ON, value_day: ON, debit_code: '300101', credit_code: '113201', amount_fen: 720, reverses_voucher_id: null },
    ])
  })

  it('carries no zero, and a negative amount the other way round', async () => {
    const voucherId = newId()
    await inBank((tx) => postVoucher(tx, { voucherId, businessDay: ON }, [transfer({ amountFen: fen(0) }), transfer({ kind: 'ACCRUED_INTEREST', debit: 'INTEREST_RECEIVABLE', credit: 'INTEREST_INCOME', amountFen: fen(-3) })]))
    expect(await booked(voucherId)).toMatchObject([{ line_no: 1, debit_code: CHART.INTEREST_INCOME.code, credit_code: CHART.INTEREST_RECEIVABLE.code, amount_fen: 3 }])
  })

  it('never crosses the balance sheet, nor counts from a day after its own', async () => {
    const post = (one: Transfer) => inBank((tx) => postVoucher(tx, { voucherId: newId(), businessDay: ON }, [one]))
    await expect(post(transfer({ debit: 'OFF_INTEREST', credit: 'INTEREST_INCOME' }))).rejects.toThrow('would cross the balance sheet')
    await expect(post(transfer({ valueDay: day('2025-03-15') }))).rejects.toThrow('lies after business day')
  })

  it('is taken back once, with its sides swapped, under the value day it had', async () => {
    const [voucherId, back] = [newId(), newId()]
    const later = day('2025-03-20')
    await inBank((tx) => postVoucher(tx, { voucherId, businessDay: ON }, [transfer()]))
    const reverse = (newVoucherId: string, businessDay: Day) => inBank((tx) => reverseVoucher(tx, voucherId, { newVoucherId, businessDay }))
    await reverse(back, later)
    await reverse(back, later)
    expect(await booked(back)).toEqual([{ line_no: 1, business_day: later, value_day: ON, debit_code: '300101', credit_code: '130301', amount_fen: 10_000, reverses_voucher_id: voucherId }])
    await expect(reverse(newId(), later)).rejects.toThrow(Refusal)
  })

  it('stays in its bank', async () => {
    expect(await db.database.inBank(other, (tx) => ensureChart(tx))).toBe(Object.keys(CHART).length)
    expect(await db.database.inBank(other, (tx) => tx.selectFrom('transfer').select('voucher_id').where('bank_id', '=', tx.bankId).execute())).toEqual([])
  })
})

describe('many vouchers', () => {
  it('are booked a few statements for all of them: seventy thousand rows in seconds', async () => {
    const vouchers = Array.from({ length: 35_000 }, () => ({ voucherId: newId(), businessDay: ON, transfers: [transfer(), transfer({ debit: 'SETTLEMENT', credit: 'INTEREST_RECEIVABLE', amountFen: fen(1) })] }))
    const began = performance.now()
    await inBank((tx) => postVouchers(tx, vouchers))
    const seconds = (performance.now() - began) / 1000
    const { rows, sum } = await inBank((tx) => tx.selectFrom('transfer').select((eb) => [eb.fn.countAll<number>().as('rows'), eb.fn.sum<string>('amount_fen').as('sum')]).where('bank_id', '=', tx.bankId).where('voucher_id', 'in', [vouchers[0]!.voucherId, vouchers.at(-1)!.voucherId]).executeTakeFirstOrThrow())
    expect([Number(rows), Number(sum)]).toEqual([4, 20_002])
    expect(seconds).toBeLessThan(20)
  }, 60_000)
})
