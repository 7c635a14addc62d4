import type { Layout } from '../layout.ts'
import { readBankRow } from './bank.ts'

/** China Merchants Bank, transaction detail (招商银行交易流水). */
export const cmbDebit: Layout = {
  format: 'cmb-debit',
  name: '招商银行交易流水',
  columns: {
    at: ['记账日期'],
    kind: ['交易摘要'],
    detail: ['客户摘要'],
    amount: ['交易金额'],
    currency: ['货币'],
    balance: ['联机余额'],
    counterparty: ['对手信息'],
  },
  required: ['at', 'kind', 'amount', 'balance', 'counterparty'],
  read: readBankRow,
}
