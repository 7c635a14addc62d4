/** What an account is; the first five stand on the balance sheet or in the result, the last beside them. */
export const ACCOUNT_KINDS = { ASSET: '资产', LIABILITY: '负债', EQUITY: '权益', INCOME: '收入', EXPENSE: '费用', OFF_BALANCE: '表外' } as const satisfies Record<string, string>
export type AccountKind = keyof typeof ACCOUNT_KINDS
export const SIDES = { DEBIT: '借', CREDIT: '贷' } as const satisfies Record<string, string>
export type Side = keyof typeof SIDES

interface ShippedAccount {
  /** 科目号: the first four digits are those of the Chinese accounting standards where these have one. */
  readonly code: string
  readonly name: string
  readonly kind: AccountKind
  readonly side: Side
}

/**
 * The shipped chart of accounts. The key is the purpose: what a rule calls the account, and the only thing it calls it by.
 * A bank may give an account another name; codes and purposes stay.
 */
export const CHART = {
  PRINCIPAL: { code: '130301', name: '贷款本金', kind: 'ASSET', side: 'DEBIT' },
  INTEREST_RECEIVABLE: { code: '113201', name: '应收贷款利息', kind: 'ASSET', side: 'DEBIT' },
  PENALTY_RECEIVABLE: { code: '113202', name: '应收罚息', kind: 'ASSET', side: 'DEBIT' },
  COMPOUND_RECEIVABLE: { code: '113203', name: '应收复利', kind: 'ASSET', side: 'DEBIT' },
  COSTS_RECEIVABLE: { code: '122101', name: '应收代垫费用', kind: 'ASSET', side: 'DEBIT' },
  PROVISION: { code: '130401', name: '贷款损失准备', kind: 'ASSET', side: 'CREDIT' },
  SETTLEMENT: { code: '300101', name: '清算资金往来', kind: 'ASSET', side: 'DEBIT' },
  SUSPENSE: { code: '224101', name: '暂收款', kind: 'LIABILITY', side: 'CREDIT' },
  REFUND_PAYABLE: { code: '224102', name: '应付客户退款', kind: 'LIABILITY', side: 'CREDIT' },
  FTP_POOL: { code: '300201', name: '内部资金往来', kind: 'LIABILITY', side: 'CREDIT' },
  INTEREST_INCOME: { code: '601101', name: '贷款利息收入', kind: 'INCOME', side: 'CREDIT' },
  PENALTY_INCOME: { code: '601102', name: '罚息收入', kind: 'INCOME', side: 'CREDIT' },
  COMPOUND_INCOME: { code: '601103', name: '复利收入', kind: 'INCOME', side: 'CREDIT' },
  RECOVERY_INCOME: { code: '630101', name: '已核销贷款收回', kind: 'INCOME', side: 'CREDIT' },
  FTP_CHARGE: { code: '641201', name: '内部资金成本', kind: 'EXPENSE', side: 'DEBIT' },
  PROVISION_EXPENSE: { code: '670201', name: '信用减值损失', kind: 'EXPENSE', side: 'DEBIT' },
  RELIEF_LOSS: { code: '671101', name: '利息减免损失', kind: 'EXPENSE', side: 'DEBIT' },
  OFF_INTEREST: { code: '710101', name: '表外应收未收利息', kind: 'OFF_BALANCE', side: 'DEBIT' },
  OFF_PENALTY: { code: '710102', name: '表外应收未收罚息', kind: 'OFF_BALANCE', side: 'DEBIT' },
  OFF_COMPOUND: { code: '710103', name: '表外应收未收复利', kind: 'OFF_BALANCE', side: 'DEBIT' },
  WRITTEN_OFF: { code: '710201', name: '已核销贷款', kind: 'OFF_BALANCE', side: 'DEBIT' },
  OFF_CONTRA: { code: '719901', name: '表外对方科目', kind: 'OFF_BALANCE', side: 'CREDIT' },
} as const satisfies Record<string, ShippedAccount>

/** What a rule calls an account. */
export type Purpose = keyof typeof CHART
export const PURPOSES = Object.keys(CHART) as Purpose[]

/** Whether an account stands beside the balance sheet; no transfer crosses that line. */
export function isOffBalance(purpose: Purpose): boolean {
  return CHART[purpose].kind === 'OFF_BALANCE'
}
