import type { Layout } from '../layout.ts'
import { readBankRow } from './bank.ts'

/** China Construction Bank, account detail (XLS). */
export const ccbDebit: Layout = {
  format: 'ccb-debit',
  name: '建设银行活期明细',
  columns: {
    at: ['交易日期'],
    time: ['交易时间'],
    kind: ['摘要'],
    detail: ['交易地点', '交易地点/附言'],
    income: ['收入', '收入金额'],
    expense: ['支出', '支出金额'],
    currency: ['币种'],
    balance: ['账户余额'],
    counterparty: ['对方户名'],
  },
  required: ['at', 'kind', 'income', 'expense', 'balance', 'counterparty'],
  read: readBankRow,
}
