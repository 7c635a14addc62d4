import type { Layout } from '../layout.ts'
import { readBankRow } from './bank.ts'

/** Industrial and Commercial Bank of China, debit card detail (CSV). */
export const icbcDebit: Layout = {
  format: 'icbc-debit',
  name: '工商银行借记卡明细',
  columns: {
    at: ['交易日期'],
    kind: ['摘要'],
    detail: ['交易场所'],
    income: ['记账金额(收入)'],
    expense: ['记账金额(支出)'],
    currency: ['记账币种'],
    balance: ['余额'],
    counterparty: ['对方户名'],
  },
  required: ['at', 'kind', 'income', 'expense', 'balance', 'counterparty'],
  read: readBankRow,
}
