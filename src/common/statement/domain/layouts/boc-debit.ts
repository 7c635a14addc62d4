import type { Layout } from '../layout.ts'
import { readBankRow } from './bank.ts'

/** Bank of China, transaction detail (交易流水明细单). */
export const bocDebit: Layout = {
  format: 'boc-debit',
  name: '中国银行交易流水',
  columns: {
    at: ['记账日期'],
    time: ['记账时间'],
    kind: ['交易名称'],
    detail: ['附言'],
    amount: ['金额'],
    currency: ['币别'],
    balance: ['余额'],
    counterparty: ['对方账户名'],
  },
  required: ['at', 'kind', 'amount', 'balance', 'counterparty'],
  read: readBankRow,
}
