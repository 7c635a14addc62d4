import type { Layout } from '../layout.ts'
import { readBankRow } from './bank.ts'

/** Agricultural Bank of China, account detail. */
export const abcDebit: Layout = {
  format: 'abc-debit',
  name: '农业银行账户明细',
  columns: {
    at: ['交易日期'],
    time: ['交易时间'],
    id: ['日志号'],
    kind: ['交易摘要'],
    detail: ['交易附言'],
    amount: ['交易金额'],
    balance: ['本次余额'],
    counterparty: ['对手信息'],
  },
  required: ['at', 'kind', 'amount', 'balance', 'counterparty'],
  read: readBankRow,
}
