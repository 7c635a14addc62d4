export { type AccountKind, type Purpose, type Side, ACCOUNT_KINDS, CHART, PURPOSES, SIDES } from './chart.ts'
export { type Transfer, type Voucher, asWritten } from './transfer.ts'
export { kindName } from './kinds.ts'
export * from './balances.ts'
