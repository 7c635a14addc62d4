/** What people call a kind of transfer. */
const KINDS: Readonly<Record<string, string>> = {
  DISBURSED: '放款', REPAID: '还款', RENEWED: '续贷还旧', RELIEVED: '减免', CHARGED: '代垫与补计', WRITTEN_OFF: '核销', RECOVERED: '核销后收回', REFUNDED: '退款', CORRECTED: '更正',
  ACCRUED: '计提利息', ACCRUED_INTEREST: '计提利息', ACCRUED_PENALTY: '计提罚息', ACCRUED_COMPOUND: '计提复利', NON_ACCRUAL: '转表外', ACCRUAL_AGAIN: '转回表内',
  PROVISION: '计提减值准备', FTP: '内部资金计价', SUSPENSE: '暂收', SUSPENSE_CLEARED: '暂收清理',
}

/** The Chinese name of a kind of transfer; one without a name is shown by its code. */
export function kindName(kind: string): string {
  return KINDS[kind] ?? kind
}
