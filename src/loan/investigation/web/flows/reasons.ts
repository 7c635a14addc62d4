/** Why a receipt is no sale, as a banker says it. */
export const REASON_NAMES: Readonly<Record<string, string>> = {
  OWN: '自有账户互转', LOAN: '借入的钱', DEPOSIT: '退回的押金、保证金', PASS_THROUGH: '过账（随即转出）', REFUND: '付款退回', INTEREST: '存款利息', OTHER: '工资、补贴、红包等', CLOSED: '未成立的交易', RULED: '调查人判定不计入', SALE: '计入销售',
}
